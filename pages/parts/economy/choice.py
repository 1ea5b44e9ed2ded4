"""What the economy is seen by: its view, the account, the parts and the unit of amounts."""

from dataclasses import dataclass

import pandas as pd

from metrics.money.scale import MNKR, SCALES, Scale
from pages.parts.address import asked, say_unknown
from pages.parts.fields import Field, Option

ACCOUNT, VIEW, PARTS, AMOUNTS_IN = "account", "view", "parts", "amounts"
VIEWS = {
    "": "Året",
    "memory": "Prognosminne",
    "bridge": "Placeringsbrygga",
    "scenarios": "Scenarier",
}
BY_ACCOUNT, BY_UNIT = "", "unit"
PART_NAMES = {BY_ACCOUNT: "konto", BY_UNIT: "enhet"}
ALL_ACCOUNTS = "Hela resultatet"


@dataclass(frozen=True)
class EconomyChoice:
    """Which view, of which account (None = the whole result), by which parts, in which unit."""

    view: str
    account_id: int | None
    account_code: str
    account_name: str
    parts: str
    scale: Scale

    @property
    def names(self) -> tuple[str, ...]:
        """The account's name, for a heading; nothing of the whole result."""
        return () if self.account_id is None else (self.account_name,)

    @property
    def address(self) -> dict[str, str]:
        """The choice as address parameters; what is usual is left out."""
        given = {
            ACCOUNT: self.account_code,
            VIEW: self.view,
            PARTS: self.parts,
            AMOUNTS_IN: "" if self.scale is MNKR else self.scale.unit,
        }
        return {name: value for name, value in given.items() if value}


def economy_choice(accounts: pd.DataFrame) -> EconomyChoice:
    """Return what the address asks for; says what is not there. `accounts`: those that have lines."""
    code = asked(ACCOUNT) or ""
    known = accounts[accounts["code"] == code]
    if code and known.empty:
        say_unknown("kontot", code, ALL_ACCOUNTS.lower())
    return EconomyChoice(
        view=_one_of("vyn", asked(VIEW) or "", VIEWS),
        account_id=None if known.empty else int(known["id"].iloc[0]),
        account_code="" if known.empty else code,
        account_name=ALL_ACCOUNTS if known.empty else str(known["name"].iloc[0]),
        parts=_one_of("uppdelningen", asked(PARTS) or "", PART_NAMES),
        scale=SCALES[
            _one_of("beloppens enhet", asked(AMOUNTS_IN) or MNKR.unit, {unit: unit for unit in SCALES})
        ],
    )


def _one_of(noun: str, wanted: str, offered: dict[str, str]) -> str:
    if wanted in offered:
        return wanted
    usual = next(iter(offered))
    say_unknown(noun, wanted, offered[usual])
    return usual


def economy_fields(chosen: EconomyChoice, accounts: pd.DataFrame) -> list[Field]:
    """Return the fields of every view of the economy."""
    listed = zip(accounts["code"], accounts["name"], strict=True)
    options = [Option("", ALL_ACCOUNTS), *(Option(code, name) for code, name in listed)]
    amounts = [Option("" if scale is MNKR else scale.unit, scale.unit) for scale in SCALES.values()]
    shown = "" if chosen.scale is MNKR else chosen.scale.unit
    return [
        Field(ACCOUNT, "Konto", chosen.account_code, options, span=2),
        Field(VIEW, "Visa", chosen.view, [Option(*each) for each in VIEWS.items()], in_row=True, span=4),
        Field(AMOUNTS_IN, "Belopp i", shown, amounts, in_row=True, span=2),
    ]


def parts_field(chosen: EconomyChoice) -> Field:
    """Return the field that chooses what the whole is divided into."""
    options = [Option(*each) for each in PART_NAMES.items()]
    return Field(PARTS, "Dela upp per", chosen.parts, options, in_row=True, span=2)
