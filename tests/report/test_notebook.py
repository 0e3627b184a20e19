"""Results as a notebook displays them."""

from importlib import import_module

import pytest
from IPython.core.interactiveshell import InteractiveShell

import negosim
from negosim.report import notebook
from negosim.study import sensitivity, tournament


@pytest.fixture
def show():
    shell = InteractiveShell.instance()
    notebook.register()
    yield shell.display_formatter.formatters["text/html"]
    InteractiveShell.clear_instance()


@pytest.mark.parametrize(("module", "name"), notebook.SHOWN)
def test_every_type_that_is_displayed_is_where_its_name_says(module, name):
    assert getattr(import_module(module), name).__module__ == module


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


def test_without_a_shell_nothing_happens():
    InteractiveShell.clear_instance()
    assert notebook.register() is None


def test_the_package_lists_its_public_names_and_nothing_else():
    assert dir(negosim) == sorted(negosim.__all__)
