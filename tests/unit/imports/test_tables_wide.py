"""Tables with a column per period, in the forms that offices make them."""

import pytest
from tables_read import MONTHS, NAMES, asked, said, sheet, table, tables, told

from data.imports.facts import Layout
from data.imports.tables.recognised import recognise

LABEL = ("label", "period", "cell")
PLACED = ("label", "place", "period", "cell")


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("jan 2019", "2019-01"),
        ("Utfall jan 2019", "2019-01"),
        ("Januari 2019", "2019-01"),
        ("2019-03", "2019-03"),
        ("mars 2019", "2019-03"),
        ("201903", "2019-03"),
        (201903, "2019-03"),
        ("T1 2019", "2019-T1"),
        ("kv 2 2019", "2019-Q2"),
        ("halvår 1 2019", "2019-H1"),
        ("Bokslut 2019", "2019"),
    ],
)
def test_a_heading_names_the_period_of_the_figures_under_it(heading, period):
    assert said(table([["Mått", heading, "dec 2018"], ["Sjukfrånvaro", "5,3", "5"]]), *LABEL)[0] == (
        "Sjukfrånvaro",
        period,
        "5,3",
    )


def test_years_above_the_first_month_hold_until_the_next_year():
    rows = [["", "2019", "", "2020"], ["Mått", "nov", "dec", "jan"], ["Sjukfrånvaro", 1, 2, 3]]
    assert said(table(rows), "period", "cell") == [("2019-11", 1), ("2019-12", 2), ("2020-01", 3)]


def test_units_above_the_months_are_where_the_figures_belong():
    rows = [
        ["", "Norr", "", "Söder", ""],
        ["Mått", *["jan 2019", "feb 2019"] * 2],
        ["Sjukfrånvaro", 1, 2, 3, 4],
    ]
    assert said(table(rows), *PLACED) == [
        ("Sjukfrånvaro", "Norr", "2019-01", 1),
        ("Sjukfrånvaro", "Norr", "2019-02", 2),
        ("Sjukfrånvaro", "Söder", "2019-01", 3),
        ("Sjukfrånvaro", "Söder", "2019-02", 4),
    ]


def test_numerators_and_denominators_stand_beside_each_other_for_each_month():
    rows = [["Mått", *["Täljare jan 2019", "Nämnare jan 2019"]], ["Sjukfrånvaro", 1, 20]]
    assert said(table(rows), "figure", "period", "cell") == [
        ("numerator", "2019-01", 1),
        ("denominator", "2019-01", 20),
    ]


def test_merged_years_count_for_all_their_months():
    rows = [["", 2019, "", 2020, ""], ["Mått", "nov", "dec", "jan", "feb"], ["Sjukfrånvaro", 1, 2, 3, 4]]
    found = table(rows, merged=((0, 1, 0, 2), (0, 3, 0, 4)))
    assert [period for (period,) in said(found, "period")] == ["2019-11", "2019-12", "2020-01", "2020-02"]


def test_months_after_one_with_a_year_go_on_over_the_turn_of_the_year():
    rows = [["Mått", "nov 2019", "dec", "jan"], ["Sjukfrånvaro", 1, 2, 3]]
    assert [period for (period,) in said(table(rows), "period")] == ["2019-11", "2019-12", "2020-01"]


def test_excel_days_that_step_by_a_month_are_headings():
    rows = [["Mått", 42736, 42767, 42795], ["Sjukfrånvaro", 5, 6, 7]]
    assert said(table(rows), "period", "cell") == [("2017-01", 5), ("2017-02", 6), ("2017-03", 7)]


@pytest.mark.parametrize(
    ("rows", "more", "source"),
    [
        ([["Mått", "jan", "feb", "Plan 2019"], ["Sjukfrånvaro", 1, 2, 3]], {}, "rubriken «Plan 2019»"),
        ([["Mått 2019", "jan", "feb"], ["Sjukfrånvaro", 1, 2]], {}, "rubriken «Mått 2019»"),
        (
            [["Uppföljning 2019"], ["Mått", "jan", "feb"], ["Sjukfrånvaro", 1, 2]],
            {},
            "texten «Uppföljning 2019»",
        ),
        ([["Mått", "jan", "feb"], ["Sjukfrånvaro", 1, 2]], {"name": "2019"}, "bladets namn «2019»"),
        (
            [["Mått", "jan", "feb"], ["Sjukfrånvaro", 1, 2]],
            {"file_name": "ifo-2019-mars.xlsx"},
            "filens namn «ifo-2019-mars.xlsx»",
        ),
    ],
)
def test_the_year_is_taken_from_what_stands_nearest_and_it_is_told(rows, more, source):
    found = table(rows, **more)
    assert [period for (period,) in said(found, "period")] == ["2019-01", "2019-02"]
    assert found.findings[0].message == f"Årtalet 2019 lästes ur {source}."


