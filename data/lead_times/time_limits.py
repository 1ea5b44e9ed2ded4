"""Time limits per kind of case, read from an editable file, and the words that files use for the kinds."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from data.lead_times.columns import word_of
from data.models.base import Code, DeadlineRuleText, LimitUnitText
from data.models.words import one_line
from data.validation import problems_in_swedish
from metrics.cases.time_rules import TimeRule
from metrics.vocabulary import DeadlineRule, LimitUnit

SHIPPED = Path(__file__).parent / "time_limits.toml"
LONGEST_NAME, LONGEST_LAW, LONGEST_LIMIT = 80, 200, 1_000

Name = Annotated[str, AfterValidator(one_line(LONGEST_NAME))]
Law = Annotated[str, AfterValidator(one_line(LONGEST_LAW, or_empty=True))]


class RuleEntry(BaseModel):
    """A limit and from when it applies."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(gt=0, le=LONGEST_LIMIT, strict=True)
    limit_unit: LimitUnitText
    judged_by: DeadlineRuleText
    applies_from: date
    law: Law = ""


class KindEntry(BaseModel):
    """A kind of case: its code, its name, other words for it, and its limits."""

    model_config = ConfigDict(extra="forbid")

    code: Code
    name: Name
    aliases: list[Name] = []
    rules: list[RuleEntry] = Field(min_length=1)


class LimitsFile(BaseModel):
    """A file of time limits."""

    model_config = ConfigDict(extra="forbid")

    kinds: list[KindEntry] = Field(min_length=1)


@dataclass(frozen=True)
class TimeLimits:
    """The rules of every kind, and the code that each word for a kind stands for."""

    rules: tuple[TimeRule, ...]
    codes: Mapping[str, str]

    def code_of(self, text: str) -> str:
        """Return the code of the kind that a word in a file stands for; the word itself where it is none."""
        return self.codes.get(word_of(text), text)


class TimeLimitsError(Exception):
    """A file of time limits that can't be used; `problems` holds every fault in Swedish, with its place."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.path = path
        self.problems = problems
        listed = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"{path.name} kan inte användas, {len(problems)} fel:\n{listed}\nRätta filen och kör igen."
        )


def read_time_limits(path: Path = SHIPPED) -> TimeLimits:
    """Read and check a file of time limits. Raises TimeLimitsError with every fault of the file."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        content = LimitsFile.model_validate(document)
    except OSError as error:
        raise TimeLimitsError(path, [f"filen kan inte öppnas ({error.strerror})"]) from error
    except ValidationError as error:
        raise TimeLimitsError(path, problems_in_swedish(error, document)) from error
    except ValueError as error:
        raise TimeLimitsError(path, [f"filen är inte giltig TOML i UTF-8 ({error})"]) from error
    problems = [*_said_twice(content.kinds), *_begun_twice(content.kinds)]
    if problems:
        raise TimeLimitsError(path, problems)
    return TimeLimits(
        tuple(_rule(kind, rule) for kind in content.kinds for rule in kind.rules),
        {word: kind.code for kind in content.kinds for word in _words(kind)},
    )


def _rule(kind: KindEntry, rule: RuleEntry) -> TimeRule:
    return TimeRule(
        kind.code,
        kind.name,
        rule.limit,
        LimitUnit(rule.limit_unit),
        DeadlineRule(rule.judged_by),
        rule.applies_from,
        rule.law,
    )


def _words(kind: KindEntry) -> set[str]:
    return {word_of(word) for word in (kind.code, kind.name, *kind.aliases)}


def _said_twice(kinds: Iterable[KindEntry]) -> Iterator[str]:
    taken: dict[str, str] = {}
    for number, kind in enumerate(kinds, 1):
        for word in sorted(_words(kind)):
            if word in taken:
                yield f"kinds nr {number} «{kind.code}»: «{word}» står redan för «{taken[word]}»"
            taken.setdefault(word, kind.code)


def _begun_twice(kinds: Iterable[KindEntry]) -> Iterator[str]:
    for kind in kinds:
        days = [rule.applies_from for rule in kind.rules]
        for day in sorted({day for day in days if days.count(day) > 1}):
            yield f"kinds «{kind.code}»: två gränser gäller från {day}"
