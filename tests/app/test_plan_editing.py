"""Ändra planen: entries changed, added and taken away on screen, refusals, the history and the next year."""

import re
from collections.abc import Callable
from datetime import date

import pages_read
import pytest
from offices import indicator, plan_toml, series
from pages_read import press, sheets
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data.plan_editing.editing import PlanChange, edit_plan
from data.plan_files.content import read_plan_content
from data.plan_files.differences import entry_of
from data.queries_plan import plan_documents, plan_edits
from metrics.vocabulary import PlanNoun
from pages.parts import frame
from pages.parts.plan_editing import rights

TODAY = date(2026, 11, 12)
CONTROLLER = {"reason": "Avstämt med enheten", "role": "Controller"}
GOALS = """
[[objectives]]
code = "trygghet"
kind = "nämndmål"
number = "1"
title = "Barn är trygga"
source = "Påhittat dokument, Mål 1"

[[objectives]]
code = "snabbt"
kind = "enhetsmål"
title = "Stöd <i tid>"
parent = "trygghet"
source = "Påhittat dokument, Mål 1"

[[activities]]
code = "rutin"
title = "Ny rutin för & mottagning"
objective = "snabbt"
responsible = "enhetschef"
starts = 2026-01-01
ends = 2026-06-30
source = "Påhittat dokument, Mål 1"

[[activities]]
code = "utbildning"
title = "Utbildning i samtal"
status = "done"
source = "Påhittat dokument, Mål 1"

[[follow_ups]]
code = "halvar"
title = "Halvårsrapport"
due = "2026-06"
recipient = "nämnden"
objective = "trygghet"
source = "Påhittat dokument, Uppföljning"
"""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in November 2026."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


@pytest.fixture
def store(load: Callable[[str], Engine]) -> Engine:
    """A small plan with a tree, an indicator with a target and figures, activities and an account."""
    months = {f"2026-{month:02d}": float(month) for month in range(1, 11)}
    measure = indicator("dygn", "Vårddygn", target='kind = "at_most", value = 12.5')
    return load(plan_toml([GOALS, measure, series("dygn", "barn", months), series("dygn", "vuxna", months)]))


def page(**address: str) -> AppTest:
    """Open the page by its address."""
    return pages_read.opened("plan", **{"organisation": "provkommun", **address})


def keyed(app: AppTest, kind: str, ending: str):
    """Return the only widget of a kind whose key ends so, of those that are not for taking something away."""
    (found,) = [
        each for each in app.get(kind) if str(each.key).endswith(f"-{ending}") and "-away" not in each.key
    ]
    return found


def write(app: AppTest, **typed: str) -> AppTest:
    """Write in text fields, by their names in the plan file."""
    for name, text in typed.items():
        ending = name.replace("__", "-")
        kinds = [
            kind
            for kind in ("text_input", "text_area")
            if any(str(each.key).endswith(f"-{ending}") and "-away" not in each.key for each in app.get(kind))
        ]
        keyed(app, kinds[0], ending).set_value(text)
    return app


def opened(what: str, which: str, **address: str) -> AppTest:
    return page(what=what, which=which, **address)


def told(app: AppTest) -> list[str]:
    """Return what the page says is wrong, under the line that nothing has been saved."""
    (error,) = app.error
    first, *problems = error.value.splitlines()
    assert first == "Inget har sparats."
    return [problem.replace("\\", "") for problem in problems if problem]


def lead(app: AppTest) -> str:
    return next(each.value for each in app.markdown if each.value.startswith("Planen "))


def plan_id(store: Engine, code: str = "provplan") -> int:
    plans = plan_documents(store, 1)
    return int(plans.loc[plans["code"] == code, "id"].iloc[0])


def entry(store: Engine, noun: PlanNoun, code: str, plan: str = "provplan") -> dict | None:
    return entry_of(read_plan_content(store, plan_id(store, plan)), noun, code)


def by_another(store: Engine, **changed: str) -> None:
    """Let a colleague change the routine."""
    before = entry(store, PlanNoun.ACTIVITY, "rutin")
    change = PlanChange(PlanNoun.ACTIVITY, "rutin", before, {**before, **changed})
    edit_plan(store, plan_id=plan_id(store), change=change, given=CONTROLLER)


