"""Engine, plain Python and kernel on every shipped scenario; in full by ``python -m negosim.study.parity``."""

import pytest

from negosim.files import load, shipped
from negosim.rules.lower import lower
from negosim.study import parity


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_all_drivers_agree_on_every_shipped_scenario(name):
    assert list(parity.disagreements(lower(load(name)), 1, 15)) == []


def test_the_command_counts_the_differing_fields(capsys):
    assert parity.main(["-n", "5", "trump_era"]) == 0
    assert capsys.readouterr().out == "trump_era: 5 replicates, 0 differing fields\n"


def test_the_command_shows_where_drivers_differ(capsys, monkeypatch):
    def other_seed(lowered, seed, first, count):
        return parity.replicate_columns(lowered, seed + 1, first, count, driver="python")

    monkeypatch.setattr(parity, "engine_columns", other_seed)
    assert parity.main(["-n", "20", "sma11"]) == 1
    out = capsys.readouterr().out
    assert "  reservations: " in out
    assert "engine 0x" in out
