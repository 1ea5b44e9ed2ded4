"""What each column of a list holds, a row per figure: by its heading, by what stands in it, else by asking.

| role | a column of |
|---|---|
| `period`, `year`, `month`, `made_in` | time |
| `label`, `place`, `kind`, `code`, `measure` | what the figure is about |
| `value`, `numerator`, `denominator`, `n`, `comment`, `state` | the figures themselves |
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.imports.cells.signs import meaning_of
from data.imports.facts import SKIP, Asked, Choice, Question
from data.imports.headings import Role, figures_in, kind_in, unit_of_measure_in
from data.imports.headings.heading_words import words_of
from data.imports.tables.column_contents import Down, sampled, seen
from data.imports.tables.grid import Grid
from data.imports.tables.name_lists import NameLists, Noun

ENOUGH = 0.8
LEAST_KNOWN = 0.3
FEW = 12
"""Codes of a column that says what each figure is are at most so many."""
FIGURES = ("value", "numerator", "denominator", "n", "comment")
BY_HEADING = {
    Role.VALUE: "value",
    Role.NUMERATOR: "numerator",
    Role.DENOMINATOR: "denominator",
    Role.N: "n",
    Role.STATE: "state",
    Role.COMMENT: "comment",
    Role.KIND: "kind",
    Role.COLUMN_CODE: "code",
    Role.MADE_IN: "made_in",
    Role.UNIT_OF_MEASURE: "measure",
}
WORDS = {
    "label": "Mått eller konto",
    "place": "Enhet",
    "period": "Period",
    "value": "Värde",
    "numerator": "Täljare",
    "denominator": "Nämnare",
    "n": "Antal svar",
    "comment": "Kommentar",
}
ANSWERED = {"indicator": "label", "account": "label", "unit": "place"}


@dataclass(frozen=True)
class Roles:
    """The role of each column by its place; `named` are columns of figures whose heading is a name."""

    columns: tuple[Down, ...]
    roles: Mapping[int, str]
    named: Mapping[int, tuple[str, str]]
    questions: tuple[Question, ...] = ()
    left_out: tuple[Down, ...] = ()

    def at(self, role: str) -> int | None:
        """Return the column with a role; None for none."""
        return next((column for column, its in self.roles.items() if its == role), None)

    @property
    def first_figure(self) -> int:
        """Return the first column with figures; the first of all where there is none."""
        return next(iter(self.figures()), 0)

    def figures(self) -> list[int]:
        """Return the columns with figures, from the left."""
        return sorted([at for at, role in self.roles.items() if role in FIGURES] + list(self.named))


def columns_down(
    grid: Grid, header: int | None, first: int, lists: NameLists, answers: Mapping[str, str]
) -> Roles:
    """Return what the columns of a list hold: its heading is the row `header`, its body begins at `first`."""
    rows = sampled(grid, first)
    used = grid.filled[rows].any(axis=0)
    columns = tuple(seen(grid, header, rows, int(at)) for at in np.flatnonzero(used))
    roles: dict[int, str] = {}
    skipped = []
    for column in columns:
        answer = answers.get(f"{Asked.COLUMN}:{column.name}", "")
        answer = ANSWERED.get(answer, answer)
        if answer == SKIP:
            skipped.append(column)
        elif answer in WORDS or answer in FIGURES:
            roles[column.at] = answer
    left = [column for column in columns if column.at not in roles and column not in skipped]
    return _assigned(columns, left, roles, lists)


def _assigned(columns: Sequence[Down], left: list[Down], roles: dict[int, str], lists: NameLists) -> Roles:
    _time(left, roles)
    left = [column for column in left if column.at not in roles]
    for column in left:
        role = _by_heading(column, lists)
        if role and (role in ("state", "comment") or role not in roles.values()):
            roles[column.at] = role
    left = [column for column in left if column.at not in roles]
    _nouns(left, roles, lists)
    left = [column for column in left if column.at not in roles]
    _codes(left, roles)
    left = [column for column in left if column.at not in roles]
    named = _named(left, roles, lists)
    left = [column for column in left if column.at not in named]
    questions = _last(left, roles, named)
    out = tuple(column for column in left if column.at not in roles and column not in _asked(left, questions))
    return Roles(tuple(columns), roles, named, tuple(questions), out)


def _time(columns: Sequence[Down], roles: dict[int, str]) -> None:
    """Find the period: one column, or a year and a month in two."""
    if "period" in roles.values():
        return
    timed = [column for column in columns if column.periods >= LEAST_KNOWN and not _is_figure(column)]
    years = [column for column in timed if column.year_only and column.periods >= ENOUGH]
    months = [column for column in timed if not column.year_only]
    numbered = [column for column in columns if column.month_numbers and column.says(Role.PERIOD)]
    said = [column for column in timed if column.says(Role.PERIOD)]
    yearless = [column for column in months if not any(char.isdigit() for char in "".join(column.texts[:20]))]
    year = next((column for column in years if column.says(Role.YEAR)), years[0] if years else None)
    month = next(iter([*yearless, *numbered]), None)
    if year and month:
        roles[year.at], roles[month.at] = "year", "month"
        return
    best = [column for column in said if not column.year_only] or said or months
    best = best or [column for column in years if column.says(Role.YEAR) or not column.heading]
    best = [column for column in best if column.periods >= LEAST_KNOWN]
    if best:
        roles[max(best, key=lambda column: (round(column.periods, 1), -column.at)).at] = "period"


def _is_figure(column: Down) -> bool:
    return column.says(Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.N, Role.MADE_IN, Role.COMMENT)


def _by_heading(column: Down, lists: NameLists) -> str:
    """Return the role that the heading says, if the cells don't say otherwise."""
    if column.says(Role.UNIT) and _are_measures(column) and not lists.share(Noun.UNIT, column.texts):
        return "measure"
    role = BY_HEADING.get(column.role.role, "") if column.role else ""
    figure = words_of(column.heading, column.heading) if column.heading and not role else None
    if figure and figure.kind and not (figure.period or figure.month or figure.part) and column.numbers > 0.5:
        return "value" if figure.kind == "outcome" else ""
    if role == "value" and column.numbers < LEAST_KNOWN and not _mostly_signs(column):
        return ""
    if role == "kind" and not all(kind_in(text) for text in column.texts[:FEW]):
        return ""
    return role


