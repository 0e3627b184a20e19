"""Role briefs: the information that a party gets before the talks."""
