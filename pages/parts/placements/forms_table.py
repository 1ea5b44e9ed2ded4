"""The forms of care as a table: days, people, moves and prices, by client group and together."""

from collections.abc import Iterator
from html import escape

from metrics.numbers import number
from metrics.periods import Period
from metrics.placements.amounts import whole
from metrics.placements.costs import Price
from metrics.placements.told import told_figure, told_sum
from metrics.placements.view import PlacementsView
from metrics.placements.volumes import FormFigures, Volumes, periods_drawn, placed_period
from metrics.sparkline import sparkline
from pages.parts.address import UNIT
from pages.parts.cells import Heading, figure, headings, name
from pages.parts.indicator_choice import INDICATOR
from pages.parts.placements.look import heading
from pages.parts.sheet import link_to

SPARK = (110, 22)
OUTPATIENT = (
    "Extern öppenvård är hjälp utan placering: dygnen och kostnaden visas, men ingen räknas som placerad där "
    "och den ingår inte i summorna."
)
GROUPS = "Grupperna följer vilka enheten arbetar för."
PRICE = "Kronor per dygn är bokfört utfall genom vårddygn, för de månader där båda är kända."


def html(view: PlacementsView, address: dict[str, str]) -> str:
    """Return the table, and below it, folded away, the figures behind the pictures."""
    shown = view.groups or (view.whole,)
    rows = "".join(_group(volumes, view, address, named=bool(view.groups)) for volumes in shown)
    if view.groups:
        rows += _sum("Alla placeringar", view.whole, quiet=_all_preliminary(view))
    table = f'<table>{_head(view)}<tbody>{rows}</tbody></table><p class="remark">{escape(_remark(view))}</p>'
    return table + _behind(view)


def _remark(view: PlacementsView) -> str:
    """Say how the table is read, of what it holds."""
    outpatient = OUTPATIENT if view.whole.beside else ""
    return " ".join(filter(None, [outpatient, GROUPS if view.offered else "", PRICE]))


def _head(view: PlacementsView) -> str:
    now, before = view.period.short_label, view.period.year_before.short_label
    day = view.placed_on.last
    return headings(
        [
            Heading("Vårdform"),
            Heading("Vårddygn", now, "number"),
            Heading("I fjol", before, "number wide"),
            Heading("Placerade", f"{day.day}/{day.month}", "number"),
            Heading("Nya", now, "number wide"),
            Heading("Avslutade", now, "number wide"),
            Heading("Kr per dygn", f"{now} prel." if _all_preliminary(view) else now, "number"),
            Heading("I fjol", before, "number wide"),
            Heading("Vårddygn", f"{len(periods_drawn(view.period))} perioder", "number middling"),
        ]
    )


def _group(volumes: Volumes, view: PlacementsView, address: dict[str, str], *, named: bool) -> str:
    home = volumes.scope.home
    to = {**address, UNIT: home.code} if home else None
    head = (
        f'<tr class="group"><th colspan="9" scope="rowgroup">{escape(volumes.scope.name)}</th></tr>'
        if named
        else ""
    )
    quiet = _all_preliminary(view)
    inside = [_form(each, view.period, to, quiet=quiet) for each in volumes.placements]
    beside = [_form(each, view.period, to, quiet=quiet) for each in volumes.beside]
    title = f"Placeringar, {volumes.scope.name.lower()}" if named else "Alla placeringar"
    total = [_sum(title, volumes, quiet=quiet)] if len(inside) > 1 else []
    return "".join([head, *inside, *total, *beside])


def _form(form: FormFigures, period: Period, to: dict[str, str] | None, *, quiet: bool) -> str:
    measured = form.measured
    way = link_to("indikator", {**to, INDICATOR: measured.days.code}) if to else ""
    kind = "" if form.form.is_placement else "aside"
    placed = told_figure(measured.placed, form.placed, placed_period(measured, period))
    cells = (
        name(form.form.name, to=way),
        figure(*told_figure(measured.days, form.days, period)),
        figure(*told_figure(measured.days, form.days_before, period.year_before), "wide"),
        figure(*placed) if form.form.is_placement else figure("", f"{placed.text} i insats"),
        figure(*told_figure(measured.new, form.new, period), "wide"),
        figure(*told_figure(measured.ended, form.ended, period), "wide"),
        _price(form.price, quiet=quiet),
        _price(form.price_before, "wide"),
        f'<td class="spark middling">{_spark(form)}</td>',
    )
    return f'<tr class="{kind}">{"".join(cells)}</tr>'


def _spark(form: FormFigures) -> str:
    values = [whole(figure) for figure in form.seen_days]
    known = [value for value in values if value is not None]
    said = f"från {number(known[0], 0)} till {number(known[-1], 0)} dygn" if known else "inga värden"
    return sparkline(values, target=None, label=f"{form.form.name}: {said}", width=SPARK[0], height=SPARK[1])


def _all_preliminary(view: PlacementsView) -> bool:
    """Whether every price may still change: that then stands in the heading alone."""
    told = [form.price for form in view.whole.forms if form.price.kronor is not None]
    return bool(told) and all(price.preliminary for price in told)


def _price(price: Price, kind: str = "", *, quiet: bool = False) -> str:
    note = price.note if price.kronor is None or not (quiet and price.is_whole) else ""
    return figure(price.text, note, kind)


def _sum(title: str, volumes: Volumes, *, quiet: bool) -> str:
    cells = (
        name(title),
        figure(*told_sum(volumes.days)),
        figure(*told_sum(volumes.days_before), "wide"),
        figure(*told_sum(volumes.placed)),
        figure(*told_sum(volumes.new), "wide"),
        figure(*told_sum(volumes.ended), "wide"),
        _price(volumes.price, quiet=quiet),
        _price(volumes.price_before, "wide"),
        '<td class="middling"></td>',
    )
    return f'<tr class="sum">{"".join(cells)}</tr>'


def _behind(view: PlacementsView) -> str:
    """The pictures' figures: a row per period, the latest first."""
    names = [Heading(form.form.label, kind="number") for form in view.whole.forms]
    tables = []
    for title, lines in (("Vårddygn", _days(view)), ("Kronor per vårddygn", _prices(view))):
        head = headings([Heading("Period"), *names])
        tables.append(
            f'{heading(title)}<div class="scroll"><table>{head}<tbody>{"".join(lines)}</tbody></table></div>'
        )
    return f"<details><summary>Siffrorna bakom diagrammen</summary>{''.join(tables)}</details>"


def _days(view: PlacementsView) -> Iterator[str]:
    for at, period in _latest_first(view):
        cells = [
            figure(*told_figure(form.measured.days, form.seen_days[at], period)) for form in view.whole.forms
        ]
        yield f"<tr>{name(period.label)}{''.join(cells)}</tr>"


def _prices(view: PlacementsView) -> Iterator[str]:
    for at, period in _latest_first(view):
        cells = [_price(form.seen_prices[at]) for form in view.whole.forms]
        yield f"<tr>{name(period.label)}{''.join(cells)}</tr>"


def _latest_first(view: PlacementsView) -> Iterator[tuple[int, Period]]:
    return reversed(list(enumerate(periods_drawn(view.period))))
