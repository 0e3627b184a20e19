"""Pictures of bargaining theory, as the textbook shows them: each draws what a solver of `negosim.solve` returns.

Every function draws on the axes passed as ``ax``, or on new ones of the size of a page, and returns them.
"""

from negosim.report.figures.theory_concession import plot_crossing, plot_stopping, plot_tactics
from negosim.report.figures.theory_contract import plot_wages
from negosim.report.figures.theory_crisis import plot_risk_return
from negosim.report.figures.theory_division import plot_division
from negosim.report.figures.theory_frontier import plot_problem
from negosim.report.figures.theory_offers import plot_options, plot_periods, plot_rubinstein
from negosim.report.figures.theory_parties import plot_burden, plot_quota
from negosim.report.figures.theory_ratification import plot_caps, plot_ratification_risk
from negosim.report.figures.theory_sale import plot_demand, plot_price_paths, plot_sealed_offers
from negosim.report.figures.theory_waiting import plot_attrition, plot_hopes, plot_standoff, plot_switch
from negosim.report.figures.theory_zones import plot_chance, plot_intervals, plot_opening

__all__ = [
    "plot_attrition",
    "plot_burden",
    "plot_caps",
    "plot_chance",
    "plot_crossing",
    "plot_demand",
    "plot_division",
    "plot_hopes",
    "plot_intervals",
    "plot_opening",
    "plot_options",
    "plot_periods",
    "plot_price_paths",
    "plot_problem",
    "plot_quota",
    "plot_ratification_risk",
    "plot_risk_return",
    "plot_rubinstein",
    "plot_sealed_offers",
    "plot_standoff",
    "plot_stopping",
    "plot_switch",
    "plot_tactics",
    "plot_wages",
]
