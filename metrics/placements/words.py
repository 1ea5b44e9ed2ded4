"""What placements say of themselves: how many, how many days, what a day costs, and what isn't known."""

from collections.abc import Sequence

from metrics.numbers import number, rounded, with_unit
from metrics.periods import MONTH_NAMES, Period
from metrics.placements.amounts import whole
from metrics.placements.care_forms import CareForm
from metrics.placements.plan_volumes import PlanTable
from metrics.placements.totals import totals_words
from metrics.placements.view import PlacementsView
from metrics.placements.volumes import FormFigures, Volumes
from metrics.vocabulary import Periodicity
from metrics.words import during, listed

SAME = "ungefär lika mycket"


def lead(view: PlacementsView) -> str:
    """Answer how many are placed, how much care that is, and what a day of it costs."""
    said = [placed_words(view), days_words(view.whole, view.period), price_words(view.whole, view.period)]
    return " ".join(filter(None, [*said, late_words(view)]))


def placed_words(view: PlacementsView) -> str:
    """Say how many were placed on the last day, and in which client groups."""
    if not view.whole.placements:
        return _only_beside(view)
    day, placed = f"Sista {last_month(view.placed_on)}", view.whole.placed
    if placed.value is None:
        return f"{day}: antalet placerade kan inte räknas samman, {_without(placed.lacking)}."
    inside = f" inom {view.whole.scope.name.lower()}" if view.whole.scope.name else ""
    count = f"{number(placed.value, 0)} placerade" if placed.value else "ingen placerad"
    told = f"{day} var {count}{inside}"
    groups = [
        f"{number(group.placed.value, 0)} inom {group.scope.name.lower()}"
        for group in view.groups
        if group.placed.value
    ]
    return f"{told}: {listed(groups)}." if len(groups) > 1 else f"{told}."


def _only_beside(view: PlacementsView) -> str:
    """Say what there is where no one is placed in anything."""
    told = [
        f"{form.form.said} {with_unit(days, 0, 'dygn')} {during(view.period)}"
        for form in view.whole.beside
        if (days := whole(form.days)) is not None
    ]
    beside = f", bara {listed(told)}" if told else ""
    return f"{view.whole.scope.place.name} har inga placeringar{beside}."


def days_words(volumes: Volumes, period: Period) -> str:
    """Say how many days of care there were, against the year before, and what moved most."""
    days, before = volumes.days.value, volumes.days_before.value
    if days is None:
        lacking = volumes.days.lacking
        return f"Vårddygnen kan inte räknas samman, {_without(lacking)}." if lacking else ""
    doubt = " (preliminärt)" if volumes.days.preliminary else ""
    when = f"i {MONTH_NAMES[period.index - 1]}" if period.periodicity == Periodicity.MONTH else during(period)
    told = f"Vårddygnen var {number(days, 0)}{doubt} {when}"
    if before is None:
        return f"{told}."
    against = _against(days, before, year_before(period))
    return f"{told}, {against}{_most_moved(volumes, days - before)}."


def _against(now: float, before: float, when: str) -> str:
    if now == before:
        return f"lika många som {when}"
    if not before:
        return f"mot inga alls {when}"
    share = rounded(100 * abs(now - before) / before, 0)
    if not share:
        return f"ungefär lika många som {when}"
    return f"{with_unit(share, 0, '%')} {'fler' if now > before else 'färre'} än {when}"


def _most_moved(volumes: Volumes, total: float) -> str:
    """Name the form that moved most, the way that the whole did; empty where none did."""
    moves = [(change, each.form) for each in volumes.placements if (change := change_of(each))]
    side = [move for move in moves if move[0] * total > 0]
    if len(volumes.placements) < 2 or not side:
        return ""
    change, form = max(side, key=lambda move: abs(move[0]))
    moved = with_unit(change, 0, "dygn", sign=True)
    return f"; mest {'ökar' if change > 0 else 'minskar'} {form.said} ({moved})"


def change_of(figures: FormFigures) -> float | None:
    """Return how many days more a form has than a year before; None where either isn't known."""
    now, before = whole(figures.days), whole(figures.days_before)
    return None if now is None or before is None else rounded(now, 0) - rounded(before, 0)


def price_words(volumes: Volumes, period: Period) -> str:
    """Say what a day cost on average, against the year before; empty where it isn't known."""
    price, before = volumes.price, volumes.price_before
    if price.kronor is None or not price.is_whole:
        return ""
    doubt = " (preliminärt utfall)" if price.preliminary else ""
    told = f"Ett vårddygn kostade i snitt {with_unit(price.kronor, 0, 'kronor')}{doubt}"
    if before.kronor is None or not before.is_whole or before.kronor <= 0:
        return f"{told}."
    moved, of_price = price.kronor / before.kronor, price_alone(volumes)
    surprise = ""
    if of_price is not None and (moved - 1) * rounded(of_price - 1, 2) < 0:
        same_mix = with_unit(before.kronor * of_price, 0, "kronor")
        surprise = (
            f"; med fördelningen på vårdformer som då hade det varit {same_mix}, {_moved(of_price)} än då"
        )
    against = _moved(moved)
    when = f"{'som' if against == SAME else 'än'} {year_before(period)}"
    return f"{told}, {against} {when}{surprise}."


def _moved(ratio: float) -> str:
    """Say how far a price is from another: `4 % mindre`."""
    share = rounded(100 * (ratio - 1), 0)
    return f"{with_unit(abs(share), 0, '%')} {'mer' if share > 0 else 'mindre'}" if share else SAME


def price_alone(volumes: Volumes) -> float | None:
    """Return today's prices through those of a year before, for the days of then: the mix stands still.

    None where a form that had days then has no price on either day. (Laspeyres' index.)
    """
    had = [each for each in volumes.placements if each.price_before.days > 0]
    pairs = [(each.price.kronor, each.price_before.kronor, each.price_before.days) for each in had]
    if not pairs or any(now is None or before is None for now, before, _ in pairs):
        return None
    now, before = (sum((pair[side] or 0.0) * pair[2] for pair in pairs) for side in (0, 1))
    return now / before if before > 0 else None


def late_words(view: PlacementsView) -> str:
    """Name the units that have not reported; empty where all have."""
    return f"{listed(view.late)} har inte rapporterat {view.period.label}." if view.late else ""


def _without(lacking: Sequence[CareForm]) -> str:
    return f"för {listed([form.said for form in lacking])} saknas" if lacking else "inget är rapporterat"


def year_before(period: Period) -> str:
    """Say when a year before: `i oktober i fjol`, `under tertial 2 2025`."""
    if period.periodicity == Periodicity.MONTH:
        return f"i {MONTH_NAMES[period.index - 1]} i fjol"
    return during(period.year_before)


def last_month(period: Period) -> str:
    """Name the month that a period ends with: `augusti 2026` of `tertial 2 2026`."""
    return Period.containing(period.last, Periodicity.MONTH).label


def without_forms(place: str, period: Period, plans: PlanTable, *, any_goal: bool) -> str:
    """Answer for a place that doesn't tell of its placements by form of care."""
    totals = totals_words(plans)
    if totals:
        return totals
    told = f"{place} har inga siffror om placeringar per vårdform för {period.label}."
    return f"{told} {'Målen i planen står nedan.' if any_goal else 'Planen har inga mål om placeringar då.'}"
