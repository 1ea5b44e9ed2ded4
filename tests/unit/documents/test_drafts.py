"""What is drafted of a summary: what threatens the year, what is late and on which day, what isn't shown."""

from dataclasses import replace
from datetime import date

import pytest
from drawn import drawn_office
from pages_read import plain

from metrics.documents.drafts import summary
from metrics.documents.items import item_of
from metrics.documents.material import Followed, Material, PlanFollowed
from metrics.documents.model import Cell
from metrics.outlook import Outlook, OutlookWord
from metrics.periods import Period
from metrics.plan.tree_nodes import node
from metrics.plan.undertakings import Standing, Undertaking
from metrics.rows import Row, row_of
from metrics.subjects import Figure
from metrics.vocabulary import Lens, ValueState

OCTOBER = Period.parse("2026-10")
UNLIKELY = Outlook(0.2, OutlookWord.UNLIKELY, 20)
VERY_UNLIKELY = Outlook(0.05, OutlookWord.VERY_UNLIKELY, 5)
LOST = Outlook(0.0, OutlookWord.VERY_UNLIKELY, 0, certain=True)


def a_row(name: str, outlook: Outlook | None = None, state: ValueState = ValueState.FINAL) -> Row:
    """A row without a target, with a figure unless its state says that there is none."""
    subject = drawn_office(f"id | name | kind\n1 | {name} | stock").subjects[0]
    value = 5.0 if state == ValueState.FINAL else None
    return replace(row_of(subject, {"2026-10": Figure(value, state)}, [], OCTOBER), outlook=outlook)


def late(title: str, standing: Standing = Standing.LATE) -> Undertaking:
    return Undertaking(
        "activity", 1, "a", "aktivitet", title, "", None, "", None, None, "", standing, "", "", ()
    )


def drafted(*rows: Row, undertakings: tuple[Undertaking, ...] = ()) -> list[str]:
    """The paragraphs of a summary of some rows, and of a plan where there are undertakings."""
    followed = tuple(Followed(row, item_of(row, None), Cell("")) for row in rows)
    plan = PlanFollowed("Plan 2026", date(2026, 11, 28), None, undertakings, node(None))
    material = Material("Provstad", "Kontoret", OCTOBER, Lens.INTERN, followed=followed)
    return [plain(each) for each in summary(replace(material, plan=plan if undertakings else None))]


@pytest.mark.parametrize(
    ("outlooks", "said"),
    [
        ([VERY_UNLIKELY], "Årets mål nås mycket sannolikt inte: M1."),
        (
            [VERY_UNLIKELY, UNLIKELY, VERY_UNLIKELY],
            "Årets mål nås mycket sannolikt inte: M1 och M3. Årets mål nås sannolikt inte: M2.",
        ),
        ([LOST, UNLIKELY], "Årets mål kan inte längre nås: M1. Årets mål nås sannolikt inte: M2."),
        ([UNLIKELY] * 7, "Årets mål nås sannolikt inte: M1, M2, M3, M4, M5 och 2 till."),
    ],
)
def test_what_threatens_the_year_is_told_together_by_how_unlikely_it_is(outlooks, said):
    rows = [a_row(f"M{place}", outlook) for place, outlook in enumerate(outlooks, start=1)]
    assert said in drafted(*rows)


def test_nothing_is_said_to_threaten_a_year_that_may_be_met():
    likely = Outlook(0.8, OutlookWord.LIKELY, 80)
    assert not any("Årets mål" in each for each in drafted(a_row("M", likely), a_row("N")))


@pytest.mark.parametrize(
    ("undertakings", "said"),
    [
        ((late("A"),), "1 av 1 åtagande i planen är försenad den 28 november 2026: «A»."),
        (
            (late("A"), late("B"), late("C", Standing.DONE)),
            "2 av 3 åtaganden i planen är försenade den 28 november 2026: «A» och «B».",
        ),
    ],
)
def test_what_is_late_is_told_with_the_day_that_it_was_looked_at(undertakings, said):
    assert said in drafted(a_row("M"), undertakings=undertakings)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (ValueState.MISSING, "1 av 2 indikatorer har mätvärde för perioden."),
        (ValueState.CONFIDENTIAL, "1 av 2 indikatorer har mätvärde som visas för perioden."),
    ],
)
def test_where_nothing_is_judged_what_is_not_shown_is_not_said_to_lack(state, said):
    (told,) = drafted(a_row("M"), a_row("N", state=state))
    assert told == f"{said} Ingen av dem kan bedömas mot ett mål."
