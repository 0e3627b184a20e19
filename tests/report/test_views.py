"""Scenarios and results as a notebook displays them, and as they plot themselves."""

import inspect

import pytest
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure

import negosim
from negosim.study import sensitivity, tournament


@pytest.fixture
def show():
    """What a notebook asks for: IPython's HTML of a value."""
    shell = InteractiveShell.instance()
    yield shell.display_formatter.formatters["text/html"]
    InteractiveShell.clear_instance()


def test_a_scenario_is_displayed_with_its_issues_parties_and_calendar(show):
    text = show(negosim.load("used_car"))
    for words in (
        "4,000 to 14,000",
        "norm(loc=8800, scale=400)",
        "boulware (beta=0.5",
        "2025-05-11",
        "The buyer",
    ):
        assert words in text.replace("\N{NO-BREAK SPACE}", " ")


def results():
    scenario = negosim.load("used_car")
    yield scenario
    yield negosim.run(scenario)
    yield negosim.zones(scenario)
    yield negosim.sweep("used_car", replicates=20)
    yield negosim.compare("trump_era", "biden_era", replicates=10)
    yield sensitivity("used_car", samples=4, replicates=2)
    yield tournament("used_car", tactics=("linear", "conceder"), replicates=2)


def test_a_result_is_displayed_as_a_part_of_a_page_with_a_table_and_a_figure(show):
    for result in results():
        text = show(result)
        assert text.startswith("<div")
        assert "<table>" in text
        assert "<svg" in text
        assert text.count("<svg") == 1


def test_a_result_is_plotted_on_the_axes_that_are_given():
    for result in results():
        axes = Figure().subplots()
        assert result.plot(ax=axes) is axes
        assert axes.has_data()


def test_without_axes_a_result_is_plotted_on_new_ones():
    for result in results():
        assert isinstance(result.plot().figure, Figure)


def test_options_choose_what_is_plotted():
    package = negosim.run("sma11_package")
    assert package.plot(party="washington").get_ylabel() != package.plot(party="seoul").get_ylabel()
    compared = negosim.compare("trump_era", "biden_era", replicates=10)
    assert compared.plot(measure="rounds").get_title(loc="left") == "rounds"
    swept = negosim.sweep("used_car", replicates=20, vary={"protocol.exchanges": [1, 2]})
    assert swept.plot().get_xlabel() == "exchanges"


def test_every_public_name_has_a_sentence_that_an_editor_can_show():
    for name in negosim.__all__:
        sentence = inspect.getdoc(getattr(negosim, name)).partition("\n\n")[0]
        assert sentence.endswith("."), name
        assert "\n" not in sentence, name


def test_the_package_lists_its_public_names_and_nothing_else():
    assert dir(negosim) == sorted(negosim.__all__)
