"""The economy's tables as one sheet: where the year stands in four lines, and its accounts or units."""

from collections.abc import Mapping, Sequence
from html import escape

from metrics.money.scale import SURPLUS, Scale
from metrics.money.standing import Standing
from metrics.money.view import EconomyView, Row
from metrics.numbers import with_unit
from metrics.periods import MONTH_NAMES
from metrics.theme import Palette
from pages.parts import sheet
from pages.parts.cells import Heading, headings

CSS = """
caption { padding: 10px 0 4px; }
th, td { padding: 5px 0 5px 12px; }
th:first-child, td:first-child { padding-left: 0; }
tbody th { min-width: 150px; overflow-wrap: break-word; hyphens: auto; }
.parts tbody th { min-width: 190px; }
details { margin-top: 6px; } summary { cursor: pointer; padding: 6px 0; font: 14px var(--st-font);
  color: var(--ink); }
.year td, .year th { font-weight: 600; }
.better { color: var(--better); } .worse { color: var(--worse); }
p { font: 14px/1.45 var(--st-font); color: var(--ink); margin: 8px 0 0; }
@media (max-width: 760px) { .parts .wide { display: none; } }
@media (max-width: 640px) {
  tbody th, .parts tbody th { min-width: 0; } td.number small { white-space: normal; }
  .wide { display: none; } th, td { padding-left: 6px; } table { font-size: 13px; }
}
"""
UNKNOWN = "–"
STANDING = (("Budget",), ("Utfall, prognos",), ("Avvikelse", SURPLUS))
MOST_ROWS = 10
LIKELY = with_unit(80, 0, "%")


def show(name: str, html: str, palette: Palette) -> None:
    """Show a sheet made by `standing_html` or `rows_html`."""
    sheet.show(name, html, css=CSS, palette=palette)


