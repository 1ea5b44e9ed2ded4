"""The documents keep what they promise: every setting, word, table, view and command they must name."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, inspect

import metrics.vocabulary
from data.catalogue import concepts
from data.demo.awkward import Case
from data.models import Base
from data.plan_files.reading import read_plan
from data.settings import ROOT, Settings
from data.store import migrate, open_store
from data.views import VIEWS
from metrics import worked_example
from metrics.numbers import number
from metrics.spc import Rule, Variation, xmr_chart

PICTURES = "docs/pictures/"
MADE_LATER = {"lagesbild.db", ".venv/bin/python", ".venv"}
KEPT = re.compile(r"[-\w.]+/[-\w./]*|[-\w]+\.(?:py|md|txt|toml|db)|Makefile")
EXPLAINED_ONCE = {"id", "position"}
SET_BY_THE_MEASUREMENTS = {"LAGESBILD_BENCH_PAGE"}
CODE_FOLDERS = ("bench", "data", "metrics", "pages", "server", "tests")


def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def row_of(text: str, first_cell: str) -> list[str]:
    """Return the cells of the table row that begins with a code."""
    rows = [line for line in text.splitlines() if line.startswith(f"| `{first_cell}` |")]
    assert len(rows) == 1, f"`{first_cell}` should begin one row, begins {len(rows)}"
    return [cell.strip() for cell in rows[0].strip("|").split("|")]


def section(text: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"the heading {heading!r} is missing"
    return found[1]


def vocabularies() -> Iterator[type[StrEnum]]:
    for each in vars(metrics.vocabulary).values():
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum:
            yield each


def requirements(name: str) -> list[str]:
    return re.findall(r"^([\w-]+)(?:\[\w+\])?==", document(name), re.MULTILINE)


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", document("Makefile"), re.MULTILINE))


def linked(name: str) -> list[str]:
    """Return the files that a document links to, as paths from the project's folder."""
    addresses = re.findall(r"\]\(([^)#]+)", document(name))
    here = (ROOT / name).parent
    local = [address for address in addresses if "://" not in address]
    return [(here / address).resolve().relative_to(ROOT).as_posix() for address in local]


DOCUMENTS = [
    "README.md",
    "CHANGELOG.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
]


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_stands_in_the_operating_manual_with_default_and_sentence(setting):
    _, default, sentence = row_of(document("docs/drift.md"), setting.metadata["variable"])
    known = str(setting.default).replace(str(ROOT), "…").replace("\\", "/")
    assert f"`{known}`" in default
    assert setting.metadata["sentence"] == sentence


def test_every_variable_of_ours_that_the_code_reads_stands_in_the_operating_manual():
    files = [path for folder in CODE_FOLDERS for path in (ROOT / folder).rglob("*.py")]
    read = {name for path in files for name in re.findall(r"\bLAGESBILD_[A-Z_]+\b", path.read_text("utf-8"))}
    assert "LAGESBILD_DATABASE_URL" in read
    ours = sorted(read - SET_BY_THE_MEASUREMENTS)
    assert [name for name in ours if f"| `{name}` |" not in document("docs/drift.md")] == []


@pytest.mark.parametrize("vocabulary", list(vocabularies()), ids=lambda each: each.__name__)
def test_every_word_of_the_closed_lists_stands_in_the_glossary(vocabulary):
    cells = [f"| `{vocabulary.__name__}.{member.name}` = `{member.value}` |" for member in vocabulary]
    assert [cell for cell in cells if document("docs/ordlista.md").count(cell) != 1] == []


