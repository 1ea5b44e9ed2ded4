"""The sentences of the economy, in every state a year can be in. `~` is a no-break space."""

import pandas as pd
import pytest
from ledgers import PAY, booked, budgeted, page_of, row, standing, view

from metrics.money.scale import MNKR, TKR
from metrics.money.words import at_odds, lead, most_of_it, moved_words, pace_words, remarks, seen_from

BUDGET = -120e6
FORESEEN = {"statistical": -125e6, "lower": -128e6, "upper": -121e6}


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0")


def page(*accounts, until=None, lagging=(), unbudgeted=(), evenly=False, preliminary=(), **told):
    flags = [month in preliminary for month in range(1, 13)]
    return view(
        standing(**told),
        *accounts,
        until=until or told.get("months") or 8,
        lagging=lagging,
        unbudgeted=unbudgeted,
        evenly=evenly,
        months=pd.DataFrame({"preliminary": flags}),
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {"budget": BUDGET, "outcome": -80e6, "forecast": -123e6, **FORESEEN},
            "2026 väntas sluta på −123,0~mnkr, 3,0~mnkr sämre än budget, enligt controllerns prognos. "
            "Den statistiska prognosen är −125,0~mnkr, med 80~% sannolikhet mellan −128,0 och −121,0.",
        ),
        (
            {"budget": BUDGET, "outcome": -80e6, "forecast": -118.04e6, **FORESEEN},
            "2026 väntas sluta på −118,0~mnkr, 2,0~mnkr bättre än budget, enligt controllerns prognos. "
            "Den statistiska prognosen är −125,0~mnkr, med 80~% sannolikhet mellan −128,0 och −121,0.",
        ),
        (
            {"budget": BUDGET, "outcome": -80e6, "forecast": -120.04e6, **FORESEEN},
            "2026 väntas sluta på −120,0~mnkr, som budgeten, enligt controllerns prognos. "
            "Den statistiska prognosen är −125,0~mnkr, med 80~% sannolikhet mellan −128,0 och −121,0.",
        ),
        (
            {"outcome": -80e6, "forecast": -123e6, **FORESEEN},
            "2026 väntas sluta på −123,0~mnkr (ingen budget är inlagd), enligt controllerns prognos. "
            "Den statistiska prognosen är −125,0~mnkr, med 80~% sannolikhet mellan −128,0 och −121,0.",
        ),
        (
            {"budget": BUDGET, "outcome": -80e6, **FORESEEN},
            "2026 väntas sluta på −125,0~mnkr, 5,0~mnkr sämre än budget, enligt den statistiska prognosen: "
            "med 80~% sannolikhet mellan −128,0 och −121,0. Controllern har inte gjort någon prognos.",
        ),
        (
            {"budget": 40e6, "outcome": 28e6, "statistical": 42e6, "lower": 41e6, "upper": 43e6},
            "2026 väntas sluta på 42,0~mnkr, 2,0~mnkr bättre än budget, enligt den statistiska prognosen: "
            "med 80~% sannolikhet mellan 41,0 och 43,0. Controllern har inte gjort någon prognos.",
        ),
        (
            {"months": 0, "budget": BUDGET, "forecast": -123e6},
            "2026 väntas sluta på −123,0~mnkr, 3,0~mnkr sämre än budget, enligt controllerns prognos.",
        ),
        (
            {"months": 12, "budget": BUDGET, "outcome": -122e6, "forecast": -121e6},
            "2026 slutade på −122,0~mnkr, 2,0~mnkr sämre än budget.",
        ),
        (
            {"months": 12, "budget": BUDGET, "outcome": BUDGET},
            "2026 slutade på −120,0~mnkr, som budgeten.",
        ),
        (
            {"months": 12, "outcome": -122e6},
            "2026 slutade på −122,0~mnkr (ingen budget är inlagd).",
        ),
        (
            {"months": 12, "budget": BUDGET, "outcome": -122e6, "preliminary": (12,)},
            "2026 slutade preliminärt på −122,0~mnkr, 2,0~mnkr sämre än budget.",
        ),
        (
            {"budget": -122e6, "outcome": -80e6, "forecast": -123e6, **FORESEEN},
            "2026 väntas sluta på −123,0~mnkr, 1,0~mnkr sämre än budget, enligt controllerns prognos. "
            "Den statistiska prognosen är −125,0~mnkr, med 80~% sannolikhet mellan −128,0 och −121,0; "
            "budgeten ligger inom det.",
        ),
        (
            {"budget": -121e6, "outcome": -80e6, **FORESEEN},
            "2026 väntas sluta på −125,0~mnkr, 4,0~mnkr sämre än budget, enligt den statistiska prognosen: "
            "med 80~% sannolikhet mellan −128,0 och −121,0; budgeten ligger inom det. "
            "Controllern har inte gjort någon prognos.",
        ),
        (
            {"until": 9, "budget": BUDGET, "outcome": -80e6, "forecast": -123e6},
            "2026 väntas sluta på −123,0~mnkr, 3,0~mnkr sämre än budget, enligt controllerns prognos. "
            "September är inte bokförd än: siffrorna gäller till och med augusti.",
        ),
        (
            {"until": 3, "months": 0, "budget": BUDGET, "lagging": ("Barn",)},
            "Inget går att räkna samman för 2026: Barn har inte rapporterat. Budgeten är −120,0~mnkr.",
        ),
        (
            {"months": 0, "lagging": ("Barn", "Vuxna")},
            "Inget går att räkna samman för 2026: Barn och Vuxna har inte rapporterat.",
        ),
        (
            {"months": 0, "budget": BUDGET},
            "Inget är bokfört för 2026 till och med augusti. Budgeten är −120,0~mnkr.",
        ),
        ({"months": 0}, "Inget är bokfört för 2026 till och med augusti."),
    ],
)
def test_the_first_sentence_says_where_the_year_ends_and_how_sure_that_is(told, sentence):
    assert lead(page(**told), MNKR) == spaced(sentence)


