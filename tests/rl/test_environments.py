"""Environments for reinforcement learning: their libraries' own tests, and the talks behind them."""

import sys
import warnings

import numpy as np
import pytest

gymnasium = pytest.importorskip("gymnasium")
pytest.importorskip("pettingzoo")

from gymnasium.utils.env_checker import check_env  # noqa: E402
from pettingzoo.test import api_test  # noqa: E402

import negosim  # noqa: E402
from negosim import Accept, CallSeat, Offer, ScriptSeat, Wait, files  # noqa: E402
from negosim.domain import Protocol  # noqa: E402
from negosim.engine import run  # noqa: E402
from negosim.errors import UsageError  # noqa: E402
from negosim.rl import ID, NegotiationAEC, NegotiationEnv  # noqa: E402
from tests.engine.builders import market  # noqa: E402

OFFER, ACCEPT, WAIT, WALK_AWAY = range(4)
KINDS = ("alternating", "simultaneous", "ultimatum")
SCENARIOS = [*files.shipped(), *(market(protocol=Protocol(kind=kind, first="buyer")) for kind in KINDS)]


def named(scenario):
    return scenario if isinstance(scenario, str) else scenario.protocol.kind


@pytest.mark.parametrize("scenario", SCENARIOS, ids=named)
def test_the_checker_of_gymnasium_passes(scenario):
    party = negosim.load(scenario).parties[1]
    env = gymnasium.make(f"negosim.rl:{ID}", scenario=scenario, party=party, render_mode="ansi")
    check_env(env.unwrapped)  # a warning of it is an error


@pytest.mark.parametrize("scenario", SCENARIOS, ids=named)
def test_the_api_test_of_pettingzoo_passes(scenario, capsys):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Action space for each agent probably should be")  # MultiDiscrete
        warnings.filterwarnings("ignore", message="We recommend agents to be named")  # parties have names
        api_test(NegotiationAEC(scenario), num_cycles=200)
    assert "Passed API test" in capsys.readouterr().out


def play(env, actions, **reset):
    """Play an episode with given actions, and wait after them; return the last info and the rewards."""
    observation, info = env.reset(**reset)
    actions, rewards, ended = iter(actions), [], False
    while not ended:
        assert observation in env.observation_space
        action = next(actions, [WAIT, *[0] * (len(env.action_space.nvec) - 1)])
        observation, reward, ended, truncated, info = env.step(np.array(action))
        assert not truncated
        rewards.append(reward)
    return info, rewards


def test_an_episode_is_a_run_with_the_same_decisions():
    env = NegotiationEnv("used_car", "buyer")
    info, rewards = play(env, [[OFFER, 50], [WAIT, 0], [OFFER, 60]], seed=3)
    script = ScriptSeat([Offer({"price": 9000}), Wait(), Offer({"price": 10_000}), *[Wait()] * 100])
    expected = run(negosim.load("used_car"), seed=3, replicate=0, seats={"buyer": script})
    assert info["result"].as_dict() == expected.as_dict()
    assert rewards == [0.0] * (len(rewards) - 1) + [expected.surplus["buyer"]]


def test_the_replicates_of_a_seed_follow_one_another():
    env = NegotiationEnv("used_car", "buyer")
    numbers = [
        play(env, [], **reset)[0]["result"] for reset in ({"seed": 7}, {}, {}, {"options": {"replicate": 40}}, {})
    ]
    assert [(each.seed, each.replicate) for each in numbers] == [(7, 0), (7, 1), (7, 2), (7, 40), (7, 41)]


def test_an_episode_that_is_left_has_no_effect_on_the_next():
    env, other = NegotiationEnv("sma11", "washington"), NegotiationEnv("sma11", "washington")
    for seed in range(3):
        env.reset(seed=seed)
        for act in (OFFER, WAIT, OFFER):
            env.step([act, 30])
        left = play(env, [[OFFER, 20], [OFFER, 10]], seed=9)[0]["result"]
        assert left.as_dict() == play(other, [[OFFER, 20], [OFFER, 10]], seed=9)[0]["result"].as_dict()


def test_an_action_that_is_not_allowed_counts_as_waiting():
    env = NegotiationEnv("used_car", "seller")  # moves first: nothing to accept
    _, info = env.reset(seed=1)
    acts, prices = info["action_mask"]
    assert (acts.tolist(), prices.tolist()) == ([1, 0, 1, 1], [1] * 101)
    *_, info = env.step([ACCEPT, 0])
    assert info["invalid"]
    assert env.render() is None
    *_, info = env.step([OFFER, 100])
    assert not info["invalid"]


def test_an_observation_names_what_the_party_knows():
    env = NegotiationEnv("used_car", "buyer", levels=11)
    observation, _ = env.reset(seed=1)
    seen = dict(zip(env.features, observation.tolist(), strict=True))
    assert (seen["may_offer"], seen["may_accept"], seen["own.made"], seen["other.made"]) == (1.0, 1.0, 0.0, 1.0)
    assert seen["other.price"] == pytest.approx(0.79)
    assert seen["other.utility"] == pytest.approx(0.21)
    observation, *_ = env.step([OFFER, 5])
    seen = dict(zip(env.features, observation.tolist(), strict=True))
    assert (seen["own.price"], seen["own.utility"]) == (0.5, 0.5)


