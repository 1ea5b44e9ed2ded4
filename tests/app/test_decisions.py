"""Åtgärder on Indikator: decided there, marked on the chart, followed up with a receipt, and taken back."""

import json
from datetime import date

import pytest
from offices import MONTHS, indicator, plan_toml, series
from pages_read import sheets
from streamlit.testing.v1 import AppTest

from data import queries_plan
from data.recording_meetings import record_decision
from pages.parts import reads, reads_decisions

CALM = [12, 9, 11, 8, 10, 12, 9, 13, 8, 11, 9, 10]
FOUND = [*CALM, *CALM, 16, 17, 15, 18, 16, 17, 15, 16, 18, 17]
"""January 2024 to October 2026: about 10, and from January 2026 about 16. Lower is better."""
TEXT = "Nya rutiner & <b>tydligare</b> ansvar"
KEY = "decide-mattet-barn"
FIELDS = {"starts_on-day": f"{KEY}-0-day", "role": f"{KEY}-role"}
TODAY = date(2026, 11, 28)


@pytest.fixture
def office(load):
    """An office with one indicator that rose in January 2026."""
    values = series("mattet", "barn", dict(zip(MONTHS, FOUND, strict=True)))
    return load(plan_toml([indicator("mattet", "Måttet", kind="mean"), values]))


def opened(app: AppTest, **address: str) -> AppTest:
    """Open the page of the indicator by its address."""
    app.run()
    usual = {"organisation": "provkommun", "indicator": "mattet", "unit": "barn", "period": "2026-10"}
    for name, value in {**usual, **address}.items():
        app.query_params[name] = value
    return app.switch_page("pages/indicator.py").run()


def form_opened(app: AppTest, key: str) -> AppTest:
    """Open a box that makes its fields when it is opened."""
    app.session_state[key] = True
    return app.run()


def decided(app: AppTest, **changes: str) -> AppTest:
    """Fill in the form and save; what is not changed is a decision that can be saved."""
    form_opened(app, f"{KEY}-box")
    usual = {
        "text": TEXT,
        "responsible": "Enhetschef",
        "starts_on-day": "2026-01-01",
        "follow-up": "2026-11-01",
        "role": "Controller",
    }
    for name, value in {**usual, **changes}.items():
        field = FIELDS.get(name, f"{KEY}-0-{name}")
        app.text_input(key=field).set_value(value)
    pressed = next(each for each in app.button if each.label == "Skriv ner beslutet")
    return pressed.click().run()


def stored(engine):
    return queries_plan.decisions(engine, 1).to_dict("records")


def told(app: AppTest) -> str:
    return " ".join(each.value for each in app.markdown)


def chart(app: AppTest) -> dict:
    return json.loads(app.get("plotly_chart")[0].proto.spec)


def receipt_words() -> str:
    root = reads.office_of("provkommun").places[0]
    (line,) = reads_decisions.decisions("provkommun", root.id, "2026-10", TODAY)
    return line.receipt_words.replace("\u00a0", " ")


def test_an_action_is_decided_on_the_page_with_the_better_way_as_what_is_expected(app, office):
    decided(opened(app))
    assert not app.exception and not app.error
    (row,) = stored(office)
    assert (row["text"], row["responsible"], row["role"]) == (TEXT, "Enhetschef", "Controller")
    assert (row["expected"], row["starts_on"].date()) == ("down", date(2026, 1, 1))
    assert row["follow_up_on"].date() == date(2026, 11, 1)


def test_the_decision_is_marked_on_the_chart_and_in_the_table_of_marks(app, office):
    decided(opened(app))
    opened(app)
    marks = [each for each in chart(app)["layout"]["annotations"] if each.get("text") == "<b>1</b>"]
    assert [each["x"] for each in marks] == ["2026-01-01"]
    assert "Åtgärd: Nya rutiner &amp; &lt;b&gt;tydligare&lt;/b&gt; ansvar" in told(app)


