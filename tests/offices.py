"""Small offices for tests, written as plan files: the way figures come in is tested too."""

from collections.abc import Iterable, Mapping

HEAD = """
[organisation]
code = "provkommun"
name = "Provkommun"

[plan]
code = "provplan"
title = "Provplan"
document = "Påhittat dokument"
valid_from = 2024-01-01
valid_to = 2026-12-31

[[units]]
code = "kontoret"
name = "Kontoret"

[[units]]
code = "barn"
name = "Barnenheten"
parent = "kontoret"

[[units]]
code = "vuxna"
name = "Vuxenenheten"
parent = "kontoret"
"""
MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)][:34]
"""January 2024 to October 2026."""


def indicator(code: str, name: str, *, target: str = "", kind: str = "stock", unit: str = "antal") -> str:
    """Write an indicator; `target` is the inside of one target entry, without validity and words."""
    targets = (
        f'targets = [{{ {target}, valid_from = 2024-01-01, valid_to = 2026-12-31, words = "provmål" }}]'
        if target
        else ""
    )
    return f"""
[[indicators]]
code = "{code}"
name = "{name}"
area = "staff"
definition = "Ett mått för prov."
unit_of_measure = "{unit}"
decimals = 1
kind = "{kind}"
direction = "down"
periodicity = "month"
tolerance = 0.2
source = "Påhittad källa"
{targets}
"""


def series(code: str, unit: str, values: Mapping[str, float | str]) -> str:
    """Write a series of one indicator and unit."""
    written = ", ".join(
        f'"{period}" = "{value}"' if isinstance(value, str) else f'"{period}" = {value}'
        for period, value in values.items()
    )
    return f"""
[[series]]
indicator = "{code}"
unit = "{unit}"
source = "Påhittad källa"
values = {{ {written} }}
"""


def indicators(count: int) -> list[str]:
    """Write many indicators with a target at most 5, and their months in two units."""
    texts = []
    for number in range(count):
        texts.append(indicator(f"matt-{number}", f"Mått {number}", target='kind = "at_most", value = 5'))
    for number in range(count):
        for unit in ("barn", "vuxna"):
            months = {month: (number + index) % 7 / 2 for index, month in enumerate(MONTHS)}
            texts.append(series(f"matt-{number}", unit, months))
    return texts


def plan_toml(parts: Iterable[str]) -> str:
    """Put a plan file together."""
    return HEAD + "".join(parts)