def test_administrations_that_may_change_are_observed():
    env = NegotiationEnv("sma11", "seoul")
    observation, _ = env.reset(seed=1)
    seen = dict(zip(env.features, observation.tolist(), strict=True))
    assert (seen["washington.trump"], seen["washington.biden"]) == (1.0, 0.0)


def test_a_sealed_offer_is_not_observed():
    scenario = market(protocol=Protocol(kind="simultaneous", first="buyer"))
    seen = []
    for price in (10, 40):
        env = NegotiationAEC(scenario)
        env.reset(seed=1)
        env.step([OFFER, price])
        assert env.agent_selection == "seller"
        seen.append(env.observe("seller").tolist())
    assert seen[0] == seen[1]


def test_both_parties_are_rewarded_at_the_end():
    env = NegotiationAEC("used_car", render_mode="ansi")
    env.reset(seed=2)
    env.step([OFFER, 60])
    env.step([ACCEPT, 0])
    assert all(env.terminations.values())
    script = {"seller": ScriptSeat([Offer({"price": 10_000})]), "buyer": ScriptSeat([Accept()])}
    expected = run(negosim.load("used_car"), seed=2, replicate=0, seats=script)
    assert env.rewards == expected.surplus
    assert env.render().splitlines()[-1].startswith("2025-05-05 in_force")


def test_a_reward_and_an_opponent_can_be_given():
    firm = CallSeat(lambda view: Offer({"price": 12_000}))
    env = NegotiationEnv("used_car", "buyer", opponent=firm, reward=lambda result, party: result.rounds)
    info, rewards = play(env, [[WAIT, 0], [ACCEPT, 0]], seed=1)
    assert info["result"].terms == {"price": 12_000}
    assert rewards == [0.0, 2.0]


def test_a_policy_plays_in_a_run_as_in_the_environment():
    def policy(observation):
        return [ACCEPT, 0] if observation[env.features.index("other.price")] < 0.6 else [OFFER, 45]

    env = NegotiationEnv("used_car", "buyer")
    (observation, _), ended = env.reset(seed=6), False
    while not ended:
        observation, _, ended, _, info = env.step(policy(observation))
    result = negosim.run("used_car", seed=6, replicate=0, seats={"buyer": env.seat(policy)})
    assert result.agreed
    assert result.as_dict() == info["result"].as_dict()


def test_issues_of_every_kind_can_be_offered():
    scenario = negosim.load("scoreable")
    env = NegotiationEnv(scenario, scenario.parties[0], levels=5)
    env.reset(seed=1)
    *_, info = env.step(env.action_space.nvec - 1 - np.array([3, *[0] * (len(env.action_space.nvec) - 1)]))
    assert not info["invalid"]
    (row,) = [row for row in env.unwrapped._episodes.session.trace.rows if row.party == env._party and row.terms][:1]
    tops = [getattr(issue, "options", (getattr(issue, "high", None),))[-1] for issue in scenario.issues]
    assert list(row.terms.values()) == tops


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: NegotiationEnv("used_car", "byer"), "there is no delegation 'byer'; did you mean 'buyer'"),
        (lambda: NegotiationEnv("used_car", "buyer", levels=1), "levels: 1 is not between 2 and"),
        (lambda: NegotiationEnv("used_car", "buyer").step([0, 0]), r"no episode is in progress; call reset\(\)"),
        (lambda: NegotiationAEC("used_car").observe("buyer"), r"has not been reset; call reset\(\) first"),
        (lambda: NegotiationEnv(market(rounds=0), "buyer").reset(), "market: the talks end before an open seat"),
        (lambda: NegotiationEnv("used_car", "buyer").reset(options={"replicate": -1}), "replicate"),
    ],
)
def test_a_mistake_is_an_error_of_usage(make, words):
    with pytest.raises(UsageError, match=words):
        make()


@pytest.mark.parametrize("action", [[4, 0], [0, 101], [-1, 0], [0], [0, 0, 0]])
def test_an_action_outside_the_space_is_an_error_of_usage(action):
    env = NegotiationEnv("used_car", "buyer")
    env.reset(seed=1)
    with pytest.raises(UsageError, match="is not an action; use 2 whole numbers"):
        env.step(action)


@pytest.mark.parametrize(("library", "words"), [("gymnasium", "Gymnasium is not"), ("pettingzoo", "PettingZoo is not")])
def test_a_library_that_is_missing_is_named(monkeypatch, library, words):
    for name in [name for name in sys.modules if name.startswith("negosim.rl")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"{words} installed; install it with: pip install 'negosim\[rl\]'"):
        import negosim.rl.zoo  # noqa: F401
