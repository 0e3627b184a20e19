"""The programs of docs/how-to/salib.md run, and find what the page says."""

import re
import warnings
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "salib.md"
PROGRAMS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def quiet():
    """Do not take warnings of other packages for errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def test_salib_ranks_the_parameters_as_the_page_says():
    names = {}
    exec(PROGRAMS[0], names)
    first, second, exponent = names["indices"]["ST"]
    assert min(first, second) > exponent > 0.0


def test_prim_finds_the_box_that_the_page_names():
    names = {}
    exec(PROGRAMS[1], names)
    limits = names["box"].box_lims[-1]
    assert limits["delegations.seoul.stances.moon_2021.reservation"].iloc[0] == pytest.approx(14.4, abs=0.1)
    assert limits["delegations.washington.stances.biden.reservation"].iloc[1] == pytest.approx(16.7, abs=0.1)
