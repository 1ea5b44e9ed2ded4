"""What the fields of a plan's objectives and activities are called on every screen."""

OBJECTIVE_LABELS = {
    "description": "Beskrivning",
    "strategy": "Strategi",
    "expected_result": "Förväntat resultat",
    "ways_of_working": "Arbetssätt",
    "handling": "Hantering",
    "follow_up": "Uppföljning",
    "status": "Läge i dokumentet",
    "responsible": "Ansvarig roll",
    "responsible_board": "Ansvarig nämnd",
    "concerned_boards": "Berörda nämnder",
    "responsible_office": "Ansvarigt kontor",
    "concerned_offices": "Berörda kontor",
}
"""What an objective may say of itself, in the order that it is read."""
ACTIVITY_LABELS = {
    **{name: OBJECTIVE_LABELS[name] for name in ("description", "responsible", "follow_up", "status")},
    "cost": "Kostnad",
}
