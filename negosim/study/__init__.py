"""Studies: many negotiations at once, and what they show."""
