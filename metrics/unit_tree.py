"""The tree of units, walked upwards."""

from collections.abc import Mapping


def lines_above(parents: Mapping[int, int | None]) -> dict[int, list[int]]:
    """Return unit -> the units above it, nearest first. `parents` is unit -> the one above, None = the root.

    A tree that bites its own tail ends where it would begin again.
    """
    above: dict[int, list[int]] = {}
    for unit in parents:
        line: list[int] = []
        parent = parents[unit]
        while parent is not None and parent not in line:
            line.append(parent)
            parent = parents.get(parent)
        above[unit] = line
    return above
