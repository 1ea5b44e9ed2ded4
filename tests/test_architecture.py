"""The directions of the house: who may import what, and what stands in one place only.

Each rule reads source text and returns what breaks it, so that it is tried on a line that
does before it is trusted with the product.
"""

import ast
import importlib
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("bench", "data", "metrics", "pages", "reports", "server")
OURS = frozenset({*FOLDERS, "dashboard", "serve", "tests"})
MAY_IMPORT = {
    "metrics": {"metrics", "highspy", "holidays", "numpy", "pandas", "plotly", "scipy", "statsmodels"},
    "data": {"data", "metrics", "alembic", "numpy", "pandas", "pydantic", "pydantic_core"}
    | {"python_calamine", "rapidfuzz", "sqlalchemy", "sqlmodel", "tomli_w"},
    "reports": {"reports", "metrics", "docx", "icalendar", "lxml", "pandas", "pptx", "typst", "xlsxwriter"},
    "pages": {"pages", "data", "metrics", "reports", "pandas", "streamlit"},
}
"""Beside Python's own library."""
IMPURE = set(
    "asyncio glob http io os pathlib pickle random secrets shelve shutil socket sqlite3".split()
) | set("subprocess sys tempfile threading time tomllib urllib uuid".split())
"""What of Python's own library reaches out of a pure function."""
CLOCK_CALLS = {"now", "today", "utcnow"}
READING_CALLS = {"open", "read_csv", "read_excel", "read_json", "read_sql", "read_parquet", "read_text"}
ARITHMETIC_CALLS = {"agg", "cumsum", "groupby", "mean", "median", "pivot_table", "resample", "rolling"}
WORDLESS = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
SQL = re.compile(r"\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM)\s", re.S)
COMMANDS = {
    ("metrics/disclosure.py", "imports sys"),
    ("metrics/forecast.py", "imports sys"),
    ("metrics/spc.py", "imports sys"),
}
"""What can be run from the command line reads standard input, and only then."""
COMPOSITION_ROOTS = ("reports/__main__.py",)
"""The command asks `data` for a report and hands it to those who write files, as a page does; nothing imports
it, so that every other module of its layer still knows nothing of the store."""
KNOWN_TO_ROOTS = ("imports data",)
LONGEST_MODULE = 320
LONGEST_PAGE_LIST = 40
CACHES_IN = (
    "pages/parts/reads.py",
    "pages/parts/reads_decisions.py",
    "pages/parts/reads_activities.py",
    "pages/parts/reads_goals.py",
    "pages/parts/reads_history.py",
    "pages/parts/reads_imports.py",
    "pages/parts/reads_indicator.py",
    "pages/parts/reads_lead_times.py",
    "pages/parts/reads_locks.py",
    "pages/parts/reads_meeting.py",
    "pages/parts/reads_money.py",
    "pages/parts/reads_placements.py",
    "pages/parts/reads_plan.py",
    "pages/parts/reads_plan_edits.py",
    "pages/parts/reads_report.py",
    "pages/parts/reads_reporting.py",
    "pages/parts/reads_risks.py",
    "pages/parts/reads_show.py",
    "pages/parts/reads_staff.py",
    "pages/parts/reads_veil.py",
    "pages/parts/reads_year_wheel.py",
)
SESSION_STATE_IN = ("pages/parts/address.py",)

Rule = Callable[[str], Iterator[str]]


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def product() -> list[Path]:
    return [*files(*FOLDERS), ROOT / "dashboard.py", ROOT / "serve.py"]


def nodes(source: str) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(source))


def imports(source: str) -> Iterator[str]:
    """Full names of all that is imported, anywhere in the module."""
    for node in nodes(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def calls(source: str) -> Iterator[str]:
    for node in nodes(source):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def attributes(source: str) -> Iterator[str]:
    for node in nodes(source):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def beyond(layer: str) -> Rule:
    def forbidden(source: str) -> Iterator[str]:
        for imported in imports(source):
            first = imported.split(".")[0]
            own_library = first in sys.stdlib_module_names and first not in OURS
            if not own_library and first not in MAY_IMPORT[layer]:
                yield f"imports {imported}"

    return forbidden


def impure_imports(source: str) -> Iterator[str]:
    yield from (f"imports {each}" for each in imports(source) if each.split(".")[0] in IMPURE)


def clocks(source: str) -> Iterator[str]:
    yield from (f"calls {each}()" for each in calls(source) if each in CLOCK_CALLS)


def chance(source: str) -> Iterator[str]:
    yield from (f"uses {each}" for each in attributes(source) if each in ("random", "default_rng"))


def reading(source: str) -> Iterator[str]:
    yield from (f"calls {each}()" for each in calls(source) if each in READING_CALLS)


def arithmetic(source: str) -> Iterator[str]:
    yield from (f"calls {each}()" for each in calls(source) if each in ARITHMETIC_CALLS)
    for node in nodes(source):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div | ast.FloorDiv):
            yield f"divides on line {node.lineno}"


