"""Small scenarios for the tests of the rules, and how to read what came of them."""

from datetime import date, timedelta

from negosim.domain import (
    Acceptance,
    Calendar,
    Candidate,
    Continuous,
    Delegation,
    Distribution,
    Gap,
    Piecewise,
    Preferences,
    Protocol,
    Ratifier,
    Round,
    Scenario,
    ScriptedOffer,
    Shock,
    Stance,
    Tactic,
    Term,
)
from negosim.rules.advance import happen, negotiate, next_event
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.rules.offers import made
from negosim.rules.records import AGREED, ENDED

START = date(2020, 1, 1)
SELLER, BUYER = 0, 1


def day(number):
    return START + timedelta(days=number)


def drawn(dist, **parameters):
    return Distribution(dist=dist, parameters=tuple(parameters.items()))


def line(low=0.0, high=100.0, *, rising=True):
    return Piecewise(points=(low, high), values=(0.0, 1.0) if rising else (1.0, 0.0))


def tactic(kind, **parameters):
    return Tactic(kind=kind, parameters=parameters)


def script(*offers, issue="price"):
    terms = [offer if isinstance(offer, dict) else {issue: offer} for offer in offers]
    return Tactic(kind="scripted", offers=tuple(ScriptedOffer(terms=each) for each in terms))


def stance(aspiration, reservation, how=None, *, name="s", accept=None, **changes):
    how = how or tactic("polynomial", beta=1.0)
    return Stance(
        name=name,
        aspiration=aspiration,
        reservation=reservation,
        tactic=how,
        acceptance=accept or Acceptance(),
        **changes,
    )


def term(name, stance_name="s", starts=0, **changes):
    return Term(starts=day(starts), candidates=(Candidate(name=name, stance=stance_name),), **changes)


def delegation(name, stances, values, *, weights=None, terms=None, **preferences):
    weights = weights or {key: 1.0 / len(values) for key in values}
    return Delegation(
        name=name,
        preferences=Preferences(values=values, weights=weights, **preferences),
        stances={each.name: each for each in stances},
        terms=terms or (term(f"{name} 1", stances[0].name),),
    )


def meetings(*days, lasts=1.0, exchanges=1):
    return tuple(Round(date=day(each), days=lasts, exchanges=exchanges) for each in days)


def calendar(*days, horizon=400, **changes):
    return Calendar(start=START, horizon=day(horizon), rounds=meetings(*days), **changes)


def bilateral(seller, buyer, *, when=None, seller_terms=None, buyer_terms=None, issue=None, **changes):
    """A seller who wants a high price and a buyer who wants a low one."""
    issue = issue or Continuous(name="price", low=0.0, high=100.0, step=0.0)
    stances = [each if isinstance(each, list) else [each] for each in (seller, buyer)]
    parties = (
        delegation("seller", stances[SELLER], {"price": line()}, terms=seller_terms),
        delegation("buyer", stances[BUYER], {"price": line(rising=False)}, terms=buyer_terms),
    )
    given = {"protocol": Protocol(first="seller"), "calendar": when or calendar(*range(0, 300, 30))} | changes
    return Scenario(name="bilateral", issues=(issue,), delegations=parties, **given)


def everything():
    """A scenario in which every kind of thing is drawn."""
    hard = stance(drawn("norm", loc=85.0, scale=5.0), drawn("norm", loc=60.0, scale=9.0), name="hard")
    soft = stance(70.0, 30.0, tactic("random_walker"), name="soft", retreat=True)
    candidates = (
        Candidate(name="old", stance="hard", probability=0.5),
        Candidate(name="new", stance="soft", probability=0.5),
    )
    terms = (term("old", "hard"), Term(starts=day(60), candidates=candidates))
    buyer = stance(
        10.0, drawn("norm", loc=50.0, scale=9.0), accept=Acceptance(kind="combi", parameters={"t": 0.5, "mean": 1.0})
    )
    gaps = (Gap(gap=drawn("lognorm", s=0.4, scale=15.0)),)
    return bilateral(
        [hard, soft],
        buyer,
        seller_terms=terms,
        when=Calendar(start=START, horizon=day(200), expiry=day(90), gaps=gaps),
        shocks=(Shock(name="x", hazard=0.3, ends_round=True, pause=10.0),),
        ratifiers=(Ratifier(name="r", party="seller", noise=5.0, delay=2.0),),
    )


def run(scenario, *, seed=1, replicate=0):
    talks = lower(scenario).talks()
    negotiate(talks, seed, replicate)
    return talks


def runs(scenario, count, *, seed=1):
    """Yield the talks after each of so many replicates, on the same records."""
    talks = lower(scenario).talks()
    for replicate in range(count):
        negotiate(talks, seed, replicate)
        yield talks


def begun(scenario, seed=1):
    """Return the talks at the start of a replicate."""
    talks = lower(scenario).talks()
    begin(talks, seed, 0)
    return talks


def steps(talks):
    """Run talks on from where they stand, event by event; yield each event and its time before it happens."""
    while talks.table.phase != ENDED:
        event = next_event(talks)
        t = event.time
        if t > talks.table.horizon:
            return
        yield event, t
        happen(talks, event, t)


def offers(talks, party):
    """Return a party's offers as (day, terms), in order; one number where there is one issue."""
    own = talks.parties[party]
    kept = min(own.offers_made, len(own.made))
    return [(offer.time, plain(offer.terms)) for offer in (made(own, back) for back in range(kept, 0, -1))]


def deal(talks):
    """Return the terms of the last tentative deal; one number where there is one issue."""
    return plain(talks.table.settled)


def plain(terms):
    """Return an outcome as a tuple, or as one number where there is one issue."""
    return tuple(terms) if len(terms) > 1 else terms[0]


def agreed(talks):
    return talks.table.ending == AGREED
