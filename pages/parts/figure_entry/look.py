"""The look of the form where figures are filled in."""

CSS = """
.entry { display: block; font: 14px/1.35 var(--st-font); color: var(--ink); }
caption { padding: 2px 0 6px; font-size: 13px; font-weight: 400; color: var(--muted); }
th, td { padding: 6px 14px 6px 0; }
tbody th, tbody td { vertical-align: middle; }
tbody th, thead th:first-child { padding-left: 8px; }
tr[data-key] { scroll-margin: 80px 0 200px; }
.warned > th { box-shadow: inset 3px 0 0 var(--ink); }
.stopped > th { box-shadow: inset 3px 0 0 var(--worse); }
.warned, .stopped { background: var(--grid); }
tbody th { width: 34%; overflow-wrap: break-word; hyphens: auto; }
tbody th small { display: block; }
tr[data-key]:focus-within { background: var(--grid); }
td.before { color: var(--muted); }
.said { color: var(--better); }
.typed { white-space: nowrap; text-align: right; }
.typed small { display: inline; }
input, select { font: 16px/1.3 var(--st-font); color: inherit; background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); box-sizing: border-box; }
input, select { height: 34px; padding: 0 8px; }
.typed input { width: 104px; text-align: right; font-variant-numeric: tabular-nums; }
.typed .part { width: 84px; }
input::placeholder { color: var(--muted); opacity: 1; }
.part::placeholder { font-size: 13px; }
input:hover, select:hover { border-color: var(--st-primary-color); }
input:focus-visible, select:focus-visible, button:focus-visible {
  outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
input[aria-invalid=true] { border-color: var(--worse); box-shadow: inset 0 0 0 1px var(--worse); }
select { max-width: 132px; font-size: 14px; }
td.answer { width: 27%; }
.answer b { display: inline-block; width: 1.2em; }
.answer p { margin: 2px 0 0; font-size: 13px; }
.answer .problem { color: var(--worse); } .answer .told { font-weight: 600; }
.answer input { width: 100%; margin-top: 4px; font-size: 14px; }
.answer label { font-size: 12px; color: var(--muted); }
.help { flex: 1 1 0; min-width: 0; height: 1.35em; margin: 0; font-size: 13px; color: var(--muted);
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.help b { color: var(--ink); font-weight: 600; }
.wrong { flex: 1 1 100%; margin: 0; font-size: 13px; color: var(--worse); max-height: 4.1em; overflow: auto; }
.wrong a { color: inherit; }
.end { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: end; padding: 8px 0;
  position: sticky; bottom: 0; z-index: 2; background: var(--paper); border-top: 1px solid var(--axis); }
.end label { display: block; font-size: 13px; margin-bottom: 2px; }
.end .wide { flex: 1 1 320px; } .end .wide input, .end .role input { width: 100%; height: 40px; }
.end .role { flex: 0 1 340px; display: flex; gap: 8px; align-items: center; }
.end .role label { white-space: nowrap; margin: 0; }
.end .fill { flex: 1 1 100%; display: flex; gap: 8px; align-items: center; margin: 0; }
.end .fill input { width: 18px; height: 18px; }
button { height: 40px; padding: 0 16px; font: 600 15px/1 var(--st-font); cursor: pointer;
  color: var(--ink); background: transparent; border: 1px solid var(--st-border-color);
  border-radius: var(--st-base-radius); }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button.main { background: var(--st-primary-color); border-color: var(--st-primary-color);
  color: var(--st-background-color); }
button.main:hover { filter: brightness(1.08); color: var(--st-background-color); }
button:disabled { opacity: .55; cursor: default; }
.answer button { height: 30px; padding: 0 10px; font-size: 13px; margin: 4px 6px 0 0; }
.count { flex: 1 1 100%; margin: 0; font-size: 13px; color: var(--muted); min-height: 1.35em; }
.news { flex: 1 1 100%; display: flex; gap: 16px; } .news .count { flex: 0 0 auto; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[hidden] { display: none !important; }
@media (max-width: 900px) { tbody th { width: auto; } td.answer { width: auto; } }
@media (max-width: 760px) {
  thead { display: none; }
  table, tbody, caption { display: block; }
  tr[data-key] { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 12px; padding: 10px 0;
    border-bottom: 1px solid var(--grid); }
  tbody th, tbody td { border: 0; padding: 0; width: auto; }
  tbody th, td.typed, td.answer { grid-column: 1 / -1; }
  td.typed { order: 3; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
  td.typed.one { grid-column: 1; } td.state { order: 4; grid-column: 1 / -1; }
  td.typed.one + td.state { grid-column: 2; align-self: center; } td.answer { order: 5; }
  tbody th { padding-left: 8px; } .end { gap: 4px 8px; } .end .role { flex: 1 1 100%; }
  .help { display: none; }
  .end button { flex: 1 1 0; padding: 0 8px; }
  td.before { text-align: left; } td.before::before { content: attr(data-name) " "; }
  .typed input { width: 120px; height: 40px; } .typed .part { width: 92px; }
  select { height: 40px; max-width: 100%; font-size: 16px; }
}
"""
THEN = """
caption { padding: 2px 0 6px; font-size: 13px; font-weight: 400; color: var(--muted); }
th, td { padding: 6px 14px 6px 0; }
tbody th, tbody td { vertical-align: middle; }
tbody th { overflow-wrap: anywhere; hyphens: auto; }
tbody th small { display: block; }
td b { display: inline-block; width: 1.2em; }
@media (max-width: 760px) { th, td { padding: 5px 8px 5px 0; font-size: 13px; } }
"""
"""The look of the figures as they were known on an earlier day."""
REFUSED = """<style>
[data-testid="stLayoutWrapper"]:has(> .st-key-entry-refused [role="alert"]) {
  position: sticky; top: 3.75rem; z-index: 3; max-height: 40vh; overflow: auto; flex-shrink: 0;
  %s background: var(--paper); }
</style>"""
"""Keeps in view why nothing was saved, wherever in the form somebody stands; the colours go into it."""
