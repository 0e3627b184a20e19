"""Calibrations, back-tests and forecasts as documents and figures."""

from negosim.report.forecasts.answer import tell_answer
from negosim.report.forecasts.backtest import tell_backtest
from negosim.report.forecasts.calibration import tell_posterior, tell_ranks
from negosim.report.forecasts.counterfactual import tell_counterfactual
from negosim.report.forecasts.figures import draw_backtest, draw_posterior, draw_ranks, illustrate_backtest
from negosim.report.forecasts.ledger import tell_entry, tell_scores
from negosim.report.forecasts.many import tell_many

__all__ = [
    "draw_backtest",
    "draw_posterior",
    "draw_ranks",
    "illustrate_backtest",
    "tell_answer",
    "tell_backtest",
    "tell_counterfactual",
    "tell_entry",
    "tell_many",
    "tell_posterior",
    "tell_ranks",
    "tell_scores",
]
