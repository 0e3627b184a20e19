"""What the figures show: their artists, not their pixels."""

import re
from itertools import combinations, count, permutations

import pytest

from negosim import engine, files
from negosim.errors import UsageError
from negosim.report import last_day, zones_of
from negosim.report.figures import draw_run, draw_zones, plot_run, plot_utility_space, plot_zones
from negosim.report.figures.axis import Stretch, stretch_for, ticks
from negosim.report.figures.lanes import Label, place
from negosim.report.figures.measure import measure_of
from negosim.report.figures.palette import new_figure
from negosim.report.saving import write_figure
from negosim.zopa import zones
from tests.report.case import BOAT, PAIR, described


def labels_of(ax):
    return {text.get_text() for text in ax.get_legend().get_texts()}


def line_of(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def test_a_run_shows_offers_zone_gap_agreement_and_reality():
    ax = plot_run(*described())
    assert labels_of(ax) == {
        "Fisher: offers",
        "Neighbour: offers",
        "agreement",
        "what really happened",
        "zone of agreement",
        "gap (no agreement possible)",
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
    circle, cross = line_of(ax, "tentative deal"), line_of(ax, "rejected")
    assert circle.get_markerfacecolor() == "none"
    assert cross.get_marker() == "x"
    assert circle.get_xydata().tolist() == cross.get_xydata().tolist()


def test_a_figure_is_drawn_on_the_axes_that_are_given():
    from matplotlib.figure import Figure

    for draw in (plot_zones, plot_utility_space):
        ax = Figure().subplots()
        assert draw(described()[1], ax=ax) is ax
        assert ax.has_data()
    ax = Figure().subplots()
    assert plot_run(described()[0], ax=ax) is ax


def test_several_issues_are_shown_as_utility_with_a_part_per_party():
    figure = draw_run(*described(PAIR, "pair"))
    assert [ax.get_ylabel() for ax in figure.axes] == ["utility to Owner", "utility to Tenant"]


def test_an_unknown_party_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'owner'"):
        plot_run(*described(PAIR, "pair"), party="owmer")


def test_the_utility_space_shows_frontier_zone_and_solutions():
    ax = plot_utility_space(described(PAIR, "pair")[1], result=described(PAIR, "pair")[0])
    assert {"outcomes", "Pareto frontier", "better for both", "reservation values", "Nash", "this run"} <= labels_of(ax)
    assert len(draw_zones(described()[1]).axes) == 2


@pytest.mark.parametrize(("name", "magic"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("a.pdf", b"%PDF")])
def test_a_figure_is_written_as_its_ending_says_and_twice_the_same(tmp_path, name, magic):
    contents = []
    for _ in range(2):
        write_figure(plot_zones(described()[1]).figure, tmp_path / name)
        contents.append((tmp_path / name).read_bytes())
    assert contents[0].startswith(magic)
    assert contents[0] == contents[1]


def test_an_unknown_ending_is_refused_with_the_list(tmp_path):
    with pytest.raises(UsageError, match=r"must end in \.png or \.svg or \.pdf"):
        write_figure(plot_zones(described()[1]).figure, tmp_path / "a.bmp")


def test_a_far_opening_stretches_the_scale_and_near_values_do_not():
    assert stretch_for([400, 300, 13, 10, 12, 15]) == Stretch(0.0, 7.0)
    assert stretch_for([13, 14, 15]) is None
    chosen = ticks(0, 500, Stretch(0.0, 8.0))
    assert {0, 10, 100, 500} <= set(chosen)
    assert chosen == sorted(chosen)


def test_a_narrow_zone_stretches_the_scale_around_it():
    scale = stretch_for([850, 600, 205, 150], (200, 214))
    assert scale == Stretch(207.0, 14.0)
    height = scale.forward(214) - scale.forward(200)
    assert height > 0.1 * (scale.forward(850) - scale.forward(150))
    assert {200, 210} <= set(ticks(150, 850, scale))
    assert scale.inverse(scale.forward(333.0)) == pytest.approx(333.0)
    assert stretch_for([16, 13, 10], (11, 14)) is None


def test_a_stretched_axis_says_so_and_a_linear_one_does_not():
    talks = engine.run(files.load("trump_era"))
    assert plot_run(talks, zones_of(talks)).get_ylabel() == "increase (%)\n(scale stretched around 0)"
    assert plot_run(*described()).get_ylabel() == "price (crowns)"


def test_the_vertical_range_fits_what_is_shown():
    talks = engine.run(files.load("sma12"), replicate=3)
    outcome = zones_of(talks)
    assert max(day.levels[1] for day in outcome.days) > 30, "the limit after the end of the talks"
    assert plot_run(talks, outcome).get_ylim()[1] < 20


def boxes_of(ax, texts):
    ax.figure.draw_without_rendering()
    return [text.get_window_extent() for text in texts]


@pytest.mark.parametrize("name", ["sma11", "sma12", "sma09", "wage_strike", "biden_era"])
def test_no_note_covers_an_offer_or_another_note_or_leaves_the_axes(name):
    talks = engine.run(files.load(name))
    ax = plot_run(talks, zones_of(talks))
    notes = [text for text in ax.texts if re.search(r", \d{4}-\d\d-\d\d$", text.get_text())]
    boxes = boxes_of(ax, notes)
    assert boxes
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)
    offers = [line for line in ax.lines if line.get_label().endswith(": offers")]
    for box in boxes:
        assert box.x0 >= ax.bbox.x0
        assert box.x1 <= ax.bbox.x1
        for line in offers:
            for point in ax.transData.transform(line.get_xydata()):
                assert not box.contains(*point)


def test_nothing_is_cut_on_axes_of_a_figure_without_a_layout():
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4))
    talks = engine.run(files.load("trump_era"))
    ax = plot_run(talks, zones_of(talks), ax=figure.subplots())
    figure.draw_without_rendering()
    shown = [ax.get_legend(), ax.title, *ax.texts]
    for artist in shown:
        box = artist.get_window_extent()
        assert figure.bbox.x0 <= box.x0 <= box.x1 <= figure.bbox.x1
        assert figure.bbox.y0 <= box.y0 <= box.y1 <= figure.bbox.y1


