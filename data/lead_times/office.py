"""Whose limits and units a file of cases is counted by: an office's from the store, or the product's own."""

from dataclasses import dataclass, replace

from sqlalchemy import Engine

from data import queries
from data.lead_times.case_file import CaseFile
from data.lead_times.office_limits import limits_for_files
from data.lead_times.office_units import OfficeUnits, office_units
from data.lead_times.time_limits import TimeLimits, read_time_limits
from data.store import StoreError, is_current, open_store


class OfficeError(Exception):
    """An organisation whose limits and units can't be had; the text says why, and what to do."""


@dataclass(frozen=True)
class CountedBy:
    """The limits, and the units; None where every word for a unit stands for itself."""

    limits: TimeLimits
    units: OfficeUnits | None = None

    def in_codes(self, file: CaseFile) -> CaseFile:
        """Return the file with its units as the office's codes."""
        return replace(file, cases=self.units.in_codes(file.cases)) if self.units else file


def counted_by(organisation: str | None) -> CountedBy:
    """Return what an organisation's files are counted by; without one the store isn't opened.

    Raises OfficeError where the store can't be read or has no such organisation.
    """
    if organisation is None:
        return CountedBy(read_time_limits())
    try:
        engine = open_store()
    except StoreError as error:
        raise OfficeError(str(error)) from error
    try:
        if not is_current(engine):
            raise OfficeError(
                "Databasen är inte skapad, eller hör till en annan version. Kör `python -m data init`."
            )
        known = queries.organisations(engine)
        ours = known.loc[known["code"] == organisation, "id"]
        if ours.empty:
            raise OfficeError(_unknown(organisation, known["code"].tolist()))
        return office_counted_by(engine, int(ours.iloc[0]))
    finally:
        engine.dispose()


def office_counted_by(engine: Engine, organisation_id: int) -> CountedBy:
    """Return what an office's files are counted by."""
    return CountedBy(limits_for_files(engine, organisation_id), office_units(engine, organisation_id))


def _unknown(organisation: str, known: list[str]) -> str:
    offered = f"Välj bland {', '.join(known)}." if known else "Ingen är inläst än: kör `python -m data init`."
    return f"Verksamheten «{organisation}» finns inte i databasen. {offered}"
