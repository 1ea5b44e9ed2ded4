"""Handläggningstider as a reader meets it: every state opens, files are read, limits are written."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pages_read
import pandas as pd
import pytest
import streamlit as st
from drawn import drawn_office, figures
from pages_read import lead, press, rows, rows_of, told
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import queries, queries_lead_times
from data.models.base import Base
from data.store import open_store
from metrics.overview import overview_rows
from metrics.periods import Period
from metrics.vocabulary import DeadlineRule
from pages.parts import frame
from pages.parts.lead_times import table

TODAY = date(2026, 11, 27)
OCTOBER = {"organisation": "exempelstad", "period": "2026-10"}
ROOT, LEAF = "socialforvaltningen", "utredningsenheten-barn"
FHB = "forhandsbedomning-14-dagar"
FILE_BOX, LIMIT_BOX = "case-file", f"limit-{FHB}"
CSV = "text/csv"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day that the page is read on."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


def opened(*boxes: str, **address: str) -> AppTest:
    """Open the page by its address, from the entry of the product, with some of its boxes open."""
    return pages_read.opened("lead_times", *(f"{box}-box" for box in boxes), **address)


def sheets(app: AppTest) -> list[str]:
    """Return the HTML of every sheet of tables."""
    sent = (json.loads(each.proto.json) for each in app.get("bidi_component"))
    return [each["html"] for each in sent if "colours" in each]


def limits(app: AppTest, place: int = 0) -> dict[str, list[str]]:
    """Return a sheet's rows by their first cell: the limits, then the units, then those of a file."""
    html = sheets(app)[place].split('<table class="radar">')[0]
    shown = rows_of(re.sub(r"<small [^>]*>", "<small>", html))
    return {name.split(" | ")[0]: cells for name, cells in shown.items()}


def radar(app: AppTest, place: int = 0) -> list[tuple[str, str]]:
    """Return the radar's rows: what is late, or the week, and how many are open."""
    bars = sheets(app)[place].partition('<table class="radar">')[2]
    drawn = re.findall(r'<th scope="row"[^>]*>(.*?)</th>.*?class="number open">(\d+)<', bars, re.S)
    return [(label.replace("\u00a0", " "), count) for label, count in drawn]


def words(app: AppTest) -> str:
    """Return all that stands on the page outside its sheets, and in their notes."""
    shown = [
        each.value for kind in (app.markdown, app.caption, app.info, app.warning, app.error) for each in kind
    ]
    return " ".join([*shown, *sheets(app)]).replace("\u00a0", " ").replace("\\", "")


# States


@pytest.mark.usefixtures("full_store")
def test_the_first_screen_answers_what_is_held_and_what_is_about_to_be_late() -> None:
    app = opened(**OCTOBER)
    said = lead(app)
    assert re.match(r"\d av 6 tidsgränser når målet i oktober 2026\. Längst från målet: ", said)
    assert "har passerat sin frist" in said
    assert "med frist i november är ännu öppna" in said
    shown = limits(app)
    assert list(shown)[:6] == [
        "Förhandsbedömning",
        "Utredning av barn",
        "Första kontakt",
        "Allvarssamtal",
        "Serveringstillstånd",
        "Verkställighet av beslut",
    ]
    assert "Ej verkställda beslut" in shown
    assert [label for label, _ in radar(app)[:3]] == ["✕ Efter fristen", "v. 44", "v. 45"]


@pytest.mark.usefixtures("full_store")
def test_the_page_shows_the_stores_own_figures() -> None:
    engine = open_store()
    number = int(queries.organisations(engine).set_index("code")["id"]["exempelstad"])
    indicators = queries.indicators(engine, number).set_index("code")["id"]
    units = queries.units(engine, number)["id"].tolist()
    figures = queries.figures(
        engine, units, [int(indicators[FHB])], first_year=2026, last_day=date(2026, 10, 31)
    )
    october = figures[figures["period"] == "2026-10"][["numerator", "denominator"]].sum().astype(int)
    share = limits(opened(**OCTOBER))["Förhandsbedömning"][1]
    assert share.endswith(f"| {october['numerator']} av {october['denominator']}")


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    "address",
    [
        {"unit": ROOT},
        {"unit": LEAF},
        {"unit": "kvalitet-och-administration"},
        {"unit": "ekonomiskt-bistand"},
        {"period": "2026-T2"},
        {"period": "2025"},
        {"period": "2024-03"},
        {"limit": "serveringstillstand-2-manader"},
        {"limit": "allvarssamtal-48-timmar", "unit": LEAF},
    ],
)
def test_every_state_of_exempelstad_opens(address: dict[str, str]) -> None:
    app = opened(**{**OCTOBER, **address})
    assert lead(app).endswith(".")
    assert not app.warning


