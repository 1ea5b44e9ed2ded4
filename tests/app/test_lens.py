"""Publiklinsen on the pages: nothing that is sent to an audience's browser holds a hidden number."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from google.protobuf import text_format
from google.protobuf.message import Message
from offices import MONTHS, indicator, plan_toml, series
from pages_read import opened, plain, press, sheets
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data.models.organisation import ImportIn
from data.recording import record_measurements, start_import
from metrics.vocabulary import Lens
from pages.parts import frame, reads, reads_veil

TODAY = date(2026, 11, 22)
LAST, BEFORE = "2026-10", "2026-09"
OFFICE = {"organisation": "provkommun", "period": LAST}
SMALL, OTHER, LATE, SHARE = 2.7, 4447.7, 1.9, 61.7
"""Hidden: a small number and what protects it, another small one of another month, and a share of few."""
TOKEN = r"(?<![\d.,]){number}(?!\d)"
WRITTEN = {
    number: re.compile(TOKEN.format(number=written))
    for number, written in (
        (SMALL, "2[.,]7"), (OTHER, "4 ?447[.,]7"), (LATE, "1[.,]9"), (SHARE, "61[.,]7"),
    )
}  # fmt: skip
"""How the hidden numbers are written, in texts and in charts."""
CLOSED = (
    "activities", "economy", "entry", "history", "imports", "lead_times", "locks", "meeting", "placements",
    "plan", "risks", "staff", "year_wheel",
)  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in November 2026."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)
    monkeypatch.setattr(frame, "clock", lambda: TODAY)


@pytest.fixture
def store(load: Callable[[str], Engine]) -> Engine:
    """Two units whose complaints are counted; few of one's last month, and of a share of them."""
    whole = dict.fromkeys(MONTHS, 1117.0)
    share = indicator("andel", "Andel i tid", kind="ratio", unit="%", target='kind = "at_least", value = 90')
    made = indicator("per-man", "Klagomål hittills", kind="stock") + (
        'derived = { by = "accumulated", first = ["klagomal"] }\n'
    )
    goal = """
[[objectives]]
code = "stod"
kind = "enhetsmål"
title = "Stöd i tid"
source = "Provplanen, Mål"
"""
    klagomal = indicator("klagomal", "Klagomål", kind="flow").replace(
        'code = "klagomal"', 'code = "klagomal"\nobjective = "stod"'
    )
    engine = load(
        plan_toml(
            [
                goal,
                klagomal,
                share,
                made,
                series("klagomal", "barn", whole | {LAST: SMALL, "2026-03": LATE}),
                series("klagomal", "vuxna", whole | {LAST: OTHER}),
            ]
        )
    )
    _add_share(engine)
    return engine


def _add_share(engine: Engine) -> None:
    """Record a share with its parts: two of the last month's three."""
    with engine.begin() as connection:
        (unit,) = connection.scalars(text("select id from unit where code = 'barn'"))
        (number,) = connection.scalars(text("select id from indicator where code = 'andel'"))
        row = {"unit_id": unit, "indicator_id": number, "period": LAST, "value": SHARE, "state": "final"}
        frame_of = pd.DataFrame([{**row, "numerator": 2.0, "denominator": 3.24}])
        entry = ImportIn(kind="file", source="andel.csv", recorded_by="Controller")
        owned = {"organisation_id": 1, "import_id": start_import(connection, 1, entry)}
        record_measurements(connection, frame=frame_of, **owned)


def sent(app: AppTest) -> str:
    """Return everything that is sent to the browser, numbers in arrays written out."""
    return plain(" ".join(_messages(app._tree)))


def _messages(node: Any) -> Iterator[str]:
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield text_format.MessageToString(proto, as_utf8=True)
        for written in _texts(proto):
            if written.startswith(("{", "[")):
                yield json.dumps(_opened(json.loads(written)), ensure_ascii=False)
    for child in getattr(node, "children", {}).values():
        yield from _messages(child)


def _texts(message: Message) -> Iterator[str]:
    """Return every text of a message that stands by itself, and of those within it."""
    for _, value in message.ListFields():
        if isinstance(value, Message):
            yield from _texts(value)
        elif isinstance(value, str):
            yield value


