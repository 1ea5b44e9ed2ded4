"""Damaged files, twenty thousand of them: each is read or refused with a message, and nothing else happens.

Whole files of every kind are damaged by flips, cuts, insertions, repetitions and exchanges, workbooks also
within their parts. Each goes all the way that a file goes: a spreadsheet is read by a process of its own.
What is no FileError ends the measurement. The same seed gives the same files but for the workbooks' own
dates of making.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import report
from bench.mutated_seeds import packed, seeds, unpacked
from bench.report import Bar
from data.files.reading import FILE_ENDINGS, read_sheets
from data.files.sheet import FileError
from metrics.numbers import number

COUNT, COUNT_QUICK = 20_000, 2_000
SEED = 20190301
AT_ONCE = 2
PART_ENDINGS = (".xml", ".rels")
HOW_OFTEN = (1, 1, 1, 1, 2, 3, 8)
"""Times that a file is damaged."""
SIGNS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b";", b",", b"\t", b"\r", b"\n", b"<", b"&", b"]]>"),
    *(b"-1", b"4294967295", b"99999999999999999999", b"1e999", b"NaN", b"XFD1048576", b'r="A0"', b't="s"'),
    *(b"<!DOCTYPE x>", b"<row/>", b"</c>", b"=cmd|' /C calc'!A0", "åäö−\u00a0".encode(), b"A" * 5_000),
)
"""What is put into files: what means something to one reader or another."""


def measure(folder: Path, *, quick: bool = False) -> list[Bar]:  # noqa: ARG001 - as every measurement's
    """Read damaged files and print how it went; what escapes is the caller's to see."""
    count = COUNT_QUICK if quick else COUNT
    began = time.monotonic()
    found, slowest = read_all(mutations(SEED, count))
    report.heading(f"{number(count, 0)} skadade filer, läsning ända fram till blad")
    for what in sorted(found):
        report.fact(what, number(found[what], 0))
    report.fact("långsammast", f"{number(slowest, 2)} s")
    report.fact("allt tog", f"{number(time.monotonic() - began, 0)} s")
    return []


def read_all(files: Iterator[tuple[str, bytes]]) -> tuple[Counter[str], float]:
    """Read the files, some at a time; return how many of each ending were read and refused.

    Beside it, the longest that one took, in seconds. Whatever is raised that isn't a FileError is raised.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(_outcome, files))
    return Counter(what for what, _ in outcomes), max(taken for _, taken in outcomes)


def _outcome(file: tuple[str, bytes]) -> tuple[str, float]:
    name, content = file
    began = time.monotonic()
    try:
        read_sheets(content, name)
        told = "lästa"
    except FileError:
        told = "avvisade"
    return f"{Path(name).suffix} {told}", time.monotonic() - began


def mutations(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield damaged files with their names, `count` of them, of every kind in turn."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time is what is wanted
    whole = list(seeds().items())
    for place in range(count):
        name, content = whole[place % len(whole)]
        if name.endswith((".xlsx", ".ods")) and chance.random() < 0.7:
            damaged = _damaged_within(content, chance)
        else:
            damaged = _damaged(content, chance)
        if chance.random() < 0.05:
            name = f"omdöpt{chance.choice(FILE_ENDINGS)}"
        yield name, damaged


def _damaged(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice(HOW_OFTEN)):
        content = chance.choice(DAMAGES)(content, chance)
    return content


def _damaged_within(content: bytes, chance: random.Random) -> bytes:
    """Damage one part of a package, or take it away, or put it in another's place."""
    parts = unpacked(content)
    names = [name for name in parts if name.endswith(PART_ENDINGS)]
    name = chance.choice(names)
    what = chance.random()
    if what < 0.05:
        del parts[name]
    elif what < 0.1:
        parts[name] = parts[chance.choice(names)]
    else:
        parts[name] = _damaged(parts[name], chance)
    return packed(parts)


def _flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]


def _number(content: bytes, chance: random.Random) -> bytes:
    """Write another number over four bytes: lengths and places are kept in such."""
    place = chance.randrange(len(content) + 1)
    other = chance.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, chance.getrandbits(32)))
    return content[:place] + other.to_bytes(4, "little") + content[place + 4 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _take_out(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.randint(1, 64) :]


def _put_in(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(SIGNS) + content[place:]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    piece = content[start : start + chance.randint(1, 200)]
    return content[:start] + piece * chance.randint(2, 50) + content[start:]


def _exchange(content: bytes, chance: random.Random) -> bytes:
    """Exchange two stretches of the content."""
    first, second, third = sorted(chance.randrange(len(content) + 1) for _ in range(3))
    return content[:first] + content[second:third] + content[first:second] + content[third:]


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip, _flip, _flip, _number, _number, _put_in, _put_in),
    *(_cut, _take_out, _repeat, _exchange),
)