def figures_made(source: str) -> Iterator[str]:
    yield from (f"uses {each}" for each in attributes(source) if each in ("Figure", "graph_objects"))


def caches(source: str) -> Iterator[str]:
    cached = {"cache_data", "cache_resource", "lru_cache", "cache"}
    yield from (f"uses {each}" for each in attributes(source) if each in cached)


def session_state_changes(source: str) -> Iterator[str]:
    for node in nodes(source):
        match node:
            case ast.Assign(targets=targets):
                changed = list(targets)
            case ast.Delete(targets=targets):
                changed = list(targets)
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
                changed = [target]
            case ast.Call(func=ast.Attribute(value=owner, attr=method)) if method in (
                "clear",
                "pop",
                "setdefault",
                "update",
            ):
                changed = [owner]
            case _:
                continue
        for target in changed:
            if "session_state" in ast.unparse(target):
                yield f"changes {ast.unparse(target)} on line {node.lineno}"


def sql(source: str) -> Iterator[str]:
    for node in nodes(source):
        if isinstance(node, ast.Constant) and SQL.match(str(node.value)):
            yield f"SQL on line {node.lineno}"


RULES = [
    ("metrics", beyond("metrics"), "from sqlmodel import select", "from collections.abc import Mapping"),
    ("metrics", beyond("metrics"), "import streamlit as st", "import plotly.graph_objects as go"),
    ("metrics", beyond("metrics"), "from data.store import open_store", "from metrics.periods import Period"),
    ("metrics", beyond("metrics"), "def late():\n    import pages", "import numpy as np"),
    ("metrics", beyond("metrics"), "from . import periods", "import pandas as pd"),
    ("metrics", impure_imports, "from pathlib import Path", "import math"),
    ("metrics", impure_imports, "import time", "from datetime import date, time"),
    ("metrics", impure_imports, "import random", "import re"),
    ("metrics", clocks, "datetime.now()", "date(2019, 1, 1)"),
    ("metrics", clocks, "pd.Timestamp.today()", "pd.Timestamp(day)"),
    ("metrics", clocks, "date.today()", "def later(today): return today"),
    ("metrics", chance, "np.random.default_rng(1)", "np.sort(values)"),
    ("metrics", chance, "from numpy.random import default_rng", "from numpy import sort"),
    ("metrics", reading, "pd.read_csv('x')", "pd.DataFrame()"),
    ("metrics", reading, "open('x')", "opened = 1"),
    ("data", beyond("data"), "import streamlit", "from sqlalchemy import select"),
    ("data", beyond("data"), "import plotly.graph_objects as go", "from metrics.periods import Period"),
    ("data", beyond("data"), "from pages.parts import reads", "import tomllib"),
    ("data", beyond("data"), "from reports import csv", "from data.models import Unit"),
    ("reports", beyond("reports"), "from data import queries", "from metrics.words import STATUS"),
    ("reports", beyond("reports"), "import sqlalchemy", "import xlsxwriter"),
    ("reports", beyond("reports"), "import streamlit", "from io import BytesIO"),
    ("reports", sql, "q = 'SELECT a FROM b '", "q = 'Välj en indikator'"),
    ("pages", beyond("pages"), "from sqlalchemy import Engine", "import streamlit as st"),
    ("pages", beyond("pages"), "import sqlmodel", "from data import queries"),
    ("pages", beyond("pages"), "import plotly.graph_objects as go", "from metrics.charts import trend_chart"),
    ("pages", beyond("pages"), "import numpy as np", "import pandas as pd"),
    ("pages", sql, "q = 'SELECT a FROM b '", "q = 'Välj en indikator'"),
    ("pages", sql, "q = '''DELETE FROM b '''", "q = 'select'"),
    ("pages", figures_made, "go.Figure()", "trend_chart(frame)"),
    ("pages", arithmetic, "share = a / b", "url = 'a/b'"),
    ("pages", arithmetic, "share /= b", "share = a"),
    ("pages", arithmetic, "thousands = a // 1000", "count = a + 1"),
    ("pages", arithmetic, "frame['value'].mean()", "meaning(frame)"),
    ("pages", arithmetic, "frame.groupby('unit')", "grouped = talk_order(rows)"),
]