def _opened(given: Any) -> Any:
    """Return a Plotly figure with its packed arrays as numbers."""
    if isinstance(given, dict) and "bdata" in given:
        return np.frombuffer(base64.b64decode(given["bdata"]), dtype=given["dtype"]).tolist()
    if isinstance(given, dict):
        return {name: _opened(each) for name, each in given.items()}
    return [_opened(each) for each in given] if isinstance(given, list) else given


def hidden_in(app: AppTest) -> list[float]:
    """Return which hidden numbers stand in what is sent."""
    told = sent(app)
    return [number for number, written in WRITTEN.items() if written.search(told)]


def page(name: str, **address: str) -> AppTest:
    return opened(name, **{**OFFICE, **address})


ASKED = [
    ("overview", {"unit": "barn"}),
    ("overview", {"unit": "vuxna"}),
    ("overview", {"unit": "kontoret"}),
    ("overview", {"unit": "barn", "period": "2026-T1"}),
    ("indicator", {"unit": "barn", "indicator": "klagomal"}),
    ("indicator", {"unit": "vuxna", "indicator": "klagomal"}),
    ("indicator", {"unit": "kontoret", "indicator": "klagomal"}),
    ("indicator", {"unit": "barn", "indicator": "klagomal", "per": "year"}),
    ("indicator", {"unit": "barn", "indicator": "andel"}),
    ("indicator", {"unit": "barn", "indicator": "per-man"}),
    ("goals", {"unit": "barn", "tree": "open"}),
    ("goals", {"unit": "vuxna", "tree": "open"}),
    ("report", {"unit": "barn"}),
    ("report", {"unit": "vuxna"}),
    ("report", {"unit": "kontoret", "rapport": "tertial", "period": "2026-T2"}),
    ("show", {"unit": "barn", "period": BEFORE, "visa": "klagomal", "bild": "2"}),
]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("name", "address"), ASKED)
def test_nothing_that_is_sent_to_an_audience_holds_a_hidden_number(name, address):
    for lens in ("namnd", "publik"):
        assert hidden_in(page(name, lins=lens, **address)) == []
    assert ".." in sent(page(name, lins="publik", **address))


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("name", "address", "number"),
    [
        ("overview", {"unit": "barn"}, SMALL),
        ("overview", {"unit": "vuxna"}, OTHER),
        ("indicator", {"unit": "barn", "indicator": "klagomal"}, SMALL),
        ("indicator", {"unit": "barn", "indicator": "klagomal"}, LATE),
        ("indicator", {"unit": "barn", "indicator": "andel"}, SHARE),
        ("goals", {"unit": "barn", "tree": "open"}, SMALL),
        ("report", {"unit": "barn"}, SMALL),
        ("report", {"unit": "barn"}, LATE),
    ],
)
def test_the_office_itself_sees_them(name, address, number):
    assert number in hidden_in(page(name, **address))


@pytest.mark.usefixtures("store")
def test_the_office_s_page_that_is_remembered_is_not_shown_to_an_audience_nor_theirs_to_the_office():
    for lens in ("intern", "publik", "intern", "namnd"):
        asked = {} if lens == "intern" else {"lins": lens}
        shown = hidden_in(page("indicator", unit="barn", indicator="klagomal", **asked))
        assert bool(shown) == (lens == "intern")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("asked", ["intern", "namnd", "", "INTERN"])
@pytest.mark.parametrize("name", ["overview", "indicator", "goals"])
def test_a_server_for_the_public_shows_no_more_whatever_the_address_says(monkeypatch, asked, name):
    monkeypatch.setenv("LAGESBILD_LENS", "publik")
    app = page(name, lins=asked, unit="barn", indicator="klagomal")
    assert hidden_in(app) == []
    assert "Det här får allmänheten se" in sent(app)
    assert "Visas för" not in sheets(app)  # there is nothing to choose between


@pytest.mark.usefixtures("store")
def test_a_lens_that_is_none_is_taken_for_the_strictest():
    app = page("overview", lins="alla", unit="barn")
    assert hidden_in(app) == []
    assert "Det här får allmänheten se" in sent(app)
    assert "«alla»" in app.warning[0].value


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", ["overview", "indicator"])
def test_an_audience_sees_no_earlier_day(name):
    app = page(name, lins="publik", unit="barn", indicator="klagomal", laget="2026-11-01")
    assert hidden_in(app) == []
    assert "Så här såg det ut" not in sent(app)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", CLOSED)
