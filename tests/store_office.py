"""A small office to record figures for, and what its store holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select

from data.models import (
    Account,
    Activity,
    Amount,
    AmountNote,
    Base,
    Contradiction,
    DeadlineCount,
    Decision,
    DefinitionChange,
    Delivery,
    DerivationPart,
    Event,
    EventIndicator,
    EventUnit,
    FigureComment,
    FollowUp,
    FollowUpDelivery,
    Import,
    ImportFinding,
    ImportLayout,
    Indicator,
    KeptReport,
    Measurement,
    Meeting,
    NameAlias,
    Objective,
    Organisation,
    PeriodLock,
    Plan,
    PlanEdit,
    PlanIndicator,
    Progress,
    Publication,
    Rebase,
    RiskAssessment,
    Scenario,
    ScenarioChange,
    SuppressionPattern,
    Target,
    TimeRule,
    Unit,
)
from data.models.base import now, table_of
from data.models.organisation import ImportIn
from data.recording import Recorded, record_amounts, record_measurements, start_import
from metrics.vocabulary import ImportKind

FIRST, LAST = date(2019, 1, 1), date(2019, 12, 31)
INDICATOR: dict[str, Any] = {
    "code": "placerade",
    "name": "Placerade barn",
    "area": "placements",
    "definition": "Barn som är placerade sista dagen i månaden.",
    "unit_of_measure": "antal",
    "decimals": 0,
    "kind": "stock",
    "direction": "none",
    "periodicity": "month",
    "source_system": "",
    "owner": "",
    "tolerance": 0.0,
    "source": "Plan 2019, Mål",
}
# A row that is right, for each table: what a table of wrong values changes one thing in.
RIGHT: dict[type[Base], dict[str, Any]] = {
    Organisation: {"code": "ny", "name": "Ny", "simulated": False},
    Unit: {"code": "ny", "name": "Ny", "kind": "", "position": 0},
    Account: {"code": "ny", "name": "Ny", "role": "cost", "position": 0},
    Indicator: {**INDICATOR, "code": "ny"},
    Import: {
        "kind": "file",
        "source": "",
        "content_hash": "",
        "recorded_by": "",
        "note": "",
        "recorded_at": now(),
    },
    Plan: {
        "code": "ny",
        "title": "Ny",
        "document": "Ny",
        "valid_from": FIRST,
        "valid_to": LAST,
        "decided_by": "",
        "reference": "",
    },
    Objective: {
        "code": "ny",
        "kind": "mål",
        "title": "Ny",
        "source": "Plan 2019",
        "position": 0,
        **dict.fromkeys(
            "number description strategy expected_result ways_of_working follow_up handling status "
            "responsible responsible_board concerned_boards responsible_office concerned_offices".split(),
            "",
        ),
    },
    Activity: {
        "code": "ny",
        "kind": "activity",
        "title": "Ny",
        "description": "",
        "responsible": "",
        "follow_up": "",
        "cost": "",
        "source": "Plan 2019",
        "position": 0,
    },
    FollowUp: {
        "code": "ny",
        "title": "Ny",
        "due": "",
        "recipient": "",
        "source": "Plan 2019",
        "position": 0,
    },
    Contradiction: {"code": "ny", "subject": "Ny", "text": "Ny", "source": "Plan 2019", "area": "economy"},
    PlanIndicator: {"position": 0},
    Target: {
        "kind": "at_least",
        "level": "own",
        "value": 75.0,
        "valid_from": FIRST,
        "valid_to": LAST,
        "words": "NKI 75",
        "source": "Plan 2019",
    },
    DefinitionChange: {"changed_on": FIRST, "text": "Räknas på nytt sätt."},
    DerivationPart: {"role": "first", "position": 0},
    TimeRule: {
        "applies_from": FIRST,
        "time_limit": 14,
        "limit_unit": "days",
        "judged_by": "strict",
        "law": "SoL 11 kap. 1 a §",
        "role": "Verksamhetsutvecklare",
        "recorded_at": now(),
    },
    DeadlineCount: {"counted_on": FIRST, "due_from": FIRST, "open_cases": 3, "closed_cases": 2},
    Event: {
        "happened_on": FIRST,
        "text": "Nytt verksamhetssystem",
        "recorded_by": "Enhetschef",
        "recorded_at": now(),
    },
    EventIndicator: {},
    EventUnit: {},
    Rebase: {
        "starts_on": FIRST,
        "reason": "Ny arbetsmodell",
        "role": "Enhetschef",
        "recorded_at": now(),
    },
    Measurement: {
        "period": "2019-03",
        "period_start": date(2019, 3, 1),
        "period_end": date(2019, 3, 31),
        "value": 5.0,
        "state": "final",
        "comment": "",
        "revision": 1,
        "recorded_at": now(),
        "lock_reason": "",
    },
    Amount: {
        "kind": "budget",
        "year": 2019,
        "period": "2019",
        "amount": -1000.0,
        "made_in": "",
        "preliminary": False,
        "comment": "",
        "source": "",
        "role": "Controller",
        "profile": "straight",
        "revision": 1,
        "recorded_at": now(),
        "lock_reason": "",
    },
    AmountNote: {
        "period": "2019-03",
        "text": "Två placeringar mer än planerat",
        "role": "Controller",
        "recorded_at": now(),
    },
    Scenario: {"year": 2019, "name": "Tre HVB avslutas", "role": "Controller", "recorded_at": now()},
    ScenarioChange: {
        "position": 1,
        "places": -3.0,
        "starts_on": date(2019, 10, 1),
        "price": 5400.0,
        "amount": 0.0,
        "text": "",
    },
    Delivery: {
        "period": "2019-03",
        "state": "done",
        "role": "Enhetschef",
        "revision": 1,
        "recorded_at": now(),
    },
    FigureComment: {
        "period": "2019-03",
        "analysis": "Två syskonpar har kommit.",
        "planned": "Fler familjehem.",
        "role": "Enhetschef",
        "revision": 1,
        "recorded_at": now(),
    },
    PeriodLock: {
        "period": "2019-03",
        "reason": "Rapporterad till nämnden",
        "role": "Controller",
        "recorded_at": now(),
    },
    ImportLayout: {
        "fingerprint": "a1b2",
        "revision": 1,
        "name": "Nyckeltal per månad",
        "answers": "{}",
        "role": "Controller",
        "recorded_at": now(),
    },
    ImportFinding: {
        "level": "warning",
        "place": "Blad1!C5",
        "rule": "magnitude",
        "message": "57 är tio gånger mer än förut.",
        "reason": "Ny enhet",
    },
    NameAlias: {"name": "Placerade"},
    Progress: {
        "told_on": date(2019, 5, 6),
        "status": "ongoing",
        "note": "Två av tre utbildningar är hållna.",
        "role": "Enhetschef",
        "revision": 1,
        "recorded_at": now(),
    },
    RiskAssessment: {
        "assessed_on": date(2019, 5, 6),
        "likelihood": 3,
        "consequence": 4,
        "note": "Kön växer.",
        "role": "Controller",
        "revision": 1,
        "recorded_at": now(),
    },
    FollowUpDelivery: {
        "due": "2019-06",
        "delivered_on": date(2019, 6, 12),
        "note": "SN § 45",
        "role": "Controller",
        "recorded_at": now(),
    },
    PlanEdit: {
        "noun": "activity",
        "code": "utbilda",
        "change": "added",
        "before": "",
        "after": "{}",
        "reason": "Beslutat av nämnden",
        "role": "Verksamhetsutvecklare",
        "recorded_at": now(),
    },
    Meeting: {
        "held_on": date(2019, 5, 6),
        "present": "Verksamhetschef, enhetschefer",
        "note": "",
        "role": "Verksamhetschef",
        "recorded_at": now(),
    },
    KeptReport: {
        "kind": "month",
        "period": "2019-05",
        "lens": "board",
        "content": "{}",
        "role": "Controller",
        "revision": 1,
        "recorded_at": now(),
    },
    Publication: {
        "lens": "board",
        "period": "2019-05",
        "cells": "{}",
        "role": "Controller",
        "recorded_at": now(),
    },
    SuppressionPattern: {"fingerprint": "00ff", "pattern": "0110"},
    Decision: {
        "text": "Två handläggare till utredning",
        "responsible": "Enhetschef",
        "starts_on": date(2019, 5, 6),
        "expected": "down",
        "follow_up_on": date(2019, 9, 2),
        "role": "Verksamhetschef",
        "recorded_at": now(),
    },
}


@dataclass
class Office:
    """An organisation in a store, with two units, two indicators, two accounts, a plan and an event.

    The plan has an objective, an activity and an account that it owes."""

    engine: Engine
    code: str
    ids: dict[str, int] = field(default_factory=dict)

    @property
    def organisation(self) -> int:
        return self.ids["organisation"]

    def measurements(self, *rows: Mapping[str, Any]) -> pd.DataFrame:
        """Return a delivery; what a row leaves out is unit `norr`, `placerade` and a final value."""
        usual = {"unit_id": self.ids["norr"], "indicator_id": self.ids["placerade"], "state": "final"}
        return pd.DataFrame([{**usual, **row} for row in rows])

    def amounts(self, *rows: Mapping[str, Any]) -> pd.DataFrame:
        """Return a delivery; what a row leaves out is the budget for 2019 of unit `norr`."""
        usual = {
            "unit_id": self.ids["norr"],
            "account_id": self.ids["personal"],
            "kind": "budget",
            "year": 2019,
            "period": "2019",
            "made_in": "",
        }
        return pd.DataFrame([{**usual, **row} for row in rows])

    def deliver(self, connection: Connection, frame: pd.DataFrame, lock_reason: str = "") -> Recorded:
        """Record measurements or amounts as an import of their own, in the caller's transaction."""
        entry = ImportIn(kind=ImportKind.FILE, source="leverans.csv", recorded_by="Enhetschef")
        import_id = start_import(connection, self.organisation, entry)
        record = record_amounts if "account_id" in frame else record_measurements
        owned = {"organisation_id": self.organisation, "import_id": import_id}
        return record(connection, frame=frame, lock_reason=lock_reason, **owned)

    def record(self, frame: pd.DataFrame) -> Recorded:
        """Record in a transaction of its own."""
        with self.engine.begin() as connection:
            return self.deliver(connection, frame)


