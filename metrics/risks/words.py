"""What is said of a plan's risks: the page's sentences, and each weighing in words."""

from collections.abc import Sequence
from datetime import date

from metrics.change_words import day_words
from metrics.numbers import number
from metrics.periods import Period
from metrics.risks.register import Account, RiskLine, Weighing, accounts_of, by_weight
from metrics.risks.scale import CONSEQUENCE, LIKELIHOOD
from metrics.words import listed, shortened

LONGEST_NAME = 90
NO_RISKS = "Planen har inga risker."
UNWEIGHED = "inte bedömd"
NO_DATE = "utan satt datum"


def lead_sentence(lines: Sequence[RiskLine], today: date) -> str:
    """Say how many risks a plan has, how many are weighed, the greatest, and the next account of them."""
    if not lines:
        return f"{NO_RISKS} Det finns därför inget att bedöma eller följa upp här."
    return " ".join(filter(None, (_counted(lines), _greatest(lines), next_account(lines, today))))


def _counted(lines: Sequence[RiskLine]) -> str:
    weighed = sum(line.latest is not None for line in lines)
    risks = f"Planen har {number(len(lines), 0)} {'risk' if len(lines) == 1 else 'risker'}"
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


def next_account(lines: Sequence[RiskLine], today: date) -> str:
    """Say when risks are to be accounted for next; or that the last date has passed, or that none is set."""
    accounts = accounts_of(lines)
    dated = [each for each in accounts if each.last_day and each.given_on is None]
    late = [each for each in dated if each.last_day and each.last_day < today]
    coming = [each for each in dated if each not in late]
    told = []
    if late:
        one = len(late) == 1
        which = f"{'Uppföljningen' if one else 'Uppföljningarna'} {listed([_when(each) for each in late])}"
        told.append(f"{which} är inte {'noterad' if one else 'noterade'} som lämnad{'' if one else 'e'}.")
    if coming:
        told.append(f"Nästa uppföljning{_to(coming[0])}: {due_words(coming[0].due)}.")
    if accounts and not dated:
        given = [each for each in accounts if each.given_on]
        told.append("Alla uppföljningar med datum är lämnade." if given else "")
    return " ".join(filter(None, told))


def _when(account: Account) -> str:
    return f"{'den' if len(account.due) > len('2024-06') else 'i'} {due_words(account.due)}"


def _to(account: Account) -> str:
    return f" till {account.recipient.lower()}" if account.recipient else ""


def due_words(due: str) -> str:
    """Say when an account is due: `juni 2024`, `10 december 2026`."""
    if not due:
        return NO_DATE
    if len(due) > len("2024-06"):
        return day_words(date.fromisoformat(due))
    return Period.parse(due).label


def account_state(account: Account, today: date) -> str:
    """Say whether an account is given, awaited, or should have been given."""
    if account.given_on:
        return f"lämnad {account.given_on.isoformat()}"
    if account.last_day is None:
        return NO_DATE
    return "inte noterad som lämnad" if account.last_day < today else "kommer"


def change_words(line: RiskLine) -> str:
    """Say how a risk's value has moved since it was weighed before; empty for a first weighing."""
    if line.latest is None or line.previous is None:
        return ""
    now, before = line.latest.value, line.previous.value
    if now == before:
        return f"→ oförändrad, {before}"
    return f"↓ ned från {before}" if now < before else f"↑ upp från {before}"


def weighing_words(weighing: Weighing) -> str:
    """Say a weighing: `sannolikhet 3 (möjlig) × konsekvens 4 (allvarlig) = 12, mycket hög`."""
    return (
        f"sannolikhet {weighing.likelihood} ({LIKELIHOOD[weighing.likelihood]}) × "
        f"konsekvens {weighing.consequence} ({CONSEQUENCE[weighing.consequence]}) = "
        f"{weighing.value}, {weighing.band.word}"
    )
