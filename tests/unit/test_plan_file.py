"""Plan files: a right one is read whole, and every fault of a wrong one is told of with its place."""

import os
from pathlib import Path

import pytest
from plan_texts import CONCEPTS, PLAN, changed, plan_at, without

from data.plan_files.reading import PlanFileError, read_plan
from metrics.vocabulary import ValueState


def problems_of(folder: Path, written: str) -> list[str]:
    with pytest.raises(PlanFileError) as caught:
        read_plan(plan_at(folder, written), CONCEPTS)
    return caught.value.problems


def test_a_right_file_is_read_with_everything_in_it(tmp_path: Path) -> None:
    content = read_plan(plan_at(tmp_path), CONCEPTS).content
    assert content.organisation.name == "Lilla kommun"
    assert [unit.parent for unit in content.units] == [None, "kontoret"]
    assert [target.level for target in content.indicators[0].targets] == ["own", "council"]
    assert [target.value for target in content.indicators[0].targets] == [5.7, None]
    assert content.series[0].values == {"2018": 20.0, "2019-01": 26.0, "2019-02": ValueState.MISSING}
    assert content.result_tables[0].rows[0].values == [-4.0, ""]


def test_a_file_is_known_by_its_content_alone(tmp_path: Path) -> None:
    first = read_plan(plan_at(tmp_path), CONCEPTS)
    os.utime(first.path, (0, 0))
    assert read_plan(first.path, CONCEPTS).content_hash == first.content_hash
    edited = plan_at(tmp_path, changed(("Trygga barn", "Trygga unga")))
    assert read_plan(edited, CONCEPTS).content_hash != first.content_hash


def test_a_file_from_notepad_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbf" + PLAN.encode())
    assert read_plan(path, CONCEPTS).content.plan.code == "lilla-2019"


