"""What the page of the staff says of itself, in words anyone can read aloud."""

from collections.abc import Sequence

from metrics.numbers import PERCENTAGE_POINTS, number, with_unit
from metrics.periods import Period
from metrics.rows import Row
from metrics.staff.costs import change_written
from metrics.staff.engagement import Engagement
from metrics.staff.indicators import LEAVE
from metrics.staff.sick_leave import NOT_ADDED, Leave, Measure
from metrics.staff.spans import Span
from metrics.staff.units import UnitLine, most_risen
from metrics.staff.view import StaffView
from metrics.subjects import Subject
from metrics.vocabulary import Periodicity, TargetKind, ValueState
from metrics.words import begun

SO_FAR, WHOLE_YEAR, TWELVE_MONTHS = "hittills i år", "hela året", "de senaste tolv månaderna"
SPAN_NAMES = {Span.SO_FAR: "Hittills i år", Span.TWELVE_MONTHS: "Rullande 12 månader"}
ABSENT = {
    ValueState.MISSING: "saknas",
    ValueState.NOT_APPLICABLE: "är inte tillämplig",
    ValueState.CONFIDENTIAL: "visas inte, för att skydda enskilda",
    ValueState.NOT_YET_REPORTED: "är inte rapporterad än",
}
LEAVE_NAMES = dict(zip(LEAVE, ("Totalt", "Dag 1–14", "Från dag 15"), strict=True))
FULL_TIME = "årsarbetare"
LONG = LEAVE[2]
MOST_NAMED = 3


def lead(view: StaffView) -> str:
    """Answer the page's question: is anyone here to do the work, and is it getting better or worse?"""
    if not view.known.every:
        return "Verksamhetens planer har inga mått på personalen."
    told = " ".join(filter(None, [_leave(view), _behind(view), _staffing(view)]))
    others = [row.sentence for row in view.others if row.figure.value is not None]
    return told or next(iter(others), f"Inget är rapporterat om personalen {when(view.chosen)}.")


def elsewhere(view: StaffView) -> str:
    """Say where to look, where nothing can be said here."""
    if not view.known.every:
        return "Lägg in mått på personalen i planfilen, eller välj en annan verksamhet."
    return "Välj en annan period, eller en enhet högre upp i verksamheten."


def when(period: Period) -> str:
    """Return a period as it stands in a sentence: `i oktober 2026`, `för tertial 2 2026`."""
    return f"{'i' if period.month_count == 1 else 'för'} {period.label}"


def spoken(span: Span, period: Period) -> str:
    """Return a measure's time as it stands in a sentence: `hittills i år`, at the end of it `hela året`."""
    if span == Span.TWELVE_MONTHS:
        return TWELVE_MONTHS
    return WHOLE_YEAR if _ends_the_year(period) else SO_FAR


def _ends_the_year(period: Period) -> bool:
    return period.shifted(1).year > period.year


def _is_said(span: Span, period: Period) -> bool:
    """At the end of the year the last twelve months are the year, which has been told."""
    return span == Span.TWELVE_MONTHS and _ends_the_year(period)


def leave_name(subject: Subject) -> str:
    """Return what the sick leave is called beside its parts: `Totalt`, `Dag 1–14`, `Från dag 15`."""
    return LEAVE_NAMES.get(subject.concept, subject.name)


def span_name(span: Span, period: Period) -> str:
    """Return what a measure is called as a heading: the period's own name, or the measure's."""
    return SPAN_NAMES.get(span, period.label.capitalize())


def span_short(span: Span) -> str:
    """Return a measure's name for a narrow place; empty for the period itself."""
    return {Span.SO_FAR: "hittills", Span.TWELVE_MONTHS: "rullande 12"}.get(span, "")


def span_reach(span: Span, period: Period) -> str:
    """Return the time that a measure covers, shortly (`jan–okt 2026`); empty for the period itself."""
    if span == Span.PERIOD:
        return ""
    begins = period.shifted(1 - period.index) if span == Span.SO_FAR else period.year_before.shifted(1)
    if begins == period:
        return period.short_label
    first = begins.short_label
    return f"{first.rpartition(' ')[0] if begins.year == period.year else first}–{period.short_label}"


