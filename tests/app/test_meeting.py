"""The page Möte: preparing, starting, deciding, telling how it goes, and what stands afterwards."""

import json
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import money_office
import pytest
from docx import Document
from money_office import numbers
from pages_read import lead, opened, press, sheets, told
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data import queries_plan
from data.recording_meetings import record_decision, record_meeting, withdraw_decision
from data.recording_progress import record_progress
from metrics.meeting.minutes import Minutes
from pages.parts import frame, reads, reads_meeting
from reports.minutes import minutes_docx

TODAY = date(2026, 10, 15)
LAST = date(2026, 9, 10)
OFFICE = {"organisation": "provkommun", "period": "2026-08"}
STARTED, NEXT, DECISION = "meeting-start-1", "meeting-next-1-2026-10-15", "decision-1-2026-10-15"
START, TOLD, BACK = f"{STARTED}-Starta mötet", "meeting-told-box", "decision-back-box"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in October 2026."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The small office, in a store of one's own that the pages read."""
    url, engine = money_office.money_store(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield engine
    engine.dispose()


def page(*boxes: str, **address: str) -> AppTest:
    """Open the page, with some of its boxes open."""
    return opened("meeting", *boxes, **{**OFFICE, **address})


def office(store: Engine) -> dict[str, int]:
    return {"organisation_id": 1, "unit_id": int(numbers(store)[0]["kontoret"])}


def meet(store: Engine, day: date = TODAY, **others: str) -> int:
    given = {"held_on": day, "present": "Socialchef, enhetschefer", "role": "Controller", **others}
    return record_meeting(store, given=given, **office(store))


def decide(store: Engine, words: str, meeting_id: int | None = None, **others: Any) -> int:
    given = {"text": words, "responsible": "Enhetschef", "starts_on": LAST, "role": "Controller", **others}
    return record_decision(store, given=given, meeting_id=meeting_id, **office(store))


def decided(store: Engine) -> list[tuple[str, str, str]]:
    """Return text, responsible role and expected direction of the decisions that stand."""
    found = queries_plan.decisions(store, 1)
    return list(zip(found["text"], found["responsible"], found["expected"], strict=True))


def held(store: Engine) -> list[date]:
    found = queries_plan.meetings(store, 1, [office(store)["unit_id"]])
    return [day.date() for day in found["held_on"]]


def point(app: AppTest, number: int) -> str:
    """Return the sheet of a point, as HTML."""
    name = ("changed", "threats", "late", "earlier", "decisions", "end")[number - 1]
    (found,) = [each for each in app.get("bidi_component") if each.proto.component_name == f"meeting_{name}"]
    return str(json.loads(found.proto.json)["html"]).replace("\u00a0", " ")


def buttons(app: AppTest) -> list[str]:
    return [each.label for each in app.button]


def fill_start(app: AppTest, day: date = TODAY, role: str = "Controller") -> None:
    app.text_input(f"{STARTED}-day").set_value(day.isoformat())
    app.text_input(f"{STARTED}-present").set_value("Socialchef, controller")
    app.text_input(f"{STARTED}-role").set_value(role)
    press(app, "Starta mötet")


def test_before_a_meeting_the_page_prepares_the_next(store: Engine) -> None:
    app = page()
    assert lead(app).startswith("Inget möte är startat i dag.")
    headings = [each.value.split(" :gray")[0] for each in app.subheader]
    assert headings == [
        "1. Vad har ändrats sedan förra mötet",
        "2. Vad hotar året",
        "3. Vad är sent",
        "4. Besluten från förra gången",
        "5. Nya beslut",
        "6. Avsluta",
    ]
    assert "Ekonomin: 2026 väntas sluta" in point(app, 2)
    assert "Skriv ner beslutet" not in buttons(app)


def test_a_meeting_is_started_on_the_screen(store: Engine) -> None:
    app = page(START)
    fill_start(app)
    assert held(store) == [TODAY]
    assert lead(app).startswith("Mötet den 15 oktober 2026 om augusti 2026")
    assert "Socialchef, controller" in sheets(app)
    assert "Starta mötet" not in buttons(app)


def test_two_meetings_on_a_day_are_refused_and_what_was_written_is_kept(store: Engine) -> None:
    meet(store, LAST)
    app = page(START)
    fill_start(app, LAST)
    assert told(app) == ["- Dag: mötet 2026-09-10 är redan upplagt av rollen Controller"]
    assert held(store) == [LAST]
    assert app.text_input(f"{STARTED}-present").value == "Socialchef, controller"


@pytest.mark.parametrize(
    ("day", "role", "problem"),
    [
        ("2026-10-15", "", "- Din roll: får inte vara tom"),
        ("i dag", "Controller", "- Dag: ska vara ett datum som 2019-02-13"),
    ],
)
def test_a_meeting_needs_a_day_and_a_role(store: Engine, day: str, role: str, problem: str) -> None:
    app = page(START)
    app.text_input(f"{STARTED}-day").set_value(day)
    app.text_input(f"{STARTED}-role").set_value(role)
    press(app, "Starta mötet")
    (said,) = told(app)
    assert said.startswith(problem)
    assert held(store) == []


def test_a_decision_is_written_down_on_the_spot(store: Engine) -> None:
    meet(store)
    app = page()
    app.text_input(f"{DECISION}-0-text").set_value("Inga nya <HVB> utan samråd")
    app.text_input(f"{DECISION}-0-responsible").set_value("Enhetschef")
    app.text_input(f"{DECISION}-role").set_value("Controller")
    press(app, "Skriv ner beslutet")
    assert decided(store) == [("Inga nya <HVB> utan samråd", "Enhetschef", "none")]
    assert "Inga nya &lt;HVB&gt; utan samråd" in point(app, 5)
    assert app.text_input(f"{DECISION}-1-text").value == ""


def test_a_decision_on_an_indicator_says_which_way_it_is_to_move(store: Engine) -> None:
    meet(store)
    app = page()
    app.selectbox(f"{DECISION}-0-on").set_value("hvb-dygn").run()
    app.text_input(f"{DECISION}-0-text").set_value("Fler hem")
    app.text_input(f"{DECISION}-0-responsible").set_value("Enhetschef")
    app.text_input(f"{DECISION}-0-follow-up").set_value("2026-12-01")
    app.text_input(f"{DECISION}-role").set_value("Controller")
    press(app, "Skriv ner beslutet")
    assert decided(store) == [("Fler hem", "Enhetschef", "down")]
    assert "Vårddygn i HVB väntas minska" in point(app, 5)
    assert "2026-12-01" in point(app, 5)


def test_what_is_typed_at_the_meeting_is_saved_though_somebody_else_decided_meanwhile(store: Engine) -> None:
    number = meet(store)
    app = page()
    app.text_input(f"{DECISION}-0-text").set_value("Vårt beslut")
    app.text_input(f"{DECISION}-0-responsible").set_value("Enhetschef")
    app.text_input(f"{DECISION}-role").set_value("Controller")
    decide(store, "Någon annans beslut", number)
    press(app, "Skriv ner beslutet")
    assert {words for words, _, _ in decided(store)} == {"Någon annans beslut", "Vårt beslut"}
    assert app.text_input(f"{DECISION}-1-text").value == ""


def test_a_decision_is_taken_back_though_somebody_else_decided_meanwhile(store: Engine) -> None:
    number = meet(store)
    decide(store, "Förhastat", number)
    app = page(BACK)
    app.text_input("decision-back-role").set_value("Controller")
    decide(store, "Någon annans beslut", number)
    press(app, "Ta tillbaka beslutet")
    assert [words for words, _, _ in decided(store)] == ["Någon annans beslut"]


def test_a_figure_without_a_better_way_is_asked_about(store: Engine) -> None:
    with store.begin() as connection:
        connection.execute(text("UPDATE indicator SET direction = 'none' WHERE code = 'hvb-dygn'"))
    meet(store)
    app = page()
    app.selectbox(f"{DECISION}-0-on").set_value("hvb-dygn").run()
    assert app.radio(f"{DECISION}-0-expected-hvb-dygn").value is None
    app.text_input(f"{DECISION}-0-text").set_value("Fler hem")
    app.text_input(f"{DECISION}-0-responsible").set_value("Enhetschef")
    app.text_input(f"{DECISION}-role").set_value("Controller")
    press(app, "Skriv ner beslutet")
    assert told(app) == ["- Siffran: välj åt vilket håll siffran väntas gå"]
    app.radio(f"{DECISION}-0-expected-hvb-dygn").set_value("up")
    press(app, "Skriv ner beslutet")
    assert decided(store) == [("Fler hem", "Enhetschef", "up")]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        (f"{DECISION}-0-text", "", "- Vad som ska göras: får inte vara tom"),
        (f"{DECISION}-0-responsible", "", "- Ansvarig roll: får inte vara tom"),
        (
            f"{DECISION}-0-text",
            "Ring 19900101-1234",
            "- Vad som ska göras: ser ut att hålla ett personnummer",
        ),
        (f"{DECISION}-0-follow-up", "nästa vecka", "- Följs upp: ska vara ett datum"),
        (f"{DECISION}-0-follow-up", "2026-01-01", "gäller från 2026-10-15 men följs upp 2026-01-01"),
        (f"{DECISION}-0-day", "31/12", "- Gäller från: ska vara ett datum"),
    ],
)
def test_a_refused_decision_says_why_and_keeps_what_was_written(
    store: Engine, field: str, value: str, problem: str
) -> None:
    meet(store)
    app = page()
    app.text_input(f"{DECISION}-0-text").set_value("Gå igenom alla placeringar")
    app.text_input(f"{DECISION}-0-responsible").set_value("Enhetschef")
    app.text_input(f"{DECISION}-role").set_value("Controller")
    app.text_input(field).set_value(value)
    press(app, "Skriv ner beslutet")
    (said,) = told(app)
    assert problem in said
    assert decided(store) == []
    assert app.text_input(field).value == value
    assert app.text_input(f"{DECISION}-role").value == "Controller"


