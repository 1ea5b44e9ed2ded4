"""The plan's tree in words: what a node is called, what a branch adds up to, and how the plan goes."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from metrics.change_words import day_words
from metrics.numbers import NO_BREAK_SPACE, number
from metrics.periods import Period
from metrics.plan.activity_words import LONGEST_NAME
from metrics.plan.content import PlanDocument
from metrics.plan.counts import Counts, Stands, standing
from metrics.plan.labels import OBJECTIVE_LABELS
from metrics.plan.origin import span_words
from metrics.plan.tree_nodes import Activity, Node, Objective
from metrics.plan.undertakings import KIND_WORDS, Standing, Word
from metrics.theme import Tone
from metrics.vocabulary import ActivityKind, ActivityStatus, ObjectiveKind, Status
from metrics.words import ACTIVITY_STATUS, NOT_SHOWN, UNDECIDED, begun, listed, many, shortened
from metrics.year_wheel.words import OWED

ATTENDED = "Inget mål missas, och inget är försenat."
RETOLD = (
    "Titlar är dokumentets egna ord; beskrivning, strategi, förväntat resultat och arbetssätt är återgivna "
    "i korthet."
)
RETOLD_FIELDS = ("description", "strategy", "expected_result", "ways_of_working")
LONE = {
    Status.ON_TARGET: "når målet",
    Status.NEAR_TARGET: "är nära målet",
    Status.OFF_TARGET: "når inte målet",
}
"""How an indicator stands that is the only one judged."""
ACTIVITIES = ("aktivitet", "aktiviteter")
POINTS = ("programpunkt", "programpunkter")
PLURALS = {
    ObjectiveKind.PERSPECTIVE: "perspektiv",
    ObjectiveKind.STRATEGY: "strategier",
    ObjectiveKind.ASSIGNMENT: "uppdrag",
    ObjectiveKind.EMPLOYER_ASSIGNMENT: "arbetsgivaruppdrag",
    ObjectiveKind.SPECIAL_ASSIGNMENT: "särskilda uppdrag",
    ObjectiveKind.DEVELOPMENT_AREA: "utvecklingsområden",
    ObjectiveKind.IMPROVEMENT_AREA: "förbättringsområden",
    ObjectiveKind.INVESTMENT: "satsningar",
    ObjectiveKind.GUARANTEE: "tjänstegarantier",
    ObjectiveKind.RISK: "risker",
    ObjectiveKind.PROGRAMME_POINT: "programpunkter",
}
"""The kinds whose plural differs from their singular, or could be thought to; goals and sections do not."""


@dataclass(frozen=True)
class Phrase:
    """A few words of a picture, and how they are toned."""

    text: str
    tone: Tone = "ink"


@dataclass(frozen=True)
class Picture:
    """What a branch adds up to: how targets are met and what is late; `aside` is what else there is."""

    main: tuple[Phrase, ...]
    aside: str


def kind_words(objective: Objective) -> str:
    """Return what the municipality calls a node, with its number: `Nämndmål 1.1`."""
    return " ".join(filter(None, (begun(objective.kind), objective.number)))


def origin_name(objective: Objective) -> str:
    """Return a short name for a node, to tell whose origin is shown: with its number, else its title."""
    return kind_words(objective) if objective.number else shortened(objective.title, LONGEST_NAME)


def texts(objective: Objective) -> list[tuple[str, str]]:
    """Return what is said of an objective, each text with its label; what has been told lately first."""
    told = [("Redovisat läge", told_words(objective.told))] if objective.told else []
    said = [(label, str(getattr(objective, name))) for name, label in OBJECTIVE_LABELS.items()]
    return told + [(label, text) for label, text in said if text]


def is_retold(whole: Node) -> bool:
    """Tell whether anything in a tree has a text that is told in fewer words than the document's."""
    every = [each.objective for each in whole.walk() if each.objective]
    return any(getattr(objective, name) for objective in every for name in RETOLD_FIELDS)


