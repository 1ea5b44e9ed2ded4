"""The charts of money: what is drawn for what, what it is called, and that every text has room."""

import math
import re
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import axes
from metrics.chart_labels import kept_within
from metrics.chart_look import NARROWEST, heading_lines, translucent, trimmed
from metrics.money.charts.cumulative import NO_BUDGET, NO_OUTCOME, cumulative_chart
from metrics.money.charts.cumulative import NOTHING as NO_YEAR
from metrics.money.charts.errors import NOTHING as NO_ERRORS
from metrics.money.charts.errors import errors_chart
from metrics.money.charts.memory import NOTHING as NO_FORECAST
from metrics.money.charts.memory import memory_chart
from metrics.money.charts.waterfall import NAME_LETTERS, name_lines, waterfall_chart
from metrics.money.charts.waterfall import NOTHING as NO_SUM
from metrics.theme import DARK, LIGHT

NBSP = "\u00a0"
MINUS = "\u2212"
MNKR = {"unit_of_measure": "mnkr", "decimals": 1, "palette": LIGHT, "remark": "Simulerade data"}


def plain(text):
    """A text as it is read, with the keyboard's minus and spaces."""
    return re.sub("<(?!br)[^>]*>", "", text).replace("<br>", " ").replace(NBSP, " ").replace(MINUS, "-")


def texts(figure):
    return [plain(note.text) for note in figure.layout.annotations]


def named(figure, name, axis=None):
    """The traces of a name, on one panel's axis (`y` is written by Plotly as nothing)."""
    return [
        trace
        for trace in figure.data
        if trace.name == name and (axis is None or (getattr(trace, "yaxis", None) or "y") == axis)
    ]


def names(figure):
    return [trace.name for trace in figure.data]


def drawn_values(figure, axis):
    """Every value drawn on a panel."""
    traces = [trace for trace in figure.data if (trace.yaxis or "y") == axis]
    return [value for trace in traces for value in trace.y if value is not None]


# The accumulated year

BUDGET = [-32.4 * month for month in range(1, 12)] + [-389.0]
DEVIATION = [0.6, 0.9, 0.2, -1.1, -2.4, -3.0, -4.4, -6.8, -8.5, -10.0, -11.6, -13.1]


def months(known, *, budget=True, preliminary=True, deviation=DEVIATION, sign=1):
    """Exempelstad's year with so many known months, the last of them preliminary."""
    return pd.DataFrame(
        {
            "period": [f"2026-{month:02d}" for month in range(1, 13)],
            "budget": [sign * each if budget else math.nan for each in BUDGET],
            "outcome": [
                sign * (each + away) if at < known else math.nan
                for at, (each, away) in enumerate(zip(BUDGET, deviation, strict=True))
            ],
            "preliminary": [preliminary and at == known - 1 for at in range(12)],
        }
    )


STATISTICAL = (-405.0, -409.0, -401.0)


def cumulative(given, controller=-402.3, statistical=STATISTICAL, **words):
    return cumulative_chart(given, controller=controller, statistical=statistical, **(MNKR | words))


def test_after_october_the_year_has_outcome_budget_fan_and_two_forecasts():
    figure = cumulative(months(10))
    [outcome] = named(figure, "Utfall")
    assert outcome.y[9] == -334.0
    assert list(outcome.y[10:]) == [None, None]
    assert list(named(figure, "Budget")[0].y)[-1] == -389.0
    [fan] = named(figure, "Intervall")
    assert list(zip(fan.x, fan.y, strict=True)) == [(10, -334), (12, -401), (12, -409), (10, -334)]
    [middle] = named(figure, "Statistisk prognos")
    assert list(zip(middle.x, middle.y, strict=True)) == [(10, -334), (12, -405)]
    assert middle.line.dash == "4px,3px"
    [diamond] = named(figure, "Controllerns prognos", "y")
    assert (diamond.x[0], diamond.y[0], diamond.marker.symbol) == (12, -402.3, "diamond")


def test_lines_and_forecasts_are_named_and_there_is_no_legend():
    figure = cumulative(months(10))
    assert texts(figure) == [
        "● Statistisk -405,0",
        "◆ Controller -402,3",
        "Budget -389,0",
        "Utfall okt prel. -334,0",
        "● Statistisk -16,0",
        "◆ Controller -13,3",
        "-10,0",
        "Avvikelse mot budget, + = överskott",
        "Ackumulerat 2026, mnkr · Simulerade data",
    ]
    assert figure.layout.showlegend is False


