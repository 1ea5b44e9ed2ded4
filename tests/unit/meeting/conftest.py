"""Rows as the overview judges them, made for the hour."""

from collections.abc import Callable, Sequence

import pytest

from metrics.outlook import Outlook, OutlookWord
from metrics.periods import Period
from metrics.rows import NOTHING, Row
from metrics.signals import Judged, Reason, Signal
from metrics.spc import Variation
from metrics.subjects import Figure, Subject
from metrics.targets import Judgement
from metrics.vocabulary import Area, Direction, Kind, Periodicity, Status, ValueState

RowMaker = Callable[..., Row]


@pytest.fixture
def row() -> RowMaker:
    """Return a maker of rows: by status, signal, the year's percentage, and the latest figures."""

    def made(
        number: int = 1,
        status: str = "on_target",
        signal: str = "common cause",
        *,
        percent: int | None = None,
        word: str | None = None,
        spark: Sequence[float | None] = (1.0, 1.0),
        direction: str = "down",
    ) -> Row:
        subject = Subject(
            number, f"matt-{number}", f"Mått {number}", Area.STAFF, Kind.RATIO, Direction(direction),
            Periodicity.MONTH, "%", 1, 0.2,
        )  # fmt: skip
        figure = NOTHING if status == "no_value" else Figure(6.2, ValueState.FINAL)
        outlook = None if word is None else Outlook(0.1, OutlookWord(word), percent)
        return Row(
            subject=subject, period=Period.parse("2026-10"), figure=figure,
            judgement=Judgement(Status(status)), value_text="6,2 %", note="", target_text="högst 5,7 %",
            target_note="", change_text="", change_year_text="", change_unit="", spark=spark,
            spark_target=None, signal=Signal(Judged.LEVEL, Reason.USUAL, Variation(signal)), outlook=outlook,
            sentence="", known=True, reported_before=True,
        )  # fmt: skip

    return made
