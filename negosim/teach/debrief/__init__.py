"""Debriefs: the moves of a player, their value, and what to do next time."""
