"""Which of an indicator's targets is opened first."""

from datetime import date

import pytest

from metrics.plan_editing.entries import target_at

YEAR = ("2026-01-01", "2026-12-31")
SPRING, AUTUMN = ("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")


@pytest.mark.parametrize(
    ("spans", "day", "place"),
    [
        ([], date(2026, 5, 1), None),
        ([SPRING, AUTUMN], date(2026, 5, 1), 0),
        ([SPRING, AUTUMN], date(2026, 6, 30), 0),
        ([SPRING, AUTUMN], date(2026, 7, 1), 1),
        ([YEAR, SPRING], date(2026, 5, 1), 1),
        ([YEAR, SPRING], date(2026, 9, 1), 0),
        ([SPRING, AUTUMN], date(2027, 1, 1), 1),
        ([SPRING, AUTUMN], date(2025, 1, 1), 0),
    ],
)
def test_the_target_in_force_is_first_else_the_last_begun(spans, day: date, place: int | None) -> None:
    targets = [{"valid_from": first, "valid_to": last} for first, last in spans]
    assert target_at(targets, day) == place
