"""Tactics that users add: functions ``(talks, party, t, lowest) -> float`` like those that ship."""

from negosim.rules.layout import STANCE_SCRIPT, Talks
from negosim.rules.stances import stance_field


def added_demand(talks: Talks, party: int, t: float, lowest: float) -> float:
    """Return the demand of a user's tactic."""
    return talks.added[stance_field(talks, party, STANCE_SCRIPT)](talks, party, t, lowest)
