"""The best parameters of a tactic, and what they gain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.report.sweeps.digits import decimals_for, plain, rounded

if TYPE_CHECKING:
    from negosim.study.estimate.best_response import BestResponse
    from negosim.study.estimate.estimates import Mean

__all__ = ["describe_best_response"]

UNSETTLED = "The search ended before it converged; a narrower range may help."


def describe_best_response(response: BestResponse) -> Document:
    """Return the best parameters, and the payoff with them and with the original ones, as a document."""
    opponents = ", ".join(response.against) or "the tactic of the file"
    best = tuple(Row(cells=(name, f"{value:.4g}")) for name, value in response.parameters.items())
    payoffs = (("best parameters", response.payoff), ("original parameters", response.before))
    rows = tuple(Row(cells=(label, *_estimate(mean))) for label, mean in payoffs)
    number = len(response.against) * response.replicates or response.replicates
    note = f"Over {number:,} negotiations that the search did not use; it tried {response.evaluations:,} candidates."
    notes = (note,) if response.settled else (note, UNSETTLED)
    return Document(
        title=f"Best response: {response.scenario}",
        subtitle=f"{response.tactic} of {response.party} against {opponents}, seed {response.seed}",
        sections=(
            Section(heading="Parameters", blocks=(Table(columns=("", "Best"), rows=best, right=(False, True)),)),
            Section(
                heading="Mean payoff",
                blocks=(
                    Table(columns=("", "Payoff", "95 % interval"), rows=rows, right=(False, True, True)),
                    *(Paragraph(text=say(text)) for text in notes),
                ),
            ),
        ),
    )


def _estimate(mean: Mean) -> tuple[str, str]:
    if mean.interval is None:
        return plain(mean.mean), "–"
    decimals = decimals_for(mean.half_width)
    low, high = mean.interval
    return rounded(mean.mean, decimals), f"{rounded(low, decimals)}–{rounded(high, decimals)}"
