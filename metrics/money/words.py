"""What the economy says of itself, in words anyone can read aloud."""

from collections.abc import Sequence

from metrics.money.books import MONTHS
from metrics.money.scale import Scale
from metrics.money.standing import Standing
from metrics.money.view import EconomyView, Row
from metrics.numbers import NO_BREAK_SPACE
from metrics.periods import MONTH_NAMES
from metrics.words import begun, listed

MOST_NAMED = 2
INTERVAL = "80" + NO_BREAK_SPACE + "%"


def seen_from(view: EconomyView) -> str:
    """Say which year, and until when it is looked at: `2025`, `till och med augusti 2026`."""
    return (
        f"{view.year}" if view.until == MONTHS else f"till och med {MONTH_NAMES[view.until - 1]} {view.year}"
    )


def lead(view: EconomyView, scale: Scale) -> str:
    """Answer the page's question: where the year ends, how sure that is, and what moves it most."""
    whole = view.whole
    if whole.outcome is None and whole.forecast is None:
        return _nothing_yet(view, scale)
    against = _against(whole.deviation, scale)
    if whole.closed:
        preliminary = " preliminärt" if view.months["preliminary"].any() else ""
        said = [f"{view.year} slutade{preliminary} på {scale.told(whole.outcome or 0.0)}{against}."]
    elif whole.forecast is not None:
        said = [
            f"{view.year} väntas sluta på {scale.told(whole.forecast)}{against}, "
            "enligt controllerns prognos.",
            _interval(whole, scale),
        ]
    else:
        said = [
            f"{view.year} väntas sluta på {scale.told(whole.statistical or 0.0)}{against}, enligt den "
            f"statistiska prognosen: {_between(whole, scale)}. Controllern har inte gjort någon prognos."
        ]
    return " ".join(filter(None, [*said, most_of_it(view.accounts, whole, scale), _not_booked(view)]))


def _nothing_yet(view: EconomyView, scale: Scale) -> str:
    budget = view.whole.budget
    told = "" if budget is None else f" Budgeten är {scale.told(budget)}."
    if view.lagging:
        return (
            f"Inget går att räkna samman för {view.year}: {listed(view.lagging)} har inte rapporterat.{told}"
        )
    return f"Inget är bokfört för {view.year} till och med {MONTH_NAMES[view.until - 1]}.{told}"


def _not_booked(view: EconomyView) -> str:
    """Say that the page's month isn't booked yet, where it isn't."""
    months = view.whole.months
    if months == view.until or not months:
        return ""
    return (
        f"{MONTH_NAMES[view.until - 1].capitalize()} är inte bokförd än: siffrorna gäller till och med "
        f"{MONTH_NAMES[months - 1]}."
    )


def _against(deviation: float | None, scale: Scale) -> str:
    """Say how a year compares with its budget, judged as it is written."""
    if deviation is None:
        return " (ingen budget är inlagd)"
    if not scale.drawn(deviation):
        return ", som budgeten"
    return f", {scale.told(abs(deviation))} {'bättre' if deviation > 0 else 'sämre'} än budget"


def _interval(whole: Standing, scale: Scale) -> str:
    if whole.statistical is None:
        return ""
    return f"Den statistiska prognosen är {scale.told(whole.statistical)}, {_between(whole, scale)}."


def _between(whole: Standing, scale: Scale) -> str:
    if whole.lower is None or whole.upper is None:
        return "utan intervall, för historiken är för kort"
    lower, upper = scale.written(whole.lower), scale.written(whole.upper)
    ends = scale.drawn(whole.lower), scale.drawn(whole.upper)
    within = whole.budget is not None and ends[0] <= scale.drawn(whole.budget) <= ends[1]
    told = "; budgeten ligger inom det" if within else ""
    return f"med {INTERVAL} sannolikhet mellan {lower} och {upper}{told}"


def most_of_it(rows: Sequence[Row], whole: Standing, scale: Scale) -> str:
    """Name the rows that deviate most each way, first the way the year goes; empty where nothing does."""
    total = whole.deviation
    if total is None or len(rows) < 2:
        return ""
    sides = [("underskott", _named(rows, -1, scale)), ("överskott", _named(rows, 1, scale))]
    told = [f"störst {side}: {names}" for side, names in (sides if total < 0 else sides[::-1]) if names]
    joined = "; ".join(told)
    return f"{begun(joined)}." if told else ""


