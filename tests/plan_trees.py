"""Small plans, drawn as trees: what the tests of a plan's tree stand on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from metrics.periods import Period
from metrics.plan.activity_states import with_states
from metrics.plan.content import PlanContent, PlanDocument
from metrics.rows import Row, row_of
from metrics.subjects import Subject
from metrics.targets import Judgement
from metrics.vocabulary import Area, Direction, Kind, Periodicity, Status
from metrics.year_wheel.occasions import schedule
from metrics.year_wheel.owed_lines import OwedLine, owed_lines
from metrics.year_wheel.states import Delivery, Key, lines

TODAY = date(2019, 6, 1)
DOCUMENT = PlanDocument(
    1, "plan", "Plan 2019", "Plan 2019", date(2019, 1, 1), date(2019, 12, 31), "", None, "", 0, None
)
TEXTS = (
    "description strategy expected_result ways_of_working follow_up handling status responsible "
    "responsible_board concerned_boards responsible_office concerned_offices"
).split()
PROGRESS = "activity_id objective_id decision_id revision told_on status note role recorded_at".split()


def judged(number: int, status: Status, accompanies: int | None = None) -> Row:
    """Return an indicator's row with a status."""
    subject = Subject(
        number, f"matt-{number}", f"Mått {number}", Area.OTHER, Kind.STOCK, Direction.UP, Periodicity.YEAR,
        "antal", 0, 0.0, accompanies=accompanies,
    )  # fmt: skip
    return replace(row_of(subject, {}, [], Period.parse("2019")), judgement=Judgement(status))


def objectives(parents: Mapping[int, int | None], **texts: str) -> pd.DataFrame:
    """Return objectives by number, each under another or the plan (None); `texts` are all the same."""
    rows = [
        {
            "id": number,
            "code": f"mal-{number}",
            "kind": texts.get("kind", "mål"),
            "number": "",
            "title": f"Mål {number}",
            **dict.fromkeys(TEXTS, ""),
            "source": "Plan 2019, Mål",
            "parent_id": parent,
            **texts,
        }
        for number, parent in parents.items()
    ]
    names = ["id", "code", "kind", "number", "title", *TEXTS, "source", "parent_id"]
    return pd.DataFrame(rows, columns=names).astype({"parent_id": "Int64", "id": "int64"})


def places(pairs: Iterable[tuple[int, int | None]]) -> pd.DataFrame:
    """Return where indicators stand, as (indicator, objective or None for the plan itself)."""
    frame = pd.DataFrame(list(pairs), columns=["indicator_id", "objective_id"])
    return frame.astype({"indicator_id": "int64", "objective_id": "Int64"})


def activities(pairs: Iterable[tuple[int, int | None, str]]) -> pd.DataFrame:
    """Return activities, as (number, objective, what the plan says of its state)."""
    rows = [
        {
            "id": number,
            "code": f"a-{number}",
            "kind": "activity",
            "title": f"Aktivitet {number}",
            "description": "",
            "responsible": "",
            "starts": pd.NaT,
            "ends": pd.NaT,
            "follow_up": "",
            "status": status,
            "cost": "",
            "source": "Plan 2019, Aktiviteter",
            "objective_id": objective,
        }
        for number, objective, status in pairs
    ]
    names = (
        "id code kind title description responsible starts ends follow_up status cost source objective_id"
    ).split()
    kinds = {"objective_id": "Int64", "starts": "datetime64[ns]", "ends": "datetime64[ns]"}
    return pd.DataFrame(rows, columns=names).astype(kinds)


def follow_ups(pairs: Iterable[tuple[int, int | None, str]]) -> pd.DataFrame:
    """Return what is owed, as (number, objective, due)."""
    rows = [
        {
            "id": number,
            "code": f"f-{number}",
            "title": f"Redovisning {number}",
            "periodicity": "",
            "due": due,
            "recipient": "Nämnden",
            "source": "Plan 2019, Uppföljning",
            "objective_id": objective,
        }
        for number, objective, due in pairs
    ]
    names = "id code title periodicity due recipient source objective_id".split()
    return pd.DataFrame(rows, columns=names).astype({"objective_id": "Int64"})


def progress(*told: tuple[str, int, str]) -> pd.DataFrame:
    """Return words told, as (subject, its number, status), in the order that they were told."""
    rows = [
        {
            subject: number,
            "revision": revision,
            "told_on": pd.Timestamp(TODAY),
            "status": status,
            "note": "",
            "role": "Enhetschef",
            "recorded_at": pd.Timestamp(TODAY, tz="UTC"),
        }
        for revision, (subject, number, status) in enumerate(told, start=1)
    ]
    subjects = dict.fromkeys(PROGRESS[:3], "Int64")
    return pd.DataFrame(rows, columns=PROGRESS).astype(subjects)


def owed(
    plan: PlanContent, today: date = TODAY, delivered: Mapping[Key, Delivery] | None = None
) -> tuple[OwedLine, ...]:
    """Return what a plan owes, as it stands on a day."""
    known = schedule(plan.document, plan.follow_ups, plan.objectives)
    return owed_lines([known], lines(known, delivered or {}, today))


def content(
    tree: Mapping[int, int | None],
    indicators: Sequence[tuple[int, int | None]] = (),
    undertakings: Sequence[tuple[int, int | None, str]] = (),
    due: Sequence[tuple[int, int | None, str]] = (),
    told: pd.DataFrame | None = None,
) -> PlanContent:
    """Return a plan with a tree and what stands in it."""
    words = progress() if told is None else told
    return PlanContent(
        DOCUMENT,
        objectives(tree),
        places(indicators),
        pd.DataFrame(),
        with_states(activities(undertakings), words, day=TODAY, plan_has_ended=False),
        follow_ups(due),
        pd.DataFrame(columns=["follow_up_id", "due", "delivered_on"]),
        words,
    )
