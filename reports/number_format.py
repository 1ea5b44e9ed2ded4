"""How a spreadsheet, and a chart in an Office file, shows a number the Swedish way."""

from metrics.numbers import MINUS, NO_BREAK_SPACE
from reports.plain import clean

SWEDISH = "[$-41D]"
"""What a format begins with to be shown the Swedish way by the programs that ask."""
LONGEST_UNIT = 40
"""Signs of a unit in a number format, which may have 255 in all its parts together."""
NOT_QUOTED = str.maketrans("", "", '"\\')


def number_format(decimals: int, unit: str = "", *, sign: bool = False) -> str:
    """Return a number format: groups, decimals, a real minus, and the unit after it.

    The unit follows as it stands: `"%"` after 5.7 is 5,7 %, told as it is read. With `sign` what is above
    zero has a plus, and zero is written `±0`.
    """
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    word = clean(unit).translate(NOT_QUOTED)[:LONGEST_UNIT]
    after = f'"{NO_BREAK_SPACE}{word}"' if word else ""
    before = ('"+"', f'"{MINUS}"', '"±"') if sign else ("", f'"{MINUS}"')
    return ";".join(f"{SWEDISH}{mark}{digits}{after}" for mark in before)
