"""The fields of what can be changed in a plan: what each is called, how it is asked for, and among what.

Together with LEFT_OUT they cover every field of a plan file's entries; a test holds them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from metrics import words as shown
from metrics.plan.labels import ACTIVITY_LABELS, OBJECTIVE_LABELS
from metrics.plan_editing import words
from metrics.plan_editing.words import Edited
from metrics.vocabulary import Area, Direction, Kind, Periodicity, TargetKind, TargetLevel

WORDING = ("definition", "unit_of_measure")
"""What may be put in better words while it means the same."""
DEFINING = (
    *WORDING,
    *("kind", "direction", "periodicity"),
    *("time_limit", "limit_unit", "threshold", "threshold_rule"),
    "derived",
)
"""What makes figures before and after impossible to compare, when it changes."""
COUNTING = ("kind", "periodicity", "derived")
"""What all figures of an indicator are counted by, also those of long ago."""
CHANGED_ON, CHANGED_TEXT, SAME_MEANING = "changed_on", "changed_text", "same_meaning"


class Widget(StrEnum):
    """How a field is asked for; the last ones are chosen by name among what the plan has."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    OBJECTIVE = "objective"
    UNIT = "unit"
    INDICATOR = "indicator"
    INDICATORS = "indicators"
    DEFINITION_CHANGES = "definition_changes"


WIDE = (Widget.TEXT, Widget.LINES, Widget.OBJECTIVE, Widget.INDICATORS, Widget.DEFINITION_CHANGES)
LONG = ("title", "name", "words", "source", "document")


@dataclass(frozen=True)
class EditField:
    """A field of an entry: its name in the plan file, its label, and how it is asked for.

    `empty` is what the field means where the entry doesn't have it, and `start` what a new entry begins with.
    A `rare` one stands folded away.
    """

    name: str
    label: str
    widget: Widget = Widget.LINE
    choices: Mapping[str, str] = field(default_factory=dict)
    tip: str = ""
    empty: Any = ""
    required: bool = False
    rare: bool = False
    start: Any = None

    @property
    def is_wide(self) -> bool:
        """Tell whether it takes a line of its own."""
        return self.widget in WIDE or self.name in LONG


def _line(name: str, label: str, tip: str = "", *, rare: bool = False, required: bool = False) -> EditField:
    return EditField(name, label, tip=tip, rare=rare, required=required)


def _text(name: str, label: str, tip: str = "", *, rare: bool = False, required: bool = False) -> EditField:
    return EditField(name, label, Widget.TEXT, tip=tip, rare=rare, required=required)


def _choice(
    name: str,
    label: str,
    choices: Mapping[Any, str],
    tip: str = "",
    *,
    start: str | None = None,
    default: str | None = None,
    rare: bool = False,
) -> EditField:
    """Return a field with a choice; one with neither `start` nor `default` may be left without."""
    begins = start or default
    named = {str(value): told for value, told in choices.items()}
    needed = begins is not None
    return EditField(
        name, label, Widget.CHOICE, named, tip, default, required=needed, rare=rare, start=begins
    )


def _other(name: str, label: str, widget: Widget, tip: str = "", *, rare: bool = False) -> EditField:
    return EditField(name, label, widget, tip=tip, empty=None, rare=rare)


def _day(name: str, label: str, *, required: bool = False) -> EditField:
    return EditField(name, label, Widget.DAY, empty=None, required=required)


