"""What the economy says of itself, in words anyone can read aloud."""

from collections.abc import Sequence

from metrics.economy import Standing
from metrics.economy_view import EconomyView, Row
from metrics.money import Scale
from metrics.numbers import NO_BREAK_SPACE
from metrics.periods import MONTH_NAMES

MOST_NAMED = 2
INTERVAL = "80" + NO_BREAK_SPACE + "%"


def lead(view: EconomyView, scale: Scale) -> str:
    """Answer the page's question: where the year ends, how sure that is, and what moves it most."""
    whole = view.whole
    if whole.outcome is None and whole.forecast is None:
        return _nothing_yet(view, scale)
    if whole.closed:
        said = [
            f"{view.year} slutade på {scale.told(whole.outcome or 0.0)}{_against(whole.deviation, scale)}."
        ]
    elif whole.forecast is not None:
        said = [
            f"{view.year} väntas sluta på {scale.told(whole.forecast)}"
            f"{_against(whole.deviation, scale)}, enligt controllerns prognos.",
            _interval(whole, scale),
        ]
    else:
        said = [
            f"{view.year} väntas sluta på {scale.told(whole.statistical or 0.0)}"
            f"{_against(whole.deviation, scale)}, enligt den statistiska prognosen: "
            f"{_between(whole, scale)}. Controllern har inte gjort någon prognos."
        ]
    return " ".join(filter(None, [*said, most_of_it(view.accounts, whole, scale)]))


def _nothing_yet(view: EconomyView, scale: Scale) -> str:
    budget = view.whole.budget
    told = "" if budget is None else f" Budgeten är {scale.told(budget)}."
    return f"Inget är bokfört för {view.year} till och med {MONTH_NAMES[view.until - 1]}.{told}"


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
    return f"med {INTERVAL} sannolikhet mellan {scale.written(whole.lower)} och {scale.written(whole.upper)}"


def most_of_it(rows: Sequence[Row], whole: Standing, scale: Scale) -> str:
    """Name the rows that pull the year most the way it goes; empty where nothing deviates."""
    total = whole.deviation
    if total is None or not scale.drawn(total) or len(rows) < 2:
        return ""
    same_way = [row for row in rows if (row.standing.deviation or 0.0) * total > 0]
    named = [
        f"{row.name} ({scale.written(row.standing.deviation, sign=True)})"
        for row in same_way[:MOST_NAMED]
        if scale.drawn(row.standing.deviation or 0.0)
    ]
    return f"Mest {'lyfter' if total > 0 else 'drar'} {' och '.join(named)}." if named else ""


def at_odds(view: EconomyView, scale: Scale) -> str:
    """Say that the two forecasts differ by more than the interval, and what each would mean; else empty."""
    whole = view.whole
    if not whole.at_odds or whole.forecast is None or whole.statistical is None:
        return ""
    apart = abs(whole.forecast - whole.statistical)
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
    if whole.needed is None or whole.pace is None:
        return ""
    planned = "" if whole.planned is None else f" och budgeterat {scale.written(whole.planned)}"
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
        found.append(f"{_listed(view.lagging)} har inte rapporterat; siffrorna gäller {known}.")
    if view.whole.months and view.months["preliminary"].any():
        names = [MONTH_NAMES[place] for place in view.months.index[view.months["preliminary"]]]
        found.append(f"Preliminärt utfall: {_listed(names)}.")
    if view.whole.unsaid and view.whole.forecast is not None and not view.whole.closed:
        found.append(
            f"{view.whole.unsaid} av {view.whole.lines} konton saknar prognos och räknas till sin budget."
        )
    if view.evenly:
        found.append("Där bara årets budget finns är den delad i tolv lika delar.")
    return found


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