def test_a_decision_is_taken_back(store: Engine) -> None:
    decide(store, "Förhastat", meet(store))
    app = page(BACK)
    app.text_input("decision-back-role").set_value("Controller")
    press(app, "Ta tillbaka beslutet")
    assert decided(store) == []
    assert "Inget beslut är nedskrivet vid mötet." in point(app, 5)


def test_how_an_earlier_decision_goes_is_told_at_the_meeting(store: Engine) -> None:
    number = decide(store, "Gå igenom alla placeringar", meet(store, LAST))
    decide(store, "Övrigt")
    meet(store)
    app = page(TOLD)
    assert "0 av 1 beslut från förra mötet är klara; 1 annat beslut är öppet" in point(app, 4)
    key = f"decision-{number}-progress"
    app.radio(f"{key}-status").set_value("done")
    app.text_input(f"{key}-note").set_value("Alla är genomgångna")
    app.text_input(f"decision-{number}-progress-role").set_value("Enhetschef")
    press(app, "Spara läget")
    assert "1 av 1 beslut från förra mötet är klart" in point(app, 4)
    assert "klar: Alla är genomgångna" in point(app, 4)


def test_what_somebody_else_has_told_meanwhile_is_said_and_the_text_is_kept(store: Engine) -> None:
    number = decide(store, "Gå igenom alla placeringar", meet(store, LAST))
    app = page(TOLD)
    word = {"told_on": TODAY, "status": "stopped", "note": "Vi slutar", "role": "Socialchef"}
    record_progress(store, organisation_id=1, subject={"decision_id": number}, given=word, revision=0)
    app.text_input(f"decision-{number}-progress-note").set_value("Halvvägs")
    app.text_input(f"decision-{number}-progress-role").set_value("Enhetschef")
    press(app, "Spara läget")
    (said,) = told(app)
    assert "rollen Socialchef har just rapporterat «avbruten: Vi slutar»" in said
    assert app.text_input(f"decision-{number}-progress-note").value == "Halvvägs"
    assert len(queries_plan.progress(store, 1)) == 1


