"""The units directly below as a table: how many are placed, the days, and what a day costs."""

from html import escape

from metrics.placements.told import told_sum
from metrics.placements.view import PlacementsView
from pages.parts.address import UNIT
from pages.parts.placements.cells import cell, heading, headings, name
from pages.parts.sheet import link_to


def html(view: PlacementsView, address: dict[str, str]) -> str:
    """Return the units below, each a way to its own page; empty where there is nothing to divide."""
    if not view.units:
        return ""
    now, before = view.period.short_label, view.period.year_before.short_label
    day = view.placed_on.last
    head = headings(
        [
            ("Enhet", "", ""),
            ("Placerade", f"{day.day}/{day.month}", "number"),
            ("Vårddygn", now, "number"),
            ("I fjol", before, "number"),
            ("Kr per dygn", now, "number"),
        ]
    )
    rows = "".join(
        f'<tr data-code="{escape(place.code)}">'
        f"{name(place.name, link_to('placeringar', {**address, UNIT: place.code}))}"
        f"{cell(*told_sum(volumes.placed))}{cell(*told_sum(volumes.days))}{cell(*told_sum(volumes.days_before))}"
        f"{cell(volumes.price.text, volumes.price.note)}</tr>"
        for place, volumes in view.units
    )
    title = heading("Per enhet", "utan extern öppenvård")
    return f'{title}<table class="few">{head}<tbody>{rows}</tbody></table>'