def test_the_deviation_stands_alone_below_as_bars_from_zero_in_the_colours_of_their_meaning():
    figure = cumulative(months(4, deviation=[1.0, 0.02, -0.02, -2.5, *[0] * 8]))
    [bars] = named(figure, "Avvikelse", "y2")
    assert list(bars.y) == [1.0, 0.0, 0.0, -2.5, *[None] * 8]
    assert list(bars.marker.color[:4]) == [LIGHT.better, LIGHT.no_news, LIGHT.no_news, LIGHT.worse]
    low, high = figure.layout.yaxis2.range
    assert low < 0 < high
    assert 0 in figure.layout.yaxis2.tickvals


def test_december_below_is_the_forecasts_deviation_from_the_years_budget():
    figure = cumulative(months(10))
    [span] = named(figure, "Spann", "y2")
    assert list(span.y) == [-409 + 389, -401 + 389]
    assert named(figure, "Mitt", "y2")[0].y[0] == -405 + 389
    [controller] = named(figure, "Controllerns prognos", "y2")
    assert controller.y[0] == -13.3
    assert controller.x[0] < 12 < span.x[0]


def test_only_a_preliminary_month_is_hollow():
    [line] = named(cumulative(months(10)), "Utfall")
    assert line.marker.color[9] == LIGHT.paper
    assert set(line.marker.color[:9]) == {LIGHT.line}
    assert line.marker.size[9] > line.marker.size[8]
    [line] = named(cumulative(months(10, preliminary=False)), "Utfall")
    assert set(line.marker.color) == {LIGHT.line}


def test_the_pointer_shows_outcome_budget_and_deviation():
    figure = cumulative(months(10))
    assert plain(named(figure, "Utfall")[0].hovertext[9]) == (
        "Till och med oktober 2026: -334,0 mnkr, preliminärt Budget -324,0 mnkr Avvikelse -10,0 mnkr"
    )
    assert plain(named(figure, "Mitt", "y")[0].hovertext[0]) == (
        "Statistisk prognos för året: -405,0 mnkr, troligen mellan -409,0 mnkr och -401,0 mnkr (80 %)"
    )
    assert plain(named(figure, "Controllerns prognos", "y2")[0].hovertext[0]) == (
        "Controllerns prognos för året: -13,3 mnkr"
    )


def test_a_year_that_is_wholly_known_has_no_fan_and_its_outcome_is_named_at_its_end():
    figure = cumulative(months(12, preliminary=False), controller=None)
    assert not {"Intervall", "Statistisk prognos", "Mitt", "Spann"} & set(names(figure))
    assert texts(figure)[:3] == ["Utfall -402,1", "Budget -389,0", "Utfall -13,1"]


@pytest.mark.parametrize(("known", "words"), [(0, NO_OUTCOME), (10, NO_BUDGET)])
def test_what_is_missing_is_said_and_there_is_no_lower_panel(known, words):
    figure = cumulative(months(known, budget=known == 0))
    assert words in texts(figure)
    assert "yaxis2" not in figure.layout.to_plotly_json()
    assert not named(figure, "Avvikelse")
    assert named(figure, "Controllerns prognos", "y")


def test_before_any_outcome_nothing_begins_in_january():
    figure = cumulative(months(0))
    assert not {"Utfall", "Intervall", "Statistisk prognos"} & set(names(figure))
    assert list(named(figure, "Spann")[0].y) == [-409, -401]


def test_with_nothing_known_there_is_only_a_sentence():
    figure = cumulative(months(0, budget=False), controller=None, statistical=None)
    assert texts(figure) == [NO_YEAR, "Simulerade data"]
    assert not figure.data


def test_a_budget_for_some_months_gives_a_deviation_only_there():
    given = months(6)
    given.loc[3:, "budget"] = math.nan
    figure = cumulative(given)
    assert list(named(figure, "Avvikelse")[0].y) == [0.6, 0.9, 0.2, *[None] * 9]
    assert not named(figure, "Spann", "y2")
    assert "+0,2" in texts(figure)


def test_income_goes_up_and_more_than_budgeted_is_a_surplus():
    figure = cumulative(months(10, sign=-1), controller=402.3, statistical=(405.0, 401.0, 409.0))
    assert named(figure, "Avvikelse")[0].y[9] == 10.0
    assert named(figure, "Avvikelse")[0].marker.color[9] == LIGHT.better
    assert figure.layout.yaxis.range[0] == 0
    assert "+10,0" in texts(figure)


