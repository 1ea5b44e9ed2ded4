"""Changing a plan on screen: its fields, what is typed in them, and what has been changed, in words."""
