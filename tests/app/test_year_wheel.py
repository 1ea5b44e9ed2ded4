"""The page Årshjul: what is late and next, what is told of on the screen, and the calendar file."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar
from pages_read import lead, press, sheets, told
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data.queries_plan import follow_up_deliveries
from data.recording_progress import record_follow_up_delivery, withdraw_follow_up_delivery
from metrics.periods import Period
from metrics.year_wheel.year_view import YearView
from pages.parts import frame, reads, reads_year_wheel
from pages.parts.address import Choice
from pages.parts.year_wheel import download
from pages.parts.year_wheel.download import calendar_of

HEAD = """
[organisation]
code = "provkommun"
name = "Provkommun"
simulated = {simulated}

[plan]
code = "provplan"
title = "Provplan <2026>"
document = "Påhittat dokument"
valid_from = 2026-01-01
valid_to = 2026-12-31

[[units]]
code = "kontoret"
name = "Kontoret"

[[objectives]]
code = "mal"
kind = "mål"
title = "Trygga barn"
source = "Plan, Mål"
"""
ACCOUNTS = """
[[follow_ups]]
code = "tertial"
title = "Tertialrapport, \\"mål & medel\\""
due = "2026-05-28"
recipient = "Socialnämnden"
objective = "mal"
source = "Plan, 5"

[[follow_ups]]
code = "halvar"
title = "Avstämning"
periodicity = "half_year"
source = "Plan, 6"

