"""Lines of a form for tests: indicators of every kind, with and without something stored."""

from datetime import UTC, datetime

from metrics.periods import Period
from metrics.reporting.lines import Line, Stored
from metrics.subjects import Subject
from metrics.vocabulary import Area, Direction, Kind, Periodicity, ValueState

OCTOBER = Period.parse("2026-10")
AT = datetime(2026, 11, 5, 14, 5, tzinfo=UTC)


def subject(kind=Kind.STOCK, unit="antal", decimals=0, number=1, name="Placerade"):
    return Subject(
        id=number,
        code=f"matt-{number}",
        name=name,
        area=Area.PLACEMENTS,
        kind=kind,
        direction=Direction.NONE,
        periodicity=Periodicity.MONTH,
        unit_of_measure=unit,
        decimals=decimals,
        tolerance=0,
    )


COUNT = subject()
SHARE = subject(Kind.RATIO, "%", 1, 2, "I tid")
MEAN = subject(Kind.INDEX, "index", 1, 3, "NKI")
MONEY = subject(Kind.MONEY, "kronor", 0, 4, "Konsulter")


def stored(value=None, state=ValueState.FINAL, *, parts=(None, None), n=None, revision=1, comment=""):
    return Stored(revision, value, *parts, n, state, comment, "Enhetschef", AT)


def line(of=COUNT, word=None, *, period=OCTOBER, hidden=False, parts=None):
    """A line, asking for what its kind needs; `parts` False is a share without parts."""
    return Line(
        of,
        period,
        with_parts=of.kind == Kind.RATIO and parts is not False,
        with_n=of.kind == Kind.INDEX,
        revision=word.revision if word else 0,
        stored=word,
        hidden=hidden,
    )
