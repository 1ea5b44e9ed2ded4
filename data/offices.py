"""An office put together from the store, for those who show it and those who write reports of it."""

from dataclasses import replace
from datetime import date

import pandas as pd
from sqlalchemy import Engine

from data import queries
from metrics.office import Chronicle, Office, office

FIRST_YEAR = 1900
"""Before any figure: asks for the whole of a series."""


def office_of(engine: Engine, code: str, *, counted_by: Engine | None = None) -> Office:
    """Return the office with this code, as an engine looks at it, without a veil.

    The counts that protect figures are those of `counted_by`: of today, where `engine` looks back.
    Raises IndexError where there is none of that code.
    """
    every = queries.organisations(engine)
    organisation = every[every["code"] == code].iloc[0]
    number = int(organisation["id"])
    plans, indicators = queries.plans(engine, number), queries.indicators(engine, number)
    units = queries.units(engine, number)
    guards = indicators["protected_by_id"].dropna().astype(int).unique().tolist()
    every_unit = units["id"].tolist()
    people = queries.figures(
        counted_by or engine, every_unit, guards, first_year=FIRST_YEAR, last_day=date.max
    )
    made = office(
        organisation,
        units,
        indicators,
        queries.targets(engine, number),
        Chronicle(
            queries.definition_changes(engine, number),
            queries.rebases(engine, number),
            queries.events(engine, number),
        ),
        derivation_parts=queries.derivation_parts(engine, number),
        known_periods=queries.period_codes(engine, number),
        plan_spans=list(zip(plans["valid_from"], plans["valid_to"], strict=True)),
    )
    return replace(made, people=people)


def every_figure(engine: Engine, whole: Office) -> pd.DataFrame:
    """Return all figures of an office, of all units, indicators and times, as `queries.figures`."""
    units = [place.id for place in whole.places]
    measured = [subject.id for subject in whole.subjects if subject.recipe is None]
    return queries.figures(engine, units, measured, first_year=FIRST_YEAR, last_day=date.max)
