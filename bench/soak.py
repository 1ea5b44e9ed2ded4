"""Many reruns of Översikt, with Streamlit's cleaning of memory after each and without: time and memory.

A client of our own speaks to the server as the browser does, so that what is timed is the server:
from the request for a rerun until the message that it has ended. Every rerun asks for another
unit or month, so the caches are filled as far as they are allowed to be.
"""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice, product
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench import report
from bench.office import CODE, LATEST, LEAVES, ROOT, make_office
from bench.product import running_product
from bench.report import Timing
from metrics.numbers import number

RERUNS, RERUNS_QUICK = 2_000, 200
TURN = 50
"""How many reruns one server does before it is the other's turn."""
MONTHS = 12
LARGEST_MESSAGE = 64 * 1024 * 1024
CLEANING = "STREAMLIT_RUNNER_POST_SCRIPT_GC"


def measure(folder: Path, *, quick: bool = False) -> None:
    """Run both servers through the same reruns, in turn, and print time and memory."""
    reruns = RERUNS_QUICK if quick else RERUNS
    store = make_office(folder)
    with (
        running_product(folder, database_url=store) as without,
        running_product(folder, database_url=store, settings={CLEANING: "true"}) as with_cleaning,
        _session(without.url) as plain,
        _session(with_cleaning.url) as cleaned,
    ):
        servers = {
            "produktens inställning, utan städning": (without.process_id, plain),
            "Streamlits egen, städning efter varje": (with_cleaning.process_id, cleaned),
        }
        for _, session in servers.values():
            _rerun(session, _view(ROOT, 0))
        before = {name: _megabytes(process) for name, (process, _) in servers.items()}
        taken: dict[str, list[float]] = {name: [] for name in servers}
        views = cycle(_view(unit, back) for back, unit in product(range(MONTHS), (ROOT, *LEAVES)))
        for _ in range(reruns // TURN):
            asked = list(islice(views, TURN))
            for name, (_, session) in servers.items():
                taken[name].extend(_rerun(session, view) for view in asked)
        after = {name: _megabytes(process) for name, (process, _) in servers.items()}
    report.heading(f"Uthållighet: {number(reruns, 0)} omritningar av Översikt, servern för sig")
    for name, seconds in taken.items():
        timing = Timing(name, seconds)
        report.show(timing)
        report.fact("  95 av 100 under", f"{number(1000 * timing.p95, 0)} ms")
        report.fact("  minne före och efter", f"{before[name]:.0f} och {after[name]:.0f} MB")


def _view(unit: str, back: int) -> str:
    return urlencode({"organisation": CODE, "unit": unit, "period": LATEST.shifted(-back).code})


@contextmanager
def _session(url: str) -> Iterator[ClientConnection]:
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=LARGEST_MESSAGE) as session:  # type: ignore[list-item]
        yield session


def _rerun(session: ClientConnection, view: str) -> float:
    """Ask for a rerun with the given address; return seconds until the server says that it has ended."""
    request = BackMsg()
    request.rerun_script.query_string = view
    began = time.perf_counter()
    session.send(request.SerializeToString())
    answer = ForwardMsg()
    while answer.WhichOneof("type") != "script_finished":
        _acknowledge_at_once(session)
        answer.ParseFromString(session.recv(timeout=60))  # type: ignore[arg-type]
    taken = time.perf_counter() - began
    assert answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, answer
    return taken


def _acknowledge_at_once(session: ClientConnection) -> None:
    """Tell the server at once what has come, as browsers do: it holds small messages back until then.

    Without this every rerun takes 40 ms more on Linux. The system forgets it after a while.
    """
    if hasattr(socket, "TCP_QUICKACK"):
        session.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


def _megabytes(process_id: int) -> float:
    """Return how much memory a process holds."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process_id)], capture_output=True, text=True, check=True
    )
    return int(told.stdout) / 1024