def ways_up_html(links: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    """Return links to what the page is a part of, each a name and an address; empty without any."""
    told = [f'<a href="{escape(sheet.link_to("ekonomi", to))}">↑ {escape(name)}</a>' for name, to in links]
    return f"<p>{' · '.join(told)}</p>" if told else ""


def standing_html(view: EconomyView, scale: Scale) -> str:
    """Return where the year stands: so far, by either forecast, and per month that is left."""
    names = (Heading(""), *(Heading(*each, kind="number") for each in STANDING))
    head = headings(names)
    lines = _closed_lines(view, scale) if view.whole.closed else _open_lines(view, scale)
    return f"<table><caption>Årets läge</caption>{head}<tbody>{''.join(lines)}</tbody></table>"


def _closed_lines(view: EconomyView, scale: Scale) -> list[str]:
    """The lines of a year that is booked: its outcome, and what was last said of it."""
    whole = view.whole
    booked = (whole.budget, whole.outcome, whole.deviation)
    foreseen = (whole.budget, whole.forecast, whole.forecast_deviation)
    return [
        _line(f"Helår {view.year}, bokfört", scale, booked, kind="year"),
        _line("Controllerns sista prognos", scale, foreseen) if whole.forecast is not None else "",
    ]


def _open_lines(view: EconomyView, scale: Scale) -> list[str]:
    """The lines of a year under way."""
    whole = view.whole
    so_far = f"Till och med {MONTH_NAMES[whole.months - 1]}" if whole.months else "Inget bokfört än"
    passed = (whole.budget_to_date, whole.outcome, whole.deviation_to_date)
    foreseen = (whole.budget, whole.forecast, whole.forecast_deviation)
    calculated = (whole.budget, whole.statistical, whole.statistical_deviation)
    return [
        _line(so_far, scale, passed),
        _line("Helår, controllerns prognos", scale, foreseen, note=_moved(whole, view, scale), kind="year"),
        _line("Helår, statistisk prognos", scale, calculated, note=_likely(whole, scale), kind="year"),
        _left(whole, scale),
    ]


def _moved(whole: Standing, view: EconomyView, scale: Scale) -> str:
    """Say how the controller's forecast has moved since the month before."""
    if whole.forecast is None:
        return "Ingen prognos är gjord"
    if whole.change is None:
        return "Årets första prognos"
    since = f"sedan {MONTH_NAMES[view.until - 2]}"
    moved = scale.written(whole.change, sign=True)
    return f"{moved} {since}" if scale.drawn(whole.change) else f"Oförändrad {since}"


def _span(standing: Standing, scale: Scale) -> str:
    """Write the statistical forecast's interval; empty where there is none."""
    if standing.lower is None or standing.upper is None:
        return ""
    return f"{scale.written(standing.lower)} till {scale.written(standing.upper)}"


def _likely(standing: Standing, scale: Scale) -> str:
    """The interval, named; empty where there is none."""
    span = _span(standing, scale)
    return f"{LIKELY}: {span}" if span else ""


def _left(whole: Standing, scale: Scale) -> str:
    """The line of the months left: what the budget has for each, what each may be, and what they were."""
    if whole.needed is None:
        return ""
    note = f"hittills {scale.written(whole.pace)} per månad" if whole.pace is not None else ""
    needed = f"{scale.written(whole.needed)}<small>{escape(note)}</small>"
    return (
        f'<tr><th scope="row">Per månad som är kvar, för att hålla budget</th>{_number(whole.planned, scale)}'
        f'<td class="number">{needed}</td><td></td></tr>'
    )


def _line(
    name: str, scale: Scale, amounts: tuple[float | None, ...], *, note: str = "", kind: str = ""
) -> str:
    """A line of budget, amount and deviation; the note stands under the amount."""
    budget, amount, deviation = amounts
    small = f"<small>{escape(note)}</small>" if note else ""
    shown = f'<td class="number">{scale.written(amount) or UNKNOWN}{small}</td>'
    cells = f"{_number(budget, scale)}{shown}{_deviation(deviation, scale)}"
    return f'<tr class="{kind}"><th scope="row">{escape(name)}</th>{cells}</tr>'


def rows_html(
    rows: Sequence[Row], noun: str, links: Mapping[str, str], param: str, view: EconomyView, scale: Scale
) -> str:
    """Return the parts of the whole, what matters most first, each a link that narrows the page to it.

    `links` is the address that a row's code is added to as `param`; `noun` is what a row is.
    """
    head = headings(_row_headings(noun, view))
    told = f"{scale.unit}, {SURPLUS}, störst avvikelse först"
    caption = f"<caption>Per {escape(noun)} <small>{told}</small></caption>"
    lines = [_row(row, links, param, scale) for row in rows]
    first = f'<table class="parts">{caption}{head}<tbody>{"".join(lines[:MOST_ROWS])}</tbody></table>'
    rest = f'<table class="parts">{head}<tbody>{"".join(lines[MOST_ROWS:])}</tbody></table>'
    more = f"<details><summary>Visa {len(lines) - MOST_ROWS} till</summary>{rest}</details>"
    return first + (more if len(lines) > MOST_ROWS else "")


def _row_headings(noun: str, view: EconomyView) -> list[Heading]:
    whole = view.whole
    until = f"t.o.m. {MONTH_NAMES[whole.months - 1][:3]}" if whole.months else "hittills"
    foreseen = [Heading("Ändrad", "sedan förra", "number wide"), Heading("Statistisk", LIKELY, "number wide")]
    return [
        Heading(noun.capitalize()),
        Heading("Budget", "helår", "number wide"),
        Heading("Avvikelse", until, "number wide"),
        Heading("Bokslut" if whole.closed else "Prognos", "helår", "number"),
        *([] if whole.closed else foreseen),
        Heading("Avvikelse", "helår", "number"),
    ]


def _row(row: Row, links: Mapping[str, str], param: str, scale: Scale) -> str:
    standing = row.standing
    address = escape(sheet.link_to("ekonomi", {**links, param: row.code}))
    foreseen = (
        f"{_number(standing.change, scale, 'wide', sign=True)}"
        f'<td class="number wide">{scale.written(standing.statistical) or UNKNOWN}'
        f"<small>{_span(standing, scale)}</small></td>"
    )
    return (
        f'<tr data-code="{escape(row.code)}"><th scope="row"><a href="{address}">{escape(row.name)}</a></th>'
        f"{_number(standing.budget, scale, 'wide')}{_deviation(row.deviation_to_date, scale, 'wide')}"
        f"{_year_end(standing, scale)}{'' if standing.closed else foreseen}"
        f"{_deviation(row.deviation, scale)}</tr>"
    )


def _year_end(standing: Standing, scale: Scale) -> str:
    """Where the year ends, marked where that is the statistical forecast for lack of the controller's."""
    borrowed = not standing.closed and standing.forecast is None and standing.year_end is not None
    mark = "<small>statistisk</small>" if borrowed else ""
    return f'<td class="number">{scale.written(standing.year_end) or UNKNOWN}{mark}</td>'


def _number(amount: float | None, scale: Scale, kind: str = "", *, sign: bool = False) -> str:
    return f'<td class="number {kind}">{scale.written(amount, sign=sign) or UNKNOWN}</td>'


def _deviation(amount: float | None, scale: Scale, kind: str = "") -> str:
    """A deviation with its sign, coloured by its sign as it is written."""
    written = scale.written(amount, sign=True)
    tone = "better" if written.startswith("+") else "worse" if written.startswith("\u2212") else ""
    return f'<td class="number {kind} {tone}">{written or UNKNOWN}</td>'
