"""How a plan's undertakings and accounts stand: one sign for each on every page, as symbol and word."""

from metrics.plan.activity_words import STANDING, STANDING_MARKS
from metrics.plan.undertakings import Undertaking
from metrics.year_wheel.states import State
from metrics.year_wheel.words import MARKS, STATE
from pages.parts import cells


def standing_sign(line: Undertaking) -> str:
    """Return how an undertaking stands."""
    mark = STANDING_MARKS[line.standing]
    return cells.sign(mark.symbol, STANDING[line.standing], mark.tone)


def owed_sign(state: State, words: str = "") -> str:
    """Return how an account that is owed stands; `words` take the place of the state's own, as of several."""
    mark = MARKS[state]
    return cells.sign(mark.symbol, words or STATE[state], mark.tone)
