"""The loop over the rows of a table: plain Python and the kernel set the same numbers and get the same results."""

import numpy as np
import pytest

from negosim.batch.columns import empty_columns
from negosim.batch.loop import replicates_of_rows
from negosim.batch.tables import ROWS, TableKernel
from negosim.files import load
from negosim.rules.lower import lower
from negosim.rules.records import NONE, Place, Setting
from negosim.rules.settings import set_row

REPLICATES, SEED = 3, 4


def settings_of(talks):
    """Return settings of a level, of a tactic's parameter and of a weight."""
    stance, function = talks.stances[0], talks.parties[0].functions[0]
    return [
        Setting(place=Place(stance, "aspiration"), derives=False, stance=None),
        Setting(place=Place(stance.parameters, 0), derives=False, stance=stance),
        Setting(place=Place(function, "weight"), derives=True, stance=None),
    ]


def talks_of(name):
    talks = lower(load(name)).talks()
    return talks, settings_of(talks)


def numbers_of(settings, rows):
    rng = np.random.default_rng(2)
    stance, parameters, function = (setting.place.container for setting in settings)
    given = [stance.aspiration, parameters[0], function.weight]
    return rng.uniform(0.9, 1.0, (rows, len(given))) * given


@pytest.mark.parametrize("specialised", [True, False])
@pytest.mark.parametrize("name", ["sma11", "sma11_package", "used_car"])
def test_plain_python_and_the_kernel_run_the_same_rows(name, specialised):
    talks, settings = talks_of(name)
    numbers, firsts = numbers_of(settings, 5), np.array([7, 0, 3, 100, 7])
    columns, failed = TableKernel(talks, settings, specialised=specialised).run(numbers, firsts, SEED, REPLICATES)
    plain, plain_settings = talks_of(name)
    plain.settings, plain.rows, plain.first_replicates = plain_settings, numbers.ravel().tolist(), firsts.tolist()
    expected = empty_columns(5 * REPLICATES, len(plain.space.issues))
    assert replicates_of_rows(plain, expected, SEED, REPLICATES, 0, 5) == NONE
    assert failed == []
    for ours, theirs in zip(columns, expected, strict=True):
        assert ours.tobytes() == theirs.tobytes()


def test_more_rows_than_the_memory_holds_are_run_in_turns():
    talks, settings = talks_of("used_car")
    numbers = numbers_of(settings, 2 * ROWS + 3)
    kernel = TableKernel(talks, settings, specialised=False)
    firsts = np.arange(len(numbers))
    whole, _ = kernel.run(numbers, firsts, SEED, 1)
    last, _ = kernel.run(numbers[-2:], firsts[-2:], SEED, 1)
    assert whole.terms[-2:].tobytes() == last.terms.tobytes()


def test_a_row_derives_what_follows_from_preferences_and_forgets_the_curves_of_its_stance():
    talks, settings = talks_of("sma11_package")
    talks.settings, talks.rows = settings, [0.5, 0.5, 0.0]
    for conceded in talks.stances[0].memory:
        conceded.time = 1.0
    set_row(talks, 0)
    assert talks.stances[0].aspiration == 0.5
    assert talks.parties[0].functions[0].share == 0.0
    assert {conceded.time for conceded in talks.stances[0].memory} <= {0.0}
