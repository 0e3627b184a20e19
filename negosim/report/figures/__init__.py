"""Figures by matplotlib: the talks over time, the zone of agreement, the utility space.

Every ``plot_`` function draws on the axes passed as ``ax``, or on new ones, and returns them; the ``draw_`` functions
return a whole figure. None uses :mod:`matplotlib.pyplot`, so no figure is left open.
"""

from negosim.report.figures.run import draw_run, plot_run
from negosim.report.figures.space import plot_utility_space
from negosim.report.figures.tactics import plot_tactic
from negosim.report.figures.zones import draw_zones, plot_zones

__all__ = ["draw_run", "draw_zones", "plot_run", "plot_tactic", "plot_utility_space", "plot_zones"]
