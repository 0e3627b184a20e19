"""The figure of a tactic shows the offers that it makes."""

import pytest

from negosim.errors import ScenarioError
from negosim.report.figures import plot_tactic
from negosim.report.figures.tactics import EXCHANGES, concession_path
from negosim.rules.tactics import SHIPPED_TACTICS
from negosim.rules.tactics.time_dependent import polynomial_curve


@pytest.mark.parametrize("kind", SHIPPED_TACTICS, ids=lambda kind: kind.name)
def test_every_tactic_has_a_figure_with_a_line_for_each_case(kind):
    axes = plot_tactic(kind.name)
    labels = [text.get_text() for text in axes.get_legend().get_texts()]
    assert len(labels) == (3 if not kind.time_dependent or kind.parameters else 1)
    for line in axes.get_lines():
        assert 0.0 <= min(line.get_ydata()) <= max(line.get_ydata()) <= 1.0


@pytest.mark.parametrize("beta", [0.2, 1.0, 5.0])
def test_the_path_of_a_time_dependent_tactic_is_its_curve_up_to_the_grain_of_the_issues(beta):
    path = concession_path({"kind": "polynomial", "beta": beta}, "hardliner")
    assert len(path.times) == EXCHANGES
    assert path.deal is None
    for time, utility in zip(path.times, path.utilities, strict=True):
        assert -1e-12 <= utility - (1.0 - polynomial_curve(time, beta, 0.0)) <= 0.07  # a step of the first issue


def test_a_deal_is_where_the_path_ends():
    path = concession_path({"kind": "linear"}, "linear")
    assert path.deal is not None
    assert path.times[-1] <= path.deal[0] <= path.times[-1] + 1.0 / EXCHANGES
    assert path.utilities[-1] - 0.1 <= path.deal[1] <= 1.0


def test_a_line_goes_on_to_the_deal_or_to_the_deadline():
    lines = plot_tactic("zeuthen").get_lines()  # against a conceder, a linear one and a hardliner, with two deals
    paths, deals = (
        [line for line in lines if len(line.get_xdata()) > 1],
        [line for line in lines if line.get_marker() == "o"],
    )
    ends = [path.get_xdata()[-1] for path in paths]
    assert ends == [deal.get_xdata()[0] for deal in deals] + [1.0]


def test_a_tactic_that_does_not_exist_is_an_error():
    with pytest.raises(ScenarioError, match="did you mean 'boulware'"):
        plot_tactic("boulwar")
