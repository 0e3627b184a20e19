"""Tactics of users: compiled where that keeps the bits, in plain Python otherwise."""

import logging
import math
import re
from dataclasses import replace

import pytest

from negosim.batch import compiles, obstacles
from negosim.batch.agreement import differences
from negosim.batch.drivers import replicate_columns
from negosim.batch.kernel import run_replicates
from negosim.domain import Tactic
from negosim.engine import run
from negosim.errors import UsageError
from negosim.rules.arithmetic import exp, power
from negosim.rules.lower import lower
from negosim.rules.tactics import (
    Parameter,
    Party,
    TacticKind,
    aspiration,
    heard,
    made,
    normalised_time,
    random_share,
    received,
)
from negosim.rules.tactics.time_dependent import conceded
from negosim.study.parity import engine_columns
from tests.batch.scenarios import bilateral, norm, package, stance

SHARES = {"soft": 0.6, "hard": 0.1}


def between(own: float, other: float, share: float) -> float:
    return own - share * (own - other)


def halfway(own: Party, share: float, slope: float) -> float:
    """Go a drawn share of the way from the own last offer to the other's."""
    if own.offers_made == 0 or heard(own) == 0:
        return aspiration(own)
    return between(made(own, 1).utility, received(own, 1).utility, share)


def looks_back(own: Party, share: float, slope: float) -> float:
    """Concede by the mean of all that is remembered, with the rules' own functions and a drawn number."""
    total, known = 0.0, min(20, heard(own))
    for back in range(known):
        total += received(own, back + 1).utility
    conceding = power(normalised_time(own, own.now), slope)
    if known > 0:
        conceding = min(1.0, conceding * (1.0 + 0.1 * random_share(own)) + 0.1 * exp(-total))
    return conceded(own, conceding)


def from_a_table(own: Party, share: float, slope: float) -> float:
    mood = {"late": "soft", "early": "hard"}["late" if own.now > 100.0 else "early"]
    return conceded(own, SHARES[mood])


class Stubborn:
    def __call__(self, own, share, slope):
        return aspiration(own)


def kind_of(demand, name="mine"):
    parameters = tuple(Parameter(name=each, description=each, default=0.5) for each in ("share", "slope"))
    return TacticKind(name=name, summary="", parameters=parameters, demand=demand)


def game(demand, name="mine"):
    tactic = Tactic(kind=name, rule=kind_of(demand, name), parameters={"share": norm(0.3, 0.05), "slope": 2.0})
    own = [stance(aspiration=95.0, reservation=norm(35.0, 10.0), tactic=tactic, retreat=True)]
    return bilateral(own, [stance(aspiration=5.0, reservation=norm(60.0, 10.0))], name=name)


def several_issues(demand):
    scenario = package()
    tactic = Tactic(kind="mine", rule=kind_of(demand), parameters={"share": 0.2, "slope": 1.5})
    first, second = scenario.delegations
    changed = {name: replace(one, tactic=tactic) for name, one in first.stances.items()}
    return replace(scenario, delegations=(replace(first, stances=changed), second))


@pytest.mark.parametrize("demand", [halfway, looks_back])
@pytest.mark.parametrize("scenario", [game, several_issues])
@pytest.mark.parametrize("specialised", [True, False])
def test_the_drivers_return_the_same_bits_for_a_tactic_that_compiles(demand, scenario, specialised):
    lowered = lower(scenario(demand))
    assert compiles(lowered)
    by_kernel = run_replicates(lowered, 3, 0, 60, specialised=specialised)
    assert differences(by_kernel, replicate_columns(lowered, 3, 0, 60, driver="python")) == ()
    assert differences(by_kernel, engine_columns(lowered, 3, 0, 60)) == ()
    assert by_kernel.offers.sum() > 60


@pytest.mark.parametrize("demand", [from_a_table, Stubborn()])
def test_what_does_not_compile_runs_in_python_and_says_so_once(demand, caplog):
    name = f"slow_{type(demand).__name__}"
    lowered = lower(game(demand, name=name))
    assert not compiles(lowered)
    with caplog.at_level(logging.WARNING, "negosim"):
        first = replicate_columns(lowered, 3, 0, 20, driver="kernel")
        replicate_columns(lowered, 3, 20, 20, driver="kernel")
    assert [record.getMessage() for record in caplog.records] == [f"note: {each}" for each in obstacles(lowered)]
    assert f"the tactic '{name}' runs in plain Python" in caplog.text
    assert differences(first, engine_columns(lowered, 3, 0, 20)) == ()


def test_tactics_of_several_users_meet_in_one_scenario():
    scenario = game(halfway)
    first, second = scenario.delegations
    other = Tactic(kind="other", rule=kind_of(looks_back, "other"), parameters={"share": 1.0, "slope": 0.5})
    other_stance = replace(second.stances["s"], tactic=other)
    lowered = lower(replace(scenario, delegations=(first, replace(second, stances={"s": other_stance}))))
    assert differences(run_replicates(lowered, 1, 0, 60), engine_columns(lowered, 1, 0, 60)) == ()