SOURCE = _line("source", "Källa", "Dokument och rubrik, så att andra hittar dit", required=True)
CODE = _line("code", "Kod", "Små bokstäver a–z, siffror och bindestreck. Ändras inte efteråt.", required=True)
UNDER = "Det mål i planen som det hör till"
PERIODICITY = {each.value: shown.PERIODICITY[each].capitalize() for each in Periodicity}
OF_PLAN = (
    _line("title", "Titel", required=True),
    _line("document", "Dokument", "Dokumentets namn, som det står på första sidan", required=True),
    _day("valid_from", "Gäller från", required=True),
    _day("valid_to", "Gäller till", required=True),
    _line("decided_by", "Beslutad av", "Den nämnd eller funktion som har beslutat"),
    _day("decided_on", "Beslutad den"),
    _line("reference", "Diarienummer"),
)
OF_OBJECTIVE = (
    _line("title", "Rubrik", "Dokumentets egna ord", required=True),
    _choice("kind", "Slag", words.OBJECTIVE_KIND, "Vad kommunen själv kallar det", start="enhetsmål"),
    _other("parent", "Ligger under", Widget.OBJECTIVE, "Målet närmast ovanför i planens träd"),
    _line("number", "Nummer", "Som i dokumentet, till exempel 1.2"),
    _text("description", OBJECTIVE_LABELS["description"]),
    _text("expected_result", OBJECTIVE_LABELS["expected_result"]),
    _text("ways_of_working", OBJECTIVE_LABELS["ways_of_working"]),
    _text("follow_up", OBJECTIVE_LABELS["follow_up"], "Hur och när målet följs upp"),
    _line("responsible", OBJECTIVE_LABELS["responsible"], "En arbetsroll, aldrig ett namn"),
    EditField(
        "indicators",
        "Visar också",
        Widget.INDICATORS,
        tip="Indikatorer som hör till ett annat mål och ska synas här också",
        empty=(),
    ),
    SOURCE,
    _text("strategy", OBJECTIVE_LABELS["strategy"], rare=True),
    _line("status", OBJECTIVE_LABELS["status"], rare=True),
    _text(
        "handling", OBJECTIVE_LABELS["handling"], "Hur en risk eller en programpunkt tas om hand", rare=True
    ),
    _line("responsible_board", OBJECTIVE_LABELS["responsible_board"], rare=True),
    _line("concerned_boards", OBJECTIVE_LABELS["concerned_boards"], rare=True),
    _line("responsible_office", OBJECTIVE_LABELS["responsible_office"], rare=True),
    _line("concerned_offices", OBJECTIVE_LABELS["concerned_offices"], rare=True),
)
OF_ACTIVITY = (
    _line("title", "Rubrik", required=True),
    _other("objective", "Hör till målet", Widget.OBJECTIVE, UNDER),
    _text("description", ACTIVITY_LABELS["description"]),
    _day("starts", "Börjar"),
    _day("ends", "Slutar"),
    _line("responsible", ACTIVITY_LABELS["responsible"], "En arbetsroll, aldrig ett namn"),
    _text("follow_up", ACTIVITY_LABELS["follow_up"], "Hur och när den följs upp"),
    SOURCE,
    _choice("kind", "Slag", words.ACTIVITY_KIND, default="activity", rare=True),
    _choice(
        "status",
        ACTIVITY_LABELS["status"],
        {each.value: told.capitalize() for each, told in shown.ACTIVITY_STATUS.items()},
        "Vad planen själv säger. Hur långt aktiviteten har kommit skrivs på sidan Aktiviteter.",
        rare=True,
    ),
    _line("cost", ACTIVITY_LABELS["cost"], "Dokumentets egna ord, till exempel «Egen tid»", rare=True),
)
OF_FOLLOW_UP = (
    _line("title", "Vad som ska redovisas", required=True),
    _other("objective", "Hör till målet", Widget.OBJECTIVE, UNDER),
    _line("recipient", "Till vem", "Till exempel socialnämnden"),
    _choice("periodicity", "Hur ofta", PERIODICITY),
    _line("due", "När", "En månad (2026-06) eller en dag (2026-06-30); tomt om dokumentet inte säger"),
    SOURCE,
)
OF_INDICATOR = (
    _line("name", "Namn", required=True),
    _other("objective", "Hör till målet", Widget.OBJECTIVE, UNDER),
    _text("definition", "Definition", "Vad som räknas, och vad som inte gör det", required=True),
    _line("unit_of_measure", "Måttenhet", "Till exempel %, dygn, barn eller antal", required=True),
    EditField("decimals", "Decimaler", Widget.COUNT, tip="Från 0 till 4", empty=None, required=True, start=0),
    _choice(
        "kind",
        "Så räknas talet samman",
        shown.KIND,
        start=Kind.FLOW.value,
    ),
    _choice(
        "direction",
        "Riktning",
        shown.DIRECTION,
        start=Direction.UP.value,
    ),
    _choice("periodicity", "Hur ofta det mäts", PERIODICITY, start=Periodicity.MONTH.value),
    _choice(
        "area",
        "Område",
        shown.AREA,
        start=Area.OTHER.value,
    ),
    EditField(
        "tolerance",
        "Nära målet",
        Widget.NUMBER,
        tip="Så långt på fel sida om målet räknas som nära, i måttets egen enhet",
        empty=0,
    ),
    _line("source_system", "Källsystem"),
    _line("owner", "Ansvarig roll", "Rollen som svarar för siffrorna, aldrig ett namn"),
    SOURCE,
    _other("time_limit", "Tidsgräns", Widget.COUNT, "Ett heltal, till exempel 14", rare=True),
    _choice("limit_unit", "Tidsgränsen räknas i", words.LIMIT_UNIT, rare=True),
    _other("case_kind", "Slag av ärende", Widget.LINE, "Som filer med datum kallar det", rare=True),
    _other("threshold", "Gräns per enhet", Widget.NUMBER, "Vad en enhet ska klara", rare=True),
    _choice("threshold_rule", "En enhet klarar", words.THRESHOLD_RULE, rare=True),
    _choice("signal_method", "Metod för signaler", words.SIGNAL_METHOD, rare=True),
    _other("accompanies", "Visas bredvid", Widget.INDICATOR, "Visas då inte för sig själv", rare=True),
    EditField(
        "aliases",
        "Andra namn",
        Widget.LINES,
        tip="Namn som filer använder för samma mått, ett på varje rad",
        empty=(),
        rare=True,
    ),
    EditField(
        "definition_changes",
        "Märkta ändringar av definitionen",
        Widget.DEFINITION_CHANGES,
        tip="Var och en är märkt i diagrammet. Ta bort en som är fel.",
        empty=(),
        rare=True,
    ),
)
OF_TARGET = (
    _choice("kind", "Slag", words.TARGET_KIND, start=TargetKind.AT_LEAST.value),
    _other("value", "Värde", Widget.NUMBER, "Tomt om målnivån inte har någon siffra"),
    _day("valid_from", "Gäller från", required=True),
    _day("valid_to", "Gäller till", required=True),
    _other("unit", "Enhet", Widget.UNIT, "Den enhet som den gäller för"),
    _choice("level", "Vems mål", words.TARGET_LEVEL, default=TargetLevel.OWN.value),
    _line("words", "Med dokumentets ord", required=True),
    _line("source", "Källa", "Tomt = samma som indikatorns"),
    _choice("basis", "Målet talar om", words.BASIS, "Tomt = som indikatorns slag avgör", rare=True),
)
FIELDS: Mapping[Edited, tuple[EditField, ...]] = {
    Edited.PLAN: OF_PLAN,
    Edited.OBJECTIVE: OF_OBJECTIVE,
    Edited.INDICATOR: OF_INDICATOR,
    Edited.TARGET: OF_TARGET,
    Edited.ACTIVITY: OF_ACTIVITY,
    Edited.FOLLOW_UP: OF_FOLLOW_UP,
}
CODE_STAYS = "namnet som allt annat hänvisar till; det sätts när posten läggs till och ändras aldrig"
LEFT_OUT: Mapping[Edited, Mapping[str, str]] = {
    Edited.PLAN: {"code": CODE_STAYS},
    Edited.OBJECTIVE: {"code": CODE_STAYS},
    Edited.ACTIVITY: {"code": CODE_STAYS},
    Edited.FOLLOW_UP: {"code": CODE_STAYS},
    Edited.TARGET: {},
    Edited.INDICATOR: {
        "code": CODE_STAYS,
        "targets": "ändras för sig, som målnivåer",
        "concept": "begreppet delas av alla verksamheter och sätts i planfilen",
        "derived": "räkneregeln är en formel över andra mått och sätts i planfilen",
        "protected": "skyddet mot små antal sätts i planfilen, så att det inte stängs av av misstag",
        "outside": "följer av var indikatorn står: den är utanför planen tills den får ett mål att höra till",
    },
}
"""What can't be changed on screen, and why; an entry keeps what it has of it."""
OTHER_LABELS = {
    "code": "Kod",
    "reason": "Skäl",
    "role": "Din roll",
    "targets": "Målnivåer",
    "concept": "Begrepp",
    "derived": "Räkneregel",
    "protected": "Skydd mot små antal",
    "outside": "Utanför planen",
    CHANGED_ON: "Ny definition gäller från",
    CHANGED_TEXT: "Vad som ändras",
}


def labels_of(edited: Edited) -> dict[str, str]:
    """Return what each field is called on the screen, with those that every form has."""
    return {**OTHER_LABELS, **{each.name: each.label for each in FIELDS[edited]}}


def field_of(edited: Edited, name: str) -> EditField | None:
    """Return a field by its name in the plan file, None for one that is left out."""
    return next((each for each in FIELDS[edited] if each.name == name), None)
