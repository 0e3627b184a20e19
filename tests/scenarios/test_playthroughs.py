"""Each shipped scenario has a readable trace, and it is the one that the scenario gives today."""

import pytest

from negosim.files import shipped
from tests.scenarios.playthrough import COMMAND, FOLDER, path_of, playthrough

LONGEST = 80


@pytest.mark.parametrize("name", shipped())
def test_the_playthrough_is_up_to_date(name):
    path = path_of(name)
    make = f"make it with: {COMMAND} {name}"
    assert path.exists(), f"{path} is missing; {make}"
    assert path.read_text(encoding="utf-8") == playthrough(name), f"{path} differs; look at it, then {make}"


@pytest.mark.parametrize("name", shipped())
def test_the_playthrough_is_short_enough_to_read(name):
    assert len(playthrough(name).splitlines()) < LONGEST


def test_every_playthrough_belongs_to_a_scenario():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(shipped())