def test_the_plan_its_origin_and_its_edition_are_told(store: Engine) -> None:
    app = page()
    assert lead(app) == "Planen står som i dokumentet: inget är ändrat på skärmen."
    (origin, *_) = [each.value for each in app.caption]
    assert origin == "Påhittat dokument. Gäller 1 januari 2024 – 31 december 2026."
    by_another(store, responsible="samordnare")
    by_another(store, ends="2026-09-30")
    assert re.fullmatch(
        r"Planen är ändrad 2 gånger på skärmen, senast \d{4}-\d\d-\d\d av controller\.", lead(page())
    )


def test_the_end_of_an_activity_is_changed_and_stands_in_the_history(store: Engine) -> None:
    app = write(opened("aktivitet", "rutin"), ends="2026-12-31", reason="Nytt <beslut>", role="Utvecklare")
    press(app, "Spara ändringen")
    assert not app.error
    assert entry(store, PlanNoun.ACTIVITY, "rutin")["ends"] == "2026-12-31"
    shown = sheets(app)
    for words in (
        '<span class="field">Slutar:</span> «2026-06-30»',
        '<span class="strong">«2026-12-31»</span>',
        "Utvecklare",
        "Nytt &lt;beslut&gt;",
        "Ny rutin för &amp; mottagning",
    ):
        assert words in shown
    assert keyed(app, "text_input", "ends").value == "2026-12-31"


def test_only_what_was_touched_is_changed(store: Engine) -> None:
    before = entry(store, PlanNoun.INDICATOR, "dygn")
    app = write(opened("indikator", "dygn"), owner="Enhetschef", reason="Roll utsedd", role="Utvecklare")
    press(app, "Spara ändringen")
    assert entry(store, PlanNoun.INDICATOR, "dygn") == {**before, "owner": "Enhetschef"}


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"ends": "i höst"}, "- Slutar: ska vara ett datum som 2026-03-31, inte «i höst»"),
        ({"ends": "2026-02-30"}, "- Slutar: ska vara ett datum som 2026-03-31, inte «2026-02-30»"),
        ({"title": "  "}, "- Rubrik: får inte vara tom"),
        ({"ends": "2026-12-31", "reason": ""}, "- Skäl: får inte vara tom"),
        ({"ends": "2026-12-31", "role": ""}, "- Din roll: får inte vara tom"),
        ({}, "- Inget är ändrat i formuläret."),
    ],
)
def test_a_wrong_entry_is_refused_by_the_fields_name_and_stays_typed(
    store: Engine, typed: dict[str, str], problem: str
) -> None:
    written = {"description": "Skriven text", **CONTROLLER} | typed if typed else CONTROLLER
    app = press(write(opened("aktivitet", "rutin"), **written), "Spara ändringen")
    assert told(app) == [problem]
    assert plan_edits(store, plan_id(store)).empty
    for name, text in written.items():
        kind = "text_area" if name == "description" else "text_input"
        assert keyed(app, kind, name).value == text


def test_an_activity_that_ends_before_it_begins_is_refused_in_swedish(store: Engine) -> None:
    app = press(write(opened("aktivitet", "rutin"), ends="2025-01-01", **CONTROLLER), "Spara ändringen")
    (problem,) = told(app)
    assert "börjar 2026-01-01 men slutar 2025-01-01" in problem
    assert "activities" not in problem
    assert keyed(app, "text_input", "ends").value == "2025-01-01"


@pytest.mark.parametrize("drawn_anew", [False, True])
def test_the_second_of_two_who_change_the_same_activity_is_refused_and_loses_nothing(
    store: Engine, drawn_anew: bool
) -> None:
    app = opened("aktivitet", "rutin")
    by_another(store, responsible="samordnare")
    if drawn_anew:  # as when the reader opens a box on the page; what is typed waits in the browser
        app.run()
    write(app, description="Min text", ends="2026-11-30", **CONTROLLER)
    press(app, "Spara ändringen")
    (problem,) = told(app)
    assert "samordnare" in problem
    assert "Controller" in problem
    assert "description" not in entry(store, PlanNoun.ACTIVITY, "rutin")
    assert keyed(app, "text_area", "description").value == "Min text"
    assert keyed(app, "text_input", "ends").value == "2026-11-30"
    assert "Ansvarig roll «enhetschef» → «samordnare»" in app.warning[0].value


