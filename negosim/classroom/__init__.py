"""A class on its phones: one process, an append-only log of events, and pages for students and their instructor."""