def test_the_next_meeting_is_set_and_started_on_its_day(store: Engine, monkeypatch: Any) -> None:
    meet(store)
    app = page(f"{NEXT}-box")
    app.text_input(f"{NEXT}-day").set_value("2026-11-12")
    app.text_input(f"{NEXT}-note").set_value("Budget 2027")
    app.text_input(f"{NEXT}-role").set_value("Controller")
    press(app, "Spara dagen")
    assert "Nästa möte är den 12 november 2026." in point(app, 6)
    monkeypatch.setattr(frame, "today", lambda: date(2026, 11, 12))
    app = page(f"{STARTED}-Starta det planerade mötet")
    assert app.text_input(f"{STARTED}-note").value == "Budget 2027"
    app.text_input(f"{STARTED}-present").set_value("Socialchef")
    app.text_input(f"{STARTED}-role").set_value("Controller")
    press(app, "Starta det planerade mötet")
    assert held(store) == [date(2026, 11, 12), TODAY]
    assert "Socialchef" in sheets(app)
    assert "Budget 2027" in sheets(app)


def test_the_next_meeting_comes_after_this_one(store: Engine) -> None:
    meet(store)
    app = page(f"{NEXT}-box")
    app.text_input(f"{NEXT}-day").set_value("2026-10-15")
    app.text_input(f"{NEXT}-role").set_value("Controller")
    press(app, "Spara dagen")
    assert told(app) == ["- Dag: ska vara efter 2026-10-15, dagen för det här mötet"]
    assert held(store) == [TODAY]


