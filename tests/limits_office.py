"""A small office with time limits: the office (1) over children (2, with reception 3) and adults (4).

| indicator | |
|---|---|
| 1-8 | förhandsbedömning within 14 days, by month: the share, and all that is told beside it |
| 11-12 | serveringstillstånd within 2 months, by quarter: the share, and its median |
| 21 | ej verkställda beslut, by quarter |
| 22 | utredning within 4 months, by month: the share alone |
"""

from datetime import date

import pandas as pd
from drawn import drawn_office, figures, table

from metrics.case_limits.limits_view import Source
from metrics.cases.time_rules import TimeRule
from metrics.office import Office
from metrics.vocabulary import DeadlineRule, LimitUnit

UNITS = """
id | parent_id | code       | name
1  |           | kontoret   | Kontoret
2  | 1         | barn       | Barn och unga
3  | 2         | mottagning | Mottagningen
4  | 1         | vuxna      | Vuxna
"""
INDICATORS = """
id | code     | name                    | concept                   | kind  | unit_of_measure | decimals | direction | periodicity | tolerance | accompanies_id | case_kind
1  | fhb      | Förhandsbedömningar     | forhandsbedomning-i-tid   | ratio | %               | 1        | up        | month       | 3         |                | forhandsbedomning
2  | fhb-med  | Mediantid               | handlaggningstid-median   | mean  | dagar           | 0        | down      | month       | 0         | 1              |
3  | fhb-p90  | Nio av tio              | handlaggningstid-p90      | mean  | dagar           | 0        | down      | month       | 0         | 1              |
4  | fhb-old  | Äldsta                  | aldsta-oppna              | mean  | dagar           | 0        | down      | month       | 0         | 1              |
5  | fhb-open | Öppna                   | oppna-arenden             | stock | antal           | 0        | none      | month       | 0         | 1              |
6  | fhb-late | Efter fristen           | oppna-efter-fristen       | stock | antal           | 0        | down      | month       | 0         | 1              |
7  | fhb-roll | Nästa vardag            | i-tid-nasta-vardag        | ratio | %               | 1        | up        | month       | 0         | 1              |
8  | fhb-ext  | Förlängda               | forlangda-arenden         | stock | antal           | 0        | none      | month       | 0         | 1              |
11 | serv     | Serveringstillstånd     | serveringstillstand-i-tid | ratio | %               | 0        | up        | quarter     | 0         |                | serveringstillstand
12 | serv-med | Mediantid               | handlaggningstid-median   | mean  | dagar           | 0        | down      | quarter     | 0         | 11             |
21 | ejv      | Ej verkställda beslut   | ej-verkstallda-beslut     | stock | antal           | 0        | down      | quarter     | 0         |                |
22 | utr      | Utredningar             | utredning-i-tid           | ratio | %               | 1        | up        | month       | 5         |                | utredning
"""  # noqa: E501 - a table is read by its columns
TARGETS = """
indicator_id | kind    | value
1            | exactly | 100
11           | exactly | 100
21           | exactly | 0
22           | at_least | 90
"""
NO_COUNTS = "unit_id | indicator_id | due_from | open_cases | closed_cases"


def rule(
    kind: str,
    name: str,
    limit: int,
    unit: LimitUnit,
    *,
    law: str = "",
    since: str = "2000-01-01",
    judged_by: DeadlineRule = DeadlineRule.STRICT,
) -> TimeRule:
    """Return a rule that is judged strictly and has applied for long, if not said otherwise."""
    return TimeRule(kind, name, limit, unit, judged_by, date.fromisoformat(since), law)


RULES = (
    rule("forhandsbedomning", "Förhandsbedömning", 14, LimitUnit.DAYS, law="Gamla lagen 11 kap. 1 a §"),
    rule(
        "forhandsbedomning",
        "Förhandsbedömning",
        14,
        LimitUnit.DAYS,
        law="Nya lagen 20 kap. 2 §",
        since="2025-07-01",
    ),
    rule("serveringstillstand", "Serveringstillstånd", 2, LimitUnit.MONTHS),
    rule("utredning", "Utredning av barn", 4, LimitUnit.MONTHS),
)


def limits_office() -> Office:
    """Return the office, with targets for its shares."""
    return drawn_office(INDICATORS, units=UNITS, targets=TARGETS)


def source(
    drawn: str, *, rules: tuple[TimeRule, ...] = RULES, counts: str = NO_COUNTS, counted_on: str = ""
) -> Source:
    """Return what the office's limits are told from, of drawn figures and counts."""
    return Source(
        limits_office(),
        rules,
        figures(drawn),
        drawn_counts(counts),
        date.fromisoformat(counted_on) if counted_on else None,
    )


def drawn_counts(text: str) -> pd.DataFrame:
    """Return drawn counts of coming deadlines."""
    counts = table(text, words=("due_from",))
    return counts.assign(due_from=pd.to_datetime(counts["due_from"]))
