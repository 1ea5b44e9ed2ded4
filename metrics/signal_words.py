"""Signal and outlook in words: marks, rules and reasons, as a reader meets them."""

from metrics.outlook import Outlook, OutlookWord, Silence
from metrics.signals import Judged, Reason, Signal
from metrics.spc import LEAST_POINTS, RUN, Assurance, Rule, Variation
from metrics.theme import Mark

VARIATION_MARKS = {
    Variation.IMPROVEMENT: Mark("◆", "better"),
    Variation.CONCERN: Mark("▲", "worse"),
    Variation.CHANGE: Mark("■", "ink"),
    Variation.COMMON_CAUSE: Mark("∼", "no_news"),
    Variation.TOO_FEW_POINTS: Mark("…", "no_news"),
}
VARIATION = {
    Variation.IMPROVEMENT: "Förbättring",
    Variation.CONCERN: "Försämring",
    Variation.CHANGE: "Förändring",
    Variation.COMMON_CAUSE: "Normal variation",
    Variation.TOO_FEW_POINTS: "Bedöms inte",
}
ASSURANCE_MARKS = {
    Assurance.MEETS: Mark("●", "better"),
    Assurance.FAILS: Mark("○", "worse"),
    Assurance.HIT_OR_MISS: Mark("◐", "no_news"),
}
ASSURANCE = {
    Assurance.MEETS: "klaras stadigt",
    Assurance.FAILS: "missas stadigt",
    Assurance.HIT_OR_MISS: "ibland klarat, ibland inte",
}
RULE = {
    Rule.OUTSIDE: "värdet ligger utanför gränserna",
    Rule.TREND: f"{RUN} värden eller fler i rad går åt samma håll",
    Rule.TWO_OF_THREE: "två av tre värden i rad ligger nära samma gräns",
    Rule.SHIFT: f"{RUN} värden eller fler i rad ligger på samma sida om mittlinjen",
}
RUN_RULE = "ovanligt många värden i rad ligger på samma sida om medianen"
OUTLOOK = {
    OutlookWord.VERY_LIKELY: "nås mycket sannolikt",
    OutlookWord.LIKELY: "nås sannolikt",
    OutlookWord.UNCERTAIN: "kan både nås och missas",
    OutlookWord.UNLIKELY: "nås sannolikt inte",
    OutlookWord.VERY_UNLIKELY: "nås mycket sannolikt inte",
}
CERTAIN = {True: "är redan nått", False: "kan inte längre nås"}
JUDGED = {
    Judged.LEVEL: "Varje värde hålls mot medelvärdet och dess gränser.",
    Judged.SEASONAL: "Värdena hålls mot medelvärde och gränser som följer årets mönster.",
    Judged.CHANGE: "Ändringen från period till period bedöms, inte nivån.",
    Judged.RUN: "Rader av värden på samma sida om medianen räknas, i stället för gränser.",
    Judged.NOTHING: "Ingen bedömning av slump eller verklig förändring görs.",
}
REASON = {
    Reason.USUAL: "",
    Reason.CHOSEN: "Så är det bestämt i måttets definition.",
    Reason.CASELOAD: "Ett bestånd driver av sig självt: dess nivå skulle ge falskt larm var annan gång.",
    Reason.LEANING: "Varje värde hänger ihop med det förra, så att nivån driver av sig själv.",
    Reason.SEASON: "Minst tre år är kända och visar ett tydligt årsmönster.",
    Reason.SMALL_COUNTS: "I medel är talen under fem (för en andel: på ena sidan): då gäller inte gränserna.",
    Reason.SAME_VALUES: "Värdet är nästan alltid detsamma, och då gäller inte gränserna.",
    Reason.FEW_CASES: "För få tal: i medel färre än två fall per period (för en andel: på den ena sidan).",
    Reason.FEW_POINTS: f"Det finns färre än {LEAST_POINTS} värden, eller ändringar, att bedöma mot.",
    Reason.NO_VALUE: "Periodens värde saknas.",
    Reason.NO_CHANGE: "Värdet före saknas, så ingen ändring kan räknas.",
    Reason.PARTIAL_SUM: "Perioden är inte hel: alla delar är inte rapporterade.",
    Reason.TURNED_OFF: "Så är det bestämt i måttets definition.",
    Reason.OVERLAPPING: "Varje värde delar de flesta av sina perioder med det förra.",
}
SILENCE = {
    Silence.SHORT_HISTORY: "historiken är kortare än ett helt år före det här",
    Silence.GAPS: "månader saknas i år eller i fjol, eller gällde en annan definition",
    Silence.NO_PARTS: "delarna bakom värdet är inte kända",
    Silence.FEW_CASES: "det är färre än ett fall i månaden",
}


def variation_words(signal: Signal) -> str:
    """Say in a few words what was found; a judged change is not a judged level."""
    if signal.judged == Judged.CHANGE and signal.variation == Variation.COMMON_CAUSE:
        return "Normal ändring"
    return VARIATION[signal.variation]


def signal_words(signal: Signal) -> str:
    """Say what was found, how it was judged, and why so; one to three sentences."""
    found = variation_words(signal)
    if signal.rule is not None:
        rule = RUN_RULE if signal.judged == Judged.RUN else RULE[signal.rule]
        of_change = " (räknat på ändringarna)" if signal.judged == Judged.CHANGE else ""
        found = f"{found}: {rule}{of_change}"
    return " ".join(filter(None, (f"{found}.", JUDGED[signal.judged], REASON[signal.reason])))


def outlook_words(outlook: Outlook | None) -> str:
    """Say how likely the year's target is to be met, as a clause; empty where nothing can be said."""
    if outlook is None or outlook.probability is None:
        return ""
    if outlook.certain:
        return f"årets mål {CERTAIN[outlook.probability == 1]}"
    return f"årets mål {OUTLOOK[outlook.word]}" if outlook.word else ""


def outlook_note(outlook: Outlook | None) -> str:
    """Say the outlook in a sentence with its percentage, or why there is none; empty if none is asked for."""
    if outlook is None:
        return ""
    if outlook.silence in SILENCE:
        return f"Årets utfall mot målet kan inte bedömas: {SILENCE[outlook.silence]}."
    said = outlook_words(outlook)
    if not said:
        return ""
    return f"{said[0].upper()}{said[1:]}{_chance(outlook)}."


def _chance(outlook: Outlook) -> str:
    """Say the percentage; what isn't decided is never told as certain."""
    if outlook.certain or outlook.percent is None:
        return ""
    if outlook.percent in (0, 100):
        return f" ({'över' if outlook.percent else 'under'} {abs(outlook.percent - 5)}\u00a0%)"
    return f" (omkring {outlook.percent}\u00a0%)"
