"""Derived and protected indicators in plan files: what is refused, in which words, and what is stored."""

from pathlib import Path
from typing import Any

import pytest
from plan_texts import CONCEPTS, PLAN, plan_at
from sqlalchemy import Engine, text
from store_office import Office, count_of

from data import queries
from data.models import DerivationPart, Measurement
from data.plan_files.loading import load_plan
from data.plan_files.reading import PlanFileError, read_plan
from data.recording import RecordingError


def indicator(code: str, *lines: str, kind: str = "flow", periodicity: str = "month") -> str:
    """Write an indicator with some lines of its own."""
    return "\n".join(
        [
            "[[indicators]]",
            f'code = "{code}"',
            f'name = "{code.capitalize()}"',
            'area = "placements"',
            'definition = "Ett mått för prov."',
            'unit_of_measure = "%"' if kind == "ratio" else 'unit_of_measure = "antal"',
            "decimals = 1",
            f'kind = "{kind}"',
            'direction = "none"',
            f'periodicity = "{periodicity}"',
            'source = "Plan 2019, Mått"',
            *lines,
            "",
        ]
    )


def plan_with(*entries: str) -> str:
    """Return the small plan with more indicators."""
    return "\n".join([PLAN, *entries])


EGNA, KOPTA, ANSTALLDA = indicator("egna"), indicator("kopta"), indicator("anstallda", kind="stock")
SHARE = 'derived = { by = "ratio", first = ["egna"], second = ["egna", "kopta"] }'
ROLLING = 'derived = { by = "rolling_mean", first = ["andel"], span = 12 }'
PROTECTED = 'protected = { by = "anstallda", below = 10 }'
ANDEL = indicator("andel", SHARE, kind="ratio")
MADE = plan_with(EGNA, KOPTA, ANDEL, indicator("rullande", ROLLING, kind="ratio"))


def problems_of(folder: Path, *entries: str) -> list[str]:
    with pytest.raises(PlanFileError) as caught:
        read_plan(plan_at(folder, plan_with(*entries)), CONCEPTS)
    return caught.value.problems


# What an indicator's entry says of how it is made, its kind and periods, and the one thing told of it.

Fault = tuple[str, str]
SHAPES: dict[str, Fault] = {
    "an unknown way": (
        'by = "mean", first = ["egna"]',
        "indicators «matt», derived, by: «mean» finns inte bland ratio, difference, rolling_sum, "
        "rolling_mean, accumulated, share_of_units, cohort_share",
    ),
    "no parts": ('by = "accumulated", first = []', "indicators «matt», derived, first: får inte vara tom"),
    "no first": ('by = "accumulated"', "indicators «matt», derived, first: fältet saknas"),
    "a field of its own": (
        'by = "accumulated", first = ["egna"], delar = 3',
        "indicators «matt», derived, delar: fältet finns inte, kontrollera stavningen (där står «3»)",
    ),
    "a ratio of one side": (
        'by = "ratio", first = ["egna"]',
        "indicators «matt», derived: ratio räknas av två sidor, men second saknas",
    ),
    "a difference of one side": (
        'by = "difference", first = ["egna"]',
        "indicators «matt», derived: difference räknas av två sidor, men second saknas",
    ),
    "a cohort of one side": (
        'by = "cohort_share", first = ["egna"], span = 12',
        "indicators «matt», derived: cohort_share räknas av två sidor, men second saknas",
    ),
    "a rolling sum of two sides": (
        'by = "rolling_sum", first = ["egna"], second = ["kopta"], span = 12',
        "indicators «matt», derived: rolling_sum räknas av en sida, men second finns",
    ),
    "a part twice on a side": (
        'by = "ratio", first = ["egna"], second = ["kopta", "kopta"]',
        "indicators «matt», derived: samma mått står två gånger på en sida",
    ),
    "a rolling mean of several": (
        'by = "rolling_mean", first = ["egna", "kopta"], span = 12',
        "indicators «matt», derived: rolling_mean räknas av ett enda mått, men first har 2",
    ),
    "units that pass by several": (
        'by = "share_of_units", first = ["egna", "kopta"]',
        "indicators «matt», derived: share_of_units räknas av ett enda mått, men first har 2",
    ),
    "a rolling mean without span": (
        'by = "rolling_mean", first = ["egna"]',
        "indicators «matt», derived: span hör till rolling_sum, rolling_mean, cohort_share; "
        "här är rolling_mean och span saknas",
    ),
    "a cohort without span": (
        'by = "cohort_share", first = ["egna"], second = ["kopta"]',
        "indicators «matt», derived: span hör till rolling_sum, rolling_mean, cohort_share; "
        "här är cohort_share och span saknas",
    ),
    "a ratio with a span": (
        'by = "ratio", first = ["egna"], second = ["kopta"], span = 12',
        "indicators «matt», derived: span hör till rolling_sum, rolling_mean, cohort_share; "
        "här är ratio och span finns",
    ),
    "the year so far with a span": (
        'by = "accumulated", first = ["egna"], span = 12',
        "indicators «matt», derived: span hör till rolling_sum, rolling_mean, cohort_share; "
        "här är accumulated och span finns",
    ),
    "a span of one": (
        'by = "rolling_mean", first = ["egna"], span = 1',
        "indicators «matt», derived, span: ska vara minst 2 (där står «1»)",
    ),
    "a span of more than ten years": (
        'by = "rolling_mean", first = ["egna"], span = 121',
        "indicators «matt», derived, span: ska vara högst 120 (där står «121»)",
    ),
    "an unknown part that stands first": (
        'by = "ratio", first = ["eget"], second = ["kopta"]',
        "indicators «matt», derived, first: «eget» finns inte bland filens koder av slaget indicator",
    ),
    "an unknown part that stands second": (
        'by = "ratio", first = ["egna"], second = ["kopt"]',
        "indicators «matt», derived, second: «kopt» finns inte bland filens koder av slaget indicator",
    ),
    "itself": (
        'by = "ratio", first = ["matt"], second = ["kopta"]',
        "indicators «matt», derived: måttet räknas till sist av sig självt",
    ),
}


