"""What a plan says of lead times, where there is nothing else to show."""

import pandas as pd
from drawn import drawn_office
from limits_office import limits_office

from metrics.case_limits.plan_rows import plan_rows

NOTHING = pd.DataFrame(columns=["title", "responsible", "source"])
MENTIONED = pd.DataFrame(
    [("Utveckla och följa upp handläggningstider.", "Enhetschefer", "Verksamhetsplan 2024, risk 4")],
    columns=["title", "responsible", "source"],
)


def test_targets_of_what_belongs_to_lead_times_are_told_with_their_years():
    (row,) = plan_rows(limits_office(), NOTHING)
    assert row["Gäller"].replace("\u2060", "") == "2000–2099"
    assert (row["Planen"], row["Mål"], row["Källa"]) == ("Ej verkställda beslut", "0", "Planen, Mål")


def test_an_undertaking_is_told_in_the_plans_words_without_empty_columns():
    assert plan_rows(drawn_office("id\n1"), MENTIONED) == [
        {
            "Planen": "Utveckla och följa upp handläggningstider.",
            "Ansvarig": "Enhetschefer",
            "Källa": "Verksamhetsplan 2024, risk 4",
        }
    ]


def test_a_plan_that_says_nothing_gives_no_rows():
    assert plan_rows(drawn_office("id\n1"), NOTHING) == []
