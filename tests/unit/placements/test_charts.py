"""The pictures: a stack of days and, beside it and never in it, what a day cost."""

import re
from itertools import pairwise

import pytest
from care_office import CHILDREN_ID, HVB_PAID, OUTPATIENT_PAID, SIS_PAID, plain, seen
from ledgers import booked

from metrics.placements.care_forms import FORMS
from metrics.placements.charts import NO_DAYS, NO_PRICE, price_chart, volume_chart
from metrics.placements.colours import ON_DARK, ON_LIGHT, colour_of
from metrics.theme import DARK, LIGHT

MONTHS = [f"2025-{month:02d}" for month in range(1, 13)] + [f"2026-{month:02d}" for month in range(1, 3)]
DRAWN = "unit_id | period | hvb | sis | öppenvård\n" + "\n".join(
    f"2 | {month} | {100 + at} | 31 | 60" for at, month in enumerate(MONTHS)
)
PAID = [
    *booked(CHILDREN_ID, HVB_PAID, 2025, *[-500_000] * 12),
    *booked(CHILDREN_ID, SIS_PAID, 2025, *[-310_000] * 12),
    *booked(CHILDREN_ID, OUTPATIENT_PAID, 2025, *[-60_000] * 12),
    *booked(CHILDREN_ID, HVB_PAID, 2026, -600_000, -678_000, preliminary=True),
    *booked(CHILDREN_ID, SIS_PAID, 2026, -310_000, -341_000, preliminary=True),
    *booked(CHILDREN_ID, OUTPATIENT_PAID, 2026, -60_000, -60_000, preliminary=True),
]


def drawn(text=DRAWN, period="2026-02", paid=PAID):
    view = seen(text, period, paid=paid)
    return view.whole, view.period


def texts(figure):
    return [plain(re.sub("<[^>]*>", "", note.text)) for note in figure.layout.annotations]


def test_each_form_is_a_part_of_the_bar_and_outpatient_care_lies_hatched_on_top():
    bars = volume_chart(*drawn(), LIGHT).data
    assert [bar.name for bar in bars] == ["HVB", "SiS", "Extern öppenvård"]
    assert [bar.y[-1] for bar in bars] == [113, 31, 60]
    assert [bool(bar.marker.pattern.shape) for bar in bars] == [False, False, True]
    assert {bar.yaxis for bar in bars} == {None}  # one axis


def test_the_bars_begin_at_zero_and_fit():
    figure = volume_chart(*drawn(), LIGHT)
    low, high = figure.layout.yaxis.range
    assert low == 0
    assert 113 + 31 + 60 < high < 1.1 * (113 + 31 + 60)
    assert figure.layout.barmode == "stack"


def test_the_picture_begins_with_the_first_month_that_is_known():
    bars = volume_chart(*drawn(), LIGHT).data
    assert len(bars[0].x) == len(MONTHS)
    assert bars[0].x[0].startswith("2025-01")


def test_every_form_is_named_beside_the_last_bar_with_its_days():
    figure = volume_chart(*drawn(), LIGHT, "Simulerade data")
    assert set(texts(figure)) >= {"■ HVB 113", "■ SiS 31", "■ Extern öppenvård 60"}
    assert "Vårddygn per månad · Simulerade data" in texts(figure)
    assert figure.layout.showlegend is False


def test_a_bar_that_lacks_a_form_is_ringed_and_says_which():
    gap = DRAWN.replace("2 | 2026-01 | 112 | 31 | 60", "2 | 2026-01 | 112 |  | 60")
    figure = volume_chart(*drawn(gap), LIGHT)
    ring = next(trace for trace in figure.data if trace.name == "Ej fullständigt")
    assert list(ring.hovertext) == ["januari 2026 saknar SiS"]
    assert figure.data[1].y[-2] is None
    assert "Vårddygn per månad · ○ ej fullständigt" in texts(figure)


def test_a_month_before_a_form_began_is_not_ringed():
    late = DRAWN.replace("| 31 | 60", "|  | 60", 10)
    assert "Ej fullständigt" not in [trace.name for trace in volume_chart(*drawn(late), LIGHT).data]


def test_without_days_the_picture_says_so():
    gone = drawn("unit_id | period | hvb\n2 | 2020-01 | 5")
    assert texts(volume_chart(*gone, LIGHT))[0] == NO_DAYS


def test_a_price_has_a_dot_for_now_a_ring_for_last_year_and_a_line_over_the_time_drawn():
    figure = price_chart(*drawn(), LIGHT)
    line, *_, rings, dots = figure.data
    assert (rings.x[0], dots.x[0]) == (pytest.approx(500_000 / 101), 6_000)
    assert list(line.x) == pytest.approx([500_000 / 111, 6_000])
    assert (rings.marker.color[0], dots.marker.color[0]) == (LIGHT.paper, colour_of(FORMS[2], LIGHT))
    assert rings.marker.line.color[0] == dots.marker.color[0]
    assert plain(dots.hovertext[0]) == "HVB, februari 2026: 6 000 kr per dygn (prel.)"
    assert figure.layout.xaxis.range[0] == 0


def test_each_price_is_written_with_its_change():
    """HVB 500 000 / 101 = 4 950, now 6 000: +21 %. SiS 10 000, now 11 000. Outpatient care stands still."""
    assert texts(price_chart(*drawn(), LIGHT))[1:] == ["6 000 (+21 %)", "11 000 (+10 %)", "1 000 (±0 %)"]


def test_a_form_without_a_price_has_no_dot_and_says_why():
    idle = DRAWN.replace("2 | 2026-02 | 113 | 31", "2 | 2026-02 | 113 | 0")
    figure = price_chart(*drawn(idle), LIGHT)
    assert texts(figure)[2] == "inga dygn"
    assert [trace.name for trace in figure.data[-2:] if 1 in trace.y] == ["februari 2025"]


def test_without_prices_the_picture_says_so():
    assert texts(price_chart(*drawn(paid=()), LIGHT))[0] == NO_PRICE


def test_every_form_has_a_colour_of_its_own_on_light_and_dark():
    for colours in (ON_LIGHT, ON_DARK):
        assert set(colours) == set(FORMS)
        assert len(set(colours.values())) == len(FORMS)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2: (lighter + 0.05) / (darker + 0.05)."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_part_of_the_bar_can_be_seen_on_the_paper(palette, form):
    """WCAG 1.4.11: at least 3."""
    assert contrast(colour_of(form, palette), palette.paper) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_neighbours_in_the_stack_differ_in_lightness_which_all_eyes_see(palette):
    colours = [colour_of(form, palette) for form in FORMS if form.is_placement]
    differences = [contrast(one, other) for one, other in pairwise(colours)]
    assert min(differences) >= 2
