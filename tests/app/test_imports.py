"""Läs in: a file is asked about, checked and shown before it is let in, and nothing is saved before that."""

import json
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from import_files import HEAD, indicator, unit
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import queries
from data.locks import lock_period
from pages.parts.imports.preview import changes_html

MONTHS = "jan 2019;feb 2019;mar 2019;apr 2019;maj 2019;jun 2019;jul 2019"
STEADY = "5,1;5,3;5,2;5,4;5,2;5,3"
OFFICE = (
    HEAD.format(code="testby", name="Testby", title="Plan 2019")
    + unit("ifo", "IFO")
    + indicator("sjuk", "Sjukfrånvaro", unit_of_measure="%", kind="ratio")
    + indicator("placerade", "Placerade barn")
)


@pytest.fixture
def store(load: Callable[[str], Engine]) -> Engine:
    """An office with one unit, two indicators and no figures."""
    return load(OFFICE)


def page(app: AppTest, content: str | bytes, name: str = "siffror.csv") -> AppTest:
    """Open the page and give it a file."""
    app.run()
    app.switch_page("pages/imports.py").run()
    raw = content if isinstance(content, bytes) else content.encode()
    app.file_uploader[0].upload(name, raw, "text/csv").run()
    assert not app.exception
    return app


def lead(app: AppTest) -> str:
    """Return the sentence that the page opens with."""
    return next(
        each.value
        for each in app.markdown
        if each.value.startswith(("Filen", "Besvara", "Allt", "Inga", "Lämna"))
    )


def tables(app: AppTest) -> str:
    """Return all tables as they stand on the page."""
    plain = [each.value for each in app.markdown if "<table" in each.value]
    sheets = [json.loads(each.proto.json).get("html", "") for each in app.get("bidi_component")]
    return " ".join([*plain, *map(str, sheets)])


def write(app: AppTest, label: str, text: str) -> None:
    next(box for box in app.text_input if box.label == label).set_value(text).run()


def press_save(app: AppTest) -> None:
    app.button("import-save").click().run()


def values(store: Engine) -> dict[str, float]:
    """Return the values of the office by indicator's code and period."""
    [number] = queries.organisations(store)["id"]
    codes = queries.indicators(store, number).set_index("id")["code"]
    units = queries.units(store, number)["id"].tolist()
    frame = queries.figures(store, units, codes.index.tolist(), first_year=1900, last_day=date.max)
    return {f"{codes[row.indicator_id]} {row.period}": row.value for row in frame.itertuples()}


def test_a_file_without_anything_odd_is_let_in_by_one_press(store: Engine, app: AppTest) -> None:
    page(app, f"Mått;{MONTHS}\nSjukfrånvaro;{STEADY};\n")
    assert lead(app).startswith("Filen har 6 siffror: 6 nya.")
    assert values(store) == {}
    write(app, "Din roll", "Controller")
    press_save(app)
    assert len(values(store)) == 6
    assert values(store)["sjuk 2019-02"] == 5.3
    assert lead(app).startswith("Allt i filen står redan i databasen")
    assert not app.button


def test_without_a_role_nothing_is_saved_and_the_page_says_so(store: Engine, app: AppTest) -> None:
    page(app, f"Mått;{MONTHS}\nSjukfrånvaro;{STEADY};\n")
    press_save(app)
    assert [each.value for each in app.error] == ["Inget har sparats.\n\n- Din roll: får inte vara tom"]
    assert values(store) == {}


def test_an_unknown_name_is_asked_about_and_the_answer_shows_what_would_change(
    store: Engine, app: AppTest
) -> None:
    page(app, f"Mått;{MONTHS}\nSjuktal personal;{STEADY};\n")
    assert lead(app).startswith("Besvara 1 fråga")
    assert not app.button
    [question] = app.selectbox
    assert "Sjuktal personal" in question.label
    assert {"Sjukfrånvaro", "Placerade barn"} <= set(question.options)
    question.set_value("sjuk").run()
    assert lead(app).startswith("Filen har 6 siffror: 6 nya.")
    assert len(app.selectbox) == 1  # the answer can be changed
    write(app, "Din roll", "Controller")
    press_save(app)
    assert len(values(store)) == 6


