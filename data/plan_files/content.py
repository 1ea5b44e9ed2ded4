"""A plan read back from the store, as the plan file that would bring it in.

What a file holds and the store doesn't is rebuilt so that it means the same: a target with its indicator's
own source has none of its own, the same place is told once, an event's indicators and units come in the
store's order, and what is printed of figures and amounts comes as `printed` says. The units and accounts
are all of the organisation's, for another plan may have brought what this one refers to. So is an indicator
that one of the plan is made of, protected by or shown beside. An account that counts by an indicator outside
the plan is left out. A figure that is kept from readers today is never told, whatever file once printed it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping
from sqlmodel import SQLModel

from data import queries
from data.as_of import Kept, kept_away_of
from data.kept_away import of_small_units
from data.models import (
    Account,
    Activity,
    Amount,
    Contradiction,
    DefinitionChange,
    DerivationPart,
    Event,
    EventIndicator,
    EventUnit,
    FollowUp,
    Indicator,
    Measurement,
    NameAlias,
    Objective,
    Organisation,
    Plan,
    PlanIndicator,
    Target,
    Unit,
)
from data.models.base import Base
from data.models.event import EventIn
from data.models.indicator import DefinitionChangeIn, IndicatorIn, TargetIn
from data.models.money import AccountIn
from data.models.organisation import OrganisationIn, UnitIn
from data.models.plan import ActivityIn, ContradictionIn, FollowUpIn, ObjectiveIn, PlanIn
from data.models.standing import as_it_stands
from data.plan_files.entries import IndicatorEntry, PlanFile
from data.plan_files.order import parents_first
from data.plan_files.printed import printed_series, printed_tables
from data.queries_plan_file import printed_words, rows_of
from data.recording import AMOUNT_KEY, MEASUREMENT_KEY
from data.recording_events import event_links

Fields = dict[str, Any]


def read_plan_content(engine: Engine, plan_id: int) -> PlanFile:
    """Return all that the store holds of a plan. Raises LookupError if there is no such plan.

    Of figures that are kept from readers today a secret is told as one, and that of a unit with too few
    people is left out: loaded again, the file changes neither.
    """
    with engine.connect() as connection:
        organisation_id = _plan_row(connection, plan_id)["organisation_id"]
        return plan_content(connection, plan_id, _kept_away(engine, organisation_id))


def _kept_away(engine: Engine, organisation_id: int) -> Kept:
    """Return the figures that are kept from readers today, with the state to be written; empty for none."""
    units = queries.units(engine, organisation_id)["id"].tolist()
    indicators = queries.indicators(engine, organisation_id)["id"].tolist()
    small = {**kept_away_of(engine), **of_small_units(engine, organisation_id)}
    return {**dict.fromkeys(small, ""), **queries.secret_figures(engine, units, indicators)}


def _plan_row(connection: Connection, plan_id: int) -> RowMapping:
    for row in rows_of(connection, Plan, id=plan_id):
        return row
    raise LookupError(f"Planen {plan_id} finns inte i databasen.")


def plan_content(connection: Connection, plan_id: int, kept: Kept | None = None) -> PlanFile:
    """Return all that the store holds of a plan, within the caller's transaction.

    What is retired is left out, and a text that is longer than may come in today is told as it stands. `kept`
    are the figures that are kept from whoever it is read for, as `printed_series` takes them. Raises
    LookupError if there is no such plan.
    """
    plan = _plan_row(connection, plan_id)
    reading = _Reading(connection, plan)
    return as_it_stands(
        PlanFile,
        {
            "organisation": reading.organisation(),
            "plan": {**_fields(PlanIn, plan), "edition": plan["edition"]},
            "units": reading.units(),
            "objectives": reading.objectives(),
            "indicators": reading.indicators(),
            "activities": reading.under_objectives(Activity, ActivityIn),
            "follow_ups": reading.under_objectives(FollowUp, FollowUpIn),
            "contradictions": [_fields(ContradictionIn, row) for row in reading.of_plan(Contradiction)],
            "events": reading.events(),
            "accounts": reading.accounts(),
            **reading.printed(kept or {}),
        },
    )


def known_indicator(connection: Connection, plan_id: int, code: str) -> list[IndicatorEntry]:
    """Return an indicator as the organisation has it, first, and those that it is tied to.

    They are told as the plan would tell them, whether they stand in it or not; empty if none has the code.
    """
    reading = _Reading(connection, _plan_row(connection, plan_id))
    return [as_it_stands(IndicatorEntry, entry) for entry in reading.indicator_with_ties(code)]


class _Reading:
    """One reading of a plan: its organisation's rows, and the codes that they are referred to by."""

    def __init__(self, connection: Connection, plan: RowMapping) -> None:
        self._connection, self._plan = connection, plan
        self._office = plan["organisation_id"]
        self._units = self._of_office(Unit, "position")
        self._accounts = self._of_office(Account, "position")
        self._indicators = {row["id"]: row for row in self._of_office(Indicator)}
        self._objectives = self.of_plan(Objective, "position", kept_only=True)
        self._parts = self._of_office(DerivationPart, "indicator_id", "role", "position")
        self._aliases = self._of_office(NameAlias)
        self._places: dict[int, int | None] = {}
        self._shown_also: list[tuple[int, int]] = []
        for place in self.of_plan(PlanIndicator, "position"):
            if place["indicator_id"] in self._places:
                self._shown_also.append((place["indicator_id"], place["objective_id"]))
            else:  # an indicator's own place stands before the others
                self._places[place["indicator_id"]] = place["objective_id"]
        self._unit_codes = _codes(self._units)
        self._indicator_codes = _codes(list(self._indicators.values()))
        self._objective_codes = _codes(self._objectives)
        self._ours = self._with_what_they_are_tied_to(list(self._places))

    def of_plan(self, model: type[Base], *order: str, kept_only: bool = False) -> list[RowMapping]:
        """Return the plan's rows of a table; with `kept_only` not those that are retired."""
        return rows_of(self._connection, model, *order, kept_only=kept_only, plan_id=self._plan["id"])

    def organisation(self) -> Fields:
        """Return the organisation's fields."""
        (row,) = rows_of(self._connection, Organisation, id=self._office)
        return _fields(OrganisationIn, row)

    def units(self) -> list[Fields]:
        """Return every unit of the organisation, parents first."""
        return parents_first(
            [
                _with(_fields(UnitIn, row), parent=self._unit_codes.get(row["parent_id"]))
                | self._named_also("unit_id", row["id"])
                for row in self._units
            ]
        )

    def objectives(self) -> list[Fields]:
        """Return the plan's tree, with the indicators that each shows beside its own."""
        also: dict[int, list[str]] = {}
        for indicator_id, objective_id in self._shown_also:
            also.setdefault(objective_id, []).append(self._indicator_codes[indicator_id])
        return parents_first(
            [
                _with(_fields(ObjectiveIn, row), parent=self._objective_codes.get(row["parent_id"]))
                | {"indicators": also.get(row["id"], [])}
                for row in self._objectives
            ]
        )

    def indicators(self) -> list[Fields]:
        """Return the plan's indicators with their targets, changes and ties."""
        return self._told(self._ours)

    def indicator_with_ties(self, code: str) -> list[Fields]:
        """Return an indicator of the organisation, in the plan or not, and those that it is tied to."""
        numbers = [number for number, known in self._indicator_codes.items() if known == code]
        return self._told(self._with_what_they_are_tied_to(numbers))

    def _told(self, numbers: Sequence[int]) -> list[Fields]:
        targets = _by(self.of_plan(Target), "indicator_id")
        changes = _by(self._of_office(DefinitionChange), "indicator_id")
        return [
            {
                **_fields(IndicatorIn, row),
                **self._place(row["id"]),
                **self._ties(row),
                **self._named_also("indicator_id", row["id"]),
                "targets": [self._target(each, row) for each in targets.get(row["id"], [])],
                "definition_changes": [
                    _fields(DefinitionChangeIn, each) for each in changes.get(row["id"], [])
                ],
            }
            for row in (self._indicators[number] for number in numbers)
        ]

    def _place(self, number: int) -> Fields:
        """Return where in the plan an indicator stands; one that it only needs is outside it."""
        if number not in self._places:
            return {"outside": True}
        return _with({}, objective=self._objective_codes.get(self._places[number]))

    def under_objectives(self, model: type[Base], shape: type[SQLModel]) -> list[Fields]:
        """Return the plan's activities or owed accounts, each with its objective."""
        return [
            _with(_fields(shape, row), objective=self._objective_codes.get(row["objective_id"]))
            for row in self.of_plan(model, "position", kept_only=True)
        ]

    def events(self) -> list[Fields]:
        """Return the plan's events with what they concern."""
        indicators = event_links(self._connection, EventIndicator, self._office)
        units = event_links(self._connection, EventUnit, self._office)
        return [
            {
                **_fields(EventIn, row),
                "indicators": [self._indicator_codes[each] for each in indicators.get(row["id"], ())],
                "units": [self._unit_codes[each] for each in units.get(row["id"], ())],
            }
            for row in self.of_plan(Event)
        ]

    def accounts(self) -> list[Fields]:
        """Return the organisation's accounts, without those that count by what is outside the plan."""
        return [
            _with(_fields(AccountIn, row), volume=self._indicator_codes.get(row["volume_indicator_id"]))
            | self._named_also("account_id", row["id"])
            for row in self._accounts_within()
        ]

    def printed(self, kept: Kept) -> Fields:
        """Return what the plan's files have printed of its figures and amounts; not what is kept away."""
        measured = {
            number: self._indicator_codes[number]
            for number in self._places
            if self._indicators[number]["derivation"] is None
        }
        accounts = _codes(self._accounts_within())
        figures = printed_words(self._connection, self._plan, Measurement, MEASUREMENT_KEY)
        amounts = printed_words(self._connection, self._plan, Amount, AMOUNT_KEY)
        units = self._unit_codes
        return {
            "series": printed_series(figures, self._plan["document"], units, measured, kept),
            "result_tables": printed_tables(amounts, units, accounts),
        }

    def _of_office(self, model: type[Base], *order: str) -> list[RowMapping]:
        return rows_of(self._connection, model, *order, organisation_id=self._office)

    def _accounts_within(self) -> list[RowMapping]:
        within = {None, *self._ours}
        return [row for row in self._accounts if row["volume_indicator_id"] in within]

    def _with_what_they_are_tied_to(self, numbers: list[int]) -> list[int]:
        """Add what indicators are made of, protected by and shown beside, and the same of these in turn."""
        parts = _by(self._parts, "indicator_id")
        for number in numbers:  # grows as it is walked
            row = self._indicators[number]
            tied = [row["protected_by_id"], row["accompanies_id"]]
            tied += [part["part_id"] for part in parts.get(number, [])]
            numbers += dict.fromkeys(each for each in tied if each is not None and each not in numbers)
        return numbers

    def _ties(self, row: RowMapping) -> Fields:
        ties = _with({}, accompanies=self._indicator_codes.get(row["accompanies_id"]))
        if row["protected_by_id"] is not None:
            below = row["protected_below"]
            ties["protected"] = {"by": self._indicator_codes[row["protected_by_id"]], "below": below}
        if row["derivation"] is not None:
            sides: dict[str, list[str]] = {"first": [], "second": []}
            for part in self._parts:
                if part["indicator_id"] == row["id"]:
                    sides[part["role"]].append(self._indicator_codes[part["part_id"]])
            ties["derived"] = _with({"by": row["derivation"], **sides}, span=row["span"])
        return ties

    def _target(self, row: RowMapping, indicator: RowMapping) -> Fields:
        fields = _with(_fields(TargetIn, row), unit=self._unit_codes.get(row["unit_id"]))
        return fields if row["source"] != indicator["source"] else {**fields, "source": ""}

    def _named_also(self, column: str, number: int) -> Fields:
        return {"aliases": [row["name"] for row in self._aliases if row[column] == number]}


def _fields(shape: type[SQLModel], row: RowMapping) -> Fields:
    """Return the filled fields of a row that a plan file writes; the place in its list is not among them."""
    return _with({}, **{name: row[name] for name in shape.model_fields if name != "position"})


def _with(fields: Fields, **more: Any) -> Fields:
    return fields | {name: value for name, value in more.items() if value is not None}


def _codes(rows: Sequence[RowMapping]) -> dict[Any, str]:
    return {row["id"]: row["code"] for row in rows}


def _by(rows: Sequence[RowMapping], column: str) -> dict[int, list[RowMapping]]:
    grouped: dict[int, list[RowMapping]] = {}
    for row in rows:
        grouped.setdefault(row[column], []).append(row)
    return grouped
