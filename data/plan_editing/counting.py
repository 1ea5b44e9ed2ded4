"""What can't be changed of an indicator on screen: its protection, and how its figures are counted."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from data.models import Indicator, Measurement
from data.models.base import table_of
from data.plan_files.differences import plain
from data.plan_files.entries import IndicatorEntry, PlanFile
from metrics.plan_editing.fields import COUNTING, labels_of
from metrics.plan_editing.words import Edited
from metrics.words import listed

RECOUNTED = (
    "{field}: «{name}» har siffror, och de skulle räknas om bakåt när {fields} ändras. "
    "Låt indikatorn vara som den är och välj en annan kod för ett nytt mått"
)
PROTECTION = "protected: skyddet mot små antal ändras i planfilen, så att det inte stängs av av misstag"


def why_it_is_counted_so(
    connection: Connection, organisation_id: int, content: PlanFile, code: str, wanted: Mapping[str, Any]
) -> Iterator[str]:
    """Yield what can't be changed of an indicator of a plan; `wanted` is its entry as it would be."""
    stands = next(each for each in content.indicators if each.code == code)
    before = plain(stands)
    if before.get("protected") != wanted.get("protected"):
        yield PROTECTION
    changed = [name for name in COUNTING if before.get(name) != wanted.get(name)]
    if changed and _has_figures(connection, organisation_id, _counted(content, stands)):
        labels = labels_of(Edited.INDICATOR)
        fields = listed([f"«{labels[name].lower()}»" for name in changed])
        yield RECOUNTED.format(field=changed[0], name=stands.name, fields=fields)


def _counted(plan: PlanFile, entry: IndicatorEntry) -> list[str]:
    """Return the codes of an indicator and of all that it is made of."""
    entries = {each.code: each for each in plan.indicators}
    codes = [entry.code]
    for code in codes:  # grows as it is walked
        derived = entries[code].derived
        parts = [*derived.first, *derived.second] if derived else []
        codes += [part for part in dict.fromkeys(parts) if part not in codes]
    return codes


def _has_figures(connection: Connection, organisation_id: int, codes: list[str]) -> bool:
    indicator, measured = table_of(Indicator), table_of(Measurement)
    mine = (indicator.c.organisation_id == organisation_id, indicator.c.code.in_(codes))
    found = select(measured.c.id).join(indicator, indicator.c.id == measured.c.indicator_id).where(*mine)
    return connection.scalar(found.limit(1)) is not None
