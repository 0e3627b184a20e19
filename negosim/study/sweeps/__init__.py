"""Sweeps: a design of points, its replicates divided into tasks, and the workers that run them."""
