"""The history of a kind's limits: the latest first, who wrote them, and which one holds."""

from datetime import date

import pandas as pd
from limits_office import RULES, rule

from metrics.case_limits.rule_rows import rule_rows
from metrics.vocabulary import DeadlineRule, LimitUnit

KIND = "forhandsbedomning"
NONE_WRITTEN = pd.DataFrame(columns=["case_kind", "role", "recorded_at"])


def written(*roles: str) -> pd.DataFrame:
    days = pd.to_datetime(["2026-11-20", "2026-11-21"][: len(roles)])
    return pd.DataFrame({"case_kind": KIND, "role": roles, "recorded_at": days})


def shown(rows: list[dict[str, str]]) -> list[tuple[str, str, str, str, bool]]:
    return [
        (
            row["Från"],
            row["Gräns"].replace("\u00a0", " "),
            row["Skrivet av"],
            row["Skrivet"],
            bool(row["Läge"]),
        )
        for row in rows
    ]


def test_limits_that_come_with_the_product_are_told_latest_first_and_the_one_of_the_day_marked():
    rows = rule_rows(RULES, NONE_WRITTEN, KIND, date(2026, 10, 31))
    assert shown(rows) == [
        ("2025-07-01", "14 dagar, på dagen", "medföljer", "", True),
        ("2000-01-01", "14 dagar, på dagen", "medföljer", "", False),
    ]
    assert [row["Lagrum eller beslut"] for row in rows] == [
        "Nya lagen 20 kap. 2 §",
        "Gamla lagen 11 kap. 1 a §",
    ]


def test_a_limit_written_by_the_office_has_its_role_and_day_and_holds_from_its_first_day():
    ours = rule(
        KIND, "Förhandsbedömning", 10, LimitUnit.DAYS, since="2026-11-01", judged_by=DeadlineRule.ROLLED
    )
    before = rule_rows((*RULES, ours), written("Kvalitetschef"), KIND, date(2026, 10, 31))
    assert shown(before)[0] == ("2026-11-01", "10 dagar, nästa vardag", "Kvalitetschef", "2026-11-20", False)
    assert before[0]["Lagrum eller beslut"] == "–"
    after = rule_rows((*RULES, ours), written("Kvalitetschef"), KIND, date(2026, 11, 1))
    assert [row[-1] for row in shown(after)] == [True, False, False]


def test_of_two_from_the_same_day_the_one_written_last_holds_and_both_stay():
    twice = [rule(KIND, "Förhandsbedömning", limit, LimitUnit.DAYS, since="2026-11-01") for limit in (10, 12)]
    rows = rule_rows((*RULES, *twice), written("Enhetschef", "Kvalitetschef"), KIND, date(2026, 11, 1))
    assert [(row[1], row[2], row[4]) for row in shown(rows)[:2]] == [
        ("12 dagar, på dagen", "Kvalitetschef", True),
        ("10 dagar, på dagen", "Enhetschef", False),
    ]


def test_limits_of_other_kinds_are_no_part_of_it():
    assert len(rule_rows(RULES, written("Kvalitetschef")[:0], "utredning", date(2026, 10, 31))) == 1
