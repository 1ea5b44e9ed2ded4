"""The sections of a report that tell of its figures: targets, indicators, comments and sources."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from metrics.documents.items import beyond_chance
from metrics.documents.material import Followed, Material, Said
from metrics.documents.model import Cell, Section, Table
from metrics.documents.words import CHANGE, DEFINITION, FIGURE, NOTE, SECTION, SOURCE, STANDING, TARGET
from metrics.numbers import rounded, with_unit
from metrics.plan.counts import Counts
from metrics.plan.tree_nodes import Node
from metrics.plan.tree_words import kind_words, picture
from metrics.rows import Row
from metrics.signal_words import VARIATION_MARKS
from metrics.vocabulary import Area, ReportKind, SectionKind
from metrics.words import AREA, shortened

GOALS = "Planens mål och hur de slutade"
LONGEST_GOAL = 160
LAST_YEAR = "i fjol"
NO_COMMENTS = "Inga kommentarer har skrivits till periodens siffror."
METHOD = (
    "Siffrorna, målen och bedömningarna är de som Lägesbild visar. Läget är siffran hållen mot målet. "
    "En verklig förändring är en som slumpen knappast förklarar. Så räknas allt står på sidan Metod."
)


def targets_section(material: Material, kind: ReportKind) -> Section:
    """Return a table per area of every indicator with its target; of a year also the plan's goals."""
    tables = [
        _area_table(area, mine, material, with_year_before=kind == ReportKind.YEAR)
        for area, mine in _by_area(material.followed)
    ]
    if kind == ReportKind.YEAR and material.plan is not None and material.plan.goals is not None:
        tables += _goals(material.plan.goals)
    paragraphs = () if material.followed else ("Det finns varken mätvärden eller mål för perioden.",)
    return Section(SectionKind.TARGETS, SECTION[SectionKind.TARGETS], paragraphs, (), tuple(tables))


def indicators_section(material: Material) -> Section:
    """Return every indicator that there is something to draw or tell of, with its chart."""
    told = tuple(
        each.item for each in material.followed if each.item.chart or each.row.figure.value is not None
    )
    return Section(SectionKind.INDICATORS, SECTION[SectionKind.INDICATORS], (), told)


def comments_section(material: Material) -> Section:
    """Return what has been said of the period's figures, as a table."""
    table = Table(
        "Kommentarer till siffrorna",
        ("Indikator", "Enhet", "Period", "Analys", "Planerad åtgärd", "Roll"),
        (False,) * 6,
        tuple(map(_said, material.said)),
    )
    heading = SECTION[SectionKind.COMMENTS]
    if not material.said:
        return Section(SectionKind.COMMENTS, heading, (NO_COMMENTS,))
    return Section(SectionKind.COMMENTS, heading, (), (), (table,))


def sources_section(material: Material) -> Section:
    """Return what every indicator means and where its figures are from."""
    rows = tuple(
        (Cell(each.item.name), Cell(each.item.definition), Cell(each.item.source))
        for each in material.followed
    )
    table = Table(
        "Indikatorernas definitioner och källor",
        ("Indikator", DEFINITION, SOURCE),
        (False, False, False),
        rows,
    )
    return Section(SectionKind.SOURCES, SECTION[SectionKind.SOURCES], (METHOD,), (), (table,) if rows else ())


def _by_area(followed: Iterable[Followed]) -> list[tuple[Area, list[Followed]]]:
    return [(area, list(mine)) for area, mine in groupby(followed, lambda each: each.item.area)]


def _area_table(
    area: Area, followed: Sequence[Followed], material: Material, *, with_year_before: bool
) -> Table:
    """Return an area's indicators: figure, target, status, change; of a year the one before stands first.

    There is a column for notes only where something is noted.
    """
    year = material.period.year
    headings = ["Indikator", FIGURE, TARGET, STANDING, CHANGE]
    is_number = [False, True, False, False, True]
    if with_year_before:
        headings[1:2] = [f"{year - 1}", f"{year}"]
        is_number[1:2] = [True, True]
    rows = [_line(each, with_year_before=with_year_before) for each in followed]
    notes = ["; ".join(filter(None, (each.item.note, _signal(each.row)))) for each in followed]
    if any(notes):
        headings.append(NOTE)
        is_number.append(False)
        rows = [(*row, Cell(note)) for row, note in zip(rows, notes, strict=True)]
    return Table(AREA[area], tuple(headings), tuple(is_number), tuple(rows))


def _line(each: Followed, *, with_year_before: bool) -> tuple[Cell, ...]:
    item = each.item
    earlier = [each.year_before] if with_year_before else []
    target = Cell(_target(each.row, without_year_before=with_year_before))
    return Cell(item.name), *earlier, item.value, target, Cell(item.status), _change(each.row)


def _target(row: Row, *, without_year_before: bool) -> str:
    """Say a target, and what it comes to here: so far this year, or beside last year unless that is told."""
    is_told = without_year_before and row.target_note.startswith(LAST_YEAR)
    if not row.target_text or not row.target_note or is_told:
        return row.target_text
    return f"{row.target_text} ({row.target_note})"


def _signal(row: Row) -> str:
    """Say a true change by symbol and word; empty where there is none."""
    said = beyond_chance(row.signal.variation)
    return f"{VARIATION_MARKS[row.signal.variation].symbol} {said}" if said else ""


def _change(row: Row) -> Cell:
    """Return the change from the period before, between the two figures as they are shown."""
    then, now = ([None, None, *row.spark])[-2:]
    decimals = row.subject.decimals
    if not row.change_text or then is None or now is None:
        return Cell(row.change_text)
    difference = rounded(rounded(now, decimals) - rounded(then, decimals), decimals)
    words = with_unit(difference, decimals, row.change_unit, sign=True) if difference else row.change_text
    unit = row.change_unit or row.subject.unit_of_measure
    return Cell(words, difference, decimals, unit)


def _said(each: Said) -> tuple[Cell, ...]:
    texts = (each.indicator, each.unit, each.period.label, each.analysis, each.planned, each.role)
    return tuple(map(Cell, texts))


def _goals(whole: Node) -> list[Table]:
    """Return the plan's goals with what each adds up to; none where nothing stands under any of them."""
    rows = tuple(
        _goal(branch) for branch in whole.walk() if branch.objective and not branch.objective.is_section
    )
    headings = (TARGET, "Hur det slutade", "Därutöver")
    return [Table(GOALS, headings, (False, False, False), rows)] if rows else []


def _goal(branch: Node) -> tuple[Cell, ...]:
    assert branch.objective is not None  # only goals are asked for
    name = f"{kind_words(branch.objective)}: {branch.objective.title}"
    return (
        Cell(shortened(name, LONGEST_GOAL)),
        Cell(_ended(branch.counts)),
        Cell(picture(branch.counts).aside),
    )


def _ended(counts: Counts) -> str:
    """Say how what stands under a goal turned out."""
    told = ", ".join(phrase.text for phrase in picture(counts).main)
    return told or "inget att bedöma mot"
