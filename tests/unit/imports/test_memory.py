"""What is remembered of files of the same shape."""

from datetime import date

import pandas as pd
import pytest

from data.imports.answers.memory import Memory, answers_in, kind_of_name, layout_name

ROWS = [
    # latest first
    ("a soder", "Söder", '{"year:": "2019", "unit:": "soder"}', 1, "h3"),
    ("b", "Månadsfil", '{"unit:Nord": "norr"}', 1, "h2"),
    ("a norr", "Årsfil", '{"year:": "2019", "unit:": "norr"}', 1, "h1"),
    ("a", "Årsfil", '{"sign:-": "zero"}', 2, "h1"),
]
MEMORY = Memory(pd.DataFrame(ROWS, columns=["fingerprint", "name", "answers", "revision", "content_hash"]))
THIS_YEAR, NEXT_YEAR = date(2019, 5, 1), date(2020, 1, 5)


@pytest.mark.parametrize(
    ("shape", "kind", "content_hash", "today", "answers"),
    [
        ("a", "norr", "h9", THIS_YEAR, {"sign:-": "zero", "year:": "2019", "unit:": "norr"}),
        # a new year's first file looks like the last one
        ("a", "norr", "h9", NEXT_YEAR, {"sign:-": "zero", "unit:": "norr"}),
        # the same file again
        ("a", "norr", "h1", NEXT_YEAR, {"sign:-": "zero", "year:": "2019", "unit:": "norr"}),
        # what was said of a whole file isn't so of one with another name, nor of rows without a file
        ("a", "soder", "h9", THIS_YEAR, {"sign:-": "zero", "year:": "2019", "unit:": "soder"}),
        ("a", "oster", "h9", THIS_YEAR, {"sign:-": "zero"}),
        ("a", None, "h1", THIS_YEAR, {"sign:-": "zero"}),
        ("b", "norr", "h9", NEXT_YEAR, {"unit:Nord": "norr"}),
        ("c", "norr", "h9", NEXT_YEAR, {}),
    ],
)
def test_answers_come_back_for_a_file_that_looks_alike(
    shape: str, kind: str | None, content_hash: str, today: date, answers: dict[str, str]
) -> None:
    assert MEMORY.answers_for([shape], kind, content_hash, today) == answers


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Norr 2026-01.csv", "norr"),
        ("norr_2026-02.csv", "norr"),
        ("Norr (1).csv", "norr"),
        ("Norr - kopia.xlsx", "norr"),
        ("Kopia av Norr jan 2026.xlsx", "norr"),
        ("Norr T1 2026.csv", "norr"),
        ("Norr tertial 2.csv", "norr"),
        ("Norr.mars.2026.csv", "norr"),
        ("soder.csv", "soder"),
        ("Söder.csv", "söder"),
        ("Norr ekonomi 2026.csv", "norr ekonomi"),
        ("2026-01.csv", ""),
        ("", None),
    ],
)
def test_names_of_one_kind_differ_only_by_time_and_copy(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


def test_a_layout_is_found_by_its_name_without_its_year() -> None:
    assert MEMORY.named("månadsfil ") == {"unit:Nord": "norr"}
    assert MEMORY.named("Årsfil") == {"sign:-": "zero", "unit:": "norr"}
    assert MEMORY.named("Okänd") is None


@pytest.mark.parametrize(
    ("kept", "news"),
    [
        ({"b": {"unit:Nord": "norr"}}, []),
        ({"c": {}}, []),
        ({"b": {"unit:Nord": "soder"}}, ["b"]),
        ({"c": {"unit:Nord": "norr"}, "b": {"unit:Nord": "norr"}}, ["c"]),
    ],
)
def test_only_new_answers_are_news(kept: dict[str, dict[str, str]], news: list[str]) -> None:
    assert list(MEMORY.news(kept)) == news


@pytest.mark.parametrize(
    "written",
    [
        "[]",
        '{"a": 1}',
        "nej",
        '"text"',
        pytest.param("[" * 100_000, id="deep"),
        '{"a": "\\ud800"}',
        '{"\\ud800": "a"}',
    ],
)
def test_answers_that_are_no_object_of_texts_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        answers_in(written)


@pytest.mark.parametrize(
    ("source", "name"), [("mått 2019.xlsx", "mått 2019"), (".csv", ".csv"), ("", "Inklistrat")]
)
def test_a_layout_is_called_as_its_file(source: str, name: str) -> None:
    assert layout_name(source) == name