[[follow_ups]]
code = "alltid"
title = "Revisionsärenden"
source = "Plan, 7"
"""
PLAN = HEAD.format(simulated="true") + ACCOUNTS
TODAY = date(2026, 6, 15)
GIVEN = {"due": "2026-05-28", "delivered_on": date(2026, 5, 20), "note": "", "role": "Controller"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in June 2026."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


@pytest.fixture
def store(load: Callable[[str], Engine]) -> Engine:
    return load(PLAN)


def opened(app: AppTest, *boxes: str, **address: str) -> AppTest:
    app.query_params.update({"organisation": "provkommun", **address})
    for box in boxes:
        app.session_state[box] = True
    app.switch_page("pages/year_wheel.py").run()
    assert not app.exception, app.exception[0].value
    return app


def given(store: Engine) -> list[tuple[Any, ...]]:
    known = follow_up_deliveries(store, 1)
    return [(row["due"], f"{row['delivered_on']:%Y-%m-%d}", row["note"]) for row in known.to_dict("records")]


def fetched() -> list[tuple[str, str, str]]:
    """Return the day, the summary and the description of each event of the calendar that the page offers."""
    reads.begin()
    office = reads.office_of("provkommun")
    choice = Choice(office, office.places[0], Period.parse("2026-05"))
    data = calendar_of(choice, reads_year_wheel.year("provkommun", 2026, TODAY))
    return [
        (f"{event['dtstart'].dt}", str(event["summary"]), str(event["description"]))
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]


def test_the_page_opens_with_what_is_late_and_what_is_next(store: Engine, app: AppTest) -> None:
    assert lead(opened(app)).replace("\\", "") == (
        '1 redovisning är försenad: «Tertialrapport, "mål & medel"» till Socialnämnden, '
        "som skulle ha lämnats senast 28 maj. Näst på tur, senast 31 juli (räknat): «Avstämning»."
    )


def test_the_list_says_what_to_whom_where_and_whose_time_it_is(store: Engine, app: AppTest) -> None:
    shown = sheets(opened(app))
    for words in (
        "Tertialrapport, &quot;mål &amp; medel&quot;",
        "Provplan &lt;2026&gt;",
        "Trygga barn",
        'title="Plan, 5"',
        "försenad",
        "18 dagar efter",
        "räknat",
        "om första halvåret 2026",
        "planen anger ingen dag; räknat som sista arbetsdagen månaden efter",
        "Tid anges inte i planen (1)",
        "Revisionsärenden",
        "<desc",
    ):
        assert words in shown
    assert "<2026>" not in shown


def test_the_year_after_is_shown_when_it_is_asked_for(store: Engine, app: AppTest) -> None:
    page = opened(app, ar="2027")
    assert lead(page) == "Näst på tur, senast 29 januari (räknat): «Avstämning»."
    assert "Tid anges inte" not in sheets(page)


def test_a_year_that_the_plans_have_nothing_in_is_said_to_be_unknown(store: Engine, app: AppTest) -> None:
    page = opened(app, ar="2011")
    (warning,) = [each.value for each in page.warning]
    assert "året «2011»" in warning
    assert "Årshjul 2026" in [each.value for each in page.title]


def test_only_what_is_left_is_shown_where_that_is_asked_for(store: Engine, app: AppTest) -> None:
    record_follow_up_delivery(store, organisation_id=1, follow_up_id=1, given=GIVEN, today=TODAY)
    assert "Tertialrapport" in sheets(opened(app))
    left = sheets(opened(app, visa="kommande")).split("Tid anges inte")[0]
    assert "Avstämning" in left
    assert "Tertialrapport" not in left


def test_the_calendar_that_is_fetched_has_what_is_left_and_all_where_that_is_chosen(
    store: Engine, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_follow_up_delivery(store, organisation_id=1, follow_up_id=1, given=GIVEN, today=TODAY)
    made: list[int] = []

    def counting(_choice: Choice, view: YearView) -> bytes:
        made.append(len(view.lines))
        return b""

    monkeypatch.setattr(download, "calendar_of", counting)
    page = opened(app)
    page.checkbox("calendar-whole").check().run()
    assert made[0] == made[-1] - 1


def test_an_account_is_told_of_on_the_screen(store: Engine, app: AppTest) -> None:
    page = opened(app, "deliver-0-box")
    page.text_input("deliver-0-day").set_value("2026-05-27")
    page.text_input("deliver-0-note").set_value("SN § 45 <b>")
    page.text_input("deliver-0-role").set_value("Controller")
    press(page, "Spara att den är lämnad")
    assert not page.error
    assert given(store) == [("2026-05-28", "2026-05-27", "SN § 45 <b>")]
    assert lead(page) == "Näst på tur, senast 31 juli (räknat): «Avstämning»."
    assert "Controller: SN § 45 &lt;b&gt;" in sheets(page)
    assert "lämnad i tid</span><small>27 maj</small>" in sheets(page)


def test_an_account_without_a_time_is_told_of_on_its_day(store: Engine, app: AppTest) -> None:
    page = opened(app, "deliver-0-box")
    which = page.selectbox("deliver-0-which-2026")
    assert which.options[-1] == "Revisionsärenden, utan tid"
    which.set_value((3, ""))
    page.text_input("deliver-0-day").set_value("2026-03-02")
    page.text_input("deliver-0-role").set_value("Controller")
    press(page, "Spara att den är lämnad")
    assert given(store) == [("2026-03-02", "2026-03-02", "")]
    assert "ingen tid i planen" in sheets(page)


@pytest.mark.parametrize(
    ("day", "role", "problem"),
    [
        (
            "2026-06-16",
            "Controller",
            "- Lämnad den: 16 juni 2026 har inte varit ännu; skriv dagen då den lämnades",
        ),
        ("i går", "Controller", "- Lämnad den: "),
        ("2026-05-27", "", "- Din roll: får inte vara tom"),
    ],
)
def test_what_cannot_be_is_refused_and_says_why(
    store: Engine, app: AppTest, day: str, role: str, problem: str
) -> None:
    page = opened(app, "deliver-0-box")
    page.text_input("deliver-0-day").set_value(day)
    page.text_input("deliver-0-role").set_value(role)
    press(page, "Spara att den är lämnad")
    (said,) = told(page)
    assert said.startswith(problem)
    assert page.text_input("deliver-0-day").value == day
    assert given(store) == []


def typed(page: AppTest, role: str = "Controller") -> AppTest:
    page.text_input("deliver-0-day").set_value("2026-05-27")
    page.text_input("deliver-0-note").set_value("SN § 45")
    page.text_input("deliver-0-role").set_value(role)
    return page


def test_the_form_stays_as_it_is_when_somebody_else_saves(store: Engine, app: AppTest) -> None:
    page = opened(app, "deliver-0-box")
    fields = {each.id for each in page.text_input}
    record_follow_up_delivery(store, organisation_id=1, follow_up_id=2, given=GIVEN | {"due": "2026-07"})
    page.run()
    assert {each.id for each in page.text_input} == fields
    press(typed(page), "Spara att den är lämnad")
    assert {due for due, _, _ in given(store)} == {"2026-05-28", "2026-07"}


def test_what_somebody_else_gave_meanwhile_is_refused_and_nothing_else_is_saved_in_its_place(
    store: Engine, app: AppTest
) -> None:
    page = typed(opened(app, "deliver-0-box"), "Enhetschef")
    record_follow_up_delivery(store, organisation_id=1, follow_up_id=1, given=GIVEN)
    for _ in range(2):
        press(page, "Spara att den är lämnad")
        assert told(page) == ["- Redovisning: redan lämnad 2026-05-20 av rollen Controller"]
        assert page.text_input("deliver-0-note").value == "SN § 45"
    assert given(store) == [("2026-05-28", "2026-05-20", "")]


def test_the_own_save_closes_the_form_and_empties_it(store: Engine, app: AppTest) -> None:
    page = typed(opened(app, "deliver-0-box"))
    press(page, "Spara att den är lämnad")
    assert "Spara att den är lämnad" not in [each.label for each in page.button]
    page.session_state["deliver-1-box"] = True
    page.run()
    assert page.text_input("deliver-1-note").value == ""


def test_what_somebody_else_took_back_meanwhile_is_refused_and_nothing_else_taken_in_its_place(
    store: Engine, app: AppTest
) -> None:
    first, _ = (
        record_follow_up_delivery(store, organisation_id=1, follow_up_id=number, given=GIVEN | {"due": due})
        for number, due in ((1, "2026-05-28"), (2, "2026-07"))
    )
    page = opened(app, "undeliver-0-box")
    page.text_input("undeliver-0-role").set_value("Enhetschef")
    withdraw_follow_up_delivery(store, delivery_id=first, role="Controller")
    press(page, "Ta tillbaka")
    (said,) = told(page)
    assert "redan tagen tillbaka" in said
    assert [due for due, _, _ in given(store)] == ["2026-07"]


@pytest.mark.parametrize(
    ("day", "address", "year"),
    [
        (date(2026, 6, 15), {}, 2026),
        (date(2027, 1, 15), {}, 2027),
        (date(2027, 1, 15), {"period": "2026"}, 2027),  # what the pages open on by themselves
        (date(2027, 1, 15), {"ar": "2026"}, 2026),
        (date(2031, 1, 15), {}, 2026),  # the plans have nothing that year
    ],
)
def test_the_page_opens_on_the_year_of_the_day(
    store: Engine,
    app: AppTest,
    monkeypatch: pytest.MonkeyPatch,
    day: date,
    address: dict[str, str],
    year: int,
) -> None:
    monkeypatch.setattr(frame, "today", lambda: day)
    assert [each.value for each in opened(app, **address).title] == [f"Årshjul {year}"]


def test_what_was_told_is_taken_back_on_the_screen(store: Engine, app: AppTest) -> None:
    record_follow_up_delivery(store, organisation_id=1, follow_up_id=1, given=GIVEN)
    page = opened(app, "undeliver-0-box")
    page.text_input("undeliver-0-role").set_value("Controller")
    press(page, "Ta tillbaka")
    assert given(store) == []
    assert lead(page).startswith("1 redovisning är försenad")


def test_an_earlier_day_is_only_looked_at(
    store: Engine, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", store.url.render_as_string())
    page = opened(app, laget="2026-06-01")
    assert [each.label for each in page.expander] == ["Hämta som fil"]
    assert [each.label for each in page.get("download_button")] == ["Hämta till kalendern (.ics)"]


def test_the_calendar_has_every_occasion_and_says_that_it_is_invented(store: Engine) -> None:
    events = fetched()
    assert [(day, summary) for day, summary, _ in events] == [
        ("2026-05-28", 'Simulerade data: Tertialrapport, "mål & medel"'),
        ("2026-07-31", "Simulerade data: Avstämning"),
    ]
    assert events[0][2].splitlines() == [
        "Till: Socialnämnden",
        "Läge 2026-06-15: försenad, 18 dagar efter",
        "Planen anger dagen.",
        "Plan: Provplan <2026>",
        "Källa: Plan, 5",
    ]
    assert "räknat som sista arbetsdagen månaden efter" in events[1][2]


def test_the_calendar_of_a_real_office_is_not_marked(load: Callable[[str], Engine]) -> None:
    load(HEAD.format(simulated="false") + ACCOUNTS)
    assert fetched()[1][1] == "Avstämning"


@pytest.mark.parametrize("plan", [HEAD.format(simulated="false")])
def test_a_plan_that_owes_nothing_gives_a_calm_page(
    load: Callable[[str], Engine], app: AppTest, plan: str
) -> None:
    load(plan)
    page = opened(app)
    assert lead(page) == "Planen anger ingen redovisning 2026."
    assert [each.label for each in page.expander] == []
    assert [each.label for each in page.get("download_button")] == []


def test_an_empty_store_gives_a_calm_page(empty_store: Engine, app: AppTest) -> None:
    page = opened(app)
    assert [each.value[:27] for each in page.info] == ["Inga verksamheter är inlästa"[:27]]


def test_of_accounts_of_the_same_name_the_chosen_one_is_told_of(
    load: Callable[[str], Engine], app: AppTest
) -> None:
    goal = '\n[[objectives]]\ncode = "annat"\nkind = "mål"\ntitle = "Trygga vuxna"\nsource = "Plan, Mål"\n'
    alike = "".join(
        f'\n[[follow_ups]]\ncode = "{under}-muntligt"\ntitle = "Muntlig redovisning"\nobjective = "{under}"\n'
        'source = "Plan, 5"\n'
        for under in ("mal", "annat")
    )
    store = load(HEAD.format(simulated="true") + goal + alike)
    page = opened(app, "deliver-0-box")
    (which,) = [each for each in page.selectbox if each.label == "Redovisning"]
    assert which.options == [
        "Muntlig redovisning, utan tid (Trygga barn)",
        "Muntlig redovisning, utan tid (Trygga vuxna)",
    ]
    which.set_value((1, ""))
    page.text_input("deliver-0-role").set_value("Controller")
    press(page, "Spara att den är lämnad")
    assert follow_up_deliveries(store, 1)["follow_up_id"].tolist() == [1]
