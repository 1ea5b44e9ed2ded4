"""The page Mål och aktiviteter: the plan's tree, what it says first, and what it links to."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pages_read import lead
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data.plan_editing.editing import PlanChange, edit_plan
from data.plan_files.content import read_plan_content
from data.plan_files.differences import entry_of
from data.recording_progress import record_follow_up_delivery, record_progress
from metrics.plan.tree_words import RETOLD
from metrics.vocabulary import PlanNoun
from pages.parts import frame

TODAY = date(2019, 10, 1)
PLAN = """
[organisation]
code = "provkommun"
name = "Provkommun"

[plan]
code = "provplan"
title = "Provplan <2019>"
document = "Provplan 2019"
valid_from = 2019-01-01
valid_to = 2019-12-31
decided_by = "Socialnämnden"
decided_on = 2018-12-12
reference = "SN 2018/7"

[[units]]
code = "kontoret"
name = "Kontoret"
kind = "kontor"

[[objectives]]
code = "trygghet"
kind = "nämndmål"
number = "1"
title = "Barn är <trygga>"
expected_result = "Färre flyttar"
source = "Provplan 2019, Mål, Mål 1"

[[objectives]]
code = "stod"
kind = "enhetsmål"
title = "Stöd i tid"
parent = "trygghet"
source = "Provplan 2019, Mål, Mål 1"

[[indicators]]
code = "nki"
name = "Nöjd-kund-index"
objective = "stod"
definition = "Andel nöjda"
unit_of_measure = "antal"
kind = "stock"
direction = "up"
periodicity = "year"
decimals = 0
area = "quality"
owner = "Enhetschef"
source_system = "Enkät"
source = "Provplan 2019, Mått"

[[indicators.targets]]
kind = "at_least"
value = 75
valid_from = 2019-01-01
valid_to = 2019-12-31
words = "minst 75"
source = "Provplan 2019, Mått, Tabell 1"

[[activities]]
code = "rekrytera"
title = "Rekrytera familjehem"
objective = "stod"
responsible = "Enhetschef"
starts = 2019-01-01
ends = 2019-06-30
status = "ongoing"
source = "Provplan 2019, Aktiviteter"

[[follow_ups]]
code = "redovisa"
title = "Redovisa till nämnden"
objective = "trygghet"
due = "2019-06-13"
recipient = "Socialnämnden"
source = "Provplan 2019, Uppföljning"
"""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in October 2019."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


@pytest.fixture
def store(load: Callable[[str], Engine]) -> Engine:
    """A small plan with one of each."""
    return load(PLAN)


def page(app: AppTest, **address: str) -> AppTest:
    app.query_params.update(address)
    app.switch_page("pages/goals.py").run()
    assert not app.exception, app.exception[0].value
    return app


def sheet(app: AppTest) -> str:
    """Return the tree's HTML, with ordinary spaces; empty where there is none."""
    found = [json.loads(each.proto.json).get("html", "") for each in app.get("bidi_component")]
    return next((html for html in found if 'class="tree"' in html), "").replace("\u00a0", " ")


def number(store: Engine, table: str) -> int:
    with store.connect() as connection:
        return int(connection.scalar(text(f"SELECT id FROM {table}")) or 0)  # noqa: S608 - names of ours


@pytest.mark.usefixtures("store")
def test_the_page_says_first_how_the_plan_goes(app: AppTest) -> None:
    app = page(app)
    assert app.title[0].value == r"Provplan \<2019>, 2019"
    assert lead(app) == (
        "Planens enda indikator har inte något värde för perioden. Planen har 1 aktivitet och 1 redovisning. "
        "1 aktivitet och 1 redovisning är försenade."
    )


@pytest.mark.usefixtures("store")
def test_everything_has_its_place_its_links_and_its_origin(app: AppTest) -> None:
    html = sheet(page(app))
    goal, unit_goal = html.index('data-kind="nämndmål"'), html.index('data-kind="enhetsmål"')
    assert goal < html.index("Färre flyttar") < html.index("Redovisa till nämnden") < unit_goal
    assert unit_goal < html.index("Nöjd-kund-index") < html.index("Rekrytera familjehem")
    assert "Barn är &lt;trygga&gt;" in html
    assert "<trygga>" not in html
    assert re.search(r'href="indikator\?[^"]*organisation=provkommun[^"]*indicator=nki', html)
    assert re.search(r'href="aktiviteter\?[^"]*plan=provplan', html)
    for origin in ("Mål 2019: minst 75", "«minst 75»", "Mått › Tabell 1", "Aktiviteter", "SN 2018/7"):
        assert origin in html
    assert "<dt>Beslut</dt><dd>Socialnämnden, 12 december 2018</dd>" in html


@pytest.mark.usefixtures("store")
def test_a_state_is_said_in_the_same_words_as_on_the_pages_of_its_own(app: AppTest) -> None:
    html = sheet(page(app))
    activity, account = (html.split(words)[0] for words in ("Rekrytera familjehem", "Redovisa till nämnden"))
    for before in (activity, account):
        assert before.rsplit("<tr>", 1)[1].startswith('<td class="state">')
        assert "</b>försenad</span>" in before.rsplit("<tr>", 1)[1]


def test_an_account_has_the_document_s_words_also_when_its_title_is_changed(
    app: AppTest, store: Engine
) -> None:
    words = "<dt>Dokumentets ord</dt><dd>«Redovisa till nämnden»</dd>"
    assert words in origin_of(sheet(page(app)), "Redovisa till nämnden")
    changed(store, PlanNoun.FOLLOW_UP, "redovisa", title="Redovisa i juni")
    origin = origin_of(sheet(page(app)), "Redovisa i juni")
    assert "Ändrad på skärmen" in origin
    assert words in origin