@pytest.mark.usefixtures("full_store")
def test_a_unit_at_the_bottom_has_no_table_of_units() -> None:
    assert len(sheets(opened(**OCTOBER, unit=LEAF))) == 1
    assert next(iter(limits(opened(**OCTOBER), 1))) == "Barn och unga"


@pytest.mark.usefixtures("full_store")
def test_a_unit_without_limits_says_so_and_nothing_more() -> None:
    app = opened(**OCTOBER, unit="ekonomiskt-bistand")
    assert lead(app) == "Här finns inga ärenden med tidsgräns."
    assert [box.label for box in app.expander] == ["Läs en fil med datumpar"]


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("organisation", "said", "planned"),
    [
        ("timra", "Planen har ingen tidsgräns per ärende att följa.", "Antalet icke verkställda besluts"),
        ("norrkoping", "Planen har ingen tidsgräns per ärende att följa.", "Utveckla och följa upp"),
        ("helsingborg", "Inget mätvärde är rapporterat under 2019", "Socialnämnden garanterar"),
        (
            "stockholm-hagersten-liljeholmen",
            "Inget mätvärde är rapporterat under 2019",
            "Positiv utvecklingstrend",
        ),
    ],
)
def test_offices_without_limits_or_without_figures_show_what_their_plan_says(
    organisation: str, said: str, planned: str
) -> None:
    app = opened(organisation=organisation)
    assert lead(app).startswith(said)
    assert any(row[0].startswith(planned) for row in rows(app, "Det här säger planen"))


@pytest.mark.usefixtures("full_store")
def test_a_period_without_counts_of_deadlines_says_so_and_points_at_the_file() -> None:
    app = opened(**{**OCTOBER, "period": "2025"})
    assert "Inga kommande frister är räknade till och med 2025-12-31. Läs en fil med datumpar" in words(app)
    assert radar(app) == []


@pytest.mark.parametrize(
    ("value", "state", "said"),
    [
        ("", "confidential", "Visas inte"),
        ("", "missing", "Mätvärde saknas"),
        ("4", "final", "Kan inte bedömas"),
    ],
)
def test_a_figure_that_is_not_judged_says_why(value: str, state: str, said: str) -> None:
    targets = "indicator_id | kind | basis\n1 | decrease | period"
    office = drawn_office("id | kind\n1 | stock", targets=targets, known_periods=["2019-03"])
    known = figures(
        f"indicator_id | period | value | state\n1 | 2019-02 | 3 | final\n1 | 2019-03 | {value} | {state}"
    )
    row = overview_rows(office, known, 1, Period.parse("2019-03"))[0]
    assert f"</b>{said}</span>" in table.limits_html([], [row], {})


@pytest.mark.usefixtures("full_store")
def test_old_counts_are_called_old() -> None:
    assert "Räknat för 27 dagar sedan." in words(opened(**OCTOBER))


@pytest.mark.usefixtures("full_store")
def test_the_kind_of_the_address_has_the_radar_and_the_details() -> None:
    app = opened(**OCTOBER, limit=FHB)
    assert [each.value for each in app.subheader] == ["Förhandsbedömning"]
    assert "14 dagar, frist på dagen. SoL (2025:400) 20 kap. 2 §." in words(app)


@pytest.mark.usefixtures("full_store")
def test_an_unknown_kind_in_the_address_is_answered_in_swedish() -> None:
    assert "slaget «atlantis»" in opened(**OCTOBER, limit="atlantis").warning[0].value


