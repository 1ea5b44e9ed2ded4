"""Indikator as a reader meets it, from the entry of the product."""

import json
from datetime import date

import pytest
from offices import MONTHS, indicator, plan_toml, series
from streamlit.testing.v1 import AppTest

from metrics.charts import trend_chart
from metrics.theme import LIGHT
from pages.parts import reads, reads_indicator

TODAY = date(2026, 11, 22)


def opened(app: AppTest, **address: str) -> AppTest:
    """Open the page by its address."""
    app.run()
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page("pages/indicator.py").run()


def chart(app: AppTest) -> dict:
    """Return the chart as it is sent to the reader."""
    return json.loads(app.get("plotly_chart")[0].proto.spec)


def tables(app: AppTest) -> str:
    """Return all plain tables as HTML."""
    return " ".join(each.value for each in app.markdown if "<table" in each.value)


@pytest.mark.usefixtures("full_store")
def test_one_sentence_says_value_period_target_and_status_and_is_the_charts_text(app):
    opened(app, organisation="exempelstad", indicator="sjukfranvaro", period="2026-10")
    assert not app.exception
    sentence = (
        "Sjukfrånvaro: 6,2\u00a0% (7 av 8 enheter) i oktober 2026; målet högst 5,7\u00a0% nås inte, "
        "men värdet ligger inom normal variation; årets mål nås sannolikt inte."
    )
    assert sentence in [each.value for each in app.markdown]
    assert app.get("plotly_chart")[0].proto.alt == sentence


@pytest.mark.usefixtures("full_store")
def test_the_chart_of_invented_figures_carries_the_mark_with_it(app):
    opened(app, organisation="exempelstad", indicator="sjukfranvaro")
    notes = [note["text"] for note in chart(app)["layout"]["annotations"]]
    assert any("Simulerade data" in note for note in notes)


@pytest.mark.usefixtures("full_store")
def test_the_chart_of_real_figures_carries_no_such_mark(app):
    opened(app, organisation="timra", indicator="antal-familjehemsplacerade-barn-och-unga", period="2017-12")
    assert not app.exception
    assert "Simulerade" not in json.dumps(chart(app))


@pytest.mark.usefixtures("full_store")
def test_every_indicator_of_every_organisation_can_be_shown():
    for organisation in reads.organisations()["code"]:
        office = reads.office_of(organisation)
        root, period = office.places[0], office.latest_closed(TODAY)
        for subject in office.subjects:
            view = reads_indicator.indicator(organisation, subject.code, root.id, period.code, None)
            figure = trend_chart(
                view.series,
                view.target_lines,
                unit_of_measure=view.drawn_in,
                decimals=subject.decimals,
                palette=LIGHT,
                marks=view.marks,
            )
            assert figure.layout.height, subject.code
            assert view.row.sentence.endswith("."), subject.code


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(("seen_by", "period"), [("tertial", "tertial 3 2026"), ("year", "2026")])
def test_months_can_be_seen_by_coarser_periods(app, seen_by, period):
    opened(app, organisation="exempelstad", indicator="sjukfranvaro", period="2026-10", per=seen_by)
    assert not app.exception
    assert any(f"för {period}; målet" in each.value for each in app.markdown)
    assert "perioder" in tables(app)


@pytest.mark.usefixtures("full_store")
def test_earlier_words_on_a_corrected_figure_are_shown(app):
    opened(app, organisation="exempelstad", indicator="orosanmalningar")
    assert any(each.value == "Rättade värden" for each in app.subheader)
    assert "februari 2024" in tables(app)


@pytest.mark.usefixtures("full_store")
def test_a_target_is_shown_with_its_source_words(app):
    opened(
        app,
        organisation="stockholm-hagersten-liljeholmen",
        indicator="sjukfranvaro",
        unit="barn-och-ungdomsenheten",
    )
    assert "tas fram av nämnd" in tables(app)


@pytest.mark.usefixtures("full_store")
def test_an_unknown_indicator_in_the_address_is_answered_in_swedish(app):
    opened(app, organisation="exempelstad", indicator="atlantis")
    assert not app.exception
    assert "indikatorn «atlantis»" in app.warning[0].value


