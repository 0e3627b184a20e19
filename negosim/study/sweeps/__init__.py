"""Sweeps: a design of points, its replicates cut into tasks, and the workers that run them."""
