"""Åtgärdskvittot in words: what is seen, and how sure; plain, short, and never that all is normal."""

from dataclasses import replace

import pytest

from metrics.periods import Period
from metrics.receipts.receipt import Hindrance, Receipt, Verdict
from metrics.receipts.words import receipt_words
from metrics.signals import Judged
from metrics.subjects import Subject
from metrics.vocabulary import Area, Direction, Kind, Periodicity

LONGEST = 37
"""Words in the longest receipt, but for what is said of a short time before."""
SEEN = Receipt(
    Verdict.NO_SIGNAL,
    judged=Judged.LEVEL,
    first=Period.parse("2026-02"),
    last=Period.parse("2026-10"),
    last_known=Period.parse("2026-10"),
    known=9,
    beyond=8,
    line=89.46,
    known_before=35,
)


def words(receipt=SEEN, **changes):
    subject = Subject(1, "matt", "Mått", Area.STAFF, Kind.RATIO, Direction.UP, Periodicity.MONTH, "%", 1, 0.0)
    return receipt_words(replace(receipt, **changes), subject).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"verdict": Verdict.RIGHT_WAY, "side": 1},
            "Signal åt rätt håll hittills: nivån har ökat. Av 9 månader till och med oktober 2026 ligger "
            "8 över medelvärdet före beslutet (89,5 %). Slumpen ger en sådan signal i högst ungefär 1 "
            "fall av 20.",
        ),
        (
            {"verdict": Verdict.WRONG_WAY, "side": -1, "known_before": 14, "is_final": True},
            "Signal åt fel håll: nivån har minskat. Av 9 månader till och med oktober 2026 ligger 8 under "
            "medelvärdet före beslutet (89,5 %). Slumpen ger en sådan signal i högst ungefär 1 fall av "
            "12, för bara 14 månader före beslutet är kända.",
        ),
        (
            {"verdict": Verdict.RIGHT_WAY, "side": 1, "judged": Judged.RUN, "beyond": 9, "line": 3.0},
            "Signal åt rätt håll hittills: nivån har ökat. Av 9 månader till och med oktober 2026 ligger "
            "alla över medianen före beslutet (3,0 %). Slumpen ger en sådan signal i högst ungefär 1 fall "
            "av 20.",
        ),
        (
            {"verdict": Verdict.RIGHT_WAY, "side": 1, "judged": Judged.SEASONAL},
            "Signal åt rätt håll hittills: nivån har ökat. Av 9 månader till och med oktober 2026 ligger "
            "8 över medelvärdet före beslutet, med årsmönstret borträknat. Slumpen ger en sådan signal i "
            "högst ungefär 1 fall av 20.",
        ),
        (
            {"verdict": Verdict.RIGHT_WAY, "side": 1, "judged": Judged.CHANGE},
            "Signal åt rätt håll hittills: nivån är högre än om den fortsatt som före beslutet, i 8 av 9 "
            "månader till och med oktober 2026. Slumpen ger en sådan signal i högst ungefär 1 fall av 20.",
        ),
        (
            {"verdict": Verdict.WRONG_WAY, "side": -1, "judged": Judged.CHANGE, "beyond": 9},
            "Signal åt fel håll hittills: nivån är lägre än om den fortsatt som före beslutet, i alla 9 "
            "månader till och med oktober 2026. Slumpen ger en sådan signal i högst ungefär 1 fall av 20.",
        ),
        (
            {},
            "Ingen signal hittills: 9 månader till och med oktober 2026 kan inte skiljas från slumpen. En "
            "stor ändring hade troligen synts, men en mindre kan ha skett.",
        ),
        (
            {"known": 6, "last_known": Period.parse("2026-07")},  # what came later is kept away
            "Ingen signal hittills: 6 månader till och med juli 2026 kan inte skiljas från slumpen. En "
            "stor ändring hade troligen synts, men en mindre kan ha skett.",
        ),
        (
            {"known": 4},
            "Ingen signal hittills: 4 månader till och med oktober 2026 kan inte skiljas från slumpen. På "
            "så kort tid syns bara mycket stora ändringar.",
        ),
        (
            {"judged": Judged.CHANGE, "is_final": True},
            "Ingen signal: 9 månader till och med oktober 2026 kan inte skiljas från hur nivån rörde sig "
            "före beslutet. Bara en stor ändring syns.",
        ),
        (
            {"is_flagged": True, "is_final": True},
            "Ingen säker signal: enstaka värden sticker ut, men 9 månader till och med oktober 2026 "
            "räcker inte för att se att nivån har ändrats.",
        ),
        (
            {"is_flagged": True, "was_moving": True},
            "Ingen säker signal hittills: värden sticker ut, men nivån rörde sig redan före beslutet, och "
            "9 månader till och med oktober 2026 räcker inte för att se en ny ändring.",
        ),
        (
            {"verdict": Verdict.TOO_EARLY, "earliest": Period.parse("2027-06"), "known": 2},
            "För tidigt att säga: kan avgöras tidigast när juni 2027 är inne.",
        ),
        (
            {"verdict": Verdict.TOO_EARLY, "earliest": Period.parse("2027-06"), "known": 0},
            "För tidigt att säga: inga värden har kommit in ännu, och det kan avgöras tidigast när juni "
            "2027 är inne.",
        ),
        (
            {"verdict": Verdict.TOO_EARLY, "earliest": Period.parse("2027-06"), "known": 0, "last": None},
            "För tidigt att säga: kan avgöras tidigast när juni 2027 är inne.",
        ),
        (
            {"verdict": Verdict.CANNOT, "hindrance": Hindrance.FEW_BEFORE, "known_before": 7},
            "Går inte att bedöma: före beslutet finns värden för 7 månader med samma definition och "
            "gränser, och minst 12 behövs.",
        ),
        (
            {"verdict": Verdict.CANNOT, "hindrance": Hindrance.FEW_CASES},
            "Går inte att bedöma: det är i medel färre än två fall per månad.",
        ),
        (
            {"verdict": Verdict.CANNOT, "hindrance": Hindrance.OVERLAPPING},
            "Går inte att bedöma: varje värde bygger till största delen på samma månader som det förra.",
        ),
    ],
)
def test_a_receipt_is_told_in_words(changes, expected):
    assert words(**changes) == expected


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("hindrance", Hindrance)
@pytest.mark.parametrize("judged", [Judged.LEVEL, Judged.RUN, Judged.CHANGE])
@pytest.mark.parametrize("is_flagged", [False, True])
def test_a_receipt_is_read_at_a_glance(verdict, hindrance, judged, is_flagged):
    said = words(
        verdict=verdict,
        hindrance=hindrance,
        judged=judged,
        side=1,
        earliest=Period.parse("2027-06"),
        is_flagged=is_flagged,
        was_moving=is_flagged,
    )
    assert len(said.split()) <= LONGEST


@pytest.mark.parametrize("hindrance", Hindrance)
def test_every_hindrance_is_said(hindrance):
    said = words(verdict=Verdict.CANNOT, hindrance=hindrance)
    assert said.startswith("Går inte att bedöma: ") and said.endswith(".") and "{" not in said


@pytest.mark.parametrize("judged", [each for each in Judged if each != Judged.NOTHING])
@pytest.mark.parametrize("is_flagged", [False, True])
def test_a_level_without_a_sure_signal_is_never_called_normal(judged, is_flagged):
    assert "normal" not in words(judged=judged, is_flagged=is_flagged).lower()