def test_an_office_without_indicators_says_so(app, load):
    load(plan_toml([]))
    opened(app)
    assert not app.exception
    assert "har inga indikatorer ännu" in app.info[0].value


def test_an_indicator_without_figures_says_so(app, load):
    load(plan_toml([indicator("tom", "Tomt mått", target='kind = "at_most", value = 5')]))
    opened(app, indicator="tom", period="2026")
    assert not app.exception
    assert any("är inte rapporterat än" in each.value for each in app.markdown)


@pytest.mark.usefixtures("many")
def test_one_of_two_hundred_indicators_opens(app):
    opened(app, indicator="matt-199", period="2026-10")
    assert not app.exception
    assert app.title[0].value.startswith("Mått 199")


def test_a_late_month_is_a_gap_in_the_chart_and_not_zero(app, load):
    values = dict.fromkeys(MONTHS, 4.0) | {"2025-03": "missing"}
    load(plan_toml([indicator("gles", "Glest mått"), series("gles", "kontoret", values)]))
    opened(app, indicator="gles", period="2026-10")
    line = next(trace for trace in chart(app)["data"] if len(trace["y"]) == len(MONTHS) or None in trace["y"])
    assert None in line["y"]
    assert 0 not in line["y"]


# Signal or noise

QUIET = [5 + swing / 10 for swing in [2, -1, 1, -2, 0, 2, -1, 3, -2, 1, -1, 0] * 2]
SHIFT = [7.1, 6.9, 7.0, 7.2, 6.9, 7.1, 7.0, 6.8, 7.1, 7.0]
SHIFTED = dict(zip(MONTHS, [*QUIET, *SHIFT], strict=True))
"""About 5,0 until December 2025 and about 7,0 from January 2026, in which lower is better."""
ADDRESS = {"indicator": "matt", "period": "2026-10"}


def shifted() -> str:
    """An office with one indicator that has shifted."""
    return plan_toml([indicator("matt", "Måttet", kind="mean"), series("matt", "kontoret", SHIFTED)])


def traces(app: AppTest, name: str) -> list[dict]:
    """Return the chart's lines of a name."""
    return [trace for trace in chart(app)["data"] if trace["name"] == name]


def said(app: AppTest) -> str:
    """Return every text on the page."""
    return " ".join(each.value for each in (*app.markdown, *app.info, *app.error, *app.caption))


def submit(app: AppTest, label: str) -> AppTest:
    """Press a form's button."""
    return next(each for each in app.button if each.label == label).click().run()


def test_mean_and_limits_are_drawn_and_points_beyond_chance_have_a_shape(app, load):
    load(shifted())
    opened(app, **ADDRESS)
    assert not app.exception
    assert (len(traces(app, "Medelvärde")), len(traces(app, "Gräns"))) == (1, 2)
    symbols = traces(app, "Mätvärde")[0]["marker"]["symbol"]
    assert set(symbols[-len(SHIFT) :]) == {"triangle-up"}
    assert "Försämring: " in said(app)
    assert "det är en verklig försämring." in said(app)


def test_the_line_can_be_seen_alone(app, load):
    load(shifted())
    opened(app, **ADDRESS, lines="plain")
    assert not app.exception
    assert traces(app, "Medelvärde") == traces(app, "Gräns") == []
    assert set(traces(app, "Mätvärde")[0]["marker"]["symbol"]) == {"circle"}
    fields = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    assert any(each.get("values", {}).get("lines") == "plain" for each in fields)


def test_a_lasting_shift_asks_whether_new_limits_should_be_decided(app, load):
    load(shifted())
    opened(app, **ADDRESS)
    assert "på samma sida om mittlinjen sedan januari 2026" in said(app)
    opened(app, indicator="matt", period="2026-08")
    assert "Besluta då om nya gränser" not in said(app)


KEYS = "matt-kontoret"


