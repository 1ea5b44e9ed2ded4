"""What the hour says: the sentences that answer its questions. Counts and values in, Swedish out."""

from collections import Counter
from collections.abc import Sequence

from metrics.change_words import day_words
from metrics.meeting.agenda import Turn, Turned
from metrics.meeting.lateness import Late, LateKind, Untold
from metrics.meeting.sitting import Comparison, Sitting
from metrics.meeting.threats import Threat
from metrics.numbers import number
from metrics.periods import Period
from metrics.plan.activity_states import FINISHED
from metrics.receipts.decision_lines import DecisionLine
from metrics.rows import Row
from metrics.targets import JUDGED
from metrics.vocabulary import ActivityStatus
from metrics.words import during, listed, many

OF_WAY = {
    Turned.WORSE: "till det sämre",
    Turned.CHANGED: "utan bestämd riktning",
    Turned.BETTER: "till det bättre",
}
OF_KIND = {
    LateKind.ACTIVITY: ("aktivitet", "aktiviteter"),
    LateKind.ACCOUNT: ("redovisning", "redovisningar"),
    LateKind.FIGURES: ("siffra", "siffror"),
}


def changed_sentence(found: Sequence[Turn], rows: Sequence[Row], against: Comparison) -> str:
    """Say how many indicators have changed since the last meeting or a period, and which way."""
    if not rows:
        return "Det finns varken mätvärden eller mål för perioden."
    if not any(row.figure.value is not None for row in rows):
        return f"Ingen av {len(rows)} indikatorer har mätvärde för perioden."
    have = "har ny signal eller nytt läge mot målet"
    if not found:
        return f"Ingen av {len(rows)} indikatorer {have} sedan {against.since}."
    ways = Counter(turn.way for turn in found)
    told = [f"{ways[way]} {words}" for way, words in OF_WAY.items() if ways[way]]
    return f"{len(found)} av {len(rows)} indikatorer {have} sedan {against.since}: {listed(told)}."


def lasting_sentence(count: int) -> str:
    """Say how many signals are the same as then; empty where none is."""
    if not count:
        return ""
    return f"{many(count, 'signal som fanns redan då står', 'signaler som fanns redan då står')} kvar."


def compared_sentence(sitting: Sitting, against: Comparison) -> str:
    """Say what is compared with, and why."""
    if sitting.last is None:
        return f"Inget tidigare möte är nedskrivet här. Jämförs med perioden före, {against.period.label}."
    held = f"Förra mötet hölls den {day_words(sitting.last.held_on)}"
    if against.is_unseen:
        return (
            f"{held}, innan det fanns några siffror här. "
            f"Jämförs med perioden före, {against.period.label}, som den ser ut nu."
        )
    then = ", som det såg ut då" if against.as_of else ""
    return f"{held}. Jämförs med {against.period.label}{then}."


def threats_sentence(found: Sequence[Threat], rows: Sequence[Row], period: Period) -> str:
    """Say how many of the year's targets are unlikely to be met, and how many others are off target now.

    Those are not said to be of the period: a quarter's or a year's figure is of the latest of its own.
    """
    of_year = sum(threat.of_year for threat in found)
    now = len(found) - of_year
    if not rows:
        return "Det finns varken mätvärden eller mål för perioden."
    if not found and not any(row.status in JUDGED for row in rows):
        return f"Inget mål kan bedömas {during(period)}: mätvärden eller mål saknas."
    if not found:
        return "Inget mål missas, och inget av årets mål bedöms sannolikt missas."
    year = f"{many(of_year, 'mål', 'mål')} för året nås sannolikt inte"
    off = f"{number(now, 0)} {'till' if of_year else 'mål'} nås inte i sin senaste period"
    return f"{' och '.join(([year] if of_year else []) + ([off] if now else []))}."


def late_sentence(found: Sequence[Late]) -> str:
    """Say how many things of each kind are late."""
    if not found:
        return "Inget är sent."
    counts = Counter[LateKind]()
    for late in found:
        counts[late.kind] += late.count
    told = [many(counts[kind], *words) for kind, words in OF_KIND.items() if counts[kind]]
    return f"{listed(told)} är {'sen' if sum(counts.values()) == 1 else 'sena'}."


def untold_sentence(untold: Untold) -> str:
    """Say how many activities have ended without a word, and which plans' time is over without one."""
    have = many(untold.ends, "aktivitet har passerat sitt slut", "aktiviteter har passerat sitt slut")
    told = [f"{have} utan att någon har berättat hur det gick."] if untold.ends else []
    whose = [f"Tiden för «{title}»" for title in untold.over] if untold.plans > 1 else ["Planens tid"]
    told += [f"{each} är slut; vad som hände sedan vet Lägesbild inte." for each in whose if untold.over]
    return " ".join(told)


def earlier_sentence(latest: Sequence[DecisionLine], others: Sequence[DecisionLine], sitting: Sitting) -> str:
    """Say how it has gone with the decisions of the last meeting, and how many others are open."""
    told = []
    if latest:
        done = sum(line.status == ActivityStatus.DONE for line in latest)
        told.append(
            f"{number(done, 0)} av {many(len(latest), 'beslut', 'beslut')} från förra mötet är "
            f"{'klart' if done == 1 else 'klara'}"
        )
    elif sitting.last is not None:
        told.append("Inga beslut står kvar från förra mötet")
    if others:
        forms = ("annat beslut är öppet", "andra beslut är öppna")
        forms = forms if told else ("beslut är öppet", "beslut är öppna")
        told.append(many(len(others), *forms))
    due = sum(line.is_due for line in (*latest, *others))
    if due:
        told.append(f"{number(due, 0)} ska följas upp nu")
    return f"{'; '.join(told)}." if told else "Inga tidigare beslut är öppna."


def decided_sentence(own: Sequence[DecisionLine], sitting: Sitting) -> str:
    """Say how many decisions the meeting has taken."""
    if sitting.meeting is None:
        return "Mötet är inte startat, så inga beslut är nedskrivna."
    if not own:
        return "Inget beslut är nedskrivet vid mötet."
    return f"{many(len(own), 'beslut är nedskrivet', 'beslut är nedskrivna')} vid mötet."


def is_open(line: DecisionLine) -> bool:
    """Tell whether a decision is neither done nor stopped."""
    return line.status not in FINISHED


def lead(sitting: Sitting, period: Period, counts: Sequence[str]) -> str:
    """Say which meeting it is, about which period, and what there is to go through."""
    told = listed(counts) or "inget särskilt"
    if sitting.meeting is None:
        planned = f" Nästa är den {day_words(sitting.upcoming.held_on)}." if sitting.upcoming else ""
        return f"Inget möte är startat i dag.{planned} Att ta upp om {period.label}: {told}."
    then = ", som det såg ut då" if sitting.is_earlier else ""
    return f"Mötet den {day_words(sitting.meeting.held_on)} om {period.label}{then}: {told}."


def step_words(step_count: int, one: str, several: str, none: str) -> str:
    """Say how much there is of a step: `3 ändringar`, or that there is none."""
    return many(step_count, one, several) if step_count else none


def next_sentence(sitting: Sitting) -> str:
    """Say when the next meeting is."""
    if sitting.upcoming is None:
        return "Dagen för nästa möte är inte satt."
    return f"Nästa möte är den {day_words(sitting.upcoming.held_on)}."
