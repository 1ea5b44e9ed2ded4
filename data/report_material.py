"""What a report is made of, read from the store: by the page and by the command alike.

The office that is given says for whom: with a veil it is an audience, and nothing is read for them that has
not passed it or that is the office's own (comments on figures, decisions, notes on money).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from sqlalchemy import Engine

from data import queries, queries_money, queries_plan, queries_reporting
from data.as_of import Kept
from data.offices import FIRST_YEAR
from metrics.documents.followed import Beside, Told, actions_of, followed_of
from metrics.documents.material import Material, MoneySaid, PlanFollowed, Said, money_said
from metrics.hidden_areas import is_kept
from metrics.locking import lies_within
from metrics.money.books import books
from metrics.money.notes import said_of
from metrics.money.printed import ResultTable
from metrics.money.printed_tables import result_tables
from metrics.money.view import EconomyView, economy_view
from metrics.office import Office
from metrics.overview import figures_needed, judged_rows, overview_rows
from metrics.periods import Period
from metrics.plan.activity_states import with_states
from metrics.plan.content import PlanContent, PlanDocument, plan_documents, plan_for
from metrics.plan.tree import tree
from metrics.plan.undertakings import undertakings_of
from metrics.reporting.comments import telling, without_telling
from metrics.rows import Row
from metrics.unit_series import needed
from metrics.vocabulary import Area, Lens

SIMULATED = "Simulerade data"


@dataclass(frozen=True)
class Asked:
    """What a report is to be of: a unit, a period, the day it is looked at, and perhaps only some indicators.

    `codes` are those of the chosen indicators; a selection has neither plan nor economy.
    """

    unit_id: int
    period: Period
    day: date
    codes: tuple[str, ...] | None = None


def material_of(engine: Engine, office: Office, asked: Asked, kept: Kept, *, as_of: str = "") -> Material:
    """Return what a report is made of, as an engine looks at the store and as the office's audience may see.

    `kept` are the figures that are kept from readers today: comments on them are not told.
    """
    rows = _rows(engine, office, asked)
    said = _comments(engine, office, asked, kept) if office.veil is None else None
    figures = _figures(engine, office, asked.unit_id, [row.subject.id for row in rows], asked.period.last)
    told = _told(engine, office, asked, said)
    whole = Material(
        organisation=office.name,
        unit=next(each.name for each in office.places if each.id == asked.unit_id),
        period=asked.period,
        lens=office.veil.lens if office.veil else Lens.INTERN,
        remark=told.remark,
        as_of=as_of,
        threshold=office.veil.threshold if office.veil else 0,
        followed=followed_of(office, rows, figures, asked.unit_id, asked.period, told),
    )
    return whole if asked.codes is not None else _of_period(whole, engine, office, asked, said)


def _of_period(
    whole: Material, engine: Engine, office: Office, asked: Asked, said: pd.DataFrame | None
) -> Material:
    """Return what a report is made of with the plan and the economy of its period, and what is said of both.

    `said` is None for an audience.
    """
    view, printed = _economy(engine, office, asked)
    known = replace(whole, plan=_plan(engine, office, asked), economy=view, printed=printed)
    if said is None:
        return known
    of_money = _money_said(engine, office, asked) if view else ()
    return replace(known, said=tuple(_said(office, whole.rows, said)), money_said=of_money)


def _told(engine: Engine, office: Office, asked: Asked, said: pd.DataFrame | None) -> Told:
    """Return what is told beside the figures; comments and decisions only to the office itself."""
    described = queries.indicators(engine, office.id).set_index("id")
    remark = SIMULATED if office.simulated else ""
    if said is None:
        return Told(described, remark=remark)
    return Told(described, _beside(office, said), _actions(engine, office, asked.unit_id), remark)


def _rows(engine: Engine, office: Office, asked: Asked) -> list[Row]:
    """Return the rows of the overview, or of the chosen indicators; none of an area that is hidden."""
    units = office.units_needed(asked.unit_id)
    if asked.codes is not None:
        chosen = [subject for subject in office.subjects if subject.code in asked.codes]
        figures = _figures(
            engine, office, asked.unit_id, [subject.id for subject in chosen], asked.period.last
        )
        rows = list(judged_rows(office, figures, asked.unit_id, asked.period, chosen).values())
    else:
        parts = [
            queries.figures(engine, units, numbers, first_year=start, last_day=asked.period.last)
            for start, numbers in figures_needed(office, asked.period).items()
        ]
        rows = overview_rows(office, pd.concat(parts), asked.unit_id, asked.period) if parts else []
    return [row for row in rows if not is_kept(office, row.subject.id)]


def _figures(
    engine: Engine, office: Office, unit_id: int, indicator_ids: Sequence[int], last_day: date
) -> pd.DataFrame:
    """Return all that some indicators of a unit need, of all time up to a day."""
    wanted = sorted(needed(office, indicator_ids))
    units = office.units_needed(unit_id)
    return queries.figures(engine, units, wanted, first_year=FIRST_YEAR, last_day=last_day)


def _comments(engine: Engine, office: Office, asked: Asked, kept: Kept) -> pd.DataFrame:
    """Return the comments that say something of the period's figures, at the unit and those below it."""
    below = list(office.ancestors_below(asked.unit_id))
    every = queries_reporting.comments(engine, below)
    within = [lies_within(Period.parse(code), asked.period) for code in every["period"]]
    secret = queries.secret_figures(engine, below, [subject.id for subject in office.subjects])
    return telling(
        without_telling(every[pd.Series(within, index=every.index, dtype=bool)], {**kept, **secret})
    )


