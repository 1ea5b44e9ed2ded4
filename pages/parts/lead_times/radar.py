"""The radar of coming deadlines: a bar per week, late cases first, in a table that says the numbers too."""

from html import escape

from metrics.case_limits.radar_view import RadarPart, RadarView, RadarWeek
from metrics.numbers import number
from metrics.periods import MONTH_NAMES, Period


def radar_html(name: str, radar: RadarView | None, sentence: str, note: str) -> str:
    """Return the radar of a kind: its bars, what the month becomes, and how old the counts are.

    `radar` is None where nothing is known; then the note says so.
    """
    drawn = _bars(name, radar) if radar is not None else f"<table><caption>{_title(name)}</caption></table>"
    said = "".join(
        f'<p class="{css}">{escape(text)}</p>'
        for css, text in (("outcome", sentence), ("notes", note))
        if text
    )
    return f'<div class="radar-part">{drawn}{said}</div>'


def _title(name: str) -> str:
    return f"Lagtidsradar<small>{escape(name)}</small>"


def _bars(name: str, radar: RadarView) -> str:
    caption = _title(f"{name}, läget {radar.counted_on}")
    head = (
        '<td class="month"></td><th scope="col" class="week">vecka</th><td></td>'
        '<th scope="col" class="number open">öppna</th><th scope="col" class="number closed">klara</th>'
    )
    weeks = "".join(_week(week, radar.ahead.month) for week in radar.weeks)
    return (
        f'<table class="radar"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{_overdue(radar)}{weeks}</tbody></table>"
    )


def _overdue(radar: RadarView) -> str:
    if not radar.overdue:
        return ""
    return (
        '<tr class="late"><th scope="row" colspan="2">✕ Efter fristen</th>'
        f'<td><div class="bar"><i class="past" style="width:{radar.overdue_width:.1f}%"></i></div></td>'
        f'<td class="number open">{number(radar.overdue, 0)}</td><td></td></tr>'
    )


def _week(week: RadarWeek, near: Period) -> str:
    months = "–".join(MONTH_NAMES[month.index - 1][:3] for month in week.begins)
    begins = ' class="begins"' if week.begins else ""
    bars = "".join(_part(part, near) for part in week.parts)
    closed = number(week.closed_cases, 0) if week.closed_cases else ""
    counts = (
        f'<td class="number open">{number(week.open_cases, 0)}</td><td class="number closed">{closed}</td>'
    )
    return (
        f'<tr{begins} title="{escape(week.days)}"><td class="month">{months}</td>'
        f'<th scope="row" class="week">{escape(week.label)}</th>'
        f'<td><div class="bar">{bars}</div></td>{counts}</tr>'
    )


def _part(part: RadarPart, near: Period) -> str:
    """The bar of a week's days in one month; those of the month that the sentence is about are darker."""
    css = ' class="near"' if part.month == near else ""
    title = f"{MONTH_NAMES[part.month.index - 1]}: {number(part.open_cases, 0)}"
    return f'<i{css} style="width:{part.width:.1f}%" title="{escape(title)}"></i>'
