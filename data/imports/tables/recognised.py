"""From sheets to tables with facts: the layout that makes facts of most of the cells is taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from data.files.sheet import Sheet
from data.imports.facts import Asked, Choice, Finding, Layout, Names, Question, Table
from data.imports.tables.blocks import Block, lines, period_blocks
from data.imports.tables.facts_frame import no_facts
from data.imports.tables.fingerprint import fingerprint
from data.imports.tables.grid import Grid, grid_of
from data.imports.tables.layouts.context import Context
from data.imports.tables.layouts.periods_across import read_across
from data.imports.tables.layouts.periods_down import read_down
from data.imports.tables.name_lists import NameLists
from data.imports.tables.outside import figures_outside, within_blocks
from data.imports.tables.years import THE_TABLE
from metrics.vocabulary import FindingLevel

MANY_ROWS = 3_000
"""A sheet with more rows is taken for a list if it can be one, without trying every layout."""
MOST_ROWS = 50_000
"""A longer sheet is read as a list only."""
MOST_COLUMNS = 2_000
MOST_TABLES = 200
CLOSE = 0.9
"""Where one reading has so large a share of the other's facts, and not the same, it is asked about."""
LISTS = (Layout.LONG, Layout.EXPORT)
KEYS = ["row", "column", "label", "place", "period", "figure", "kind"]
MOST_COMPARED = 20_000
WORDS = {
    Layout.WIDE: "En kolumn per period",
    Layout.LONG: "En rad per siffra",
    Layout.UNIT_BY_PERIOD: "Enheter och perioder, ett mått",
    Layout.YEAR_ROWS: "En rad per år",
    Layout.RESULT: "Resultaträkning",
    Layout.EXPORT: "Uttag ur ett system",
}
Tables = list[Table]


def recognise(
    sheets: Sequence[Sheet], names: Names, answers: Mapping[str, str], file_name: str = ""
) -> list[Table]:
    """Return the tables in the sheets of a file, with their facts, findings and questions.

    `answers` go from the id of a question to its answer. The file's name may say the year. A sheet without
    a table gives a table without facts, whose finding tells so: an error where no sheet has any. Nothing
    that a sheet may hold raises.
    """
    context = Context(NameLists.of(names), answers, file_name)
    found: list[tuple[Grid, Tables]] = []
    for sheet in sheets:
        grid = grid_of(sheet)
        tables = _too_large(grid) or _tables(grid, context) if grid.filled.any() else []
        found.append((grid, _told_hidden(sheet, tables) if sheet.hidden else tables))
    any_found = any(tables for _, tables in found)
    return [table for grid, tables in found for table in tables or _none(grid, any_found=any_found)]


def _told_hidden(sheet: Sheet, tables: Tables) -> Tables:
    """Tell of figures in a sheet that the reader of the workbook doesn't see."""
    if not any(len(table.facts) for table in tables):
        return tables
    told = f"Bladet «{sheet.name}» är dolt i arbetsboken. Det lästes ändå: ta bort det om det inte ska med."
    finding = Finding(FindingLevel.NOTICE, sheet.name, "hidden-sheet", told)
    return [replace(tables[0], findings=(finding, *tables[0].findings)), *tables[1:]]


def _tables(grid: Grid, context: Context) -> Tables:
    forced = context.forced(grid.sheet.name or THE_TABLE)
    down = read_down(grid, context) if forced in (None, *LISTS) or forced == Layout.WIDE else None
    listed = [down] if down else []
    if down and (forced in LISTS or (grid.shape[0] > MANY_ROWS and len(down.facts))):
        return listed
    if grid.shape[0] > MOST_ROWS:
        return [table for table in listed if _says_anything(table)]
    blocks = period_blocks(grid, MOST_TABLES + 1)
    across = [read_across(block, context) for block in blocks[:MOST_TABLES]]
    if len(blocks) > MOST_TABLES:
        across.append(_too_many(grid, blocks[MOST_TABLES]))
    elif across:
        told = figures_outside(grid, within_blocks(grid, blocks))
        across[-1] = replace(across[-1], findings=(*across[-1].findings, *told))
    listed = [table for table in listed if _says_anything(table)]
    across = [table for table in across if _says_anything(table)]
    remembered = _remembered(grid, [*across, *listed], context)
    if remembered:
        return _tables(grid, remembered)
    return _better(across, listed, asked=forced is None, subject=grid.sheet.name or THE_TABLE)


