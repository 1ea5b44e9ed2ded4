"""What a branch of a plan adds up to: it is counted, each thing once, however it is put together."""

from hypothesis import given
from hypothesis import strategies as st

from metrics.plan.counts import Counts, standing, together
from metrics.plan.undertakings import Standing
from metrics.targets import JUDGED
from metrics.vocabulary import Status

NUMBERS = st.integers(1, 12)
STATUS_OF = st.fixed_dictionaries({number: st.sampled_from(Status) for number in range(1, 13)})
STANDING_OF = st.fixed_dictionaries({number: st.sampled_from(Standing) for number in range(1, 13)})


@st.composite
def branches(draw: st.DrawFn) -> list[Counts]:
    """Draw the parts of a plan: a thing that stands in several has the same status in all."""
    statuses, standings = draw(STATUS_OF), draw(STANDING_OF)
    return draw(
        st.lists(
            st.builds(
                lambda indicators, activities, points, owed, late: Counts(
                    frozenset((number, statuses[number]) for number in indicators),
                    frozenset((number, standings[number]) for number in activities),
                    frozenset((number, standings[number]) for number in points),
                    frozenset(owed | late),
                    frozenset((number, "2019-05") for number in late),
                ),
                *[st.frozensets(NUMBERS)] * 5,
            ),
            max_size=5,
        )
    )


@given(branches())
def test_a_parent_has_what_its_parts_have_and_nothing_else(parts: list[Counts]) -> None:
    whole = together(parts)
    assert {number for number, _ in whole.indicators} == {n for part in parts for n, _ in part.indicators}
    assert {number for number, _ in whole.activities} == {n for part in parts for n, _ in part.activities}
    assert {number for number, _ in whole.points} == {n for part in parts for n, _ in part.points}
    assert whole.owed == {number for part in parts for number in part.owed}
    assert whole.late == {occasion for part in parts for occasion in part.late}


@given(branches())
def test_the_statuses_sum_to_the_number_of_distinct_indicators(parts: list[Counts]) -> None:
    whole = together(parts)
    distinct = len({number for number, _ in whole.indicators})
    assert sum(whole.of_status(status) for status in Status) == distinct
    assert whole.judged + whole.of_status(Status.NO_VALUE, Status.NO_TARGET) == distinct
    assert whole.judged == whole.of_status(*JUDGED)
    for undertakings in (whole.activities, whole.points):
        assert sum(standing(undertakings, each) for each in Standing) == len({n for n, _ in undertakings})


@given(branches(), st.randoms(use_true_random=False))
def test_neither_order_nor_grouping_matters(parts: list[Counts], chance: object) -> None:
    whole, mixed = together(parts), list(parts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert together(mixed) == whole
    assert together([together(parts[:2]), together(parts[2:])]) == whole
    assert together([*parts, *parts]) == whole


@given(branches())
def test_a_branch_never_has_more_than_its_parts_together_nor_less_than_any(parts: list[Counts]) -> None:
    whole = together(parts)
    for count in ("judged", "late_activities", "late_points", "late_owed"):
        each = [getattr(part, count) for part in parts]
        assert max(each, default=0) <= getattr(whole, count) <= sum(each)


def test_nothing_adds_up_to_nothing() -> None:
    assert together([]).is_empty
    assert not together([]).needs_attention
