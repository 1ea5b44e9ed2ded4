"""Åtgärdskvittot in words: what is seen, since when, and how sure; never that all is normal."""

from dataclasses import replace
from datetime import date

import pytest

from metrics.periods import Period
from metrics.receipts.receipt import Hindrance, Receipt, Verdict
from metrics.receipts.words import receipt_words
from metrics.signals import Judged
from metrics.subjects import Subject
from metrics.vocabulary import Area, Direction, Kind, Periodicity

START = date(2026, 2, 1)
SEEN = Receipt(
    Verdict.NO_SIGNAL,
    judged=Judged.LEVEL,
    first=Period.parse("2026-02"),
    last=Period.parse("2026-10"),
    known=9,
    beyond=8,
    line=89.46,
    known_before=35,
)


def words(receipt=SEEN, **changes):
    subject = Subject(1, "matt", "Mått", Area.STAFF, Kind.RATIO, Direction.UP, Periodicity.MONTH, "%", 1, 0.0)
    return receipt_words(replace(receipt, **changes), subject, START).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"verdict": Verdict.RIGHT_WAY, "side": 1},
            "Signal åt rätt håll: sedan 1 februari 2026 har nivån ökat, som väntat, och 8 av 9 "
            "månader till och med oktober 2026 ligger över mittlinjen före beslutet (89,5 %); ett "
            "sådant besked är fel i högst ungefär 1 fall av 20.",
        ),
        (
            {"verdict": Verdict.WRONG_WAY, "side": -1, "known_before": 14},
            "Signal åt fel håll: sedan 1 februari 2026 har nivån minskat, tvärtemot vad som väntades,"
            " och 8 av 9 månader till och med oktober 2026 ligger under mittlinjen före beslutet "
            "(89,5 %); ett sådant besked är fel i högst ungefär 1 fall av 12, för bara 14 månader "
            "före beslutet är kända.",
        ),
        (
            {"verdict": Verdict.RIGHT_WAY, "side": 1, "judged": Judged.SEASONAL},
            "Signal åt rätt håll: sedan 1 februari 2026 har nivån ökat, som väntat, och 8 av 9 "
            "månader till och med oktober 2026 ligger över mittlinjen före beslutet, räknat utan "
            "årsmönstret; ett sådant besked är fel i högst ungefär 1 fall av 20.",
        ),
        (
            {},
            "Ingen signal hittills: 9 månader till och med oktober 2026 kan inte skiljas från "
            "slumpen; en stor ändring hade troligen synts, men en mindre kan ha skett.",
        ),
        (
            {"known": 4},
            "Ingen signal hittills: 4 månader till och med oktober 2026 kan inte skiljas från "
            "slumpen; på så kort tid syns bara mycket stora ändringar.",
        ),
        (
            {"is_flagged": True, "is_final": True},
            "Ingen säker signal: enstaka värden sticker ut, men på 9 månader till och med oktober "
            "2026 inte så att nivån kan sägas ha ändrats.",
        ),
        (
            {"is_flagged": True, "was_moving": True},
            "Ingen säker signal hittills: värden sticker ut, men nivån rörde sig redan före beslutet,"
            " så 9 månader till och med oktober 2026 räcker inte för att säga att den har ändrats "
            "sedan dess.",
        ),
        (
            {"verdict": Verdict.TOO_EARLY, "earliest": Period.parse("2027-06")},
            "För tidigt att säga: kan avgöras tidigast när juni 2027 är inne.",
        ),
        (
            {"verdict": Verdict.CANNOT, "hindrance": Hindrance.FEW_BEFORE, "known_before": 7},
            "Går inte att bedöma: det behövs minst 12 månader med värden före beslutet, med samma "
            "definition och samma gränser, och det finns 7.",
        ),
        (
            {"verdict": Verdict.CANNOT, "hindrance": Hindrance.FEW_CASES},
            "Går inte att bedöma: det är i medel färre än två fall per månad.",
        ),
    ],
)
def test_a_receipt_is_told_in_one_sentence(changes, expected):
    assert words(**changes) == expected


@pytest.mark.parametrize("hindrance", Hindrance)
def test_every_hindrance_is_said(hindrance):
    said = words(verdict=Verdict.CANNOT, hindrance=hindrance)
    assert said.startswith("Går inte att bedöma: ") and said.endswith(".") and "{" not in said


@pytest.mark.parametrize("judged", [each for each in Judged if each != Judged.NOTHING])
@pytest.mark.parametrize("is_flagged", [False, True])
def test_a_level_without_a_sure_signal_is_never_called_normal(judged, is_flagged):
    assert "normal" not in words(judged=judged, is_flagged=is_flagged).lower()