# What is changed in the plan, and what is told of it: one fault each.
FAULTS: dict[str, tuple[tuple[str, str], str]] = {
    "a wrong field": (
        ("decimals = 1\n", "decimaler = 1\ndecimals = 1\n"),
        "indicators «sjuk», decimaler: fältet finns inte, kontrollera stavningen (där står «1»)",
    ),
    "a field too few": (("decimals = 1\n", ""), "indicators «sjuk», decimals: fältet saknas"),
    "a wrong table": (
        ("[[activities]]", "[[aktiviteter]]"),
        "aktiviteter: fältet finns inte, kontrollera stavningen",
    ),
    "an unknown kind": (
        ('kind = "ratio"', 'kind = "andel"'),
        "indicators «sjuk», kind: «andel» finns inte bland flow, stock, year_places, ratio, mean",
    ),
    "an unknown kind of objective": (
        ('kind = "nämndmål"', 'kind = "namndmal"'),
        "objectives «trygga», kind: «namndmal» finns inte bland",
    ),
    "an unknown kind of target": (
        ('kind = "at_most", value', 'kind = "tak", value'),
        "indicators «sjuk», targets nr 1, kind: «tak» finns inte bland",
    ),
    "a number with a comma in quotes": (
        ("value = 5.7", 'value = "5,7"'),
        "indicators «sjuk», targets nr 1, value: ska vara ett tal (där står «5,7»)",
    ),
    "a number of decimals that is no whole number": (
        ("decimals = 1\n", "decimals = 1.5\n"),
        "indicators «sjuk», decimals: ska vara ett heltal (där står «1.5»)",
    ),
    "too many decimals": (
        ("decimals = 1\n", "decimals = 7\n"),
        "indicators «sjuk», decimals: ska vara högst 4 (där står «7»)",
    ),
    "an infinite target": (
        ("value = 5.7", "value = inf"),
        "indicators «sjuk», targets nr 1, value: ska vara ett ändligt tal, inte inf",
    ),
    "a wrong date": (
        ("starts = 2019-02-01", 'starts = "1 februari"'),
        "activities «utbilda», starts: ska vara ett datum som 2019-02-13 (där står «1 februari»)",
    ),
    "a date with a time": (
        ("starts = 2019-02-01", "starts = 2019-02-01T08:15:00"),
        "activities «utbilda», starts: ska vara ett datum utan klockslag, som 2019-02-13",
    ),
    "an activity that ends before it begins": (
        ("ends = 2019-06-30", "ends = 2019-01-31"),
        "activities «utbilda»: börjar 2019-02-01 men slutar 2019-01-31",
    ),
    "a plan that ends before it begins": (
        ("valid_from = 2019-01-01\nvalid_to = 2019-12-31", "valid_from = 2019-01-01\nvalid_to = 2018-12-31"),
        "plan: gäller från 2019-01-01 men till 2018-12-31",
    ),
    "a target that ends before it begins": (
        ('valid_to = 2019-12-31, words = "5,7 %"', 'valid_to = 2018-12-31, words = "5,7 %"'),
        "indicators «sjuk», targets nr 1: gäller från 2019-01-01 men till 2018-12-31",
    ),
    "a month that is none": (
        ('due = "2020-03"', 'due = "2020-13"'),
        "follow_ups «arsvis», due: ska vara en månad som 2019-03 eller en dag",
    ),
    "a forecast made in no month": (
        ('made_in = "2019-08"', 'made_in = "aug"'),
        "result_tables nr 1, columns nr 2, made_in: ska vara en månad som 2019-03, inte «aug»",
    ),
    "a period that is none": (
        ("2019-01 = 26", "2019-13 = 26"),
        "«2019-13» är ingen period. Skriv månad som 2019-03",
    ),
    "a code with capitals": (
        ('code = "utbilda"', 'code = "Utbilda"'),
        "activities «Utbilda», code: ska vara små bokstäver a-z, siffror och bindestreck, inte «Utbilda»",
    ),
    "an empty title": (
        ('title = "Utbilda familjehem"', 'title = ""'),
        "activities «utbilda», title: får inte vara tom",
    ),
    "an unknown objective of an indicator": (
        ('objective = "personal"', 'objective = "ekonomi"'),
        "indicators «sjuk», objective: «ekonomi» finns inte bland filens koder av slaget objective",
    ),
    "an unknown volume of an account": (
        ('name = "Netto"\n', 'name = "Netto"\nvolume = "vardar"\n'),
        "accounts «netto», volume: «vardar» finns inte bland filens koder av slaget indicator",
    ),
    "an unknown area of a contradiction": (
        ('subject = "Summan"\n', 'subject = "Summan"\narea = "pengar"\n'),
        "contradictions «summan», area: «pengar» finns inte bland placements, lead_times",
    ),
    "an unknown objective of an activity": (
        ('objective = "trygga"\nstarts', 'objective = "otrygga"\nstarts'),
        "activities «utbilda», objective: «otrygga» finns inte",
    ),
    "an unknown objective of a follow-up": (
        ('objective = "trygga"\nperiodicity', 'objective = "otrygga"\nperiodicity'),
        "follow_ups «arsvis», objective: «otrygga» finns inte",
    ),
    "an unknown concept": (
        ('concept = "sjukfranvaro"', 'concept = "sjukdom"'),
        "indicators «sjuk», concept: «sjukdom» finns inte",
    ),
    "an unknown parent": (
        ('parent = "kontoret"', 'parent = "huvudkontoret"'),
        "units «norr», parent: «huvudkontoret» finns inte",
    ),
    "an unknown unit of a series": (
        ('unit = "norr"', 'unit = "soder"'),
        "series «placerade», unit: «soder» finns inte",
    ),
    "an unknown account": (('account = "netto"', 'account = "brutto"'), "rows, account: «brutto» finns inte"),
    "a duplicate code": (
        ('code = "personal"\nkind', 'code = "medborgare"\nkind'),
        "objectives: koden «medborgare» står 2 gånger",
    ),
    "a crooked table": (
        ('values = [-4, ""]', "values = [-4]"),
        "result_tables «kontoret», rad «netto»: 1 värden för 2 kolumner",
    ),
    "a word in a table": (
        ('values = [-4, ""]', 'values = [-4, "saknas"]'),
        'result_tables «kontoret», rad «netto»: «saknas» är inget tal (en tom cell skrivs "")',
    ),
    "a table in unknown money": (
        ('printed_in = "tkr"', 'printed_in = "ksek"'),
        "result_tables «kontoret», printed_in: «ksek» finns inte bland kronor, tkr, mnkr",
    ),
    "a text where a list belongs": (
        ('[{ changed_on = 2019-07-01, text = "Timanställda räknas." }]', '"nej"'),
        "indicators «sjuk», definition_changes: ska vara en lista (där står «nej»)",
    ),
}
# Faults that are told of in other words too, since what they break is broken in several ways.
ALSO_TOLD = {"a wrong table", "a duplicate code"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_of_in_swedish_with_its_place(tmp_path: Path, fault: str) -> None:
    change, told = FAULTS[fault]
    problems = problems_of(tmp_path, changed(change))
    assert any(told in problem for problem in problems), problems
    assert len(problems) == 1 or fault in ALSO_TOLD, problems


@pytest.mark.parametrize("word", ["okänt", "final", "12,5", ""])
def test_a_figure_in_a_series_is_a_number_or_a_state_without_value(tmp_path: Path, word: str) -> None:
    assert problems_of(tmp_path, changed(('"missing"', f'"{word}"'))) == [
        f"series nr 1, values, 2019-02: «{word}» är varken ett tal eller något av "
        "missing, not_applicable, confidential, not_yet_reported"
    ]


def test_a_child_before_its_parent_is_told_of(tmp_path: Path) -> None:
    units = PLAN[PLAN.index("[[units]]") : PLAN.index("[[objectives]]")]
    first, second = units.split("\n\n[[units]]")
    turned = PLAN.replace(units, "[[units]]" + second.rstrip() + "\n\n" + first + "\n\n")
    assert problems_of(tmp_path, turned) == [
        "units «norr»: föräldern «kontoret» ska stå före sitt barn i filen"
    ]


def test_a_unit_that_is_its_own_parent_is_told_of(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, changed(('parent = "kontoret"', 'parent = "norr"')))
    assert problem == "units «norr»: föräldern «norr» ska stå före sitt barn i filen"


def test_the_same_period_in_two_series_is_told_of(tmp_path: Path) -> None:
    again = (
        '\n[[series]]\nindicator = "placerade"\nunit = "norr"\nsource = "Igen"\nvalues = { 2019-01 = 26 }\n'
    )
    assert problems_of(tmp_path, PLAN + again) == ["series: placerade för norr, 2019-01, står 2 gånger"]


def test_every_fault_of_a_file_is_told_of_at_once(tmp_path: Path) -> None:
    written = changed(
        ("decimals = 1\n", "decimals = 9\n"),
        ('kind = "nämndmål"', 'kind = "delmål"'),
        ("starts = 2019-02-01", 'starts = "snart"'),
        ('unit = "norr"', 'unit = "soder"'),
        ('values = [-4, ""]', "values = [-4]"),
    )
    problems = problems_of(tmp_path, written)
    places = [
        "indicators «sjuk»",
        "objectives «trygga»",
        "activities «utbilda»",
        "series «placerade»",
        "rad «netto»",
    ]
    assert len(problems) == len(places)
    for place in places:
        assert any(place in problem for problem in problems), place


def test_what_points_at_a_faulty_entry_is_no_fault(tmp_path: Path) -> None:
    """The objective is wrong; the indicator and the activity under it are not."""
    (problem,) = problems_of(tmp_path, changed(('kind = "nämndmål"', 'kind = "delmål"')))
    assert problem.startswith("objectives «trygga», kind")


def test_the_message_names_the_file_counts_the_faults_and_says_what_to_do(tmp_path: Path) -> None:
    path = plan_at(tmp_path, changed(("decimals = 1\n", ""), ('unit = "norr"', 'unit = "soder"')))
    with pytest.raises(PlanFileError) as caught:
        read_plan(path, CONCEPTS)
    lines = str(caught.value).splitlines()
    assert lines[0] == "lilla.toml kan inte läsas in, 2 fel:"
    assert [line[:4] for line in lines[1:3]] == ["  - "] * 2
    assert lines[3] == "Inget ur filen har lästs in. Rätta felen och kör kommandot igen."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'[organisation]\ncode "lilla"\n', "filen är inte giltig TOML: rad 2, tecken 6"),
        (b'[organisation]\ncode = "lilla"\ncode = "stora"\n', "filen är inte giltig TOML: rad 3"),
        (b'[organisation]\nname = """Lilla', "filen är inte giltig TOML: den slutar mitt i något"),
        ('[organisation]\nname = "Timrå"'.encode("latin-1"), "filen är inte UTF-8 (byte 27)"),
    ],
    ids=["no equals sign", "the same key twice", "cut off", "not UTF-8"],
)
def test_a_file_that_is_no_toml_is_told_of(tmp_path: Path, raw: bytes, told: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(raw)
    with pytest.raises(PlanFileError) as caught:
        read_plan(path, CONCEPTS)
    (problem,) = caught.value.problems
    assert problem.startswith(told)


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match=r"borta\.toml kan inte läsas in, 1 fel:\n.*den finns inte"):
        read_plan(tmp_path / "borta.toml", CONCEPTS)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="det är en mapp"):
        read_plan(tmp_path, CONCEPTS)