def test_a_year_that_stands_nowhere_is_asked_about_and_nothing_is_guessed():
    rows = [["Plan för 2018-2020"], ["Mått", "jan", "feb"], ["Sjukfrånvaro", 1, 2]]
    found = table(rows)
    assert asked(found) == ["year:tabellen"]
    assert [choice.answer for choice in found.questions[0].choices] == ["2018", "2020"]
    assert found.facts.empty
    answered = table(rows, {"year:tabellen": "2019"})
    assert [period for (period,) in said(answered, "period")] == ["2019-01", "2019-02"]


def test_targets_of_indicators_are_left_out_with_a_notice_for_each_column():
    rows = [["Mått", "Bokslut 2018", "Plan 2019", "Mål", "Utfall jan"], ["Sjukfrånvaro", 5, 4, 3, "5,3"]]
    found = table(rows, {"year:tabellen": "2019"})
    assert said(found, "period", "kind", "cell") == [("2018", "", 5), ("2019-01", "", "5,3")]
    assert [(where, rule) for _, where, rule in told(found)] == [
        ("D1", "column-left-out"),
        ("C1", "target-left-out"),
    ]


@pytest.mark.parametrize(
    "heading", ["Summa", "Ack mars 2019", "jan-mar 2019", "Avvikelse", "2019", "Helår 2019"]
)
def test_what_is_no_single_month_is_left_out_with_a_notice(heading):
    found = table([["Mått", "jan 2019", "feb 2019", heading], ["Sjukfrånvaro", 1, 2, 3]])
    assert said(found, "period", "cell") == [("2019-01", 1), ("2019-02", 2)]
    assert [where for _, where, _ in told(found)] == ["D1"]


def test_sums_are_kept_beside_the_facts_with_the_figures_they_are_made_of():
    rows = [
        ["Konto", "jan 2019", "feb 2019", "Summa"],
        ["Personal", 1, 2, 3],
        ["Lokaler", 4, "", 4],
        ["Summa", 5, 2, 7],
    ]
    found = table(rows)
    assert said(found, *LABEL) == [
        ("Personal", "2019-01", 1),
        ("Personal", "2019-02", 2),
        ("Lokaler", "2019-01", 4),
    ]
    assert [(row.row, row.column, row.cell, row.parts) for row in found.printed_sums.itertuples()] == [
        (3, 1, 5, ((1, 1), (2, 1))),
        (3, 2, 2, ((1, 2),)),
        (1, 3, 3, ((1, 1), (1, 2))),
        (2, 3, 4, ((2, 1),)),
        (3, 3, 7, ((3, 1), (3, 2))),
    ]


def test_a_sum_that_is_a_known_account_is_a_fact():
    rows = [["Konto", "2018", "2019"], ["Personal", 1, 2], ["Summa kostnader", 1, 2]]
    assert [label for label, *_ in said(table(rows), *LABEL)] == ["Personal"] * 2 + ["Summa kostnader"] * 2


@pytest.mark.parametrize("written", ["- varav flickor", "varav flickor", "   – varav flickor"])
def test_a_part_belongs_to_the_row_above_that_is_none(written):
    rows = [["Mått", "2019-01", "2019-02"], ["Placerade barn", 5, 6], [written, 2, 2], ["därav HVB", 1, 1]]
    assert said(table(rows), "label", "parent")[::2] == [
        ("Placerade barn", ""),
        ("varav flickor", "Placerade barn"),
        ("därav HVB", "Placerade barn"),
    ]


