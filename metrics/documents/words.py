"""The Swedish words of documents: for whom they are, what they are, and what their sections are called."""

from metrics import sentences
from metrics.spc import Variation
from metrics.vocabulary import Lens, ReportKind, SectionKind

LENS = {Lens.INTERN: "Intern", Lens.BOARD: "Nämnd", Lens.PUBLIC: "Publik"}
AUDIENCE = {Lens.INTERN: "verksamheten", Lens.BOARD: "nämnden", Lens.PUBLIC: "allmänheten"}
LENS_CODE = {Lens.INTERN: "intern", Lens.BOARD: "namnd", Lens.PUBLIC: "publik"}
"""As addresses, settings and commands write them."""
LENS_OF = {code: lens for lens, code in LENS_CODE.items()}
REPORT = {
    ReportKind.MONTH: "Månadsrapport",
    ReportKind.TERTIAL: "Tertialrapport",
    ReportKind.YEAR: "Verksamhetsberättelse",
    ReportKind.SELECTION: "Utdrag",
    ReportKind.SHOW: "APT",
}
SECTION = {
    SectionKind.SUMMARY: "Sammanfattning",
    SectionKind.TARGETS: "Måluppfyllelse",
    SectionKind.INDICATORS: "Indikatorer",
    SectionKind.COMMENTS: "Kommentarer",
    SectionKind.ACTIVITIES: "Aktiviteter",
    SectionKind.RISKS: "Risker",
    SectionKind.YEAR_WHEEL: "Årshjul",
    SectionKind.ECONOMY: "Ekonomi",
    SectionKind.SOURCES: "Källor och definitioner",
}

FIGURE, TARGET, STANDING, CHANGE, NOTE = "Värde", "Mål", "Läge", "Ändring", "Anmärkning"
"""Headings of an indicator's row. A change is from the period before, more than chance or not."""
SIGNAL = "Förändring"
"""The heading over what is more than chance."""
ACTIONS, COMMENTS, DEFINITION, SOURCE = "Det här gör vi", "Kommentarer", "Definition", "Källa"
QUESTION, EXPLANATIONS, SHOWN_FOR = "Att tala om", "Så läses siffrorna", "Visas för"
FIGURES_DRAWN = "Siffrorna i diagrammet"
NOTHING_DRAWN = "Inga mätvärden att visa."
HIDDEN, MISSING = "..", "saknas"
"""In place of a figure that isn't shown, and of one that there is none of."""
PRELIMINARY, PRELIMINARY_SIGN = "preliminärt", "*"
MEANING = {
    "better": sentences.BEYOND_CHANCE[Variation.IMPROVEMENT],
    "worse": sentences.BEYOND_CHANCE[Variation.CONCERN],
    "changed": sentences.BEYOND_CHANCE[Variation.CHANGE],
}
"""What a point of a chart is said to be, by its meaning."""


def small_words(threshold: int) -> str:
    """Say which numbers an audience isn't shown; empty where all are shown."""
    if threshold <= 1:
        return ""
    few = "Talet 1" if threshold == 2 else f"Tal från 1 till {threshold - 1}"
    return f"{few} visas inte, och inte det som annars skulle röja dem."