@pytest.mark.parametrize("fault", SHAPES)
def test_a_derivation_that_can_not_be_made_is_told_of(tmp_path: Path, fault: str) -> None:
    derived, told = SHAPES[fault]
    made = indicator("matt", f"derived = {{ {derived} }}", kind="ratio")
    assert problems_of(tmp_path, EGNA, KOPTA, made) == [told]


KINDS: dict[str, tuple[str, str, str]] = {
    "a ratio that is no share": (
        "flow",
        SHARE,
        "indicators «matt»: ratio är en andel, och kind ska vara ratio, inte flow",
    ),
    "a cohort that is no share": (
        "stock",
        'derived = { by = "cohort_share", first = ["egna"], second = ["kopta"], span = 12 }',
        "indicators «matt»: cohort_share är en andel, och kind ska vara ratio, inte stock",
    ),
    "units that pass and are no share": (
        "stock",
        'threshold = 5\nthreshold_rule = "below"\nderived = { by = "share_of_units", first = ["egna"] }',
        "indicators «matt»: share_of_units är en andel, och kind ska vara ratio, inte stock",
    ),
    "a rolling sum that would be summed again": (
        "flow",
        'derived = { by = "rolling_sum", first = ["egna"], span = 12 }',
        "indicators «matt»: rolling_sum summeras inte en gång till: "
        "kind ska vara stock, ratio, mean eller index",
    ),
    "money of the year so far that would be summed again": (
        "money",
        'derived = { by = "accumulated", first = ["egna"] }',
        "indicators «matt»: accumulated summeras inte en gång till: "
        "kind ska vara stock, ratio, mean eller index",
    ),
    "units that pass nothing": (
        "ratio",
        'derived = { by = "share_of_units", first = ["egna"] }',
        "indicators «matt»: share_of_units behöver threshold_rule, och threshold utom för jämförelsetal",
    ),
    "units that pass a rule without a limit": (
        "ratio",
        'threshold_rule = "below"\nderived = { by = "share_of_units", first = ["egna"] }',
        "indicators «matt»: share_of_units behöver threshold_rule, och threshold utom för jämförelsetal",
    ),
    "units that are held against a limit and another figure": (
        "ratio",
        'threshold = 5\nthreshold_rule = "at_least_reference"\n'
        'derived = { by = "share_of_units", first = ["egna"], second = ["kopta"] }',
        "indicators «matt»: share_of_units behöver threshold_rule, och threshold utom för jämförelsetal",
    ),
    "units that are held against a figure that is not told": (
        "ratio",
        'threshold_rule = "at_least_reference"\nderived = { by = "share_of_units", first = ["egna"] }',
        "indicators «matt»: second är måttet med jämförelsetalet, för threshold_rule at_least_reference",
    ),
    "units that are held against a limit and have another figure": (
        "ratio",
        'threshold = 5\nthreshold_rule = "below"\n'
        'derived = { by = "share_of_units", first = ["egna"], second = ["kopta"] }',
        "indicators «matt»: second är måttet med jämförelsetalet, för threshold_rule at_least_reference",
    ),
}