def test_an_earlier_meeting_shows_what_it_decided_and_its_period(store: Engine) -> None:
    decide(store, "Gå igenom alla placeringar", meet(store, LAST))
    decide(store, "Nytt beslut", meet(store))
    app = page(mote="2026-09-10", period="2026-09")
    assert lead(app).startswith("Mötet den 10 september 2026 om augusti 2026, som det såg ut då")
    assert "Gå igenom alla placeringar" in point(app, 5)
    assert "Nytt beslut" not in point(app, 5)
    assert "Berätta hur det går med ett beslut" not in [each.label for each in app.expander]


def test_what_has_been_corrected_since_the_last_meeting_is_said_with_the_way_to_it(store: Engine) -> None:
    reported_on(store, {})
    assert "Se vad som har ändrats" not in links(page())
    meet(store, LAST)
    app = page()
    assert "Förra mötet hölls den 10 september 2026. Jämförs med augusti 2026, som det såg ut då." in point(
        app, 1
    )
    assert "sedan 10 september 2026" in point(app, 1)
    assert "fran=2026-09-10" in links(app)["Se vad som har ändrats"]


def reported_on(store: Engine, days: dict[str, str]) -> None:
    """Let the days of care of a month have been reported on a day; those of the other months long ago."""
    with store.begin() as connection:
        connection.execute(text("UPDATE measurement SET recorded_at = '2020-01-01 08:00:00.000000'"))
        for month, day in days.items():
            connection.execute(
                text("UPDATE measurement SET recorded_at = :at WHERE period = :month"),
                {"at": f"{day} 08:00:00.000000", "month": month},
            )


def test_an_earlier_meeting_is_about_the_last_period_that_had_figures_that_evening(store: Engine) -> None:
    reported_on(store, {"2026-08": "2026-09-14", "2026-09": "2026-10-09"})
    meet(store, LAST)
    for chosen in ("2026-07", "2026-08", "2026-09"):
        app = page(mote=LAST.isoformat(), period=chosen)
        assert lead(app).startswith("Mötet den 10 september 2026 om juli 2026, som det såg ut då")
    assert choosable(app, "period") == ["2025", "2026-07", "2026-T1"]


def choosable(app: AppTest, name: str) -> list[str]:
    """Return the codes that can be chosen in a field, sorted by what period they are of."""
    (fields,) = [each for each in app.get("bidi_component") if each.proto.component_name == "fields"]
    html = str(json.loads(fields.proto.json)["html"]).partition(f'name="{name}"')[2].partition("</select>")[0]
    return sorted(re.findall(r'value="([^"]+)"', html))


