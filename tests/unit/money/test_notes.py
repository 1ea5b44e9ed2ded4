"""What has been written about the money: which comments and notes a page tells."""

import pandas as pd
import pytest
from drawn import table

from metrics.money.notes import said_of

PAY, RENT = 1, 2
AMOUNTS = """
    unit_id | account_id | kind     | year | period  | made_in | comment           | role
    2       | 1          | outcome  | 2026 | 2026-02 |         | Sent bokfört      | Ekonom
    2       | 1          | outcome  | 2026 | 2026-03 |         |                   | Ekonom
    2       | 2          | budget   | 2026 | 2026-01 |         | Ny hyra           | Controller
    2       | 1          | forecast | 2026 | 2026    | 2026-04 | Två vikarier      | Controller
    3       | 1          | outcome  | 2026 | 2026-02 |         | Annan enhet       | Ekonom
    2       | 1          | outcome  | 2025 | 2025-02 |         | Förra året        | Ekonom
    2       | 1          | outcome  | 2026 | 2026-09 |         | Efter månaden     | Ekonom
    2       | 2          | forecast | 2026 | 2026    | 2025-11 | Hösten före       | Controller
    2       | 2          | budget   | 2026 | 2026    |         | Hela årets budget | Controller
    2       | 1          | plan     | 2026 | 2026-02 |         | En plan           | Ekonom
"""
NOTES = """
    id | unit_id | account_id | period  | text           | role
    11 | 2       | 1          | 2026-03 | Löneöversyn    | Enhetschef
    12 | 2       |            | 2026-03 | Hela enheten   | Enhetschef
    13 | 2       | 2          | 2026-04 | Hyresrabatt    | Enhetschef
    14 | 3       |            | 2026-04 | Annan enhet    | Enhetschef
    15 | 2       |            | 2025-12 | Förra året     | Enhetschef
    16 | 2       |            | 2026-09 | Efter månaden  | Enhetschef
"""
BEFORE_THE_YEAR = ("Hela årets budget", "Hösten före")
WORDS = ("period", "made_in", "comment", "text", "kind", "role")


def said(units=(2,), account=None, until=8, year=2026, amounts=AMOUNTS, notes=NOTES):
    told = table(amounts, WORDS)
    told = told.assign(comment=told["comment"].fillna(""), made_in=told["made_in"].fillna(""))
    own = table(notes, WORDS).astype({"account_id": "Int64"})
    return said_of(told, own, list(units), account, (year, until))


def texts(*args, **asked) -> list[str]:
    return said(*args, **asked)["text"].tolist()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            {},
            [
                *("Två vikarier", "Hyresrabatt", "Löneöversyn", "Hela enheten", "Sent bokfört", "Ny hyra"),
                *BEFORE_THE_YEAR,
            ],
        ),
        ({"until": 3}, ["Löneöversyn", "Hela enheten", "Sent bokfört", "Ny hyra", *BEFORE_THE_YEAR]),
        ({"until": 1}, ["Ny hyra", *BEFORE_THE_YEAR]),
        ({"account": PAY}, ["Två vikarier", "Löneöversyn", "Hela enheten", "Sent bokfört"]),
        ({"account": RENT}, ["Hyresrabatt", "Hela enheten", "Ny hyra", *BEFORE_THE_YEAR]),
        ({"units": (3,)}, ["Annan enhet", "Annan enhet"]),
        ({"year": 2025, "until": 12}, ["Förra året", "Förra året"]),
        ({"units": (9,)}, []),
        ({"year": 2024, "until": 12}, []),
    ],
)
def test_a_page_tells_what_is_said_of_its_units_its_account_and_its_year_so_far(asked, expected):
    assert texts(**asked) == expected


def test_the_units_of_a_page_are_told_together_the_latest_month_first():
    found = said(units=(2, 3))
    assert found["month"].tolist() == sorted(found["month"], reverse=True)
    assert found["unit_id"].value_counts().to_dict() == {2: 8, 3: 2}


def test_a_comment_says_what_it_is_about_and_only_a_note_can_be_taken_back():
    found = said().set_index("text")
    assert found["about"].to_dict() == {
        "Två vikarier": "prognos",
        "Hyresrabatt": "månaden",
        "Löneöversyn": "månaden",
        "Hela enheten": "månaden",
        "Sent bokfört": "utfall",
        "Ny hyra": "budget",
        "Hela årets budget": "budget",
        "Hösten före": "prognos",
    }
    assert found["note_id"].dropna().to_dict() == {"Hyresrabatt": 13, "Löneöversyn": 11, "Hela enheten": 12}
    assert found["role"]["Två vikarier"] == "Controller"


def test_a_forecast_is_told_in_the_month_it_was_made():
    months = said().set_index("text")["month"]
    assert (months["Två vikarier"], months["Hösten före"]) == ("2026-04", "2025-11")


def test_a_comment_on_an_amount_of_the_year_is_told_from_its_first_day_as_of_the_year():
    assert said(until=1).set_index("text")["month"]["Hela årets budget"] == "2026"


def test_a_forecast_of_the_year_after_is_no_word_on_the_year_it_was_made_in():
    assert "Hösten före" not in texts(year=2025, until=12)


def test_a_note_on_the_whole_result_has_no_account():
    assert pd.isna(said().set_index("text")["account_id"]["Hela enheten"])


def test_where_nothing_is_written_nothing_is_told():
    heads = {name: text.strip().splitlines()[0] for name, text in (("amounts", AMOUNTS), ("notes", NOTES))}
    assert said(**heads).empty
    assert texts(notes=heads["notes"]) == ["Två vikarier", "Sent bokfört", "Ny hyra", *BEFORE_THE_YEAR]
    assert texts(amounts=heads["amounts"]) == ["Hyresrabatt", "Löneöversyn", "Hela enheten"]