@pytest.mark.parametrize(("layer", "rule", "broken", "kept"), RULES)
def test_a_rule_sees_what_breaks_it_and_nothing_else(layer, rule, broken, kept):
    assert list(rule(broken))
    assert not list(rule(kept))


@pytest.mark.parametrize(
    ("rule", "broken", "kept"),
    [
        (caches, "@st.cache_data\ndef frame(): ...", "@st.fragment\ndef part(): ..."),
        (caches, "@st.cache_resource(show_spinner=False)\ndef store(): ...", "reads.store()"),
        (session_state_changes, "st.session_state['unit'] = 1", "x = st.session_state['unit']"),
        (session_state_changes, "st.session_state.unit = 1", "x = st.session_state.get('unit')"),
        (session_state_changes, "st.session_state.count += 1", "count += 1"),
        (session_state_changes, "del st.session_state['unit']", "del unit"),
        (session_state_changes, "st.session_state.update(unit=1)", "chosen.update(unit=1)"),
        (session_state_changes, "st.session_state.pop('unit', None)", "chosen.pop('unit')"),
    ],
)
def test_what_stands_in_one_place_is_seen_elsewhere(rule, broken, kept):
    assert list(rule(broken))
    assert not list(rule(kept))


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_keeps_its_directions(layer):
    rules = dict.fromkeys(rule.__qualname__ for known, rule, _, _ in RULES if known == layer)
    by_name = {rule.__qualname__: rule for known, rule, _, _ in RULES if known == layer}
    broken = [
        f"{name(path)}: {fault}"
        for path in files(layer)
        for rule in rules
        for fault in dict.fromkeys(by_name[rule](path.read_text(encoding="utf-8")))
        if (name(path), fault) not in COMMANDS
        and not (name(path) in COMPOSITION_ROOTS and fault.startswith(KNOWN_TO_ROOTS))
    ]
    assert not broken, "\n".join(broken)


def test_nothing_imports_a_composition_root():
    roots = {root.removesuffix(".py").replace("/", ".") for root in COMPOSITION_ROOTS}
    importing = {
        name(path)
        for path in product()
        if roots & set(imports(path.read_text(encoding="utf-8"))) and name(path) not in COMPOSITION_ROOTS
    }
    assert not importing


@pytest.mark.parametrize(("rule", "places"), [(caches, CACHES_IN), (session_state_changes, SESSION_STATE_IN)])
def test_caches_and_changes_of_the_session_state_stand_in_one_place(rule, places):
    broken = [
        f"{name(path)}: {fault}"
        for path in [*files("pages"), ROOT / "dashboard.py"]
        if name(path) not in places
        for fault in rule(path.read_text(encoding="utf-8"))
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("place", [*CACHES_IN, *SESSION_STATE_IN])
def test_the_one_place_is_there(place):
    assert (ROOT / place).is_file()


def test_nothing_but_the_pages_knows_streamlit_and_its_server():
    knowing = {
        name(path).split("/")[0]
        for path in product()
        if any(each.split(".")[0] == "streamlit" for each in imports(path.read_text(encoding="utf-8")))
    }
    assert knowing <= {"pages", "dashboard.py", "serve.py", "server", "bench"}


def test_the_list_of_pages_is_short():
    assert len((ROOT / "dashboard.py").read_text(encoding="utf-8").splitlines()) <= LONGEST_PAGE_LIST


def test_modules_are_about_one_noun():
    nameless = [name(path) for path in product() if {path.stem, path.parent.name} & WORDLESS]
    assert not nameless


def test_modules_are_short():
    lengths = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in product()
        if "migrations" not in path.parts
    }
    assert lengths
    long = {module: lines for module, lines in lengths.items() if lines >= LONGEST_MODULE}
    assert not long


def test_every_module_says_what_it_is_about():
    silent = [
        name(path)
        for path in product()
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        and "versions" not in path.parts
    ]
    assert not silent


@pytest.mark.parametrize("path", sorted((ROOT / "bench").glob("[!_]*.py")), ids=lambda path: path.stem)
def test_every_measurement_can_be_loaded(path):
    importlib.import_module(f"bench.{path.stem}")
