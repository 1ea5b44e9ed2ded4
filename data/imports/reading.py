"""A file read as far as to what it would change: the one way in for the page and the command.

Recognised, matched, its cells read, brought together into figures, scaled, held against the store and
checked. Nothing is written.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from data import queries, queries_imports
from data.files.sheet import Sheet
from data.imports.answers.given import told_unusable
from data.imports.answers.memory import memory_of
from data.imports.answers.recalling import Brought, recalled
from data.imports.answers.remembered import told_remembered
from data.imports.checks.losses import inexact_cells, losses
from data.imports.checks.personal import (
    findings_without_numbers,
    without_personal_names,
    without_personal_questions,
)
from data.imports.checks.plausible import implausible
from data.imports.checks.ready import changed_when_ready
from data.imports.checks.rules import broken_rules, with_tidy_comments, without_persons
from data.imports.checks.secrets import secrets_of
from data.imports.checks.sums import untrue_sums
from data.imports.draft import Draft
from data.imports.facts import FROM_TABLES, Finding, Question, Table
from data.imports.figures.combined import PARTS, figure_numbers, figures
from data.imports.figures.cost_signs import signed
from data.imports.figures.forecasts import with_forecast_months
from data.imports.figures.rounded import as_it_stands
from data.imports.figures.scales import in_kronor
from data.imports.figures.shares import in_per_cent, per_cent_indicators
from data.imports.figures.standing import CHANGED, NEW, REFUSED, SAME, Standing, compared, standing, subjects
from data.imports.figures.unfinished import as_preliminary
from data.imports.figures.values import with_values
from data.imports.names.known_names import known_names
from data.imports.names.places import with_units
from data.imports.names.subjects import is_money, with_subjects
from data.imports.step import Office, Step
from metrics.vocabulary import FindingLevel

NO_TABLE = (
    "Ingen tabell med siffror hittades. Filen behöver rubriker med månader eller år, eller kolumner för "
    "mått, enhet, period och värde."
)
Progress = Callable[[str, float], None]


def read_import(  # noqa: PLR0913 - what is read, for whom, and how, each with its own name
    engine: Engine,
    organisation_id: int,
    sheets: Sequence[Sheet],
    *,
    answers: Mapping[str, str],
    today: date,
    content_hash: str = "",
    file_name: str = "",
    remembered: bool = True,
    progress: Progress | None = None,
) -> Draft:
    """Return what a file would change. `answers` are those given now, question -> answer.

    Answers remembered from files that look alike are used too, unless not `remembered`; those given now go
    before. `file_name` is empty for rows without a file. Raises KeyError if there is no such organisation.
    """
    _tell(progress, "Känner igen tabellerna", 0.0)
    version = queries.data_version(engine)
    office, memory = Office(known_names(engine, organisation_id), {}), memory_of(engine, organisation_id)
    sheets, told = without_personal_names(sheets), _Told()
    brought = Brought(sheets, file_name, content_hash)
    found = recalled(brought, office, memory if remembered else None, answers, today)
    told.findings += told_unusable(answers, office)
    office = office.with_tables(found.tables, found.answers)
    _tell(progress, "Läser cellerna", 0.3)
    for table, base in zip(office.tables, _bases(office.tables), strict=True):
        told.add(Step(table.facts, _moved(table.findings, base), tuple(table.questions)))
    made = _figures(engine, office, brought, today, told, progress)
    if not office.tables:
        told.findings.append(Finding(FindingLevel.ERROR, "", "no-table", NO_TABLE))
    questions, unasked = without_personal_questions({each.id: each for each in told.questions}.values())
    told.findings += unasked
    used = found.made_use_of()
    told.findings += told_remembered(found.tables, used, office)
    return Draft(
        office,
        memory,
        made,
        findings_without_numbers(told.findings),
        questions,
        dict(found.answers),
        found.shapes,
        version,
        brought.kind,
        {key: said for each in used for key, said in each.items()},
    )


class _Told:
    """What the steps had to say, gathered; `rows` of findings are facts until the figures are made."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.questions: list[Question] = []

    def add(self, step: Step) -> pd.DataFrame:
        """Keep what a step says, and return its facts."""
        self.findings += step.findings
        self.questions += step.questions
        return step.facts

    def about_figures(self, numbers: "pd.Series[int]") -> None:
        """Let the findings so far speak of figures: `numbers` is the figure of each fact."""
        self.findings = [_renumbered(finding, numbers) for finding in self.findings]


def _bases(tables: Sequence[Table]) -> list[int]:
    """Return how many facts stand in the tables before each."""
    sizes = [len(table.facts) for table in tables]
    return [int(base) for base in np.cumsum([0, *sizes[:-1]])] if sizes else []


def _moved(findings: Sequence[Finding], base: int) -> tuple[Finding, ...]:
    return tuple(
        Finding(each.level, each.where, each.rule, each.message, tuple(row + base for row in each.rows))
        for each in findings
    )


