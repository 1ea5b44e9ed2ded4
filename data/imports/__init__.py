"""Figures out of files: recognised, understood, matched, checked, shown, and then let in whole."""
