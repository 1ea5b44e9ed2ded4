"""The names of a workbook's sheets: no two alike, and none that a spreadsheet refuses."""

import re

from metrics.vocabulary import Area
from metrics.words import AREA, shortened
from reports.plain import clean

LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
RESERVED = ("history", "historik")
"""What Excel keeps for itself."""
UNNAMED = "Blad"


class Names:
    """The names taken so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)

    def take(self, wanted: str, aside: str = "") -> str:
        """Return a name that is not yet taken, as near the wanted one as may be; `aside` is always kept."""
        plain = FORBIDDEN.sub("-", clean(_short(wanted))).strip(" '") or UNNAMED
        number = 1
        while True:
            end = f"{aside} {number}" if number > 1 else aside
            name = f"{_cut(plain, LONGEST_NAME - len(end))}{end}"
            if name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name
            number += 1


def area_name(area: Area) -> str:
    """Return what an area is called in little room: `Kvalitet` of `Kvalitet och rättssäkerhet`."""
    return AREA[area].partition(" och ")[0]


def _short(wanted: str) -> str:
    """Return what comes before the first full stop or comma of a name that is too long."""
    return wanted if len(wanted) <= LONGEST_NAME else re.split(r"[.,] ", wanted)[0]


def _cut(text: str, most: int) -> str:
    """Cut a name; a sign beyond the first 65 536 counts as two."""
    text = shortened(text, LONGEST_NAME)
    while len(text.encode("utf-16-le")) > 2 * most:
        text = shortened(text, len(text) - 1)
    return text.strip(" '")
