"""How much care there was: by form, client group and unit, and what can't be told of it."""

import pytest
from care_office import ADULTS_ID, CHILDREN_ID, care_office, seen

from metrics.periods import Period
from metrics.placements.care_forms import FORMS, measured_forms
from metrics.placements.volumes import periods_drawn
from metrics.vocabulary import ClientGroup

OCTOBER = """
unit_id | period  |hvb |hvb placerade |hvb nya |hvb avslutade |sis |sis placerade |öppenvård |i öppenvård
2       | 2025-10 |80  |3             |1       |0             |31  |1             |62        |2
3       | 2025-10 |60  |2             |0       |1             |    |              |          |
2       | 2026-10 |100 |4             |2       |1             |31  |1             |93        |3
3       | 2026-10 |50  |2             |1       |1             |    |              |          |
"""


def sums(volumes):
    """Days, days a year before, placed, new, ended."""
    tallies = (volumes.days, volumes.days_before, volumes.placed, volumes.new, volumes.ended)
    return [tally.value for tally in tallies]


def test_a_sum_is_of_placements_and_never_of_outpatient_care():
    view = seen(OCTOBER, "2026-10")
    assert sums(view.whole)[:3] == [100 + 31 + 50, 80 + 31 + 60, 4 + 1 + 2]
    assert [form.form.name for form in view.whole.beside] == ["Extern öppenvård"]
    assert view.whole.beside[0].days.value == 93


def test_the_groups_are_those_that_the_units_work_for_and_make_up_the_whole():
    view = seen(OCTOBER, "2026-10")
    assert [group.scope.name for group in view.groups] == ["Barn och unga", "Vuxna"]
    children, adults = view.groups
    assert (sums(children)[:3], sums(adults)[:3]) == ([131, 111, 5], [50, 60, 2])
    assert [form.form.name for form in adults.forms] == ["HVB"]
    assert view.offered == (ClientGroup.CHILDREN, ClientGroup.ADULTS)


def test_a_form_without_new_or_ended_makes_their_sums_unknown_and_not_smaller():
    children, adults = seen(OCTOBER, "2026-10").groups
    assert (children.new.value, [form.name for form in children.new.lacking]) == (None, ["SiS"])
    assert (adults.new.value, adults.ended.value) == (1, 1)


def test_one_group_can_be_asked_for():
    view = seen(OCTOBER, "2026-10", clients=ClientGroup.ADULTS)
    assert (sums(view.whole)[:3], view.whole.scope.name) == ([50, 60, 2], "Vuxna")
    assert (view.groups, view.offered) == ((), (ClientGroup.CHILDREN, ClientGroup.ADULTS))


def test_the_units_below_are_told_each_by_itself():
    units = [(place.name, volumes.placed.value) for place, volumes in seen(OCTOBER, "2026-10").units]
    assert units == [("Barn", 5), ("Vuxna", 2)]


def test_a_single_unit_is_not_divided():
    view = seen(OCTOBER, "2026-10", unit=ADULTS_ID, clients=ClientGroup.CHILDREN)
    assert (view.groups, view.units, view.offered) == ((), (), ())
    assert sums(view.whole)[:3] == [50, 60, 2]


def test_a_group_is_a_way_to_the_unit_that_is_just_it():
    children, adults = seen(OCTOBER, "2026-10").groups
    assert (children.scope.home.id, adults.scope.home.id) == (CHILDREN_ID, ADULTS_ID)


def test_units_for_no_group_are_told_apart():
    units = "id | name | parent_id | clients\n1 | Kontoret | |\n2 | Barn | 1 | children\n3 | Alla | 1 |"
    view = seen(OCTOBER, "2026-10", office=care_office(units))
    assert [group.scope.name for group in view.groups] == ["Barn och unga", "Ej uppdelat"]
    assert (view.offered, view.groups[1].scope.home) == ((), None)


MONTHS = """
unit_id | period  | hvb | hvb placerade
2       | 2025-05 | 10  | 1
2       | 2025-06 | 10  | 1
2       | 2025-07 | 10  | 1
2       | 2025-08 | 10  | 1
2       | 2025-12 | 31  | 9
2       | 2026-05 | 20  | 4
2       | 2026-06 | 20  | 4
2       | 2026-07 | 20  | 4
2       | 2026-08 | 21  | 7
"""


@pytest.mark.parametrize(
    ("period", "days", "before", "placed"),
    [
        ("2026-08", 21, 10, 7),
        ("2026-T2", 81, 40, 7),  # the days of all four months, the people of the last day
        ("2025-T2", 40, None, 1),
    ],
)
def test_days_are_summed_over_the_period_and_people_counted_on_its_last_day(period, days, before, placed):
    view = seen(MONTHS, period)
    assert sums(view.whole)[:3] == [days, before, placed]
    assert view.placed_on.code == f"{period[:4]}-08"


def test_a_tertial_with_a_month_missing_is_no_whole_sum():
    view = seen(MONTHS, "2025-T3")
    assert view.whole.days.value is None
    assert view.whole.forms[0].days.parts == 1
    assert view.whole.placed.value == 9


LATE = """
unit_id | period  | hvb | hvb placerade
2       | 2026-09 | 90  | 3
3       | 2026-09 | 30  | 1
2       | 2026-10 | 93  | 3
"""


def test_a_sum_without_one_of_its_units_is_not_told_and_the_unit_is_named():
    view = seen(LATE, "2026-10")
    assert (view.whole.days.value, view.whole.placed.value) == (None, None)
    assert [form.name for form in view.whole.days.lacking] == ["HVB"]
    assert view.late == ("Vuxna",)
    assert seen(LATE, "2026-09").late == ()


def test_a_secret_figure_makes_the_sum_unknown_but_the_unit_is_not_late():
    secret = "unit_id | indicator_id | period | value | state\n3 | 1 | 2026-10 | | confidential\n"
    view = seen(LATE, "2026-10", states=secret + "3 | 2 | 2026-10 | | confidential")
    assert (view.whole.days.value, view.late) == (None, ())


def test_figures_that_meant_something_else_a_year_ago_are_not_compared():
    changed = care_office(definition_changes="indicator_id | changed_on | text\n1 | 2026-03-01 | Ny räkning")
    view = seen(MONTHS, "2026-08", office=changed)
    assert (view.whole.days.value, view.whole.days_before.value) == (21, None)


def test_an_office_without_days_of_any_form_has_no_view():
    assert seen("unit_id | period | hvb\n2 | 2026-10 | 5", "2026-10", unit=ADULTS_ID) is None
    assert measured_forms([]) == ()


def test_the_forms_are_found_by_their_concepts_and_only_outpatient_care_is_no_placement():
    found = measured_forms(care_office().subjects)
    assert [each.form.code for each in found] == ["hvb", "sis", "extern-oppenvard"]
    assert [each.placed.code for each in found] == ["placerade-hvb", "placerade-sis", "i-ovard"]
    assert [form.code for form in FORMS if not form.is_placement] == ["extern-oppenvard"]


@pytest.mark.parametrize(
    ("period", "first", "count"),
    [("2026-10", "2024-11", 24), ("2026-T2", "2022-T3", 12), ("2025", "2020", 6)],
)
def test_a_picture_goes_back_two_four_or_six_years(period, first, count):
    drawn = periods_drawn(Period.parse(period))
    assert (drawn[0].code, len(drawn), drawn[-1].code) == (first, count, period)
