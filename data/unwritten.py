"""Why a store didn't take what was to be written, and what to do about it: the driver's codes in Swedish."""

from sqlalchemy.exc import DBAPIError

FULL = "disken är full; frigör plats och försök igen"
UNSURE_DISK = "disken tog inte emot det som skulle skrivas; kontrollera att den inte är full och försök igen"
READ_ONLY = "databasen får bara läsas; kontrollera att du får skriva i den och i mappen där den ligger"
BUSY = "någon annan skriver i databasen just nu; vänta en stund och försök igen"
UNREACHABLE = "databasen svarar inte; kontrollera att den är igång och försök igen"
DAMAGED = "databasens fil är skadad; återställ den ur en säkerhetskopia"
IMPOSSIBLE = "något av det som skrevs kan inte stämma; kontrollera datum, tal och koder och försök igen"
OTHERWISE = "databasen tog inte emot det som skulle skrivas; vänta en stund och försök igen"
# the most exact first: both SQLite's names and PostgreSQL's SQLSTATE begin with what they have in common
CAUSES = {
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": UNSURE_DISK,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_CANTOPEN": READ_ONLY,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CONSTRAINT": IMPOSSIBLE,
    "SQLITE_TOOBIG": IMPOSSIBLE,
    "53100": FULL,
    "22": IMPOSSIBLE,
    "23": IMPOSSIBLE,
    "25006": READ_ONLY,
    "42501": READ_ONLY,
    "55P03": BUSY,
    "40": BUSY,
    "08": UNREACHABLE,
    "57P": UNREACHABLE,
}


DOUBLE = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505")


def is_double(error: DBAPIError) -> bool:
    """Tell whether what was to be written stands there already."""
    return _code(error) in DOUBLE


def why_unwritten(error: DBAPIError) -> str:
    """Return the cause and the way on, as the end of a sentence."""
    code = _code(error)
    return next((told for start, told in CAUSES.items() if code.startswith(start)), OTHERWISE)


def _code(error: DBAPIError) -> str:
    given = error.orig
    return str(getattr(given, "sqlite_errorname", None) or getattr(given, "sqlstate", None) or "")