def test_what_a_colleague_saved_is_read_anew_and_can_be_changed_then(store: Engine) -> None:
    app = opened("aktivitet", "rutin")
    by_another(store, responsible="samordnare")
    press(app.run(), "Läs in det som gäller nu")
    assert not app.warning
    assert keyed(app, "text_input", "responsible").value == "samordnare"
    press(write(app, ends="2026-11-30", **CONTROLLER), "Spara ändringen")
    stands = entry(store, PlanNoun.ACTIVITY, "rutin")
    assert (stands["responsible"], stands["ends"]) == ("samordnare", "2026-11-30")


def test_a_change_of_another_entry_stops_nobody(store: Engine) -> None:
    app = opened("aktivitet", "utbildning")
    by_another(store, responsible="samordnare")
    write(app.run(), responsible="samordnare", **CONTROLLER)
    press(app, "Spara ändringen")
    assert not app.error
    assert entry(store, PlanNoun.ACTIVITY, "utbildning")["responsible"] == "samordnare"


def test_a_new_activity_gets_a_code_of_its_title_and_stands_under_its_objective(store: Engine) -> None:
    app = write(opened("aktivitet", "_ny"), title="Översyn av jourhem").run()
    assert keyed(app, "text_input", "code").placeholder == "oversyn-av-jourhem"
    keyed(app, "selectbox", "objective").set_value("snabbt")
    press(write(app, source="Nämndens beslut", **CONTROLLER), "Lägg till")
    assert not app.error
    assert entry(store, PlanNoun.ACTIVITY, "oversyn-av-jourhem") == {
        "code": "oversyn-av-jourhem",
        "title": "Översyn av jourhem",
        "objective": "snabbt",
        "source": "Nämndens beslut",
    }
    assert "Ändra aktiviteten: Översyn av jourhem" in [each.value for each in app.subheader]


def test_a_code_that_is_no_code_is_refused(store: Engine) -> None:
    app = write(opened("mal", "_ny"), title="Nytt mål", code="Nytt Mål", source="Beslut", **CONTROLLER)
    (problem,) = told(press(app, "Lägg till"))
    assert problem.startswith("- Kod: ")
    assert keyed(app, "text_input", "title").value == "Nytt mål"


def test_the_title_that_is_taken_gives_the_next_code(store: Engine) -> None:
    app = write(opened("aktivitet", "_ny"), title="Rutin").run()
    assert keyed(app, "text_input", "code").placeholder == "rutin-2"


def test_a_target_is_added_with_a_swedish_number(store: Engine) -> None:
    app = opened("malniva", "dygn", target="dygn._ny")
    keyed(app, "selectbox", "unit").set_value("barn")
    keyed(app, "selectbox", "kind").set_value("at_most")
    days = {"valid_from": "2026-01-01", "valid_to": "2026-12-31"}
    press(write(app, value="1 240,5", words="högst 1 240,5", **days, **CONTROLLER), "Lägg till")
    assert not app.error
    old, new = entry(store, PlanNoun.INDICATOR, "dygn")["targets"]
    assert (old["value"], new["value"], new["unit"], new["kind"]) == (12.5, 1240.5, "barn", "at_most")
    assert "Målnivå:</span> «inget»" in sheets(app)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"value": "tolv"}, "- Värde: «tolv» är inget tal"),
        ({"value": "1.234"}, "- Värde: «1.234» kan läsas på två sätt"),
        ({"valid_from": ""}, "- Gäller från: får inte vara tom"),
        ({"words": ""}, "- Med dokumentets ord: får inte vara tom"),
        ({"valid_from": "2027-01-01"}, "- Målnivåer: gäller från 2027-01-01 men till 2026-12-31"),
    ],
)
def test_a_wrong_target_is_refused_by_the_fields_name(
    store: Engine, typed: dict[str, str], problem: str
) -> None:
    written = {**CONTROLLER, **typed}
    app = press(write(opened("malniva", "dygn"), **written), "Spara ändringen")
    assert told(app)[0].startswith(problem)
    for name, text in typed.items():
        assert keyed(app, "text_input", name).value == text


def test_a_target_is_taken_away_and_the_others_stay(store: Engine) -> None:
    app = opened("malniva", "dygn")
    assert "Ta bort målnivån" in [each.label for each in app.expander]
    press(_with_removal(app), "Ta bort ur planen")
    assert "targets" not in entry(store, PlanNoun.INDICATOR, "dygn")