def test_a_turn_that_came_after_the_last_meeting_is_told_though_its_period_had_ended(store: Engine) -> None:
    reported_on(store, {"2026-08": "2026-09-14", "2026-09": "2026-10-09"})
    meet(store, LAST)
    assert "Jämförs med juli 2026, som det såg ut då." in point(page(period="2026-09"), 1)


def test_a_meeting_of_before_the_figures_came_is_no_measure_of_what_is_new(store: Engine) -> None:
    with store.begin() as connection:
        connection.execute(text("UPDATE measurement SET recorded_at = '2026-10-01 08:00:00.000000'"))
    meet(store, LAST)
    assert (
        "Förra mötet hölls den 10 september 2026, innan det fanns några siffror här. "
        "Jämförs med perioden före, juli 2026, som den ser ut nu."
    ) in point(page(), 1)


def test_a_meeting_that_nobody_started_is_not_the_last_one(store: Engine) -> None:
    meet(store, LAST, present="")
    app = page()
    assert "Inget tidigare möte är nedskrivet här." in point(app, 1)
    assert "2026-09-10 (inte startat)" in str(app.get("bidi_component")[0].proto.json)
    assert "Starta det planerade mötet" in [each.label for each in page(mote="2026-09-10").expander]


def test_decisions_are_written_down_when_the_planned_meeting_is_started(store: Engine) -> None:
    meet(store, present="")
    app = page(f"{STARTED}-Starta det planerade mötet")
    assert "Skriv ner beslutet" not in buttons(app)
    assert "Beslut skrivs ner när mötet är startat." in [each.value for each in app.caption]
    app.text_input(f"{STARTED}-role").set_value("Controller")
    press(app, "Starta det planerade mötet")
    (said,) = told(app)
    assert said.startswith("- Närvarande roller: skriv vilka roller som är med")
    app.text_input(f"{STARTED}-present").set_value("Socialchef")
    press(app, "Starta det planerade mötet")
    assert "Skriv ner beslutet" in buttons(app)


def links(app: AppTest) -> dict[str, str]:
    """Return the page's links to other pages: label -> address parameters."""
    return {each.proto.label: each.proto.query_string for each in app.get("page_link")}


def test_a_page_holds_to_one_version_also_when_it_has_looked_back(store: Engine) -> None:
    reads.begin()
    held = reads.version()
    with reads.looking_back(LAST):
        then = reads.version()
        meet(store)
        assert (reads.version(), reads.day()) == (then, LAST)
    assert (reads.version(), reads.day()) == (held, None)
    assert then != held


def test_a_meeting_that_is_not_there_is_said_and_the_next_is_shown(store: Engine) -> None:
    app = page(mote="2026-01-01")
    assert any("mötet «2026-01-01»" in each.value for each in app.warning)
    assert lead(app).startswith("Inget möte är startat i dag.")
    assert any("är ingen dag" in each.value for each in page(mote="igår").warning)


def test_a_meeting_is_taken_back_and_its_decisions_stand(store: Engine) -> None:
    number = meet(store)
    decide(store, "Står kvar", number)
    app = page(f"meeting-back-box-{number}")
    app.text_input("meeting-back-role").set_value("Controller")
    press(app, "Ta tillbaka mötet")
    assert held(store) == []
    assert [words for words, _, _ in decided(store)] == ["Står kvar"]
    assert "Står kvar" in point(app, 4)