def test_a_page_of_the_office_s_own_is_closed_and_leads_back(name):
    app = page(name, lins="publik")
    assert [each.value for each in app.title] == ["Visas bara internt"]
    assert not app.dataframe
    assert hidden_in(app) == []
    press(app, "Tillbaka till intern")
    assert "lins" not in app.query_params or app.query_params["lins"] == "intern"
    assert [each.value for each in app.title] != ["Visas bara internt"]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", CLOSED)
def test_it_is_closed_on_a_server_for_an_audience_with_no_way_inside(monkeypatch, name):
    monkeypatch.setenv("LAGESBILD_LENS", "namnd")
    app = page(name, lins="intern")
    assert [each.value for each in app.title] == ["Visas bara internt"]
    assert not app.button


@pytest.mark.usefixtures("store")
def test_the_indicator_s_page_has_neither_words_nor_forms_for_an_audience():
    inside = page("indicator", unit="barn", indicator="klagomal")
    app = page("indicator", unit="barn", indicator="klagomal", lins="namnd")
    assert {each.label for each in app.button} <= {"Tillbaka till intern"}
    kept = {"Varje värdes historik"}
    assert kept & {each.label for each in inside.expander}
    assert not kept & {each.label for each in app.expander}
    assert not app.text_area
    assert not app.text_input


@pytest.mark.usefixtures("store")
def test_an_opened_box_and_a_pressed_button_show_no_more():
    address = {**OFFICE, "unit": "barn", "indicator": "klagomal", "lins": "publik"}
    for name in ("overview", "indicator"):
        app = opened(name, "export-box", **address)
        assert hidden_in(app) == []
        app.run()
        assert hidden_in(app) == []


@pytest.mark.usefixtures("store")
def test_the_links_of_a_page_keep_the_lens():
    assert "lins=publik" in sheets(page("overview", lins="publik"))
    assert "lins=" not in sheets(page("overview")).replace("lins=intern", "")


@pytest.mark.usefixtures("store")
def test_a_hidden_area_is_not_shown_to_the_public_but_to_the_board(monkeypatch):
    monkeypatch.setenv("LAGESBILD_HIDDEN_AREAS", "staff")
    assert "Klagomål" not in sheets(page("overview", lins="publik"))
    assert "Klagomål" in sheets(page("overview", lins="namnd"))
    app = page("indicator", lins="publik", indicator="klagomal")
    assert "1117" not in sent(app)
    assert "1 117" not in sheets(page("goals", lins="publik", unit="barn", tree="open", period=BEFORE))


@pytest.mark.usefixtures("store")
def test_the_threshold_that_is_set_is_the_one_that_holds(monkeypatch):
    monkeypatch.setenv("LAGESBILD_THRESHOLD", "2")
    assert SMALL in hidden_in(page("overview", lins="publik", unit="barn"))
    assert reads_veil.policy().threshold == 2


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("threshold", "most"), [("5", 4), ("8", 7)])
def test_it_is_told_which_numbers_are_hidden_and_0_is_none_of_them(monkeypatch, threshold, most):
    monkeypatch.setenv("LAGESBILD_THRESHOLD", threshold)
    assert f"Tal från 1 till {most} visas inte" in sent(page("overview", lins="publik"))


@pytest.mark.usefixtures("store")
def test_a_page_shows_no_more_than_the_server_may_also_when_it_had_begun(monkeypatch):
    reads.begin(seen_by=Lens.INTERN)
    monkeypatch.setenv("LAGESBILD_LENS", "publik")
    assert reads.lens() == Lens.PUBLIC
    with reads.looking_through(Lens.BOARD):
        assert reads.lens() == Lens.PUBLIC


@pytest.mark.usefixtures("store")
def test_an_audience_s_version_is_no_other_s():
    app = page("overview", lins="publik", unit="barn")
    assert not app.exception
    versions = set()
    for lens in Lens:
        with reads.looking_through(lens):
            versions.add(reads.version())
    assert len(versions) == len(Lens)