def _leave(view: StaffView) -> str:
    """Say the sick leave in its measures, which way it goes, and what it should be."""
    whole = view.whole
    if whole is None:
        return ""
    own = whole.measures[Span.PERIOD]
    longer = [measure for span, measure in whole.measures.items() if span != Span.PERIOD]
    known = [
        f"{_value(measure)} {spoken(measure.span, whole.period)}"
        for measure in longer
        if measure.figure.value is not None and not _is_said(measure.span, whole.period)
    ]
    aim = _aim(own)
    if own.figure.value is not None:
        said = [f"Sjukfrånvaron var {_value(own)} {when(whole.period)}", *known]
        bare = next((f"; längre tid {NOT_ADDED}" for measure in longer if measure.note == NOT_ADDED), "")
        return f"{_joined(said)}{_trend(whole)}{bare}{aim}."
    untold = f"Sjukfrånvaron {when(whole.period)} {_why(view, whole)}"
    if not known:
        return f"{untold}{aim}."
    return f"{untold}. Den var {_joined(known)}{_trend(whole)}{aim}."


def _value(measure: Measure) -> str:
    return f"{measure.value_text} ({measure.note})" if measure.note else measure.value_text


def _joined(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} och {last}" if first else last


def _why(view: StaffView, whole: Leave) -> str:
    guard, state = whole.subject.protection, whole.measures[Span.PERIOD].figure.state
    if state == ValueState.CONFIDENTIAL and guard:
        who = "enheterna" if view.units else "enheten"
        return f"visas inte: {who} har {few(guard.below)}"
    return ABSENT[state]


def few(below: int) -> str:
    """Say that there are too few employees for anything to be shown."""
    return f"färre än {below} anställda"


def _aim(measure: Measure) -> str:
    if measure.target is None or measure.target.kind == TargetKind.REPORT_ONLY:
        return "; inget mål gäller"
    if measure.target.value is None and measure.target_text.startswith("ska "):
        return f"; målet är att den {measure.target_text}"
    return f"; målet är {measure.target_text}"


def _trend(leave: Leave) -> str:
    """Say which way the steadiest measure has gone since a year before."""
    steady = leave.steadiest
    if steady is None or steady.change is None:
        return ""
    if steady.change == 0:
        return ", lika mycket som ett år tidigare"
    amount = with_unit(abs(steady.change), leave.subject.decimals, PERCENTAGE_POINTS)
    return f", {amount} {'mer' if steady.change > 0 else 'mindre'} än ett år tidigare"


def _behind(view: StaffView) -> str:
    """Say how much of the sick leave is long, and where it rises most."""
    said = "; ".join(filter(None, [_long(view), _rising(view.units)]))
    return f"{begun(said)}." if said else ""


def _long(view: StaffView) -> str:
    part = next((leave for leave in view.leave if leave.subject.concept == LONG), None)
    steady = view.whole.steadiest if view.whole else None
    if part is None or part is view.whole or steady is None or steady.span not in part.measures:
        return ""
    measure = part.measures[steady.span]
    if measure.figure.value is None:
        return ""
    assert view.whole is not None
    share = number(measure.figure.value, view.whole.subject.decimals)
    return f"långtidsfrånvaron står för {share} av {steady.value_text}"


def _rising(lines: Sequence[UnitLine]) -> str:
    compared = [line for line in lines if not line.is_sum and line.rise is not None]
    if len(compared) < 2:
        return ""
    most = most_risen(compared)
    if most is None or most.rise is None:
        return "ingen enhet ökar på ett år"
    rise = with_unit(most.rise, most.leave.subject.decimals, PERCENTAGE_POINTS, sign=True)
    return f"hela frånvaron ökar mest i {most.place.name} ({rise} på ett år)"


