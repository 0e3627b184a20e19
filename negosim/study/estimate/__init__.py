"""What the replicates of a sweep say: tallies that merge, estimates with their intervals, comparisons."""
