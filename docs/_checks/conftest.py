"""The checks of the built pages: pytest docs/_checks --site FOLDER."""

from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption("--site", metavar="FOLDER", required=True, help="where sphinx-build wrote the pages")


@pytest.fixture(scope="session")
def site(request):
    folder = Path(request.config.getoption("--site")).resolve()
    assert (folder / "index.html").exists(), f"{folder}: build the pages first"
    return folder
