"""What is kept from readers is kept from Fyll i too: figures of few people, and what is said of them."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import import_files
import pandas as pd
import pytest
from import_files import indicator, plan_of, unit
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data import queries
from data.locks import lock_period
from data.models.organisation import ImportIn
from data.recording import record_measurements, start_import
from data.recording_comments import record_comment
from metrics.vocabulary import ImportKind
from pages.parts import frame

ROOT = Path(__file__).parent.parent.parent
PROTECTED = 'protected = { below = 10, by = "anstallda" }'
PLAN = plan_of(
    unit("ifo", "IFO"),
    unit("norr", "Enhet Norr", "ifo"),
    unit("soder", "Enhet Söder", "ifo"),
    unit("gruppen", "Gruppen", "ifo"),
    unit("ett", "Ett", "gruppen"),
    unit("tva", "Två", "gruppen"),
    indicator("anstallda", "Antal anställda"),
    indicator("sjuk", "Sjukfrånvaro", unit_of_measure="%", kind="ratio", more=PROTECTED),
)
EMPLOYED = {"norr": 50, "soder": 3, "ett": 4, "tva": 3}
ABSENT = {"ifo": (60, 1060), "norr": (50, 1000), "soder": (10, 60), "gruppen": (30, 140)}
"""Only Norr has people enough; IFO's own whole would give the others away."""


@pytest.fixture
def store(empty_store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(frame, "clock", lambda: date(2026, 10, 15))
    number = import_files.office(empty_store, tmp_path, PLAN)
    units = queries.units(empty_store, number).set_index("code")["id"]
    measured = queries.indicators(empty_store, number).set_index("code")["id"]
    rows: list[dict[str, Any]] = []
    for period in ("2026-08", "2026-09"):
        for code, people in EMPLOYED.items():
            rows.append({"unit_id": units[code], "indicator_id": measured["anstallda"], "value": people})
            rows[-1]["period"] = period
        for code, (days, of) in ABSENT.items():
            parts = {"value": 100 * days / of, "numerator": days, "denominator": of, "period": period}
            rows.append({"unit_id": units[code], "indicator_id": measured["sjuk"], **parts})
    with empty_store.begin() as connection:
        brought = start_import(connection, number, ImportIn(kind=ImportKind.FILE, source="fil.csv"))
        told = pd.DataFrame(rows).assign(state="final")
        record_measurements(connection, organisation_id=number, import_id=brought, frame=told)
    yield empty_store
    empty_store.dispose()


def page(name: str, *boxes: str, **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=20)
    app.query_params.update({"organisation": "lilla", **address})
    for box in boxes:
        app.session_state[f"{box}-box"] = True
    app.switch_page(str(ROOT / "pages" / name)).run()
    assert not app.exception, app.exception[0].value
    return app


def sick_leave(unit: str) -> tuple[list[str], dict[str, Any]]:
    """Return what stands before the figure in the form of September, and what the browser is told of it."""
    app = page("entry.py", unit=unit, month="2026-09")
    (data,) = [
        found for each in app.get("bidi_component") if "rows" in (found := json.loads(each.proto.json))
    ]
    (row,) = [part for part in data["html"].split("<tr")[1:] if "Sjukfrånvaro" in part]
    (key,) = re.findall(r'data-key="([^"]*)"', row)
    return re.findall(r'class="number before" data-name="[^"]*">([^<]*)<', row), {
        **data["rows"][key],
        "asks_parts": 'name="denominator"' in row,
    }


@pytest.mark.parametrize(
    ("unit", "before", "told", "parts"),
    [
        ("norr", "5,0", "5,0\u00a0%", ("50", "1\u00a0000")),
        ("soder", "..", "..", ("", "")),
        ("gruppen", "..", "..", ("", "")),
        ("ifo", "..", "..", ("", "")),
    ],
    ids=[
        "enough people",
        "few people",
        "few people, counted below it",
        "a whole that gives its parts away",
    ],
)
def test_the_form_hides_what_is_kept_from_readers_and_asks_for_parts_all_the_same(
    store: Engine, unit: str, before: str, told: str, parts: tuple[str, str]
) -> None:
    previous, row = sick_leave(unit)
    assert (previous[0], row["told"]) == (before, told)
    assert (row["texts"]["numerator"], row["texts"]["denominator"]) == parts
    assert row["asks_parts"]


def comment(store: Engine, unit: str, analysis: str) -> None:
    number = 1
    record_comment(
        store,
        organisation_id=number,
        unit_id=int(queries.units(store, number).set_index("code")["id"][unit]),
        indicator_id=int(queries.indicators(store, number).set_index("code")["id"]["sjuk"]),
        given={"period": "2026-09", "analysis": analysis, "planned": "", "role": "Enhetschef"},
        revision=0,
    )


def test_what_is_said_of_a_hidden_figure_is_not_shown_on_indikator(store: Engine) -> None:
    comment(store, "norr", "50 av 1 000 dagar")
    comment(store, "soder", "11 av 60 dagar")
    app = page("indicator.py", unit="ifo", indicator="sjuk", period="2026-09")
    told = " ".join(each.value for each in app.markdown)
    assert "50 av 1 000 dagar" in told
    assert "11 av 60" not in told


@pytest.mark.parametrize(("unit", "shown"), [("norr", "11 av 60 dagar"), ("soder", "")])
def test_what_is_said_of_a_hidden_figure_is_written_over_unseen(store: Engine, unit: str, shown: str) -> None:
    comment(store, unit, "11 av 60 dagar")
    app = page("entry.py", f"comment-{unit}", unit=unit, month="2026-09")
    (box,) = [each for each in app.selectbox if each.label == "Siffra"]
    box.select_index(box.options.index("Sjukfrånvaro, september 2026")).run()
    assert app.text_area[0].value == shown
    app.text_area[0].input("Nytt")
    app.text_input[0].input("Enhetschef")
    (save,) = [each for each in app.button if each.label == "Spara kommentaren"]
    save.click().run()
    assert not app.error


def test_a_lock_is_told_with_the_day_where_the_office_is(store: Engine) -> None:
    lock_period(
        store, organisation_id=1, unit_id=None, period="2026-09", reason="Nämnden", role="Controller",
        today=date(2026, 10, 10),
    )  # fmt: skip
    with store.begin() as connection:
        connection.execute(text("UPDATE period_lock SET recorded_at = '2026-10-10 22:30:00.000000'"))
    app = page("entry.py", unit="norr", month="2026-09")
    assert "2026-10-11" in app.info[0].value


@pytest.mark.parametrize(
    "address",
    [{"month": "1000-01"}, {"month": "1899-12"}, {"laget": "1000-01-01"}, {"laget": "1899-12-31"}],
    ids=str,
)
def test_what_lies_before_all_figures_is_said_to_be_unknown(store: Engine, address: dict[str, str]) -> None:
    app = page("entry.py", unit="norr", **address)
    (written,) = address.values()
    assert f"«{written}»" in app.warning[0].value
    assert "september 2026" in app.title[0].value


@pytest.mark.parametrize("address", [{"month": "1900-01"}, {"laget": "1900-01-01"}], ids=str)
def test_the_first_month_there_is_can_be_shown(store: Engine, address: dict[str, str]) -> None:
    assert "januari 1900" in page("entry.py", unit="norr", **address).title[0].value
