"""Översikt as a reader meets it, from the entry of the product."""

import json
import re
import time
from datetime import date
from pathlib import Path

import pytest
from drawn import drawn_office, figures
from offices import MONTHS, indicator, plan_toml, series
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import queries
from data.catalogue import load_plan_file
from data.recording_events import record_event
from metrics.overview import overview_rows
from metrics.periods import Period
from metrics.talk import Narrowing
from pages.parts import reads
from pages.parts.narrowing import narrowing_fields


def table(app: AppTest) -> str:
    """Return the overview's tables as HTML, as they are sent to the reader."""
    return str(sent(app, "colours")["html"])


def fields(app: AppTest) -> str:
    """Return the fields as HTML, as they are sent to the reader."""
    return str(sent(app, "values")["html"])


def sent(app: AppTest, what: str) -> dict:
    """Return what is sent to the component that is told of something."""
    every = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return next(each for each in every if what in each)


def texts(app: AppTest) -> str:
    """Return everything said outside the table."""
    return " ".join([*(title.value for title in app.title), *(each.value for each in app.markdown)])


def names_in_order(app: AppTest) -> list[str]:
    """Return the indicator codes of the table's rows, from the top."""
    return re.findall(r'data-code="([a-z0-9-]+)"', table(app))


@pytest.mark.usefixtures("full_store")
def test_opens_on_the_invented_offices_latest_closed_month_and_says_that_it_is_invented(app):
    app.run()
    assert not app.exception
    assert app.query_params["organisation"] == "exempelstad"
    assert app.query_params["period"] == "2026-10"
    assert app.title[0].value == "Socialförvaltningen, oktober 2026"
    assert "Simulerade data" in texts(app)


@pytest.mark.usefixtures("full_store")
def test_a_real_plan_opens_by_its_address_without_the_mark_of_invented_data(app):
    app.query_params["organisation"] = "timra"
    app.query_params["period"] = "2017-12"
    app.run()
    assert app.title[0].value == "Socialförvaltningen, december 2017"
    assert "Simulerade data" not in texts(app)
    assert "Antal familjehemsplacerade barn och unga" in table(app)


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    "organisation", ["helsingborg", "norrkoping", "stockholm-hagersten-liljeholmen", "timra"]
)
def test_every_plan_opens_on_a_period_of_its_own(app, organisation):
    app.query_params["organisation"] = organisation
    app.run()
    assert not app.exception
    assert len(names_in_order(app)) >= 5


@pytest.mark.usefixtures("full_store")
def test_a_derived_indicator_has_a_row_and_what_is_shown_beside_another_has_none(app):
    app.query_params["period"] = "2026-10"
    app.run()
    shown = set(names_in_order(app))
    assert {"varddygn-hvb", "hvb-nettoforandring", "varddygn-hvb-rullande", "ej-ateraktualiserade"} <= shown
    office = reads.office_of("exempelstad")
    beside = {subject.code for subject in office.subjects if subject.accompanies is not None}
    assert {"nya-hvb", "avslutade-insatser", "hme-staden"} <= beside
    assert not beside & shown


@pytest.mark.usefixtures("full_store")
def test_the_fields_show_what_the_address_says(app):
    app.query_params["unit"] = "mottagningsenheten"
    app.query_params["status"] = "off_target"
    app.run()
    assert sent(app, "values")["values"] == {
        "organisation": "exempelstad",
        "unit": "mottagningsenheten",
        "period": "2026-10",
        "lins": "intern",
        "shown": "",
        "status": "off_target",
        "text": "",
    }
    assert app.title[0].value == "Mottagningsenheten, oktober 2026"


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("organisation", "atlantis", "verksamheten «atlantis»"),
        ("unit", "atlantis", "enheten «atlantis»"),
        ("period", "2019-13", "perioden «2019-13»"),
        ("period", "3019-01", "perioden «3019-01»"),
        ("period", "<script>", "perioden «\\<script>»"),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_is_answered_in_swedish_with_a_way_on(
    app, name, value, said
):
    app.query_params[name] = value
    app.run()
    assert not app.exception
    assert said in app.warning[0].value
    assert "i stället" in app.warning[0].value
    assert app.title[0].value == "Socialförvaltningen, oktober 2026"


@pytest.mark.usefixtures("full_store")
def test_what_misses_its_target_stands_first_within_its_area(app):
    app.query_params["organisation"] = "exempelstad"
    app.run()
    first_area = table(app).split("<section")[1]
    statuses = re.findall(r"(Når inte målet|Nära målet|Når målet|Inget mål|Mätvärde saknas)", first_area)
    order = ["Når inte målet", "Nära målet", "Når målet", "Inget mål", "Mätvärde saknas"]
    assert statuses == sorted(statuses, key=order.index)


