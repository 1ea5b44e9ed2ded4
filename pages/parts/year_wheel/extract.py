"""The page as files: the year's list as it stands on the day, or what of it is still to be given."""

from dataclasses import replace

from metrics.documents.material import Material
from metrics.periods import Period
from metrics.vocabulary import Periodicity
from metrics.year_wheel.year_view import YearView
from pages.parts import export
from pages.parts.address import Choice


def offer(choice: Choice, view: YearView, lead: str, *, only_left: bool) -> None:
    """Offer what the page lists of a year as files, of the whole office; nothing where nothing is listed."""
    if view.is_empty and not view.without_time:
        return
    whole = replace(choice, place=choice.office.places[0], period=Period(Periodicity.YEAR, view.year))
    page = "Årshjul, kommande" if only_left else "Årshjul"

    def made_of() -> Material:
        return replace(export.material(whole, ()), year=view)

    export.extract(whole, export.Opening(page, lead), made_of, export.WITHOUT_INDICATORS)
