"""The form as HTML: a row per expected figure, and below them who saves it. All text is escaped here.

Nothing that is stored or typed stands in it: the browser fills the fields, so that an answer never
moves what somebody is writing in.
"""

from collections.abc import Iterable, Sequence
from html import escape

from metrics.periods import Period
from metrics.reporting.form import Form
from metrics.reporting.lines import Line
from metrics.state_words import WITHOUT_VALUE
from metrics.words import STATE
from pages.parts import cells, forms
from pages.parts.cells import Heading

HEADINGS = (
    Heading("Indikator"),
    Heading("Förra", kind="number"),
    Heading("I fjol", kind="number"),
    Heading("Siffra", kind="number"),
    Heading("Om siffra saknas"),
    Heading("Läge"),
)
HELP = (
    "Skriv som i Excel: 5,7 eller 1 234. Enter går till nästa fält. En kolumn ur Excel kan klistras in. "
    "Finns ingen siffra: välj varför, eller skriv det (saknas, ej tillämpligt, sekretess, ej rapporterat)."
)
REASON = "Varför siffran stämmer"
WHY = "Varför det ändras (perioden är klarmarkerad)"
WHY_FINAL = "Varför en klar siffra ändras"
WHY_LOCKED = "Varför det ändras (perioden är låst)"
WHY_BOTH = "Varför det ändras (perioden är låst och klarmarkerad)"
PARTS = {
    "Täljare": "Täljare: antalet som räknas, till exempel de som fick svar i tid",
    "Nämnare": "Nämnare: alla som de räknas bland, till exempel alla som väntade på svar",
    "Antal bakom värdet": "Hur många som värdet bygger på, till exempel antalet svar",
}
"""What the fields beside a value ask for, as tips."""
FILL = "Spara de siffror som inte är ifyllda som «saknas»"


def form_html(form: Form) -> str:
    """Return the whole form."""
    rows = "".join(_row(line, form.month) for line in form.lines)
    caption = f"<caption>{escape(HELP)}</caption>"
    return (
        f"<table>{caption}{cells.headings(HEADINGS)}<tbody>{rows}</tbody></table>"
        f'<p class="count">{escape(forms.NOBODY_NAMED)}</p>'
        f"{_end(form)}"
    )


def _row(line: Line, month: Period) -> str:
    row = (
        _name(line, month),
        _before("Förra:", line.previous),
        _before("I fjol:", line.last_year),
        f'<td class="typed{"" if _has_several(line) else " one"}">{"".join(_fields(line))}</td>',
        f'<td class="state">{_states(line)}</td>',
        _answer(line),
    )
    about = escape(line.definition)
    return f'<tr data-key="{escape(line.key)}" data-about="{about}">{"".join(row)}</tr>'


def _name(line: Line, month: Period) -> str:
    measure = line.subject.unit_of_measure
    notes = [measure, "" if line.period == month else line.period.label]
    small = escape(", ".join(filter(None, notes)))
    said = '<small class="said">Har en kommentar</small>' if line.commented else ""
    name = escape(line.subject.name)
    return f'<th scope="row" title="{escape(line.definition)}">{name}<small>{small}</small>{said}</th>'


def _before(name: str, told: str) -> str:
    return f'<td class="number before" data-name="{name}">{escape(told) or "–"}</td>'


def _has_several(line: Line) -> bool:
    return line.with_parts or line.with_n


def _fields(line: Line) -> Iterable[str]:
    if line.with_parts:
        yield _field(line, "numerator", "Täljare", kind="part", hint="täljare")
        yield " av "
        yield _field(line, "denominator", "Nämnare", kind="part", hint="nämnare")
        yield " = "
        yield _field(line, "value", "Värde", kind="part", hint="räknas ut")
        return
    yield _field(line, "value", "Värde")
    if line.with_n:
        yield " antal bakom "
        yield _field(line, "n", "Antal bakom värdet", kind="part", hint="antal")


def _field(line: Line, name: str, label: str, *, kind: str = "", hint: str = "") -> str:
    told = escape(f"{label}, {line.subject.name}, {line.period.label}")
    tip = f' title="{escape(PARTS[label])}"' if label in PARTS else ""
    written = f'class="{kind}" placeholder="{hint}"{tip}' if kind else ""
    return (
        f'<input name="{name}" type="text" inputmode="text" autocomplete="off" spellcheck="false" '
        f'aria-label="{told}" aria-describedby="{_answer_id(line)}" {written}>'
    )


def _states(line: Line) -> str:
    told = escape(f"Om siffra saknas, {line.subject.name}, {line.period.label}")
    options = "".join(f'<option value="{state.value}">{STATE[state]}</option>' for state in WITHOUT_VALUE)
    return f'<select name="state" aria-label="{told}"><option value="">–</option>{options}</select>'


def _answer(line: Line) -> str:
    """Return the cell that says where a figure stands; the browser writes the words."""
    reason = escape(f"{REASON}, {line.subject.name}")
    return (
        f'<td class="answer"><div id="{_answer_id(line)}" aria-live="polite"><span class="mark"></span> '
        '<span class="told"></span><p class="problem" hidden></p><p class="odd" hidden></p></div>'
        f'<div class="why" hidden><label>{REASON}<input name="reason" type="text" maxlength="300" '
        f'aria-label="{reason}"></label></div>'
        '<div class="newer" hidden><p></p><button type="button" data-do="mine">Behåll mitt</button>'
        '<button type="button" data-do="theirs">Ta det sparade</button></div></td>'
    )


def _answer_id(line: Line) -> str:
    return f"a-{line.subject.id}-{line.period.code}"


def _end(form: Form) -> str:
    hint = 'placeholder="till exempel enhetschef" maxlength="80"'
    role = f'<div class="role"><label for="role">Din roll</label><input id="role" name="role" {hint}></div>'
    why = _text("why", _why(form))
    fill = f'<label class="fill" hidden><input type="checkbox" name="fill_missing">{FILL}</label>'
    buttons = _buttons([("done", "Spara rättelsen")] if form.is_ready else WAYS)
    told = (
        '<div class="news"><p class="help about"></p><p class="count" aria-live="polite"></p></div>'
        '<p class="wrong" hidden></p><p class="count finished" hidden></p>'
    )
    return f'<div class="end">{told}{fill}{why}{role}{buttons}</div>'


def _why(form: Form) -> str:
    """Return what the one field for a reason asks: it serves a month that is ready and one that is locked."""
    if form.lock:
        return WHY_BOTH if form.is_ready else WHY_LOCKED
    return WHY if form.is_ready else WHY_FINAL


WAYS = [("draft", "Spara utkast"), ("done", "Klarmarkera")]


def _buttons(ways: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f'<button type="button" data-save="{way}"{_main(way)}>{text}</button>' for way, text in ways
    )


def _main(way: str) -> str:
    return ' class="main"' if way == "done" else ""


def _text(name: str, label: str) -> str:
    box = f'<input id="{name}" name="{name}" maxlength="300">'
    return f'<div class="wide {name}"><label for="{name}">{label}</label>{box}</div>'