@pytest.mark.usefixtures("full_store")
def test_boxes_are_not_filled_before_they_are_opened() -> None:
    app = opened(**OCTOBER)
    boxes = ["Ändra gräns eller lagrum", "Läs en fil med datumpar", "Hämta som fil"]
    assert [box.label for box in app.expander] == boxes
    assert not app.text_input
    assert not app.file_uploader


# A file of date pairs

FILE = """Slag;Enhet;Öppnad;Avslutad;Förlängd;Anm
Förhandsbedömning;Mottagningsenheten;2026-10-01;2026-10-10;;hej
Förhandsbedömning;mottagningsENHETEN;2026-10-03;2026-10-19;;
Förhandsbedömning;utredningsenheten-barn;2026-10-10;;;
Förhandsbedömning;utredningsenheten-barn;2026-11-20;;;
Förhandsbedömning;Mottagningsenheten;2026-10-10;2026-10-01;;
Förhandsbedömning;Öst;2026-10-10;2026-10-12;;
Bygglov;Mottagningsenheten;2026-10-10;;;
"""


def read(content: str, name: str = "ärenden.csv", **address: str) -> AppTest:
    """Open the page, and let a file be read on it."""
    app = opened(FILE_BOX, **{**OCTOBER, "limit": FHB, **address})
    app.file_uploader[0].upload(name, content.encode(), CSV).run()
    assert not app.exception, app.exception[0].value
    return app


def everything(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: pd.read_sql(known.select(), connection).shape[0]
            for name, known in Base.metadata.tables.items()
        }


@pytest.mark.usefixtures("full_store")
def test_a_file_is_told_as_delivered_sums_are_and_its_faults_listed() -> None:
    app = read(FILE)
    assert app.info[0].value == "Ur filen ärenden.csv, läget 2026-11-27. Inget är sparat."
    # Of three due in October one was held, one only if its Saturday rolls; the third is open and late.
    line = limits(app, 2)["Förhandsbedömning"]
    assert line[0] == "✕Når inte målet | mål 100 %"
    assert line[1:3] == ["33,3 % | 1 av 3", "66,7 % | 2 av 3"]
    assert line[5:9] == ["✕ 48 | dagar", "2", "✕ 1", "0"]
    assert ("✕ Efter fristen", "1") in radar(app, 2)
    assert ("v. 49", "1") in radar(app, 2)
    assert [(row[0], row[1].split(",")[0]) for row in rows(app, "Fel i filen")] == [
        ("6", "Avslutat 2026-10-01"),
        ("7", "Enheten «Öst» finns inte. Ärendet räknas inte."),
        ("8", "Slaget «Bygglov» finns inte bland tidsgränserna. Ärendet räknas inte."),
    ]
    assert "3 rader har fel och räknas inte." in words(app)
    assert "Kolumner som inte har lästs: Anm." in words(app)


@pytest.mark.usefixtures("full_store")
def test_a_file_is_told_for_each_unit_and_for_the_place_on_the_page() -> None:
    by_unit = limits(read(FILE), 3)
    assert {name: cells[1] for name, cells in by_unit.items()} == {
        "Barn och unga": "33,3 % | 1 av 3",
        "Mottagningsenheten": "50,0 % | 1 av 2",
        "Utredningsenheten barn": "0,0 % | 0 av 1",
    }
    assert limits(read(FILE, unit=LEAF), 1)["Förhandsbedömning"][1] == "0,0 % | 0 av 1"


