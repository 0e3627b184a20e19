"""Random numbers belong to what is drawn; in the typical run every draw is at one half."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negosim
from negosim import files
from negosim.batch.agreement import differences
from negosim.batch.columns import empty_columns, write_row
from negosim.batch.drivers import replicate_columns
from negosim.batch.kernel import run_replicates
from negosim.errors import UsageError
from negosim.rules.advance import negotiate
from negosim.rules.lower import lower
from negosim.rules.luck import LARGEST, TYPICAL, key_of, replicate_of
from negosim.rules.records import Distribution
from tests.strategies import scenarios

COUNT = 400


UNNOTICED = """
[[shocks]]
name = "unnoticed"
hazard = { dist = "uniform", loc = 0.1, scale = 0.2 }
effects = [{ party = "washington", level = "aspiration", by = 1, days = 1 }]
under = { seoul = "moon" }
"""


def columns_of(text):
    return replicate_columns(lower(files.build(files.from_text(text, name="sma11"))), 3, 0, COUNT, driver="python")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reservation = 40\n", 'reservation = { dist = "norm", loc = 40, scale = 1e-50 }\n'),
        ("\n[[shocks]]", UNNOTICED + "\n[[shocks]]"),
    ],
)
def test_a_distribution_that_is_added_changes_no_other_draw(old, new):
    text = files.read("sma11").text
    changed = text.replace(old, new, 1)
    assert changed != text
    assert not differences(columns_of(text), columns_of(changed))


def test_fixing_a_drawn_number_at_one_place_changes_no_draw_elsewhere():
    document = files.read("used_car")
    fixed = files.override(document, "delegations.seller.stances.seller.reservation", 8000)
    buyers = [
        lower(files.build(each)).talks().draws[-1].key == key_of("delegations.buyer.stances.buyer.reservation")
        for each in (document, fixed)
    ]
    assert buyers == [True, True]


def test_scenarios_that_share_names_share_luck():
    keys = {
        name: {draw.key for draw in lower(files.load(name)).talks().draws}
        for name in ("sma11", "trump_era", "biden_era")
    }
    assert keys["trump_era"] <= keys["sma11"]
    assert len(keys["biden_era"] & keys["sma11"]) >= 2


def test_keys_of_all_shipped_scenarios_differ():
    for name in files.shipped():
        scenario = files.load(name)
        talks, quantities = lower(scenario).talks(), {key_of(f"quantities.{each}") for each in scenario.quantities}
        keys = [draw.key for draw in talks.draws if draw.key not in quantities]
        assert len(set(keys)) == len(keys)
        for records in (talks.parties, talks.terms, talks.shocks, talks.ratifiers):
            assert len({each.key for each in records}) == len(records)


@given(st.text(max_size=20))
def test_a_key_leaves_room_to_count_up_from_it(name):
    assert 0 <= key_of(name) < 1 << 62


@pytest.mark.parametrize("name", files.shipped())
def test_the_typical_run_draws_medians(name):
    talks = lower(files.load(name)).talks()
    medians = [value_at(draw) for draw in talks.draws]  # as the lowering puts them
    negotiate(talks, 0, TYPICAL)
    assert [value_at(draw) for draw in talks.draws] == medians


def value_at(draw):
    assert isinstance(draw.distribution, Distribution)
    container, key = draw.place.container, draw.place.key
    return container[key] if isinstance(key, int) else getattr(container, key)


@pytest.mark.parametrize("challenger", [0.3, 0.7])
def test_the_likeliest_candidate_takes_office_in_the_typical_run(challenger):
    text = files.read("sma11").text
    for name, old, new in (("biden", "0.65", challenger), ("trump", "0.35", 1.0 - challenger)):
        text = text.replace(f'name = "{name}", probability = {old}', f'name = "{name}", probability = {new}')
    assert negosim.run(files.build(files.from_text(text, name="sma11"))).agreed == (challenger > 0.5)


@given(scenarios())
def test_both_drivers_agree_on_the_typical_run(scenario):
    lowered = lower(scenario)
    kernel = run_replicates(lowered, 0, TYPICAL, 1, specialised=False)
    plain = empty_columns(1, len(scenario.issues))
    talks = lowered.talks()
    negotiate(talks, 0, TYPICAL)
    write_row(talks, plain, 0)
    assert not differences(plain, kernel)


def test_a_seed_or_a_replicate_gives_a_drawn_run():
    assert replicate_of(None, None) == (0, TYPICAL)
    assert replicate_of(5, None) == (5, 0)
    assert replicate_of(None, 7) == (0, 7)
    result = negosim.run("sma11")
    assert (result.seed, result.replicate) == (None, None)
    assert negosim.run("sma11", seed=5).as_dict() == negosim.run("sma11", seed=5, replicate=0).as_dict()
    for seed, replicate in ((-1, None), (None, -1), (LARGEST + 1, 0)):
        with pytest.raises(UsageError, match="out of range"):
            replicate_of(seed, replicate)


def test_the_typical_numbers_lie_in_the_middle_of_the_drawn_ones():
    lowered = lower(files.load("sma11"))
    talks = lowered.talks()
    typical = np.array([value_at(draw) for draw in talks.draws])
    below = np.zeros(len(typical))
    for replicate in range(COUNT):
        negotiate(talks, 0, replicate)
        below += np.array([value_at(draw) for draw in talks.draws]) < typical
    assert np.all(np.abs(below / COUNT - 0.5) < 4.0 * 0.5 / np.sqrt(COUNT))