def _beside(office: Office, said: pd.DataFrame) -> Beside:
    """Return comments by indicator, each with whose it is."""
    names = {place.id: place.name for place in office.places}
    found: dict[int, list[str]] = {}
    for row in said.to_dict("records"):
        told = " ".join(filter(None, (row["analysis"], row["planned"])))
        where = f"{names[row['unit_id']]}, {Period.parse(row['period']).label}"
        found.setdefault(int(row["indicator_id"]), []).append(f"{told} ({where}, {row['role']})")
    return found


def _said(office: Office, rows: Sequence[Row], said: pd.DataFrame) -> list[Said]:
    """Return the comments on the report's indicators, in the order of its rows."""
    units = {place.id: place.name for place in office.places}
    return [
        Said(
            indicator=row.subject.name,
            unit=units[each["unit_id"]],
            period=Period.parse(each["period"]),
            analysis=each["analysis"],
            planned=each["planned"],
            role=each["role"],
        )
        for row in rows
        for each in said[said["indicator_id"] == row.subject.id].to_dict("records")
    ]


def _actions(engine: Engine, office: Office, unit_id: int) -> Beside:
    decisions = queries_plan.decisions(engine, office.id)
    below = list(office.ancestors_below(unit_id))
    return actions_of(decisions, queries_plan.progress(engine, office.id), below)


def _plan(engine: Engine, office: Office, asked: Asked) -> PlanFollowed | None:
    """Return the plan of the period as it stands on the day; None where there is none."""
    documents = plan_documents(queries_plan.plan_documents(engine, office.id))
    first, last = asked.period.first, asked.period.last
    valid = tuple(each for each in documents if each.valid_from <= last and each.valid_to >= first)
    plan = plan_for(valid, None, last)
    if plan is None:
        return None
    content = _content(engine, office, plan, asked.day)
    places = content.places["indicator_id"].astype(int).unique().tolist()
    figures = _figures(engine, office, asked.unit_id, places, asked.period.last)
    subjects = [office.subject_of(number) for number in places]
    judged = judged_rows(office, figures, asked.unit_id, asked.period, subjects)
    return PlanFollowed(
        title=plan.title,
        day=asked.day,
        ended_on=plan.valid_to if plan.has_ended(asked.day) else None,
        undertakings=undertakings_of(content),
        goals=tree(content, judged, ()),
    )


def _content(engine: Engine, office: Office, plan: PlanDocument, day: date) -> PlanContent:
    """Return a plan with what has been told of it; what it owes stands in the year wheel."""
    told = queries_plan.progress(engine, office.id)
    activities = with_states(
        queries_plan.activities(engine, plan.id),
        told,
        day=plan.day_looked_at(day),
        plan_has_ended=plan.has_ended(day),
    )
    return PlanContent(
        plan,
        queries_plan.objectives(engine, plan.id),
        queries_plan.places_in_plan(engine, plan.id),
        queries_plan.targets_of_plan(engine, plan.id),
        activities,
        queries_plan.follow_ups(engine, plan.id).head(0),
        queries_plan.follow_up_deliveries(engine, office.id).head(0),
        told,
    )


def _economy(
    engine: Engine, office: Office, asked: Asked
) -> tuple[EconomyView | None, tuple[ResultTable, ...]]:
    """Return the economy as the page shows it, or as documents print it; nothing where its area is hidden."""
    if office.veil and Area.ECONOMY in office.veil.areas:
        return None, ()
    accounts = queries_money.accounts(engine, office.id)
    amounts = queries_money.amounts(engine, [place.id for place in office.places])
    known = books(amounts, accounts)
    if known is None:
        below = office.ancestors_below(asked.unit_id)
        tables = result_tables(amounts, accounts, queries.units(engine, office.id))
        return None, tuple(table for table in tables if table.unit_id in below)
    return economy_view(office, known, accounts, asked.unit_id, asked.period, None), ()


def _money_said(engine: Engine, office: Office, asked: Asked) -> tuple[MoneySaid, ...]:
    """Return what has been written about the year's money up to the period's end, the latest first."""
    below = list(office.ancestors_below(asked.unit_id))
    told = said_of(
        queries_money.amounts(engine, below),
        queries_money.notes(engine, below),
        below,
        None,
        (asked.period.year, asked.period.last.month),
    )
    accounts = queries_money.accounts(engine, office.id)
    return money_said(
        told,
        {place.id: place.name for place in office.places},
        dict(zip(accounts["id"], accounts["name"], strict=True)),
    )