def _facts(tables: Sequence[Table]) -> pd.DataFrame:
    """Return the facts of all tables, numbered through; `table` tells which, `money` if it is about money."""
    if not tables:
        empty = pd.DataFrame({name: pd.Series([], dtype="str") for name in FROM_TABLES})
        return empty.assign(table=pd.Series([], dtype="int64"), money=pd.Series([], dtype="bool"))
    parts = [table.facts.assign(table=number) for number, table in enumerate(tables)]
    whole = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0].reset_index(drop=True)
    return whole.assign(money=is_money(whole, [table.layout for table in tables]))


def _figures(
    engine: Engine,
    office: Office,
    brought: Brought,
    today: date,
    told: _Told,
    progress: Progress | None,
) -> pd.DataFrame:
    made, shown = _brought_together(engine, office, brought, told)
    _tell(progress, "Jämför med det som finns", 0.6)
    held = standing(engine, office.known.organisation_id, made)
    secrets = secrets_of(engine, office.known.organisation_id, made)
    open_words = held.without(secrets)
    made = _scaled(made.assign(subject=subjects(made)), office, open_words, shown, told)
    told.findings += broken_rules(made, office)
    printed = made[PARTS]
    made = told.add(as_it_stands(made, held.figures))
    made = told.add(as_preliminary(made, held.figures, office, today))
    made = compared(made, held.figures).assign(secret=secrets.figures_in(made))
    _tell(progress, "Kontrollerar rimligheten", 0.8)
    made = made.assign(
        change=made["change"].where(~_stopped(made, told.findings, FindingLevel.ERROR), REFUSED)
    )
    told.findings += implausible(_open(made, printed), open_words, office, today)
    told.findings += losses(made, held.figures, office)
    told.findings += changed_when_ready(engine, made, office)
    told.findings = [finding for finding in told.findings if not _is_old(finding, made)]
    errors = _stopped(made, told.findings, FindingLevel.ERROR)
    held_back = _stopped(made, told.findings, FindingLevel.WARNING) & made["change"].isin([NEW, CHANGED])
    return made.assign(change=made["change"].where(~errors, REFUSED), held=held_back)


def _brought_together(
    engine: Engine, office: Office, brought: Brought, told: _Told
) -> tuple[pd.DataFrame, "pd.Series[bool]"]:
    """Return the figures that the tables hold, and which of them a spreadsheet shows as per cent."""
    facts = told.add(without_persons(_facts(office.tables)))
    facts = told.add(with_subjects(facts, office))
    places = queries_imports.places_of_figures(engine, office.known.organisation_id)
    facts = told.add(with_units(facts, office, places))
    facts = told.add(with_forecast_months(facts, office, brought.name))
    facts = told.add(with_values(facts, list(brought.sheets), office))
    told.findings += untrue_sums(facts, office)
    numbers = figure_numbers(facts)
    about = numbers[facts.index.isin(inexact_cells(told.findings, facts))]
    made = told.add(figures(facts, numbers, per_cent_indicators(office)))
    made = made.assign(inexact=made.index.isin(about))
    told.about_figures(pd.Series(numbers, index=facts.index))
    made = told.add(with_tidy_comments(made))
    return made, pd.Series(made.index.isin(numbers[facts["was_per_cent"].to_numpy()]), index=made.index)


def _open(made: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """Return the figures, the secret ones with the parts that the file prints and none from the store."""
    secret = made["secret"]
    if not secret.any():
        return made
    return made.assign(**{part: made[part].where(~secret, printed[part]) for part in PARTS})


def _scaled(
    made: pd.DataFrame, office: Office, held: Standing, shown: "pd.Series[bool]", told: _Told
) -> pd.DataFrame:
    made = told.add(in_kronor(made, office, held.usual()))
    made = told.add(in_per_cent(made, office, held, shown))
    made = told.add(signed(made, office))
    is_empty = made["account_id"].notna() & made["value"].isna()
    return made.assign(state=made["state"].where(~is_empty, ""))


def _is_old(finding: Finding, made: pd.DataFrame) -> bool:
    """Tell whether a warning is only about figures that stand in the store as they are: those were let in."""
    if finding.level != FindingLevel.WARNING or not finding.rows:
        return False
    return bool((made["change"].to_numpy()[list(finding.rows)] == SAME).all())


def _stopped(made: pd.DataFrame, findings: Sequence[Finding], level: FindingLevel) -> "pd.Series[bool]":
    rows = [row for finding in findings if finding.level == level for row in finding.rows]
    return pd.Series(made.index.isin(rows), index=made.index)


def _renumbered(finding: Finding, numbers: "pd.Series[int]") -> Finding:
    there = numbers.reindex(list(finding.rows)).dropna().astype("int64").unique()
    return Finding(finding.level, finding.where, finding.rule, finding.message, tuple(there.tolist()))


def _tell(progress: Progress | None, what: str, share: float) -> None:
    if progress:
        progress(what, share)
