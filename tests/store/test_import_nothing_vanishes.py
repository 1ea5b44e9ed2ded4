"""No cell with anything in it vanishes: it is a figure, or something is told or asked about it."""

from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from import_workbooks import as_text, as_xlsx
from quirk_office import TODAY, Office

from data.files.reading import read_sheets
from data.files.sheet import cell_name
from data.imports.draft import Draft
from data.imports.draft import cells as cells_of
from data.imports.facts import Asked, Question
from data.imports.reading import read_import

PHASES = [Phase.explicit, Phase.generate, Phase.shrink]
LABELS = (
    "Placerade barn",
    "Vårddygn",
    "Sjukfrånvaro",
    "- varav Vårddygn",
    "NKI",
    "Nettokostnad",
    "Summa",
    "Totalt",
    "Total sjukfrånvaro",
    "Delsumma vård",
    "Något annat",
    "Antal brukare individstöd (sista dagen i",
    "dygn",
    "2025",
    "",
)
UNITS = ("Enhet Norr", "Enhet Söder", "IFO", "Riket", "Totalt", "Enhet Väst", "norr", "")
DAY = "2025-01-01"
"""It may be the row's period, in a column that isn't of one."""
CELLS = (
    *("5", "5,3", "1 350", "-7", "(1 200)", "84 %", "0,84", "0", "12.5", "27,969", "1.234,5"),
    *("många", "..", "-", "--", "X", ".", "saknas", "<5", "ca 4", "#DIV/0!", "SANT", DAY, "5,3*"),
    *("Kommentar om talet som är lång", "Högst 160", "tkr", "350 st", "=1+1", "?", "\u200b7"),
    *("", "", "", "", "", "  "),
)
HEADINGS = (
    *("jan 2025", "feb 2025", "mars 2025", "2025-04", "Utfall maj 2025", "2024", "T1 2025", "Budget 2025"),
    *("fbr 2025", "jun", "Ack jul 2025", "Summa", "Kommentar", "Mål 2025", "Ansvarig", "Förändring", ""),
)
ROW = st.tuples(st.sampled_from(LABELS), st.sampled_from(UNITS))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Return a table whose rows and columns may be of any sort, below a title or not."""
    headings = draw(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=6, unique=True))
    rows = draw(st.lists(ROW, min_size=1, max_size=6, unique=True))
    titles = draw(st.sampled_from([[], [["Uppföljning 2025"], []]]))
    width = len(headings)
    body = [[*row, *draw(st.lists(st.sampled_from(CELLS), min_size=width, max_size=width))] for row in rows]
    gaps = draw(st.booleans())
    return [*titles, ["Mått", "Enhet", *headings], *([body[0], [], *body[1:]] if gaps else body)]


@st.composite
def lists(draw: st.DrawFn) -> list[list[str]]:
    """Return a list whose cells may be anything."""
    period = st.sampled_from(["2025-01", "feb 2025", "2025", "januari", "4/1/2025", "", "Jully 2025"])
    rows = draw(
        st.lists(
            st.tuples(ROW, period),
            min_size=1,
            max_size=8,
            unique=True,
        )
    )
    body = [
        [when, *row, draw(st.sampled_from(CELLS)), draw(st.sampled_from(["", "En not"]))]
        for row, when in rows
    ]
    return [["Period", "Mått", "Enhet", "Värde", "Kommentar"], *body]


def unaccounted(draft: Draft, rows: list[list[str]], sheet: str, first: int) -> Iterator[str]:
    """Yield the cells of the rows below the headings, from column C, of which nothing is said."""
    figures = set(cells_of(draft.facts))
    told = [(finding.where, finding.message) for finding in draft.findings]
    asked = [(question.subject, f"{question.text} {question.where}") for question in draft.questions]
    if any(finding.rule == "no-table" and finding.level == "error" for finding in draft.findings):
        return
    if any(_of_whole_table(question, rows) for question in draft.questions):
        return
    nameless = any(finding.rule == "row-without-name" for finding in draft.findings)
    label = place_name = ""
    for number, row in enumerate(rows[first + 1 :], start=first + 1):
        label, place_name = (row[0] or label, row[1] or place_name) if row else (label, place_name)
        if nameless and row and not row[0] + row[1]:
            continue
        for column, cell in enumerate(row):
            place = cell_name(sheet, number, column)
            is_day = cell == DAY and not rows[first][column][-4:].isdecimal()
            if column < 2 or not cell.strip(" \u200b") or place in figures or is_day:
                continue
            heading = rows[first][column] or place.removeprefix(f"{sheet}!").rstrip("0123456789")
            names = [name for name in (label, place_name, label.lstrip("- "), cell) if name]
            of_row = any(where and _row(where) == number for where, _ in told)
            of_column = any(f"«{heading}»" in message for _, message in told)
            of_name = any(f"«{name}»" in message for name in names for _, message in told)
            of_question = any(subject in (*names, heading) or cell in text for subject, text in asked)
            if not (of_row or of_column or of_name or of_question):
                yield f"{place}: {cell!r}"


def _of_whole_table(question: Question, rows: list[list[str]]) -> bool:
    """Tell whether a question is about more than a name in the table, or a sign, or a column."""
    if question.about in (Asked.INDICATOR, Asked.ACCOUNT, Asked.UNIT):
        names = {name for row in rows for name in row[:2]}
        return not {question.subject, f"- {question.subject}"} & names
    return question.about not in (Asked.SIGN, Asked.COLUMN, Asked.PER_CENT)


def _row(where: str) -> int:
    digits = "".join(sign for sign in where.rpartition("!")[2] if sign.isdigit())
    return int(digits) - 1 if digits else -1


def read(quirks: Office, content: bytes) -> Draft:
    return read_import(quirks.engine, quirks.id, read_sheets(content, "fil"), answers={}, today=TODAY)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    phases=PHASES,
)
@given(table=tables(), as_workbook=st.booleans())
def test_no_cell_of_a_table_vanishes(quirks: Office, table: list[list[str]], as_workbook: bool) -> None:
    first = next(at for at, row in enumerate(table) if row[:1] == ["Mått"])
    content = as_xlsx({"Blad1": table}) if as_workbook else as_text(table)
    assert list(unaccounted(read(quirks, content), table, "Blad1" if as_workbook else "", first)) == []


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    phases=PHASES,
)
@given(table=lists())
def test_no_cell_of_a_list_vanishes(quirks: Office, table: list[list[str]]) -> None:
    assert list(unaccounted_in_list(read(quirks, as_text(table)), table)) == []


WHOLE_FILE = {"no-table", "row-without-name", "same-twice", "duplicate"}
"""Rules whose findings count the cells that they are about."""


def unaccounted_in_list(draft: Draft, rows: list[list[str]]) -> Iterator[str]:
    """Yield the values of a list of which nothing is said; a finding may count its rows."""
    figures = set(cells_of(draft.facts))
    told = " ".join(finding.message for finding in draft.findings)
    asked = {question.subject for question in draft.questions}
    if any(_of_whole_table(question, [row[1:] for row in rows]) for question in draft.questions):
        return
    rules = {finding.rule for finding in draft.findings}
    above = ["", "", ""]
    for number, (*names_here, cell, _) in enumerate(rows[1:], start=1):
        above = [name or before for name, before in zip(names_here, above, strict=True)]
        when, label, place = above
        at = cell_name("", number, 3)
        if not cell.strip(" \u200b") or at in figures or rules & WHOLE_FILE:
            continue
        names = [name for name in (when, label, label.lstrip("- "), place, cell, "Värde") if name]
        if not names_here[0] and "Perioden saknas" in told:
            continue
        if not any(f"«{name}»" in told or name in asked for name in names):
            yield f"{at}: {cell!r}"