def test_an_activity_is_taken_away_with_a_reason(store: Engine) -> None:
    app = _with_removal(opened("aktivitet", "utbildning"))
    press(app, "Ta bort ur planen")
    assert entry(store, PlanNoun.ACTIVITY, "utbildning") is None
    assert "Aktivitet, borttagen" in sheets(app)
    assert "Välj vad du vill ändra" in " ".join(each.value for each in app.caption)


def _with_removal(app: AppTest) -> AppTest:
    """Open the box where something is taken away, and say why."""
    (key,) = {
        re.sub(r"-reason$", "-away-box", each.key) for each in app.text_input if each.key.endswith("-reason")
    }
    app.session_state[key] = True
    app.run()
    for name, text in CONTROLLER.items():
        (field,) = [each for each in app.text_input if str(each.key).endswith(f"-away-{name}")]
        field.set_value(text)
    return app


def test_another_definition_asks_from_which_day_and_what(store: Engine) -> None:
    app = write(opened("indikator", "dygn"), definition="Ett annat mått.", **CONTROLLER)
    problems = told(press(app, "Spara ändringen"))
    assert problems == [
        "- Ny definition gäller från: definition är ändrad; skriv från vilken dag, så att "
        "diagrammet märks där",
        "- Vad som ändras: definition är ändrad; skriv vad som skiljer, med några ord",
    ]
    assert keyed(app, "text_area", "definition").value == "Ett annat mått."


def test_another_definition_marks_the_chart_of_the_indicator(store: Engine) -> None:
    app = write(opened("indikator", "dygn"), definition="Ett annat mått.", **CONTROLLER)
    write(app, changed_on="2026-05-01", changed_text="Räknas per dygn")
    press(app, "Spara ändringen")
    assert not app.error
    shown = pages_read.opened("indicator", organisation="provkommun", indicator="dygn", period="2026-10")
    assert "Räknas per dygn" in " ".join(each.value for each in shown.markdown)


def test_better_words_for_the_same_definition_mark_nothing(store: Engine) -> None:
    app = write(opened("indikator", "dygn"), definition="Ett mått för prov, i dygn.", **CONTROLLER)
    keyed(app, "checkbox", "same_meaning").check()
    press(app, "Spara ändringen")
    assert not app.error
    stands = entry(store, PlanNoun.INDICATOR, "dygn")
    assert stands["definition"] == "Ett mått för prov, i dygn."
    assert "definition_changes" not in stands


def test_the_plans_own_data_is_changed(store: Engine) -> None:
    app = write(page(what="plan"), decided_by="Socialnämnden", decided_on="2025-12-11", **CONTROLLER)
    press(app, "Spara ändringen")
    assert not app.error
    (origin, *_) = [each.value for each in app.caption]
    assert origin.endswith("beslutad av Socialnämnden 11 december 2025.")


def test_an_objective_is_not_offered_to_lie_below_itself(store: Engine) -> None:
    offered = keyed(opened("mal", "trygghet"), "selectbox", "parent").options
    assert offered == ["Direkt under planen"]
    assert keyed(opened("mal", "snabbt"), "selectbox", "parent").options == [
        "Direkt under planen",
        "Barn är trygga",
    ]


def test_an_entry_that_is_not_there_is_not_opened(store: Engine) -> None:
    app = opened("aktivitet", "finns-inte")
    assert "Spara ändringen" not in [each.label for each in app.button]


def test_the_plan_of_the_next_year_is_made_and_its_differences_told(store: Engine) -> None:
    app = page()
    app.session_state[f"next-{plan_id(store)}-box"] = True
    app.run()
    assert keyed(app, "text_input", "code").value == "provplan-2027"
    assert [each.label for each in app.checkbox] == [
        "Ny rutin för & mottagning",
        "Halvårsrapport",
    ]
    assert [each.value for each in app.checkbox] == [False, True]
    press(write(app, title="Provplan 2027–2029", **CONTROLLER), "Gör planen")
    assert not app.error
    assert lead(app) == "Planen är gjord av den förra planen och har inte ändrats sedan dess."
    told_of = " ".join(each.value for each in app.markdown)
    assert "Planen är gjord av Provplan." in told_of
    assert "Inte med: 2 aktiviteter." in told_of
    shown = sheets(app)
    for words in ("Indikatorernas härkomst (1)", "samma mått, historiken går vidare", "högst 12,5"):
        assert words in shown
    assert entry(store, PlanNoun.ACTIVITY, "rutin", "provplan-2027") is None