def told_words(told: Word) -> str:
    """Say what was told, when and in which role: `pågår (12 maj 2026, Enhetschef): Rekrytering klar`."""
    state = ACTIVITY_STATUS[ActivityStatus(told.status)]
    note = f": {told.note}" if told.note else ""
    return f"{state} ({day_words(told.told_on)}, {told.role}){note}"


def held_words(children: Iterable[Node]) -> str:
    """Say what a node has below it, in the municipality's words: `3 kommunmål` or `2 mål och 1 risk`."""
    kinds = Counter(child.objective.kind for child in children if child.objective)
    return listed([f"{number(count, 0)} {_of_kind(kind, count)}" for kind, count in kinds.items()])


def picture(counts: Counts) -> Picture:
    """Say what a branch adds up to: it counts, and never averages.

    Indicators without a value or a target are told apart from those that are judged.
    """
    near = counts.of_status(Status.NEAR_TARGET)
    main = [
        *([Phrase(_met(counts), _tone(counts))] if counts.judged else []),
        *([Phrase(f"{number(near, 0)} nära målet")] if near and counts.judged > 1 else []),
        *(Phrase(words, "worse") for words in _late(counts)),
    ]
    rest = [_unjudged_words(counts), *_held(counts)]
    return Picture(tuple(main), ", ".join(filter(None, rest)))


def plan_sentence(counts: Counts) -> str:
    """Say how the plan goes: what meets its target, what is late, and what can't be judged."""
    if counts.is_empty:
        return "Planen har varken indikatorer, aktiviteter eller redovisningar att följa."
    late = _late_sentence(counts)
    if counts.judged:
        first = f"{_met(counts)}; {late}" if late else _met(counts)
        return f"{first}.{_unjudged_too(counts)}"
    besides = listed(_held(counts))
    told = [
        _none_judged(counts),
        f"Planen har {besides}." if besides else "",
        begun(f"{late}.") if late else "",
    ]
    return " ".join(filter(None, told))


def period_note(shown: Period, asked: Period, plan: PlanDocument) -> str:
    """Say why the indicators are shown for another period than the one asked for; empty where they aren't."""
    if shown == asked:
        return ""
    span = span_words(plan.valid_from, plan.valid_to)
    return f"Planen gäller {span}. Indikatorerna visas därför för {shown.label}, inte för {asked.label}."


def activity_notes(activity: Activity) -> list[str]:
    """Return what else is known of an activity, a line each: what it is, what was told last."""
    line = activity.line
    kind = "" if line.kind == KIND_WORDS[ActivityKind.ACTIVITY] else f"{begun(line.kind)}. "
    lines = {
        "": f"{kind}{activity.description}".strip(),
        "Redovisat": told_words(line.latest) if line.latest else "",
        "Uppföljning": activity.follow_up,
        "Kostnad": line.cost,
    }
    return [f"{label}: {text}" if label else text for label, text in lines.items() if text]


def _tone(counts: Counts) -> Tone:
    return "better" if counts.of_status(Status.ON_TARGET) == counts.judged else "ink"


def _met(counts: Counts) -> str:
    if counts.judged == 1:
        return next(f"1 indikator {words}" for status, words in LONE.items() if counts.of_status(status))
    met = counts.of_status(Status.ON_TARGET)
    return f"{number(met, 0)} av {number(counts.judged, 0)} indikatorer når målet"


def _unjudged(counts: Counts, without_target: str = "utan mål") -> list[str]:
    """Say how many indicators aren't shown, can't be judged or lack a value, and how many have no target."""
    hidden, undecided = len(counts.hidden), len(counts.undecided)
    found = {
        NOT_SHOWN.lower(): hidden,
        UNDECIDED.lower(): undecided,
        "saknar värde": counts.of_status(Status.NO_VALUE) - hidden - undecided,
        without_target: counts.of_status(Status.NO_TARGET),
    }
    return [f"{number(count, 0)} {words}" for words, count in found.items() if count]