def test_the_next_file_of_the_same_shape_needs_no_answer(store: Engine, app: AppTest) -> None:
    page(app, f"Mått;{MONTHS}\nSjuktal personal;{STEADY};\n")
    app.selectbox[0].set_value("sjuk").run()
    write(app, "Din roll", "Controller")
    press_save(app)
    page(app, f"Mått;{MONTHS}\nSjuktal personal;{STEADY};5,5\n", "nästa.csv")
    assert not app.selectbox
    assert lead(app).startswith("Filen har 7 siffror: 1 ny, 6 finns redan.")


def test_the_answers_from_the_last_time_are_shown_and_can_be_given_anew(store: Engine, app: AppTest) -> None:
    page(app, f"Mått;{MONTHS}\nSjuktal personal;{STEADY};\n")
    assert not app.toggle
    app.selectbox[0].set_value("sjuk").run()
    write(app, "Din roll", "Controller")
    press_save(app)
    page(app, f"Mått;{MONTHS}\nSjuktal personal;{STEADY};5,5\n", "nästa.csv")
    [box] = [each for each in app.expander if each.label == "Svar från förra gången (1)"]
    assert [each.value for each in box.markdown] == ["- «Sjuktal personal» är «Sjukfrånvaro»"]
    box.toggle[0].set_value(v=True).run()
    assert lead(app).startswith("Besvara 1 fråga")
    app.selectbox[0].set_value("placerade").run()
    assert "Placerade barn" in tables(app)
    app.toggle[0].set_value(v=False).run()
    assert lead(app).startswith("Filen har 7 siffror: 1 ny, 6 finns redan.")


def test_a_slipped_decimal_is_left_out_until_somebody_says_why_it_is_right(
    store: Engine, app: AppTest
) -> None:
    page(app, f"Mått;{MONTHS}\nSjukfrånvaro;{STEADY};57\n")
    assert app.button("import-save").label == "Läs in 6 siffror (1 siffra lämnas ute)"
    assert "1 siffra hålls kvar av varningar" in lead(app)
    assert "57,0" in tables(app)
    write(app, "Varför stämmer de siffror som varnas för?", "Influensa")
    assert app.button("import-save").label == "Läs in 7 siffror"
    write(app, "Din roll", "Controller")
    press_save(app)
    assert values(store)["sjuk 2019-07"] == 57.0


def test_one_of_two_warned_figures_can_be_left_out(store: Engine, app: AppTest) -> None:
    page(app, f"Mått;{MONTHS}\nSjukfrånvaro;{STEADY};57\nPlacerade barn;31;32;30;33;31;32;320\n")
    write(app, "Varför stämmer de siffror som varnas för?", "Influensa")
    assert app.button("import-save").label == "Läs in 14 siffror"
    [children] = [box for box in app.checkbox if "Placerade barn" in box.label]
    children.set_value(v=False).run()
    assert app.button("import-save").label == "Läs in 13 siffror"
    write(app, "Din roll", "Controller")
    press_save(app)
    assert "placerade 2019-07" not in values(store)
    assert values(store)["sjuk 2019-07"] == 57.0


def test_a_cell_that_is_no_number_is_stopped_and_named_and_the_rest_can_be_let_in(
    store: Engine, app: AppTest
) -> None:
    page(app, f"Mått;{MONTHS}\nSjukfrånvaro;{STEADY};många\n")
    assert lead(app).startswith("Filen har 7 siffror: 6 nya, 1 stoppas.")
    assert "H2" in tables(app) and "«många» är inget tal" in tables(app)
    write(app, "Din roll", "Controller")
    press_save(app)
    assert len(values(store)) == 6