def test_an_earlier_day_offers_no_forms(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", str(store.url))
    meet(store)
    app = page(laget="2026-09-30")
    assert [each.label for each in app.expander] == []
    assert buttons(app) == ["Tillbaka till i dag"]
    assert [each.label for each in app.get("download_button")] == ["Ladda ner underlaget (.docx)"]


def test_the_minutes_say_what_the_page_says(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    def kept(minutes: Minutes, *, made_on: date) -> bytes:
        made.append(minutes_docx(minutes, made_on=made_on))
        return made[-1]

    monkeypatch.setattr(reads_meeting, "minutes_docx", kept)
    decide(store, "Gå igenom alla placeringar", meet(store, LAST))
    decide(store, "Inga nya HVB utan samråd", meet(store, note="Kort möte"))
    app = page()
    document = Document(BytesIO(made[-1]))
    written = "\n".join(each.text for each in document.paragraphs).replace("\u00a0", " ")
    for number in range(1, 7):
        first = point(app, number).split("<p>")[1].split("</p>")[0]
        assert first.replace("&amp;", "&") in written
    tables = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert any("Inga nya HVB utan samråd" in row for row in tables)
    assert any("Gå igenom alla placeringar" in row for row in tables)
    assert "Anteckning: Kort möte" in written


def test_an_empty_store_gives_a_calm_page(empty_store: Engine) -> None:
    app = opened("meeting")
    assert any("Inga verksamheter är inlästa" in each.value for each in app.info)


def test_an_office_without_a_plan_meets_all_the_same(store: Engine) -> None:
    with store.begin() as connection:
        for emptied in ("DELETE FROM target", "DELETE FROM plan_indicator", "DELETE FROM plan"):
            connection.execute(text(emptied))
    assert lead(page()).startswith("Inget möte är startat i dag.")


def test_of_decisions_in_the_same_words_the_chosen_one_is_shown_and_taken_back(store: Engine) -> None:
    number = meet(store)
    first = decide(store, "Gå igenom alla placeringar", number)
    decide(store, "Gå igenom alla placeringar", number, starts_on=TODAY)
    decide(store, "Något annat", number)
    app = page(BACK)
    assert set(app.selectbox("decision-back-which").options) == {
        "Gå igenom alla placeringar (Kontoret, från 2026-09-10)",
        "Gå igenom alla placeringar (Kontoret, från 2026-10-15)",
        "Något annat",
    }
    app.selectbox("decision-back-which").set_value(first)
    app.text_input("decision-back-role").set_value("Controller")
    press(app, "Ta tillbaka beslutet")
    assert first not in queries_plan.decisions(store, 1)["id"].tolist()
    assert len(decided(store)) == 2


def test_a_decision_that_somebody_else_took_back_is_refused_and_no_other_taken_in_its_place(
    store: Engine,
) -> None:
    number = meet(store)
    numbers = [decide(store, words, number) for words in ("Ett", "Två", "Tre")]
    app = page(BACK)
    app.selectbox("decision-back-which").set_value(numbers[0])
    app.text_input("decision-back-role").set_value("Controller")
    withdraw_decision(store, decision_id=numbers[0], role="Enhetschef")
    press(app, "Ta tillbaka beslutet")
    assert {words for words, _, _ in decided(store)} == {"Två", "Tre"}
    (said,) = told(app)
    assert "finns inte" in said


def test_what_is_written_of_one_units_meeting_is_not_there_at_anothers(store: Engine) -> None:
    for unit, note in (("kontoret", "Kontorets"), ("barn", "Barns")):
        given = {"held_on": TODAY, "present": "", "note": note, "role": "Controller"}
        record_meeting(store, organisation_id=1, unit_id=int(numbers(store)[0][unit]), given=given)
    app = page(f"{STARTED}-Starta det planerade mötet")
    app.text_input(f"{STARTED}-present").set_value("Socialchef").run()
    app.query_params["unit"] = "barn"
    barn = f"meeting-start-{numbers(store)[0]['barn']}"
    app.session_state[f"{barn}-Starta det planerade mötet"] = True
    app.run()
    assert app.text_input(f"{barn}-note").value == "Barns"
    assert app.text_input(f"{barn}-present").value == ""


def test_the_next_meeting_of_another_unit_has_a_day_of_its_own(store: Engine) -> None:
    given = {"held_on": date(2026, 10, 1), "present": "Socialchef", "note": "", "role": "Controller"}
    record_meeting(store, **office(store), given=given)
    app = page("meeting-next-1-2026-10-01-box", mote="2026-10-01")
    assert app.text_input("meeting-next-1-2026-10-01-day").value == "2026-10-29"
    app.query_params["unit"] = "barn"
    del app.query_params["mote"]
    barn = f"meeting-next-{numbers(store)[0]['barn']}-2026-10-15"
    app.session_state[f"{barn}-box"] = True
    app.run()
    assert app.text_input(f"{barn}-day").value == "2026-11-12"
