"""Numbers that ran together in one cell when a table was copied: split where only one way fits."""

import re

from data.imports.headings import period_words

SIGNED = re.compile(r"(?<=\d)\s*(?=[-−–]\s?\d)")
GROUP = re.compile(r"[-−–]?\s?\d+(?:,\d+)?")
WITH_GROUPS = re.compile(r"\d{1,3}[ \u00a0\u202f]\d{3}(?!\d)")
NUMBERS_ONLY = re.compile(r"[\d\s\u00a0\u202f,\-−–]+")
LEAST_DIGITS = 9
MOST_GROUPS = 60


def ran_together(text: str, columns: int) -> bool:
    """Tell whether a cell holds the numbers of several columns: it can't be one number, or a huge one."""
    if columns < 2 or not NUMBERS_ONLY.fullmatch(text) or period_words(text):
        return False
    groups = [group for part in SIGNED.split(text) for group in _groups(part)]
    if not 2 <= len(groups) <= MOST_GROUPS or not (WITH_GROUPS.search(text) or len(groups) > 2):
        return False
    is_huge = sum(sign.isdigit() for sign in text) >= LEAST_DIGITS
    return is_huge or not _ways(tuple(groups), 1)


def split_into(text: str, columns: int) -> list[str] | None:
    """Split a cell into as many numbers as there are columns; None where several ways fit, or none."""
    groups = [group for part in SIGNED.split(text) for group in _groups(part)]
    if not columns <= len(groups) <= MOST_GROUPS:
        return None
    ways = _ways(tuple(groups), columns)
    return ways[0] if len(ways) == 1 else None


def _groups(part: str) -> list[str]:
    return [" ".join(group.split()) for group in GROUP.findall(part)]


def _ways(groups: tuple[str, ...], columns: int) -> list[list[str]]:
    """Return at most two of the ways to make numbers of the groups, first to last."""
    ways: dict[tuple[int, int], list[list[str]]] = {(len(groups), 0): [[]]}
    for start in range(len(groups) - 1, -1, -1):
        for count in range(1, columns + 1):
            found: list[list[str]] = []
            for end in range(start + 1, len(groups) + 1):
                if end - start > 1 and not _may_follow(groups, start, end - 1):
                    break
                number = " ".join(groups[start:end])
                found += [[number, *rest] for rest in ways.get((end, count - 1), [])]
                if len(found) > 1:
                    break
            ways[start, count] = found[:2]
    return ways.get((0, columns), [])


def _may_follow(groups: tuple[str, ...], start: int, at: int) -> bool:
    """Tell whether a group may be three more digits of the number that begins at `start`."""
    before, group = groups[start].lstrip("-−– "), groups[at]
    if "," in "".join(groups[start:at]) or not 1 <= len(before) <= 3 or before == "0":
        return False
    return re.fullmatch(r"\d{3}(?:,\d+)?", group) is not None