def _named(rows: Sequence[Row], side: int, scale: Scale) -> str:
    """Return the largest of the rows on one side, with their deviations."""
    mine = [row for row in rows if scale.drawn(row.deviation or 0.0) * side > 0]
    return listed(
        [f"{row.name} ({scale.told(row.deviation or 0.0, sign=True)})" for row in mine[:MOST_NAMED]]
    )


def moved_words(view: EconomyView, scale: Scale) -> str:
    """Say how the controller's forecast has moved since the month before, and which rows moved it most."""
    change = view.whole.change
    if change is None or view.whole.closed or view.until < 2:
        return ""
    since = MONTH_NAMES[view.until - 2]
    ordered = sorted(view.accounts, key=lambda row: -abs(row.standing.change or 0.0))
    told = [
        f"{row.name} ({scale.told(row.standing.change or 0.0, sign=True)})"
        for row in ordered[:MOST_NAMED]
        if scale.drawn(row.standing.change or 0.0)
    ]
    most = f", mest {listed(told)}" if told and len(view.accounts) > 1 else ""
    if not scale.drawn(change):
        return f"Prognosen är oförändrad sedan {since}{most}."
    return f"Prognosen är {scale.told(abs(change))} {'bättre' if change > 0 else 'sämre'} än i {since}{most}."


def at_odds(view: EconomyView, scale: Scale) -> str:
    """Say that the two forecasts differ by more than the interval, and what each would mean; else empty.

    Judged on the figures as they are written.
    """
    whole = view.whole
    told = (whole.forecast, whole.statistical, whole.lower, whole.upper)
    forecast, statistical, lower, upper = (None if each is None else scale.drawn(each) for each in told)
    if whole.closed or forecast is None or statistical is None or lower is None or upper is None:
        return ""
    if lower <= forecast <= upper:
        return ""
    apart = abs((whole.forecast or 0.0) - (whole.statistical or 0.0))
    return (
        f"De två prognoserna skiljer sig med {scale.told(apart)}, mer än osäkerheten. "
        f"Håller controllerns blir året {_result(whole.forecast_deviation, scale)}; "
        f"håller den statistiska blir det {_result(whole.statistical_deviation, scale)}."
    )


def _result(deviation: float | None, scale: Scale) -> str:
    if deviation is None:
        return "utan budget att jämföra med"
    if not scale.drawn(deviation):
        return "som budgeten"
    return f"ett {'överskott' if deviation > 0 else 'underskott'} på {scale.told(abs(deviation))}"


def pace_words(whole: Standing, scale: Scale) -> str:
    """Say what each month left may be for the budget to hold, beside what they have been; else empty."""
    if whole.needed is None or whole.pace is None or whole.budget is None or whole.outcome is None:
        return ""
    if whole.budget < 0 and whole.outcome < whole.budget:
        return f"Årets budget är redan förbrukad: {scale.told(whole.outcome)} mot {scale.told(whole.budget)}."
    planned = "" if whole.planned is None else f", och budgeten har {scale.written(whole.planned)} för dem"
    return (
        f"För att året ska sluta på budget behöver varje månad som är kvar bli {scale.told(whole.needed)}; "
        f"hittills har de varit {scale.written(whole.pace)} i snitt{planned}."
    )


def remarks(view: EconomyView) -> list[str]:
    """Say what the figures leave out or take for granted."""
    found = []
    if view.lagging:
        known = (
            f"till och med {MONTH_NAMES[view.whole.months - 1]}" if view.whole.months else "inte någon månad"
        )
        found.append(f"{listed(view.lagging)} har inte rapporterat; siffrorna gäller {known}.")
    if view.whole.months and view.months["preliminary"].any():
        names = [MONTH_NAMES[place] for place in view.months.index[view.months["preliminary"]]]
        found.append(f"Preliminärt utfall: {listed(names)}.")
    if view.whole.unsaid and view.whole.forecast is not None and not view.whole.closed:
        found.append(
            f"{view.whole.unsaid} av {view.whole.lines} rader (konto på en enhet) saknar controllerns "
            "prognos och räknas med den statistiska."
        )
    if view.whole.method and not view.whole.closed:
        found.append(f"Statistisk prognos: {view.whole.method}.")
    if view.unbudgeted:
        found.append(f"{listed(view.unbudgeted)} har ingen budget och räknas mot 0.")
    if view.evenly:
        found.append("Där månadernas budget saknas är årets delad lika mellan dem.")
    return [*found, "Siffrorna är avrundade var för sig."]
