"""What a file would take from the store: parts of a share, exact values, money to the krona, ready months."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import quirk_office
from import_files import account, indicator, plan_of, sheets_of, unit
from import_files import office as office_of
from sqlalchemy import Engine, insert, text

from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.models import Delivery, Measurement
from data.models.base import table_of
from data.recording import now

TODAY = quirk_office.TODAY
PLAN = plan_of(
    unit("ifo", "Individ- och familjeomsorg"),
    unit("norr", "Enhet Norr", "ifo"),
    indicator("vardygn", "Vårddygn", kind="flow"),
    indicator("sjuk", "Sjukfrånvaro", unit_of_measure="%", kind="ratio"),
    indicator("hme", "HME", kind="index", unit_of_measure="index", periodicity="half_year"),
    account("intakter", "Intäkter", "income"),
    account("kostnader", "Kostnader", "cost"),
)
SHARE = "Mått;Enhet;Period;Värde;Täljare;Nämnare\nSjukfrånvaro;Enhet Norr;2026-{};{};{};{}\n"
BARE = "Mått;Enhet;Period;Värde\nSjukfrånvaro;Enhet Norr;2026-{};{}\n"
WITHOUT_PARTS = (
    "warning: Sjukfrånvaro, Enhet Norr, i september 2026: täljare och nämnare saknas. Enhetens värde {}, men "
    "värdet för Individ- och familjeomsorg kan inte räknas. Lämna dem också, eller godta det med ett skäl."
)
MONTH = "Mått;Enhet;2026-08;2026-09\nVårddygn;Enhet Norr;{};{}\n"


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office_of(store, tmp_path, PLAN)


def read(engine: Engine, organisation: int, written: str, name: str = "") -> Draft:
    draft = read_import(
        engine, organisation, sheets_of(written), answers={}, today=TODAY, file_name=name
    )  # fmt: skip
    assert draft.questions == ()
    return draft


def let_in(engine: Engine, organisation: int, written: str) -> None:
    draft = read(engine, organisation, written)
    commit(engine, draft, role="C", source="fil.csv", content_hash=written, accepted="Prövat")


def told(draft: Draft, rule: str) -> list[str]:
    return [
        f"{each.level.value}: {each.message}".replace("\u00a0", " ")
        for each in draft.findings
        if each.rule == rule
    ]


@pytest.mark.parametrize(
    ("stands", "comes", "change", "expected"),
    [
        (SHARE.format("09", "5,0", 5, 100), BARE.format("09", "5,0"), "same", []),
        (
            SHARE.format("09", "5,0", 5, 100),
            BARE.format("09", "5,4"),
            "changed",
            [WITHOUT_PARTS.format("ändras")],
        ),
        (SHARE.format("09", "5,0", 5, 100), SHARE.format("09", "6,0", 6, 100), "changed", []),
        (BARE.format("09", "5,0"), BARE.format("09", "5,4"), "changed", []),
        (
            SHARE.format("08", "5,0", 5, 100),
            BARE.format("09", "5,4"),
            "new",
            [WITHOUT_PARTS.format("läggs till")],
        ),
    ],
)
def test_a_bare_share_over_one_with_its_parts_is_a_warning(
    store: Engine, lilla: int, stands: str, comes: str, change: str, expected: list[str]
) -> None:
    let_in(store, lilla, stands)
    draft = read(store, lilla, comes)
    assert draft.facts["change"].tolist() == [change]
    assert told(draft, "parts-lost") == expected


def test_a_share_that_is_final_now_keeps_the_parts_it_had(store: Engine, lilla: int) -> None:
    let_in(store, lilla, SHARE.format("09", "5,0 prel", 5, 100))
    draft = read(store, lilla, BARE.format("09", "5,0"))
    assert draft.facts["change"].tolist() == ["changed"]
    assert draft.facts["denominator"].tolist() == [100]
    assert told(draft, "parts-lost") == []


@pytest.mark.parametrize(
    ("comes", "expected"),
    [
        ("264", []),
        ("ca 264", []),
        (
            "ca 270",
            [
                "warning: Vårddygn, Enhet Norr, i september 2026: 270 är ungefärligt i filen och ersätter "
                "264, som är exakt. Lämna det exakta värdet, eller godta det med ett skäl."
            ],
        ),
        (
            "<5",
            [
                "warning: Vårddygn, Enhet Norr, i september 2026: filen har sekretess, och det ersätter 264, "
                "som är exakt. Lämna det exakta värdet, eller godta det med ett skäl."
            ],
        ),
    ],
)
def test_what_is_less_exact_than_the_store_is_a_warning(
    store: Engine, lilla: int, comes: str, expected: list[str]
) -> None:
    let_in(store, lilla, MONTH.format(250, 264))
    assert told(read(store, lilla, MONTH.format(250, comes)), "exact-lost") == expected


@pytest.mark.parametrize("comes", ["ca 270", "<5"])
def test_what_is_less_exact_of_nothing_is_only_told(store: Engine, lilla: int, comes: str) -> None:
    draft = read(store, lilla, MONTH.format(250, comes))
    assert told(draft, "exact-lost") == []
    assert [each.level.value for each in draft.findings if each.rule == "cell"] == ["notice"]


def mark_ready(engine: Engine, organisation: int, month: str, *states: str) -> None:
    with engine.begin() as connection:
        unit_id, import_id = connection.execute(
            text("SELECT (SELECT id FROM unit WHERE code = 'norr'), (SELECT max(id) FROM \"import\")")
        ).one()
        for revision, state in enumerate(states, start=1):
            row = {
                "organisation_id": organisation, "unit_id": unit_id, "import_id": import_id, "period": month,
                "state": state, "role": "enhetschef", "revision": revision, "recorded_at": now(),
            }  # fmt: skip
            connection.execute(insert(table_of(Delivery)).values(**row))


@pytest.mark.parametrize(
    ("states", "comes", "expected"),
    [
        (("done",), (250, 265), 1),
        (("done",), (250, 264), 0),
        (("done",), (251, 264), 0),
        (("done", "draft"), (250, 265), 0),
        (("draft", "done"), (250, 265), 1),
    ],
)
def test_a_month_that_is_marked_as_ready_is_changed_with_a_reason(
    store: Engine, lilla: int, states: tuple[str, ...], comes: tuple[int, int], expected: int
) -> None:
    let_in(store, lilla, MONTH.format(250, 264))
    mark_ready(store, lilla, "2026-09", *states)
    draft = read(store, lilla, MONTH.format(*comes))
    found = told(draft, "ready-period")
    assert len(found) == expected
    assert int(draft.facts["held"].sum()) == expected
    for line in found:
        assert line.startswith("warning: Enhet Norr: september 2026 är klarmarkerad av enhetschef ")
        assert "och filen ändrar 1 siffra." in line


MONEY = "Konto;Enhet;Slag;Period;Belopp {}\nKostnader;Enhet Norr;Utfall;2026-08;{}\n{}"


@pytest.mark.parametrize(
    ("unit_of_money", "comes", "change"),
    [
        ("tkr", "-104", "same"),
        ("tkr", "-103,9", "same"),
        ("mnkr", "-0,103905", "same"),
        ("tkr", "-103,8", "changed"),
        ("tkr", "-105", "changed"),
        ("mnkr", "-0,104", "same"),
        ("mnkr", "-0,103904", "changed"),
        ("kr", "-104000", "changed"),
    ],
)
def test_money_that_rounds_to_the_same_as_it_is_printed_is_the_same(
    store: Engine, lilla: int, unit_of_money: str, comes: str, change: str
) -> None:
    let_in(store, lilla, MONEY.format("kr", "-103905", ""))
    draft = read(store, lilla, MONEY.format(unit_of_money, comes, ""))
    assert draft.facts["change"].tolist() == [change]
    assert draft.facts["value"].tolist() == [-103905] or change == "changed"
    exact = comes == "-0,103905"
    assert len(told(draft, "rounded")) == (change == "same" and not exact)


def test_a_real_change_among_rounded_amounts_stands_out(store: Engine, lilla: int) -> None:
    two = "Intäkter;Enhet Norr;Utfall;2026-08;{}\n"
    let_in(store, lilla, MONEY.format("kr", "-103905", two.format(20_480)))
    draft = read(store, lilla, MONEY.format("tkr", "-104", two.format(25)))
    assert draft.facts["change"].tolist() == ["same", "changed"]
    assert told(draft, "rounded") == [
        "notice: Ett belopp är avrundat i filen och annars detsamma som i databasen. Det exakta står kvar."
    ]


@pytest.mark.parametrize(
    ("written", "states", "expected"),
    [
        (
            "Mått;Enhet;2026-10;2026-11\nVårddygn;Enhet Norr;250;264\n",
            ["final", "preliminary"],
            ["notice: November 2026 är inte slut: siffran läses som preliminär."],
        ),
        (
            "Konto;Enhet;Slag;Period;Belopp kr\nKostnader;Enhet Norr;Utfall;2026-11;-5\n"
            "Intäkter;Enhet Norr;Utfall;2026-11;7\nKostnader;Enhet Norr;Budget;2026-11;-8\n",
            ["preliminary", "preliminary", "final"],
            ["notice: November 2026 är inte slut: siffrorna läses som preliminära."],
        ),
        ("Mått;Enhet;2026-H2\nHME;Enhet Norr;80\n", ["final"], []),
    ],
)
def test_a_period_that_goes_on_is_read_as_preliminary(
    store: Engine, lilla: int, written: str, states: list[str], expected: list[str]
) -> None:
    draft = read(store, lilla, written)
    assert draft.facts["state"].tolist() == states
    assert told(draft, "unfinished-period") == expected
    assert told(draft, "future-period") == []


@pytest.mark.parametrize(("day", "state"), [(29, "preliminary"), (30, "preliminary"), (31, "final")])
def test_a_month_goes_on_to_the_end_of_its_last_day(store: Engine, lilla: int, day: int, state: str) -> None:
    sheets = sheets_of("Mått;Enhet;2026-11\nVårddygn;Enhet Norr;264\n")
    today = date(2026, 11, 1) + timedelta(days=day - 1)
    draft = read_import(store, lilla, sheets, answers={}, today=today, file_name="fil.csv")
    assert draft.facts["state"].tolist() == [state]


def test_a_final_value_of_a_period_that_goes_on_is_left_as_it_stands(store: Engine, lilla: int) -> None:
    written = "Mått;Enhet;2026-11\nVårddygn;Enhet Norr;264\n"
    let_in(store, lilla, written)
    assert read(store, lilla, written).counts()["same"] == 1
    with store.begin() as connection:
        connection.execute(table_of(Measurement).update().values(state="final"))
    assert read(store, lilla, written).counts()["same"] == 1


FORECAST = "Konto, kr;Enhet;Utfall 2025;Prognos helår {}\nKostnader;Enhet Norr;-100;-110\n"


@pytest.mark.parametrize(
    ("title", "name", "month"),
    [
        ("Ekonomi oktober 2026;;;\n", "", "2026-10"),
        ("Utfall t.o.m. oktober 2026;;;\n", "", "2026-10"),
        ("", "Ekonomi 2026-10.csv", "2026-10"),
        ("", "ekonomi_oktober_2026.csv", "2026-10"),
        ("Ekonomi oktober 2025;;;\n", "", ""),
        ("Uttag 2026-10-14;;;\n", "", ""),
        ("", "", ""),
    ],
)
def test_a_forecast_is_made_in_the_month_that_the_title_or_the_file_says(
    store: Engine, lilla: int, title: str, name: str, month: str
) -> None:
    draft = read(store, lilla, title + FORECAST.format(2026), name)
    assert draft.facts["made_in"].tolist() == ["", month]
    (said,) = told(draft, "forecast-month")
    assert ("gjord i oktober 2026" in said) == bool(month)
    assert ("visas därför inte" in said) != bool(month)


def test_the_reason_stands_in_the_note_of_the_import(store: Engine, lilla: int) -> None:
    let_in(store, lilla, MONTH.format(250, 264))
    let_in(store, lilla, MONTH.format(250, "ca 270"))
    with store.connect() as connection:
        notes = list(connection.scalars(text("SELECT note FROM \"import\" WHERE kind = 'file' ORDER BY id")))
    assert notes == ["2 siffror", "1 siffra; godtaget: Prövat"]