@pytest.mark.parametrize("fault", KINDS)
def test_a_kind_that_can_not_be_made_so_is_told_of(tmp_path: Path, fault: str) -> None:
    kind, lines, told = KINDS[fault]
    assert problems_of(tmp_path, EGNA, KOPTA, indicator("matt", lines, kind=kind)) == [told]


PROTECTIONS: dict[str, Fault] = {
    "no counting": ("protected = { below = 10 }", "indicators «matt», protected, by: fältet saknas"),
    "no limit": ('protected = { by = "anstallda" }', "indicators «matt», protected, below: fältet saknas"),
    "a limit that hides nothing": (
        'protected = { by = "anstallda", below = 1 }',
        "indicators «matt», protected, below: ska vara minst 2 (där står «1»)",
    ),
    "a limit that is no whole number": (
        'protected = { by = "anstallda", below = 9.5 }',
        "indicators «matt», protected, below: ska vara ett heltal (där står «9.5»)",
    ),
    "a field of its own": (
        'protected = { by = "anstallda", below = 10, over = 3 }',
        "indicators «matt», protected, over: fältet finns inte, kontrollera stavningen (där står «3»)",
    ),
    "an unknown counting": (
        'protected = { by = "medarbetare", below = 10 }',
        "indicators «matt», protected, by: «medarbetare» finns inte bland filens koder av slaget indicator",
    ),
    "an unknown indicator to be shown beside": (
        'accompanies = "varddygn"',
        "indicators «matt», accompanies: «varddygn» finns inte bland filens koder av slaget indicator",
    ),
    "an indicator to be shown beside itself": (
        'accompanies = "matt"',
        "indicators «matt», accompanies: «matt» visas själv bredvid ett annat mått",
    ),
    "a counting that is none": (
        'protected = { by = "egna", below = 10 }',
        "indicators «matt», protected, by: «egna» ska vara ett mätt antal (kind stock)",
    ),
    "a protection of what is derived": (
        f"{SHARE}\n{PROTECTED}",
        "indicators «matt», protected: skyddet hör till de mätta mått som måttet räknas av",
    ),
}


@pytest.mark.parametrize("fault", PROTECTIONS)
def test_a_protection_that_can_not_hold_is_told_of(tmp_path: Path, fault: str) -> None:
    lines, told = PROTECTIONS[fault]
    matt = indicator("matt", lines, kind="ratio")
    assert problems_of(tmp_path, EGNA, KOPTA, ANSTALLDA, matt) == [told]


# Parts that exist, and don't fit: their kind and periods, how the indicator is made and its periods.


