"""The words that people write where there is no figure, in files and in forms: what each says of why."""

from metrics.vocabulary import ValueState

STATE_WORDS = {
    ValueState.CONFIDENTIAL: """sekretess, hemlig, hemligt, sekretessbelagt, sekretessbelagd, sekretesskyddat,
        skyddad uppgift, röjs ej, döljs, dold, dolt, maskerad, maskerat, xx""",
    ValueState.MISSING: """saknas, uppgift saknas, uppgifter saknas, uppg saknas, värde saknas, data saknas,
        ingen uppgift, ingen data, inga data, ej tillgänglig, ej tillgängligt, inte tillgänglig,
        uppgift ej tillgänglig, n a, na, nan, null, none, us, u s, okänt, okänd, ej mätt, inte mätt,
        ej mätbart, ingen mätning, mäts ej, mäts inte, bortfall, missing, not available""",
    ValueState.NOT_APPLICABLE: """ej tillämpligt, ej tillämplig, ej tillämpl, ej aktuellt, ej aktuell,
        ej relevant, inte tillämpligt, inte tillämplig, inte aktuellt, inte aktuell, inte relevant, e t,
        ea, e a, utgår, utgått, not applicable""",
    ValueState.NOT_YET_REPORTED: """ej rapporterat, ej rapporterad, ej rapporterat än, ej rapporterad än,
        ej inrapporterat, inte rapporterat, inte rapporterad, ännu inte rapporterat, ej redovisat,
        ej redovisad, ej klart, ej klar, inte klart, inte klar, ännu ej klart, kommer senare, kommer, väntar,
        inväntas, inväntar, avvaktar, under arbete, pågår, tbd, tba, ej fastställt, ej fastställd,
        ej beslutat, ej beslutad, ej satt, not yet available""",
}
WORDS = {word.strip(): state for state, words in STATE_WORDS.items() for word in words.split(",")}
"""A word, in small letters with single spaces and no punctuation, and the state that it tells."""

WITHOUT_VALUE = (
    ValueState.MISSING,
    ValueState.NOT_APPLICABLE,
    ValueState.CONFIDENTIAL,
    ValueState.NOT_YET_REPORTED,
)
"""The states to choose among where there is no figure, the likeliest first."""
