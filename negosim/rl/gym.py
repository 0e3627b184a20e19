"""One party of a negotiation as an environment of Gymnasium."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gymnasium

from negosim.engine import CallSeat, OpenSeat, Seat, View, Wait
from negosim.errors import UsageError
from negosim.files.build import Source
from negosim.rl.encoding import LEVELS, Array, Encoding, Reward, surplus
from negosim.rl.episode import Episodes, check_party
from negosim.rules.lower import Lowered

__all__ = ["NegotiationEnv"]


class NegotiationEnv(gymnasium.Env[Array, Array]):
    """One party of a negotiation; a tactic or a seat decides for the other party.

    An episode is a negotiation. ``reset(seed=s)`` begins replicate 0 of seed ``s``, and each further ``reset()`` the
    next replicate, with the same random numbers as in `negosim.run`.

    Parameters
    ----------
    scenario : Scenario, Document, mapping, path or str
        What to negotiate, as `negosim.load` takes it.
    party : str
        The party that the environment decides for.
    opponent : Seat, optional
        Who decides for the other party; default: its tactic.
    levels : int
        Number of values of a continuous issue that can be offered; evenly spaced, including both ends.
    reward : callable, optional
        Takes the :class:`~negosim.engine.Result` and the party, and returns the reward at the end of an episode;
        default: the party's surplus. All other rewards are 0.
    render_mode : {"ansi"}, optional
        If given, ``render()`` returns the talks so far as text.

    Attributes
    ----------
    features : tuple of str
        Names of the numbers of an observation, in order.

    Notes
    -----
    An action that the protocol does not allow at a turn counts as waiting, and ``info["invalid"]`` is true.
    ``info["action_mask"]`` masks the actions that are allowed; ``info["result"]`` is the result after the last step.
    """

    metadata = {"render_modes": ["ansi"], "render_fps": 1}  # noqa: RUF012 - as Gymnasium declares it

    def __init__(
        self,
        scenario: Source | Lowered,
        party: str,
        *,
        opponent: Seat | None = None,
        levels: int = LEVELS,
        reward: Reward = surplus,
        render_mode: str | None = None,
    ) -> None:
        self._seats: dict[str, Seat] = {party: OpenSeat()}
        self._episodes = Episodes(scenario, self._seats)
        lowered = self._episodes.lowered
        check_party(lowered, party)
        if opponent is not None:
            self._seats |= {name: opponent for name in lowered.scenario.parties if name != party}
        self._encoding = Encoding(lowered, levels)
        self._party = party
        self._reward = reward
        self._view: View | None = None
        self.render_mode = render_mode
        self.features = self._encoding.features
        self.action_space = self._encoding.action_space()
        self.observation_space = self._encoding.observation_space()

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Array, dict[str, Any]]:
        """Begin an episode; ``options={"replicate": n}`` begins replicate n."""
        super().reset(seed=seed)
        self._view = self._episodes.begin(seed, options, self.np_random)
        return self._encoding.observation(self._view), self._encoding.info(self._view)

    def step(self, action: Array) -> tuple[Array, float, bool, bool, dict[str, Any]]:
        """Make a decision, and continue to the party's next turn or to the end.

        Raises
        ------
        UsageError
            If the action is not in the action space, or no episode is in progress.
        """
        if self._view is None:
            raise UsageError("no episode is in progress; call reset()")
        session, view = self._episodes.session, self._view
        decision = self._encoding.decision(action, view)
        session.answer(decision or Wait())
        self._view = session.advance()
        invalid = {"invalid": decision is None}
        if self._view is not None:
            info = self._encoding.info(self._view) | invalid
            return self._encoding.observation(self._view), 0.0, False, False, info
        result = self._episodes.result()
        last = self._encoding.observation(view)
        return last, float(self._reward(result, self._party)), True, False, {"result": result, **invalid}

    def seat(self, policy: Callable[[Array], Any]) -> Seat:
        """Return a seat at which a policy decides, for `negosim.run`.

        Parameters
        ----------
        policy : callable
            Returns the action for an observation.
        """
        encoding = self._encoding
        return CallSeat(lambda view: encoding.decision(policy(encoding.observation(view)), view) or Wait())

    def render(self) -> str | None:
        """Return the talks so far as text, with a line for each event; ``None`` if ``render_mode`` is ``None``."""
        return self._episodes.text() if self.render_mode == "ansi" else None
