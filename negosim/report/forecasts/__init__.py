"""Calibrations, back-tests and forecasts as documents and figures."""

from negosim.report.forecasts.answer import describe_answer
from negosim.report.forecasts.backtest import describe_backtest
from negosim.report.forecasts.calibration import describe_posterior, describe_ranks
from negosim.report.forecasts.counterfactual import describe_counterfactual
from negosim.report.forecasts.figures import draw_backtest, draw_posterior, draw_ranks, illustrate_backtest
from negosim.report.forecasts.ledger import describe_entry, describe_scores
from negosim.report.forecasts.many import describe_many

__all__ = [
    "describe_answer",
    "describe_backtest",
    "describe_counterfactual",
    "describe_entry",
    "describe_many",
    "describe_posterior",
    "describe_ranks",
    "describe_scores",
    "draw_backtest",
    "draw_posterior",
    "draw_ranks",
    "illustrate_backtest",
]
