"""Every kind of report in a browser: axe-core finds nothing, nothing is wider than a phone, nothing is fetched."""

import re

import pytest
from typer.testing import CliRunner

from negosim.cli import application
from tests.browser import DARK, DESKTOP, LIGHT, PHONE, measured, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

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
def page(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    result = CliRunner().invoke(application(), [*COMMANDS[request.param], "--report", str(path)])
    assert result.exit_code == 0, result.output
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, DARK), (DESKTOP, LIGHT)])
def test_a_report_has_no_violation_of_accessibility(page, width, scheme, tmp_path):
    assert violations(page, tmp_path, width=width, scheme=scheme) == []


def test_a_report_fits_a_phone(page, tmp_path):
    assert measured(page, tmp_path) == {"width": PHONE, "lang": "en"}


def test_a_report_fetches_nothing(page):
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"|url\((?!#)[^)]*\)|@import', page)


def test_violations_are_found(tmp_path):
    assert violations('<html><body><img src="data:,"></body></html>', tmp_path)
