"""Placeringar as a reader meets it, from the entry of the product."""

import json
from collections.abc import Iterator

import pytest
from care_office import plain
from offices import plan_toml
from streamlit.testing.v1 import AppTest

from metrics.placements.plan_lines import plan_lines
from pages.parts import reads, reads_placements

MONTH = {"organisation": "exempelstad", "period": "2026-10"}


def opened(app: AppTest, **address: str) -> AppTest:
    """Open the page by its address."""
    app.run()
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page("pages/placements.py").run()


def sheets(app: AppTest) -> str:
    """Return the page's tables as HTML."""
    told = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return plain(" ".join(each["html"] for each in told if "colours" in each))


def field_values(app: AppTest) -> dict[str, str]:
    """Return what the fields show."""
    told = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return next(each["values"] for each in told if "values" in each)


def charts(app: AppTest) -> Iterator[tuple[dict, str]]:
    """Return each chart as it is sent to the reader, and its text."""
    for each in app.get("plotly_chart"):
        yield json.loads(each.proto.spec), plain(each.proto.alt)


def lead(app: AppTest) -> str:
    """Return the sentence that stands first, after the heading's marks."""
    return plain(next(each.value for each in app.markdown if not each.value.startswith(":")))


# Exempelstad


@pytest.mark.usefixtures("full_store")
def test_the_first_sentence_answers_how_many_how_much_and_at_what_cost(app):
    opened(app, **MONTH)
    assert not app.exception
    assert lead(app) == (
        "Sista oktober 2026 var 164 placerade: 135 inom barn och unga och 29 inom vuxna. "
        "Vårddygnen var 5 023 i oktober, 7 % fler än i oktober i fjol; mest ökar konsulentstödda familjehem "
        "(+250 dygn). Ett vårddygn kostade i snitt 2 630 kr (preliminärt utfall), 4 % mindre än i oktober i "
        "fjol; med fördelningen på vårdformer som då hade det varit 2 806 kr, 3 % mer än då."
    )


@pytest.mark.usefixtures("full_store")
def test_days_and_prices_stand_in_two_pictures_each_with_one_axis_and_its_sentence(app):
    opened(app, **MONTH)
    (days, days_alt), (prices, prices_alt) = charts(app)
    for spec in (days, prices):
        assert not [name for name in spec["layout"] if name.startswith("yaxis") and name != "yaxis"]
        assert "Simulerade data" in json.dumps(spec, ensure_ascii=False)
    assert days_alt.startswith("Vårddygnen var 5 023")
    assert prices_alt.startswith("Ett vårddygn kostade i snitt 2 630 kr")


@pytest.mark.usefixtures("full_store")
def test_every_goal_is_told_with_status_and_the_cohort_with_its_closing_months(app):
    opened(app, **MONTH)
    html = sheets(app)
    for name in (
        "Genomsnittlig insatstid inom extern heldygnsvård",
        "Egna familjehem, andel av vårddygn i familjehem",
        "Öppenvård, andel av den totala vårdvolymen",
        "Avslutade HVB-placeringar med målet uppnått",
        "Barn och unga som inte är aktuella 12 månader efter avslutad insats",
    ):
        assert name in html
    assert "160 (2025), 155 (2026), 150 (2027)" in html
    assert "i fjol 66,7 %" in html
    assert (
        "Talet för tertial 2 2026 gäller dem vars insats avslutades maj–augusti 2025: 81 av 103 var inte "
        "aktuella igen. De som avslutat sin insats efter 31 oktober 2025 kan inte räknas än: "
        "tolv månader har inte gått."
    ) in html


@pytest.mark.usefixtures("full_store")
def test_outpatient_care_is_told_beside_the_placements_and_never_as_placed(app):
    opened(app, **MONTH)
    html = sheets(app)
    assert "29 i insats" not in html
    assert "19 i insats" in html
    assert "ingen räknas som placerad där" in html


@pytest.mark.usefixtures("full_store")
def test_a_group_can_be_chosen_and_narrows_sentence_and_table(app):
    opened(app, **MONTH, group="adults")
    assert field_values(app)["group"] == "adults"
    assert lead(app).startswith("Sista oktober 2026 var 29 placerade inom vuxna.")
    assert "Eget familjehem" not in sheets(app).split("Siffrorna bakom")[0]


@pytest.mark.usefixtures("full_store")
def test_a_group_that_is_none_is_said(app):
    opened(app, **MONTH, group="alla-andra")
    assert "gruppen «alla-andra»" in app.warning[0].value
    assert field_values(app)["group"] == ""


@pytest.mark.usefixtures("full_store")
def test_a_single_unit_has_neither_groups_nor_units(app):
    opened(app, **MONTH, unit="missbruk-och-beroende", group="children")
    assert not app.exception
    assert "group" not in field_values(app)
    assert "Per enhet" not in sheets(app)
    assert lead(app).startswith("Sista oktober 2026 var 26 placerade.")


@pytest.mark.usefixtures("full_store")
def test_a_unit_that_places_no_one_says_so_and_draws_nothing(app):
    opened(app, **MONTH, unit="oppenvarden")
    assert not app.exception
    assert lead(app).startswith("Öppenvården har inga siffror om placeringar per vårdform")
    assert not list(charts(app))


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-T2", "Vårddygnen var 19 219 under tertial 2 2026, 10 % fler än under tertial 2 2025"),
        ("2025", "Vårddygnen var 55 063 under 2025, 4 % färre än under 2024"),
        ("2021-01", "Vårddygnen var"),
    ],
)
def test_longer_periods_and_the_first_one_are_told_too(app, period, said):
    opened(app, organisation="exempelstad", period=period)
    assert not app.exception
    assert said in lead(app)


