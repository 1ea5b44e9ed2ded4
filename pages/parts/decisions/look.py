"""What the table of decisions looks like, beside what all sheets share."""

CSS = """
.scroll { overflow-x: auto; }
th, td { padding: 5px 14px 5px 0; }
tbody th small { display: block; }
tbody th { min-width: 180px; max-width: 320px; }
tbody td { min-width: 110px; max-width: 260px; }
td.day { white-space: nowrap; }
td.receipt { min-width: 260px; max-width: none; width: 45%; }
.mark b { margin-right: 5px; }
.mark { font-weight: 600; }
@media (max-width: 640px) {
  table, tbody, tr, th, td { display: block; }
  thead { display: none; }
  tbody th, tbody td, td.receipt { min-width: 0; max-width: none; width: auto; padding: 2px 0; border: 0; }
  tbody tr { padding: 6px 0; border-bottom: 1px solid var(--grid); }
  td.day::before { content: 'Gäller från '; color: var(--muted); }
}
"""