def by_power(own: Party, share: float, slope: float) -> float:
    return own.limit + (1.0 - own.limit) ** 2


def by_exp(own: Party, share: float, slope: float) -> float:
    return math.exp(-own.now)


def by_helper(own: Party, share: float, slope: float) -> float:
    return by_exp(own, share, slope)


def by_print(own: Party, share: float, slope: float) -> float:
    print(own.now)
    return own.limit


def by_generator(own: Party, share: float, slope: float) -> float:
    return max(x for x in (own.now, own.limit))


def by_unknown_name(own: Party, share: float, slope: float) -> float:
    return own.mood


def by_assignment(own: Party, share: float, slope: float) -> float:
    own.limit = 0.0
    return 1.0


def by_itself(own: Party, share: float, slope: float) -> float:
    return by_itself(own, share, slope)


def without_types(own, share, slope):
    return 1.0


def exactly(own: Party, share: float, slope: float) -> float:
    return max(own.limit, 1.0 - math.sqrt(own.now) / 20.0)


@pytest.mark.parametrize(
    ("demand", "reason"),
    [
        (by_power, r"test_tactics_of_users.py:\d+: \*\* rounds differently.*use power from negosim.rules.arithmetic"),
        (by_exp, r"'exp' cannot be called here; use exp from negosim.rules.arithmetic"),
        (by_helper, r"'exp' cannot be called here"),
        (by_print, "'print' cannot be called here"),
        (by_generator, "cannot be compiled"),
        (from_a_table, "cannot be compiled|is no number"),
        (by_unknown_name, "a Party has no 'mood'"),
        (by_assignment, "may not change records"),
        (by_itself, "'by_itself' calls itself; use a loop"),
        (without_types, "the parameter 'own' has no type"),
        (Stubborn(), "this is a Stubborn; only a function can be compiled"),
    ],
)
def test_the_reason_that_a_tactic_does_not_compile_is_given(demand, reason):
    (sentence,) = obstacles(lower(game(demand)))
    assert re.search(reason, sentence), sentence


def test_what_python_computes_exactly_compiles():
    lowered = lower(game(exactly))
    assert compiles(lowered)
    assert differences(run_replicates(lowered, 0, 0, 40), engine_columns(lowered, 0, 0, 40)) == ()


def divides(own: Party, share: float, slope: float) -> float:
    return 1.0 / (150.0 - own.now) if own.now >= 150.0 else aspiration(own)


def not_a_number(own: Party, share: float, slope: float) -> float:
    return math.nan


def reads_too_far(own: Party, share: float, slope: float) -> float:
    return own.received[1000 * own.offers_made + 100].utility


def reads_below(own: Party, share: float, slope: float) -> float:
    return own.received[-1000 - own.offers_made].utility


def reads_the_other(own: Party, share: float, slope: float) -> float:
    return own.opponent.limit


def counts_too_far(own: Party, share: float, slope: float) -> float:
    return float(int(own.now * 1e300))


def run_all(scenario, driver):
    if driver == "engine":
        return [run(scenario, seed=2, replicate=replicate) for replicate in range(40)]
    return replicate_columns(lower(scenario), 2, 0, 40, driver=driver)


@pytest.mark.parametrize(
    ("demand", "message"),
    [
        (divides, "the tactic 'mine' failed on day 150 of replicate"),
        (not_a_number, "it returned nan"),
        (reads_too_far, "IndexError"),
        (reads_below, "IndexError"),
        (reads_the_other, "AttributeError"),
    ],
)
@pytest.mark.parametrize("driver", ["engine", "python", "kernel", "generic"])
def test_a_fault_of_a_users_tactic_is_reported_as_its_own(demand, message, driver):
    with pytest.raises(UsageError) as raised:
        run_all(game(demand), driver)
    assert message in str(raised.value)
    assert "'mine'" in str(raised.value)
    assert "(seed 2)" in str(raised.value)


def test_a_replicate_that_the_kernel_cannot_compute_is_run_by_python():
    lowered = lower(game(counts_too_far))
    by_kernel = replicate_columns(lowered, 2, 0, 5, driver="kernel")
    assert differences(by_kernel, replicate_columns(lowered, 2, 0, 5, driver="python")) == ()


def fails_in_the_seventh(own: Party, share: float, slope: float) -> float:
    return own.limit / (own.table.replicate - 7)


def test_an_error_of_one_replicate_names_that_replicate():
    lowered = lower(game(fails_in_the_seventh))
    for driver in ("python", "kernel"):
        with pytest.raises(UsageError, match=r"of replicate 7 \(seed 2\): ZeroDivisionError"):
            replicate_columns(lowered, 2, 0, 40, driver=driver)
