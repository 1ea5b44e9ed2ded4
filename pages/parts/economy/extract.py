"""The view of the year as files: its lines, its accounts and units, and what has been written about it."""

from dataclasses import replace

from metrics.documents.material import Material, MoneySaid, money_said
from metrics.money.scale import TKR
from metrics.money.view import EconomyView
from metrics.money.words import lead
from pages.parts import export, reads_money
from pages.parts.address import Choice
from pages.parts.economy import months
from pages.parts.economy.choice import EconomyChoice


def offer(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Offer the year as files, in tkr."""
    page = ", ".join(["Ekonomi", *chosen.names])

    def made_of() -> Material:
        return replace(export.material(choice, ()), economy=view, money_said=_written(choice, chosen, view))

    export.extract(choice, export.Opening(page, lead(view, TKR)), made_of, export.WITHOUT_INDICATORS)


def _written(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> tuple[MoneySaid, ...]:
    units = {place.id: place.name for place in choice.office.places}
    names = reads_money.money(choice.office.code).accounts.set_index("id")["name"].to_dict()
    return money_said(months.said(choice, chosen, view), units, names)
