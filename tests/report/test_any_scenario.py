"""Whatever scenario is valid can be described, drawn and put on a page."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negosim import engine
from negosim.report import describe_run, describe_zones, last_day, plain_text
from negosim.report.figures import plot_run, plot_utility_space, plot_zones
from negosim.report.html import page
from negosim.report.wrapping import cells
from negosim.rules.lower import lower
from negosim.zopa import zones
from tests.strategies import scenarios

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def run_of(scenario, seed):
    lowered = lower(scenario)
    result = engine.run(lowered, seed=seed)
    return result, zones(lowered, on=last_day(result), seed=seed)


@settings(max_examples=40, suppress_health_check=SLOW)
@given(scenarios(), st.integers(0, 5), st.integers(24, 100))
def test_any_run_can_be_described_at_any_width(scenario, seed, width):
    result, outcome = run_of(scenario, seed)
    document = describe_run(result, outcome)
    for text in (plain_text(document, width), plain_text(describe_zones(outcome), width)):
        assert all(cells(line) <= width for line in text.splitlines())
    assert "</html>" in page(document)


@settings(max_examples=8, suppress_health_check=SLOW)
@given(scenarios(), st.integers(0, 5))
def test_any_run_can_be_drawn(scenario, seed):
    result, outcome = run_of(scenario, seed)
    for ax in (plot_run(result, outcome), plot_zones(outcome), plot_utility_space(outcome, result=result)):
        ax.figure.draw_without_rendering()
        assert ax.has_data()
