"""Role briefs: what a party is told before the talks."""