@pytest.mark.usefixtures("full_store")
def test_the_day_and_the_month_can_be_chosen() -> None:
    app = read(FILE)
    app.text_input(f"{FILE_BOX}-day").set_value("2026-10-31").run()
    assert "läget 2026-10-31" in app.info[0].value
    # What was opened in November is a fault by then, and the late one is 21 days old.
    assert limits(app, 2)["Förhandsbedömning"][5:9] == ["✕ 21 | dagar", "1", "✕ 1", "0"]
    month = app.selectbox(f"{FILE_BOX}-month-2026-10")
    month.select(month.value.previous).run()
    assert "Inget ärende i filen hade sin frist i september 2026." in words(app)


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("day", ["i går", "2026-11-28", "1066-01-01"])
def test_a_day_that_can_not_be_counted_from_is_refused(day: str) -> None:
    app = read(FILE)
    app.text_input(f"{FILE_BOX}-day").set_value(day).run()
    assert not app.exception
    assert app.error[0].value.startswith("Läget: ska vara ett datum mellan 1950-01-01 och i dag")
    assert not app.info


@pytest.mark.usefixtures("full_store")
def test_an_identity_number_stops_the_file_and_nothing_of_it_is_shown() -> None:
    app = read(f"{FILE}Förhandsbedömning;Mottagningsenheten;2026-10-01;;;850112-1234\n")
    (error,) = app.error
    assert "personnummer" in error.value
    assert "rad 9, kolumn 6" in error.value
    assert not app.info
    assert len(sheets(app)) == 2
    assert "850112" not in words(app)


@pytest.mark.usefixtures("full_store")
def test_an_identity_number_in_the_files_name_is_not_repeated() -> None:
    app = read(FILE, name="850112-1234.csv")
    assert app.info[0].value == "Ur filen filen, läget 2026-11-27. Inget är sparat."
    assert "850112" not in words(app)


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "Filen är tom"),
        ("Namn;Datum\nAnna;2026-10-01\n", "Kolumnen slag saknas"),
        ("Slag;Enhet;Öppnad;Avslutad\n", "Filen har rubriker men inga ärenden"),
    ],
)
def test_a_file_that_can_not_be_read_says_why(content: str, problem: str) -> None:
    (error,) = read(content).error
    assert error.value.startswith("Filen kan inte läsas.")
    assert problem in error.value


@pytest.mark.usefixtures("full_store")
def test_a_file_without_cases_of_the_place_says_so() -> None:
    app = read(FILE, unit="ekonomiskt-bistand")
    assert app.warning[0].value == "Filen har inga ärenden som räknas för Enheten för ekonomiskt bistånd."


@pytest.mark.usefixtures("full_store")
def test_an_office_without_limits_of_its_own_has_the_products_for_its_files() -> None:
    content = "Slag;Enhet;Öppnad;Avslutad\nFörhandsbedömning;Socialförvaltningen;2026-10-01;2026-10-10\n"
    app = opened(FILE_BOX, organisation="timra", period="2017-12")
    app.file_uploader[0].upload("ärenden.csv", content.encode(), CSV).run()
    assert not app.exception
    assert limits(app)["Förhandsbedömning"][1] == "100,0 % | 1 av 1"


def test_nothing_of_a_file_is_kept(full_store: Engine) -> None:
    before = everything(full_store)
    app = read(FILE)
    assert everything(full_store) == before
    remembered = app.session_state._state.filtered_state
    assert remembered.pop(f"{FILE_BOX}-file").name == "ärenden.csv"
    assert "ärenden.csv" not in str(remembered)
    assert "2026-10-19" not in str(remembered)


# Limits that are written


@pytest.fixture
def store(full_store_url: str) -> Iterator[Engine]:
    st.cache_resource.clear()
    engine = open_store(full_store_url)
    yield engine
    engine.dispose()


def written(engine: Engine) -> pd.DataFrame:
    number = int(queries.organisations(engine).set_index("code")["id"]["exempelstad"])
    return queries_lead_times.written_rules(engine, number)


def fill(
    app: AppTest, day: str, limit: str, law: str = "Nämndens beslut", role: str = "Kvalitetschef"
) -> None:
    for field, value in (("day", day), ("limit", limit), ("law", law), ("role", role)):
        app.text_input(f"{LIMIT_BOX}-{field}").set_value(value)


