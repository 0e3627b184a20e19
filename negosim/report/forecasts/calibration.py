"""A posterior as a document: the parameters that the record informs, and those that it does not."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from negosim.forecast.calibration import Marginals, Posterior
from negosim.forecast.parameters import NAMES, PRIORS
from negosim.forecast.ranks import Ranks
from negosim.report.document import Document, Paragraph, Row, Section, Table, say

__all__ = ["describe_posterior", "describe_ranks"]

TIMES = {
    "opening": "as known at the opening",
    "positions": "with the positions that were public",
    "expiry": "with the positions that were public by the expiry",
}
LOW_P = 0.05


def describe_posterior(posteriors: Mapping[str, Posterior], *, chosen: str, ranks: Ranks | None = None) -> Document:
    """Return posteriors under several priors as a document, one of them in detail.

    Parameters
    ----------
    posteriors : mapping of str to Posterior
        By the name of the prior.
    chosen : str
        The prior of the details.
    ranks : Ranks, optional
        A simulation-based calibration.
    """
    posterior = posteriors[chosen]
    marginals = list(posterior.marginals())
    sections = [
        Section(heading="Parameters", blocks=(_parameters(marginals),)),
        Section(heading="Agreements under the posterior", blocks=(_predictive(posterior),)),
    ]
    if len(posteriors) > 1:
        sections.append(Section(heading="Under other priors", blocks=(_priors(posteriors),)))
    if ranks is not None:
        sections.append(Section(heading="Simulation-based calibration", blocks=describe_ranks(ranks).lead))
    return Document(
        title=f"What {len(posterior.cases)} renewals show about the mechanism",
        subtitle=f"Calibrated {TIMES[posterior.at]}; prior '{chosen}': {PRIORS[chosen].assumes}.",
        lead=(Paragraph(text=say(_in_short(marginals))), Paragraph(text=say(_draws(posterior)))),
        sections=tuple(sections),
        colophon=f"reference table {posterior.reference.digest}",
    )


def _in_short(marginals: list[Marginals]) -> str:
    moved = [each.parameter.name for each in marginals if each.moved]
    others = [each.parameter.name for each in marginals if not each.moved]
    informed = ", ".join(moved) or "nothing"
    return f"The record moves {informed}. It has little or no information about {', '.join(others)}."


def _draws(posterior: Posterior) -> str:
    return (
        f"{posterior.effective:.0f} effective draws of {len(posterior.weights):,}. A spread ratio is the posterior's "
        "standard deviation over the prior's; the overlap is the area that both densities share."
    )


def _parameters(marginals: list[Marginals]) -> Table:
    rows = (
        Row(
            cells=(
                each.parameter.name,
                each.parameter.unit,
                _range(each.prior),
                _range(each.posterior),
                f"{each.spread_ratio:.2f}",
                f"{each.overlap:.2f}",
            ),
            tone="strong" if each.moved else "",
        )
        for each in marginals
    )
    columns = ("Parameter", "Unit", "Prior", "Posterior", "Spread ratio", "Overlap")
    return Table(columns=columns, rows=tuple(rows), right=(False, False, True, True, True, True))


def _range(quantiles: tuple[float, ...]) -> str:
    low, middle, high = (f"{value:.3g}" for value in quantiles)
    return f"{middle} [{low}, {high}]"


def _predictive(posterior: Posterior) -> Table:
    rows = []
    for place, case in enumerate(posterior.cases):
        forecast = posterior.predictive(case, seed=place)
        growth, days = (np.quantile(sample, (0.1, 0.5, 0.9)) for sample in (forecast.known_growth, forecast.days))
        rows.append(
            Row(
                cells=(
                    case.id,
                    f"{case.growth:+.1f}",
                    f"{growth[1]:.1f} [{growth[0]:.1f}, {growth[2]:.1f}]",
                    f"{case.days:+d}",
                    f"{days[1]:.0f} [{days[0]:.0f}, {days[2]:.0f}]",
                )
            )
        )
    columns = ("Agreement", "Growth", "Posterior, 10 to 90 %", "Days", "Posterior, 10 to 90 %")
    return Table(columns=columns, rows=tuple(rows), right=(False, True, True, True, True))


def _priors(posteriors: Mapping[str, Posterior]) -> Table:
    medians = {name: {each.parameter.name: each for each in p.marginals()} for name, p in posteriors.items()}
    rows = (
        Row(cells=(name, *(f"{of[name].prior[1]:.3g} → {of[name].posterior[1]:.3g}" for of in medians.values())))
        for name in NAMES
    )
    caption = "Median under the prior → under the posterior."
    right = (False, *(True for _ in medians))
    return Table(columns=("Parameter", *medians), rows=tuple(rows), right=right, caption=caption)


def describe_ranks(ranks: Ranks) -> Document:
    """Return a simulation-based calibration as a document."""
    lines, table = _ranks(ranks)
    return Document(title="Simulation-based calibration", lead=(Paragraph(text=say(lines)), table))


def _ranks(ranks: Ranks) -> tuple[str, Table]:
    data = ranks.as_dict()
    rows = tuple(
        Row(cells=(name, f"{each['p']:.3f}", f"{each['outside90']:.2f}", f"{each['correlation']:.2f}"))
        for name, each in data["parameters"].items()
    )
    failures = [name for name, each in data["parameters"].items() if each["p"] < LOW_P]
    line = (
        f"{data['records']} synthetic records, and {data['refused']} refused for too few effective draws; a median of "
        f"{data['effective']['median']:.0f} effective draws. Ranks "
        f"that are not uniform (p below {LOW_P:g}): {', '.join(failures) or 'none'}."
    )
    columns = ("Parameter", "p of uniform ranks", "Outside 90 %", "Correlation with truth")
    return line, Table(columns=columns, rows=rows, right=(False, True, True, True))
