"""The page Aktiviteter: what is late and unknown, telling how something goes, and who came first."""

from collections.abc import Callable
from datetime import date

import pytest
from pages_read import lead, opened, press, sheets
from plan_texts import EMPTY_PLAN
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data import queries_plan
from data.recording_progress import record_progress
from pages.parts import frame

TODAY = date(2026, 10, 15)
UNDERTAKINGS = """
[[objectives]]
code = "mal"
kind = "nämndmål"
number = "1"
title = "Trygga <barn>"
source = "Plan 2026"

[[objectives]]
code = "punkt"
kind = "programpunkt"
number = "63"
title = "Familjestöd"
status = "Pågår"
source = "Plan 2026"

[[activities]]
code = "utbilda"
title = "Utbilda alla handläggare"
objective = "mal"
responsible = "Enhetschef"
starts = 2026-01-15
ends = 2026-09-30
status = "ongoing"
source = "Plan 2026"

[[activities]]
code = "kartlagg"
kind = "project"
title = "Kartlägg behoven"
objective = "mal"
ends = 2026-08-31
cost = "Egen tid"
source = "Plan 2026"

[[activities]]
code = "odaterad"
title = "Utveckla samverkan"
objective = "mal"
source = "Plan 2026"
"""
LATER = {"told_on": date(2026, 10, 1), "status": "late", "note": "Väntar på lokal", "role": "Projektledare"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in October 2026."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


@pytest.fixture
def store(load: Callable[[str], Engine]) -> Engine:
    """An office with a plan of three undertakings and a programme point."""
    return load(EMPTY_PLAN + UNDERTAKINGS)


def page(**address: str) -> AppTest:
    return opened("activities", **address)


def write(app: AppTest, form: str, *, status: str | None = None, note: str = "", role: str = "") -> None:
    if status:
        app.radio(f"{form}-status").set_value(status)
    app.text_area(f"{form}-note").set_value(note)
    app.text_input(f"{form}-role").set_value(role)


def save(app: AppTest) -> AppTest:
    return press(app, "Spara läget")


def number(store: Engine, code: str, noun: str = "activity") -> int:
    asked = {
        "activity": "SELECT id FROM activity WHERE code = :code",
        "objective": "SELECT id FROM objective WHERE code = :code",
    }
    with store.connect() as connection:
        found = connection.scalar(text(asked[noun]), {"code": code})
    return int(found)


def form_of(store: Engine, code: str) -> str:
    return f"progress-activity_id-{number(store, code)}"


def told(store: Engine) -> list[tuple[str, str, str]]:
    every = queries_plan.progress(store, 1)
    return list(zip(every["status"], every["note"], every["role"], strict=True))


def test_the_page_says_what_is_late_and_what_nobody_has_told(store: Engine) -> None:
    app = page()
    assert lead(app) == (
        "Planen har 4 åtaganden: 2 aktiviteter, 1 projekt och 1 programpunkt. "
        "1 är försenad: «Utbilda alla handläggare» (slut 30 september 2026). "
        "Inget läge har rapporterats: 1 har passerat sitt slutdatum, "
        "för 2 visas vad planen själv säger."
    )
    shown = sheets(app)
    rows = shown.split("<tbody>")[1]
    order = [rows.index(name) for name in ("Utbilda alla", "Kartlägg", "Familjestöd", "Utveckla")]
    assert order == sorted(order)
    for words in ("slutdatum passerat, inget rapporterat", "Trygga &lt;barn&gt;", "Projekt. ", "Egen tid"):
        assert words in shown
    assert "<barn>" not in shown
    assert len(app.get("plotly_chart")) == 1
    assert any("saknar datum i planen" in each.value for each in app.caption)


def test_the_form_of_the_activity_that_the_address_names_is_open(store: Engine) -> None:
    app = page(activity="kartlagg")
    assert [each.value for each in app.subheader] == ["Kartlägg behoven", "Tidslinje"]
    assert any("Inget har rapporterats ännu" in each.value for each in app.caption)
    assert [each.label for each in page().button if each.label == "Spara läget"] == []


def test_an_activity_that_the_plan_lacks_is_said_and_let_go(store: Engine) -> None:
    app = page(activity="okand")
    assert [each.value for each in app.warning] == ["Aktiviteten «okand» finns inte i planen som visas."]
    assert "activity" not in app.query_params


def test_what_is_told_is_saved_and_shown_and_the_form_is_put_away(store: Engine) -> None:
    app = page(activity="utbilda")
    write(app, form_of(store, "utbilda"), status="done", note="Alla <är> klara", role="Enhetschef")
    save(app)
    assert told(store) == [("done", "Alla <är> klara", "Enhetschef")]
    shown = sheets(app)
    for words in ("✓</b>klar", "Alla &lt;är&gt; klara", "2026-10-15, Enhetschef", "1 rapport<"):
        assert words in shown
    assert "activity" not in app.query_params
    assert "Spara läget" not in [each.label for each in app.button]
    assert "försenad" not in lead(app).replace("känd som försenad", "")


def test_who_adds_a_note_to_what_is_late_does_not_tell_that_it_is_told_late(store: Engine) -> None:
    app = page(activity="utbilda")
    assert "!</b>försenad" in sheets(app)
    write(app, form_of(store, "utbilda"), note="Sista gruppen i november", role="Enhetschef")
    save(app)
    assert told(store) == [("ongoing", "Sista gruppen i november", "Enhetschef")]
    assert "!</b>försenad" in sheets(app)


def test_a_programme_point_is_told_of_in_the_same_form(store: Engine) -> None:
    app = page(activity="punkt")
    form = f"progress-objective_id-{number(store, 'punkt', 'objective')}"
    assert app.radio(f"{form}-status").value == "ongoing"
    write(app, form, status="stopped", role="Kanslichef")
    save(app)
    assert told(store) == [("stopped", "", "Kanslichef")]


REFUSED = [
    ({"status": None, "role": "Chef"}, "", "- Läge: välj hur långt det har kommit"),
    ({"status": "done", "role": ""}, "", "- Din roll: får inte vara tom"),
    ({"status": "done", "role": "Chef"}, "igår", "- Läget den: ska vara ett datum som 2019-02-13"),
    ({"status": "done", "role": "Chef"}, "2026-W01-1", "- Läget den: ska vara ett datum som 2019-02-13"),
    (
        {"status": "done", "role": "Chef"},
        "2026-10-16",
        "- Läget den: 16 oktober 2026 har inte varit ännu; skriv dagen då läget gällde",
    ),
    (
        {"status": "done", "role": "Chef 19121212-1212"},
        "",
        "- Din roll: ser ut att hålla ett personnummer; skriv inget om enskilda personer",
    ),
]


@pytest.mark.parametrize(("given", "day", "problem"), REFUSED)
def test_what_cannot_be_saved_is_said_and_what_was_typed_stays(
    store: Engine, given: dict[str, str], day: str, problem: str
) -> None:
    app = page(activity="odaterad")
    form = form_of(store, "odaterad")
    write(app, form, note="Lång text som ingen vill skriva om", **given)
    if day:
        app.text_input(f"{form}-day").set_value(day)
    save(app)
    (error,) = app.error
    assert error.value.splitlines()[-1] == problem
    assert app.text_area(f"{form}-note").value == "Lång text som ingen vill skriva om"
    assert told(store) == []


def test_of_two_who_tell_at_once_the_second_is_refused_with_the_firsts_words_and_keeps_the_text(
    store: Engine,
) -> None:
    app = page(activity="utbilda")
    form = form_of(store, "utbilda")
    subject = {"activity_id": number(store, "utbilda")}
    record_progress(store, organisation_id=1, subject=subject, given=LATER, revision=0)
    write(app, form, status="done", note="Min text", role="Enhetschef")
    save(app)
    (error,) = app.error
    assert "rollen Projektledare har just rapporterat «försenad: Väntar på lokal»" in error.value
    assert app.text_area(f"{form}-note").value == "Min text"
    assert app.radio(f"{form}-status").value == "done"
    assert any("«Väntar på lokal» (Projektledare)" in each.value for each in app.caption)
    assert told(store) == [("late", "Väntar på lokal", "Projektledare")]
    save(app)
    assert [status for status, _, _ in told(store)] == ["late", "done"]
    assert "2 rapporter" in sheets(app)


def test_an_earlier_day_offers_no_forms_and_shows_what_was_known_then(store: Engine) -> None:
    app = page(activity="utbilda", laget="2026-10-10", organisation="provkommun")
    assert "Spara läget" not in [each.label for each in app.button]
    assert "aktiviteter?" not in sheets(app)
    assert "Rapportera läge" not in sheets(app)


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("organisation", "plan", "said", "charts"),
    [
        (
            "stockholm-hagersten-liljeholmen",
            "",
            "den gällde till och med den 31 december 2019. Inget läge har rapporterats här",
            1,
        ),
        ("timra", "", "Planen har 12 projekt.", 0),
        ("norrkoping", "norrkoping-2024", "36 aktiviteter och 2 programpunkter", 0),
        ("norrkoping", "norrkoping-2017", "Planen har 1 aktivitet.", 1),
        ("helsingborg", "", "34 aktiviteter och 3 investeringar", 1),
    ],
)
def test_an_ended_plan_that_nobody_reported_on_has_nothing_late(
    organisation: str, plan: str, said: str, charts: int
) -> None:
    app = page(organisation=organisation, **({"plan": plan} if plan else {}))
    assert said in lead(app)
    assert "!</b>försenad" not in sheets(app)
    assert len(app.get("plotly_chart")) == charts
