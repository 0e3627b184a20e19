"""How a tactic concedes: its demands over time in a small negotiation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from negosim.files import load
from negosim.files.tactics import tactic_kinds
from negosim.report.figures.palette import new_figure
from negosim.report.figures.theory_axes import PAGE, finish, line_style, theory_axes
from negosim.rules.advance import negotiate
from negosim.rules.lower import lower
from negosim.rules.records import AGREED
from negosim.rules.values import utility

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from negosim.rules.tactics import TacticKind

__all__ = ["Path", "concession_path", "draw_tactic", "plot_tactic"]

START, EXCHANGES = date(2025, 1, 1), 60
OPPONENTS = ("conceder", "linear", "hardliner")
SCALES = (0.25, 1.0, 4.0)  # of the shape parameter of a tactic that depends only on time
SCRIPT = [{"first": share, "second": 10} for share in (10, 9, 9, 8, 6, 6, 5, 5)]


def plot_tactic(name: str, *, ax: Axes | None = None) -> Axes:
    """Draw what a tactic demands over time.

    A tactic that depends only on time is drawn with three values of its first parameter, any other against three
    opponents; a dot marks an agreement. There are two issues with eleven values each, and each side cares more about a
    different one. Limits are 0, and each side makes an offer on each of sixty days.

    Parameters
    ----------
    name : str
        The tactic, as scenario files name it.
    ax : matplotlib.axes.Axes, optional
        Where to draw; new axes by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Raises
    ------
    ScenarioError
        If there is no such tactic.
    """
    axes = theory_axes(ax)
    for number, (label, tactic, opponent) in enumerate(_cases(name)):
        style = line_style(number)
        path = concession_path(tactic, opponent)
        end = 1.0 if path.deal is None else path.deal[0]  # the last offer stands until then
        times, utilities = (*path.times, end), (*path.utilities, path.utilities[-1])
        axes.plot(times, utilities, label=label, drawstyle="steps-post", **style)
        if path.deal is not None:
            axes.plot(*path.deal, "o", color=style["color"], markersize=6)
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(-0.02, 1.05)
    return finish(axes, "time, from the first offer to the deadline", "own utility of what it offers", below=True)


def draw_tactic(name: str) -> Figure:
    """Return a figure of what a tactic demands; see :func:`plot_tactic`."""
    figure = new_figure(PAGE)
    plot_tactic(name, ax=figure.subplots())
    return figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The offers of a party, and the agreement.

    Parameters
    ----------
    times, utilities : tuple of float
        When it made each offer, as a share of the time to the deadline, and the offer's utility to itself.
    deal : tuple of (float, float) or None
        The same for the agreement.
    """

    times: tuple[float, ...]
    utilities: tuple[float, ...]
    deal: tuple[float, float] | None


def concession_path(tactic: Mapping[str, Any], opponent: str, *, seed: int = 0) -> Path:
    """Return the offers of a tactic in the small negotiation.

    Parameters
    ----------
    tactic : mapping
        As in a stance of a scenario file.
    opponent : str
        The tactic of the other side.
    seed : int
        The seed of the random numbers.

    Returns
    -------
    Path
        Its offers and the agreement.
    """
    talks = lower(load(_tables(tactic, opponent))).talks()
    negotiate(talks, seed, 0)
    own = talks.parties[0]
    made, table = own.made[: own.offers_made], talks.table
    return Path(
        times=tuple(offer.time / EXCHANGES for offer in made),
        utilities=tuple(offer.utility for offer in made),
        deal=(table.concluded / EXCHANGES, utility(own, table.settled)) if table.ending == AGREED else None,
    )


def _cases(name: str) -> list[tuple[str, dict[str, Any], str]]:
    """Return the label, the tactic and the opponent of each line."""
    kind = tactic_kinds().get(name)
    tactic = {"kind": name, **_needed(kind)}
    if kind is None or not (kind.time_dependent or kind.curve is not None):
        return [(f"against {opponent}", tactic, opponent) for opponent in OPPONENTS]
    scaled = [each for each in kind.parameters if each.default]
    if not scaled:
        return [(name, tactic, OPPONENTS[-1])]
    first, default = scaled[0], scaled[0].default or 1.0
    values = [default * scale for scale in SCALES if first.admits(default * scale)]
    return [(f"{first.name} = {value:g}", {**tactic, first.name: value}, OPPONENTS[-1]) for value in values]


def _needed(kind: TacticKind | None) -> dict[str, Any]:
    """Return what a tactic needs: offers to replay, and parameters without a default."""
    if kind is None:
        return {}
    given: dict[str, Any] = {"offers": SCRIPT} if kind.takes_offers else {}
    missing = [each for each in kind.parameters if each.default is None and not each.level]
    return given | {each.name: max(each.low, 0.0) for each in missing}


def _tables(tactic: Mapping[str, Any], opponent: str) -> dict[str, Any]:
    """Return the small negotiation as the tables of a scenario file."""
    end = START + timedelta(days=EXCHANGES)
    return {
        "issues": {name: {"kind": "integer", "range": [0, 10]} for name in ("first", "second")},
        "calendar": {
            "start": START,
            "horizon": end,
            "rounds": [{"date": START, "days": EXCHANGES, "exchanges": EXCHANGES}],
        },
        "protocol": {"first": "own"},
        "delegations": {
            "own": _party(tactic, {"first": (0, 10, 0.7), "second": (0, 10, 0.3)}),
            "other": _party({"kind": opponent}, {"first": (10, 0, 0.3), "second": (10, 0, 0.7)}),
        },
    }


def _party(tactic: Mapping[str, Any], values: Mapping[str, tuple[int, int, float]]) -> dict[str, Any]:
    stance = {"aspiration": 1, "reservation": 0, "discount": 50, "retreat": True, "tactic": dict(tactic)}
    return {
        "values": {
            name: {"worst": worst, "best": best, "weight": weight} for name, (worst, best, weight) in values.items()
        },
        "stances": {"only": stance},
        "administrations": [{"name": "only", "from": START}],
    }