def _mostly_signs(column: Down) -> bool:
    """Tell whether a column holds nothing but signs, and words for why there is no figure."""
    return all(
        (len(text) <= 3 and (text in "Xx" or not text.isalpha())) or bool(meaning_of(text, {}))
        for text in column.texts
    )


def _are_measures(column: Down) -> bool:
    return bool(column.texts) and all(len(text) < 15 and unit_of_measure_in(text) for text in column.texts)


def _nouns(columns: Sequence[Down], roles: dict[int, str], lists: NameLists) -> None:
    """Find the columns of indicators or accounts and of units: by the names in them, else by the headings."""
    nouns: dict[str, tuple[tuple[Noun, ...], tuple[Role, ...]]] = {
        "place": ((Noun.UNIT,), (Role.UNIT,)),
        "label": ((Noun.INDICATOR, Noun.ACCOUNT), (Role.INDICATOR, Role.ACCOUNT)),
    }
    scores = []
    for column in columns:
        shares = {noun: lists.share(noun, column.texts) for noun in Noun}
        for role, (wanted, said) in nouns.items():
            share = max(shares[noun] for noun in wanted)
            other = max(share for noun, share in shares.items() if noun not in wanted)
            by_heading = 0.25 if column.says(*said) else 0.0
            if by_heading and column.role and column.role.is_name:
                by_heading += 0.01
            if (share >= LEAST_KNOWN and share + by_heading > other) or (by_heading and other < LEAST_KNOWN):
                scores.append((share + by_heading, column.at, role))
    for _, at, role in sorted(scores, key=lambda score: (-score[0], -score[1])):
        if at not in roles and role not in roles.values():
            roles[at] = role