@pytest.mark.parametrize("known", range(1, 13))
@pytest.mark.parametrize("sign", [1, -1])
def test_all_that_is_drawn_lies_inside_its_panel_whatever_the_month(known, sign):
    figure = cumulative(
        months(known, sign=sign), controller=-402.3 * sign, statistical=(-405.0 * sign, -420.0, 420.0)
    )
    for axis, panel in (("y", figure.layout.yaxis), ("y2", figure.layout.yaxis2)):
        values = [0, *drawn_values(figure, axis)]
        assert panel.range[0] <= min(values) <= max(values) <= panel.range[1]
        assert all(panel.range[0] <= tick <= panel.range[1] for tick in panel.tickvals)


@pytest.mark.parametrize("known", range(1, 12))
@pytest.mark.parametrize("sign", [1, -1])
def test_the_latest_months_name_stays_inside_the_upper_panel(known, sign):
    figure = cumulative(months(known, sign=sign), controller=None, statistical=None)
    [note] = [note for note in figure.layout.annotations if "Utfall" in note.text]
    low, high = figure.layout.yaxis.range
    share = figure.layout.yaxis.domain[1] - figure.layout.yaxis.domain[0]
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    foot = (note.y - low) / (high - low) * share * plot + note.yshift
    text = 15 * len(note.text.split("<br>"))
    below, above = (foot - text, foot) if note.yanchor == "top" else (foot, foot + text)
    assert -1e-6 <= below < above <= share * plot + 1e-6


@pytest.mark.parametrize("year_end", [-389.0, -520.0, -20.0, 300.0])
def test_the_names_in_the_margin_stay_inside_their_panel(year_end):
    figure = cumulative(months(10), controller=year_end, statistical=(year_end, year_end, year_end))
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    beside = [note for note in figure.layout.annotations if note.x == 1]
    assert {note.yref for note in beside} == {"y", "y2"}
    for note in beside:
        panel = figure.layout.yaxis if note.yref == "y" else figure.layout.yaxis2
        height = (panel.domain[1] - panel.domain[0]) * plot
        middle = (note.y - panel.range[0]) / (panel.range[1] - panel.range[0]) * height + note.yshift
        half = 15 * len(note.text.split("<br>")) / 2
        assert half <= middle <= height - half


def test_the_latest_months_name_stands_beyond_the_lines_of_the_months_it_covers():
    restless = [8, -16, 24, -32, 40, -48, 56, *[0] * 5]
    figure = cumulative(months(7, deviation=restless), controller=None, statistical=None)
    [note] = [note for note in figure.layout.annotations if "Utfall" in note.text]
    assert (note.x, note.xanchor, note.yanchor) == (7, "right", "top")
    assert note.y == pytest.approx(-32.4 * 6 - 48)


def test_the_latest_deviation_stands_beyond_the_longer_bars_beside_it():
    figure = cumulative(months(9, deviation=[1, 2, 3.5, 2, 1, -1, -3, -2, -0.4, 0, 0, 0]))
    [note] = [note for note in figure.layout.annotations if plain(note.text) == "-0,4"]
    assert (note.x, note.y, note.yanchor) == (9, -3, "top")


@pytest.mark.parametrize(
    ("given", "statistical", "message"),
    [
        (months(3).drop(columns="budget"), None, r"lacks the columns \['budget'\]"),
        (months(3).head(11), None, "January to December of one year"),
        (months(3).iloc[::-1], None, "January to December of one year"),
        (months(3).head(0), None, "January to December of one year"),
        (months(3), (-405.0, -401.0, -409.0), "total, lower, upper"),
        (months(3), (math.nan, -409.0, -401.0), "total, lower, upper"),
        (months(3).assign(outcome=math.inf), None, "infinite"),
    ],
)
def test_a_year_that_cannot_be_drawn_is_refused_with_the_reason(given, statistical, message):
    with pytest.raises(ValueError, match=message):
        cumulative(given, statistical=statistical)


# The waterfall


def steps(*rows):
    return pd.DataFrame(rows, columns=["name", "amount"]).astype({"amount": float})


ACCOUNTS = steps(
    ("Köpta vårdplatser barn och unga", -9.8),
    ("Personalkostnader: arbetsgivaravgifter och pension", -4.6),
    ("Bidrag", 2.7),
    ("Övriga 14 konton", -1.6),
)


