"""What headings and labels mean: the words of time, of columns, of units and of rows."""

from data.imports.headings.column_words import (
    ColumnRole,
    Role,
    column_role,
    figures_in,
    kind_in,
    unit_of_measure_in,
)
from data.imports.headings.period_columns import period_column
from data.imports.headings.period_words import (
    Apart,
    PeriodWords,
    period_words,
    serial_month,
    set_apart,
    with_year,
)
from data.imports.headings.row_words import SUM_WORDS, begins_sum, varav_part

__all__ = [
    "SUM_WORDS",
    "Apart",
    "ColumnRole",
    "PeriodWords",
    "Role",
    "begins_sum",
    "column_role",
    "figures_in",
    "kind_in",
    "period_column",
    "period_words",
    "serial_month",
    "set_apart",
    "unit_of_measure_in",
    "varav_part",
    "with_year",
]
