"""The limits of a kind of case through time: from when, how long, by which law, and who wrote it."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.case_limits.cells import DASH
from metrics.case_limits.words import DEADLINE
from metrics.cases.time_rules import TimeRule, rule_on
from metrics.numbers import NO_BREAK_SPACE

IN_FORCE = f"✓{NO_BREAK_SPACE}gäller"
FOLLOWS = "medföljer"


def rule_rows(rules: Sequence[TimeRule], written: pd.DataFrame, kind: str, day: date) -> list[dict[str, str]]:
    """Return a row for each limit of a kind, the latest to begin first; the one of the day is marked.

    `written` are the limits that the office has written down, as `queries_lead_times.written_rules`; among
    `rules` they stand last, in the same order. Of two from the same day the later written one holds.
    """
    mine = [rule for rule in rules if rule.kind == kind]
    ours = written[written["case_kind"] == kind].to_dict("records")
    told = [*([None] * (len(mine) - len(ours))), *ours]
    in_force = rule_on(mine, kind, day)
    rows = [
        (
            (rule.applies_from, place),
            {
                "Från": f"{rule.applies_from:%Y-%m-%d}",
                "Gräns": f"{rule.limit_text}, {DEADLINE[rule.judged_by]}",
                "Lagrum eller beslut": rule.law or DASH,
                "Skrivet av": row["role"] if row else FOLLOWS,
                "Skrivet": f"{row['recorded_at']:%Y-%m-%d}" if row else "",
                "Läge": IN_FORCE if rule is in_force else "",
            },
        )
        for place, (rule, row) in enumerate(zip(mine, told, strict=True))
    ]
    return [row for _, row in sorted(rows, key=lambda each: each[0], reverse=True)]