def test_a_locked_period_is_named_and_changed_only_with_a_reason(store: Engine, app: AppTest) -> None:
    [number] = queries.organisations(store)["id"]
    lock_period(
        store,
        organisation_id=int(number),
        unit_id=None,
        period="2019-01",
        reason="Rapporterad",
        role="Controller",
    )
    page(app, f"Mått;{MONTHS}\nSjukfrånvaro;{STEADY};\n")
    assert any("låst" in each.value for each in app.warning)
    write(app, "Din roll", "Controller")
    press_save(app)
    assert values(store) == {}
    write(app, "Varför ändras en låst period?", "Sen leverans")
    press_save(app)
    assert len(values(store)) == 6


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"%PDF-1.7 hello", "rapport.pdf.csv", "PDF"),
        (b"", "tom.csv", "tom"),
        (b"\x00\x01\x02", "skräp.csv", ""),
    ],
)
def test_what_can_not_be_read_is_said_and_nothing_is_saved(
    store: Engine, app: AppTest, content: bytes, name: str, told: str
) -> None:
    page(app, content, name)
    [error] = app.error
    assert error.value.startswith("Filen kan inte läsas. Inget har sparats.")
    assert told in error.value


def test_rows_pasted_from_a_spreadsheet_are_read_like_a_file(store: Engine, app: AppTest) -> None:
    app.run()
    app.switch_page("pages/imports.py").run()
    assert lead(app).startswith("Lämna en fil eller klistra in rader")
    heading = MONTHS.replace(";", "\t")
    row = STEADY.replace(";", "\t")
    app.text_area[0].set_value(f"Mått\t{heading}\nSjukfrånvaro\t{row}\t\n").run()
    assert not app.exception
    assert lead(app).startswith("Filen har 6 siffror: 6 nya.")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (7.1897, 5.3, ("7,2\xa0%", "5,3\xa0%")),
        (7.1897, 5.25, ("7,19\xa0%", "5,25\xa0%")),
        (5.31, 5.3, ("5,31\xa0%", "5,30\xa0%")),
        (float("nan"), 5.3, ("saknas", "5,3\xa0%")),
    ],
)
def test_what_stands_there_has_as_many_decimals_as_what_comes(
    old: float, new: float, shown: tuple[str, str]
) -> None:
    row = {
        "cell": "C2", "unit": "IFO", "subject": "Sjukfrånvaro", "unit_of_measure": "%", "decimals": 1,
        "period": "2019-01", "kind": "", "made_in": "", "old_value": old, "value": new, "state": "final",
        "old_state": "missing" if old != old else "final", "change": "changed", "held": False,
    }  # fmt: skip
    html = changes_html(pd.DataFrame([row]))
    assert [f">{each}<" in html for each in shown] == [True, True]


def test_names_with_markup_are_shown_as_text(store: Engine, app: AppTest) -> None:
    page(app, f"Mått;{MONTHS}\n<img src=x onerror=alert(1)>;{STEADY};\n")
    assert "<img" not in tables(app)
    assert all("<img" not in each.value for each in app.markdown if "&lt;img" not in each.value)


SMALL = "Enheten mot våld i nära relationer"


@pytest.mark.parametrize("value", ["39,5", "3,9", "410"])
def test_a_small_units_figures_in_the_store_are_not_shown_beside_the_files(
    full_store: Engine, app: AppTest, value: str
) -> None:
    app.query_params["organisation"] = "exempelstad"
    page(app, f"Mått;Enhet;Period;Värde\nSjukfrånvaro;{SMALL};2026-09;{value}\n")
    shown = " ".join(
        [tables(app), *(each.value for each in app.markdown), *(box.label for box in app.checkbox)]
    )
    assert "5,9" not in shown and "5,93" not in shown  # what stands there: 94 of 1 584 hours
    assert "sekretess" in shown or "Stoppas" in shown
