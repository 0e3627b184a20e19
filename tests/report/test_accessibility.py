"""Every kind of report in a browser: axe-core finds nothing, nothing is wider than a phone, nothing is fetched."""

import re

import pytest
from typer.testing import CliRunner

from negosim.cli import application
from tests.browser import chromium, shown, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]
__all__ = ["chromium", "shown"]  # fixtures

BUYER = "delegations.buyer.stances.buyer.reservation"
COMMANDS = {
    "run": ["run", "sma11"],
    "package": ["run", "sma11_package"],
    "zones": ["zones", "used_car"],
    "sweep of a point": ["sweep", "used_car", "-n", "50"],
    "sweep of points": ["sweep", "used_car", "-n", "50", "--vary", f"{BUYER}=9000:12000:3"],
    "compare": ["compare", "trump_era", "biden_era", "-n", "20"],
    "sensitivity": ["sensitivity", "used_car", "--samples", "4", "-n", "5"],
    "tournament": ["tournament", "used_car", "--tactics", "linear,conceder", "-n", "5"],
}


@pytest.fixture(scope="module", params=COMMANDS)
def report(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    result = CliRunner().invoke(application(), [*COMMANDS[request.param], "--report", str(path)])
    assert result.exit_code == 0, result.output
    return path


def test_a_report_has_no_violation_of_accessibility_and_fits_a_phone(report, shown):
    page = shown(report)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_report_fetches_nothing(report):
    text = report.read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"|url\((?!#)[^)]*\)|@import', text)


def test_no_name_of_an_option_is_broken_at_the_end_of_a_line(report, shown):
    page = shown(report)
    assert page.locator("pre .option").count() > 0
    lines = "each => each.map(option => option.getClientRects().length)"
    assert set(page.locator("pre .option").evaluate_all(lines)) == {1}


def test_violations_are_found(shown, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<html><body><img src="data:,"><p style="width: 500px">wide</p></body></html>', encoding="utf-8")
    seen = violations(shown(page))
    assert any("image-alt" in each for each in seen)
    assert "dark: the page is 508 px wide" in seen