def test_a_code_that_has_a_plan_is_refused_by_the_fields_name(store: Engine) -> None:
    app = page()
    app.session_state[f"next-{plan_id(store)}-box"] = True
    app.run()
    press(write(app, code="provplan", **CONTROLLER), "Gör planen")
    assert told(app)[0].startswith("- Kod: koden «provplan» har redan planen «Provplan»")


@pytest.mark.parametrize(
    ("user", "may"), [("Anna", True), ("bo", False), (None, False)], ids=["named", "unnamed", "unknown"]
)
def test_only_those_who_are_named_get_the_forms(
    store: Engine, monkeypatch: pytest.MonkeyPatch, user: str | None, may: bool
) -> None:
    monkeypatch.setenv("LAGESBILD_PLAN_EDITORS", "anna, cia")
    monkeypatch.setattr(rights, "user", lambda: user)
    by_another(store, responsible="samordnare")
    app = opened("aktivitet", "rutin")
    assert ("Spara ändringen" in [each.label for each in app.button]) is may
    assert ("Nytt år" in [each.label for each in app.expander]) is may
    assert bool([each for each in app.info if "inte ändra den" in each.value]) is not may
    assert "samordnare" in sheets(app)


def test_an_earlier_day_is_read_only(store: Engine) -> None:
    app = page(what="aktivitet", which="rutin", laget="2026-11-01")
    assert "Spara ändringen" not in [each.label for each in app.button]
    assert not app.text_input


def test_an_office_without_a_plan_gets_a_calm_page(empty_store: Engine) -> None:
    app = page()
    assert not app.error
    assert app.info


def test_the_target_in_force_is_the_one_that_is_opened(store: Engine) -> None:
    before = entry(store, PlanNoun.INDICATOR, "dygn")
    (target,) = before["targets"]
    later = {**target, "value": 9.0, "valid_from": "2027-01-01", "valid_to": "2027-12-31"}
    past = {**target, "valid_to": "2025-12-31"}
    now = {**target, "value": 11.0, "valid_from": "2026-01-01"}
    change = PlanChange(PlanNoun.INDICATOR, "dygn", before, {**before, "targets": [past, now, later]})
    edit_plan(store, plan_id=plan_id(store), change=change, given=CONTROLLER)
    assert keyed(opened("malniva", "dygn"), "text_input", "value").value == "11"
    assert keyed(opened("malniva", "dygn", target="dygn.2"), "text_input", "value").value == "9"
    assert keyed(opened("malniva", "dygn", target="annat.2"), "text_input", "value").value == "11"


def test_the_page_offers_the_plan_as_a_file_by_its_code(store: Engine) -> None:
    (button,) = page().get("download_button")
    assert button.proto.label == "Hämta som planfil"


def test_on_an_earlier_day_the_plan_is_said_to_be_todays(store: Engine) -> None:
    by_another(store, cost="Egen tid")
    assert lead(page(laget="2026-11-01")) == "Planen visas som den är i dag, ändrad en gång på skärmen."


def test_indicators_that_lose_their_targets_are_named_before_and_in_the_new_plan(store: Engine) -> None:
    before = entry(store, PlanNoun.INDICATOR, "dygn")
    ending = [{**before["targets"][0], "valid_to": "2026-06-30"}]
    change = PlanChange(PlanNoun.INDICATOR, "dygn", before, {**before, "targets": ending})
    edit_plan(store, plan_id=plan_id(store), change=change, given=CONTROLLER)
    app = page()
    app.session_state[f"next-{plan_id(store)}-box"] = True
    app.run()
    assert [each.value for each in app.info] == [
        "1 indikator får ingen målnivå i den nya planen, för ingen gäller planens sista dag: «Vårddygn»."
    ]
    press(write(app, **CONTROLLER), "Gör planen")
    assert [each.value for each in app.info] == [
        "1 indikator hade målnivå i den förra planen men har ingen i den här: «Vårddygn»."
    ]


