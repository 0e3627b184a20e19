"""Values that notebooks display and that can be plotted."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["Shown"]


class Shown:
    """Base class of scenarios and results, which a notebook displays as tables with a figure.

    The package of reports depends on the domain, so it is imported only when it is used.
    """

    __slots__ = ()

    def plot(self, *, ax: Any = None, **options: Any) -> Any:
        """Draw the main figure.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            Where to draw; new axes by default.
        **options
            Options of the function that draws it: `plot_run` for a run, `plot_zones` for zones and for a scenario,
            `plot_agreement` for a sweep of several points, `plot_outcome` for a sweep of one point, `plot_difference`
            for a comparison, `plot_sensitivity` for Sobol indices, `plot_payoffs` for a tournament.

        Returns
        -------
        matplotlib.axes.Axes
            The axes; ``ax.figure`` is the figure.

        Examples
        --------
        >>> import negosim
        >>> negosim.run("used_car").plot().get_ylabel()
        'price (euro)'
        """
        return import_module("negosim.report.views").plot(self, ax=ax, **options)

    def _repr_html_(self) -> str:
        page: str = import_module("negosim.report.views").html(self)
        return page
