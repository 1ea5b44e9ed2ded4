"""`python -m metrics.disclosure`: a table as JSON in, which cells to hide as JSON out."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.disclosure import main

ROOT = Path(__file__).parents[2]
SQUARE = [[3, 20, 6], [30, 40, 8], [10, 10, 10]]
CORNERS = [[True, False, True], [False, False, False], [True, False, True]]


def run(text):
    return subprocess.run(
        [sys.executable, "-m", "metrics.disclosure"], input=text, capture_output=True, text=True, cwd=ROOT
    )


def answered(asked, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asked)))
    assert main() == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_prints_the_answer_and_nothing_else():
    done = run(json.dumps({"table": SQUARE, "threshold": 5}))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"hidden": CORNERS, "aggregate": False}


@pytest.mark.parametrize(
    ("asked", "hidden", "aggregate"),
    [
        pytest.param({"table": SQUARE}, CORNERS, False, id="5 unless told"),
        pytest.param(
            {"table": SQUARE, "threshold": 1}, [[False] * 3] * 3, False, id="from 1 nothing is small"
        ),
        pytest.param({"table": [[0, 0], [0, 0]]}, [[False, False], [False, False]], False, id="only zeros"),
        pytest.param({"table": [[3]]}, [[True]], True, id="one cell"),
        pytest.param({"table": [[3, 9, 20]]}, [[True] * 3], True, id="one row"),
        pytest.param({"table": [[3], [9]]}, [[True], [True]], True, id="one column"),
        pytest.param(
            {"table": [[1, 2], [30, 40]]}, [[True, True], [True, True]], True, id="a small row total"
        ),
        pytest.param({"table": [[]]}, [[]], False, id="no columns"),
        pytest.param(
            {"table": [[3, 10**40], [10**30, 9]]},
            [[True, True], [True, True]],
            False,
            id="counts beyond all reason",
        ),
    ],
)
def test_which_cells_are_hidden(asked, hidden, aggregate, monkeypatch, capsys):
    assert answered(asked, monkeypatch, capsys) == {"hidden": hidden, "aggregate": aggregate}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "JSON"),
        ("inte json", "JSON"),
        ("[" * 100_000, "JSON"),
        (f'{{"table": [[{"9" * 5000}]]}}', "JSON"),
        ("[[1, 2]]", "table"),
        ("{}", "table"),
        ('{"table": []}', "lista av rader"),
        ('{"table": 7}', "lista av rader"),
        ('{"table": [1, 2]}', "lista av rader"),
        ('{"table": [[1, 2], [3]]}', "rad 2 har 1 antal men rad 1 har 2"),
        ('{"table": [[1, -2]]}', "-2"),
        ('{"table": [[1, 2.5]]}', "2.5"),
        ('{"table": [[1, null]]}', "hela tal"),
        ('{"table": [[1, true]]}', "hela tal"),
        ('{"table": [[1, "2"]]}', "hela tal"),
        ('{"table": [[1, NaN]]}', "hela tal"),
        ('{"table": [[1]], "threshold": 0}', "threshold"),
        ('{"table": [[1]], "threshold": 2.5}', "threshold"),
        ('{"table": [[1]], "threshold": true}', "threshold"),
        ('{"table": [[1]], "threshold": null}', "threshold"),
        ('{"table": [[1]], "treshold": 4}', "treshold"),
        (json.dumps({"table": [[9] * 101] * 100}), "dela upp"),
    ],
)
def test_what_is_not_a_table_of_counts_gets_one_swedish_line(text, said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert main() == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Tabellen kan inte prövas: ") and told.err.count("\n") == 1
    assert said in told.err


def test_the_command_ends_with_status_1_when_it_cannot_answer():
    done = run("inte json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Tabellen kan inte prövas" in done.stderr and "Traceback" not in done.stderr
