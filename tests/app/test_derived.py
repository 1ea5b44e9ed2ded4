"""Derived indicators on Indikator: what they are made of, and that a corrected part shows at once."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from offices import MONTHS, indicator, plan_toml, series
from streamlit.testing.v1 import AppTest

from metrics.vocabulary import Derivation
from pages.parts import reads, reads_indicator

TODAY = date(2026, 11, 22)
LAST = "2026-10"
MADE_OF = "Så är talet uträknat"
SHARE = 'derived = { by = "ratio", first = ["egna"], second = ["egna", "kopta"] }\n'
LINK = re.compile(r'<a href="(indikator\?[^"]*)">')


def opened(app: AppTest, **address: str) -> AppTest:
    """Open the page by its address."""
    app.run()
    app.query_params.clear()
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page("pages/indicator.py").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Return every text and table on the page, with plain spaces."""
    texts = (*app.title, *app.subheader, *app.markdown, *app.info, *app.warning, *app.caption)
    return " ".join(each.value for each in texts).replace("\u00a0", " ")


def table(app: AppTest, heading: str) -> list[list[str]]:
    """Return the cells of the table that is told by a heading, row by row."""
    label = f'aria-label="{heading}"'
    (html,) = [each.value for each in app.markdown if "<table" in each.value and label in each.value]
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [
        [unescape(re.sub(r"<[^>]*>", "", cell)).replace("\u00a0", " ").strip() for cell in row]
        for row in cells
    ]


def links(app: AppTest) -> list[dict[str, str]]:
    """Return the addresses that the sources lead to."""
    found = [match for each in app.markdown for match in LINK.findall(each.value)]
    return [dict(parse_qsl(urlsplit(unescape(link)).query)) for link in found]


def days(barn: float = 30, *, periodicity: str = "month") -> str:
    """An office whose two units have days in own homes and bought ones; `barn` are one's last own days."""
    share = indicator("andel", "Andel egna", kind="ratio", unit="%") + SHARE
    return plan_toml(
        [
            indicator("egna", "Egna dygn", kind="flow", unit="dygn"),
            indicator("kopta", "Köpta dygn", kind="flow", unit="dygn"),
            share.replace('periodicity = "month"', f'periodicity = "{periodicity}"'),
            series("egna", "barn", dict.fromkeys(MONTHS, 30) | {LAST: barn}),
            series("kopta", "barn", dict.fromkeys(MONTHS, 10)),
            series("egna", "vuxna", dict.fromkeys(MONTHS, 10)),
            series("kopta", "vuxna", dict.fromkeys(MONTHS, 50)),
        ]
    )


def test_a_derived_figure_is_shown_with_the_parts_that_it_is_made_of(app, load):
    load(days())
    opened(app, indicator="andel", period=LAST)
    assert "Andel egna: 40,0 % i oktober 2026" in said(app)
    assert "Räknas ut: «Egna dygn» genom («Egna dygn» + «Köpta dygn»)." in said(app)
    assert table(app, MADE_OF)[1:] == [
        ["Egna dygn", "Täljare", "oktober 2026", "40,0 dygn", ""],
        ["Egna dygn", "Nämnare", "oktober 2026", "40,0 dygn", ""],
        ["Köpta dygn", "Nämnare", "oktober 2026", "60,0 dygn", ""],
    ]


def test_a_part_that_is_corrected_shows_at_once_in_the_figure_and_in_what_it_is_made_of(app, load):
    """Thirty days become seventy: 80 of 140 for the office, 70 of 80 for the unit."""
    load(days())
    opened(app, indicator="andel", period=LAST)
    assert "Andel egna: 40,0 % i oktober 2026" in said(app)
    load(days(barn=70))
    app.run()
    assert "Andel egna: 57,1 % i oktober 2026" in said(app)
    assert [row[3] for row in table(app, MADE_OF)[1:]] == ["80,0 dygn", "80,0 dygn", "60,0 dygn"]
    opened(app, indicator="andel", period=LAST, unit="barn")
    assert "Andel egna: 87,5 % i oktober 2026" in said(app)
    opened(app, indicator="egna", period=LAST, unit="barn")
    assert [row[3] for row in table(app, "Rättade värden")[1:]] == ["70,0 dygn", "30,0 dygn"]