def full_time(view: StaffView) -> Row | None:
    """Return the row that counts whole positions, else the first that counts people, month by month."""
    counted = [row for row in view.staffing if row.subject.periodicity == Periodicity.MONTH]
    known = [row for row in counted if row.figure.value is not None]
    exact = (row for row in known if row.subject.unit_of_measure == FULL_TIME)
    return next(exact, next(iter(known), None))


def _staffing(view: StaffView) -> str:
    """Say how many there are to do the work, and what is paid for others."""
    row, cost = full_time(view), view.costs.get(Span.SO_FAR)
    said = []
    if row is not None:
        noun = FULL_TIME if row.subject.unit_of_measure == FULL_TIME else "anställda"
        count = number(row.figure.value, row.subject.decimals)
        said.append(f"det fanns {count} {noun}{_compared(row.change_year_text)}")
    if cost is not None and cost.now.value is not None and cost.scale.drawn(cost.now.value):
        turned = -1 if view.costs_are_negative else 1
        paid, time = cost.scale.told(turned * cost.now.value), spoken(Span.SO_FAR, view.month)
        more = "" if cost.change is None else change_written(turned * cost.change, cost.scale.decimals)
        said.append(f"konsulter har kostat {paid} {time}{_compared(more)}")
    told = " och ".join(said)
    return f"{begun(told)}." if told else ""


def _compared(change: str) -> str:
    return f" ({change} mot i fjol)" if change else ""


def left_out(view: StaffView) -> str:
    """Say which units the whole is made without; empty where it is made of all."""
    if view.whole is None or not view.units:
        return ""
    hidden = [line for line in view.units if line.protected and not line.is_sum]
    if hidden:
        names = _listed([line.place.name for line in hidden])
        return f"Utan {names}, som har {few(hidden[0].protected or 0)}."
    figure = view.whole.measures[Span.PERIOD].figure
    if figure.value is not None and figure.units < figure.units_expected:
        return f"{figure.units} av {figure.units_expected} enheter har rapporterat {when(view.whole.period)}."
    return ""


def secrecy(view: StaffView) -> str:
    """Say how small units are protected, or that they can't be; empty where no sick leave is told."""
    if view.whole is None or not view.whole.told:
        return ""
    guard = view.whole.subject.protection
    if guard is None:
        if not any(line.leave.has_value for line in view.units):
            return ""
        why = "antal anställda saknas" if view.known.heads is None else "planen anger ingen gräns för dem"
        return f"Små enheter kan inte skyddas: {why}."
    said = (
        f"Sjukfrånvaro visas inte för månader då en enhet har {few(guard.below)}. "
        "De månaderna räknas inte heller med i summorna, så att de inte kan räknas fram."
    )
    if view.uncounted:
        names = _listed(view.uncounted)
        said += f" Antal anställda saknas för {names}, som därför inte kan skyddas."
    return said


def _listed(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} och {len(names) - MOST_NAMED} till"
    return _joined(names)


def engagement_words(found: Engagement) -> str:
    """Say how many units are at or above the municipality's result, or how the unit itself stands to it."""
    if found.of_all is None or not found.known:
        return "Kommunens resultat är inte känt."
    result = f"kommunens {found.of_all.now_text}"
    if len(found.units) == 1:
        return f"Enheten ligger {'lika med eller över' if found.passing else 'under'} {result}."
    told = share_words(len(found.passing), len(found.known))
    share = f" ({found.share.value_text})" if found.share and found.share.figure.value is not None else ""
    aim = f"; målet är {found.share.target_text}" if found.share and found.share.target_text else ""
    return f"{told}{share} ligger lika med eller över {result}{aim}."


def share_words(passing: int, known: int) -> str:
    """Say how many of how many units pass: `3 av 8 enheter`."""
    return f"{passing} av {known} enheter"


def sign_words(view: StaffView, unit: str) -> str:
    """Say how costs are written."""
    if view.costs_are_negative:
        return f"{unit}, kostnad skrivs med minus: − är en ökning"
    return f"{unit}, kostnad skrivs utan minus: + är en ökning"
