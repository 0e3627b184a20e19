"""Both parties of a negotiation as an environment of PettingZoo."""

from __future__ import annotations

from typing import Any, ClassVar

import gymnasium
import numpy as np

from negosim.engine import OpenSeat, View, Wait
from negosim.errors import UsageError
from negosim.files.build import Source
from negosim.rl.encoding import LEVELS, Array, Encoding, Reward, surplus
from negosim.rl.episode import Episodes
from negosim.rules.lower import Lowered

try:
    from pettingzoo import AECEnv
except ImportError:
    raise UsageError("PettingZoo is not installed; install it with: pip install 'negosim[rl]'") from None

__all__ = ["NegotiationAEC"]


class NegotiationAEC(AECEnv):  # type: ignore[misc, unused-ignore]
    """A negotiation in which the environment decides for both parties, turn by turn.

    Actions, observations, rewards and replicates are those of :class:`~negosim.rl.NegotiationEnv`.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        What to negotiate, as `negosim.load` takes it.
    levels : int
        Number of values of a continuous issue that can be offered; evenly spaced, including both ends.
    reward : callable, optional
        Takes the :class:`~negosim.engine.Result` and a party, and returns the party's reward at the end; default: its
        surplus.
    render_mode : {"ansi"}, optional
        If given, ``render()`` returns the talks so far as text.
    """

    metadata: ClassVar[dict[str, Any]] = {"render_modes": ["ansi"], "name": "negosim_v0", "is_parallelizable": False}

    def __init__(
        self,
        scenario: Source | Lowered,
        *,
        levels: int = LEVELS,
        reward: Reward = surplus,
        render_mode: str | None = None,
    ) -> None:
        super().__init__()
        seats: dict[str, OpenSeat] = {}
        self._episodes = Episodes(scenario, seats)
        lowered = self._episodes.lowered
        self.possible_agents = list(lowered.scenario.parties)
        seats |= {name: OpenSeat() for name in self.possible_agents}
        self._encoding = Encoding(lowered, levels)
        self._reward = reward
        self._random = np.random.default_rng()
        self.render_mode = render_mode
        self.features = self._encoding.features
        self.agents: list[str] = []
        self.action_spaces = {name: self._encoding.action_space() for name in self.possible_agents}
        self.observation_spaces = {name: self._encoding.observation_space() for name in self.possible_agents}

    def action_space(self, agent: str) -> gymnasium.Space[Any]:
        """Return the space of actions of a party."""
        return self.action_spaces[agent]

    def observation_space(self, agent: str) -> gymnasium.Space[Any]:
        """Return the space of observations of a party."""
        return self.observation_spaces[agent]

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """Begin an episode; ``options={"replicate": n}`` begins replicate n."""
        view = self._episodes.begin(seed, options, self._random)
        self.agents = list(self.possible_agents)
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos: dict[str, dict[str, Any]] = {name: {} for name in self.agents}
        self._turn(view)

    def step(self, action: Any) -> None:
        """Make the decision of the party whose turn it is.

        Raises
        ------
        UsageError
            If the action is not in the action space.
        """
        agent = self.agent_selection
        if self.terminations[agent]:
            self._was_dead_step(action)
            return
        session, view = self._episodes.session, self._view
        decision = self._encoding.decision(action, view)
        session.answer(decision or Wait())
        self._cumulative_rewards[agent] = 0.0
        following = session.advance()
        if following is None:
            self._end()
        else:
            self._turn(following)
        self.infos[agent]["invalid"] = decision is None
        self._accumulate_rewards()

    def observe(self, agent: str) -> Array:
        """Return what a party knows now."""
        session = self._episodes.session
        number = self.possible_agents.index(agent)
        return self._encoding.observation(session.delegations[number].view(session.talks.table.now))

    def render(self) -> str | None:
        """Return the talks so far as text, with a line for each event; ``None`` if ``render_mode`` is ``None``."""
        return self._episodes.text() if self.render_mode == "ansi" else None

    def close(self) -> None:
        """Do nothing, because there is nothing to close."""

    def _turn(self, view: View) -> None:
        self._view = view
        self.agent_selection = view.party
        self.infos[view.party] = self._encoding.info(view)

    def _end(self) -> None:
        result = self._episodes.result()
        self.rewards = {name: float(self._reward(result, name)) for name in self.agents}
        self.terminations = dict.fromkeys(self.agents, True)
        self.infos = {name: {"result": result} for name in self.agents}
