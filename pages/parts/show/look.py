"""How slides look, and how they answer keys: full screen, light, in type that is read from the back row.

A slide is measured in parts of the screen it is made for (`--u`, one pixel at 1024 × 768), so that a larger
screen shows it larger. What has no room, there or on a smaller screen or one that is zoomed in, scrolls.
"""

BARE = """<style>
header[data-testid="stHeader"], [data-testid="stSidebar"], .st-key-audience, [data-testid="stToolbar"],
[data-testid="stStatusWidget"] { display: none !important; }
[data-testid="stMain"] { overflow: hidden; }
[data-testid="stMainBlockContainer"] { padding: 0; }
</style>"""
"""Takes away all that stands around a page."""
CSS = """
:host { display: block; }
.show { --u: 1px; position: fixed; inset: 0; z-index: 999990; overflow: auto; color-scheme: light;
  background: var(--paper); color: var(--ink); font: 18px/1.3 var(--st-font); }
.slide { box-sizing: border-box; min-height: 100%; padding: 14px 16px; display: flex; flex-direction: column;
  gap: 12px; }
h1, p, ul { margin: 0; font-weight: 400; overflow-wrap: anywhere; }
.top, .foot { display: flex; justify-content: space-between; gap: 8px 16px; flex-wrap: wrap;
  align-items: center; color: var(--muted); }
.remark { color: var(--ink); border: 1px solid var(--axis); border-radius: 4px; padding: 0 8px; }
h1 { font-size: 1.25em; line-height: 1.26; font-weight: 600; color: var(--ink); }
.body { flex: 1 0 auto; display: flex; flex-direction: column; gap: 12px;
  justify-content: space-evenly; }
.chart { display: none; } .chart.phone { display: block; }
.chart svg { display: block; width: 100%; height: auto; }
.target, ul { font-size: 1.08em; }
.target { display: flex; flex-wrap: wrap; gap: 0 .8em; }
.note { color: var(--muted); }
.target b { font-weight: 700; }
ul { list-style: none; padding: 0; } li { padding-left: 1.1em; text-indent: -1.1em; }
li::before { content: "→"; display: inline-block; width: 1.1em; text-indent: 0; color: var(--muted); }
.first .body, .last .body { justify-content: center; gap: 1em; }
.first h1, .last h1 { font-size: 1.7em; }
.first .when { font-size: 1.25em; }
button, summary { font: inherit; color: var(--ink); background: var(--paper); cursor: pointer;
  border: 1px solid var(--axis); border-radius: 4px; padding: 0 .5em; line-height: 1.45;
  min-width: 44px; min-height: 44px; box-sizing: border-box; }
button[disabled] { visibility: hidden; }
button:focus-visible, summary:focus-visible, .twin:focus-visible { outline: 3px solid var(--better);
  outline-offset: 2px; }
nav { display: flex; gap: .5em; align-items: center; font-variant-numeric: tabular-nums; margin-left: auto; }
summary { list-style: none; align-content: center; } summary::-webkit-details-marker { display: none; }
.twin { overflow: auto; background: var(--paper); color: var(--ink); border: 1px solid var(--axis);
  padding: 8px 16px; margin-top: 8px; }
table { min-width: 60%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; font-weight: 400; padding: 2px 1.2em 2px 0; border-bottom: 1px solid var(--grid); }
thead th { font-weight: 600; } .number { text-align: right; white-space: nowrap; }
@media (min-width: 480px) { .show { font-size: 24px; } }
@media (min-width: 820px) and (min-height: 576px) {
  .show { --u: min(calc(100vw / 1024), calc(100vh / 768)); font-size: calc(24 * var(--u)); }
  .slide { padding: calc(16 * var(--u)) calc(24 * var(--u)); gap: calc(10 * var(--u)); }
  .body { gap: calc(8 * var(--u)); }
  .item h1 { font-size: calc(34 * var(--u)); line-height: calc(43 * var(--u)); }
  .target, ul { font-size: calc(26 * var(--u)); line-height: calc(36 * var(--u)); }
  .note { line-height: calc(32 * var(--u)); }
  .first h1 { font-size: calc(64 * var(--u)); } .first .when { font-size: calc(40 * var(--u)); }
  .last h1 { font-size: calc(50 * var(--u)); }
  .top, .foot { flex-wrap: nowrap; }
  .top span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .remark { white-space: nowrap; }
  .chart.phone { display: none; } .chart.standard { display: block; }
  .chart svg { width: calc(var(--w) * var(--u)); height: calc(var(--h) * var(--u)); margin: 0 auto; }
  .twin { position: fixed; left: calc(24 * var(--u)); right: calc(24 * var(--u)); top: calc(64 * var(--u));
    bottom: calc(76 * var(--u)); margin: 0; }
}
@media (min-width: 960px) and (min-height: 576px) and (min-aspect-ratio: 3/2) {
  .show { --u: min(calc(100vw / 1280), calc(100vh / 720)); }
  .chart.standard { display: none; } .chart.wide { display: block; }
}
"""
SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const show = parentElement.querySelector('.show');
  const root = show.getRootNode();
  if (show.shown !== data.html) {
    const held = root.activeElement?.dataset.to;
    show.innerHTML = data.html;
    show.shown = data.html;
    show.scrollTop = 0;
    if (held) show.querySelector(`button[data-to="${held}"]:not([disabled])`)?.focus();
  }
  show.style.cssText = data.colours;
  show.at = data.at;
  const turn = (to) => {
    const wanted = Math.min(Math.max(to, 1), data.of);
    if (wanted !== show.at) { show.at = wanted; setTriggerValue('turned', wanted); }
  };
  const close = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    setTriggerValue('turned', 0);
  };
  const steps = { ArrowRight: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, PageUp: -1 };
  const ends = { Home: 1, End: data.of };
  const pressed = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const at = event.composedPath()[0];
    const table = show.querySelector('details[open]');
    if (event.key === 'Escape') {
      if (table) { table.open = false; table.querySelector('summary').focus(); } else close();
    } else if (event.key === ' ' && at.closest?.('button, summary')) {
      return;
    } else if (at.closest?.('.twin')) {
      return;
    } else if (event.key in steps) {
      turn(show.at + steps[event.key]);
    } else if (event.key in ends) {
      turn(ends[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  };
  const left = () => { if (!document.fullscreenElement) setTriggerValue('turned', 0); };
  show.forget?.();
  document.addEventListener('keydown', pressed);
  document.addEventListener('fullscreenchange', left);
  show.forget = () => {
    document.removeEventListener('keydown', pressed);
    document.removeEventListener('fullscreenchange', left);
  };
  show.onclick = (event) => {
    const to = event.target.closest('button[data-to]')?.dataset.to;
    if (to === 'close') close();
    else if (to) turn(show.at + (to === 'next' ? 1 : -1));
  };
  return () => show.forget();
}
"""
