"""Indikator as a reader meets it, from the entry of the product."""

import json
from datetime import date

import pytest
from offices import MONTHS, indicator, plan_toml, series
from streamlit.testing.v1 import AppTest

from metrics.charts import trend_chart
from metrics.theme import LIGHT
from pages.parts import reads

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
    sentence = "Sjukfrånvaro: 6,1\u00a0% i oktober 2026; målet högst 5,7\u00a0% nås inte."
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
            view = reads.indicator(organisation, subject.code, root.id, period.code, None)
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


@pytest.mark.usefixtures("empty_store")
def test_an_empty_store_says_what_to_do(app):
    opened(app)
    assert not app.exception
    assert "python -m data init" in app.info[0].value


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
