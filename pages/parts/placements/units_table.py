"""The units directly below as a table: how many are placed, the days, and what a day costs."""

from html import escape

from metrics.placements.told import told_sum
from metrics.placements.view import PlacementsView
from pages.parts.address import UNIT
from pages.parts.cells import Heading, figure, headings, name
from pages.parts.placements.look import heading
from pages.parts.sheet import link_to


def html(view: PlacementsView, address: dict[str, str]) -> str:
    """Return the units below, each a way to its own page; empty where there is nothing to divide."""
    if not view.units:
        return ""
    now, before = view.period.short_label, view.period.year_before.short_label
    day = view.placed_on.last
    head = headings(
        [
            Heading("Enhet"),
            Heading("Placerade", f"{day.day}/{day.month}", "number"),
            Heading("Vårddygn", now, "number"),
            Heading("I fjol", before, "number"),
            Heading("Kr per dygn", now, "number"),
        ]
    )
    rows = "".join(
        f'<tr data-code="{escape(place.code)}">'
        f"{name(place.name, to=link_to('placeringar', {**address, UNIT: place.code}))}"
        f"{figure(*told_sum(volumes.placed))}{figure(*told_sum(volumes.days))}{figure(*told_sum(volumes.days_before))}"
        f"{figure(volumes.price.text, volumes.price.note)}</tr>"
        for place, volumes in view.units
    )
    title = heading("Per enhet", "utan extern öppenvård")
    return f'{title}<table class="few">{head}<tbody>{rows}</tbody></table>'