def test_a_limit_is_written_and_shown_from_its_day_with_its_history(store: Engine) -> None:
    app = opened(LIMIT_BOX, **OCTOBER, limit=FHB)
    delivered = limits(app)["Förhandsbedömning"][1]
    assert app.text_input(f"{LIMIT_BOX}-limit").value == "14"
    fill(app, "2026-10-01", "10")
    press(app, "Spara gränsen")
    (row,) = written(store).to_dict("records")
    assert (row["case_kind"], row["time_limit"], row["limit_unit"], row["judged_by"]) == (
        "forhandsbedomning",
        10,
        "days",
        "strict",
    )
    assert (row["law"], row["role"]) == ("Nämndens beslut", "Kvalitetschef")
    history = rows(app, "Gränser för Förhandsbedömning")
    assert history[0][:4] == ["2026-10-01", "10 dagar, på dagen", "Nämndens beslut", "Kvalitetschef"]
    assert [bool(each[-1]) for each in history] == [True, False, False]
    assert "10 dagar, frist på dagen. Nämndens beslut." in words(app)
    assert limits(app)["Förhandsbedömning"][1] == delivered
    september = opened(**{**OCTOBER, "period": "2026-09"}, limit=FHB)
    assert "14 dagar, frist på dagen. SoL (2025:400) 20 kap. 2 §." in words(september)


def test_a_written_limit_decides_how_files_are_counted(store: Engine) -> None:
    app = opened(LIMIT_BOX, FILE_BOX, **OCTOBER, limit=FHB)
    # 9 days from 1 October: held within 14 and within 10, but not within 8.
    fill(app, "2026-09-01", "8")
    press(app, "Spara gränsen")
    content = "Slag;Enhet;Öppnad;Avslutad\nFHB;Mottagningsenheten;2026-10-01;2026-10-10\n"
    app.file_uploader[0].upload("ärenden.csv", content.encode(), CSV).run()
    assert limits(app, 2)["Förhandsbedömning"][1] == "0,0 % | 0 av 1"


def test_a_limit_to_come_waits_for_its_day(store: Engine) -> None:
    app = opened(LIMIT_BOX, **OCTOBER, limit=FHB)
    fill(app, "2027-01-01", "10")
    press(app, "Spara gränsen")
    assert "14 dagar, frist på dagen. SoL (2025:400) 20 kap. 2 §." in words(app)
    assert rows(app, "Gränser för Förhandsbedömning")[0][0] == "2027-01-01"


def test_the_next_working_day_can_be_made_the_one_that_counts(store: Engine) -> None:
    app = opened(LIMIT_BOX, **OCTOBER, limit=FHB)
    before = limits(app)["Förhandsbedömning"][1]
    fill(app, "2026-10-01", "14")
    app.radio(f"{LIMIT_BOX}-judged-by").set_value(DeadlineRule.ROLLED)
    press(app, "Spara gränsen")
    strict, rolled = limits(app)["Förhandsbedömning"][1:3]
    assert (strict, rolled) == ("–", f"{before}gäller")
    assert "Måttet som gäller är märkt." in words(app)


def test_a_law_is_shown_as_it_is_written_and_never_as_html(store: Engine) -> None:
    app = opened(LIMIT_BOX, **OCTOBER, limit=FHB)
    fill(app, "2026-10-01", "10", law='<b onclick="x">Lag & ordning</b>')
    press(app, "Spara gränsen")
    assert "&lt;b onclick=&quot;x&quot;&gt;Lag &amp; ordning&lt;/b&gt;" in sheets(app)[0]
    assert "<b onclick" not in "".join(sheets(app))


def test_a_refused_limit_keeps_what_was_written_and_says_why_by_the_names_on_the_screen(
    store: Engine,
) -> None:
    app = opened(LIMIT_BOX, **OCTOBER, limit=FHB)
    fill(app, "i morgon", "tio", law="Dom för 850112-1234", role="")
    press(app, "Spara gränsen")
    assert told(app) == [
        "- Gäller från: ska vara ett datum som 2019-02-13",
        "- Gräns: ska vara ett heltal",
        "- Lagrum eller beslut: ser ut att hålla ett personnummer; skriv inget om enskilda personer",
        "- Din roll: får inte vara tom",
    ]
    assert app.text_input(f"{LIMIT_BOX}-limit").value == "tio"
    assert written(store).empty
