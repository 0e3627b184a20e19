"""Scenario files damaged at random, each by its number: ``python -m tests.fuzz -n 10000``."""
