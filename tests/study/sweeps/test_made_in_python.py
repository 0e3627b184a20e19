"""A scenario made in Python is swept, written, loaded and swept again, with the same results."""

import pytest

import negosim
from negosim.domain import Distribution
from negosim.files.distributions import distribution
from negosim.study import compare, sensitivity, sweep, tournament
from tests.engine.builders import delegation, market, stance


def made():
    """Return a scenario of the classes of the domain, one number of it drawn and every default left out."""
    drawn = distribution("norm", {}, 60.0, 5.0)
    assert isinstance(drawn, Distribution)
    buyer = delegation("buyer", worst=100.0, best=0.0, stances={"calm": stance("calm", 10.0, drawn)})
    return market(buyer=buyer)


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_scenario_made_in_python_has_the_digest_of_its_file(executor, tmp_path):
    scenario = made()
    vary = {"protocol.exchanges": [1, 2]}
    swept = sweep(scenario, replicates=60, seed=4, vary=vary, executor=executor, workers=2, chunk_size=20)
    negosim.dump(scenario, tmp_path / "other_name.toml")
    loaded = negosim.load(tmp_path / "other_name.toml")
    again = sweep(loaded, replicates=60, seed=4, vary=vary, executor=executor, workers=2, chunk_size=20)
    by_path = sweep(tmp_path / "other_name.toml", replicates=60, seed=4, vary=vary)
    by_tables = sweep(loaded.tables, replicates=60, seed=4, vary=vary)
    assert len({swept.digest, again.digest, by_path.digest, by_tables.digest}) == 1
    assert 0.0 < swept.points[0].agreed.p <= 1.0


def test_everything_that_takes_a_path_takes_a_scenario_and_tables():
    scenario = made()
    tables = negosim.load(scenario).tables
    for given in (scenario, tables):
        assert compare(given, given, replicates=20).rows()
        assert sensitivity(given, samples=4, replicates=2).rows()
        assert tournament(given, tactics=["boulware", "conceder"], replicates=5).rows()
        assert sweep(given, replicates=5).digest == sweep(scenario, replicates=5).digest