def test_a_word_told_and_an_account_given_show_at_once(app: AppTest, store: Engine) -> None:
    organisation = number(store, "organisation")
    record_progress(
        store,
        organisation_id=organisation,
        subject={"activity_id": number(store, "activity")},
        given={"told_on": date(2019, 9, 1), "status": "done", "note": "Tre nya hem", "role": "Enhetschef"},
        revision=0,
    )
    record_follow_up_delivery(
        store,
        organisation_id=organisation,
        follow_up_id=number(store, "follow_up"),
        given={"due": "2019-06-13", "delivered_on": date(2019, 6, 12), "note": "", "role": "Controller"},
    )
    app = page(app)
    html = sheet(app)
    assert "försenad" not in lead(app)
    assert "1 aktivitet (1 klar)" in html
    assert "Redovisat: klar (1 september 2019, Enhetschef): Tre nya hem" in html
    assert "lämnad i tid" in html


def changed(store: Engine, noun: PlanNoun, code: str, **fields: Any) -> None:
    """Change or add an entry of the plan on screen."""
    plan = number(store, "plan")
    stood = entry_of(read_plan_content(store, plan), noun, code)
    change = PlanChange(noun, code, stood, {**(stood or {}), **fields})
    edit_plan(store, plan_id=plan, change=change, given={"reason": "Nämnden vill", "role": "Controller"})


def origin_of(html: str, words: str) -> str:
    """Return the first origin that stands after some words."""
    return html.split(words, 1)[1].split('<details class="origin"', 1)[1].split("</details>", 1)[0]


def test_what_is_added_on_screen_is_not_said_to_be_decided(app: AppTest, store: Engine) -> None:
    changed(store, PlanNoun.ACTIVITY, "ny", title="Helt ny", objective="stod", source="Protokoll, § 9")
    changed(store, PlanNoun.ACTIVITY, "rekrytera", title="Rekrytera fler")
    html = sheet(page(app))
    new, old = origin_of(html, "Helt ny"), origin_of(html, "Rekrytera fler")
    assert "Tillagd på skärmen" in new
    assert "av rollen Controller: Nämnden vill" in new
    assert "<dt>Källa</dt><dd>Protokoll, § 9</dd>" in new
    assert not any(words in new for words in ("Dokument", "Beslut", "Socialnämnden"))
    assert "Ändrad på skärmen" in old
    assert "«Rekrytera familjehem»" in old
    assert "<dt>Beslut</dt><dd>Socialnämnden, 12 december 2018</dd>" in old


def test_a_target_added_on_screen_is_told_from_that_of_the_document(app: AppTest, store: Engine) -> None:
    stood = {"kind": "at_least", "value": 75.0, "valid_from": "2019-01-01", "valid_to": "2019-12-31",
             "words": "minst 75", "source": "Provplan 2019, Mått, Tabell 1"}  # fmt: skip
    more = {**stood, "value": 80.0, "valid_from": "2020-01-01", "valid_to": "2020-12-31", "words": "80",
            "source": "Muntligt"}  # fmt: skip
    changed(store, PlanNoun.INDICATOR, "nki", targets=[more, stood])
    origin = origin_of(sheet(page(app)), "Nöjd-kund-index")
    in_force, new = origin.index("Mål 2019: minst 75"), origin.index("Mål 2020: minst 80")
    assert in_force < origin.index("Beslut") < new < origin.index("Tillagd på skärmen")
    assert origin.count("Beslut") == 1


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("shown", "opened"),
    [("", 1), ("open", 2), ("attention", 2), ("finns-inte", 1)],
)
def test_the_tree_is_shown_as_the_address_asks(app: AppTest, shown: str, opened: int) -> None:
    html = sheet(page(app, tree=shown) if shown else page(app))
    assert len(re.findall(r'<details class="node [^>]* open>', html)) == opened
    assert ("Nöjd-kund-index" in html) == (shown != "attention")
    assert "Rekrytera familjehem" in html


def test_a_plan_that_needs_no_attention_says_so(app: AppTest, load: Callable[[str], Engine]) -> None:
    load(PLAN.split("[[activities]]")[0])
    app = page(app, tree="attention")
    assert [each.value for each in app.info] == ["Inget mål missas, och inget är försenat."]
    assert sheet(app) == ""


@pytest.mark.usefixtures("full_store")
def test_another_period_than_the_plan_s_is_said(app: AppTest) -> None:
    app = page(app, organisation="norrkoping", plan="norrkoping-2017", period="2024")
    assert app.title[0].value == "Uppdragsplan 2017, 2017"
    assert [each.value for each in app.caption] == [
        "Planen gäller 2017. Indikatorerna visas därför för 2017, inte för 2024.",
        RETOLD,
    ]
    html = sheet(app)
    assert "period=2017" in html
    assert "period=2024" not in html


def test_the_plans_indicators_are_had_as_a_file_of_the_period_that_the_page_shows(
    app: AppTest, store: Engine
) -> None:
    app.session_state["export-box"] = True
    page(app)
    app.button(key="export-selection-csv").click().run()
    assert not app.exception, app.exception[0].value
    (button,) = app.get("download_button")
    assert button.proto.label.startswith("Ladda ner utdrag-provkommun-kontoret-2019")
