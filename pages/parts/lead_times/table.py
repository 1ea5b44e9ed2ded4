"""The table of time limits: a row per kind of case or per unit, and below it what else lead times are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from metrics.case_limits.cells import Cell
from metrics.case_limits.lines import LimitLine
from metrics.case_limits.words import ASTERISK, DEADLINE, history_words
from metrics.indicator_view import spark_label
from metrics.office import Place
from metrics.rows import Row
from metrics.sparkline import sparkline
from metrics.theme import STATUS_MARKS
from metrics.vocabulary import DeadlineRule, Status
from metrics.words import STATUS
from pages.parts.address import UNIT
from pages.parts.cells import TONES
from pages.parts.sheet import link_to

GROUPS = (("I tid", 2), ("Tid", 3), ("Öppna ärenden", 3))
COLUMNS = ("name", "status", "share", "share", "middle", "time", "oldest", "count", "past", "longer")
PICTURE = {"width": 80, "height": 20}
MARK = '<span class="mark">gäller</span>'
LATE = "✕"
STANDING = ("median", "90 %", "äldsta öppna", "alla", "efter fristen", "förlängda")


@dataclass(frozen=True)
class Naming:
    """The first cell of a line: its text, where it leads (empty: nowhere), limit, law, and depth."""

    text: str
    link: str = ""
    limit: str = ""
    law: str = ""
    depth: int = 0


def limits_html(
    lines: Sequence[LimitLine], related: Sequence[Row], address: Mapping[str, str], *, with_past: bool = True
) -> str:
    """Return the table of kinds; each leads to its indicator. `with_past` adds the 24 periods before."""
    named = [(_naming(line, address), line) for line in lines]
    below = "".join(_related(row, address) for row in related)
    body = f'<tbody class="related">{below}</tbody>' if below else ""
    return _table("Tidsgräns", named, body, with_past=with_past)


def units_html(
    by_unit: Sequence[tuple[Place, LimitLine]], address: Mapping[str, str], *, with_past: bool = True
) -> str:
    """Return the table of units, of one kind; each leads to the same page of the unit."""
    if not by_unit:
        return ""
    top = min(place.depth for place, _ in by_unit)
    named = [
        (
            Naming(
                place.name,
                link_to("handlaggningstider", {**address, UNIT: place.code}),
                depth=place.depth - top,
            ),
            line,
        )
        for place, line in by_unit
    ]
    return _table("Enhet", named, "", with_past=with_past)


def _naming(line: LimitLine, address: Mapping[str, str]) -> Naming:
    link = link_to("indikator", {**address, "indicator": line.code}) if line.code else ""
    return Naming(line.name, link, ", ".join(filter(None, [line.limit_text, line.period])), line.law)


def _table(noun: str, named: Sequence[tuple[Naming, LimitLine]], below: str, *, with_past: bool) -> str:
    rules = {line.judged_by for _, line in named}
    (common,) = rules if len(rules) == 1 else (None,)
    rows = "".join(_row(naming, line, common, with_past=with_past) for naming, line in named)
    head = _head(noun, common, with_past=with_past) if named else ""
    columns = "".join(f'<col class="{css}">' for css in (*COLUMNS, *(["spark"] if with_past else [])))
    return f'<table class="limits"><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody>{below}</table>'


def _head(noun: str, common: DeadlineRule | None, *, with_past: bool) -> str:
    groups = "".join(f'<th scope="colgroup" colspan="{span}">{text}</th>' for text, span in GROUPS)
    shares = [
        _heading("number", f"{MARK}<br>{DEADLINE[rule]}" if rule == common else DEADLINE[rule])
        for rule in DEADLINE
    ]
    past = _heading("number spark", "24\u00a0perioder mot\u00a0förra") if with_past else ""
    above = '<td class="spark"></td>' if with_past else ""
    return (
        f'<thead><tr class="groups"><td colspan="2"></td>{groups}{above}</tr><tr>'
        f"{_heading('', noun)}{_heading('', 'Läge')}{''.join(shares)}"
        f"{''.join(_heading('number', text) for text in STANDING)}{past}"
        "</tr></thead>"
    )


def _heading(css: str, content: str) -> str:
    return f'<th scope="col" class="{css}">{content}</th>'


def _row(naming: Naming, line: LimitLine, common: DeadlineRule | None, *, with_past: bool) -> str:
    late = line.open_past.value is not None and line.open_past.value > 0
    cells = (
        _name(naming),
        _status(line.status, line.row),
        *(_share(line, rule, marked=common is None) for rule in DEADLINE),
        _figure("", "median", line.median),
        _figure("time", "90 %", line.high),
        _figure("time", "äldsta öppna", line.oldest, late=line.oldest_is_late),
        _figure("", "öppna", line.open_cases),
        _figure("", "efter fristen", line.open_past, late=late),
        _figure("", "förlängda", line.extended),
        _past(line.row) if with_past else "",
    )
    code = f' data-code="{escape(naming.text)}"' if naming.link else ""
    return f"<tr{code}>{''.join(cells)}</tr>"


def _name(naming: Naming) -> str:
    text = escape(naming.text)
    linked = f'<a href="{escape(naming.link)}">{text}</a>' if naming.link else text
    limit = " · ".join(filter(None, [naming.limit, naming.law]))
    small = f'<small class="law" title="{escape(naming.law)}">{escape(limit)}</small>' if limit else ""
    return f'<th scope="row" class="name unit-{naming.depth + 1}">{linked}{small}</th>'


def _status(status: Status, row: Row | None) -> str:
    mark = STATUS_MARKS[status]
    word = row.status_word if row else STATUS[status]
    target = f"<small>{escape(_target(row))}</small>" if row and status != Status.NO_TARGET else ""
    return (
        f'<td class="status"><span style="color:var({TONES[mark.tone]})">'
        f'<b aria-hidden="true">{mark.symbol}</b>{word}</span>{target}</td>'
    )


def _target(row: Row) -> str:
    """Say the target; called so where a figure is held against it."""
    return f"mål {row.target_text}" if row.judgement.bar is not None else row.target_text


def _share(line: LimitLine, rule: DeadlineRule, *, marked: bool) -> str:
    cell = line.strict if rule == DeadlineRule.STRICT else line.rolled
    judged = rule == line.judged_by
    return _figure(
        "share judged" if judged else "share",
        f"i tid {DEADLINE[rule]}{', gäller' if judged else ''}",
        cell,
        tag=MARK if judged and marked else "",
    )


def _figure(css: str, label: str, cell: Cell, *, late: bool = False, tag: str = "") -> str:
    """A figure; what must be known of it is shown by the pointer, and told below the table."""
    small = f"<small>{escape(cell.small)}</small>" if cell.small else ""
    told = f' title="{escape(cell.note)}"' if cell.note else ""
    noted = f'<span class="star">{ASTERISK}</span>' if cell.note and cell.value is not None else ""
    text = f"{escape(cell.text)}{noted}"
    mark = f'<span aria-hidden="true">{LATE}\u00a0</span>' if late else ""
    shown = f'<span class="late">{mark}{text}</span>' if late else text
    return f'<td class="number {css}" data-label="{label}"{told}>{shown}{small}{tag}</td>'


def _past(row: Row | None) -> str:
    if row is None:
        return '<td class="spark"></td>'
    picture = sparkline(
        row.spark, target=row.spark_target, label=spark_label(row.subject, row.spark), **PICTURE
    )
    change = f"<small>{escape(row.change_text)}</small>" if row.change_text else ""
    return f'<td class="spark">{picture}{change}</td>'


def _related(row: Row, address: Mapping[str, str]) -> str:
    """A figure that is no share of a kind of case: its value, and the periods before it."""
    link = escape(link_to("indikator", {**address, "indicator": row.subject.code}))
    name = f'<a href="{link}" title="{escape(row.sentence)}">{escape(row.subject.name)}</a>'
    return (
        f'<tr data-code="{escape(row.subject.code)}"><th scope="row" class="name">{name}</th>'
        f"{_status(row.status, row)}"
        f'<td class="number share judged" colspan="2">{escape(row.value_text)}</td>'
        f'<td class="earlier" colspan="6"><small>{escape(history_words(row))}</small></td>{_past(row)}</tr>'
    )
