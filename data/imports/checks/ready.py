"""Figures of months that a unit has marked as ready: what changes them needs a reason."""

from collections.abc import Iterator

import pandas as pd
from sqlalchemy import Engine

from data import queries_reporting
from data.as_of import day_of
from data.imports.facts import Finding
from data.imports.figures.standing import CHANGED, NEW
from data.imports.step import Office, each_told
from metrics.change_words import day_words
from metrics.periods import Period
from metrics.plausibility.doubt import ACCEPT
from metrics.reporting.words import figures_word
from metrics.vocabulary import DeliveryState, FindingLevel

RULE = "ready-period"


def changed_when_ready(engine: Engine, made: pd.DataFrame, office: Office) -> Iterator[Finding]:
    """Yield a warning for each unit and month that is ready and that the file says something new of.

    A quarter, a tertial or a year is delivered with its last month. `made` is compared with the store.
    """
    news = made[made["indicator_id"].notna() & made["change"].isin([NEW, CHANGED])]
    if news.empty:
        return
    last = {code: f"{Period.parse(str(code)).last:%Y-%m}" for code in news["period"].unique()}
    news = news.assign(month=news["period"].map(last).astype("str"))
    words = queries_reporting.deliveries(engine, office.known.organisation_id, sorted(set(last.values())))
    done = words[words["state"] == DeliveryState.DONE.value].rename(columns={"period": "month"})
    done = done[["unit_id", "month", "role", "recorded_at"]].astype({"unit_id": "int64", "month": "str"})
    news = news.assign(at=news.index).astype({"unit_id": "int64"}).merge(done, on=["unit_id", "month"])
    if news.empty:
        return
    marked = news.set_index("at").rename_axis(None)
    marked["delivery"] = marked.groupby(["unit_id", "month"], sort=False).ngroup()

    def told(rows: pd.DataFrame) -> str:
        first = rows.iloc[0]
        label = Period.parse(str(first["month"])).label
        day = day_words(day_of(first["recorded_at"].to_pydatetime()))
        return (
            f"{office.units.names[int(first['unit_id'])]}: {label} är klarmarkerad av {first['role']} {day}, "
            f"och filen ändrar {figures_word(len(rows))}. Kontrollera med enheten. {ACCEPT}"
        )

    yield from each_told(FindingLevel.WARNING, marked, "delivery", RULE, told)