def waterfall(given=ACCOUNTS, start=("Budget", -389.0), end=("Prognos", -402.3), **words):
    return waterfall_chart(given, start=start, end=end, **(MNKR | words))


def bars(figure):
    """Where each bar begins and how far it goes, with at most six decimals."""
    [trace] = figure.data
    return [(round(base, 6), round(length, 6)) for base, length in zip(trace.base, trace.x, strict=True)]


def test_each_step_begins_where_the_one_before_ended_and_the_last_bar_is_whole():
    assert bars(waterfall()) == [
        (0, 0),
        (0, -9.8),
        (-9.8, -4.6),
        (-9.8 - 4.6, 2.7),
        (round(-9.8 - 4.6 + 2.7, 6), -1.6),
        (0, round(-402.3 + 389, 6)),
    ]


def test_names_sums_and_signed_values_stand_beside_the_bars():
    assert texts(waterfall()) == [
        "Budget -389,0",
        "Köpta vårdplatser barn och unga",
        "Personalkostnader: arbetsgivaravgifter och pension",
        "Bidrag",
        "Övriga 14 konton",
        "Prognos -402,3",
        "-9,8",
        "-4,6",
        "+2,7",
        "-1,6",
        "-13,3",
        "Avvikelse, mnkr, + = överskott Simulerade data",
    ]


def test_a_surplus_is_better_a_deficit_worse_and_the_sum_neither():
    colours = waterfall(steps(("A", 2), ("B", -3), ("C", 0)), end=("Prognos", -390.0)).data[0].marker.color
    assert list(colours) == [LIGHT.line, LIGHT.better, LIGHT.worse, LIGHT.no_news, LIGHT.line]


def test_thin_lines_join_the_bars_where_they_meet():
    connectors = [shape for shape in waterfall().layout.shapes if shape.x0 != 0 or shape.yref != "paper"]
    assert [round(shape.x0, 6) for shape in connectors] == [0, -9.8, -14.4, -11.7, -13.3]
    assert all(shape.x0 == shape.x1 and shape.y0 < shape.y1 for shape in connectors)


def test_sums_that_cross_zero_are_drawn_on_both_sides_of_the_budget():
    figure = waterfall(steps(("A", 6), ("B", -9), ("C", 4)), ("Budget", -50.0), ("Prognos", -49.0))
    assert bars(figure) == [(0, 0), (0, 6), (6, -9), (-3, 4), (0, 1)]
    assert [note.xanchor for note in figure.layout.annotations[5:9]] == ["left", "right", "left", "left"]


def test_what_the_steps_leave_unexplained_gets_its_own_row_when_it_is_seen():
    assert bars(waterfall(end=("Prognos", -400.0)))[-2:] == [(-13.3, 2.3), (0, -11.0)]
    assert "Ofördelat" in texts(waterfall(end=("Prognos", -400.0)))
    assert "Ofördelat" not in texts(waterfall(end=("Prognos", -402.34)))


def test_the_bridge_is_the_same_chart_in_its_own_words():
    parts = steps(("Volym", -8200), ("Pris", -3100), ("Blandning", 1450))
    figure = waterfall(parts, ("Budget", -62400), ("Utfall", -72250), unit_of_measure="tkr", decimals=0)
    assert texts(figure)[:5] == ["Budget -62 400", "Volym", "Pris", "Blandning", "Utfall -72 250"]
    assert bars(figure)[-1] == (0, -9850)


def test_without_steps_and_without_difference_the_two_sums_stand_alone():
    figure = waterfall(ACCOUNTS.head(0), end=("Prognos", -389.0))
    assert bars(figure) == [(0, 0), (0, 0)]
    assert texts(figure)[:2] == ["Budget -389,0", "Prognos -389,0"]


def test_without_a_budget_there_is_only_a_sentence():
    assert texts(waterfall(start=("Budget", math.nan))) == [NO_SUM, "Simulerade data"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (steps(("Lokaler", math.nan)), r"without an amount: \['Lokaler'\]"),
        (steps(("Lokaler", math.inf)), "infinite"),
        (pd.DataFrame({"name": ["Lokaler"]}), r"lacks the columns \['amount'\]"),
    ],
)
def test_steps_that_cannot_be_drawn_are_refused_with_the_reason(given, message):
    with pytest.raises(ValueError, match=message):
        waterfall(given)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "Personalkostnader: arbetsgivaravgifter och pension",
            ["Personalkostnader:", "arbetsgivaravgifter", "och pension"],
        ),
        ("Ersättningsnivåjustering", ["Ersättningsnivåjust-", "ering"]),
        ("Mat & <kost>", ["Mat &amp; &lt;kost&gt;"]),
        ("", [""]),
    ],
)
def test_a_long_name_is_broken_and_never_cut(name, lines):
    assert name_lines(name) == lines


