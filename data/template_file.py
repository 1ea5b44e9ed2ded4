"""The organisation's own template for slides, as the settings name it."""

from pathlib import Path

from data.settings import SettingError, Settings

INSTEAD = "Den inbyggda mallen används så länge."


def template_bytes(settings: Settings) -> bytes | None:
    """Return the template's content; None where the settings name none.

    Raises SettingError, in Swedish, for a file that can't be read.
    """
    if not settings.template:
        return None
    try:
        return Path(settings.template).read_bytes()
    except OSError as error:
        raise SettingError(
            f"LAGESBILD_TEMPLATE är «{settings.template}», som inte går att läsa ({error.strerror}). "
            "Ange sökvägen till en mall i PowerPoint (.pptx eller .potx), eller ta bort inställningen."
        ) from error
