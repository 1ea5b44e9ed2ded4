"""`python -m data lead-times FILE`: what is printed, what is JSON, and that no database is touched."""

import json
from datetime import date, timedelta

import pytest

from data.__main__ import main
from data.as_of import office_day
from data.lead_times.case_file import case_file_of
from data.lead_times.report import as_plain, lead_time_report
from data.lead_times.time_limits import read_time_limits
from metrics.periods import Period

OFFICE = """Slag;Enhet;Öppnad;Avslutad;Förlängd;Anm
Förhandsbedömning;Väst;2026-10-01;2026-10-10;;hej
Förhandsbedömning;Väst;2026-10-03;2026-10-19;;
Förhandsbedömning;Väst;2026-10-20;;;
Förhandsbedömning;Väst;2026-10-25;2026-10-30;;
Förhandsbedömning;Öst;2026-10-10;;;
Förhandsbedömning;Öst;2026-10-10;2026-10-01;;
Förhandsbedömning;Öst;;2026-10-01;;
Utredning;Öst;2026-06-30;2026-11-03;;
Utredning;Öst;2026-05-30;;ja;
Utredning;Öst;igår;;;
Allvarssamtal;Öst;2026-10-29;2026-10-30;;
Bygglov;Öst;2026-10-29;;;
"""
COLUMNS = (
    "Enhet|Inom 14 dagar *|I rätt tid|Median, dagar|90 % klara|Äldsta öppna|Öppna|Försenade|Förlängda|"
    "Förlängda öppna"
).split("|")
OPTIONS = ("--day", "2026-10-31")


@pytest.fixture
def office(tmp_path):
    path = tmp_path / "ärenden.csv"
    path.write_text(OFFICE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _no_database(monkeypatch):
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", "sqlite:////finns/inte/alls.db")


def printed(capsys, *arguments):
    status = main(["lead-times", *map(str, arguments)])
    told = capsys.readouterr()
    assert (status, told.err) == (0, "")
    return told.out.replace("\u00a0", " ")


def cells(line):
    """The cells of a printed row, which two spaces or more part."""
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def rows_after(text, beginning):
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(beginning))
    end = next((place for place, line in enumerate(lines) if place > start and not line), len(lines))
    return [cells(line) for line in lines[start + 1 : end]]


def test_the_table_tells_of_each_kind_and_unit(capsys, office):
    text = printed(capsys, office, *OPTIONS)
    assert text.startswith("Handläggningstider, oktober 2026. Läget när 2026-10-31 är slut.\n")
    assert rows_after(text, "Förhandsbedömning: 14 dagar. SoL (2025:400) 20 kap. 2 §") == [
        COLUMNS,
        ["Väst", "50,0 % (1 av 2)", "100,0 % (2 av 2)", "9", "16", "11", "1", "0", "0", "0"],
        ["Öst", "0,0 % (0 av 1)", "0,0 % (0 av 1)", "> 21", "> 21", "21", "1", "1", "0", "0"],
    ]
    assert rows_after(text, "Utredning av barn: 4 månader.")[1] == (
        ["Öst", "0,0 % (0 av 1)", "0,0 % (0 av 1)", "> 123", "> 123", "123", "1", "1", "0", "1"]
    )
    assert rows_after(text, "Allvarssamtal: 48 timmar.")[2] == ["Utan klockslag räknas hela dygn: 1 ärende."]


def test_the_faults_and_what_was_not_read_are_told(capsys, office):
    text = printed(capsys, office, *OPTIONS)
    assert rows_after(text, "Fel i filen, 5 rader:") == [
        ["rad 7: avslutat 2026-10-01, före start 2026-10-10. Ärendet räknas inte."],
        ["rad 8: startdatum saknas. Ärendet räknas inte."],
        ["rad 9: avslutat 2026-11-03, efter 2026-10-31. Ärendet räknas som öppet."],
        [
            "rad 11: «igår» är inget startdatum som går att läsa. "
            "Skriv 2026-03-01 eller 2026-03-01 14:30. Ärendet räknas inte."
        ],
        ["rad 13: slaget «Bygglov» finns inte bland tidsgränserna. Ärendet räknas inte."],
        ["Kolumner som inte har lästs: Anm."],
    ]
    assert "hej" not in text


def test_the_radar_tells_of_the_weeks_to_come(capsys, office):
    text = printed(capsys, office, *OPTIONS)
    radar = text[text.index("Lagtidsradar") :]
    assert rows_after(radar, "Förhandsbedömning") == [
        ["Enhet", "Vecka", "Från", "Öppna", "Redan avslutade"],
        ["Väst", "v. 45", "2026-11-02", "1", "1"],
        ["Öst", "försenade", "1"],
        [
            "Väst: om inget mer avslutas blir andelen i november 2026 50,0 % (1 av 2), "
            "om allt hinns 100,0 % (2 av 2)."
        ],
    ]


@pytest.mark.parametrize(
    ("day", "month"),
    [("2026-10-31", "oktober"), ("2026-10-30", "september"), ("2027-01-01", "december 2026")],
)
def test_the_month_is_the_latest_that_has_ended_by_the_day(capsys, office, day, month):
    assert printed(capsys, office, "--day", day).startswith(f"Handläggningstider, {month}")


def test_the_month_can_be_chosen(capsys, office):
    text = printed(capsys, office, *OPTIONS, "--month", "2026-11")
    assert rows_after(text, "Förhandsbedömning:")[1][:3] == ["Väst", "–", "–"]