def _says_anything(table: Table) -> bool:
    return bool(len(table.facts) or table.findings or table.questions)


def _remembered(grid: Grid, tables: Tables, context: Context) -> Context | None:
    """Return the context with the layout that was chosen for this shape, if one was and isn't in force."""
    subject = f"{Asked.LAYOUT}:{grid.sheet.name or THE_TABLE}"
    for table in tables:
        answer = context.answers.get(f"{Asked.LAYOUT}:{table.fingerprint}")
        if answer in set(Layout) and subject not in context.answers:
            return replace(context, answers={**context.answers, subject: str(answer)})
    return None


def _better(across: Tables, listed: Tables, *, asked: bool, subject: str) -> Tables:
    """Return the tables of the reading that makes more of the cells into facts."""
    counts = [sum(len(table.facts) for table in tables) for tables in (across, listed)]
    waiting = any(question.about == Asked.YEAR for table in across for question in table.questions)
    if not across or not listed or (waiting and not counts[1]):
        return across or listed
    if min(counts) < CLOSE * max(counts) or max(counts) > MOST_COMPARED or _keys(across) == _keys(listed):
        return listed if counts[1] >= counts[0] else across
    best, other = (listed, across) if counts[1] >= counts[0] else (across, listed)
    return _with_question(best, other, subject) if asked else best


def _keys(tables: Tables) -> set[tuple[object, ...]]:
    return {key for table in tables for key in table.facts[KEYS].itertuples(index=False, name=None)}


def _with_question(best: Tables, other: Tables, subject: str) -> Tables:
    layouts = list(dict.fromkeys([best[0].layout, other[0].layout]))
    if len(layouts) < 2:
        return best
    text = f"Hur är tabellen i {f'bladet «{subject}»' if subject != THE_TABLE else 'filen'} upplagd?"
    choices = tuple(Choice(layout.value, WORDS[layout]) for layout in layouts)
    question = Question(Asked.LAYOUT, subject, f"{text} Den kan läsas på två sätt.", subject, choices)
    return [replace(best[0], questions=(*best[0].questions, question)), *best[1:]]


def _too_large(grid: Grid) -> Tables:
    """Give the table that says so where a sheet is wider than any real one."""
    columns = int(grid.filled.any(axis=0).sum())
    if columns <= MOST_COLUMNS:
        return []
    told = (
        f"Det står något i {columns} kolumner, och fler än {MOST_COLUMNS} läses inte. "
        "Ta bort kolumner, eller lägg tabellen på höjden."
    )
    finding = Finding(FindingLevel.ERROR, grid.sheet.name, "too-many-columns", told)
    return [_empty(grid, "", finding)]


def _too_many(grid: Grid, first_left: Block) -> Table:
    told = f"Bladet har fler än {MOST_TABLES} tabeller. De härifrån lästes inte: dela upp bladet."
    where = grid.where(first_left.header.top, first_left.timed[0].column)
    return _empty(grid, "", Finding(FindingLevel.ERROR, where, "too-many-tables", told))


def _empty(grid: Grid, title: str, finding: Finding) -> Table:
    shape = fingerprint("none", ())
    return Table(grid.sheet.name, Layout.WIDE, shape, title, no_facts(), findings=(finding,))


def _none(grid: Grid, *, any_found: bool) -> Iterator[Table]:
    """Give the table without facts that says that a sheet has none."""
    name = f"Bladet «{grid.sheet.name}»" if grid.sheet.name else "Filen"
    level, told = FindingLevel.NOTICE, f"{name} har ingen tabell med siffror och lästes inte."
    if not any_found:
        level = FindingLevel.ERROR
        told = (
            f"{name} har ingen tabell som känns igen. Det som söktes var rubriker med perioder (jan, "
            "2019-03, T1 2019) över siffror, eller kolumner för mått, enhet, period och värde. Lägg måtten "
            "på rader och månaderna i kolumner, med rubrikerna på en rad ovanför."
        )
        if grid.shape[0] > MOST_ROWS:
            told = (
                f"{name} har fler än {MOST_ROWS} rader och läses då bara som lista: en rad per siffra, med "
                "kolumner för mått, enhet, period och värde."
            )
    if not grid.filled.any() and any_found:
        return
    title = "\n".join(lines(grid, 0, min(grid.shape[0], 5)))
    yield _empty(grid, title, Finding(level, grid.sheet.name, "no-table", told))