@pytest.mark.parametrize(
    ("by", "part", "own", "told"),
    [
        ("difference", "month", "month", None),
        ("difference", "month", "tertial", None),
        ("difference", "quarter", "half_year", None),
        ("difference", "tertial", "month", "month kan inte räknas av «del», som har tertial"),
        ("difference", "year", "half_year", "half_year kan inte räknas av «del», som har year"),
        ("difference", "tertial", "half_year", "half_year kan inte räknas av «del», som har tertial"),
        ("ratio", "tertial", "quarter", "quarter kan inte räknas av «del», som har tertial"),
        ("cohort_share", "year", "month", "month kan inte räknas av «del», som har year"),
        ("share_of_units", "year", "tertial", "tertial kan inte räknas av «del», som har year"),
        ("share_of_units", "month", "tertial", None),
        ("rolling_sum", "month", "month", None),
        ("rolling_sum", "month", "tertial", "tertial, men perioderna ska vara som för «del»: month"),
        ("rolling_mean", "quarter", "year", "year, men perioderna ska vara som för «del»: quarter"),
        ("rolling_mean", "tertial", "month", "month, men perioderna ska vara som för «del»: tertial"),
        ("accumulated", "month", "year", "year, men perioderna ska vara som för «del»: month"),
        ("accumulated", "quarter", "quarter", None),
    ],
)
def test_a_derived_figure_has_periods_that_its_parts_make_up(
    tmp_path: Path, by: str, part: str, own: str, told: str | None
) -> None:
    kind = {"difference": "flow", "rolling_sum": "stock"}.get(by, "ratio")
    two_sides = by in ("difference", "ratio", "cohort_share")
    lines = [
        *(['threshold = 5\nthreshold_rule = "below"'] if by == "share_of_units" else []),
        f'derived = {{ by = "{by}", first = ["del"]'
        + (', second = ["del"]' if two_sides else "")
        + (", span = 12" if by in ("rolling_sum", "rolling_mean", "cohort_share") else "")
        + " }",
    ]
    entries = [
        indicator("del", periodicity=part),
        indicator("matt", *lines, kind=kind, periodicity=own),
    ]
    if told is None:
        assert read_plan(plan_at(tmp_path, plan_with(*entries)), CONCEPTS).content.indicators[-1].derived
    else:
        assert problems_of(tmp_path, *entries) == [f"indicators «matt», periodicity: {told}"]


def test_each_part_whose_periods_do_not_fit_is_told_of_once(tmp_path: Path) -> None:
    entries = [
        EGNA,
        indicator("tertialvis", periodicity="tertial"),
        indicator("arlig", periodicity="year"),
        indicator(
            "matt",
            'derived = { by = "ratio", first = ["arlig"], second = ["arlig", "egna", "tertialvis"] }',
            kind="ratio",
        ),
    ]
    assert problems_of(tmp_path, *entries) == [
        "indicators «matt», periodicity: month kan inte räknas av «arlig», som har year",
        "indicators «matt», periodicity: month kan inte räknas av «tertialvis», som har tertial",
    ]


@pytest.mark.parametrize("kind", ["flow", "money", "stock", "year_places", "ratio", "mean", "index"])
def test_only_what_is_summed_over_time_has_a_rolling_sum(tmp_path: Path, kind: str) -> None:
    made = indicator("matt", 'derived = { by = "rolling_sum", first = ["del"], span = 12 }', kind="stock")
    entries = [indicator("del", kind=kind), made]
    if kind in ("flow", "money"):
        assert read_plan(plan_at(tmp_path, plan_with(*entries)), CONCEPTS)
    else:
        assert problems_of(tmp_path, *entries) == [
            f"indicators «matt», derived: rolling_sum räknas av flow eller money, men «del» är {kind}"
        ]


def test_units_pass_by_what_they_have_measured(tmp_path: Path) -> None:
    lines = 'threshold = 5\nthreshold_rule = "below"\nderived = { by = "share_of_units", first = ["andel"] }'
    assert problems_of(tmp_path, EGNA, KOPTA, ANDEL, indicator("matt", lines, kind="ratio")) == [
        "indicators «matt», derived: share_of_units räknas av mätta mått, men «andel» räknas ut av andra"
    ]


@pytest.mark.parametrize(
    "derived",
    [
        'by = "ratio", first = ["rullande"], second = ["rullande"]',
        'by = "rolling_mean", first = ["rullande"], span = 3',
        'by = "accumulated", first = ["rullande"]',
    ],
)
def test_what_already_covers_several_periods_is_no_part_of_another(tmp_path: Path, derived: str) -> None:
    rolling = indicator("rullande", ROLLING, kind="ratio")
    made = indicator("matt", f"derived = {{ {derived} }}", kind="ratio")
    assert problems_of(tmp_path, EGNA, KOPTA, ANDEL, rolling, made) == [
        "indicators «matt», derived: «rullande» gäller redan flera perioder "
        "och kan inte vara del i ett annat mått"
    ]


