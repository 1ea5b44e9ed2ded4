"""What cells mean, from the bytes of the file to what would be stored."""

from datetime import date

import pytest
from import_workbooks import Formula, Rows, Shown, as_ods, as_text, as_xls, as_xlsx, cells
from quirk_office import Case, Office

MINUS, NBSP, NARROW, THIN = "\u2212", "\u00a0", "\u202f", "\u2009"
HEAD = ["Mått", "Enhet", "jan 2025", "feb 2025"]


def rows(label: str, cell: object) -> Rows:
    return [HEAD, ["Placerade barn", "Enhet Norr", 7, 8], [label, "IFO", cell, 9]]


def of_cell(office: Office, content: bytes, answers: dict[str, str] | None = None) -> tuple[list[str], ...]:
    """Return what is said of the cell C3, which no other row and column say."""
    said = office.read(content, "fil.csv", answers)
    kept = {"placerade norr 2025-01 7", "placerade norr 2025-02 8"}
    others = [line for line in said.values if line in kept]
    assert len(others) == 2  # the rest of the table is read whatever stands in the cell
    mine = [line.split(" ", 3)[3] for line in said.values if line not in kept and " 2025-01" in line]
    return mine, said.findings, said.questions


CELL = "notice cell C3"
WRITTEN = {
    # label, cell: value or state, findings
    ("Sjukfrånvaro", "5,3"): (["5.3"], []),
    ("Sjukfrånvaro", "5.3"): (["5.3"], []),
    ("Sjukfrånvaro", " 5,3 "): (["5.3"], []),
    ("Vårddygn", "1 350"): (["1350"], []),
    ("Vårddygn", f"1{NBSP}350"): (["1350"], []),
    ("Vårddygn", f"1{NARROW}350"): (["1350"], []),
    ("Vårddygn", f"1{THIN}350"): (["1350"], []),
    ("Vårddygn", "1 350 000"): (["1350000"], []),
    ("Intäkter", "-65 594"): (["-65594"], []),
    ("Intäkter", f"{MINUS}65{NBSP}594"): (["-65594"], []),
    ("Intäkter", "–65 594"): (["-65594"], []),
    ("Intäkter", "(1 200)"): (["-1200"], []),
    ("Placerade barn", "-0"): (["0"], []),
    ("Placerade barn", f"{MINUS}0"): (["0"], []),
    ("Sjukfrånvaro", "84 %"): (["84"], [CELL]),
    ("Sjukfrånvaro", "84%"): (["84"], [CELL]),
    ("NKI", "NKI 75"): (["75"], [CELL]),
    ("Vårddygn", "Högst 160"): (["160"], [CELL]),
    ("Vårddygn", "Högst 160 vårddygn"): (["160"], [CELL]),
    ("Vårddygn", "350 st"): (["350"], [CELL]),
    ("Sjukfrånvaro", "5,3*"): (["5.3"], [CELL]),
    ("Sjukfrånvaro", "5,3 (prel.)"): (["5.3 preliminary"], [CELL]),
    ("Vårddygn", ".."): (["missing"], [CELL]),
    ("Vårddygn", "X"): (["confidential"], [CELL]),
    ("Vårddygn", "saknas"): (["missing"], [CELL]),
    ("Vårddygn", "ej tillämplig"): (["not_applicable"], [CELL]),
    ("Vårddygn", "sekretess"): (["confidential"], [CELL]),
    ("Vårddygn", "<5"): (["confidential"], [CELL]),
    ("Vårddygn", "tas fram av nämnd"): (["not_yet_reported"], [CELL]),
    ("Vårddygn", ""): ([], []),
    ("Vårddygn", "   "): ([], []),
    ("Vårddygn", NBSP): ([], []),
}
NKI_OF_A_YEAR = {("NKI", "NKI 75")}
"""Reported by the year: what it says is read, and then refused for its month."""


@pytest.mark.parametrize(("label", "cell"), [key for key in WRITTEN if key not in NKI_OF_A_YEAR])
def test_a_cell_of_text_says_a_number_or_a_state(quirks: Office, label: str, cell: str) -> None:
    values, findings = WRITTEN[label, cell]
    got, told, asked = of_cell(quirks, as_text(rows(label, cell)), {"scale:tabellen": "kr"})
    mine = [line.removeprefix("outcome ") for line in got]
    about_money = {"notice kind C3", "notice scale C3"}
    assert (mine, [each for each in told if each not in about_money], asked) == (values, findings, [])


def test_an_index_is_read_with_its_name_before_it(quirks: Office) -> None:
    content = as_text(cells("Mått;Enhet;2024;2025\nNKI;IFO;NKI 75;76"))
    case = Case(content, ["nki ifo 2024 75", "nki ifo 2025 76"], ["notice cell C2"])
    assert quirks.of(case) == case.expected


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("många", "inget tal"),
        ("abc", "inget tal"),
        ("5,3,1", "inget tal"),
        ("12-15", "två tal"),
        ("ca 40", "inget tal"),
        (">50", "hur stort"),
        ("2025-03-01", "ett datum"),
        ("5-maj", "ett datum"),
        ("#DIV/0!", "fel"),
        ("#SAKNAS!", "fel"),
        ("1E+06", ""),
        ("=SUMMA(C1:C2)", ""),
        ("<b>5</b>", ""),
        ("12\u200b3x", ""),
    ],
)
def test_what_is_no_number_is_refused_in_words(quirks: Office, cell: str, told: str) -> None:
    said = quirks.read(as_text(rows("Vårddygn", cell)), "fil.csv")
    mine = [line for line in said.values if line.startswith("vardygn ifo 2025-01")]
    if not mine:
        assert said.findings == ["error cell C3"]
        assert told in said.messages


