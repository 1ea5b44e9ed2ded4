"""Bringing into the store what is simulated of Exempelstad: figures, amounts, notes, and the plan's year."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Table, select

from data.adding_money import add_note, add_scenario
from data.demo_following import follow_plan, made_already
from data.gate import hold
from data.models import Account, AmountNote, Indicator, Rebase, Scenario, Unit
from data.models.base import table_of
from data.models.event import RebaseIn
from data.models.money import AmountNoteIn
from data.models.organisation import ImportIn
from data.models.scenario import ScenarioIn
from data.own_words import own, told_left
from data.plan_files.entries import PlanFile
from data.recording import record_amounts, record_measurements, start_import
from data.recording_events import add_rebase
from data.recording_lead_times import record_deadline_counts
from metrics.money.scenarios import Change
from metrics.vocabulary import ImportKind

SOURCE = "Simulerade data"
Ids = Mapping[str, int]


@dataclass(frozen=True)
class Codes:
    """The organisation, the import its rows belong to, and code -> number of what the plan file names."""

    organisation_id: int
    import_id: int
    units: Ids
    indicators: Ids
    accounts: Ids

    @property
    def owned(self) -> dict[str, int]:
        """Return what every row carries."""
        return {"organisation_id": self.organisation_id, "import_id": self.import_id}


def record_demo(connection: Connection, organisation_id: int, generator: str) -> str:
    """Record everything simulated; `generator` is the hash of what makes it.

    What people decide or tell (new limits, notes, scenarios, how the plan goes) is made once: what is taken
    back stays so. Figures that others have changed, and locked ones, are left; returns what is told of them.
    """
    hold(connection, organisation_id, alone=True)
    units, indicators, accounts = (
        _ids(connection, table_of(model), organisation_id) for model in (Unit, Indicator, Account)
    )
    left = _record_figures(connection, organisation_id, generator, {"unit": units, "indicator": indicators})
    entry = ImportIn(
        kind=ImportKind.DEMO, source=SOURCE, content_hash=generator, note="Budget, utfall och prognoser"
    )
    import_id = start_import(connection, organisation_id, entry)
    codes = Codes(organisation_id, import_id, units, indicators, accounts)
    left.append(_record_money(connection, codes))
    _count_deadlines(connection, codes)
    _decide_new_limits(connection, codes)
    _write_notes(connection, codes)
    _save_scenarios(connection, codes)
    follow_plan(connection, codes.owned, {"unit": codes.units, "indicator": codes.indicators})
    return told_left(connection, left)


def _record_figures(
    connection: Connection, organisation_id: int, generator: str, ids: Mapping[str, Ids]
) -> list[pd.DataFrame]:
    from data.demo.measurements import deliveries  # not loaded at an ordinary start

    left = []
    for delivery in deliveries():
        entry = ImportIn(
            kind=ImportKind.DEMO,
            source=SOURCE,
            content_hash=generator,
            recorded_by=delivery.recorded_by,
            note=delivery.note,
        )
        import_id = start_import(connection, organisation_id, entry)
        frame, others = own(connection, organisation_id, _with_ids(delivery.frame, ids), ImportKind.DEMO)
        record_measurements(connection, organisation_id=organisation_id, import_id=import_id, frame=frame)
        left.append(others)
    return left


def _record_money(connection: Connection, codes: Codes) -> pd.DataFrame:
    from data.demo.money import amounts

    simulated = _with_ids(amounts(), {"unit": codes.units, "account": codes.accounts})
    frame, others = own(connection, codes.organisation_id, simulated, ImportKind.DEMO)
    record_amounts(connection, organisation_id=codes.organisation_id, import_id=codes.import_id, frame=frame)
    return others


def _count_deadlines(connection: Connection, codes: Codes) -> None:
    from data.demo.lead_times import deadline_counts

    frame = _with_ids(deadline_counts(), {"unit": codes.units, "indicator": codes.indicators})
    record_deadline_counts(
        connection, organisation_id=codes.organisation_id, import_id=codes.import_id, frame=frame
    )


def _decide_new_limits(connection: Connection, codes: Codes) -> None:
    from data.demo.decisions import NEW_LIMITS

    made = made_already(connection, Rebase, codes.owned, "indicator_id", "unit_id", "starts_on")
    for each in NEW_LIMITS:
        place = codes.indicators[each.indicator], codes.units[each.unit]
        if (*place, each.starts_on) not in made:
            decision = RebaseIn(starts_on=each.starts_on, reason=each.reason, role=each.role)
            add_rebase(connection, decision, codes.owned, *place)


def _write_notes(connection: Connection, codes: Codes) -> None:
    from data.demo.remarks import NOTES

    made = made_already(connection, AmountNote, codes.owned, "unit_id", "account_id", "period", "text")
    for each in NOTES:
        place = codes.units[each.unit], codes.accounts[each.account] if each.account else None
        if (*place, each.period, each.text) not in made:
            note = AmountNoteIn(period=each.period, text=each.text, role=each.role)
            add_note(connection, note, {**codes.owned, "recorded_at": each.recorded_at}, *place)


def _save_scenarios(connection: Connection, codes: Codes) -> None:
    from data.demo.remarks import SCENARIOS

    made = made_already(connection, Scenario, codes.owned, "unit_id", "year", "name")
    for each in SCENARIOS:
        unit_id = codes.units[each.unit]
        if (unit_id, each.year, each.name) in made:
            continue
        scenario = ScenarioIn(year=each.year, name=each.name, role=each.role)
        changes = [
            Change(
                account_id=codes.accounts[change.account],
                starts_on=change.starts_on,
                places=change.places,
                price=change.price,
                amount=change.amount,
                text=change.text,
            )
            for change in each.changes
        ]
        owned = {**codes.owned, "recorded_at": each.recorded_at}
        add_scenario(connection, scenario, changes, owned, unit_id)


def unknown_codes(connection: Connection, organisation_id: int, content: PlanFile) -> list[str]:
    """Return the codes that figures are of in a plan file, and that the organisation doesn't have."""
    missing: list[str] = []
    nouns = ((Unit, content.units), (Indicator, content.indicators), (Account, content.accounts))
    for model, entries in nouns:
        known = _ids(connection, table_of(model), organisation_id)
        missing += [entry.code for entry in entries if entry.code not in known]
    return missing


def _ids(connection: Connection, table: Table, organisation_id: int) -> dict[str, int]:
    rows = select(table.c.code, table.c.id).where(table.c.organisation_id == organisation_id)
    return {row.code: row.id for row in connection.execute(rows)}


def _with_ids(frame: pd.DataFrame, ids: Mapping[str, Ids]) -> pd.DataFrame:
    """Replace code columns by id columns; a code without an id is a fault in the generator."""
    for noun, numbers in ids.items():
        unknown = set(frame[noun]) - set(numbers)
        if unknown:
            raise KeyError(f"{noun}: {sorted(unknown)} are not in the plan file, which has {sorted(numbers)}")
    numbered = frame.assign(**{f"{noun}_id": frame[noun].map(numbers) for noun, numbers in ids.items()})
    return numbered.drop(columns=list(ids))