def test_hangul_is_drawn_if_a_font_has_it():
    from negosim.report.figures import fonts

    title = BOAT.replace('title = "A boat"', 'title = "배"')
    if not fonts.east_asian_fonts():
        pytest.skip("no font with Hangul is installed")
    scenario = files.build(files.from_text(title, name="boat"))
    plot_run(engine.run(scenario)).figure.draw_without_rendering()  # a missing letter is a warning, and fails


def test_labels_never_cover_each_other():
    labels = [Label(float(x), f"event number {x}") for x in (1, 2, 3, 40, 41, 60, 98, 99)]
    placed = place(labels, begin=0.0, end=100.0, points=700.0)
    assert len(placed) >= 6
    for one, other in combinations(placed, 2):
        if one.lane == other.lane and one.left == other.left:
            assert abs(one.label.x - other.label.x) * 7.0 >= 8.0 * 0.55 * len("event number 1")


def test_no_leader_line_crosses_the_text_of_another_label():
    labels = [Label(float(x), f"event number {x}") for x in (1, 2, 3, 40, 41, 60, 98, 99)]
    placed = place(labels, begin=0.0, end=100.0, points=700.0)
    width = 8.0 * 0.55 * len("event number 1")
    for line, text in permutations(placed, 2):
        start = text.label.x * 7.0 - (width if text.left else 0.0)
        assert line.lane <= text.lane or not start < line.label.x * 7.0 < start + width


def test_a_solution_that_is_a_range_is_drawn_as_a_range():
    ax = plot_utility_space(zones(files.load("used_car")))
    (xs, ys) = line_of(ax, "Utilitarian (a range)").get_data()
    assert len(xs) == 2
    assert xs[0] + ys[0] == pytest.approx(xs[1] + ys[1])


def test_only_possible_outcomes_are_shaded_as_better_for_both():
    outcome = zones(files.load("used_car"))
    ax = plot_utility_space(outcome)
    shade = next(part for part in ax.collections if part.get_label() == "better for both")
    corners = shade.get_paths()[0].vertices
    assert (corners.sum(axis=1) <= 1.0 + 1e-6).all(), "the two utilities of a price sum to 1"
    assert corners.min(axis=0) == pytest.approx(outcome.bounds, abs=1e-3)


def test_solutions_on_one_point_have_marks_of_different_sizes():
    ax = plot_utility_space(zones(files.load("used_car")))
    sizes = [line_of(ax, name).get_markersize() for name in ("Nash", "Kalai–Smorodinsky", "Egalitarian")]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


def test_a_zone_of_packages_widens_in_the_figure_as_it_does_in_the_description():
    outcome = zones(files.load("sma11_package"))
    band = measure_of(outcome.scenario).band(outcome)
    assert band.high[-1] == pytest.approx(outcome.periods[-1].at_end[1])
    assert band.high[-1] > band.high[(outcome.periods[-1].begins - outcome.scenario.calendar.start).days]


def test_a_slow_machine_gets_the_figure_without_a_warning(tmp_path, monkeypatch):
    figure = new_figure()
    axes = figure.subplots()
    axes.plot([0.0, 1.0], [0.0, 1.0], label="a line")
    axes.legend()
    monkeypatch.setattr("matplotlib.legend.time.perf_counter", count(0, 10).__next__)
    with pytest.warns(UserWarning, match="Creating legend"):
        figure.savefig(tmp_path / "slow.png")
    write_figure(figure, tmp_path / "slow.png")
