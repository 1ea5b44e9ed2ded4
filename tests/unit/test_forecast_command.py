"""`python -m metrics.forecast`: a question as JSON in, the year's end as JSON out."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.forecast import main, year_end

ROOT = Path(__file__).parents[2]
HISTORY = [100, 110, 90, 120] * 8


def run(text):
    return subprocess.run(
        [sys.executable, "-m", "metrics.forecast"], input=text, capture_output=True, text=True, cwd=ROOT
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"history": HISTORY, "months_known": 8, "kind": "flow", "budget": None, "level": 0.8},
        {"history": [-value for value in HISTORY], "months_known": 8, "kind": "money", "budget": [-100] * 12},
        {"history": [None, *HISTORY], "months_known": 8, "kind": "stock", "level": 0.95},
        {"history": [1, 2], "months_known": 2, "budget": 12},
    ],
)
def test_the_command_answers_as_the_function_does(asked):
    done = run(json.dumps(asked))
    assert (done.returncode, done.stderr) == (0, "")
    end = year_end(asked["history"], **{name: asked[name] for name in asked if name != "history"})
    assert json.loads(done.stdout) == {
        "total": end.total,
        "lower": end.lower,
        "upper": end.upper,
        "method": end.method,
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ett JSON-objekt"),
        ("[1]", "history och months_known"),
        ("{}", "history saknas"),
        ('{"history": [1]}', "months_known saknas"),
        ('{"history": 7, "months_known": 1}', "lista"),
        ('{"history": ["7"], "months_known": 1}', "tal"),
        ('{"history": [true], "months_known": 1}', "tal"),
        ('{"history": [1], "months_known": "1"}', "heltal"),
        ('{"history": [1], "months_known": 13}', "1 till 12"),
        ('{"history": [1, null, 1], "months_known": 1}', "saknas"),
        ('{"history": [1], "months_known": 1, "kind": ["flow"]}', "flow"),
        ('{"history": [1], "months_known": 1, "level": "0.8"}', "level"),
        ('{"history": [1], "months_known": 1, "level": null}', "level"),
        ('{"history": [1], "months_known": 1, "budget": {"1": 2}}', "budget"),
        ('{"history": [1], "months_known": 1, "budget": [1, null]}', "budget"),
        ('{"history": [1], "months_known": 1, "year": 2026}', "year"),
        ('{"history": [Infinity], "months_known": 1}', "oändligt"),
        (f'{{"history": [1{400 * "0"}], "months_known": 1}}', "rimliga"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_one_swedish_line(text, said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    assert main() == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Prognosen kan inte göras: ") and told.err.count("\n") == 1
    assert said in told.err


def test_the_command_ends_with_status_2_when_it_cannot_answer():
    done = run("inte json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Prognosen kan inte göras" in done.stderr and "Traceback" not in done.stderr