def test_a_ring_of_derivations_is_told_of_at_each_of_its_indicators_and_at_no_other(tmp_path: Path) -> None:
    ring = {"ett": "tva", "tva": "tre", "tre": "ett", "utanfor": "ett"}
    entries = [
        indicator(
            code,
            f'derived = {{ by = "ratio", first = ["{part}"], second = ["{part}"] }}',
            kind="ratio",
        )
        for code, part in ring.items()
    ]
    assert problems_of(tmp_path, *entries) == [
        f"indicators «{code}», derived: måttet räknas till sist av sig självt"
        for code in ("ett", "tva", "tre")
    ]


def test_what_is_computed_is_not_also_printed(tmp_path: Path) -> None:
    printed = '[[series]]\nindicator = "andel"\nunit = "norr"\nsource = "Mått"\nvalues = { 2019-01 = 26 }\n'
    assert problems_of(tmp_path, EGNA, KOPTA, ANDEL, printed) == [
        "series «andel»: måttet räknas ut av andra (derived) och har inga egna värden"
    ]


def test_a_part_with_a_fault_of_its_own_is_told_of_and_what_is_made_of_it_is_not(tmp_path: Path) -> None:
    faulty = EGNA.replace('kind = "flow"', 'kind = "flöde"')
    (problem,) = problems_of(tmp_path, faulty, KOPTA, ANDEL)
    assert problem.startswith("indicators «egna», kind: «flöde» finns inte bland")


# What is stored


def load(store: Engine, folder: Path, written: str) -> None:
    read = read_plan(plan_at(folder, written), CONCEPTS)
    with store.begin() as connection:
        load_plan(connection, read)


def ask(store: Engine, question: str) -> list[tuple[Any, ...]]:
    with store.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def ties(store: Engine) -> dict[str, tuple[Any, ...]]:
    """What ties each indicator to others: way, span, counted by, limit and beside which."""
    rows = ask(
        store,
        "SELECT own.code, own.derivation, own.span, counted.code, own.protected_below, beside.code "
        "FROM indicator AS own LEFT JOIN indicator AS counted ON counted.id = own.protected_by_id "
        "LEFT JOIN indicator AS beside ON beside.id = own.accompanies_id",
    )
    return {code: tuple(row) for code, *row in rows if any(each is not None for each in row)}


def parts(store: Engine) -> list[tuple[Any, ...]]:
    """What each derived indicator is made of, as the pages read it."""
    (organisation_id,) = queries.organisations(store)["id"]
    codes = queries.indicators(store, organisation_id).set_index("id")["code"]
    made = queries.derivation_parts(store, organisation_id)
    return [
        (codes[row["indicator_id"]], row["role"], codes[row["part_id"]]) for row in made.to_dict("records")
    ]


EVERYTHING = plan_with(
    EGNA,
    indicator("kopta", 'accompanies = "egna"'),
    ANSTALLDA,
    indicator("franvaro", PROTECTED, kind="ratio"),
    ANDEL,
    indicator("rullande", ROLLING, kind="ratio"),
    indicator(
        "kvar",
        'derived = { by = "cohort_share", first = ["egna"], second = ["kopta"], span = 24 }',
        kind="ratio",
    ),
)


def test_the_ties_between_indicators_are_stored(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path, EVERYTHING)
    assert ties(store) == {
        "kopta": (None, None, None, None, "egna"),
        "franvaro": (None, None, "anstallda", 10, None),
        "andel": ("ratio", None, None, None, None),
        "rullande": ("rolling_mean", 12, None, None, None),
        "kvar": ("cohort_share", 24, None, None, None),
    }
    assert parts(store) == [
        ("andel", "first", "egna"),
        ("andel", "second", "egna"),
        ("andel", "second", "kopta"),
        ("rullande", "first", "andel"),
        ("kvar", "first", "egna"),
        ("kvar", "second", "kopta"),
    ]


def test_an_indicator_may_stand_before_what_it_is_made_of(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path, plan_with(ANDEL, KOPTA, EGNA))
    assert [part for _, _, part in parts(store)] == ["egna", "egna", "kopta"]


