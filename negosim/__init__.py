"""Simulate negotiations: a scenario file in, a negotiation out, round by round or a million times over."""

__version__ = "0.1.0"
