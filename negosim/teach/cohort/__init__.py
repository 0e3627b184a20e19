"""The debrief of a class: its deals, from a table or from saved games, with scores and figures."""