def test_the_receipt_tells_that_the_figure_went_the_wrong_way(app, office):
    decided(opened(app))
    assert receipt_words() == (
        "Signal åt fel håll hittills: nivån har ökat. Av 10 månader till och med oktober 2026 ligger alla "
        "över medelvärdet före beslutet (10,2). Slumpen ger en sådan signal i högst ungefär 1 fall av 20."
    )


def test_the_decision_stands_on_the_page_with_its_receipt_and_its_text_escaped(app, office):
    decided(opened(app))
    shown = sheets(opened(app))
    assert "Nya rutiner &amp; &lt;b&gt;tydligare&lt;/b&gt; ansvar" in shown
    assert "<small>Enhetschef; väntas minska</small>" in shown
    assert "<small>följs upp 2026-11-01</small>" in shown
    assert "Signal åt fel håll hittills:" in shown and "nivån har ökat. Av 10 månader" in shown


def test_a_form_that_is_refused_says_why_and_keeps_what_was_typed(app, office):
    decided(opened(app), responsible="", **{"follow-up": "i höst"})
    (problem,) = [each.value for each in app.error]
    assert "Ansvarig roll: får inte vara tom" in problem
    assert "Följs upp: ska vara ett datum som 2019-02-13" in problem
    assert app.text_input(key=f"{KEY}-0-text").value == TEXT
    assert stored(office) == []


def test_a_decision_of_a_unit_below_stands_on_the_page_of_the_one_above(app, office):
    decided(opened(app))
    opened(app, unit="kontoret")
    assert "Åtgärd: Nya rutiner" in told(app)
    opened(app, unit="vuxna")
    assert "Åtgärd: Nya rutiner" not in told(app)


def decision(engine) -> int:
    whole = reads.office_of("provkommun")
    return record_decision(
        engine,
        organisation_id=whole.id,
        unit_id=whole.place("barn").id,
        indicator_id=whole.subject("mattet").id,
        given={
            "text": "Nya rutiner",
            "responsible": "Enhetschef",
            "starts_on": date(2026, 1, 1),
            "expected": "down",
            "follow_up_on": None,
            "role": "Controller",
        },
    )


def test_how_far_it_has_come_is_told_and_told_anew(app, office):
    number = decision(office)
    form_opened(opened(app), "decision-follow-up")
    key = f"decision-{number}-progress"
    for status, note in (("ongoing", "Hälften är infört."), ("done", "Allt är infört.")):
        app.radio(key=f"{key}-status").set_value(status)
        app.text_input(key=f"{key}-note").set_value(note)
        app.text_input(key=f"{key}-role").set_value("Enhetschef")
        next(each for each in app.button if each.label == "Spara läget").click().run()
        assert not app.error
    words = queries_plan.progress(office, 1)[["revision", "status", "note"]].to_numpy().tolist()
    assert words == [[1, "ongoing", "Hälften är infört."], [2, "done", "Allt är infört."]]


def test_an_action_that_is_taken_back_leaves_the_chart(app, office):
    number = decision(office)
    form_opened(opened(app), "decision-follow-up")
    app.text_input(key=f"decision-{number}-withdraw-role").set_value("Controller")
    next(each for each in app.button if each.label == "Ta tillbaka").click().run()
    assert stored(office) == []
    opened(app)
    assert "Åtgärd: Nya rutiner" not in told(app)
    assert "Åtgärder och beslut" not in [each.value for each in app.subheader]


def test_an_earlier_day_offers_nothing_to_decide(app, office):
    decision(office)
    opened(app, laget="2026-11-01")
    labels = [each.label for each in app.expander]
    assert "Besluta om en åtgärd" not in labels
    assert "Rapportera läge eller ta tillbaka" not in labels


@pytest.mark.usefixtures("full_store")
def test_every_decision_of_the_invented_office_on_an_indicator_has_a_receipt():
    office = reads.office_of("exempelstad")
    lines = reads_decisions.decisions("exempelstad", office.places[0].id, "2026-10", TODAY)
    assert lines
    for line in lines:
        assert bool(line.receipt_words) == (line.indicator_id is not None), line.text
        assert "normal" not in line.receipt_words
