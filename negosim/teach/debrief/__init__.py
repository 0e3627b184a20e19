"""Debriefs: what a player did in the talks, what the result was worth, and advice for the next time."""
