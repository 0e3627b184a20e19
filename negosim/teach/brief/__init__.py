"""Role briefs: what a party knows before the talks."""
