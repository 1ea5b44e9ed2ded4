"""A small office, a file for it, and what the import says of the file in short lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from import_files import account, indicator, plan_of, unit
from sqlalchemy import Engine

from data.files.reading import read_sheets
from data.imports.reading import read_import
from data.imports.told import as_plain
from metrics.periods import Period

TODAY = date(2026, 11, 1)
PLAN = plan_of(
    unit("ifo", "Individ- och familjeomsorg", aliases='"IFO"'),
    unit("norr", "Enhet Norr", "ifo"),
    unit("soder", "Enhet Söder", "ifo"),
    indicator("placerade", "Placerade barn"),
    indicator("vardygn", "Vårddygn", kind="flow"),
    indicator("hvb", "HVB-klienter (årsplatser)", kind="year_places"),
    indicator("brukare", "Antal brukare individstöd (sista dagen i månaden)"),
    indicator("sjuk", "Sjukfrånvaro", unit_of_measure="%", kind="ratio"),
    indicator("lagtid", "Utredningar inom lagtid", unit_of_measure="%", kind="ratio"),
    indicator("nojda", "Nöjda klienter", unit_of_measure="%", kind="ratio", periodicity="tertial"),
    indicator("klagomal", "Klagomål", kind="flow", periodicity="quarter"),
    indicator("hme", "HME", kind="index", unit_of_measure="index", periodicity="half_year"),
    indicator("nki", "NKI", kind="index", unit_of_measure="index", periodicity="year"),
    indicator("riktlinjer", "Antagna riktlinjer", kind="stock", periodicity="year"),
    account("intakter", "Intäkter", "income"),
    account("kostnader", "Kostnader", "cost"),
    account("netto", "Nettokostnad", "net"),
)


@dataclass(frozen=True)
class Office:
    """Whose file it is."""

    engine: Engine
    id: int

    def read(
        self, content: bytes, name: str, answers: Mapping[str, str] | None = None, today: date = TODAY
    ) -> "Said":
        """Return what the import says of a file; nothing is written."""
        sheets = read_sheets(content, name)
        draft = read_import(
            self.engine, self.id, sheets, answers=answers or {}, today=today, file_name=name
        )  # fmt: skip
        return Said(as_plain(draft, None, committed=False))

    def of(self, case: "Case") -> dict[str, list[str]]:
        """Return what the import says of the file of a case."""
        said = self.read(case.content, case.name, case.answers)
        return {"values": said.values, "findings": said.findings, "questions": said.questions}


@dataclass(frozen=True)
class Said:
    """What the import said, as its JSON has it."""

    plain: Mapping[str, Any]

    @property
    def values(self) -> list[str]:
        """The values: indicator, unit, period, and kind of amount, then the value or its state."""
        return [_value(value) for value in self.plain["values"]]

    @property
    def findings(self) -> list[str]:
        """The findings: level, rule and cell."""
        told = self.plain["findings"]
        return [" ".join(filter(None, (each["level"], each["rule"], each["where"]))) for each in told]

    @property
    def questions(self) -> list[str]:
        """The ids of the questions."""
        return [question["id"] for question in self.plain["questions"]]

    @property
    def messages(self) -> str:
        """All that is told, a line each."""
        return "\n".join(each["message"] for each in self.plain["findings"])


def _value(value: Mapping[str, Any]) -> str:
    what = [
        value["indicator"],
        value["unit"],
        value["period"],
        value.get("kind", ""),
        value.get("made_in", ""),
    ]
    number = value["value"]
    said = [] if number is None else [f"{number:.10g}"]
    if value["state"] != "final":
        said.append(value["state"])
    return " ".join(filter(None, [*what, *said]))


@dataclass(frozen=True)
class Case:
    """A file with what must be read of it: values, findings and questions, in the order of the file."""

    content: bytes
    values: Sequence[str]
    findings: Sequence[str] = ()
    questions: Sequence[str] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    name: str = "fil.csv"

    @property
    def expected(self) -> dict[str, list[str]]:
        """What `Office.of` returns if the file is read so."""
        return {
            "values": list(self.values), "findings": list(self.findings), "questions": list(self.questions)
        }  # fmt: skip


def series(what: str, first: str, *values: object) -> list[str]:
    """Return the lines of values by month from `first`, 2026-01; None leaves one out."""
    start = Period.parse(first)
    return [
        f"{what} {start.shifted(at).code} {value}" for at, value in enumerate(values) if value is not None
    ]
