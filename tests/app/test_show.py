"""APT: a show is suggested, chosen, started by its address, and never shows what an audience may not see."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from offices import MONTHS, indicator, plan_toml, series
from pages_read import lead, opened, plain, press, sheets
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data.recording_meetings import record_decision
from metrics.documents.model import Point
from metrics.vocabulary import Lens
from pages.parts import frame, reads_show
from pages.parts.reads_show import Show
from pages.parts.show.slides import slide_html
from reports.drawn_figures import HIDDEN_NOTE, HOLLOW_NOTE, shape_notes

OFFICE = {"organisation": "provkommun", "unit": "barn", "period": "2026-10"}
SECRET = 3
"""Too few to be told an audience."""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in November 2026."""
    monkeypatch.setattr(frame, "today", lambda: date(2026, 11, 10))


def months(*last: float, usual: float = 50) -> dict[str, float]:
    """Return a value for each month: all as usual but for the last ones."""
    values = [usual + index % 2 for index, _ in enumerate(MONTHS)]
    return dict(zip(MONTHS, [*values[: len(MONTHS) - len(last)], *last], strict=True))


@pytest.fixture
def store(load: Callable[[str], Engine]) -> Engine:
    """An office with figures that got worse, are near a target, meet it, are small, and aren't there."""
    return load(
        plan_toml(
            [
                indicator("vantetid", "Väntetid", target='kind = "at_most", value = 60', kind="flow"),
                indicator("sjuka", "Sjuka", target='kind = "at_most", value = 50.9'),
                indicator("larm", "Larm", target='kind = "at_most", value = 60'),
                indicator("arenden", "Ärenden"),
                indicator("hot", "Hot och våld"),
                indicator("tomt", "Tomt mått", target='kind = "at_most", value = 5'),
                series("vantetid", "barn", months(90, 95, 99)),
                series("sjuka", "barn", months(51)),
                series("larm", "barn", months(50)),
                series("arenden", "barn", months()),
                series("hot", "barn", months(SECRET)),
                series("tomt", "barn", {"2026-10": "missing"}),
            ]
        )
    )


def page(**address: str) -> AppTest:
    return opened("show", **{**OFFICE, **address})


def slide(at: int, **address: str) -> str:
    """Return the text of a slide, read as one line."""
    return plain(re.sub(r"<[^>]+>", " ", sheets(page(bild=str(at), **address))))


def sent(app: AppTest, name: str) -> object:
    """Return what is sent to the component that is told of something."""
    every = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return next(each[name] for each in every if name in each)


def ticked(app: AppTest) -> list[str]:
    return list(sent(app, "codes"))  # type: ignore[call-overload]


@pytest.mark.usefixtures("store")
def test_the_suggestion_is_ticked_and_says_why_each_is_there():
    app = page()
    assert app.title[0].value == "APT, Barnenheten"
    assert ticked(app) == ["vantetid", "sjuka", "larm"]
    assert lead(app) == (
        "Förslag: 3 indikatorer. 1 visar en verklig förändring, 1 ligger nära målet och 1 är att fira."
    )
    labels = [each.label for each in app.text_area]
    assert labels[0] == "1. Väntetid – verklig försämring"
    assert labels[-1] == "Fråga att tala om sist"


@pytest.mark.usefixtures("store")
def test_what_has_no_figure_for_the_audience_can_not_be_chosen_and_that_is_said():
    app = page(visa="tomt.hot.sjuka")
    assert ticked(app) == ["sjuka"]
    assert "Tomt mått" not in sheets(app)
    assert "Hot och våld" not in sheets(app)
    not_shown = "Visas inte: 1 dold för att skydda enskilda, 1 utan mätvärde för perioden."
    assert not_shown in [plain(each.value) for each in app.caption]
    assert [each.value for each in app.info] == ["Välj minst 3 indikatorer så kan visningen starta."]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("lens", ["", "intern", "namnd", "publik"])
def test_no_slide_tells_a_small_count_whatever_lens_the_address_asks_for(lens):
    asked = {"lins": lens} if lens else {}
    html = "".join(sheets(page(bild=str(at), visa="hot.arenden.sjuka", **asked)) for at in range(1, 5))
    assert "Hot" not in html
    assert "Ärenden" in html


@pytest.mark.usefixtures("store")
def test_the_other_pages_keep_the_lens_that_they_had():
    assert "lins" not in page().query_params
    assert page(lins="publik").query_params["lins"] == "publik"