@pytest.mark.usefixtures("full_store")
def test_the_count_of_a_status_shows_just_as_many_rows_when_chosen(app):
    app.run()
    counted = re.search(r"Når inte målet (\d+)", fields(app))
    app.query_params["status"] = "off_target"
    app.run()
    assert counted and len(names_in_order(app)) == int(counted[1]) > 0


@pytest.mark.usefixtures("full_store")
def test_free_text_finds_by_name_and_says_so_when_nothing_fits(app):
    app.query_params["text"] = "sjukfrånvaro"
    app.run()
    assert set(names_in_order(app)) >= {"sjukfranvaro", "sjukfranvaro-dag-1-14"}
    assert "orosanmalningar" not in names_in_order(app)
    app.query_params["text"] = "finns inte alls"
    app.run()
    assert "Ingen indikator passar urvalet" in app.info[0].value


@pytest.mark.usefixtures("full_store")
def test_a_late_figure_is_listed_as_late(app):
    app.run()
    listed = table(app).split("<summary>Saknas eller är sena")[1].split("</details>")[0]
    assert "Uppdrag inom serviceverksamheterna" in listed


def test_an_unmade_store_says_what_to_do(app, tmp_path, monkeypatch):
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    app.run()
    assert not app.exception
    assert "python -m data init" in app.error[0].value


def test_an_office_without_figures_or_targets_says_so(app, load):
    load(plan_toml([]))
    app.run()
    assert not app.exception
    assert "varken mätvärden eller mål" in texts(app)


@pytest.mark.usefixtures("many")
def test_two_hundred_indicators_are_shown_and_quickly(app):
    app.run()
    assert len(names_in_order(app)) == 200
    before = time.process_time()  # what else the machine is busy with is not ours
    app.run()
    assert time.process_time() - before < 1.0


def test_a_correction_shows_at_the_next_run(app, load, tmp_path):
    known = [indicator("sjuk", "Sjukfrånvaro", target='kind = "at_most", value = 5.7', unit="%")]
    engine = load(plan_toml([*known, series("sjuk", "kontoret", dict.fromkeys(MONTHS, 5.1))]))
    app.run()
    assert "5,1" in table(app)
    _correct(engine, tmp_path, plan_toml([*known, series("sjuk", "kontoret", dict.fromkeys(MONTHS, 6.2))]))
    app.run()
    assert "6,2" in table(app)
    assert "Når inte målet" in table(app)


def test_markup_in_a_name_is_shown_as_text(app, load):
    load(
        plan_toml(
            [
                indicator("hot", "<img src=x onerror=alert(1)>"),
                series("hot", "kontoret", dict.fromkeys(MONTHS, 1.0)),
            ]
        )
    )
    app.run()
    assert "<img" not in table(app)
    assert "&lt;img src=x onerror=alert(1)&gt;" in table(app)


QUIET = [5 + swing / 10 for swing in [2, -1, 1, -2, 0, 2, -1, 3, -2, 1, -1, 0] * 2]
STEADY = [*QUIET, *QUIET[:10]]
"""About 5,0 in each of the 34 months."""


def three_indicators() -> str:
    """An office where one of three indicators has worsened in October 2026; lower is better."""
    parts = []
    for code, name, last in (("lugn", "Lugnt", 5.0), ("samre", "Sämre", 9.0), ("okand", "Okänt", 5.0)):
        parts.append(indicator(code, name, kind="mean", target='kind = "at_most", value = 20'))
        values = dict(zip(MONTHS, [*STEADY[:-1], last], strict=True))
        months = {month: values[month] for month in (MONTHS[-6:] if code == "okand" else MONTHS)}
        parts.append(series(code, "kontoret", months))
    return plan_toml(parts)


def row_html(app: AppTest, code: str) -> str:
    """Return one row of the table as HTML."""
    return table(app).split(f'data-code="{code}"')[1].split("</tr>")[0]


def test_each_row_has_a_mark_for_its_change_and_one_for_its_target_with_words(app, load):
    load(three_indicators())
    app.run()
    assert ">∼</b>Normal variation" in row_html(app, "lugn")
    assert ">▲</b>Försämring" in row_html(app, "samre")
    assert ">…</b>Bedöms inte" in row_html(app, "okand")
    assert "● klaras stadigt" in row_html(app, "lugn")
    assert "klaras" not in row_html(app, "okand")
    assert "det är en verklig försämring" in row_html(app, "samre")


def test_the_overview_opens_with_what_has_truly_changed(app, load):
    load(three_indicators())
    app.run()
    assert "Inget av 3 bedömda mål missas. Verklig förändring: 1 försämring." in texts(app)