@pytest.mark.parametrize("written", ["", 'units = "inga"\n', "organisation = 3\nplan = []\nunits = [1]\n"])
def test_a_file_of_another_kind_is_told_of_without_english(tmp_path: Path, written: str) -> None:
    problems = problems_of(tmp_path, written)
    assert problems
    assert not any("nput" in problem or "valid " in problem for problem in problems)


def test_a_file_may_hold_no_more_than_a_plan_and_its_units(tmp_path: Path) -> None:
    bare = PLAN[: PLAN.index("[[objectives]]")]
    assert read_plan(plan_at(tmp_path, bare), CONCEPTS).content.indicators == []


def test_an_entry_can_be_taken_out_of_the_plan_text() -> None:
    assert "utbilda" not in without("activities", "utbilda")
    assert without("activities", "utbilda").count("[[") == PLAN.count("[[") - 1


def test_two_changes_of_a_definition_on_one_day_and_a_target_twice_are_told_of(tmp_path: Path) -> None:
    mark = '{ changed_on = 2019-07-01, text = "Timanställda räknas." }'
    council = (
        '{ kind = "at_most", level = "council", valid_from = 2019-01-01, valid_to = 2019-12-31, '
        'words = "tas fram" },\n'
    )
    again = changed((f"[{mark}]", f"[{mark}, {mark}]"), (council, council * 2))
    assert problems_of(tmp_path, again) == [
        "indicators «sjuk», definition_changes: 2019-07-01 står 2 gånger; skriv ihop ändringarna till en",
        "indicators «sjuk», targets: «tas fram», 2019-01-01 till 2019-12-31, står 2 gånger",
    ]