@pytest.mark.usefixtures("store")
def test_a_show_made_outside_a_page_is_made_through_its_own_lens():
    unit = 2
    show = Show("provkommun", unit, "2026-09", ("hot",), seen_by=Lens.INTERN)
    (item,) = reads_show.report(show, date(2026, 11, 10), "").items
    assert item.value.number == 50
    outward = Show("provkommun", unit, "2026-10", ("hot",), seen_by=Lens.BOARD)
    (hidden,) = reads_show.report(outward, date(2026, 11, 10), "").items
    assert (hidden.value.text, hidden.value.number, hidden.chart.points[-1].value) == ("..", None, None)


@pytest.mark.usefixtures("store")
def test_a_slide_has_one_message_the_target_with_its_word_and_a_table():
    told = slide(2, visa="sjuka.larm.arenden")
    assert "Sjuka: 51,0 i oktober 2026. Målet nås nästan." in told
    assert "≈ Nära målet" in told
    assert "Mål: högst 50,9" in told
    assert "Visa som tabell" in told
    assert "2 av 5" in told
    assert "Larm:" not in told


def test_the_table_tells_a_hidden_figure_from_one_that_is_missing(load):
    states = {"2026-08": SECRET, "2026-09": "missing", "2026-10": 51}
    load(
        plan_toml(
            [
                indicator("hot", "Hot och våld", target='kind = "at_most", value = 50.25'),
                series("hot", "barn", months(50) | states),
            ]
        )
    )
    told = re.sub(r"\s+", " ", slide(2, visa="hot"))
    assert "oktober 2026 51,0 50,25 september 2026 saknas 50,25 augusti 2026 .. 50,25" in told
    assert "«..» dold för att skydda enskilda." in told
    assert "preliminärt" not in told


@pytest.mark.usefixtures("store")
def test_the_table_marks_a_preliminary_figure():
    show = Show("provkommun", 2, "2026-10", ("larm",), seen_by=Lens.INTERN)
    report = reads_show.report(show, date(2026, 11, 10), "")
    (item,) = report.items
    *earlier, last = item.chart.points
    chart = replace(item.chart, points=(*earlier, replace(last, preliminary=True)))
    section = replace(report.sections[0], items=(replace(item, chart=chart),))
    told = plain(re.sub(r"<[^>]+>", " ", slide_html(replace(report, sections=(section,)), 2)))
    assert "50,0*" in told
    assert "* preliminärt." in told
    assert "skydda enskilda" not in told


@pytest.mark.usefixtures("store")
def test_the_signs_of_a_chart_are_told_below_it_and_only_those_that_it_has():
    show = Show("provkommun", 2, "2026-10", ("arenden",), seen_by=Lens.INTERN)
    report = reads_show.report(show, date(2026, 11, 10), "")
    (item,) = report.items
    plainly = tuple(replace(each, meaning="", preliminary=False, hidden=False) for each in item.chart.points)
    *earlier, before, last = plainly

    def noted(*points: Point) -> str:
        chart = replace(item.chart, points=points)
        section = replace(report.sections[0], items=(replace(item, chart=chart),))
        html = slide_html(replace(report, sections=(section,)), 2)
        return " ".join(re.findall(r'<p class="note">(.*?)</p>', html))

    assert noted(*plainly) == ""
    hidden = replace(before, value=None, hidden=True)
    assert noted(*earlier, hidden, last) == ".. visas inte"
    worse = replace(last, meaning="worse", preliminary=True)
    assert noted(*earlier, hidden, worse) == " · ".join([*shape_notes([worse]), HOLLOW_NOTE, HIDDEN_NOTE])


@pytest.mark.usefixtures("store")
def test_the_first_slide_says_whose_figures_they_are_and_the_last_asks():
    assert "Barnenheten Oktober 2026" in re.sub(r"\s+", " ", slide(1))
    assert "Väntetid har försämrats. Vad tror vi att det beror på, och vad kan vi göra åt det?" in slide(5)
    assert "Sjuka ligger nära målet. Vad skulle få oss att nå det?" in slide(5, visa="sjuka.larm.arenden")
    assert "Vad gör vi nu?" in slide(5, fraga="Vad gör vi nu?")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("asked", "shown"),
    [("0", "1 av 5"), ("99", "5 av 5"), ("9" * 5_000, "5 av 5"), ("x", "1 av 5"), ("²", "1 av 5")],
    ids=["0", "99", "very large", "x", "a power"],
)
def test_a_slide_that_is_not_there_is_the_nearest_that_is(asked, shown):
    assert shown in slide(asked)