def test_just_what_has_changed_can_be_shown_and_the_field_says_how_much_that_is(app, load):
    load(three_indicators())
    app.query_params["shown"] = "changed"
    app.run()
    assert names_in_order(app) == ["samre"]
    assert "Bara det som ändrats (1)" in fields(app)
    assert sent(app, "values")["values"]["shown"] == "changed"


@pytest.mark.usefixtures("full_store")
def test_the_count_of_what_has_changed_shows_just_as_many_rows_when_chosen(app):
    app.run()
    counted = re.search(r"Bara det som ändrats \((\d+)\)", fields(app))
    whole = len(names_in_order(app))
    app.query_params["shown"] = "changed"
    app.run()
    assert counted and len(names_in_order(app)) == int(counted[1])
    assert 0 < int(counted[1]) < whole
    assert not re.search("Normal variation|Bedöms inte", table(app))


@pytest.mark.usefixtures("full_store")
def test_by_signal_what_has_worsened_stands_first_within_its_area(app):
    app.query_params["shown"] = "by_signal"
    app.run()
    order = ["Försämring", "Förändring", "Förbättring", "Normal", "Bedöms"]
    for area in table(app).split("<section")[1:]:
        signals = re.findall(r'<td class="signal"[^>]*><b[^>]*>.</b>(\w+)', area)
        assert signals == sorted(signals, key=order.index)
        assert signals


@pytest.mark.usefixtures("full_store")
def test_what_can_not_be_shown_is_answered_in_swedish_and_everything_is_shown(app):
    app.run()
    whole = names_in_order(app)
    app.query_params["shown"] = "backwards"
    app.run()
    assert not app.exception
    assert "visningen «backwards»" in app.warning[0].value
    assert names_in_order(app) == whole


def test_the_last_years_events_are_listed_where_they_concern_the_unit(app, load):
    own = dict.fromkeys(MONTHS, 5.0)
    parts = [indicator("matt", "Måttet"), *(series("matt", unit, own) for unit in ("barn", "vuxna"))]
    engine = load(plan_toml(parts))
    office = queries.organisations(engine).iloc[0]["id"]
    units = queries.units(engine, int(office)).set_index("code")["id"]
    for day, text, concerned in (
        ("2026-03-01", "Ny lokal", "barn"),
        ("2026-09-01", "Ny <chef>", "vuxna"),
        ("2026-06-01", "Nytt avtal", "kontoret"),
        ("2024-06-01", "Omorganisation", "kontoret"),
    ):
        record_event(
            engine,
            organisation_id=int(office),
            happened_on=date.fromisoformat(day),
            text=text,
            role="Enhetschef",
            unit_ids=[int(units[concerned])],
        )
    app.run()
    assert listed_events(app) == [
        "2026-09-01: Ny &lt;chef&gt;",
        "2026-06-01: Nytt avtal",
        "2026-03-01: Ny lokal",
    ]
    app.query_params["unit"] = "barn"
    app.run()
    assert listed_events(app) == ["2026-06-01: Nytt avtal", "2026-03-01: Ny lokal"]


def listed_events(app: AppTest) -> list[str]:
    """Return the events listed below the tables."""
    parts = table(app).split("<summary>Händelser det senaste året")
    return re.findall("<li>(.*?)</li>", parts[1].split("</details>")[0]) if len(parts) > 1 else []


def _correct(engine: Engine, folder: Path, text: str) -> None:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    load_plan_file(engine, path, lambda _line: None)


def value(state: str) -> str:
    return "4" if state == "final" else ""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("confidential", "confidential", "○ Visas inte 2"),
        ("confidential", "missing", "○ Visas inte eller saknas 2"),
        ("missing", "missing", "○ Mätvärde saknas 2"),
        ("missing", "final", "○ Utan bedömning 2"),
        ("final", "final", "○ Kan inte bedömas 2"),
    ],
)
def test_the_filter_says_of_rows_that_are_not_judged_what_the_rows_say(first, second, said):
    targets = "indicator_id | kind | basis\n1 | decrease | period\n2 | decrease | period"
    office = drawn_office("id | kind\n1 | stock\n2 | stock", targets=targets, known_periods=["2019-03"])
    known = figures(
        "indicator_id | period | value | state\n"
        f"1 | 2019-02 | 3 | final\n1 | 2019-03 | {value(first)} | {first}\n"
        f"2 | 2019-02 | 3 | final\n2 | 2019-03 | {value(second)} | {second}"
    )
    rows = overview_rows(office, known, 1, Period.parse("2019-03"))
    (field,) = [each for each in narrowing_fields(rows, Narrowing()) if each.name == "status"]
    assert said in [option.text for option in field.options]