def unfolded(app: AppTest, form: str) -> AppTest:
    """Open the page of the shifted indicator and unfold one of its forms."""
    opened(app, **ADDRESS)
    app.session_state[f"{form}-{KEYS}-box"] = True
    return app.run()


def test_an_event_that_is_saved_shows_on_the_page_and_in_the_chart(app, load):
    load(shifted())
    unfolded(app, "event")
    assert "Ny lokal" not in tables(app)
    app.text_input(key=f"event-{KEYS}-day").set_value("2026-01-15")
    app.text_input(key=f"event-{KEYS}-text").set_value("Ny lokal")
    app.text_input(key=f"event-{KEYS}-role").set_value("Enhetschef")
    submit(app, "Spara händelsen")
    assert not app.exception
    assert not app.error
    assert "2026-01-15" in tables(app)
    assert "Ny lokal" in tables(app)
    assert "Ny lokal" in [note.get("hovertext") for note in chart(app)["layout"]["annotations"]]
    assert [shape["x0"] for shape in chart(app)["layout"]["shapes"]] == ["2026-01-15"]


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [("", "Enhetschef", "Händelse: "), ("Ny lokal", "", "Din roll: ")],
)
def test_an_event_that_can_not_be_saved_says_why_and_nothing_is_saved(app, load, text, role, words):
    load(shifted())
    unfolded(app, "event")
    app.text_input(key=f"event-{KEYS}-text").set_value(text)
    app.text_input(key=f"event-{KEYS}-role").set_value(role)
    submit(app, "Spara händelsen")
    assert "Inget har sparats." in app.error[0].value
    assert words in app.error[0].value
    assert app.text_input(key=f"event-{KEYS}-text").value == text
    assert "Händelser och beslut" not in [each.value for each in app.subheader]


def decided(app: AppTest, day: date, reason: str = "Ny rutin", role: str = "Avdelningschef") -> AppTest:
    """Decide on new limits in the form."""
    app.text_input(key=f"rebase-{KEYS}-day").set_value(day.isoformat())
    app.text_area(key=f"rebase-{KEYS}-reason").set_value(reason)
    app.text_input(key=f"rebase-{KEYS}-role").set_value(role)
    return submit(app, "Besluta")


def test_new_limits_are_offered_from_where_the_shift_began(app, load):
    load(shifted())
    unfolded(app, "rebase")
    assert app.text_input(key=f"rebase-{KEYS}-day").value == "2026-01-01"


def test_new_limits_that_are_decided_break_the_lines_and_can_be_taken_back(app, load):
    load(shifted())
    unfolded(app, "rebase")
    decided(app, date(2025, 7, 1))
    assert not app.exception
    assert not app.error
    assert "Nya gränser: Ny rutin" in tables(app)
    assert "Nya gränser från 2025-07-01, beslutat av Avdelningschef: Ny rutin" in said(app)
    assert [line["x"][0] for line in traces(app, "Medelvärde")] == ["2024-01-01", "2025-07-01"]
    assert len(traces(app, "Gräns")) == 2 * 2
    next(each for each in app.text_input if each.key.startswith("withdraw-")).set_value("Avdelningschef")
    submit(app, "Ta tillbaka")
    assert not app.exception
    assert "Nya gränser: Ny rutin" not in tables(app)
    assert [line["x"][0] for line in traces(app, "Medelvärde")] == ["2024-01-01"]


def test_the_old_lines_stay_when_the_new_ones_have_too_few_points_yet(app, load):
    load(shifted())
    unfolded(app, "rebase")
    decided(app, date(2026, 1, 1))
    assert "Det finns färre än 13 värden, eller ändringar, att bedöma mot." in said(app)
    assert [line["x"] for line in traces(app, "Medelvärde")][:1] == [["2024-01-01", "2025-12-31"]]


def test_new_limits_must_begin_with_a_period(app, load):
    load(shifted())
    unfolded(app, "rebase")
    decided(app, date(2026, 1, 15))
    assert "Inget har sparats." in app.error[0].value
    assert "Gäller från: " in app.error[0].value
    assert "Nya gränser: " not in tables(app)
