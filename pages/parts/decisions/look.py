"""What the table of decisions looks like, beside what all sheets share."""

from pages.parts.sheet import ROWS_AS_BLOCKS

COLUMNS = """
.scroll { overflow-x: auto; }
th, td { padding: 5px 14px 5px 0; }
tbody th small { display: block; }
tbody th { min-width: 180px; max-width: 320px; }
tbody td { min-width: 110px; max-width: 260px; }
td.day { white-space: nowrap; }
td.receipt { min-width: 260px; max-width: none; width: 45%; }
.mark b { margin-right: 5px; }
.mark { font-weight: 600; }
"""
ON_A_PHONE = """
@media (max-width: 760px) {
  tbody th, tbody td, td.receipt { min-width: 0; max-width: none; padding: 2px 0; }
}
"""
CSS = COLUMNS + ROWS_AS_BLOCKS + ON_A_PHONE
