"""What the figures show: their artists, not their pixels."""

from itertools import combinations

import pytest

from negosim import engine, files
from negosim.errors import UsageError
from negosim.report import last_day
from negosim.report.figures import draw_run, draw_zones, plot_run, plot_utility_space, plot_zones
from negosim.report.figures.axis import linear_width, ticks
from negosim.report.figures.lanes import Label, place
from negosim.report.figures.measure import measure_of
from negosim.report.saving import write_figure
from negosim.zopa import zones
from tests.report.case import BOAT, PAIR, told


def labels_of(ax):
    return {text.get_text() for text in ax.get_legend().get_texts()}


def line_of(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def test_a_run_shows_offers_zone_gap_agreement_and_reality():
    ax = plot_run(*told())
    assert labels_of(ax) == {
        "Fisher: offers",
        "Neighbour: offers",
        "agreement",
        "what really happened",
        "zone of agreement",
        "gap: no zone",
        "Fisher: reservation value",
        "Neighbour: reservation value",
    }
    assert list(line_of(ax, "Fisher: offers").get_ydata()) == [800, 800, 800, 620]
    assert list(line_of(ax, "agreement").get_ydata()) == [620]
    assert list(line_of(ax, "what really happened").get_ydata()) == [600]
    texts = {text.get_text() for text in ax.texts}
    assert {"Ada · Bo", "Ada · Cy", "a storm keeps the boats in", "agreement expires"} <= texts


def test_a_rejected_deal_is_a_hollow_circle_with_a_cross_on_it():
    ratifier = '\n[[ratifiers]]\nname = "spouse"\nparty = "fisher"\nthreshold = 900\ndelay = 2\n[record]'
    scenario = files.build(files.from_text(BOAT.replace("[record]", ratifier), name="boat"))
    result = engine.run(scenario)
    ax = plot_run(result, zones(scenario, on=last_day(result)))
    circle, cross = line_of(ax, "tentative deal"), line_of(ax, "turned down")
    assert circle.get_markerfacecolor() == "none"
    assert cross.get_marker() == "x"
    assert circle.get_xydata().tolist() == cross.get_xydata().tolist()


def test_a_figure_is_drawn_on_the_axes_that_are_given():
    from matplotlib.figure import Figure

    for draw in (plot_zones, plot_utility_space):
        ax = Figure().subplots()
        assert draw(told()[1], ax=ax) is ax
        assert ax.has_data()
    ax = Figure().subplots()
    assert plot_run(told()[0], ax=ax) is ax


def test_several_issues_are_shown_as_utility_with_a_part_per_party():
    figure = draw_run(*told(PAIR, "pair"))
    assert [ax.get_ylabel() for ax in figure.axes] == ["utility to Owner", "utility to Tenant"]


def test_an_unknown_party_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'owner'"):
        plot_run(*told(PAIR, "pair"), party="owmer")


def test_the_utility_space_shows_frontier_zone_and_solutions():
    ax = plot_utility_space(told(PAIR, "pair")[1], result=told(PAIR, "pair")[0])
    assert {"outcomes", "Pareto frontier", "better for both", "reservation values", "Nash", "this run"} <= labels_of(ax)
    assert len(draw_zones(told()[1]).axes) == 2


@pytest.mark.parametrize(("name", "magic"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("a.pdf", b"%PDF")])
def test_a_figure_is_written_as_its_ending_says_and_twice_the_same(tmp_path, name, magic):
    contents = []
    for _ in range(2):
        write_figure(plot_zones(told()[1]).figure, tmp_path / name)
        contents.append((tmp_path / name).read_bytes())
    assert contents[0].startswith(magic)
    assert contents[0] == contents[1]


def test_an_unknown_ending_is_refused_with_the_list(tmp_path):
    with pytest.raises(UsageError, match=r"must end in \.png or \.svg or \.pdf"):
        write_figure(plot_zones(told()[1]).figure, tmp_path / "a.bmp")


def test_a_far_opening_bends_the_scale_and_near_values_do_not():
    assert linear_width([400, 300, 13, 10, 12, 15]) == pytest.approx(7.0)
    assert linear_width([13, 14, 15]) is None
    chosen = ticks(0, 500, 8.0)
    assert {0, 10, 100, 500} <= set(chosen)
    assert chosen == sorted(chosen)


def test_labels_never_cover_each_other():
    labels = [Label(float(x), f"event number {x}") for x in (1, 2, 3, 40, 41, 60, 98, 99)]
    placed = place(labels, begin=0.0, end=100.0, points=700.0)
    assert len(placed) >= 6
    for one, other in combinations(placed, 2):
        if one.lane == other.lane and one.left == other.left:
            assert abs(one.label.x - other.label.x) * 7.0 >= 8.0 * 0.55 * len("event number 1")


def test_a_zone_of_packages_widens_in_the_figure_as_it_does_in_the_telling():
    found = zones(files.load("sma11_package"))
    band = measure_of(found.scenario).band(found)
    assert band.high[-1] == pytest.approx(found.periods[-1].at_end[1])
    assert band.high[-1] > band.high[(found.periods[-1].begins - found.scenario.calendar.start).days]
