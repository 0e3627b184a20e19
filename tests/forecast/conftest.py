"""A small reference table of the shipped record."""

import pytest

from negosim import history
from negosim.forecast import reference as tables


@pytest.fixture(scope="session")
def dyad():
    return history.load_dyad()


@pytest.fixture(scope="session")
def small():
    return tables.Size(draws=400, replicates=60)


@pytest.fixture(scope="session")
def reference(dyad, small):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "PILOT_DRAWS", 100)
        patch.setattr(tables, "PILOT_REPLICATES", 40)
        return tables.build(dyad, seed=3, size=small)