def test_the_order_of_the_parts_is_the_files(store: Engine, tmp_path: Path) -> None:
    turned = ANDEL.replace('["egna", "kopta"]', '["kopta", "egna"]')
    load(store, tmp_path, plan_with(EGNA, KOPTA, turned))
    assert [part for _, role, part in parts(store) if role == "second"] == ["kopta", "egna"]


@pytest.mark.parametrize(
    ("old", "new", "code", "tied", "made_of"),
    [
        (
            'second = ["egna", "kopta"]',
            'second = ["kopta"]',
            "andel",
            ("ratio", None, None, None, None),
            [("first", "egna"), ("second", "kopta")],
        ),
        (SHARE, "", "andel", None, []),
        (
            'first = ["andel"], span = 12',
            'first = ["andel"], span = 6',
            "rullande",
            ("rolling_mean", 6, None, None, None),
            [("first", "andel")],
        ),
        ("below = 10", "below = 5", "franvaro", (None, None, "anstallda", 5, None), []),
        (PROTECTED, "", "franvaro", None, []),
        ('accompanies = "egna"', 'accompanies = "andel"', "kopta", (None, None, None, None, "andel"), []),
        ('accompanies = "egna"', "", "kopta", None, []),
    ],
)
def test_the_ties_follow_an_edited_file_and_back(
    store: Engine, tmp_path: Path, old: str, new: str, code: str, tied: Any, made_of: list[tuple[str, str]]
) -> None:
    load(store, tmp_path, EVERYTHING)
    before = ties(store), parts(store)
    assert EVERYTHING.count(old) == 1
    load(store, tmp_path, EVERYTHING.replace(old, new))
    assert ties(store).get(code) == tied
    assert [(role, part) for owner, role, part in parts(store) if owner == code] == made_of
    assert {each: tie for each, tie in ties(store).items() if each != code} == {
        each: tie for each, tie in before[0].items() if each != code
    }
    load(store, tmp_path, EVERYTHING)
    assert (ties(store), parts(store)) == before


def test_the_same_ties_twice_are_there_once(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path, EVERYTHING)
    load(store, tmp_path, "# Granskad.\n" + EVERYTHING)
    assert count_of(store, DerivationPart) == 6


def test_the_ties_of_another_organisation_are_left_alone(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path, EVERYTHING)
    elsewhere = MADE.replace('code = "lilla"', 'code = "stora"')
    load(store, tmp_path, elsewhere)
    assert count_of(store, DerivationPart) == 6 + 4
    load(store, tmp_path, elsewhere.replace(SHARE, "").replace(ROLLING, ""))
    assert count_of(store, DerivationPart) == 6


# What is computed is not recorded


def test_a_figure_of_a_derived_indicator_is_refused_and_nothing_is_saved(office: Office) -> None:
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE indicator SET derivation = 'ratio' WHERE code = 'nki'"))
    delivery = office.measurements(
        {"period": "2019-03", "value": 12.0},
        {"period": "2019-03", "value": 80.0, "indicator_id": office.ids["nki"]},
    )
    with pytest.raises(RecordingError) as caught:
        office.record(delivery)
    assert caught.value.problems == [
        f"rad 2, 2019-03: indicator_id är «{office.ids['nki']}», räknas ut av andra mått och registreras inte"
    ]
    assert count_of(office.engine, Measurement) == 0


def test_what_was_measured_before_it_became_derived_is_kept_and_shown_to_nobody(
    store: Engine, tmp_path: Path
) -> None:
    printed = '[[series]]\nindicator = "andel"\nunit = "norr"\nsource = "Mått"\nvalues = { 2019-01 = 26 }\n'
    load(store, tmp_path, plan_with(EGNA, KOPTA, indicator("andel", kind="ratio"), printed))
    shown = "SELECT value FROM v_measurement WHERE indicator = 'Andel'"
    assert ask(store, shown) == [(26.0,)]
    load(store, tmp_path, plan_with(EGNA, KOPTA, ANDEL))
    assert ask(store, shown) == []
    assert ask(
        store,
        "SELECT value FROM measurement JOIN indicator ON indicator.id = indicator_id WHERE code = 'andel'",
    ) == [(26.0,)]
    assert ask(store, "SELECT derivation FROM v_indicator WHERE indicator = 'Andel'") == [("ratio",)]
