"""The management group's monthly hour: what it goes through, and the minutes of it."""
