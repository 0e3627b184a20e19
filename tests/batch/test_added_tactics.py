"""Tactics of users: compiled where that keeps the bits, in plain Python otherwise; their faults are told as theirs."""

import logging
import math
import re
from dataclasses import replace

import pytest
from negosim.batch.added import compiles, obstacles
from negosim.rules.record import heard, last_heard, last_offer, offer_at

from negosim.batch.agreement import differences
from negosim.batch.drivers import replicate_columns
from negosim.batch.kernel import run_replicates
from negosim.domain import Tactic
from negosim.engine import run
from negosim.errors import UsageError
from negosim.rules.arithmetic import exp, power
from negosim.rules.layout import OFFER_OTHER, OFFER_OWN, OFFERS, REPLICATE, SEED, TACTIC_1, TACTIC_2
from negosim.rules.lower import lower
from negosim.rules.philox import TACTICS, uniform
from negosim.rules.stances import aspiration, normalised_time, stance_number
from negosim.rules.tactics.time_dependent import conceded
from negosim.study.parity import engine_columns
from tests.batch.scenarios import bilateral, norm, package, stance

SHARES = {"soft": 0.6, "hard": 0.1}


def between(own, other, share):
    return own - share * (own - other)


def halfway(talks, party, t, lowest):
    """Go a drawn share of the way from the own last offer to the other's."""
    if talks.flags[OFFERS + party] == 0 or heard(talks, party) == 0:
        return aspiration(talks, party, lowest)
    own = talks.state[last_offer(talks, party) + OFFER_OWN]
    other = talks.state[last_heard(talks, party) + OFFER_OTHER]
    return between(own, other, stance_number(talks, party, TACTIC_1))


def looks_back(talks, party, t, lowest):
    """Concede by the mean of all that the record holds, with the rules' own functions and a drawn number."""
    total, known = 0.0, min(20, heard(talks, party))
    for number in range(known):
        total += talks.state[offer_at(talks, 1 - party, heard(talks, party) - 1 - number) + OFFER_OTHER]
    chance = uniform(talks.flags[SEED], TACTICS, talks.flags[OFFERS + party], talks.flags[REPLICATE])
    share = power(normalised_time(talks, party, t), stance_number(talks, party, TACTIC_2))
    share = min(1.0, share * (1.0 + 0.1 * chance) + 0.1 * exp(-total)) if known else share
    return conceded(talks, party, lowest, share)


def from_a_table(talks, party, t, lowest):
    mood = {"late": "soft", "early": "hard"}["late" if t > 100.0 else "early"]
    return conceded(talks, party, lowest, SHARES[mood])


class Stubborn:
    def __call__(self, talks, party, t, lowest):
        return aspiration(talks, party, lowest)


def game(demand, name="mine"):
    tactic = Tactic(kind=name, demand=demand, parameters={"share": norm(0.3, 0.05), "slope": 2.0})
    own = [stance(aspiration=95.0, reservation=norm(35.0, 10.0), tactic=tactic, retreat=True)]
    return bilateral(own, [stance(aspiration=5.0, reservation=norm(60.0, 10.0))], name=name)


def several_issues(demand):
    made = package()
    tactic = Tactic(kind="mine", demand=demand, parameters={"share": 0.2, "slope": 1.5})
    first, second = made.delegations
    changed = {name: replace(one, tactic=tactic) for name, one in first.stances.items()}
    return replace(made, delegations=(replace(first, stances=changed), second))


@pytest.mark.parametrize("demand", [halfway, looks_back])
@pytest.mark.parametrize("scenario", [game, several_issues])
def test_the_drivers_return_the_same_bits_for_a_tactic_that_compiles(demand, scenario):
    lowered = lower(scenario(demand))
    assert compiles(lowered)
    by_kernel = run_replicates(lowered, 3, 0, 60)
    assert differences(by_kernel, replicate_columns(lowered, 3, 0, 60, driver="python")) == ()
    assert differences(by_kernel, engine_columns(lowered, 3, 0, 60)) == ()
    assert by_kernel.offers.sum() > 60


