"""Commands in processes of their own, killed at a moment that the test chooses.

Run as a program, it has imported everything once and forks a process per command, so that hundreds of them
cost seconds. Each line it reads orders one command; each line it writes says what became of it.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
BEGUN, FIGURES, COMMITTING, ENDED = "b", "f", "c", "e"
"""Marks that a process leaves: before its first row, after its figures, before the commit, and at its end."""


@dataclass(frozen=True)
class Order:
    """A command, and how long after a mark (or after its start, where that is empty) it is killed."""

    arguments: Sequence[str]
    after: str = ""
    seconds: float = PATIENCE


@dataclass(frozen=True)
class Fate:
    """What became of a command: the marks it left and when, and its exit status (None if killed)."""

    marks: str
    status: int | None
    lasted: float
    at: Mapping[str, float]

    def since(self, mark: str) -> float:
        """Return how many seconds it lived after a mark."""
        return self.lasted - self.at[mark]


class Launcher:
    """A running launcher that carries out orders one by one."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, order: Order) -> Fate:
        """Carry out an order, and return when its process is gone."""
        sent, received = self._process.stdin, self._process.stdout
        assert sent and received
        sent.write(f"{json.dumps(asdict(order))}\n")
        sent.flush()
        line = received.readline()
        assert line, "the launcher has ended"
        return Fate(**json.loads(line))


@contextmanager
def launcher(url: str, folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Launcher]:
    """Start a launcher whose commands use the store at `url`; what they write is kept in `folder`."""
    environment = {**os.environ, "LAGESBILD_DATABASE_URL": url, "OPENBLAS_NUM_THREADS": "1"}
    with (folder / "told.txt").open("a", encoding="utf-8") as told:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve())],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT), **(settings or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
        )
        try:
            yield Launcher(process)
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(PATIENCE)
            if process.stdout:
                process.stdout.close()


def _serve() -> None:
    import data.__main__  # noqa: F401 - once, before the first fork

    for line in sys.stdin:
        fate = _carried_out(Order(**json.loads(line)))
        sys.stdout.write(f"{json.dumps(asdict(fate))}\n")
        sys.stdout.flush()


def _carried_out(order: Order) -> Fate:
    heard, said = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(heard)
        _be_the_command(order.arguments, said)
    os.close(said)
    marks = _Marks(heard, began)
    if order.after:
        marks.listen(began + PATIENCE, until=order.after)
    if not marks.listen(time.monotonic() + order.seconds):
        os.kill(child, signal.SIGKILL)
    lasted = time.monotonic() - began
    marks.listen(began + 2 * PATIENCE)
    os.close(heard)
    _, how = os.waitpid(child, 0)
    status = None if os.WIFSIGNALED(how) else os.waitstatus_to_exitcode(how)
    return Fate("".join(marks.at), status, lasted, marks.at)


class _Marks:
    """The marks that come through a pipe, each with how long after the start it came."""

    def __init__(self, heard: int, began: float) -> None:
        self.at: dict[str, float] = {}
        self._heard, self._began = heard, began

    def listen(self, deadline: float, until: str = "") -> bool:
        """Listen until a mark, the deadline or the end of the process; tell whether it has ended."""
        while not until or until not in self.at:
            left = max(deadline - time.monotonic(), 0)
            if not select.select([self._heard], [], [], left)[0]:
                return False
            mark = os.read(self._heard, 1).decode()
            if not mark:
                return True
            self.at[mark] = time.monotonic() - self._began
        return False


def _be_the_command(arguments: Sequence[str], said: int) -> None:
    """Run the command and leave marks; this process does nothing else, and ends here."""
    status = 70
    try:
        os.dup2(2, 1)
        _leave_marks(said)
        from data.__main__ import main

        status = main(arguments)
    finally:
        sys.stdout.flush()
        os.write(said, ENDED.encode())
        os._exit(status)


def _leave_marks(said: int) -> None:
    from sqlalchemy import Engine, event

    left: list[str] = []

    def leave(mark: str) -> None:
        if mark not in left:
            left.append(mark)
            os.write(said, mark.encode())

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT"):
            leave(BEGUN)

    def after(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO measurement"):
            leave(FIGURES)

    def commit(_connection: Any) -> None:
        if BEGUN in left:
            leave(COMMITTING)

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    event.listen(Engine, "commit", commit)


if __name__ == "__main__":
    _serve()
