"""Calibrations, back-tests and forecasts as documents and figures."""

from negosim.report.forecasts.answer import tell_answer
from negosim.report.forecasts.backtest import tell_backtest
from negosim.report.forecasts.calibration import tell_posterior, tell_ranks
from negosim.report.forecasts.figures import draw_backtest, draw_posterior, draw_ranks, illustrate_backtest
from negosim.report.forecasts.ledger import tell_entry, tell_scores

__all__ = [
    "draw_backtest",
    "draw_posterior",
    "draw_ranks",
    "illustrate_backtest",
    "tell_answer",
    "tell_backtest",
    "tell_entry",
    "tell_posterior",
    "tell_ranks",
    "tell_scores",
]