def test_a_measured_figure_says_nothing_of_how_it_is_made(app, load):
    load(days())
    opened(app, indicator="egna", period=LAST)
    assert MADE_OF not in said(app)
    assert links(app) == []


@pytest.mark.parametrize(
    ("periodicity", "period", "chosen", "value_text"),
    [
        ("month", "oktober 2026", LAST, "40,0 dygn"),
        ("half_year", "första halvåret 2026", "2026-06", "240,0 dygn"),
        ("tertial", "tertial 2 2026", "2026-T2", "160,0 dygn"),
        ("year", "2025", "2025", "480,0 dygn"),
    ],
)
def test_a_source_leads_to_its_own_page_with_the_very_figure(
    app, load, periodicity, period, chosen, value_text
):
    """Forty days a month in own homes."""
    load(days(periodicity=periodicity))
    opened(app, indicator="andel", period=LAST)
    assert table(app, MADE_OF)[1] == ["Egna dygn", "Täljare", period, value_text, ""]
    address = links(app)[0]
    assert address == {
        "organisation": "provkommun",
        "unit": "kontoret",
        "period": chosen,
        "indicator": "egna",
        "per": periodicity,
    }
    opened(app, **address)
    assert not app.warning
    assert f"Egna dygn: {value_text}" in said(app)


@pytest.mark.usefixtures("full_store")
def test_every_derived_indicator_of_exempelstad_has_a_figure_with_its_sources():
    office = reads.office_of("exempelstad")
    period, root = office.latest_closed(TODAY), office.places[0]
    ways = set()
    for subject in office.subjects:
        if subject.recipe:
            view = reads_indicator.indicator("exempelstad", subject.code, root.id, period.code, None)
            assert view.row.figure.value is not None, subject.code
            assert view.trace.sources, subject.code
            for source in view.trace.sources:
                assert office.choosable(source.period) in office.periods, subject.code
            ways.add(subject.recipe.by)
    assert ways == set(Derivation)


# Secret words


def absence(first: float | str, people: int = 9) -> str:
    """An office with sick leave that is protected below ten people; `first` is told of October in Barn."""
    protected = 'protected = { by = "anstallda", below = 10 }\n'
    return plan_toml(
        [
            indicator("anstallda", "Anställda"),
            indicator("franvaro", "Frånvaro", kind="mean", unit="%") + protected,
            series("anstallda", "barn", dict.fromkeys(MONTHS, people)),
            series("anstallda", "vuxna", dict.fromkeys(MONTHS, 30)),
            series("franvaro", "barn", {LAST: first}),
            series("franvaro", "vuxna", {LAST: 3.1 if first == 7.3 else 3.2}),
        ]
    )


CORRECTED = "Rättade värden"


def test_corrected_words_of_too_few_people_are_told_of_without_their_values(app, load):
    load(absence(7.3))
    load(absence(8.4))
    for unit in ("kontoret", "barn"):
        opened(app, indicator="franvaro", period=LAST, unit=unit)
        words = [row for row in table(app, CORRECTED) if row[0] == "Barnenheten"]
        assert [row[3] for row in words] == ["sekretess", "sekretess"]
        assert "7,3" not in said(app)
        assert "8,4" not in said(app)
    opened(app, indicator="franvaro", period=LAST, unit="vuxna")
    assert [row[3] for row in table(app, CORRECTED)[1:]] == ["3,2 %", "3,1 %"]


def test_corrected_words_of_enough_people_are_told(app, load):
    load(absence(7.3, people=10))
    load(absence(8.4, people=10))
    opened(app, indicator="franvaro", period=LAST, unit="barn")
    assert [row[3] for row in table(app, CORRECTED)[1:]] == ["8,4 %", "7,3 %"]


def test_a_value_that_has_been_made_secret_is_not_told_among_its_earlier_words(app, load):
    load(absence(7.3, people=10))
    load(absence("confidential", people=10))
    opened(app, indicator="franvaro", period=LAST, unit="barn")
    assert [row[3] for row in table(app, CORRECTED)[1:]] == ["sekretess", "sekretess"]
    assert "7,3" not in said(app)
