"""The page Risker: the matrix, each risk's account, weighing a risk, and who came first."""

from collections.abc import Callable
from datetime import date

import pytest
from pages_read import lead, opened, press, sheets
from plan_texts import EMPTY_PLAN
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data import queries_plan
from data.recording_progress import record_assessment
from pages.parts import frame

TODAY = date(2026, 5, 15)
RISKS = """
[[objectives]]
code = "internkontroll"
kind = "avsnitt"
title = "Internkontroll"
source = "Plan 2026"

[[objectives]]
code = "risk-1"
kind = "risk"
number = "1"
title = "Kön <växer>"
description = "Det finns för få insatser."
parent = "internkontroll"
source = "Plan 2026, risk 1"

[[objectives]]
code = "risk-2"
kind = "risk"
number = "2"
title = "Fel i utbetalningar"
parent = "internkontroll"
source = "Plan 2026, risk 2"

[[activities]]
code = "kartlagg"
title = "Kartlägg behoven"
objective = "risk-1"
responsible = "Enhetschef"
source = "Plan 2026"

[[follow_ups]]
code = "efter-april"
title = "Uppföljning efter april"
due = "2026-06"
recipient = "Socialnämnden"
objective = "internkontroll"
source = "Plan 2026"
"""
WEIGHED = {
    "assessed_on": date(2026, 4, 30),
    "likelihood": 3,
    "consequence": 4,
    "note": "Kön är fyra veckor",
    "role": "Controller",
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in May 2026."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


@pytest.fixture
def store(load: Callable[[str], Engine]) -> Engine:
    """An office with a plan of two risks."""
    return load(EMPTY_PLAN + RISKS)


def page(**address: str) -> AppTest:
    return opened("risks", **address)


def number(store: Engine, code: str) -> int:
    with store.connect() as connection:
        found = connection.scalar(text("SELECT id FROM objective WHERE code = :code"), {"code": code})
    return int(found)


def weigh(store: Engine, code: str, revision: int = 0, **changes: object) -> None:
    given = {**WEIGHED, **changes}
    own = {"organisation_id": 1, "objective_id": number(store, code)}
    record_assessment(store, **own, given=given, revision=revision)


def fill(app: AppTest, form: str, likelihood: int | None, consequence: int | None, note: str = "") -> None:
    for name, step in (("likelihood", likelihood), ("consequence", consequence)):
        if step:
            app.radio(f"{form}-{name}").set_value(step)
    app.text_area(f"{form}-note").set_value(note)
    app.text_input(f"{form}-role").set_value("Verksamhetschef")


def save(app: AppTest) -> AppTest:
    return press(app, "Spara bedömningen")


def weights(store: Engine) -> list[tuple[int, int, str]]:
    every = queries_plan.assessments(store, 1, every=True)
    return list(zip(every["likelihood"], every["consequence"], every["role"], strict=True))


def test_risks_that_nobody_has_weighed_stand_apart(store: Engine) -> None:
    app = page()
    assert lead(app) == (
        "Planen har 2 risker, ingen av dem är bedömd ännu. Nästa uppföljning till Socialnämnden: juni 2026."
    )
    shown = sheets(app)
    for words in ("Inte bedömda (2)", "Kön &lt;växer&gt;", "Kartlägg behoven", "inget rapporterat"):
        assert words in shown
    assert "<växer>" not in shown
    assert shown.split("</tbody>")[0].count('<span class="risk"') == 0


def test_a_weighed_risk_stands_in_its_cell_with_value_band_and_the_way_it_has_moved(store: Engine) -> None:
    weigh(store, "risk-1")
    weigh(store, "risk-1", 1, likelihood=2)
    app = page()
    assert "1 är bedömd. Störst är risk 1, «Kön <växer>», med riskvärde 8 (hög)." in lead(app).replace(
        "\\", ""
    )
    shown = sheets(app)
    matrix = shown[shown.index('<table class="matrix">') : shown.index("</table>")]
    cells = [cell for cell in matrix.split("<td") if 'class="risk"' in cell]
    assert len(cells) == 1
    assert "<b>8</b> hög" in cells[0]
    for words in (
        "↓ ned från 12",
        "Bedömda risker (1)",
        "Inte bedömda (1)",
        "2 bedömningar",
        "Kön är fyra veckor",
    ):
        assert words in shown


def test_a_risk_is_weighed_on_the_screen(store: Engine) -> None:
    app = page(risk="risk-2")
    form = f"risk-{number(store, 'risk-2')}"
    fill(app, form, 4, 4, "Fel i mars")
    save(app)
    assert weights(store) == [(4, 4, "Verksamhetschef")]
    assert "Störst är risk 2" in lead(app)
    assert "risk" not in app.query_params
    assert "Spara bedömningen" not in [each.label for each in app.button]


def test_a_weighing_that_lacks_a_step_is_refused_and_the_text_stays(store: Engine) -> None:
    app = page(risk="risk-2")
    form = f"risk-{number(store, 'risk-2')}"
    fill(app, form, 4, None, "Fel i mars")
    save(app)
    (error,) = app.error
    assert error.value.splitlines()[-1] == "- Konsekvens: välj ett steg"
    assert app.text_area(f"{form}-note").value == "Fel i mars"
    assert app.radio(f"{form}-likelihood").value == 4
    assert weights(store) == []


def test_of_two_who_weigh_at_once_the_second_is_told_what_the_first_said_and_keeps_the_text(
    store: Engine,
) -> None:
    app = page(risk="risk-1")
    form = f"risk-{number(store, 'risk-1')}"
    weigh(store, "risk-1")
    fill(app, form, 1, 1, "Min motivering")
    save(app)
    (error,) = app.error
    assert "rollen Controller har just bedömt samma risk (sannolikhet 3, konsekvens 4)" in error.value
    assert app.text_area(f"{form}-note").value == "Min motivering"
    assert weights(store) == [(3, 4, "Controller")]
    save(app)
    assert weights(store) == [(3, 4, "Controller"), (1, 1, "Verksamhetschef")]


def test_a_risk_that_the_plan_lacks_is_said_and_let_go(store: Engine) -> None:
    app = page(risk="risk-9")
    assert [each.value for each in app.warning] == ["Risken «risk-9» finns inte i planen som visas."]
    assert "risk" not in app.query_params


def test_what_is_late_in_the_year_is_late_here_too(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "today", lambda: date(2026, 7, 1))
    app = page()
    assert "Uppföljningen i juni 2026 är försenad." in lead(app)
    assert "!</b>försenad</span>Uppföljning efter april" in sheets(app)


def test_a_plan_without_risks_says_so_calmly(load: Callable[[str], Engine]) -> None:
    load(EMPTY_PLAN)
    app = page()
    assert lead(app) == "Planen har inga risker. Det finns därför inget att bedöma eller följa upp här."
    assert not app.warning
    assert "matrix" not in sheets(app)


def test_an_earlier_day_offers_no_forms_and_shows_what_was_known_then(store: Engine) -> None:
    weigh(store, "risk-1")
    app = page(risk="risk-1", laget="2026-05-01", organisation="provkommun")
    assert "Spara bedömningen" not in [each.label for each in app.button]
    assert "Bedöm risken" not in sheets(app)
    assert any("ingen av dem är bedömd ännu" in each.value for each in app.markdown)


@pytest.mark.usefixtures("full_store")
def test_norrkopings_four_risks_have_their_actions_and_are_owed_to_the_board_twice() -> None:
    app = page(organisation="norrkoping", plan="norrkoping-2024")
    assert lead(app).startswith("Planen har 4 risker")
    assert "juni 2024 och i december 2024" in lead(app)
    shown = sheets(app)
    assert shown.count("<article>") == 4
    assert shown.count("aktiviteter?") == 8
