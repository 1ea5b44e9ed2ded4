"""Which plan a page opens on, and which day it is looked at."""

from datetime import date

import pandas as pd
import pytest

from metrics.plan.content import PlanDocument, plan_documents, plan_for


def plan(number: int, year: int) -> PlanDocument:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return PlanDocument(number, f"plan-{year}", f"Plan {year}", "Plan", first, last, "", None, "", 0, None)


PLANS = (plan(2, 2024), plan(1, 2017))


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("plan-2017", date(2024, 3, 1), "plan-2017"),  # the address decides
        (None, date(2017, 12, 31), "plan-2017"),  # else the plan of the day
        (None, date(2020, 1, 1), "plan-2024"),  # else the newest
        ("finns-inte", date(2017, 1, 1), "plan-2017"),
    ],
)
def test_a_page_opens_on_the_plan_asked_for_else_the_one_of_the_day(
    code: str | None, day: date, expected: str
) -> None:
    found = plan_for(PLANS, code, day)
    assert found is not None and found.code == expected


def test_an_office_without_plans_has_none() -> None:
    assert plan_for((), "plan-2017", date(2017, 1, 1)) is None


@pytest.mark.parametrize(
    ("today", "day", "ended"),
    [
        (date(2016, 12, 31), None, False),
        (date(2017, 1, 1), date(2017, 1, 1), False),
        (date(2017, 6, 1), date(2017, 6, 1), False),
        (date(2017, 12, 31), date(2017, 12, 31), False),
        (date(2018, 1, 1), date(2018, 1, 1), True),
        (date(2026, 11, 1), date(2018, 1, 1), True),
    ],
)
def test_a_plan_is_looked_at_within_its_time_and_at_last_on_the_day_after_it(
    today: date, day: date | None, ended: bool
) -> None:
    assert (PLANS[1].day_looked_at(today), PLANS[1].has_ended(today)) == (day, ended)


def test_what_a_document_does_not_say_is_none() -> None:
    row = {
        "id": 1,
        "code": "p",
        "title": "Plan",
        "document": "Plan",
        "valid_from": pd.Timestamp(2017, 1, 1),
        "valid_to": pd.Timestamp(2017, 12, 31),
        "decided_by": "",
        "decided_on": pd.NaT,
        "reference": "",
        "edition": 0,
        "copied_from_id": pd.NA,
    }
    (found,) = plan_documents(pd.DataFrame([row]))
    assert (found.decided_on, found.copied_from_id, found.valid_to) == (None, None, date(2017, 12, 31))
