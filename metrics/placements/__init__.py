"""Placements: days of care, people placed, what a day costs, goals and planned volumes."""