def _codes(columns: Sequence[Down], roles: dict[int, str]) -> None:
    """Find the columns that say what each figure is: täljare, nämnare, utfall, budget."""
    for column in columns:
        said = column.role is None or column.says(Role.KIND, Role.COLUMN_CODE)
        if column.numbers > 0.5 or not said or not 1 <= len(column.texts) <= FEW:
            continue
        figures = figures_in(column.texts)
        kinds = [text for text in column.texts if kind_in(text)]
        known = {*figures, *kinds}
        if len(kinds) == len(column.texts) and not figures and "kind" not in roles.values():
            roles[column.at] = "kind"
        elif known and len(known) * 2 >= len(column.texts) and "code" not in roles.values():
            roles[column.at] = "code"


def _named(columns: Sequence[Down], roles: dict[int, str], lists: NameLists) -> dict[int, tuple[str, str]]:
    """Find columns of figures headed by names, (label, place) by column, or by kinds of amounts."""
    figures = [column for column in columns if column.numbers >= 0.5 or _mostly_signs(column)]
    figures = [column for column in figures if column.heading and column.role is None]
    taken = set(roles.values())
    of_kind = {column.at: ("", "") for column in figures if kind_in(column.heading)}
    if of_kind or "value" in taken or not figures:
        return of_kind
    headings = [column.heading for column in figures]
    shares = {noun: lists.share(noun, headings) for noun in Noun}
    as_places = shares[Noun.UNIT] > max(shares[Noun.INDICATOR], shares[Noun.ACCOUNT])
    if as_places and "place" not in taken:
        return {column.at: ("", column.heading) for column in figures}
    if "label" in taken or ("place" not in taken and not any(shares.values())):
        return {}
    return {column.at: (column.heading, "") for column in figures}


def _last(left: Sequence[Down], roles: dict[int, str], named: Mapping[int, object]) -> list[Question]:
    """Settle what is left: one column of numbers is the value, one of words the label; ask about more."""
    candidates = [column for column in left if column.role is None or column.says(Role.VALUE)]
    numbers = [column for column in candidates if column.numbers >= 0.5 or _mostly_signs(column)]
    if not named and not any(role in ("value", "numerator") for role in roles.values()):
        if len(numbers) == 1:
            roles[numbers[0].at] = "value"
        elif numbers:
            return [_question(column) for column in numbers]
    twice = [column for column in numbers if column.says(Role.VALUE) and column.at not in roles]
    if twice:
        return [_question(column) for column in twice]
    words = [column for column in left if column not in numbers and column.role is None]
    if named or "label" in roles.values() or not words:
        return []
    if len(words) == 1:
        roles[words[0].at] = "label"
        return []
    return [_question(column) for column in words if len(column.texts) > 1]


def _question(column: Down) -> Question:
    some = ", ".join(f"«{text}»" for text in column.texts[:3])
    choices = tuple(Choice(role, word) for role, word in WORDS.items())
    text = f"Vad står i kolumnen «{column.name}»? Där står till exempel {some}."
    return Question(Asked.COLUMN, column.name, text, "", (*choices, Choice(SKIP, "Lämna ute kolumnen")))


def _asked(columns: Sequence[Down], questions: Sequence[Question]) -> list[Down]:
    subjects = {question.subject for question in questions}
    return [column for column in columns if column.name in subjects]


def placed(grid: Grid, header: int | None, first: int, roles: Roles) -> Roles:
    """Return the roles with questions that say where their columns stand."""
    row = first if header is None else header
    by_name = {column.name: column.at for column in roles.columns}
    return replace(
        roles,
        questions=tuple(
            replace(question, where=grid.where(row, by_name[question.subject]))
            for question in roles.questions
        ),
    )
