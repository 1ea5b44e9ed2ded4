"""The year's occasions month by month, beside the wheel; and what has no time. All text is escaped here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from metrics.change_words import day_words
from metrics.documents.year_wheel import (
    DUE,
    NO_RECIPIENT,
    OWN_RHYTHM,
    STATE,
    TO,
    WHAT,
    WHERE,
    WHOLE_PLAN,
    by_day,
    meanings_of,
)
from metrics.periods import MONTH_NAMES
from metrics.words import many
from metrics.year_wheel import words
from metrics.year_wheel.occasions import Owed
from metrics.year_wheel.own_rhythm import OwnEntry
from metrics.year_wheel.states import OccasionLine
from metrics.year_wheel.wheel import Spot, wheel
from metrics.year_wheel.year_view import YearView
from pages.parts import cells
from pages.parts.cells import Heading
from pages.parts.plan_signs import owed_sign
from pages.parts.sheet import link_to

HEADS = (
    Heading(DUE, kind="day"),
    Heading(WHAT, kind="what"),
    Heading(TO, kind="to"),
    Heading(STATE, kind="state"),
    Heading(WHERE, kind="where"),
)
PAGES = {"Fyll i": "fyll-i", "Ekonomi": "ekonomi"}
DOTS = (
    "Prick ytterst: en dag då något ska lämnas, i färg efter det som brådskar mest; "
    "ihålig: det kommer, eller inget är rapporterat här"
)
OWN = "Lägesbilds egen rytm"


def year_html(view: YearView, address: Mapping[str, str]) -> str:
    """Return the wheel with its legend, and the months beside it."""
    if view.is_empty:
        return ""
    return (
        f'<div class="both"><div class="round">{_round(view)}</div><div>{_months(view, address)}</div></div>'
    )


def _round(view: YearView) -> str:
    spots = [Spot(line.due, line.state) for line in view.lines]
    title = f"Årshjul {view.year}: vad som ska redovisas varje månad"
    drawn = wheel(spots, [each.due for each in view.own], view.year, view.today, title=title)
    counted = words.counted(view.lines).items()
    signs = [owed_sign(state, f"{words.state_of(state, count)} ({count})") for state, count in counted]
    states = "".join(f"<li>{each}</li>" for each in signs)
    dots = f"<li><small>{DOTS}</small></li>" if view.lines else ""
    own = f"<li><small>Streck innerst: {OWN}</small></li>" if view.own else ""
    return f'{drawn}<ul class="legend">{states}{dots}{own}</ul>'


def _months(view: YearView, address: Mapping[str, str]) -> str:
    several = len(view.plans) > 1
    bodies = []
    for month, lines, own in _by_month(view):
        dated = [(line.due, _line(line, view.today, several=several)) for line in lines]
        dated += [(due, _own(due, entries, address)) for due, entries in by_day(own)]
        rows = "".join(row for _, row in sorted(dated, key=lambda each: each[0]))
        bodies.append(f"<tbody>{_month_head(month, lines)}{rows}</tbody>")
    label = f"Redovisningar {view.year}, månad för månad"
    caption = f"<caption>{escape(', '.join(view.plans))}</caption>" if view.lines else ""
    heads = cells.headings(HEADS)
    return (
        f'<table class="months" aria-label="{label}">{caption}{heads}{"".join(bodies)}</table>{_means(view)}'
    )


def _by_month(view: YearView) -> Iterator[tuple[int, list[OccasionLine], list[OwnEntry]]]:
    for month in range(1, len(MONTH_NAMES) + 1):
        lines = [line for line in view.lines if line.due.month == month]
        own = [each for each in view.own if each.due.month == month]
        if lines or own:
            yield month, lines, own


def _month_head(month: int, lines: Sequence[OccasionLine]) -> str:
    count = f" <small>{many(len(lines), *words.OWED)}</small>" if lines else ""
    name = MONTH_NAMES[month - 1].capitalize()
    return f'<tr class="month"><th colspan="5" scope="rowgroup">{name}{count}</th></tr>'


def _line(line: OccasionLine, today: date, *, several: bool) -> str:
    return (
        f'<tr class="{line.state.value}">'
        + cells.cell(words.when(line), words.reckoned_words(line), kind="day")
        + cells.name(line.title, words.about_words(line), words.delivery_words(line))
        + _to(line)
        + cells.held(owed_sign(line.state), words.state_words(line, today))
        + f"{_where(line, several=several)}</tr>"
    )


def _to(owed: Owed) -> str:
    return cells.cell(owed.recipient or NO_RECIPIENT, head="Till")


def _where(owed: Owed, *, several: bool) -> str:
    goal, plan = owed.objective or WHOLE_PLAN, owed.plan if several else ""
    return cells.cell(goal, plan, kind="where", head="I planen", title=owed.source)


def _own(due: date, entries: Sequence[OwnEntry], address: Mapping[str, str]) -> str:
    links = ", ".join(
        f'<a href="{escape(link_to(PAGES[each.where], address))}">{escape(each.title)}</a>'
        for each in entries
    )
    return (
        f'<tr class="own">{cells.cell(day_words(due, year=False), kind="day")}'
        f'<th scope="row" colspan="3">{links}</th>{cells.cell(OWN_RHYTHM, kind="where")}</tr>'
    )


def _means(view: YearView) -> str:
    own = f"{OWN}: det som fylls i här, inte planens; vad som är inne står på sidan."
    told = [*([own] if view.own else []), *meanings_of(view)]
    return f"<p>{' '.join(told)}</p>" if told else ""


def without_time_html(view: YearView) -> str:
    """Return what the plans owe without a time; empty where there is nothing."""
    if not view.without_time:
        return ""
    rows = "".join(_untimed(owed, several=len(view.plans) > 1) for owed in view.without_time)
    heads = cells.headings([HEADS[1], HEADS[2], HEADS[-1]])
    return (
        f'<table class="apart"><caption>Tid anges inte i planen ({len(view.without_time)})</caption>{heads}'
        f"<tbody>{rows}</tbody></table>"
    )


def _untimed(owed: Owed, *, several: bool) -> str:
    return f"<tr>{cells.name(owed.title)}{_to(owed)}{_where(owed, several=several)}</tr>"