@pytest.mark.parametrize("demand", [from_a_table, Stubborn()])
def test_what_does_not_compile_runs_in_python_and_says_so_once(demand, caplog):
    scenario = game(demand, name=f"slow_{type(demand).__name__}")
    lowered = lower(scenario)
    assert not compiles(lowered)
    with caplog.at_level(logging.WARNING, "negosim"):
        first = replicate_columns(lowered, 3, 0, 20, driver="numba")
        replicate_columns(lowered, 3, 20, 20, driver="numba")
    assert [record.getMessage() for record in caplog.records] == [f"note: {said}" for said in obstacles(lowered)]
    assert f"'slow_{type(demand).__name__}' runs in plain Python" in caplog.text
    assert differences(first, engine_columns(lowered, 3, 0, 20)) == ()


def test_tactics_of_several_users_meet_in_one_scenario():
    made = game(halfway)
    first, second = made.delegations
    other = replace(second.stances["s"], tactic=Tactic(kind="other", demand=looks_back, parameters={"a": 1, "b": 0.5}))
    lowered = lower(replace(made, delegations=(first, replace(second, stances={"s": other}))))
    assert [added.name for added in lowered.added] == ["mine", "other"]
    assert differences(run_replicates(lowered, 1, 0, 60), engine_columns(lowered, 1, 0, 60)) == ()


def by_power(talks, party, t, lowest):
    return lowest + (1.0 - lowest) ** 2


def by_exp(talks, party, t, lowest):
    return math.exp(-t)


def by_helper(talks, party, t, lowest):
    return by_exp(talks, party, t, lowest)


def by_print(talks, party, t, lowest):
    print(t)
    return lowest


def by_closure(talks, party, t, lowest):
    return max(x for x in (t, lowest))


def by_words(talks, party, t, lowest):
    return lowest if "a" + str(t) == "a1" else 1.0


def by_unknown_name(talks, party, t, lowest):
    return talks.mood


def exactly(talks, party, t, lowest):
    return max(lowest, 1.0 - math.floor(math.sqrt(t)) / 20.0)


@pytest.mark.parametrize(
    ("demand", "reason"),
    [
        (by_power, r"uses \*\*, which rounds differently there; take exp, log and power"),
        (by_exp, r"uses math.exp, which rounds differently"),
        (by_helper, r"by_exp uses math.exp"),
        (by_print, "uses print"),
        (by_closure, "defines a function within"),
        (by_words, "uses str"),
        (from_a_table, "uses SHARES, a dict"),
        (by_unknown_name, "numba cannot compile it"),
        (Stubborn(), "it is a Stubborn, and only a function can be compiled"),
    ],
)
def test_the_reason_that_a_tactic_does_not_compile_is_given(demand, reason):
    (said,) = obstacles(lower(game(demand)))
    assert re.search(reason, said), said


def test_what_python_computes_exactly_compiles():
    lowered = lower(game(exactly))
    assert compiles(lowered)
    assert differences(run_replicates(lowered, 0, 0, 40), engine_columns(lowered, 0, 0, 40)) == ()


def divides(talks, party, t, lowest):
    return 1.0 / (150.0 - t) if t >= 150.0 else aspiration(talks, party, lowest)


def not_a_number(talks, party, t, lowest):
    return math.nan


def says_words(talks, party, t, lowest):
    return "a lot"


def run_all(scenario, driver):
    if driver == "engine":
        return [run(scenario, seed=2, replicate=replicate) for replicate in range(40)]
    return replicate_columns(lower(scenario), 2, 0, 40, driver=driver)


@pytest.mark.parametrize(
    ("demand", "told"),
    [
        (divides, "the tactic 'mine' failed on day 150 of replicate"),
        (not_a_number, "it returned no number"),
        (says_words, "ValueError: could not convert string to float: 'a lot'"),
    ],
)
@pytest.mark.parametrize("driver", ["engine", "python", "numba"])
def test_a_fault_of_a_users_tactic_is_told_as_its_own(demand, told, driver):
    scenario = game(demand)
    with pytest.raises(UsageError) as raised:
        run_all(scenario, driver)
    assert told in str(raised.value)
    assert "'mine'" in str(raised.value)
    assert "(seed 2)" in str(raised.value)


def test_an_error_of_one_replicate_names_that_replicate():
    lowered = lower(game(fails_in_the_seventh))
    for driver in ("python", "numba"):
        with pytest.raises(UsageError, match=r"of replicate 7 \(seed 2\): ZeroDivisionError"):
            replicate_columns(lowered, 2, 0, 40, driver=driver)


def fails_in_the_seventh(talks, party, t, lowest):
    return lowest / (talks.flags[REPLICATE] - 7)
