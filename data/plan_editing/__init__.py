"""Changing a plan on screen: a change goes the way a plan file goes, and so does the next year's plan."""
