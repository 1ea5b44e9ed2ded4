"""Why a plan file that is right in itself is not loaded into the store as it stands.

It was written of another edition of the plan, calls an invented office real, or takes protection away.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from data.plan_files.content import plan_content
from data.plan_files.entries import PlanFile
from data.plan_files.reading import PlanFileError, ReadPlan
from data.queries_plan_file import plan_codes, simulated

UNPROTECT = "--without-protection"
"""What one writes after the file, to let it take protection away."""


def refuse_other_edition(read: ReadPlan, standing: int) -> None:
    """Raise PlanFileError if a plan has been changed on screen another number of times than its file says."""
    written = read.content.plan.edition
    if standing != written:
        raise PlanFileError(read.path, [_other_edition(standing, written)])


def _other_edition(standing: int, written: int) -> str:
    since = standing - written
    if since > 0:
        times = "en gång" if since == 1 else f"{since} gånger"
        told = f"planen har ändrats {times} på skärmen sedan filen skrevs"
    else:
        told = f"filen säger edition = {written}, men planen i databasen har ändrats {standing} gånger"
    return f"plan, edition: {told}; exportera planen och gör ändringen i den filen"


def refuse_other_nature(connection: Connection, read: ReadPlan) -> None:
    """Raise PlanFileError if an invented office would be real, or a real one invented."""
    entry = read.content.organisation
    known = simulated(connection, entry.code)
    if known is not None and known != entry.simulated:
        nature = "påhittad (simulated = true)" if known else "verklig (simulated = false)"
        told = f"organisation, simulated: «{entry.code}» är redan inläst som {nature} och kan inte byta slag"
        raise PlanFileError(read.path, [told])


def refuse_lost_protection(connection: Connection, read: ReadPlan) -> None:
    """Raise PlanFileError if what another plan has too would be less protected against small counts."""
    lost = list(lost_protection(connection, read.content))
    if lost:
        way_on = f"eller läs in filen med {UNPROTECT} om skyddet ska bort"
        raise PlanFileError(read.path, [f"{each}, {way_on}" for each in lost])


def lost_protection(connection: Connection, content: PlanFile) -> Iterator[str]:
    """Yield each indicator that a plan protects less than it is in another plan, and what to write.

    Indicators are shared: the protection may have come with the other plan's file, which this one is from
    before. Another count to protect by is less too, for nobody knows how many people it counts.
    """
    protected = {entry.code: entry.protected for entry in content.indicators}
    for other in _others(connection, content):
        for entry in other.indicators:
            if entry.protected is None or entry.code not in protected:
                continue
            stands, written = entry.protected, protected.pop(entry.code)
            if written is None or written.by != stands.by or written.below < stands.below:
                yield (
                    f"indicators «{entry.code}», protected: filen tar bort eller minskar skyddet mot små "
                    f"antal för «{entry.name}», som också står i planen «{other.plan.title}»; skriv "
                    f'protected = {{ by = "{stands.by}", below = {stands.below} }}'
                )


def _others(connection: Connection, content: PlanFile) -> Iterator[PlanFile]:
    office, code = content.organisation.code, content.plan.code
    for row in plan_codes(connection):
        if row.office == office and row.code != code:
            yield plan_content(connection, row.id)
