"""A tactic that replays given offers."""

from negosim.rules.offers import copy_outcome
from negosim.rules.records import NEVER, Party


def scripted(own: Party) -> None:
    """Propose the script's next offer or, in a dated script, the last one due; the last offer is repeated.

    Source: house rule.
    """
    script = own.stance.script
    number = 0
    if script[0].due == -NEVER:
        number = min(own.offers_under_stance, len(script) - 1)
    else:
        while number + 1 < len(script) and script[number + 1].due <= own.now:
            number += 1
    copy_outcome(script[number].terms, own.proposal)