def test_a_new_target_begins_with_the_kind_that_goes_with_the_better_way(store: Engine) -> None:
    way = (entry(store, PlanNoun.INDICATOR, "dygn") or {})["direction"]
    kind = {"down": "at_most", "up": "at_least", "none": "plan"}[way]
    assert keyed(opened("malniva", "dygn", target="dygn._ny"), "selectbox", "kind").value == kind


def test_what_is_missing_is_told_at_once_with_reason_and_role(store: Engine) -> None:
    app = press(opened("aktivitet", "_ny"), "Lägg till")
    for label in ("Rubrik", "Källa", "Skäl", "Din roll"):
        assert f"- {label}: får inte vara tom" in told(app)


def test_a_change_is_taken_back_with_a_role(store: Engine) -> None:
    before = entry(store, PlanNoun.ACTIVITY, "rutin")
    by_another(store, responsible="samordnare")
    app = page()
    app.session_state[f"undo-{plan_id(store)}-box"] = True
    app.run()
    press(write(app, role="Controller"), "Återställ")
    assert not app.error
    assert entry(store, PlanNoun.ACTIVITY, "rutin") == before
    assert "Ångrar ändringen" in sheets(app)


@pytest.mark.parametrize(
    ("address", "warned"),
    [
        ({"what": "malniva", "which": "dygn", "target": "dygn." + "9" * 5000}, ""),
        ({"what": "uppgift"}, "slaget «uppgift»"),
        ({"what": "aktivitet", "which": "bortom"}, "posten «bortom»"),
        ({"what": "mal", "which": "rutin"}, ""),
    ],
)
def test_an_address_that_points_at_nothing_is_said_to(
    store: Engine, address: dict[str, str], warned: str
) -> None:
    app = page(**address)
    assert not app.exception
    said = " ".join(each.value for each in app.warning)
    assert warned in said
    assert bool(said) is bool(warned)


def test_indicators_that_never_had_a_target_are_counted_before_the_next_plan_is_made(store: Engine) -> None:
    before = entry(store, PlanNoun.INDICATOR, "dygn") or {}
    change = PlanChange(PlanNoun.INDICATOR, "dygn", before, {**before, "targets": []})
    edit_plan(store, plan_id=plan_id(store), change=change, given=CONTROLLER)
    app = page()
    app.session_state[f"next-{plan_id(store)}-box"] = True
    app.run()
    assert not app.exception
    assert [each.value for each in app.info] == ["1 indikator saknar målnivå redan i den här planen."]


def test_a_change_that_a_colleague_has_changed_again_is_not_taken_back_and_no_other_is(store: Engine) -> None:
    by_another(store, responsible="samordnare")
    before = entry(store, PlanNoun.ACTIVITY, "utbildning")
    renamed = PlanChange(PlanNoun.ACTIVITY, "utbildning", before, {**before, "title": "Ny titel"})
    edit_plan(store, plan_id=plan_id(store), change=renamed, given=CONTROLLER)
    app = page()
    app.session_state[f"undo-{plan_id(store)}-box"] = True
    app.run()
    edits = plan_edits(store, plan_id(store)).set_index("code")["id"]
    app.selectbox(f"undo-{plan_id(store)}-which").set_value(int(edits["rutin"]))
    by_another(store, responsible="kanslist")
    press(write(app, role="Controller"), "Återställ")
    assert len(app.error) == 1
    assert entry(store, PlanNoun.ACTIVITY, "utbildning")["title"] == "Ny titel"
    assert entry(store, PlanNoun.ACTIVITY, "rutin")["responsible"] == "kanslist"


def test_what_stands_under_one_of_two_goals_of_the_same_name_stays_there(
    load: Callable[[str], Engine],
) -> None:
    goals = "".join(
        f'\n[[objectives]]\ncode = "{code}"\nkind = "nämndmål"\ntitle = "Samma namn"\nsource = "Plan"\n'
        for code in ("ett", "tva")
    )
    routine = '\n[[activities]]\ncode = "rutin"\ntitle = "Rutin"\nobjective = "ett"\nsource = "Plan"\n'
    store = load(plan_toml([goals + routine]))
    app = write(opened("aktivitet", "rutin"), title="Ny rutin", **CONTROLLER)
    assert keyed(app, "selectbox", "objective").options[1:] == ["Samma namn (ett)", "Samma namn (tva)"]
    press(app, "Spara ändringen")
    assert (entry(store, PlanNoun.ACTIVITY, "rutin") or {})["objective"] == "ett"
