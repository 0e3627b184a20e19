"""Figures of sweeps show the numbers of the sweep, on the axes that they are given."""

import pytest
from matplotlib.figure import Figure

from negosim.errors import UsageError
from negosim.report.sweeps.figures import (
    draw_sensitivity,
    draw_sweep,
    plot_agreement,
    plot_dates,
    plot_outcome,
    plot_sensitivity,
)
from negosim.study import sensitivity, sweep

BUYER = "delegations.buyer.stances.buyer.reservation"
KIND = "delegations.seller.stances.seller.tactic.kind"


@pytest.fixture
def ax():
    return Figure().subplots()


def test_the_line_goes_through_the_probabilities_and_the_band_around_it(ax):
    result = sweep("used_car", replicates=100, vary={BUYER: [13_000, 9_000, 11_000]})
    assert plot_agreement(result, ax=ax) is ax
    (line,) = ax.get_lines()
    assert list(line.get_xdata()) == [9_000, 11_000, 13_000]
    expected = {point.sets[BUYER]: point.agreed.p for point in result.points}
    assert list(line.get_ydata()) == [expected[x] for x in (9_000, 11_000, 13_000)]
    (band,) = ax.collections
    heights = band.get_paths()[0].vertices[:, 1]
    ends = [end for point in result.points for end in point.agreed.interval]
    assert (heights.min(), heights.max()) == (min(ends), max(ends))
    assert ax.get_xlabel() == "buyer reservation"


def test_words_on_the_axis_keep_their_names(ax):
    plot_agreement(sweep("used_car", replicates=20, vary={KIND: ["polynomial", "boulware"]}), ax=ax)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["polynomial", "boulware"]


def test_the_map_has_each_probability_in_its_place(ax):
    kinds = ["polynomial", "conceder", "boulware"]
    result = sweep("used_car", replicates=60, vary={BUYER: [9_000, 13_000], KIND: kinds})
    plot_agreement(result, ax=ax)
    grid = ax.get_images()[0].get_array()
    names = [label.get_text() for label in ax.get_yticklabels()]
    shares = {(point.sets[BUYER], point.sets[KIND]): point.agreed.p for point in result.points}
    for column, reservation in enumerate((9_000, 13_000)):
        for row, kind in enumerate(names):
            assert grid[row, column] == shares[reservation, kind]


def test_a_design_that_is_no_grid_is_drawn_as_marks(ax):
    result = sweep("used_car", replicates=20, design="lhs", points=6,
                  vary=[f"{BUYER}=9000:13000", "delegations.seller.stances.seller.reservation=6000:8000"])  # fmt: skip
    plot_agreement(result, ax=ax)
    assert len(ax.collections[0].get_offsets()) == 6


def test_distributions_add_up_and_show_what_happened():
    point = sweep("sma11", replicates=200).points[0]
    for plot, name in ((plot_outcome, "13.9"), (plot_dates, "2021-03-07")):
        axes = plot(point)
        bars, band = axes.containers[0], axes.patches[-1]
        assert sum(bar.get_height() for bar in bars) == pytest.approx(1.0)
        low, high = point.measures["increase" if plot is plot_outcome else "concluded"].median_interval
        assert band.get_width() == pytest.approx(high - low)
        assert any(name in text.get_text() for text in axes.get_legend().get_texts())


def test_a_distribution_without_agreements_says_so(ax):
    point = sweep("used_car", replicates=5, vary={BUYER: [4_000]}).points[0]
    assert point.agreed.p == 0.0
    plot_outcome(point, ax=ax)
    assert [text.get_text() for text in ax.texts] == ["no agreement"]


def test_the_bars_are_the_indices(ax):
    result = sensitivity("used_car", samples=16, replicates=10)
    plot_sensitivity(result, output="utility.buyer", ax=ax)
    widths = sorted(bar.get_width() for bar in ax.patches)
    indices = result.outputs["utility.buyer"]
    assert widths == pytest.approx(sorted([i.first for i in indices] + [i.total for i in indices]))
    assert len(draw_sensitivity(result).axes) == len(result.outputs)


def test_what_cannot_be_drawn_is_refused(ax):
    three = {BUYER: [1e4, 12e3], KIND: ["polynomial", "boulware"], "protocol.exchanges": [1, 2]}
    result = sweep("used_car", replicates=3, vary=three)
    with pytest.raises(UsageError, match="varies 3 values"):
        draw_sweep(result)
    with pytest.raises(UsageError, match="no issue 'prise'; did you mean 'price'"):
        plot_outcome(result.points[0], issue="prise", ax=ax)
    with pytest.raises(UsageError, match="no output 'agred'"):
        plot_sensitivity(sensitivity("used_car", samples=4, replicates=5), output="agred", ax=ax)
