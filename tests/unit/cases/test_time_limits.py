"""The file of time limits: what ships with the product, and every fault told in Swedish."""

from datetime import date

import pytest

from data.lead_times.time_limits import TimeLimitsError, read_time_limits
from metrics.cases.time_rules import rule_on
from metrics.vocabulary import LimitUnit

LIMITS = read_time_limits()
ENTRY = """
[[kinds]]
code = "samtal"
name = "Samtal"
aliases = ["Första  samtal"]

[[kinds.rules]]
limit = 3
limit_unit = "days"
judged_by = "rolled"
applies_from = 2026-01-01
"""


def written(tmp_path, text):
    path = tmp_path / "egna.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "day", "limit", "unit", "law"),
    [
        ("forhandsbedomning", "2026-01-01", 14, LimitUnit.DAYS, "SoL (2025:400) 20 kap. 2 §"),
        ("forhandsbedomning", "2025-07-01", 14, LimitUnit.DAYS, "SoL (2025:400) 20 kap. 2 §"),
        ("forhandsbedomning", "2025-06-30", 14, LimitUnit.DAYS, "SoL (2001:453) 11 kap. 1 a §"),
        ("utredning", "2025-06-30", 4, LimitUnit.MONTHS, "SoL (2001:453) 11 kap. 2 §"),
        ("utredning", "2025-07-01", 4, LimitUnit.MONTHS, "paragrafen är inte kontrollerad"),
        ("forsta-kontakt", "2026-01-01", 7, LimitUnit.WORKDAYS, "Lokal"),
        ("serveringstillstand", "2026-01-01", 2, LimitUnit.MONTHS, "Lokal"),
        ("allvarssamtal", "2026-01-01", 48, LimitUnit.HOURS, "Lokal"),
        ("verkstallighet", "2026-01-01", 1, LimitUnit.MONTHS, "Lokal"),
    ],
)
def test_the_limits_that_ship_with_the_product(kind, day, limit, unit, law):
    rule = rule_on(LIMITS.rules, kind, date.fromisoformat(day))
    assert (rule.limit, rule.limit_unit) == (limit, unit)
    assert law in rule.law


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("forhandsbedomning", "forhandsbedomning"),
        ("Förhandsbedömning", "forhandsbedomning"),
        ("FÖRHANDSBEDÖMNINGAR", "forhandsbedomning"),
        ("  utredning   av barn ", "utredning"),
        ("Första kontakt", "forsta-kontakt"),
        ("bygglov", "bygglov"),
        ("", ""),
    ],
)
def test_a_word_of_a_file_stands_for_a_kind(word, code):
    assert LIMITS.code_of(word) == code


def test_a_file_of_one_s_own_is_read(tmp_path):
    limits = read_time_limits(written(tmp_path, ENTRY))
    assert [(rule.kind, rule.name, rule.limit_text, rule.law) for rule in limits.rules] == [
        ("samtal", "Samtal", "3\u00a0dagar", "")
    ]
    assert limits.code_of("första samtal") == "samtal"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("limit = 3", "limit = 0", "kinds «samtal», rules nr 1, limit: ska vara större än 0 (där står «0»)"),
        ("limit = 3", "limit = true", "kinds «samtal», rules nr 1, limit: ska vara ett heltal"),
        ("limit = 3", 'limit = "tre"', "kinds «samtal», rules nr 1, limit: ska vara ett heltal"),
        ("limit = 3", "", "kinds «samtal», rules nr 1, limit: fältet saknas"),
        ('"days"', '"dagar"', "«dagar» finns inte bland hours, days, workdays, months"),
        ('"rolled"', '"snäll"', "«snäll» finns inte bland strict, rolled"),
        ("2026-01-01", '"i år"', "applies_from: ska vara ett datum som 2019-02-13"),
        ('"samtal"', '"Sam tal"', "ska vara små bokstäver a-z"),
        ('"Samtal"', '""', "name: får inte vara tom"),
        ("aliases", "alias", "alias: fältet finns inte, kontrollera stavningen"),
        (ENTRY, "", "kinds: fältet saknas"),
        (ENTRY, "kinds = []", "kinds: får inte vara tom"),
        (ENTRY, ENTRY + ENTRY, "kinds nr 2 «samtal»: «samtal» står redan för «samtal»"),
        ("[[kinds.rules]]", "[[kinds.rules", "filen är inte giltig TOML i UTF-8"),
        (
            "[[kinds.rules]]",
            '[[kinds.rules]]\nlimit = 2\nlimit_unit = "days"\njudged_by = "strict"\n'
            "applies_from = 2026-01-01\n[[kinds.rules]]",
            "kinds «samtal»: två gränser gäller från 2026-01-01",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, old, new, told):
    assert old in ENTRY
    with pytest.raises(TimeLimitsError) as error:
        read_time_limits(written(tmp_path, ENTRY.replace(old, new)))
    assert told in str(error.value)
    assert str(error.value).startswith("egna.toml kan inte användas, ")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TimeLimitsError, match=r"borta\.toml kan inte användas"):
        read_time_limits(tmp_path / "borta.toml")
