"""The debrief of a class: its deals read from a table or from saved games, scored, and drawn."""