def _unjudged_words(counts: Counts) -> str:
    """Say what can't be judged, in few words: `1 saknar värde, 2 utan mål`; with a noun where that is all."""
    told = _unjudged(counts)
    if counts.judged or not told:
        return ", ".join(told)
    every = many(len(counts.indicators), "indikator", "indikatorer")
    return f"{every} ({', '.join(told)})" if len(told) > 1 else f"{every} {told[0].partition(' ')[2]}"


def _unjudged_too(counts: Counts) -> str:
    """Say, as a sentence of its own, what can't be judged beside the rest; empty where all can."""
    told = listed(_unjudged(counts, "har inget mål"))
    first, _, rest = told.partition(" ")
    noun = "indikator" if first == "1" else "indikatorer"
    return f" {first}{NO_BREAK_SPACE}{noun} {rest}." if told else ""


def _none_judged(counts: Counts) -> str:
    """Say why no indicator of a plan is judged."""
    every = len(counts.indicators)
    if not every:
        return "Planen har inga indikatorer."
    which, no = (
        ("Planens enda indikator", " inte") if every == 1 else (f"Ingen av planens {every} indikatorer", "")
    )
    none, why = f"{which} har{no}", listed(_unjudged(counts, "har inget mål"))
    if counts.hidden or counts.undecided:
        every_one = "" if len(counts.undecided) == every else f": {why}"
        return f"{which} går{no} att bedöma{every_one}."
    if counts.of_status(Status.NO_VALUE) == every:
        return f"{none} något värde för perioden."
    if counts.of_status(Status.NO_TARGET) == every:
        return f"{none} något mål för perioden."
    return f"{none} både värde och mål: {why}."


def _held(counts: Counts) -> list[str]:
    """Say how much else there is to follow up, in a few words each; nothing where there is none."""
    owed = len(counts.owed)
    told = [_done(counts.activities, ACTIVITIES), _done(counts.points, POINTS)]
    return [each for each in (*told, many(owed, *OWED) if owed else "") if each]


def _done(undertakings: Collection[Stands], noun: tuple[str, str]) -> str:
    """Say how many undertakings there are, and how many of them are done; empty where there are none."""
    done = standing(undertakings, Standing.DONE)
    told = f" ({many(done, 'klar', 'klara')})" if done else ""
    return f"{many(len(undertakings), *noun)}{told}" if undertakings else ""


def _late_by_noun(counts: Counts) -> list[tuple[int, tuple[str, str]]]:
    """Return how many are late of each kind of thing that has any."""
    every = [(counts.late_activities, ACTIVITIES), (counts.late_points, POINTS), (counts.late_owed, OWED)]
    return [(late, noun) for late, noun in every if late]


def _late(counts: Counts) -> list[str]:
    """Say what is late, in a few words each; nothing where nothing is."""
    told = [
        many(late, f"{one} försenad", f"{several} försenade")
        for late, (one, several) in _late_by_noun(counts)
    ]
    return [*told[:-1], *(f"{each}{_times(counts)}" for each in told[-1:])]


def _late_sentence(counts: Counts) -> str:
    """Say what is late, as a clause; empty where nothing is."""
    late = _late_by_noun(counts)
    are = "är försenad" if sum(count for count, _ in late) == 1 else "är försenade"
    told = listed([many(count, *noun) for count, noun in late])
    return f"{told} {are}{_times(counts)}" if told else ""


def _times(counts: Counts) -> str:
    """Say on how many occasions what is owed is late, where that is more than once each."""
    times = len(counts.late)
    return f" ({number(times, 0)} tillfällen)" if times > counts.late_owed else ""


def _of_kind(kind: str, count: int) -> str:
    return PLURALS.get(ObjectiveKind(kind), kind) if count > 1 else kind