@given(st.text("abcdeå ", max_size=120))
def test_every_letter_of_a_name_is_written(name):
    lines = name_lines(name)
    assert all(len(line) <= NAME_LETTERS for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == name.replace(" ", "")


@settings(max_examples=60)
@given(st.lists(st.floats(-90, 90).map(lambda value: round(value, 1)), min_size=1, max_size=12))
def test_beside_every_bar_its_value_has_room_on_a_telephone(amounts):
    given = steps(*((f"Konto {at}", amount) for at, amount in enumerate(amounts)))
    figure = waterfall(given, end=("Prognos", -389.0 + math.fsum(amounts)))
    low, high = figure.layout.xaxis.range
    width = NARROWEST - figure.layout.margin.l - figure.layout.margin.r
    values = [note for note in figure.layout.annotations if note.xref != "paper"]
    assert len(values) >= len(amounts)
    for note in values:
        end = (note.x - low) / (high - low) * width
        room = axes.width_of([note.text])
        assert (width - end if note.xanchor == "left" else end) >= room
    ticks = [(tick - low) / (high - low) * width for tick in figure.layout.xaxis.tickvals]
    least = axes.width_of(figure.layout.xaxis.ticktext)
    assert all(later - earlier >= least for earlier, later in pairwise(ticks))
    assert 0 in figure.layout.xaxis.tickvals


# The forecasts' memory


def forecasts(*rows):
    """Rows of month made, controller, and total, lower and upper of the statistical forecast."""
    columns = ["made", "controller", "statistical", "lower", "upper"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], float))


MADE = forecasts(
    ("2026-02", math.nan, -388, -401, -375),
    ("2026-03", -389, -391, -403, -379),
    ("2026-05", math.nan, math.nan, math.nan, math.nan),
    ("2026-08", -396, -403, -409, -397),
    ("2026-09", math.nan, -404, -409, -399),
)


def memory(given=MADE, budget=-389.0, **words):
    return memory_chart(given, budget=budget, **(MNKR | words))


def test_the_controllers_forecast_holds_until_the_next_and_to_the_latest_month():
    [line] = named(memory(), "Controllerns prognos")
    assert list(zip(line.x, line.y, strict=True)) == [(3, -389), (8, -396), (9, -396)]
    assert line.line.shape == "hv"
    assert list(line.marker.size) == [9, 9, 0]


def test_the_statistical_forecast_breaks_where_none_was_made():
    figure = memory()
    [line] = named(figure, "Statistisk prognos")
    assert list(line.y) == [None, -388, -391, None, None, None, None, -403, -404, None, None, None]
    assert line.connectgaps is False
    bands = [list(zip(band.x, band.y, strict=True)) for band in named(figure, "Intervall")]
    assert bands == [
        [(2, -375), (3, -379), (3, -403), (2, -401)],
        [(8, -397), (9, -399), (9, -409), (8, -409)],
    ]


def test_budget_and_closing_are_thin_lines_with_names():
    figure = memory(closing=-404.1)
    assert list(named(figure, "Budget")[0].y) == [-389, -389]
    assert list(named(figure, "Bokslut")[0].y) == [-404.1, -404.1]
    assert texts(figure) == [
        "Bokslut -404,1",
        "● Statistisk -404,0",
        "◆ Controller -396,0",
        "Budget -389,0",
        "Prognos för 2026, mnkr · efter prognosmånad Simulerade data",
    ]


def test_a_single_month_has_its_interval_as_an_upright_line():
    figure = memory(MADE.head(1), budget=None)
    [band] = named(figure, "Intervall")
    assert (list(band.x), list(band.y), band.fill) == ([2, 2], [-375, -401], None)
    assert not named(figure, "Budget")
    assert not any("Controller" in text for text in texts(figure))


