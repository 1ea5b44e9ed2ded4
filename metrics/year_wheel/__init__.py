"""The year of reporting: what a plan owes and when, how far it has come, and the wheel that shows it."""
