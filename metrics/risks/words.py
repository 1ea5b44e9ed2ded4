"""What is said of a plan's risks: the page's sentences, and each weighing in words."""

from collections.abc import Sequence

from metrics.numbers import NO_BREAK_SPACE, number
from metrics.risks.register import RiskLine, Weighing, by_weight, owed_of
from metrics.risks.scale import CONSEQUENCE, LIKELIHOOD
from metrics.words import listed, many, shortened
from metrics.year_wheel.states import AHEAD, OccasionLine, State
from metrics.year_wheel.words import due_words

LONGEST_NAME = 90
NO_RISKS = "Planen har inga risker."
UNWEIGHED = "inte bedömd"
STATES_NO_WEIGHT = "dokumentet anger ingen bedömning"
MISSING = {
    State.LATE: ("är försenad", "är försenade"),
    State.UNREPORTED: ("är inte noterad här som lämnad", "är inte noterade här som lämnade"),
}
MOST_NAMED = 3


def lead_sentence(lines: Sequence[RiskLine], *, is_over: bool = False) -> str:
    """Say how many risks a plan has, how many are weighed, the greatest, and when they are told of next.

    Of a plan whose time is over (`is_over`) nothing more is said than what its document does.
    """
    if not lines:
        return f"{NO_RISKS} Det finns därför inget att bedöma eller följa upp här."
    return " ".join(filter(None, (_counted(lines, is_over=is_over), _greatest(lines), _owed(lines))))


def _counted(lines: Sequence[RiskLine], *, is_over: bool) -> str:
    weighed = sum(line.latest is not None for line in lines)
    risks = f"Planen har {many(len(lines), 'risk', 'risker')}"
    if not weighed and is_over:
        return f"{risks}; {STATES_NO_WEIGHT}."
    if not weighed:
        return f"{risks}, {'som inte är bedömd' if len(lines) == 1 else 'ingen av dem är bedömd'} ännu."
    if weighed == len(lines):
        return f"{risks}, {'bedömd' if len(lines) == 1 else 'alla bedömda'}."
    return f"{risks}, {number(weighed, 0)} {'är bedömd' if weighed == 1 else 'är bedömda'}."


def _greatest(lines: Sequence[RiskLine]) -> str:
    """Name the greatest risk, or those that share its value."""
    ranked = by_weight(lines)
    if not ranked:
        return ""
    first = _value(ranked[0])
    same = [line for line in ranked if _value(line) == first]
    band = ranked[0].latest.band.word if ranked[0].latest else ""
    if len(same) == 1:
        name = shortened(ranked[0].title, LONGEST_NAME)
        return f"Störst är {_named(ranked[0])}, «{name}», med riskvärde {first} ({band})."
    return f"Störst är {listed([_named(line) for line in same])}, med riskvärde {first} ({band})."


def _value(line: RiskLine) -> int:
    return line.latest.value if line.latest else 0


def _named(line: RiskLine) -> str:
    return f"risk {line.label}"


def _owed(lines: Sequence[RiskLine]) -> str:
    """Say which reports of the risks are late or not told of, and which is next."""
    every = [each for owed in owed_of(lines) for each in owed.occasions]
    occasions = sorted(every, key=lambda each: each.due)
    told = [_missing(occasions, state) for state in MISSING]
    ahead = [each for each in occasions if each.state in AHEAD]
    if ahead:
        told.append(f"Nästa uppföljning{_to(ahead[0])}: {due_words(ahead[0].due_code)}.")
    elif occasions and all(each.is_delivered for each in occasions):
        told.append("Alla uppföljningar med datum är lämnade.")
    return " ".join(filter(None, told))


def _missing(occasions: Sequence[OccasionLine], state: State) -> str:
    """Name those that stand in a way in which nobody has them; empty where none does."""
    mine = [each for each in occasions if each.state == state]
    if not mine:
        return ""
    rest = len(mine) - MOST_NAMED
    names = [*map(_when, mine[:MOST_NAMED]), *([f"{number(rest, 0)} till"] if rest > 0 else [])]
    one, several = MISSING[state]
    if len(mine) == 1:
        return f"Uppföljningen {names[0]} {one}."
    return f"Uppföljningarna {listed(names)} {several}."


def _when(occasion: OccasionLine) -> str:
    return f"{'i' if occasion.names_month else 'den'} {due_words(occasion.due_code)}"


def _to(occasion: OccasionLine) -> str:
    return f" till {occasion.recipient}" if occasion.recipient else ""


def change_words(line: RiskLine) -> str:
    """Say how a risk's value has moved since it was weighed before; empty for a first weighing."""
    if line.latest is None or line.previous is None:
        return ""
    now, before = line.latest.value, line.previous.value
    if now == before:
        return f"→{NO_BREAK_SPACE}oförändrad, {before}"
    arrow, way = ("↓", "ned") if now < before else ("↑", "upp")
    return f"{arrow}{NO_BREAK_SPACE}{way} från {before}"


def weighing_words(weighing: Weighing) -> str:
    """Say a weighing: `sannolikhet 3 (möjlig) × konsekvens 4 (allvarlig) = 12, mycket hög`."""
    return (
        f"sannolikhet {weighing.likelihood} ({LIKELIHOOD[weighing.likelihood]}) × "
        f"konsekvens {weighing.consequence} ({CONSEQUENCE[weighing.consequence]}) = "
        f"{weighing.value}, {weighing.band.word}"
    )