def test_the_pointer_tells_who_forecast_what_and_when():
    figure = memory()
    [line] = named(figure, "Controllerns prognos")
    assert [plain(text) for text in line.hovertext] == [
        "Controllerns prognos i mars: -389,0 mnkr",
        "Controllerns prognos i augusti: -396,0 mnkr",
        "",
    ]
    assert plain(named(figure, "Statistisk prognos")[0].hovertext[7]) == (
        "Statistisk prognos i augusti: -403,0 mnkr, troligen mellan -409,0 mnkr och -397,0 mnkr (80 %)"
    )


def test_the_memorys_axis_may_be_cut_and_holds_budget_and_interval():
    low, high = memory(budget=-370.0).layout.yaxis.range
    assert low <= -409
    assert -370 <= high < 0


@pytest.mark.parametrize("given", [MADE.head(0), MADE.iloc[2:3]], ids=["no rows", "no amounts"])
def test_without_forecasts_the_chart_says_so(given):
    assert texts(memory(given)) == [NO_FORECAST, "Simulerade data"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (MADE.drop(columns="lower"), r"lacks the columns \['lower'\]"),
        (MADE.iloc[[1, 0]], "in order"),
        (MADE.iloc[[0, 0]], "in order"),
        (MADE.assign(made=["2025-02", "2026-03", "2026-05", "2026-08", "2026-09"]), "one year"),
        (MADE.assign(controller=math.inf), "infinite"),
    ],
)
def test_forecasts_that_cannot_be_drawn_are_refused_with_the_reason(given, message):
    with pytest.raises(ValueError, match=message):
        memory(given)


# Earlier years' errors


def errors(*rows):
    frame = pd.DataFrame(rows, columns=["source", "year", "month", "error"])
    return frame.astype({"error": float, "year": int, "month": int})


PAST = errors(
    ("controller", 2024, 3, -8),
    ("controller", 2025, 3, -4),
    ("controller", 2025, 8, math.nan),
    ("statistical", 2025, 3, 1),
    ("statistical", 2025, 10, 0.04),
)


def past(given=PAST, **words):
    return errors_chart(given, **(MNKR | words))


def test_each_year_is_a_dot_and_each_months_mean_a_mark_side_by_side():
    figure = past()
    assert names(figure) == [
        "Controllerns prognos, år", "Statistisk prognos, år",
        "Controllerns prognos, medel", "Statistisk prognos, medel",
    ]  # fmt: skip
    drawn = [list(zip(trace.x, trace.y, strict=True)) for trace in figure.data]
    assert drawn == [
        [(2.8, -8), (2.8, -4)],
        [(3.2, 1), (10.2, 0)],
        [(2.8, (-8 - 4) / 2)],
        [(3.2, 1), (10.2, 0)],
    ]
    assert figure.data[2].marker.size > figure.data[0].marker.size


HEADING = (
    "Bokslut - prognos, mnkr · efter prognosmånad små prickar = varje år, stora = snittet Simulerade data"
)


def test_what_up_down_and_zero_mean_is_written():
    figure = past()
    assert texts(figure) == [
        "◆ Controller",
        "träffade rätt",
        "● Statistisk",
        HEADING,
        "↑ blev bättre än prognosen",
        "↓ blev sämre än prognosen",
    ]


def test_the_pointer_says_what_an_error_means():
    figure = past()
    assert plain(figure.data[0].hovertext[0]) == (
        "Controllerns prognos i mars 2024: året blev 8,0 mnkr sämre"
    )
    assert plain(figure.data[2].hovertext[0]) == (
        "Controllerns prognos i mars, 2 år i snitt: året blev 6,0 mnkr sämre"
    )
    assert plain(figure.data[3].hovertext[0]).endswith("året blev 1,0 mnkr bättre")
    assert plain(figure.data[3].hovertext[1]).endswith("träffade rätt")


@pytest.mark.parametrize("values", [(-8, -3), (3, 8), (0, 0), (-8, 3)])
def test_there_is_always_room_on_both_sides_of_zero(values):
    figure = past(errors(*(("controller", 2024 + at, 3, value) for at, value in enumerate(values))))
    low, high = figure.layout.yaxis.range
    assert low <= min(values) <= max(values) <= high
    assert low <= 0 < high
    if any(values):
        assert low < 0


def test_one_source_alone_is_the_only_one_named():
    figure = past(PAST[PAST["source"] == "statistical"])
    assert "● Statistisk" in texts(figure)
    assert "◆ Controller" not in texts(figure)


