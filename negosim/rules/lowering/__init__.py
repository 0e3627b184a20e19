"""The parts of a scenario, each turned into its sections of the plan and of the numbers."""
