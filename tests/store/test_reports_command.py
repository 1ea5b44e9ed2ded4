"""`python -m reports` as a scheduler runs it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import money_office
import pytest
from money_office import correct_days, numbers
from reports_made import a_report
from sqlalchemy import Engine

from data import queries_reports
from data.locks import lock_period
from data.recording_reports import keep_report
from metrics.documents.model import Report
from metrics.periods import Period
from metrics.vocabulary import Lens, ReportKind
from reports import pdf, written_files
from reports.__main__ import main

ROOT = Path(__file__).parents[2]
DAY = "2026-10-15"
OFFICE = ("--organisation", "provkommun", "--day", DAY)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The small office, in a store of one's own that the settings point at."""
    url, engine = money_office.money_store(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield engine
    engine.dispose()


Run = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; return its exit status, the names of what it wrote, and what it told."""

    def made(*arguments: str, office: tuple[str, ...] = OFFICE) -> tuple[int, list[str], str]:
        status = main([*office, "--to", str(tmp_path / "ut"), *arguments])
        out, err = capsys.readouterr()
        return status, [Path(line).name for line in out.splitlines()], err

    return made


def in_folder(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.joinpath("ut").glob("**/*"))


def keep(store: Engine, report: Report) -> None:
    unit = numbers(store)[0]["kontoret"]
    keep_report(store, organisation_id=1, unit_id=unit, report=report, role="Controller", over=0)


def own_report(lead: str, period: str = "2026-08", lens: Lens = Lens.INTERN) -> Report:
    made = a_report(lens=lens)
    return Report(
        kind=ReportKind.MONTH,
        title="Månadsrapport augusti 2026",
        organisation="Provkommun",
        unit="Kontoret",
        period=Period.parse(period),
        lens=lens,
        lead=lead,
        sections=made.sections,
    )


def test_without_more_it_makes_the_latest_closed_month_of_the_whole_office_as_pdf(store, run, tmp_path):
    status, made, told = run()
    assert (status, made) == (0, ["manadsrapport-provkommun-kontoret-2026-09.pdf"])
    assert in_folder(tmp_path) == made
    assert "läser siffrorna" in told


@pytest.mark.parametrize(
    ("arguments", "stem"),
    [
        (("--period", "2026-08"), "manadsrapport-provkommun-kontoret-2026-08"),
        (("--period", "2026-08", "--unit", "barn"), "manadsrapport-provkommun-barn-2026-08"),
        (("--kind", "tertial"), "tertialrapport-provkommun-kontoret-2026-t2"),
        (("--kind", "ar"), "verksamhetsberattelse-provkommun-kontoret-2025"),
        (("--period", "2025"), "verksamhetsberattelse-provkommun-kontoret-2025"),
        (("--period", "2026-08", "--lens", "namnd"), "manadsrapport-provkommun-kontoret-2026-08-namnd"),
        (("--indicators", "hvb-dygn", "--period", "2026-T2"), "utdrag-provkommun-kontoret-2026-t2"),
    ],
)
def test_what_is_asked_for_is_what_is_made(store, run, arguments, stem):
    status, made, _ = run("--files", "csv", *arguments)
    assert (status, made) == (0, [f"{stem}.csv"])


def test_several_kinds_of_files_are_made_and_a_repeated_one_once(store, run):
    status, made, _ = run("--files", "xlsx,docx,pptx,csv,xlsx", "--period", "2026-08")
    assert status == 0
    assert [name.rpartition(".")[2] for name in made] == ["xlsx", "docx", "pptx", "csv"]


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "docx", "pptx", "csv"])
def test_the_same_day_gives_the_same_bytes(store, run, tmp_path, kind):
    found = []
    for _ in range(2):
        _, (name,), _ = run("--files", kind, "--period", "2026-08")
        found.append(tmp_path.joinpath("ut", name).read_bytes())
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--organisation", "annan"), "verksamheten «annan». Här finns provkommun."),
        (("--unit", "norr"), "enheten «norr»"),
        (("--period", "2031-01"), "perioden «2031-01»"),
        (("--indicators", "hvb-dygn,okand"), "indikatorn «okand»"),
        (("--period", "2026-08", "--kind", "ar"), "Utelämna --kind eller --period."),
        (("--indicators", "hvb-dygn", "--kind", "manad"), "Utelämna --kind eller --indicators."),
    ],
)
def test_what_is_not_there_is_said_in_swedish_and_nothing_is_written(store, run, tmp_path, arguments, told):
    status, made, err = run(*arguments)
    assert (status, made) == (1, [])
    assert told in err
    assert not tmp_path.joinpath("ut").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--files", "exe"),
        ("--files", ""),
        ("--lens", "alla"),
        ("--kind", "vecka"),
        ("--period", "oktober"),
        ("--day", "i går"),
    ],
)
def test_a_command_that_is_written_wrongly_ends_with_2(store, run, capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)
    assert stopped.value.code == 2
    assert "«" in capsys.readouterr().err


def test_an_office_must_be_named(store, run):
    with pytest.raises(SystemExit) as stopped:
        run(office=())
    assert stopped.value.code == 2


def test_a_store_that_is_not_made_says_what_to_run(tmp_path, run, monkeypatch):
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", f"sqlite:///{tmp_path / 'tom.db'}")
    status, _, told = run()
    assert status == 1
    assert "python -m data init" in told


def test_the_report_that_is_kept_is_the_one_that_is_made(store, run, tmp_path):
    keep(store, own_report("Så sa vi."))
    _, (name,), told = run("--period", "2026-08", "--files", "csv")
    assert "rapporten som Controller sparade" in told
    assert "Sjukfrånvaro" in tmp_path.joinpath("ut", name).read_text("utf-8-sig")
    _, (name,), told = run("--period", "2026-08", "--files", "csv", "--draft")
    assert "Controller" not in told
    assert "Vårddygn i HVB" in tmp_path.joinpath("ut", name).read_text("utf-8-sig")


def test_a_locked_period_gives_what_was_locked_whatever_is_corrected_later(store, run, tmp_path):
    facts = {"period": "2026-08", "reason": "Till nämnden", "role": "Controller"}
    lock_period(store, organisation_id=1, unit_id=None, today=date(2026, 10, 15), **facts)
    path = tmp_path / "ut" / "manadsrapport-provkommun-kontoret-2026-08.csv"
    run("--period", "2026-08", "--files", "csv")
    before = path.read_bytes()
    correct_days(store, 120.0)
    run("--period", "2026-08", "--files", "csv")
    assert path.read_bytes() == before


def test_a_server_for_the_public_never_gives_more(store, run, monkeypatch):
    monkeypatch.setenv("LAGESBILD_LENS", "publik")
    _, made, told = run("--period", "2026-08", "--files", "csv", "--lens", "intern")
    assert made == ["manadsrapport-provkommun-kontoret-2026-08-publik.csv"]
    assert "linsen Publik" in told


def test_what_an_audience_is_given_is_written_down_once(store, run):
    for _ in range(2):
        run("--period", "2026-08", "--files", "csv", "--lens", "publik")
    (cells,) = queries_reports.published(store, 1)
    assert cells["hvb-dygn"]["barn"]["2026-08"] == 100
    run("--period", "2026-08", "--files", "csv")
    assert len(queries_reports.published(store, 1)) == 1


def test_a_broken_template_is_told_and_the_built_in_is_used(store, run, tmp_path):
    broken = tmp_path / "mall.pptx"
    broken.write_bytes(b"inget bildspel")
    for template in (broken, tmp_path / "saknas.pptx", Path("/dev/zero")):
        status, made, told = run("--period", "2026-08", "--files", "pptx", "--template", str(template))
        assert (status, len(made)) == (0, 1)
        assert "Den inbyggda mallen används så länge." in told


def test_a_file_that_fails_is_told_and_the_others_are_written(store, run, monkeypatch):
    def refuse(*_args: object, **_kwargs: object) -> bytes:
        raise pdf.PdfError("Typst kunde inte sätta texten.")

    monkeypatch.setattr(pdf, "report_pdf", refuse)
    status, made, told = run("--period", "2026-08", "--files", "pdf,csv")
    assert status == 1
    assert [name.rpartition(".")[2] for name in made] == ["csv"]
    assert "Typst kunde inte sätta texten." in told


def test_a_write_that_breaks_off_leaves_the_earlier_file_and_no_half_one(store, run, tmp_path, monkeypatch):
    _, (name,), _ = run("--period", "2026-08", "--files", "csv")
    before = tmp_path.joinpath("ut", name).read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device", name)

    monkeypatch.setattr(written_files.os, "fsync", full)
    status, made, told = run("--period", "2026-08", "--files", "csv")
    assert (status, made) == (1, [])
    assert "gick inte att skriva" in told
    assert in_folder(tmp_path) == [name]
    assert tmp_path.joinpath("ut", name).read_bytes() == before


def test_it_runs_as_a_command_with_help_in_swedish(store, tmp_path):
    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "reports", *arguments],
            cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False,
        )  # fmt: skip

    helped = ran("--help")
    assert helped.returncode == 0
    options = set(re.findall(r"--[a-z]+", helped.stdout))
    assert {"--organisation", "--unit", "--period", "--kind", "--files", "--lens", "--to"} <= options
    made = ran(*OFFICE, "--files", "csv", "--to", str(tmp_path / "ut"))
    assert (made.returncode, Path(made.stdout.strip()).is_file()) == (0, True)


@pytest.mark.parametrize("given", [",,,", "", " , "])
@pytest.mark.usefixtures("store")
def test_no_indicators_where_some_are_asked_for_is_an_error_and_not_the_whole_report(run, tmp_path, given):
    with pytest.raises(SystemExit) as stopped:
        run("--period", "2026-08", "--files", "csv", "--indicators", given)
    assert stopped.value.code == 2
    assert in_folder(tmp_path) == []