SIGNS = {"-": "-", "--": "--", ".": ".", "–": "-", "…": "…"}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_asked_about_once_and_is_never_nought_by_itself(quirks: Office, sign: str) -> None:
    content = as_text(rows("Vårddygn", sign))
    values, _, asked = of_cell(quirks, content)
    assert values in ([], ["missing"])
    if values == []:
        (question,) = asked
        assert question.startswith("sign:")
        for answer, expected in (
            ("zero", ["0"]),
            ("missing", ["missing"]),
            ("confidential", ["confidential"]),
            ("not_applicable", ["not_applicable"]),
            ("skip", []),
        ):
            assert of_cell(quirks, content, {question: answer})[::2] == (expected, [])


def test_what_the_notes_say_of_signs_needs_no_question(quirks: Office) -> None:
    note = "X = sekretess, -- = uppgift saknas"
    written = f"Mått;Enhet;jan 2025;feb 2025\nVårddygn;IFO;X;--\nPlacerade barn;IFO;1;2\n\n{note}"
    said = quirks.read(as_text(cells(written)), "fil.csv")
    assert said.questions == []
    assert said.values[:2] == ["vardygn ifo 2025-01 confidential", "vardygn ifo 2025-02 missing"]


COLUMNS = {
    # what stands in the column: what it says
    "English thousands": (["27,969", "28,100", "1,028,100"], [27969, 28100, 1028100]),
    "English decimals": (["27.5", "1,028.25", "3"], [27.5, 1028.25, 3]),
    "continental thousands": (["1.234,5", "2.345", "3"], [1234.5, 2345, 3]),
    "Swedish": (["27,969", "28,1", "1 028,5"], [27.969, 28.1, 1028.5]),
}


@pytest.mark.parametrize("way", COLUMNS)
def test_a_column_proves_how_its_decimals_are_written(quirks: Office, way: str) -> None:
    written, values = COLUMNS[way]
    months = ["2025-01", "2025-02", "2025-03"]
    table = [["Month", "Mått", "Enhet", "Value"]]
    table += [[month, "Vårddygn", "IFO", cell] for month, cell in zip(months, written, strict=True)]
    said = quirks.read(as_text(table, delimiter="\t"), "fil.tsv")
    assert [float(line.split()[3]) for line in said.values] == values


PER_CENTS = [HEAD, ["Sjukfrånvaro", "Enhet Norr", Shown(0.05, "0 %"), Shown(0.057, "0.0%")]]


@pytest.mark.parametrize(
    "content", [as_xlsx({"B": PER_CENTS}), as_xls({"B": PER_CENTS}), as_ods({"B": PER_CENTS})]
)
def test_a_share_that_is_shown_as_per_cent_is_per_cent(quirks: Office, content: bytes) -> None:
    case = Case(content, ["sjuk norr 2025-01 5", "sjuk norr 2025-02 5.7"], ["notice cell B!C2"])
    assert quirks.of(case) == case.expected


@pytest.mark.parametrize(
    ("answer", "values", "questions"),
    [
        (None, [], ["per_cent:Sjukfrånvaro"]),
        ("share", ["sjuk norr 2025-01 84", "sjuk norr 2025-02 85"], []),
        ("as_is", ["sjuk norr 2025-01 0.84", "sjuk norr 2025-02 0.85"], []),
    ],
)
def test_shares_of_one_are_asked_about(
    quirks: Office, answer: str | None, values: list[str], questions: list[str]
) -> None:
    answers = {"per_cent:Sjukfrånvaro": answer} if answer else {}
    said = quirks.read(as_text([HEAD, ["Sjukfrånvaro", "Enhet Norr", "0,84", "0,85"]]), "fil.csv", answers)
    assert said.questions == questions
    if answer:
        assert said.values == values


KINDS = {
    "numbers": (1350, ["1350"], []),
    "decimals": (5.25, ["5.25"], []),
    "text": ("400", ["400"], []),
    "text with a space after": ("400 ", ["400"], []),
    "a truth": (True, [], ["error cell B!C3"]),
    "a day": (date(2025, 5, 7), [], ["error cell B!C3"]),
    "a formula without a value": (Formula("=C2*2"), [], ["error fault B!C3"]),
    "a formula with a value": (Formula("=C2*2", 14), ["14"], []),
    "a division by nought": (Formula("=C2/0", "#DIV/0!"), [], ["error fault B!C3"]),
    "a reference to nothing": (Formula("=#REF!", "#REF!"), [], ["error fault B!C3"]),
    "an unknown": (Formula("=NA()", "#N/A"), [], ["error fault B!C3"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_of_a_spreadsheet_is_a_number_or_told_of(quirks: Office, kind: str) -> None:
    cell, values, findings = KINDS[kind]
    got, told, asked = of_cell(quirks, as_xlsx({"B": rows("Vårddygn", cell)}))
    assert (got, told, asked) == (values, findings, [])


def test_a_column_of_formulas_without_values_is_told_of_whole(quirks: Office) -> None:
    table = [HEAD, *[["Placerade barn", unit, 7, Formula("=C2*2")] for unit in ("Enhet Norr", "Enhet Söder")]]
    case = Case(
        as_xlsx({"B": table}),
        ["placerade norr 2025-01 7", "placerade soder 2025-01 7"],
        ["error fault B!D2", "error fault B!D3"],
    )
    assert quirks.of(case) == case.expected
