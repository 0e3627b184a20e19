"""The reference images of the figures: ``python -m tests.report.reference`` writes them."""

from pathlib import Path

import numpy as np

from negosim.engine import run
from negosim.files import load
from negosim.report import zones_of
from negosim.report.figures import plot_run, plot_utility_space, plot_zones
from negosim.report.figures.palette import new_figure
from negosim.report.figures.theory import plot_rubinstein

FOLDER = Path(__file__).parent / "reference"
COMMAND = "python -m tests.report.reference"
DPI = 50


def figures():
    """Return one figure of each kind by its name."""
    talks = run(load("sma11"))
    zones = zones_of(talks)
    axes = [new_figure((9.0, 6.0)).subplots() for _ in range(3)]
    return {
        "run": plot_run(talks, zones, ax=axes[0]).figure,
        "zones": plot_zones(zones, ax=axes[1]).figure,
        "space": plot_utility_space(zones, result=talks, ax=axes[2]).figure,
        "theory": plot_rubinstein([0.5, 0.9]).figure,
    }


def pixels(figure):
    """Return a figure as grey levels from 0 to 1."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[:, :, :3].mean(axis=2) / 255.0


if __name__ == "__main__":
    from matplotlib.image import imsave

    FOLDER.mkdir(exist_ok=True)
    for name, figure in figures().items():
        imsave(FOLDER / f"{name}.png", pixels(figure), cmap="gray", vmin=0.0, vmax=1.0)