def test_the_first_sentence_is_in_the_pages_unit():
    told = {"budget": -1_200_000, "outcome": -800_000, "forecast": -1_234_500}
    assert lead(page(**told), TKR) == spaced(
        "2026 väntas sluta på −1~235~tkr, 35~tkr sämre än budget, enligt controllerns prognos."
    )


@pytest.mark.parametrize(
    ("deviations", "sentence"),
    [
        (
            [-5e6, 3e6, -1e6],
            "Störst underskott: Konto 1 (−5,0~mnkr) och Konto 3 (−1,0~mnkr); "
            "störst överskott: Konto 2 (+3,0~mnkr).",
        ),
        ([-5e6, -3e6, -1e6], "Störst underskott: Konto 1 (−5,0~mnkr) och Konto 2 (−3,0~mnkr)."),
        ([-5e6, 3e6], "Störst underskott: Konto 1 (−5,0~mnkr); störst överskott: Konto 2 (+3,0~mnkr)."),
        (
            [5e6, -3e6, 2e6],
            "Störst överskott: Konto 1 (+5,0~mnkr) och Konto 3 (+2,0~mnkr); "
            "störst underskott: Konto 2 (−3,0~mnkr).",
        ),
        ([5e6, -5e6], "Störst överskott: Konto 1 (+5,0~mnkr); störst underskott: Konto 2 (−5,0~mnkr)."),
        ([-5e6, -0.04e6], "Störst underskott: Konto 1 (−5,0~mnkr)."),
        ([-0.04e6, -0.03e6], ""),
        ([-5e6], ""),
        ([], ""),
    ],
)
def test_what_deviates_most_is_named_each_way_first_the_way_the_year_goes(deviations, sentence):
    rows = [
        row(f"Konto {place}", budget=0, forecast=deviation)
        for place, deviation in enumerate(deviations, start=1)
    ]
    whole = standing(budget=0, forecast=sum(deviations))
    assert most_of_it(rows, whole, MNKR) == spaced(sentence)


def test_without_a_budget_nothing_is_said_to_move_the_year():
    assert most_of_it([row("A", forecast=-1e6), row("B", forecast=-2e6)], standing(forecast=-3e6), MNKR) == ""


def test_what_moves_the_year_most_stands_last_in_the_first_sentence():
    rows = [row("HVB", budget=-50e6, forecast=-54e6), row("Löner", budget=-70e6, forecast=-69e6)]
    found = lead(page(*rows, budget=BUDGET, outcome=-80e6, forecast=-123e6), MNKR)
    assert found.endswith(spaced(" Störst underskott: HVB (−4,0~mnkr); störst överskott: Löner (+1,0~mnkr)."))


