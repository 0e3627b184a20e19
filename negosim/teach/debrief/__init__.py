"""Debriefs: what a player did at the table, what it was worth, and what to do next time."""