def office_in(engine: Engine, code: str) -> Office:
    """Put a small office in the store."""
    office = Office(engine, code)
    with engine.begin() as connection:

        def add(noun: str, model: type[Base], **values: Any) -> None:
            row = {**RIGHT[model], **values}
            if model is not Organisation:
                row["organisation_id"] = office.organisation
            key = connection.execute(insert(table_of(model)).values(**row)).inserted_primary_key
            assert key is not None
            office.ids[noun] = int(key[0])

        add("organisation", Organisation, code=code, name=code.capitalize())
        add("import", Import, kind="plan", source="plan.toml")
        add("rot", Unit, code="rot", name="Socialkontoret")
        for number, unit in enumerate(("norr", "soder"), start=1):
            parent = office.ids["rot"]
            add(unit, Unit, code=unit, name=unit.capitalize(), parent_id=parent, position=number)
        add("placerade", Indicator, **INDICATOR)
        add("nki", Indicator, **{**INDICATOR, "code": "nki", "name": "NKI", "kind": "index"})
        for account in ("personal", "lokaler"):
            add(account, Account, code=account, name=account.capitalize())
        add("plan", Plan, code="plan", title=f"Plan för {code}", import_id=office.ids["import"])
        add("handelse", Event, import_id=office.ids["import"])
        placed = {"unit_id": office.ids["norr"], "import_id": office.ids["import"]}
        add("scenario", Scenario, name="Det första", **placed)
        in_plan = {"plan_id": office.ids["plan"]}
        add("mal", Objective, code="mal", title="Trygga barn", number="1", **in_plan)
        add("aktivitet", Activity, code="utbilda", title="Utbilda familjehem", **in_plan)
        add("redovisning", FollowUp, code="arsvis", title="Årsredovisning", **in_plan)
    return office


def count_of(engine: Engine, model: type[Base]) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table_of(model))) or 0