def test_a_case_whose_strict_deadline_has_just_passed_may_still_be_in_time(capsys, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("slag;enhet;start;slut\nfhb;A;2026-10-17;\n", encoding="utf-8")
    text = printed(capsys, path, *OPTIONS)
    assert "I rätt tid kan ännu öka: fristen har flyttats till efter dagen i 1 ärende." in text


def test_a_file_without_faults_says_so(capsys, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("slag;enhet;start;slut\nfhb;A;2026-10-01;2026-10-02\n", encoding="utf-8")
    text = printed(capsys, path, *OPTIONS)
    assert "Inga fel i filens rader." in text
    assert "  Inga ärenden väntar." in text


def test_many_faults_are_cut_and_counted(capsys, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("slag;enhet;start;slut\n" + "x;A;2026-10-01;\n" * 43, encoding="utf-8")
    text = printed(capsys, path, *OPTIONS)
    assert "Fel i filen, 43 rader:" in text
    assert text.count("  rad ") == 40
    assert "  … och 3 till; --json visar alla." in text


def test_json_holds_plain_numbers_and_null_for_what_is_not_known(capsys, office):
    found = json.loads(printed(capsys, office, *OPTIONS, "--json"))
    assert set(found) == {"as_of", "month", "summary", "radar", "faults", "ignored_columns"}
    assert (found["as_of"], found["month"], found["ignored_columns"]) == ("2026-10-31", "2026-10", ["Anm"])
    west = next(row for row in found["summary"] if row["unit"] == "Väst")
    expected = {
        "kind": "forhandsbedomning",
        "due": 2,
        "in_time": 1,
        "in_time_strict": 1,
        "in_time_rolled": 2,
        "share": 50.0,
        "share_rolled": 100.0,
        "judged_by": "strict",
        "median": 9.0,
        "high": 16.0,
        "measure": "dagar",
        "oldest_open": 11.0,
        "open_cases": 1,
        "open_past": 0,
        "extended": 0,
        "ahead_month": "2026-11",
        "ahead_share": 50.0,
        "ahead_best_share": 100.0,
    }
    assert {name: west[name] for name in expected} == expected
    late = next(row for row in found["summary"] if row["kind"] == "utredning")
    assert (late["median"], late["longest"], late["extended_open"]) == (None, 123.0, 1)
    assert found["radar"][0] == {
        "kind": "forhandsbedomning",
        "unit": "Väst",
        "due_from": "2026-11-02",
        "open_cases": 1,
        "closed_cases": 1,
        "week": "v. 45",
        "overdue": False,
    }
    assert [row["overdue"] for row in found["radar"]] == [False, True, True]
    assert [(fault["row"], fault["counted"]) for fault in found["faults"]] == (
        [(7, False), (8, False), (9, True), (11, False), (13, False)]
    )


def test_a_file_with_only_faults_gives_empty_figures(capsys, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("slag;enhet;start;slut\nx;A;igår;\n", encoding="utf-8")
    found = json.loads(printed(capsys, path, *OPTIONS, "--json"))
    assert (found["summary"], found["radar"], len(found["faults"])) == ([], [], 1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "filen är tom"),
        ("slag;enhet\nx;y", "kolumnen öppnad saknas"),
        ("slag;enhet;start;slut\nx;811218-9876;2026-10-01;\n", "personnummer eller samordningsnummer: rad 2"),
    ],
)
def test_a_file_that_stops_the_reading_gives_status_1_and_prints_nothing(capsys, tmp_path, content, told):
    path = tmp_path / "fil.csv"
    path.write_text(content, encoding="utf-8")
    assert main(["lead-times", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert "9876" not in err


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--day", "1/3 2026"), "«1/3 2026» är inget datum. Skriv som 2026-10-31."),
        (("--day", "2200-01-01"), "dagen ska ligga mellan 1950-01-01 och 2199-12-31, inte 2200-01-01."),
        (("--month", "2026"), "«2026» är ingen månad. Skriv som 2026-10."),
        (("--month", "mars"), "«mars» är ingen månad"),
    ],
)
def test_a_day_or_month_that_is_none_is_refused(capsys, office, option, told):
    with pytest.raises(SystemExit) as stop:
        main(["lead-times", str(office), *option])
    assert stop.value.code == 2
    assert told in capsys.readouterr().err


def test_units_above_are_counted_where_a_tree_is_known():
    limits = read_time_limits()
    file = case_file_of(OFFICE.encode(), "fil.csv", limits)
    tree = {"Väst": ["Väst", "IFO"], "Öst": ["Öst", "IFO"]}
    month = Period.parse("2026-10")
    report = lead_time_report(file, limits.rules, date(2026, 10, 31), month, tree, ["Väst"])
    units = {row["unit"]: row["due"] for row in as_plain(report)["summary"]}
    assert units == {"Väst": 2, "IFO": 2}
    assert "enheten «Öst» finns inte. Ärendet räknas inte." in report.faults["message"].tolist()


def test_without_a_day_it_is_today_and_nothing_is_left_behind(capsys, office):
    before = office_day()
    as_of = date.fromisoformat(json.loads(printed(capsys, office, "--json"))["as_of"])
    assert before <= as_of <= before + timedelta(days=1)
    assert list(office.parent.iterdir()) == [office]
