"""A class on phones: one process, a log of events, and pages for the students and the instructor."""
