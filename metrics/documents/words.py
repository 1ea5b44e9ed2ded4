"""The Swedish words of documents: for whom they are, what they are, and what their sections are called."""

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
    SectionKind.ECONOMY: "Ekonomi",
    SectionKind.SOURCES: "Källor och definitioner",
}
