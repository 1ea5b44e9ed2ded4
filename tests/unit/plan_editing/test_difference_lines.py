"""What differs between two readings of an entry, in words."""

import pytest

from metrics.plan_editing.difference_lines import Names, field_lines, title_of
from metrics.vocabulary import PlanNoun

INDICATORS = {"hme": "HME", "nya": "Nya", "avslutade": "Avslutade", "anstallda": "Anställda"}
NAMES = Names({"snabbt": "Stöd i tid"}, INDICATORS, {"barn": "Barnenheten"})
TARGET = {
    "kind": "at_most",
    "value": 5.7,
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "words": "högst 5,7 %",
}
LATER = {**TARGET, "valid_from": "2027-01-01", "valid_to": "2027-12-31"}


def lines(noun: PlanNoun, before: dict, after: dict) -> list[tuple[str, str, str]]:
    """Return the lines as tuples, with ordinary spaces."""
    found = field_lines(noun, before, after, NAMES)
    return [
        (line.label, *(text.replace("\u00a0", " ") for text in (line.before, line.after))) for line in found
    ]


@pytest.mark.parametrize(
    ("noun", "before", "after", "told"),
    [
        (PlanNoun.ACTIVITY, {"ends": "2026-06-30"}, {"ends": "2026-12-31"},
         ("Slutar", "2026-06-30", "2026-12-31")),
        (PlanNoun.ACTIVITY, {}, {"cost": "Egen tid"}, ("Kostnad", "inget", "Egen tid")),
        (PlanNoun.ACTIVITY, {"objective": "snabbt"}, {}, ("Hör till målet", "Stöd i tid", "inget")),
        (PlanNoun.ACTIVITY, {}, {"kind": "project"}, ("Slag", "Aktivitet", "Projekt")),
        (PlanNoun.ACTIVITY, {}, {"status": "ongoing"}, ("Läge i dokumentet", "inget", "Pågår")),
        (PlanNoun.INDICATOR, {}, {"tolerance": 0.5}, ("Nära målet", "0", "0,5")),
        (PlanNoun.INDICATOR, {"decimals": 0}, {"decimals": 1}, ("Decimaler", "0", "1")),
        (PlanNoun.INDICATOR, {"aliases": ["a", "b"]}, {}, ("Andra namn", "a, b", "inget")),
        (PlanNoun.INDICATOR, {}, {"accompanies": "hme"}, ("Visas bredvid", "inget", "HME")),
        (PlanNoun.OBJECTIVE, {"parent": "borta"}, {"parent": "snabbt"},
         ("Ligger under", "borta", "Stöd i tid")),
        (PlanNoun.OBJECTIVE, {}, {"indicators": ["hme"]}, ("Visar också", "inget", "HME")),
        (PlanNoun.UNIT, {"parent": "barn"}, {}, ("Ligger under", "Barnenheten", "inget")),
        (PlanNoun.UNIT, {"clients": "children"}, {"clients": "adults"},
         ("Arbetar för", "Barn och unga", "Vuxna")),
        (PlanNoun.INDICATOR, {"outside": True}, {}, ("Utanför planen", "ja", "inget")),
        (PlanNoun.INDICATOR, {"outside": False}, {"outside": True}, ("Utanför planen", "inget", "ja")),
        (
            PlanNoun.INDICATOR,
            {"derived": {"by": "difference", "first": ["nya"], "second": ["avslutade"]}},
            {"derived": {"by": "rolling_sum", "first": ["nya", "hme"], "second": [], "span": 12}},
            ("Räkneregel", "skillnad; Nya; Avslutade", "rullande summa; Nya, HME; 12"),
        ),
        (PlanNoun.INDICATOR, {}, {"protected": {"by": "anstallda", "below": 10}},
         ("Skydd mot små antal", "inget", "Anställda; 10")),
        (PlanNoun.INDICATOR, {"concept": "eget"}, {}, ("Begrepp", "eget", "inget")),
        (PlanNoun.PLAN, {}, {"decided_by": "Nämnden"}, ("Beslutad av", "inget", "Nämnden")),
        (
            PlanNoun.INDICATOR,
            {},
            {"definition_changes": [{"changed_on": "2026-05-01", "text": "Per dygn"}]},
            ("Märkta ändringar av definitionen", "inget", "2026-05-01: Per dygn"),
        ),
        (
            PlanNoun.INDICATOR,
            {"unit_of_measure": "%", "targets": [TARGET]},
            {"unit_of_measure": "%", "targets": [TARGET, {**LATER, "unit": "barn", "level": "council"}]},
            ("Målnivå", "inget", "högst 5,7 %, KF:s mål, Barnenheten, 2027 (högst 5,7 %)"),
        ),
        (
            PlanNoun.INDICATOR,
            {"unit_of_measure": "%", "targets": [LATER, TARGET]},
            {"unit_of_measure": "%", "targets": [LATER]},
            ("Målnivå", "högst 5,7 %, 2026 (högst 5,7 %)", "inget"),
        ),
        (
            PlanNoun.INDICATOR,
            {"unit_of_measure": "%", "targets": [TARGET]},
            {"unit_of_measure": "%", "targets": [LATER]},
            ("Målnivå", "högst 5,7 %, 2026", "högst 5,7 %, 2027"),
        ),
        (
            PlanNoun.INDICATOR,
            {"unit_of_measure": "%", "targets": [TARGET]},
            {"unit_of_measure": "%", "targets": [{**TARGET, "source": "Beslut", "basis": "year"}]},
            (
                "Målnivå",
                "högst 5,7 %, 2026, källa: som indikatorns, talar om: inget",
                "högst 5,7 %, 2026, källa: Beslut, talar om: hela årets summa",
            ),
        ),
    ],
)  # fmt: skip
def test_a_field_that_differs_is_told_by_its_name_and_in_words(noun, before, after, told) -> None:
    assert lines(noun, before, after) == [told]


def test_fields_stand_in_the_order_of_the_form_and_alike_ones_not_at_all() -> None:
    before = {"source": "x", "ends": "2026-01-01", "title": "a"}
    after = {"source": "y", "ends": "2026-01-01", "title": "b"}
    assert [line[0] for line in lines(PlanNoun.ACTIVITY, before, after)] == ["Rubrik", "Källa"]


def test_what_is_new_or_gone_is_told_by_its_name_alone() -> None:
    assert field_lines(PlanNoun.ACTIVITY, None, {"title": "a"}, NAMES) == ()
    assert title_of(None, {"title": "a"}) == title_of({"title": "a"}, None) == "a"
    assert title_of({"name": "gammalt"}, {"name": "nytt"}) == "nytt"
