"""When something was recorded, as it is written on the screen: the office's day and time."""

import pandas as pd

from data.as_of import OFFICE_TIME


def time_written(moment: pd.Timestamp) -> str:
    """Return the day and time of a moment where the office is."""
    return f"{moment.tz_convert(OFFICE_TIME):%Y-%m-%d %H:%M}"
