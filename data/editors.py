"""Who may change a plan on screen: everyone who reaches the page, or those that the operator has named."""

from data.settings import Settings


def editors(settings: Settings) -> frozenset[str]:
    """Return the user names that may change plans, folded to compare by; none where nobody is named."""
    return frozenset(filter(None, map(_folded, settings.plan_editors.split(","))))


def may_edit(settings: Settings, user: str | None) -> bool:
    """Tell whether somebody may change plans; `user` is whom the server in front says is logged in.

    Where nobody is named everyone may, as with the other forms. Where somebody is, one who is not known
    may not.
    """
    named = editors(settings)
    return not named or _folded(user or "") in named


def _folded(name: str) -> str:
    return name.strip().casefold()
