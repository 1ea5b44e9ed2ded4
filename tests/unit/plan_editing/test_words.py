"""The words of changing a plan."""

from datetime import date

import pytest

from metrics.plan.content import PlanDocument
from metrics.plan_editing.fields import labels_of
from metrics.plan_editing.words import (
    Edited,
    code_from,
    edition_words,
    origin_words,
    problem_words,
    targets_left_words,
    years_after,
)


def document(**changed: object) -> PlanDocument:
    """Return a plan of 2026 with some of its data changed."""
    own: dict[str, object] = {
        "id": 1,
        "code": "plan-2026",
        "title": "Plan 2026",
        "document": "Verksamhetsplan",
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
        "decided_by": "",
        "decided_on": None,
        "reference": "",
        "edition": 0,
        "copied_from_id": None,
    }
    return PlanDocument(**{**own, **changed})


@pytest.mark.parametrize(
    ("title", "taken", "code"),
    [
        ("Översyn av jourhem", [], "oversyn-av-jourhem"),
        ("  Ny: rutin – för & ÅÄÖ!  ", [], "ny-rutin-for-aao"),
        ("Café Élan", [], "cafe-elan"),
        ("Rutin", ["rutin"], "rutin-2"),
        ("Rutin", ["rutin", "rutin-2"], "rutin-3"),
        ("…", [], ""),
        ("", ["x"], ""),
        ("ett mycket långt namn som ingen orkar läsa ens en gång om dagen året om", [], None),
    ],
)
def test_a_code_is_made_of_the_title(title: str, taken: list[str], code: str | None) -> None:
    made = code_from(title, taken)
    if code is None:
        assert len(made) <= 60
        assert made == "ett-mycket-langt-namn-som-ingen-orkar-lasa-ens-en-gang-om"
    else:
        assert made == code


@pytest.mark.parametrize(
    ("text", "first", "last", "after"),
    [
        ("plan-2026", 2026, 2026, "plan-2027"),
        ("Plan 2026 för kontoret", 2026, 2026, "Plan 2027 för kontoret"),
        ("timra-2018-2020", 2018, 2020, "timra-2021-2023"),
        ("Verksamhetsplan för IFO 2017-2019", 2017, 2019, "Verksamhetsplan för IFO 2020-2022"),
        ("Plan 2026 enligt beslut 2019", 2026, 2026, "Plan 2027 enligt beslut 2019"),
        ("provplan", 2026, 2026, "provplan-2027"),
        ("Plan enligt beslut 2019", 2026, 2026, "Plan enligt beslut 2019 2027"),
        ("Provplan", 2026, 2026, "Provplan 2027"),
        ("dnr 120264", 2026, 2026, "dnr 120264 2027"),
    ],
)
def test_the_next_plan_is_called_by_its_years(text: str, first: int, last: int, after: str) -> None:
    plan = document(valid_from=date(first, 1, 1), valid_to=date(last, 12, 31))
    assert years_after(text, plan) == after


@pytest.mark.parametrize(
    ("edition", "copied_from", "latest", "told"),
    [
        (0, None, None, "Planen står som i dokumentet: inget är ändrat på skärmen."),
        (0, 7, None, "Planen är gjord av den förra planen och har inte ändrats sedan dess."),
        (
            1,
            None,
            (date(2026, 11, 12), "Verksamhetsutvecklare"),
            "Planen är ändrad en gång på skärmen, 2026-11-12 av verksamhetsutvecklare.",
        ),
        (
            3,
            None,
            (date(2026, 11, 12), "HR-konsult"),
            "Planen är ändrad 3 gånger på skärmen, senast 2026-11-12 av HR-konsult.",
        ),
    ],
)
def test_the_edition_is_told_with_the_latest_change(edition, copied_from, latest, told: str) -> None:
    assert edition_words(document(edition=edition, copied_from_id=copied_from), latest) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Verksamhetsplan. Gäller 1 januari 2026 – 31 december 2026."),
        (
            {"decided_by": "Nämnden", "decided_on": date(2025, 12, 11), "reference": "SN 2025/1"},
            "Verksamhetsplan. Gäller 1 januari 2026 – 31 december 2026, beslutad av Nämnden 11 december 2025 "
            "(SN 2025/1).",
        ),
        (
            {"decided_on": date(2025, 12, 11)},
            "Verksamhetsplan. Gäller 1 januari 2026 – 31 december 2026, beslutad 11 december 2025.",
        ),
        (
            {"copied_from_id": 1},
            "Verksamhetsplan. Gäller 1 januari 2026 – 31 december 2026, inte beslutad än.",
        ),
    ],
)
def test_the_origin_is_told_as_far_as_it_is_known(given: dict, told: str) -> None:
    assert origin_words(document(**given)) == told


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ("ends: ska vara ett datum", "Slutar: ska vara ett datum"),
        ("ends: ska vara ett datum (där står «x»)", "Slutar: ska vara ett datum"),
        ("activities «a», ends: ska vara ett datum", "Slutar: ska vara ett datum"),
        ("activities «a»: börjar 2026 men slutar 2025", "Aktivitet «a»: börjar 2026 men slutar 2025"),
        ("någon annan har sparat", "någon annan har sparat"),
        ("Aktivitet «a» är ändrad: nu «x»", "Aktivitet «a» är ändrad: nu «x»"),
    ],
)
def test_a_refusal_is_told_with_the_name_on_the_screen(problem: str, told: str) -> None:
    assert problem_words(problem, labels_of(Edited.ACTIVITY)) == told


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ("targets.0.value: ska vara ett tal", "Värde: ska vara ett tal"),
        ("indicators «a», targets nr 1, value: ska vara ett tal", "Värde: ska vara ett tal"),
        ("indicators «a», targets nr 2: gäller från 3 men till 2", "Målnivåer: gäller från 3 men till 2"),
    ],
)
def test_a_refusal_of_a_target_is_told_by_the_targets_field(problem: str, told: str) -> None:
    assert problem_words(problem, labels_of(Edited.TARGET)) == told


@pytest.mark.parametrize(
    ("edition", "copied_from", "told"),
    [
        (0, None, "Planen står som i dokumentet: inget är ändrat på skärmen."),
        (0, 7, "Planen är gjord av den förra planen och har inte ändrats sedan dess."),
        (1, None, "Planen visas som den är i dag, ändrad en gång på skärmen."),
        (4, 7, "Planen visas som den är i dag, ändrad 4 gånger på skärmen."),
    ],
)
def test_on_an_earlier_day_the_plan_is_said_to_be_todays(edition, copied_from, told: str) -> None:
    latest = (date(2026, 3, 1), "Controller")
    assert edition_words(document(edition=edition, copied_from_id=copied_from), latest, earlier=True) == told


@pytest.mark.parametrize(
    ("lost", "never", "told"),
    [
        ([], 0, ""),
        (
            ["A", "B"],
            0,
            "2 indikatorer får ingen målnivå i den nya planen, för ingen gäller planens sista dag: "
            "«A» och «B».",
        ),
        ([], 1, "1 indikator saknar målnivå redan i den här planen."),
        (
            ["A"],
            3,
            "1 indikator får ingen målnivå i den nya planen, för ingen gäller planens sista dag: «A». "
            "3 indikatorer saknar målnivå redan i den här planen.",
        ),
    ],
)
def test_indicators_without_targets_in_the_next_plan_are_named(lost, never: int, told: str) -> None:
    assert targets_left_words(lost, never) == told
