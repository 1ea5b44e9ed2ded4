"""What a file would change, ready to be shown and then let in whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from data.files.sheet import column_name
from data.imports.answers.memory import Kept, Memory, kept_answers
from data.imports.facts import Finding, Question
from data.imports.figures.standing import CHANGED, NEW, REFUSED, SAME
from data.imports.step import Office, only
from metrics.vocabulary import FindingLevel, ValueState

SECRET = ValueState.CONFIDENTIAL.value


@dataclass(frozen=True)
class Draft:
    """A file that has been read, matched and checked; nothing of it is in the store yet.

    `facts` has a row per figure: `sheet`, `row`, `column`, `unit_id`, `indicator_id` or `account_id`,
    `period`, `kind`, `made_in`, `value` (as it is stored; amounts in kronor), `state`, `numerator`,
    `denominator`, `n`, `comment`, `old_value`, `old_state`, `old_revision`, `change` (`new`, `changed`,
    `same` or `refused`), `inexact` (the file says `ca 270`) and `held` (a warning holds it until it is
    accepted). The rows of findings are its index labels. `secret` tells that what stands in the store is
    kept from readers. `version` is the store's when it was read. `kind` is the kind of name that the file
    has (see `memory.kind_of_name`). `remembered` are the answers from the last time that the reading made
    use of.
    """

    office: Office
    memory: Memory
    facts: pd.DataFrame
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    answers: Mapping[str, str]
    fingerprints: tuple[str, ...]
    version: int
    kind: str | None = None
    remembered: Mapping[str, str] = field(default_factory=dict)

    @property
    def organisation_id(self) -> int:
        """Whose file it is."""
        return self.office.known.organisation_id

    def news(self) -> Kept:
        """Return the answers that aren't remembered yet, by the shape that they are kept for."""
        return self.memory.news(kept_answers(self.answers, self.fingerprints, self.office.tables, self.kind))

    def of_level(self, level: FindingLevel) -> list[Finding]:
        """Return the findings of a level."""
        return [finding for finding in self.findings if finding.level == level]

    def is_whole(self, accepted: str = "") -> bool:
        """Tell whether nothing would be refused: no error, no open question, no warning left unaccepted."""
        warned = bool(self.of_level(FindingLevel.WARNING)) and not accepted
        return not self.questions and not self.of_level(FindingLevel.ERROR) and not warned

    def letting_in(self, accepted: str = "") -> pd.DataFrame:
        """Return the figures that a commit would write: new and changed ones, held ones only if accepted."""
        to_come = self.to_come
        return to_come if accepted else only(to_come, ~to_come["held"])

    @property
    def to_come(self) -> pd.DataFrame:
        """The figures that are new or changed, those that a warning holds among them."""
        return only(self.facts, self.facts["change"].isin([NEW, CHANGED]))

    def leaving_out(self, findings: Collection[Finding]) -> "Draft":
        """Return the same without the figures that some findings are about, and without the findings."""
        rows = [row for finding in findings for row in finding.rows]
        stopped = self.facts["change"].mask(self.facts.index.isin(rows), REFUSED)
        kept = tuple(each for each in self.findings if each not in findings)
        return replace(self, facts=self.facts.assign(change=stopped), findings=kept)

    @property
    def understood(self) -> pd.DataFrame:
        """The figures that no error stops."""
        return self.facts[self.facts["change"] != REFUSED]

    def counts(self) -> dict[str, int]:
        """Return how many figures are new, changed, the same and refused."""
        counted = self.facts["change"].value_counts()
        return {change: int(counted.get(change, 0)) for change in (NEW, CHANGED, SAME, REFUSED)}

    def held_count(self) -> int:
        """Return how many figures a warning holds until it is accepted."""
        return int((self.facts["held"] & (self.facts["change"] != REFUSED)).sum())

    @cached_property
    def preview(self) -> pd.DataFrame:
        """What would change, a row per figure.

        `cell`, `unit`, `subject` (an indicator's or account's name), `unit_of_measure`, `decimals`, `period`,
        `kind`, `made_in`, `old_value`, `old_state`, `value`, `state`, `change`, `held`.
        """
        facts, known = self.facts, self.office.known
        indicators = known.indicators.set_index("id")
        is_amount = facts["account_id"].notna()
        names = facts["indicator_id"].map(indicators["name"].to_dict()).astype(object)
        of_accounts = facts["account_id"].map(known.accounts.set_index("id")["name"].to_dict()).astype(object)
        measures = facts["indicator_id"].map(indicators["unit_of_measure"].to_dict()).astype(object)
        decimals = facts["indicator_id"].map(indicators["decimals"].to_dict()).fillna(0).astype("int64")
        shown = "period kind made_in old_value old_state value state change held".split()
        facts = facts.assign(
            old_value=facts["old_value"].mask(facts["secret"]),
            old_state=facts["old_state"].mask(facts["secret"] & (facts["old_state"] != ""), SECRET),
        )
        return pd.DataFrame(
            {
                "cell": cells(facts),
                "unit": facts["unit_id"].map(known.units.set_index("id")["name"].to_dict()),
                "subject": names.where(~is_amount, of_accounts),
                "unit_of_measure": measures.where(~is_amount, "kronor"),
                "decimals": decimals,
                **{name: facts[name] for name in shown},
            }
        )


def cells(facts: pd.DataFrame) -> "pd.Series[str]":
    """Return where each figure stands, as a reader finds it: `Blad1!C7`."""
    if facts.empty:
        return pd.Series([], dtype="str", index=facts.index)
    columns, different = pd.factorize(facts["column"])
    letters = np.array([column_name(int(number)) for number in different], dtype=object)[columns]
    sheets = facts["sheet"].astype("str")
    before = sheets.where(sheets == "", sheets + "!")
    rows = (facts["row"].astype("int64") + 1).astype("str")
    return before + pd.Series(letters, index=facts.index, dtype="str") + rows
