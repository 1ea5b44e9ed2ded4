"""The axes of a chart in an Office file: which periods are named under it, and the levels beside it.

Where every period's name has room, each is written. Otherwise the periods lie on an axis of time, which
names each so many months or years, in Swedish, whatever the language of the program.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from metrics.axes import Levels
from metrics.documents.model import Chart
from metrics.periods import Period
from metrics.vocabulary import Periodicity
from reports.chart_lines import level_decimals
from reports.chart_workbook import day_number, day_of, period_format, period_texts
from reports.drawing import NO_LINE, Frame, letters, line
from reports.number_format import SWEDISH, number_format
from reports.text_width import width_of

THIN = 0.75
AIR = 0.8
"""Between two names on an axis, in letters' sizes."""
MONTHS_BETWEEN = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 600)
MONTH_FORMAT, YEAR_FORMAT = f"{SWEDISH}mmm yyyy", f"{SWEDISH}yyyy"


@dataclass(frozen=True)
class PeriodAxis:
    """The axis of periods: how many months lie between its names, None where each period is named."""

    periods: tuple[Period, ...]
    months_between: int | None

    @property
    def says_months(self) -> bool:
        """Whether months are named, and not years only."""
        return _says_months(self.periods, self.months_between or 12)


def _says_months(periods: Sequence[Period], between: int) -> bool:
    """Tell whether months are named: a year alone would be read as its January."""
    first = periods[0]
    return first.periodicity == Periodicity.MONTH and (between < 12 or first.index > 1)


def period_axis(chart: Chart, room: float, frame: Frame) -> PeriodAxis:
    """Return the axis of a chart's periods in a room of so many points."""
    periods = tuple(point.period for point in chart.points)
    air = frame.size * AIR
    widest = max((width_of(text, frame.size) for text in period_texts(chart)), default=0) + air
    if not periods or widest * len(periods) <= room:
        return PeriodAxis(periods, None)
    months = sum(period.month_count for period in periods)
    monthly = periods[0].periodicity == Periodicity.MONTH
    year = width_of("2026", frame.size) + air
    for between in MONTHS_BETWEEN:
        needed = widest if _says_months(periods, between) else year
        if (monthly or between >= 12) and between / months * room >= needed:
            return PeriodAxis(periods, between)
    return PeriodAxis(periods, MONTHS_BETWEEN[-1])


def categories(chart: Chart, axis: PeriodAxis, cells: str) -> str:
    """Return the periods of a line: their names, or the days that they begin with."""
    count, cells = f'<c:ptCount val="{len(chart.points)}"/>', f"<c:f>{cells}</c:f>"
    if axis.months_between is None:
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{escape(text)}</c:v></c:pt>'
            for place, text in enumerate(period_texts(chart))
        )
        return f"<c:cat><c:strRef>{cells}<c:strCache>{count}{points}</c:strCache></c:strRef></c:cat>"
    points = "".join(
        f'<c:pt idx="{place}" formatCode="{escape(period_format(period))}">'
        f"<c:v>{day_number(day_of(period))}</c:v></c:pt>"
        for place, period in enumerate(axis.periods)
    )
    code = f"<c:formatCode>{MONTH_FORMAT}</c:formatCode>"
    return f"<c:cat><c:numRef>{cells}<c:numCache>{code}{count}{points}</c:numCache></c:numRef></c:cat>"


def period_axis_xml(axis: PeriodAxis, frame: Frame) -> str:
    """Return the axis of periods, at the foot of the chart."""
    named = axis.months_between is None
    code = "@" if named else MONTH_FORMAT if axis.says_months else YEAR_FORMAT
    shared = (
        '<c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="out"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{line(frame.palette.axis, THIN)}</c:spPr>{letters(frame, frame.palette.muted)}"
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
    )
    if named:
        return (
            f'<c:catAx>{shared}<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="1"/>'
            '<c:noMultiLvlLbl val="1"/></c:catAx>'
        )
    return f"<c:dateAx>{shared}{_time_steps(axis)}</c:dateAx>"


def _time_steps(axis: PeriodAxis) -> str:
    """Return the smallest step of an axis of time, and how far its names are apart."""
    between = axis.months_between or 12
    steps, unit = (between // 12, "years") if between >= 12 else (between, "months")
    return (
        '<c:lblOffset val="60"/><c:baseTimeUnit val="months"/>'
        f'<c:majorUnit val="{steps}"/><c:majorTimeUnit val="{unit}"/>'
    )


def value_axis_xml(levels: Levels, frame: Frame) -> str:
    """Return the axis of values, to the left; it isn't drawn where nothing has a value."""
    step = levels.places[1] - levels.places[0] if len(levels.places) > 1 else 1
    code = escape(number_format(level_decimals(levels)))
    return (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{levels.high!r}"/><c:min val="{levels.low!r}"/></c:scaling>'
        f'<c:delete val="{int(not levels.places)}"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{line(frame.palette.grid, THIN)}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{letters(frame, frame.palette.muted)}"
        '<c:crossAx val="1"/><c:crosses val="min"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{step:.12g}"/></c:valAx>'
    )