def account(name: str, change: float | None):
    before = None if change is None else -10e6
    return row(name, before=before, forecast=-10e6 + (change or 0.0))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            [-2e6, 0.5e6, -3e6],
            "Prognosen är 4,5~mnkr sämre än i juli, mest Konto 3 (−3,0~mnkr) och Konto 1 (−2,0~mnkr).",
        ),
        ([2e6, 0, None], "Prognosen är 2,0~mnkr bättre än i juli, mest Konto 1 (+2,0~mnkr)."),
        ([2e6], "Prognosen är 2,0~mnkr bättre än i juli."),
        (
            [2e6, -2e6],
            "Prognosen är oförändrad sedan juli, mest Konto 1 (+2,0~mnkr) och Konto 2 (−2,0~mnkr).",
        ),
        ([0.02e6, -0.04e6], "Prognosen är oförändrad sedan juli."),
        ([0, 0], "Prognosen är oförändrad sedan juli."),
    ],
)
def test_the_forecast_is_told_with_what_moved_it_since_the_month_before(changes, sentence):
    rows = [account(f"Konto {place}", change) for place, change in enumerate(changes, start=1)]
    whole = {"before": -30e6, "forecast": -30e6 + sum(filter(None, changes))}
    assert moved_words(page(*rows, **whole), MNKR) == spaced(sentence)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"forecast": -30e6},
        {"before": -30e6, "forecast": -31e6, "outcome": -31e6, "months": 12},
        {"before": -30e6, "forecast": -31e6, "months": 1},
    ],
)
def test_a_forecast_without_one_the_month_before_or_of_a_closed_year_has_not_moved(told):
    assert moved_words(page(**told), MNKR) == ""


