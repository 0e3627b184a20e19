"""Sweeps, comparisons, sensitivities and tournaments in words, tables and figures."""
