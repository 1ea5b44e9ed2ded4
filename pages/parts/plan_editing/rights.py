"""Who may change plans on screen, as the server in front says who is logged in."""

import streamlit as st

from data.editors import may_edit
from data.settings import Settings

NOT_YOU = (
    "Du kan läsa planen här, men inte ändra den: bara de som är utsedda får det{named}. Vänd dig till "
    "verksamhetsutvecklaren, eller till den som sköter Lägesbild om du borde vara en av dem."
)


def user() -> str | None:
    """Return the user name that the server in front gives, None where it gives none."""
    return st.context.headers.get(Settings.from_environment().user_header)


def allowed() -> bool:
    """Tell whether the reader may change plans; says why and whom to ask where they may not."""
    who = user()
    if may_edit(Settings.from_environment(), who):
        return True
    st.info(NOT_YOU.format(named=", och du är inte inloggad med något namn" if not who else ""))
    return False