def test_a_unit_over_its_rows_is_where_their_figures_belong():
    rows = [
        ["Mått", "jan 2019", "feb 2019"],
        ["Norr"],
        ["Sjukfrånvaro", 1, 2],
        ["Söder"],
        ["Kvalitet"],
        ["Sjukfrånvaro", 3, ""],
    ]
    assert said(table(rows), *PLACED) == [
        ("Sjukfrånvaro", "Norr", "2019-01", 1),
        ("Sjukfrånvaro", "Norr", "2019-02", 2),
        ("Sjukfrånvaro", "Söder", "2019-01", 3),
    ]


def test_a_heading_among_the_rows_that_is_no_unit_is_only_a_section():
    rows = [["Mått", "jan 2019", "feb 2019"], ["Kvalitet"], ["Sjukfrånvaro", 1, 2]]
    assert {place for _, place, *_ in said(table(rows), *PLACED)} == {""}


def test_a_column_of_units_of_measure_is_no_column_of_units():
    rows = [
        ["Indikator", "Enhet", "jan 2019", "feb 2019"],
        ["Sjukfrånvaro", "%", 1, 2],
        ["Antal avslut", "st", 3, 4],
    ]
    assert said(table(rows), "label", "place", "printed_in")[::2] == [
        ("Sjukfrånvaro", "", "%"),
        ("Antal avslut", "", "st"),
    ]


def test_which_column_is_unit_is_told_by_the_names_in_it_and_not_by_its_heading():
    rows = [
        ["A", "B", "jan 2019", "feb 2019"],
        ["Norr", "Sjukfrånvaro", 1, 2],
        ["Söder", "Sjukfrånvaro", 3, 4],
    ]
    assert said(table(rows), *PLACED)[::2] == [
        ("Sjukfrånvaro", "Norr", "2019-01", 1),
        ("Sjukfrånvaro", "Söder", "2019-01", 3),
    ]


def test_a_label_written_once_holds_for_the_units_below():
    rows = [["Indikator", "Enhet", "2019-01", "2019-02"], ["Sjukfrånvaro", "Norr", 5, 6], ["", "Söder", 4, 3]]
    assert said(table(rows), *PLACED)[::2] == [
        ("Sjukfrånvaro", "Norr", "2019-01", 5),
        ("Sjukfrånvaro", "Söder", "2019-01", 4),
    ]


def test_a_column_of_words_that_nothing_is_known_of_is_asked_about():
    rows = [
        ["Indikator", "Kön", "2019-01", "2019-02"],
        ["Sjukfrånvaro", "Kvinnor", 5, 6],
        ["Sjukfrånvaro", "Män", 4, 3],
    ]
    found = table(rows)
    assert asked(found) == ["column:Kön"]
    assert asked(table(rows, {"column:Kön": "skip"})) == []
    assert {place for _, place, *_ in said(table(rows, {"column:Kön": "unit"}), *PLACED)} == {
        "Kvinnor",
        "Män",
    }


def test_a_table_stands_anywhere_with_titles_above_and_notes_below():
    rows = [
        ["Innehåll"],
        [],
        ["", "", "Statistik 2019"],
        [],
        ["", "", "Mått", "jan", "feb"],
        [],
        ["", "", "Sjuk-\nfrånvaro", 1, ""],
        [],
        ["", "", "Antal avslut .....", 2, 3],
        ["", "", ".. = uppgift saknas"],
    ]
    found = table([[*row, *[""] * 180] for row in rows])
    assert found.title == "Innehåll\nStatistik 2019"
    assert said(found, "row", "column", "label", "cell") == [
        (6, 3, "Sjukfrånvaro", 1),
        (8, 3, "Antal avslut", 2),
        (8, 4, "Antal avslut", 3),
    ]
    assert found.notes == (".. = uppgift saknas",)
    assert found.legend == {"..": "missing"}


def test_tables_beside_each_other_are_two():
    rows = [
        ["Mått", "jan 2019", "feb 2019", "", "Mått", "jan 2020", "feb 2020"],
        ["Sjukfrånvaro", 1, 2, "", "Antal avslut", 3, 4],
    ]
    assert [said(found, *LABEL) for found in tables(rows)] == [
        [("Sjukfrånvaro", "2019-01", 1), ("Sjukfrånvaro", "2019-02", 2)],
        [("Antal avslut", "2020-01", 3), ("Antal avslut", "2020-02", 4)],
    ]