@pytest.mark.parametrize("given", [PAST.head(0), PAST.iloc[2:3]], ids=["no rows", "no errors"])
def test_without_earlier_years_the_chart_says_so(given):
    assert texts(past(given)) == [NO_ERRORS, "Simulerade data"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (PAST.drop(columns="year"), r"lacks the columns \['year'\]"),
        (PAST.assign(source="chef"), r"unknown sources \['chef'\]"),
        (PAST.assign(month=13), r"outside the year: \[13\]"),
        (PAST.assign(error=math.inf), "infinite"),
    ],
)
def test_errors_that_cannot_be_drawn_are_refused_with_the_reason(given, message):
    with pytest.raises(ValueError, match=message):
        past(given)


# What they have in common

CHARTS = {
    "cumulative": lambda **words: cumulative(months(10), **words),
    "waterfall": lambda **words: waterfall(**words),
    "memory": lambda **words: memory(**words),
    "errors": lambda **words: past(**words),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_name_in_a_margin_fits_in_it(chart):
    figure = chart()
    for note in figure.layout.annotations:
        if note.xref == "paper" and note.x == 1:
            room = figure.layout.margin.r - note.xshift
        elif note.xref == "paper" and note.x == 0 and note.xanchor == "right":
            room = figure.layout.margin.l + note.xshift
        elif note.xref == "paper" and note.x == 0:
            room = NARROWEST
        else:
            continue
        assert axes.width_of(note.text.split("<br>")) <= room
    widest = axes.width_of(figure.layout.yaxis.ticktext or [])
    assert widest + figure.layout.xaxis.ticklen <= figure.layout.margin.l


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_the_plot_is_wide_enough_on_a_telephone(chart):
    margin = chart().layout.margin
    assert NARROWEST - margin.l - margin.r >= 150


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_colour_is_the_palettes(chart, palette):
    figure = chart(palette=palette).to_plotly_json()
    del figure["layout"]["template"]
    drawn = set(re.findall("#[0-9a-f]{6}", str(figure)))
    assert palette.paper in drawn
    assert drawn <= set(vars(palette).values())


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_nothing_is_zoomed_and_the_remark_goes_with_the_picture(chart):
    figure = chart()
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.yaxis.fixedrange
    assert any("Simulerade data" in text for text in texts(figure))
    assert not any("Simulerade data" in text for text in texts(chart(remark="")))


@pytest.mark.parametrize(
    ("values", "low", "high", "ticks"),
    [
        ([-405, -30], -405 * 1.1, 0, ["-400", "-200", "0"]),
        ([30, 405], 0, 405 * 1.1, ["0", "200", "400"]),
        ([-20, 1], -20 - 2.1, 1 + 2.1, ["-20", "-10", "0"]),
        ([], 0, 1, ["0", "1"]),
    ],
)
def test_an_axis_from_zero_ends_a_little_beyond_its_values(values, low, high, ticks):
    seen = [0.0, *map(float, values)]
    axis = trimmed(axes.levels(seen, "mnkr", 0), seen, 0.1)
    assert (axis.low, axis.high) == pytest.approx((low, high))
    assert [plain(text) for text in axis.texts] == ticks


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (["mnkr", "Simulerade data"], ["mnkr · Simulerade data"]),
        (["x" * 40, "Simulerade data"], ["x" * 40, "Simulerade data"]),
        (["x" * 60], ["x" * 60]),
        ([], []),
    ],
)
def test_a_heading_takes_a_new_line_between_its_parts(parts, lines):
    assert heading_lines(parts, 340) == lines


@pytest.mark.parametrize(
    ("places", "expected"),
    [([50.0], [50]), ([2.0], [10]), ([99.0], [90]), ([5, 25.0], [10, 30]), ([80, 99.0], [70, 90])],
)
def test_names_are_kept_within_their_panel(places, expected):
    assert kept_within(places, [20] * len(places), 100) == expected


def test_a_colour_lets_the_paper_through():
    assert translucent("#33475b", 0.2) == "rgba(51,71,91,0.2)"


def test_a_deviation_is_made_of_the_sums_and_not_of_the_sums_as_they_are_written():
    given = months(1)
    given.loc[0, ["budget", "outcome"]] = [-37.04, -38.06]
    [bars] = named(cumulative(given, controller=None, statistical=None), "Avvikelse", "y2")
    assert bars.y[0] == -1.0  # -38.06 - -37.04 = -1.02, though -38.1 - -37.0 = -1.1
