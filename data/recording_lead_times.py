"""Writing down time limits, and counts of coming deadlines. Never a case: only sums come this way."""

from collections.abc import Iterator, Mapping

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select

from data.entering import checked, entered, owned_by, strangers, transaction
from data.models import DeadlineCount, Indicator, TimeRule
from data.models.base import now, table_of
from data.models.lead_time import TimeRuleIn
from data.recording import RecordingError, inserted_id

COUNT_COLUMNS = ["unit_id", "indicator_id", "counted_on", "due_from", "open_cases", "closed_cases"]


def record_time_rule(
    engine: Engine, *, organisation_id: int, indicator_id: int, given: Mapping[str, object]
) -> None:
    """Write down the limit that holds for an indicator's cases from a day on. Earlier words stay.

    `given` has the fields of TimeRuleIn. Raises RecordingError, and writes nothing, where one breaks a
    rule or the indicator is not about cases.
    """
    rule = checked(TimeRuleIn, given)
    with transaction(engine) as connection:
        problems = [
            *strangers(connection, organisation_id, Indicator, "indicator_id", [indicator_id]),
            *_without_kind(connection, indicator_id),
        ]
        if problems:
            raise RecordingError(problems)
        import_id = entered(connection, organisation_id, rule.role, "Ändrad tidsgräns")
        owned = {"organisation_id": organisation_id, "indicator_id": indicator_id, "import_id": import_id}
        inserted_id(connection, table_of(TimeRule), {**owned, **rule.model_dump(), "recorded_at": now()})


def _without_kind(connection: Connection, indicator_id: int) -> Iterator[str]:
    indicator = table_of(Indicator)
    kind = connection.scalar(select(indicator.c.case_kind).where(indicator.c.id == indicator_id))
    if not kind:
        yield "indicator_id: måttet har inget ärendeslag (case_kind), så det finns ingen tidsgräns att ändra"


def record_deadline_counts(
    connection: Connection, *, organisation_id: int, import_id: int, frame: pd.DataFrame
) -> None:
    """Record coming deadlines of one organisation, counted on a day.

    `frame` has `unit_id`, `indicator_id`, `counted_on`, `due_from` (dates), `open_cases` and
    `closed_cases`. What was counted of the same day before stays, and holds no more.
    """
    if frame.empty:
        return
    owned = owned_by(organisation_id, import_id)
    rows = [
        {**owned, **row, "open_cases": int(row["open_cases"]), "closed_cases": int(row["closed_cases"])}
        for row in frame[COUNT_COLUMNS].to_dict("records")
    ]
    connection.execute(insert(table_of(DeadlineCount)), rows)
