"""Games that end in a given way, and their debriefs."""

from negosim import files
from negosim.engine import Offer, ScriptSeat, Wait, run
from negosim.rules.lower import lower
from negosim.teach.debrief.scores import debrief

HARD = [("delegations.seller.stances.seller.tactic", {"kind": "hardliner"})]
SOFT = [("delegations.seller.stances.seller.tactic", {"kind": "conceder", "beta": 20})]

# Limits that do not depend on the luck of a replicate.
LIMITS = {
    "used_car": {
        "delegations.seller.stances.seller.reservation": 7891,
        "delegations.buyer.stances.buyer.reservation": 10049,
    },
    "trump_era": {
        "delegations.seoul.stances.moon.reservation": 13.7,
        "delegations.washington.stances.trump.mandate": 12.549,
        "delegations.washington.stances.trump.reservation": 40,
    },
    "scoreable": {
        "delegations.town.stances.council.reservation": 0.451,
        "delegations.operator.stances.owner.reservation": 0.425,
    },
}


def after(name, party, decisions, *, level="learn", settings=(), **which):
    """Return the debrief of a game with these decisions, silence at the turns that are left."""
    document = files.read(name)
    for path, value in [*LIMITS.get(name, {}).items(), *settings]:
        document = files.override(document, path, value)
    lowered = lower(files.build(document))
    seat = ScriptSeat([*decisions, *[Wait()] * 400])
    return debrief(lowered, run(lowered, seats={party: seat}, **which), party, level=level)


def prices(*values):
    return [Offer({"price": float(value)}) for value in values]