def test_an_empty_column_between_figures_parts_nothing():
    rows = [["Mått", "Bokslut 2018", "", "jan 2019", "feb 2019"], ["Sjukfrånvaro", 1, "", 2, 3]]
    assert [period for (period,) in said(table(rows), "period")] == ["2018", "2019-01", "2019-02"]


def test_a_row_with_figures_and_no_name_is_an_error():
    found = table([["Mått", "jan 2019", "feb 2019"], ["Sjukfrånvaro", 1, 2], ["", 3, 4]])
    assert told(found) == [("error", "B3", "row-without-name")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Sjukfrånvaro %", "jan 2019", "feb 2019"], ["Norr", 1, 2], ["Söder", 3, 4]],
        [["Sjukfrånvaro, %"], ["Enhet", "jan 2019", "feb 2019"], ["Norr", 1, 2], ["Söder", 3, 4]],
        [["Sjukfrånvaro, %"], ["Månad", "Norr", "Söder"], ["2019-01", 1, 3], ["2019-02", 2, 4]],
    ],
)
def test_units_and_periods_of_one_indicator_stand_either_way(rows):
    found = table(rows)
    assert found.layout == Layout.UNIT_BY_PERIOD
    assert {label.strip(" ,%") for (label,) in said(found, "label")} == {"Sjukfrånvaro"}
    assert {unit for (unit,) in said(found, "printed_in")} == {"%"}
    assert sorted(said(found, "place", "period", "cell")) == [
        ("Norr", "2019-01", 1),
        ("Norr", "2019-02", 2),
        ("Söder", "2019-01", 3),
        ("Söder", "2019-02", 4),
    ]


def test_indicators_may_stand_across_and_periods_down():
    rows = [
        ["Månad", "Enhet", "Sjukfrånvaro", "Antal avslut"],
        ["2019-01", "Norr", 1, 2],
        ["2019-02", "Söder", "", 4],
    ]
    assert said(table(rows), *PLACED) == [
        ("Sjukfrånvaro", "Norr", "2019-01", 1),
        ("Antal avslut", "Norr", "2019-01", 2),
        ("Antal avslut", "Söder", "2019-02", 4),
    ]


def test_a_sheet_for_one_month_takes_it_from_its_name_and_says_so():
    rows = [["Enhet", "Sjukfrånvaro", "Antal avslut"], ["Norr", 1, 2], ["Söder", 3, 4]]
    found = table(rows, name="mars 2019")
    assert {period for (period,) in said(found, "period")} == {"2019-03"}
    assert told(found) == [("notice", "mars 2019!B2", "period-from")]


def test_a_row_per_year_holds_its_months():
    rows = [["År", *MONTHS], [2018, *range(12)], [2019, 1, 2]]
    found = table(rows, name="Sjukfrånvaro")
    assert found.layout == Layout.YEAR_ROWS
    assert said(found, *LABEL)[:2] == [("Sjukfrånvaro", "2018-01", 0), ("Sjukfrånvaro", "2018-02", 1)]
    assert said(found, *LABEL)[-2:] == [("Sjukfrånvaro", "2019-01", 1), ("Sjukfrånvaro", "2019-02", 2)]


def test_months_down_and_years_across_meet():
    found = table([["Månad", "2018", "2019"], ["jan", 1, 2], ["feb", 3, ""]], name="Sjukfrånvaro")
    assert said(found, "period", "cell") == [("2018-01", 1), ("2019-01", 2), ("2018-02", 3)]


def test_sheets_without_tables_are_told_of_quietly_where_another_has_one():
    sheets = [
        sheet([["Innehållsförteckning"], ["1", "Statistik"]], "Innehåll"),
        sheet([["Mått", "jan 2019", "feb 2019"], ["Sjukfrånvaro", 1, 2]], "Data"),
        sheet([[""]], "Blad3"),
    ]
    found = recognise(sheets, NAMES, {})
    assert [(each.sheet, len(each.facts)) for each in found] == [("Innehåll", 0), ("Data", 2)]
    assert told(found[0]) == [("notice", "Innehåll", "no-table")]


def test_a_file_without_any_table_is_an_error_that_says_how_to_lay_it_out():
    found = table([["Bara text"], ["och mer"]])
    assert told(found) == [("error", "", "no-table")]
    assert "månaderna i kolumner" in found.findings[0].message