@pytest.mark.usefixtures("full_store")
def test_every_unit_of_every_organisation_can_be_shown():
    for organisation in reads.organisations()["code"]:
        office = reads.office_of(organisation)
        period = office.periods[0]
        for place in office.places:
            here = (organisation, place.id, period.code)
            reads_placements.placements((*here, ""))
            reads_placements.goals(*here)
            assert plan_lines(reads_placements.plans(*here)) is not None


# Timrå's own table: MÅTT, Verksamhetsplan IFO 2018-2020

PRINTED = """
Antal brukare individstöd (sista dagen i månaden)|57|48|65|49|44|45|47|47|47|47|47|48|48|45|45
Antal brukare Daglig sysselsättning SoL|||-|24|23|23|22|22|21|21|22|24|25|24|25
Antal brukare kontaktpersoner psykiatri SoL|||-|9|9|9|9|9|9|9|9|9|9|9|9
Antal familjehemsplacerade barn och unga|20|25|33|26|25|26|29|35|35|30|26|23|24|25|27
varav uppväxtplacering|18|18|20|18|18|18|18|18|18|18|18|18|18|18|18
Antal vårdnadsöverflyttade med fortsatt|||-|6|6|6|6|7|6|6|6|6|6|6|6
Antal HVB-placeringar barn och unga (sista dagen i|5|5|8|7|7|7|8|10|9|7|5|8|6|9|8
Antal ensamkommande barn i egen regi|11|28|20|23|21|12|10|5|5|5|5|6|5|9|9
Antal ensamkommande barn i extern regi|107|63|65|74|74|82|80|84|83|78|79|71|66|54|51
Antal Klienter HVB missbruksvård (årsplaceringar)|5,3|8|5|6|9|3|4|3|2|2|3|5|8|9|6
Antal Klienter Skyddat boende Vård i nära relationer|||-|1|1|1|1|0|0,5|0,5|1|1|6|6|6
Antal hushåll med försörjningsstöd|||-|190|186|181|192|196|189|186|189|189|195|210|232
"""
COMPUTED = {
    "Antal brukare individstöd (sista dagen i månaden)": ("46,6", "-18,4"),
    "Antal familjehemsplacerade barn och unga": ("27,6", "-5,4"),
    "varav uppväxtplacering": ("18,0", "-2,0"),
    "Antal HVB-placeringar barn och unga (sista dagen i": ("7,6", "-0,4"),
    "Antal ensamkommande barn i extern regi": ("73,0", "+8,0"),
    "Antal Klienter HVB missbruksvård (årsplaceringar)": ("5,0", "0,0"),
    "Antal hushåll med försörjningsstöd": ("194,6", ""),
}
"""The mean of the printed months, and how far it is from the printed plan; worked out by hand."""


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("period", ["2017-12", "2017"])
def test_timras_volumes_are_as_the_plan_prints_them(period):
    root = reads.office_of("timra").places[0]
    lines = plan_lines(reads_placements.plans("timra", root.id, period))
    written = [
        "|".join([line.subject.name, *line.earlier, line.plan.text, *line.months]).replace("–", "")
        for line in lines
    ]
    assert written[:-1] == PRINTED.strip().splitlines()
    last = lines[-1]
    assert (last.subject.name, last.plan.text) == (
        "Beräknad volym köp av boendeplats SoL Socialpsykiatri",
        "3",
    )
    computed = {line.subject.name: (line.so_far.text, plain(line.deviation.text)) for line in lines}
    assert computed.items() >= COMPUTED.items()


@pytest.mark.usefixtures("full_store")
def test_timra_answers_by_client_group_and_shows_the_printed_table_first(app):
    opened(app, organisation="timra", period="2017-12")
    assert not app.exception
    assert lead(app) == (
        "I december 2017: 27 barn och unga i familjehem (årets medel 27,6 mot plan 33), 8 barn och unga i "
        "HVB (årets medel 7,6 mot plan 8), 6 årsplatser i HVB för vuxna (årets medel 5 mot plan 5) och 6 i "
        "skyddat boende."
    )
    assert "Planerade volymer" in sheets(app)
    assert not list(charts(app))


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("organisation", "said"),
    [
        ("helsingborg", "högst 150 dygn"),
        ("norrkoping", "ska inte minska"),
        ("stockholm-hagersten-liljeholmen", "minst 84 %"),
    ],
)
def test_a_plan_without_figures_by_form_still_shows_its_goals(app, organisation, said):
    opened(app, organisation=organisation)
    assert not app.exception
    assert "inga siffror om placeringar per vårdform" in lead(app)
    assert "Målen i planen står nedan." in lead(app)
    assert said in sheets(app)
    assert "Mätvärde saknas" in sheets(app)


@pytest.mark.usefixtures("full_store")
def test_helsingborgs_ceiling_is_told_with_its_path():
    root = reads.office_of("helsingborg").places[0]
    paths = [goal.path for goal in reads_placements.goals("helsingborg", root.id, "2018")]
    assert paths[0] == "160 (2017), 155 (2018), 150 (2019)"


# Empty states


def test_an_office_without_indicators_says_so(app, load):
    load(plan_toml([]))
    opened(app)
    assert not app.exception
    assert "Planen har inga mål om placeringar då." in lead(app)
    assert "Ingen planerad volym gäller" in sheets(app)
