"""Estimates from the replicates of a sweep: tallies that can be merged, estimates with intervals, comparisons."""
