"""Validation errors told in Swedish: the place, the rule and the value that broke it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

RULES = {
    "missing": "fältet saknas",
    "extra_forbidden": "fältet finns inte, kontrollera stavningen",
    "string_type": "ska vara text",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "float_type": "ska vara ett tal",
    "float_parsing": "ska vara ett tal",
    "bool_type": "ska vara true eller false",
    "bool_parsing": "ska vara true eller false",
    "date_type": "ska vara ett datum som 2019-02-13",
    "date_parsing": "ska vara ett datum som 2019-02-13",
    "date_from_datetime_parsing": "ska vara ett datum som 2019-02-13",
    "date_from_datetime_inexact": "ska vara ett datum utan klockslag, som 2019-02-13",
    "list_type": "ska vara en lista",
    "dict_type": "ska vara en tabell",
    "model_type": "ska vara en tabell",
    "model_attributes_type": "ska vara en tabell",
    "string_too_short": "får inte vara tom",
    "too_short": "får inte vara tom",
    "string_pattern_mismatch": "har fel form, väntad form {pattern}",
    "greater_than": "ska vara större än {gt}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than": "ska vara mindre än {lt}",
    "less_than_equal": "ska vara högst {le}",
}
VALUE_ERROR_PREFIX = "Value error, "
LONGEST_ECHO = 80
PERSONAL = "personnummer"
"""What is refused for holding one is not repeated."""


def problems_in_swedish(error: ValidationError, document: Mapping[str, Any] | None = None) -> list[str]:
    """Return one Swedish line per fault: where, which rule, and what stood there.

    `document` is what was validated; entries with a code are then named by it
    ("indicators «nki»") rather than by their number.
    """
    return [_problem(detail, document or {}) for detail in error.errors()]


def _problem(detail: ErrorDetails, document: Mapping[str, Any]) -> str:
    rule = RULES.get(detail["type"])
    told = rule.format(**detail.get("ctx", {})) if rule else detail["msg"].removeprefix(VALUE_ERROR_PREFIX)
    place = _place(detail["loc"], document)
    if detail["type"] == "missing" or isinstance(detail["input"], dict | list) or PERSONAL in told:
        return f"{place}: {told}"
    stood = _echo(str(detail["input"]))
    return f"{place}: {told}" if stood in told else f"{place}: {told} (där står {stood})"


def _echo(value: str) -> str:
    return f"«{value}»" if len(value) <= LONGEST_ECHO else f"«{value[:LONGEST_ECHO]}…»"


def _place(location: tuple[int | str, ...], document: Any) -> str:
    parts: list[str] = []
    here = document
    for step in location:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if not isinstance(step, int):
            parts.append(str(step))
        elif isinstance(here, Mapping) and "code" in here:
            parts[-1] += f" «{here['code']}»"
        else:
            parts[-1] += f" nr {step + 1}"
    return ", ".join(parts) or "filen"
