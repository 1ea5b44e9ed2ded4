"""Small plan files as text: one to change one thing in, and one to add to."""

from pathlib import Path

CONCEPTS = {"sjukfranvaro": "Sjukfrånvaro"}
EMPTY_PLAN = """
[organisation]
code = "provkommun"
name = "Provkommun"

[[units]]
code = "kontoret"
name = "Kontoret"

[plan]
code = "plan-2026"
title = "Verksamhetsplan 2026"
document = "Verksamhetsplan 2026.pdf"
valid_from = 2026-01-01
valid_to = 2026-12-31
"""
PLAN = """
[organisation]
code = "lilla"
name = "Lilla kommun"

[plan]
code = "lilla-2019"
title = "Plan 2019"
document = "Verksamhetsplan 2019"
valid_from = 2019-01-01
valid_to = 2019-12-31

[[units]]
code = "kontoret"
name = "Kontoret"

[[units]]
code = "norr"
name = "Norr"
parent = "kontoret"

[[objectives]]
code = "medborgare"
kind = "perspektiv"
title = "Medborgare"
source = "Plan 2019, Mål"

[[objectives]]
code = "trygga"
kind = "nämndmål"
title = "Trygga barn"
parent = "medborgare"
source = "Plan 2019, Mål"

[[objectives]]
code = "personal"
kind = "perspektiv"
title = "Personal"
source = "Plan 2019, Mål"

[[indicators]]
code = "sjuk"
name = "Sjukfrånvaro"
concept = "sjukfranvaro"
objective = "personal"
area = "staff"
definition = "Andel av ordinarie arbetstid."
unit_of_measure = "%"
decimals = 1
kind = "ratio"
direction = "down"
periodicity = "month"
source = "Plan 2019, Personal"
targets = [
  { kind = "at_most", value = 5.7, valid_from = 2019-01-01, valid_to = 2019-12-31, words = "5,7 %" },
  { kind = "at_most", level = "council", valid_from = 2019-01-01, valid_to = 2019-12-31, words = "tas fram" },
]
definition_changes = [{ changed_on = 2019-07-01, text = "Timanställda räknas." }]

[[indicators]]
code = "placerade"
name = "Placerade barn"
objective = "trygga"
area = "placements"
definition = "Barn som är placerade."
unit_of_measure = "antal"
decimals = 0
kind = "stock"
direction = "none"
periodicity = "month"
source = "Plan 2019, Mål"

[[activities]]
code = "utbilda"
title = "Utbilda familjehem"
objective = "trygga"
starts = 2019-02-01
ends = 2019-06-30
source = "Plan 2019, Mål"

[[follow_ups]]
code = "arsvis"
title = "Årlig redovisning"
objective = "trygga"
periodicity = "year"
due = "2020-03"
source = "Plan 2019, Mål"

[[contradictions]]
code = "summan"
subject = "Summan"
text = "Delarna blir 3 men summan är tryckt 4."
source = "Plan 2019, Budget"

[[series]]
indicator = "placerade"
unit = "norr"
source = "Plan 2019, Mått"
values = { 2018 = 20, 2019-01 = 26, 2019-02 = "missing" }

[[accounts]]
code = "netto"
name = "Netto"
role = "net"

[[result_tables]]
unit = "kontoret"
printed_in = "tkr"
source = "Plan 2019, Budget"
columns = [{ kind = "outcome", year = 2018 }, { kind = "forecast", year = 2019, made_in = "2019-08" }]
rows = [{ account = "netto", values = [-4, ""] }]
"""


def changed(*changes: tuple[str, str]) -> str:
    """Return the plan with each old text replaced by a new one. The old one must stand there once."""
    written = PLAN
    for old, new in changes:
        assert written.count(old) == 1, f"{written.count(old)} × {old!r}"
        written = written.replace(old, new)
    return written


def without(table: str, code: str, written: str = PLAN) -> str:
    """Return the plan without one entry, for instance the activity `utbilda`."""
    start = written.index(f'[[{table}]]\ncode = "{code}"')
    end = written.find("\n[[", start + 1)
    return written[:start] + (written[end + 1 :] if end > 0 else "")


def plan_at(folder: Path, written: str = PLAN) -> Path:
    """Write a plan file and return where it stands."""
    path = folder / "lilla.toml"
    path.write_text(written, encoding="utf-8")
    return path