def decide(store: Engine) -> None:
    """Let it be decided what is done about an indicator of the unit."""
    given = {
        "text": "Nytt schema",
        "responsible": "Enhetschef",
        "starts_on": date(2026, 9, 1),
        "expected": "down",
        "role": "Chef",
    }
    record_decision(store, organisation_id=1, unit_id=2, given=given, indicator_id=2)


def everything_of(**address: str) -> str:
    """Return all that is said of three indicators: where they are chosen, and on every slide."""
    app = page(**address)
    drafted = " ".join(each.placeholder for each in app.text_area)
    return " ".join([drafted, *(slide(at, **address) for at in range(1, 6))])


@pytest.mark.parametrize(
    ("lens", "told"), [("", True), ("intern", True), ("namnd", False), ("publik", False), ("okänd", False)]
)
def test_what_is_decided_is_drafted_for_the_office_itself_alone(store, lens, told):
    decide(store)
    asked = {"lins": lens} if lens else {}
    assert ("Nytt schema" in everything_of(**asked)) == told


@pytest.mark.parametrize("lens", ["namnd", "publik"])
def test_a_server_for_an_audience_drafts_no_decision_whatever_the_address_asks_for(store, monkeypatch, lens):
    decide(store)
    monkeypatch.setenv("LAGESBILD_LENS", lens)
    assert "Nytt schema" not in everything_of(lins="intern")


def test_a_show_made_outside_a_page_has_no_decision_unless_the_office_asks_for_it(store):
    decide(store)
    show = Show("provkommun", 2, "2026-10", ("sjuka",), seen_by=Lens.BOARD)
    today = date(2026, 11, 10)
    assert reads_show.report(show, today, "").items[0].actions == ()
    for_the_office = replace(show, asked_for=Lens.INTERN)
    assert reads_show.report(for_the_office, today, "").items[0].actions == ("Nytt schema (Enhetschef)",)


@pytest.mark.parametrize(
    ("lens", "said"),
    [
        ("intern", "Inget är beslutat. Skriv vad ni gör, eller lämna tomt."),
        ("namnd", "Skriv vad ni gör, eller lämna tomt."),
    ],
)
@pytest.mark.usefixtures("store")
def test_without_a_decision_nothing_is_drafted_and_an_audience_isnt_told_whether_there_is_any(lens, said):
    assert {each.placeholder for each in page(lins=lens).text_area[:-1]} == {said}


@pytest.mark.usefixtures("store")
def test_a_lens_that_is_none_is_said_once():
    assert len(page(lins="okänd").warning) == 1


def test_an_own_text_goes_before_what_is_decided(store):
    decide(store)
    assert "Nytt schema (Enhetschef)" in slide(3)
    own = slide(3, **{"gor.sjuka": "Vi ringer <b>alla</b>"})
    assert "Nytt schema" not in own
    assert "Vi ringer" in own
    assert "&lt;b&gt;" in own
    assert "Nytt schema" not in slide(3, **{"gor.sjuka": "-"})


@pytest.mark.usefixtures("store")
def test_the_link_opens_the_same_show():
    app = page(visa="larm.sjuka.arenden", **{"gor.larm": "Fler nycklar"})
    link = str(sent(app, "link"))
    assert link.startswith("apt?organisation=provkommun&unit=barn&period=2026-10&visa=larm.sjuka.arenden")
    assert "gor.larm=Fler+nycklar" in link
    assert link.endswith("&bild=1")


@pytest.mark.usefixtures("store")
def test_without_any_figure_the_page_is_calm_and_nothing_can_be_started():
    app = page(unit="vuxna", bild="2")
    assert [each.value for each in app.info] == [
        "Det finns inget mätvärde att visa för perioden. Välj en annan period eller enhet."
    ]
    assert "bild" not in app.query_params


@pytest.mark.usefixtures("store")
def test_the_slides_can_be_taken_along():
    app = press(page(), "Hämta som PowerPoint")
    assert not app.error
    assert [each.label for each in app.get("download_button")] == [
        "Ladda ner apt-provkommun-barn-2026-10.pptx"
    ]


@pytest.mark.usefixtures("empty_store")
def test_an_empty_store_gives_a_calm_page():
    assert opened("show").info
