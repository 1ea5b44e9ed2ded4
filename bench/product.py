"""Starts the real product on a free port, for measurements, pictures and browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60

# A headless Chromium of Debian's, also as root, that asks nothing of the network on its own.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class ProductError(RuntimeError):
    """The product didn't start; the text holds what it wrote."""


@dataclass(frozen=True)
class Product:
    """A running product: its address, the file that it writes its log to, and its process."""

    url: str
    log: Path
    process_id: int


def find_chromium() -> str | None:
    """Return the path of Chromium: the one LAGESBILD_CHROMIUM names, or the machine's own."""
    named = os.environ.get("LAGESBILD_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


def make_store(folder: Path) -> str:
    """Make a store with the plans and Exempelstad in `folder`; return its address."""
    address = f"sqlite:///{(folder / 'lagesbild.db').as_posix()}"
    made = subprocess.run(
        [sys.executable, "-m", "data", "init"],
        cwd=ROOT,
        env=_environment(address),
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise ProductError(f"python -m data init gick inte:\n{made.stdout}{made.stderr}")
    return address


@contextmanager
def running_product(
    folder: Path,
    *,
    database_url: str = "",
    script: Path | None = None,
    settings: Mapping[str, str] | None = None,
    started_in: Path = ROOT,
) -> Iterator[Product]:
    """Run `script` (the product itself by default) until the block ends; its log goes to `folder`.

    `settings` are environment variables on top of the product's own; Streamlit reads its settings
    file from the folder that it is `started_in`.

    Raises ProductError, with the log, when it ends or doesn't answer in time.
    """
    port = _free_port()
    log = folder / f"server-{port}.log"
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script or "serve.py"), "--server.port", str(port)],
            cwd=started_in,
            env={**_environment(database_url), **(settings or {})},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    product = Product(url=f"http://127.0.0.1:{port}", log=log, process_id=process.pid)
    try:
        _wait(product, process, "/halsa" if script is None else "/_stcore/health")
        yield product
    finally:
        _stop(process)


def _environment(database_url: str) -> dict[str, str]:
    return {**os.environ, "LAGESBILD_DATABASE_URL": database_url, "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(product: Product, process: subprocess.Popen[bytes], path: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ProductError(
                f"Servern avslutades med {process.returncode}:\n{product.log.read_text('utf-8')}"
            )
        if _answers(product.url + path):
            return
        time.sleep(0.05)
    raise ProductError(f"Servern svarade inte på {START_SECONDS} s:\n{product.log.read_text('utf-8')}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 the address is our own
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