def test_the_glossary_explains_no_word_that_does_not_exist():
    written = set(re.findall(r"`(\w+\.\w+)` = `([^`]+)`", document("docs/ordlista.md")))
    real = {(f"{each.__name__}.{member.name}", member.value) for each in vocabularies() for member in each}
    assert written - real == set()


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_and_its_columns_stand_in_the_glossary(table: Table):
    cells = row_of(section(document("docs/ordlista.md"), "Databasens tabeller"), table.name)
    named = set(re.findall(r"`(\w+)`", cells[-1]))
    columns = {column.name for column in table.columns}
    plain = {column.name for column in table.columns if not column.foreign_keys} - EXPLAINED_ONCE
    assert (plain - named, named - columns) == (set(), set())


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_store(f"sqlite:///{(tmp_path_factory.mktemp('docs') / 'empty.db').as_posix()}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_described_with_exactly_its_columns_in_order(view: str, empty_store: Engine):
    rows = re.findall(
        r"^\| `(\w+)` \| (.+) \| (.+) \|$", section(document("docs/vyer.md"), view), re.MULTILINE
    )
    assert [name for name, _, _ in rows] == [
        column["name"] for column in inspect(empty_store).get_columns(view)
    ]


def test_every_query_in_the_description_of_the_views_can_be_asked(empty_store: Engine):
    queries = re.findall(r"```sql\n(SELECT.*?)```", document("docs/vyer.md"), re.DOTALL)
    assert len(queries) >= 5
    with empty_store.connect() as connection:
        assert [connection.exec_driver_sql(query).all() for query in queries] == [[] for _ in queries]


def test_the_two_commands_stand_alone_in_the_readme():
    assert "```sh\nmake run\nmake test\n```" in document("README.md")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_a_document_names_exists(name: str):
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", document(name), re.MULTILINE))
    assert named - make_targets() == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_a_document_links_to_exists(name: str):
    made = (ROOT / PICTURES).is_dir()
    expected = [path for path in linked(name) if made or not path.startswith(PICTURES)]
    assert [path for path in expected if not (ROOT / path).exists()] == []


def test_every_picture_in_the_readme_is_one_that_make_pictures_takes():
    taken = set(re.findall(r'^    \("([\w-]+)", "/', document("bench/pictures.py"), re.MULTILINE))
    shown = {Path(path).stem for path in linked("README.md") if path.startswith(PICTURES)}
    assert shown
    assert shown - taken == set()


def test_every_file_and_folder_that_the_readme_names_exists():
    named = {code for code in re.findall(r"`([^`\n]+)`", document("README.md")) if KEPT.fullmatch(code)}
    assert {"data/plans/", "dashboard.py"} <= named
    assert [name for name in sorted(named - MADE_LATER) if not (ROOT / name).exists()] == []


def test_the_plan_in_the_readme_can_be_loaded_as_it_stands(tmp_path: Path):
    written = re.search(r"```toml\n(.*?)```", document("README.md"), re.DOTALL)
    assert written
    file = tmp_path / "plan.toml"
    file.write_text(written[1], encoding="utf-8")
    assert read_plan(file, concepts()).content.plan.title == tomllib.loads(written[1])["plan"]["title"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_direct_dependency_has_a_reason_and_a_licence(name: str):
    assert requirements(name)
    rows = [row_of(document("docs/beslut.md"), dependency) for dependency in requirements(name)]
    assert [row for row in rows if len(row) != 3 or not all(row)] == []


def test_no_reason_is_left_for_a_dependency_that_is_gone():
    reasons = set(
        re.findall(r"^\| `([\w-]+)` \|", section(document("docs/beslut.md"), "Bibliotek"), re.MULTILINE)
    )
    assert reasons == {*requirements("requirements.txt"), *requirements("requirements-dev.txt")}


def test_every_awkward_case_of_exempelstad_is_told_in_the_method():
    told = section(document("docs/metod.md"), "Exempelstad")
    assert [case.value for case in Case if f"`{case.value}` |" not in told] == []


def test_the_newest_version_stands_first_in_the_changelog():
    headings = re.findall(
        r"^## (\d+)\.(\d+)\.(\d+) \((\d{4}-\d{2}-\d{2})\)$", document("CHANGELOG.md"), re.MULTILINE
    )
    versions = [tuple(map(int, heading[:3])) for heading in headings]
    days = [heading[3] for heading in headings]
    assert versions
    assert len(headings) == document("CHANGELOG.md").count("\n## "), "a heading is no version with a day"
    assert (versions, days) == (sorted(set(versions), reverse=True), sorted(days, reverse=True))


def test_changes_stand_under_the_headings_that_the_changelog_promises():
    opening, *versions = re.split(r"^## .*$", document("CHANGELOG.md"), flags=re.MULTILINE)
    promised = set(re.findall(r"^- \*\*(.+?)\*\*", opening, re.MULTILINE))
    used = {
        heading for version in versions for heading in re.findall(r"^\*\*(.+)\*\*$", version, re.MULTILINE)
    }
    assert "Ändrad beräkning" in promised
    assert used
    assert used - promised == set()


def test_the_worked_example_of_the_method_is_what_the_rules_give():
    text = document("docs/signaler.md")
    counts = [int(count) for count in re.search(r"\(påhittade\): ([\d, ]+)\.", text)[1].split(", ")]
    chart = xmr_chart(counts, better="down")
    assert tuple(counts) == worked_example.COUNTS
    told = (
        number(line, 1) for line in (chart.points[-1].mean, chart.points[-1].lower, chart.points[-1].upper)
    )
    assert [line for line in told if line not in text] == []
    assert (chart.variation, chart.points[-1].flags) == (Variation.CONCERN, (Rule.OUTSIDE,))