@pytest.mark.parametrize(("until", "words"), [(8, "till och med augusti 2026"), (12, "2026")])
def test_the_page_says_until_when_it_looks(until, words):
    assert seen_from(page(until=until)) == words


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {"budget": BUDGET, "forecast": -120.5e6, **FORESEEN},
            "De två prognoserna skiljer sig med 4,5~mnkr, mer än osäkerheten. "
            "Håller controllerns blir året ett underskott på 0,5~mnkr; "
            "håller den statistiska blir det ett underskott på 5,0~mnkr.",
        ),
        (
            {"budget": BUDGET, "forecast": -119e6, **FORESEEN},
            "De två prognoserna skiljer sig med 6,0~mnkr, mer än osäkerheten. "
            "Håller controllerns blir året ett överskott på 1,0~mnkr; "
            "håller den statistiska blir det ett underskott på 5,0~mnkr.",
        ),
        (
            {"budget": BUDGET, "forecast": BUDGET, **FORESEEN},
            "De två prognoserna skiljer sig med 5,0~mnkr, mer än osäkerheten. "
            "Håller controllerns blir året som budgeten; "
            "håller den statistiska blir det ett underskott på 5,0~mnkr.",
        ),
        (
            {"forecast": BUDGET, **FORESEEN},
            "De två prognoserna skiljer sig med 5,0~mnkr, mer än osäkerheten. "
            "Håller controllerns blir året utan budget att jämföra med; "
            "håller den statistiska blir det utan budget att jämföra med.",
        ),
        ({"budget": BUDGET, "forecast": -121e6, **FORESEEN}, ""),
        ({"budget": BUDGET, "forecast": -128e6, **FORESEEN}, ""),
        ({"budget": BUDGET, "forecast": -123e6, **FORESEEN}, ""),
        ({"budget": BUDGET, **FORESEEN}, ""),
        ({"budget": BUDGET, "forecast": -90e6}, ""),
        # Written as −121,0 and −121,1: the reader sees no difference, and then one.
        ({"budget": BUDGET, "forecast": -120.96e6, **FORESEEN}, ""),
        ({"budget": BUDGET, "forecast": -128.04e6, **FORESEEN}, ""),
        (
            {"budget": BUDGET, "forecast": -128.1e6, **FORESEEN},
            "De två prognoserna skiljer sig med 3,1~mnkr, mer än osäkerheten. "
            "Håller controllerns blir året ett underskott på 8,1~mnkr; "
            "håller den statistiska blir det ett underskott på 5,0~mnkr.",
        ),
        ({"budget": BUDGET, "outcome": -125e6, "forecast": -90e6, "months": 12, **FORESEEN}, ""),
        ({"budget": BUDGET, "forecast": -90e6, "months": 12, "preliminary": (12,), **FORESEEN}, ""),
    ],
)
def test_two_forecasts_further_apart_than_the_interval_are_told_with_what_each_would_mean(told, sentence):
    assert at_odds(page(**told), MNKR) == spaced(sentence)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {"budget": BUDGET, "budget_to_date": -80e6, "outcome": -84e6},
            "För att året ska sluta på budget behöver varje månad som är kvar bli −9,0~mnkr; "
            "hittills har de varit −10,5 i snitt, och budgeten har −10,0 för dem.",
        ),
        (
            {"months": 11, "budget": BUDGET, "outcome": -119e6},
            "För att året ska sluta på budget behöver varje månad som är kvar bli −1,0~mnkr; "
            "hittills har de varit −10,8 i snitt.",
        ),
        (
            {"months": 11, "budget": BUDGET, "outcome": -121e6},
            "Årets budget är redan förbrukad: −121,0~mnkr mot −120,0~mnkr.",
        ),
        (
            {"months": 8, "budget": 40e6, "outcome": 44e6},
            "För att året ska sluta på budget behöver varje månad som är kvar bli −1,0~mnkr; "
            "hittills har de varit 5,5 i snitt.",
        ),
        ({"months": 12, "budget": BUDGET, "budget_to_date": BUDGET, "outcome": -121e6}, ""),
        ({"outcome": -84e6}, ""),
        ({"months": 0, "budget": BUDGET}, ""),
    ],
)
def test_the_pace_that_is_needed_stands_beside_what_it_has_been(told, sentence):
    assert pace_words(standing(**told), MNKR) == spaced(sentence)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, []),
        (
            {"lagging": ("Barn",), "months": 6},
            ["Barn har inte rapporterat; siffrorna gäller till och med juni."],
        ),
        (
            {"lagging": ("Barn", "Vuxna", "Familj"), "months": 6},
            ["Barn, Vuxna och Familj har inte rapporterat; siffrorna gäller till och med juni."],
        ),
        (
            {"lagging": ("Barn",), "months": 0},
            ["Barn har inte rapporterat; siffrorna gäller inte någon månad."],
        ),
        ({"preliminary": (8,)}, ["Preliminärt utfall: augusti."]),
        ({"preliminary": (6, 7, 8)}, ["Preliminärt utfall: juni, juli och augusti."]),
        ({"unsaid": 2, "lines": 5}, []),
        (
            {"unsaid": 2, "lines": 5, "forecast": BUDGET},
            ["2 av 5 rader (konto på en enhet) saknar controllerns prognos och räknas med den statistiska."],
        ),
        ({"unsaid": 2, "lines": 5, "forecast": BUDGET, "months": 12}, []),
        ({"unsaid": 0, "lines": 5, "forecast": BUDGET}, []),
        ({"unbudgeted": ("Barn",)}, ["Barn har ingen budget och räknas mot 0."]),
        ({"unbudgeted": ("Barn", "Vuxna")}, ["Barn och Vuxna har ingen budget och räknas mot 0."]),
        ({"evenly": True}, ["Där månadernas budget saknas är årets delad lika mellan dem."]),
    ],
)
def test_what_the_figures_leave_out_is_said(told, said):
    assert remarks(page(**told)) == [*said, "Siffrorna är avrundade var för sig."]


def test_every_remark_that_holds_is_said():
    found = remarks(
        page(
            lagging=("Barn",),
            preliminary=(8,),
            unsaid=2,
            lines=5,
            forecast=BUDGET,
            evenly=True,
            outcome=-80e6,
        )
    )
    assert len(found) == 5
    assert found[2].startswith("2 av 5 ")


@pytest.mark.parametrize(
    ("years_before", "method"),
    [
        (0, "utfall och budgetens rest, under 12 månaders historik"),
        (2, "utjämning med årsmönster och budgetens rest, 24 månader"),
    ],
)
def test_the_page_says_how_the_statistical_forecast_is_made(years_before, method):
    rows = [*budgeted(2, PAY, 2026, *[-10] * 12), *booked(2, PAY, 2026, *[-11] * 6)]
    for year in range(2026 - years_before, 2026):
        rows += booked(2, PAY, year, *[-10 - month % 3 for month in range(12)])
    view = page_of(rows, "2026-06")
    assert view is not None
    assert f"Statistisk prognos: {method}." in remarks(view)
