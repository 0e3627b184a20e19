"""Scenarios that together use everything the rules have, from tactics to votes."""

from dataclasses import replace
from datetime import date, timedelta

from negosim.domain import (
    Acceptance,
    Calendar,
    Candidate,
    Categorical,
    Condition,
    Continuous,
    Correlation,
    Delegation,
    Distribution,
    Effect,
    Gap,
    Integer,
    Payments,
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
from negosim.rules.tactics import SHIPPED_TACTICS

START = date(2020, 1, 1)
HORIZON = date(2021, 6, 1)


def day(number):
    return START + timedelta(days=number)


def norm(loc, scale):
    return Distribution(dist="norm", parameters=(("loc", loc), ("scale", scale)))


def dist(name, **parameters):
    return Distribution(dist=name, parameters=tuple(parameters.items()))


def price(**changes):
    return Continuous(**{"name": "price", "low": 0.0, "high": 100.0} | changes)


def stance(name="s", *, aspiration, reservation, tactic="polynomial", parameters=None, **changes):
    given = parameters if parameters is not None else {"beta": 0.7} if tactic == "polynomial" else {}
    made = tactic if isinstance(tactic, Tactic) else Tactic(kind=tactic, parameters=given)
    return Stance(name=name, aspiration=aspiration, reservation=reservation, tactic=made, **changes)


def delegation(name, stances, *, values, weights=None, terms=None, **changes):
    if terms is None:
        terms = (Term(starts=START, candidates=(Candidate(name=f"{name}_1", stance=stances[0].name),)),)
    weights = weights or {key: 1.0 / len(values) for key in values}
    return Delegation(
        name=name,
        preferences=Preferences(values=values, weights=weights, **changes),
        stances={each.name: each for each in stances},
        terms=terms,
    )


def line(low=0.0, high=100.0, *, rising=True):
    return Piecewise(points=(low, high), values=(0.0, 1.0) if rising else (1.0, 0.0))


def calendar(gap=21.0, **changes):
    return Calendar(**{"start": START, "horizon": HORIZON, "gaps": (Gap(gap=gap),)} | changes)


def bilateral(seller=None, buyer=None, *, seller_terms=None, buyer_terms=None, name="bilateral", **changes):
    """A seller who wants a high price and a buyer who wants a low one, reservations drawn."""
    seller = seller or [stance(aspiration=90.0, reservation=norm(40.0, 8.0))]
    buyer = buyer or [stance(aspiration=10.0, reservation=norm(60.0, 8.0))]
    parties = (
        delegation("seller", seller, values={"price": line()}, terms=seller_terms),
        delegation("buyer", buyer, values={"price": line(rising=False)}, terms=buyer_terms),
    )
    given = {"issues": (price(),), "calendar": calendar(dist("uniform", loc=10.0, scale=30.0))} | changes
    return Scenario(name=name, delegations=parties, **given)


PARAMETERS = {  # where a default would show too little, or take too long
    "polynomial": {"beta": dist("lognorm", s=0.5, scale=0.6), "k": 0.05},
    "exponential": {"beta": 2.0, "k": 0.1},
    "resource": {"k": 0.1, "mu": 0.01},
    "random_absolute_tft": {"delta": 2.0, "spread": 4.0},
    "averaged_tft": {"window": 3.0},
    "micro": {"steps": 20.0},
    "zeuthen": {"steps": 12.0},
    "bayesian": {"low": 20.0, "high": 80.0},
}
TACTICS = {kind.name: PARAMETERS.get(kind.name, {}) for kind in SHIPPED_TACTICS if not kind.takes_offers}


def of_tactic(kind):
    """One tactic against a conceder; a stance that retreats and one that does not."""
    own = stance(
        aspiration=95.0, reservation=norm(35.0, 10.0), tactic=kind, parameters=TACTICS[kind], retreat=True, discount=8.0
    )
    other = stance(aspiration=5.0, reservation=norm(60.0, 10.0), discount=dist("expon", scale=10.0))
    return bilateral([own], [other], name=f"tactic_{kind}")


def of_tactic_package(kind):
    """The same with three issues, both sides by that tactic."""
    parameters = TACTICS[kind] if kind != "bayesian" else {"low": 0.2, "high": 0.8}
    made = package(kind, parameters)
    return replace(made, name=f"package_{kind}")


ACCEPTANCES = {
    "next": {"a": 1.05, "b": 0.01},
    "const": {"c": 0.45},
    "time": {"t": 0.6},
    "combi": {"t": 0.5, "mean": 1.0},
    "optimal": {"period": 20.0, "low": 0.1, "high": 0.8},
}


def of_acceptance(kind):
    made = Acceptance(kind=kind, parameters=ACCEPTANCES[kind])
    own = stance(aspiration=95.0, reservation=norm(40.0, 10.0), acceptance=made)
    other = stance(aspiration=5.0, reservation=norm(60.0, 10.0), acceptance=made, tactic="random_walker")
    return bilateral([own], [other], name=f"acceptance_{kind}", protocol=Protocol(exchanges=2, first="buyer"))


def of_protocol(kind):
    protocol = Protocol(kind=kind, exchanges=3)
    asked = 50.0 if kind == "ultimatum" else 90.0
    seller = [stance(aspiration=asked, reservation=norm(40.0, 8.0))]
    return bilateral(seller, name=f"protocol_{kind}", protocol=protocol)


def without_a_step():
    return bilateral(issues=(price(step=0.0),), name="without_a_step")


def of_integer():
    return bilateral(issues=(Integer(name="price", low=0, high=100),), name="integer")


def package(tactic="polynomial", parameters=None):
    """Price, years and a clause; a value function with a kink and drawn preferences."""
    parameters = parameters if parameters is not None else {"beta": 0.8}
    issues = (
        price(),
        Integer(name="years", low=1, high=5),
        Categorical(name="clause", options=("none", "some", "all")),
    )
    kink = Piecewise(points=(0.0, norm(45.0, 3.0), 100.0), values=(0.0, 0.7, 1.0))
    first = delegation(
        "first",
        [stance(aspiration=0.95, reservation=norm(0.4, 0.05), tactic=tactic, parameters=parameters)],
        values={
            "price": kink,
            "years": line(1.0, 5.0),
            "clause": Piecewise(points=(0.0, 1.0, 2.0), values=(1.0, 0.2, 0.0)),
        },
        weights={"price": 0.6, "years": norm(0.3, 0.02), "clause": 0.1},
        disagreement=0.1,
    )
    second = delegation(
        "second",
        [stance(aspiration=0.9, reservation=0.35, tactic=tactic, parameters=parameters)],
        values={
            "price": line(rising=False),
            "years": line(1.0, 5.0, rising=False),
            "clause": Piecewise(points=(0.0, 1.0, 2.0), values=(0.0, 1.0, 0.3)),
        },
        weights={"price": 0.3, "years": 0.2, "clause": 0.5},
    )
    return Scenario(
        name="package",
        issues=issues,
        delegations=(first, second),
        calendar=calendar(norm(25.0, 6.0)),
        protocol=Protocol(),
    )


def payments():
    """Increase, index and term, valued by the payments that they imply."""
    issues = (
        Continuous(name="increase", low=0.0, high=50.0),
        Categorical(name="index", options=("none", "prices", "budget")),
        Integer(name="term", low=1, high=5),
    )
    stream = Payments(
        base=norm(1000.0, 20.0),
        increase="increase",
        index="index",
        term="term",
        growth={"none": 0.0, "prices": norm(2.0, 0.5), "budget": 6.0},
        years=5,
        beyond=dist("uniform", loc=0.0, scale=3.0),
    )
    worth = {"payments": line(1000.0, 1700.0)}
    cheap = {"payments": line(1000.0, 1700.0, rising=False), "term": line(1.0, 5.0)}
    host = delegation(
        "host",
        [stance(aspiration=0.9, reservation=0.3)],
        values=cheap,
        weights={"payments": 0.8, "term": 0.2},
        discount=3.0,
    )
    guest = delegation(
        "guest",
        [stance(aspiration=0.9, reservation=0.2)],
        values=worth,
        weights={"payments": 1.0},
        discount=norm(4.0, 1.0),
    )
    return Scenario(name="payments", issues=issues, delegations=(guest, host), calendar=calendar(14.0), payments=stream)


def payments_plain():
    """One issue, but valued by the payments: levels are utilities, growth is fixed."""
    stream = Payments(base=1000.0, increase="increase", fixed_growth=norm(3.0, 1.0), years=3)
    worth = {"payments": line(1000.0, 1600.0)}
    cheap = {"payments": line(1000.0, 1600.0, rising=False)}
    parties = (
        delegation("guest", [stance(aspiration=0.9, reservation=0.3)], values=worth),
        delegation("host", [stance(aspiration=0.9, reservation=0.3)], values=cheap),
    )
    issues = (Continuous(name="increase", low=0.0, high=50.0),)
    return Scenario(name="payments_plain", issues=issues, delegations=parties, calendar=calendar(30.0), payments=stream)


def politics():
    """Administrations that change, an election, a stance hardened by a rejection, ratifiers, shocks of every kind."""
    hard = stance(
        "hard", aspiration=95.0, reservation=norm(65.0, 6.0), mandate=norm(45.0, 4.0), after_rejection="harder"
    )
    harder = stance("harder", aspiration=80.0, reservation=60.0, tactic="hardliner", retreat=True)
    soft = stance("soft", aspiration=70.0, reservation=norm(42.0, 5.0), tactic="relative_tft", deadline=day(480))
    open_race = (
        Candidate(name="old", stance="hard", probability=norm(0.5, 0.1)),
        Candidate(name="new", stance="soft", probability=None),
        Candidate(name="outsider", stance="harder", probability=None),
    )
    seller_terms = (
        Term(starts=day(-100), candidates=(Candidate(name="old", stance="hard"),)),
        Term(starts=day(300), candidates=open_race, election=day(250)),
        Term(starts=day(420), candidates=(Candidate(name="new", stance="soft", probability=1.0),)),
    )
    steady = stance("steady", aspiration=5.0, reservation=norm(50.0, 6.0), pressure=norm(0.8, 0.2), deadline=day(200))
    lax = stance("lax", aspiration=20.0, reservation=55.0, tactic="exponential", retreat=True)
    buyer_terms = (
        Term(starts=day(-500), candidates=(Candidate(name="left", stance="steady"),)),
        Term(starts=day(365), candidates=(Candidate(name="right", stance="lax"),)),
    )
    return bilateral(
        [hard, harder, soft],
        [steady, lax],
        seller_terms=seller_terms,
        buyer_terms=buyer_terms,
        name="politics",
        shocks=_shocks(),
        ratifiers=(
            Ratifier(name="president", party="seller", threshold=norm(44.0, 5.0), delay=10.0),
            Ratifier(name="premier", party="buyer", noise=norm(5.0, 0.5)),
            Ratifier(name="assembly", party="buyer", role="legislature", noise=8.0, delay=40.0),
        ),
        calendar=_listed_calendar(),
        protocol=Protocol(exchanges=2),
    )


def _shocks():
    lasting = Effect(party="buyer", level="reservation", by=norm(4.0, 1.0))
    passing = Effect(party="seller", level="aspiration", by=-10.0, days=30.0)
    bending = Effect(party="seller", level="mandate", by=-5.0, days=60.0)
    return (
        Shock(name="furlough", date=day(90), effects=(lasting, passing)),
        Shock(name="walkout", hazard=norm(0.3, 0.02), ends_round=True, effects=(bending,)),
        Shock(name="plague", hazard=0.2, starts=day(60), ends=day(200), pause=60.0),
        Shock(name="scandal", hazard=0.5, when=(Condition(state="pending"),), effects=(lasting,)),
        Shock(
            name="offer", date=day(120), when=(Condition(party="seller", issue="price", low=70.0),), effects=(bending,)
        ),
        Shock(name="deal", hazard=0.9, when=(Condition(state="open"), Condition(issue="price", high=52.0)), pause=20.0),
        Shock(name="truce", date=day(80), expiry=day(130)),
        Shock(name="second_truce", hazard=0.2, starts=day(100), expiry=day(260), deadlines={"buyer": day(320)}),
        Shock(name="notice", date=day(200), expiry=day(240), stances={"seller": "soft"}, under={"seller": "old"}),
        Shock(name="envoy", date=day(150), proposal={"price": 51.0}),
        Shock(name="speech", date=day(330), under={"seller": "new"}, effects=(passing,), pause=3.0),
    )


def _listed_calendar():
    rounds = (
        Round(date=day(10), days=2.0),
        Round(date=day(45), days=3.0, exchanges=4),
        Round(date=day(70), days=1.0, counted=False),
        Round(date=day(90), days=1.5, exchanges=1),
    )
    gaps = (
        Gap(gap=norm(18.0, 5.0), days=2.0, administrations={"seller": "new", "buyer": "right"}),
        Gap(gap=dist("expon", loc=3.0, scale=30.0), administrations={"seller": "old"}),
        Gap(gap=Distribution(dist="gamma", quantiles=(2.0, 9.0, 20.0, 40.0, 90.0))),
    )
    return Calendar(start=START, horizon=HORIZON, expiry=day(60), rounds=rounds, gaps=gaps)


def distributions():
    """A number drawn by each of the quantile functions."""
    seller = stance(
        aspiration=dist("triang", c=0.3, loc=80.0, scale=20.0),
        reservation=dist("logistic", loc=40.0, scale=4.0),
        parameters={"beta": dist("lognorm", s=0.4, loc=0.1, scale=0.7), "k": dist("uniform", loc=0.0, scale=0.2)},
        pressure=dist("expon", scale=1.0),
    )
    buyer = stance(
        aspiration=Distribution(dist="binom", quantiles=(0.2, 0.6, 0.8, 1.0, 0.0, 5.0, 10.0, 20.0), discrete=True),
        reservation=Distribution(dist="beta", quantiles=(45.0, 55.0, 60.0, 70.0)),
        tactic="exponential",
    )
    return bilateral([seller], [buyer], name="distributions", calendar=calendar(norm(20.0, 30.0), expiry=day(100)))


def quantities():
    """Numbers that are one quantity in several places, and quantities of several distributions that hang together."""
    shared = {
        "floor": norm(40.0, 8.0),
        "ceiling": dist("triang", c=0.4, loc=45.0, scale=30.0),
        "pace": Distribution(dist="gamma", quantiles=(0.2, 0.6, 0.8, 1.5)),
        "push": dist("uniform", loc=-6.0, scale=12.0),
        "alone": norm(90.0, 3.0),
    }
    floor, ceiling, pace, push, alone = (replace(number, quantity=name) for name, number in shared.items())
    again = stance("again", aspiration=alone, reservation=floor, tactic="exponential")
    terms = (
        Term(starts=START, candidates=(Candidate(name="one", stance="s"),)),
        Term(starts=day(150), candidates=(Candidate(name="two", stance="again"),)),
    )
    return bilateral(
        [stance(aspiration=alone, reservation=floor, parameters={"beta": pace}), again],
        [stance(aspiration=10.0, reservation=ceiling, parameters={"beta": pace})],
        seller_terms=terms,
        name="quantities",
        quantities=shared,
        correlations=(
            Correlation(between=("floor", "ceiling"), rho=0.8),
            Correlation(between=("push", "floor"), rho=-0.5),
            Correlation(between=("pace", "push"), rho=1.0),
            Correlation(between=("pace", "floor"), rho=-0.5),
        ),
        shocks=(Shock(name="slump", date=day(100), effects=(Effect(party="buyer", level="reservation", by=push),)),),
        ratifiers=(Ratifier(name="owner", party="seller", threshold=floor, delay=3.0),),
    )


def impasses():
    """Sides that stand still until a mediator comes, and one who comes again."""
    seller = stance(aspiration=90.0, reservation=norm(45.0, 8.0), tactic="hardliner", after_rejection="sent_back")
    sent_back = stance("sent_back", aspiration=80.0, reservation=norm(45.0, 8.0), parameters={"beta": 0.05})
    terms = (Term(starts=START, candidates=(Candidate(name="one", stance="s"),)),)
    cooling = Effect(party="buyer", level="reservation", by=norm(3.0, 1.0))
    return bilateral(
        [seller, sent_back],
        [stance(aspiration=10.0, reservation=norm(55.0, 8.0), tactic="hardliner")],
        seller_terms=terms,
        name="impasses",
        shocks=(
            Shock(name="mediator", impasse=3, proposal={"price": 50.0}),
            Shock(name="second", impasse=6, proposal={"price": 54.0}, effects=(cooling,), pause=20.0),
            Shock(name="third", impasse=9, when=(Condition(state="talking"),), stances={"seller": "sent_back"}),
        ),
        ratifiers=(Ratifier(name="owner", party="seller", noise=4.0, delay=5.0),),
    )


def foreseen():
    """A lapse whose cost, drawn, counts in the reservation values, with an interim agreement and a ratifier."""
    return replace(
        politics(),
        name="foreseen",
        lapse_cost={"seller": dist("uniform", loc=0.0, scale=0.02), "buyer": 0.015},
        lapse_foreseen=True,
    )


OPENING = {"polynomial": {"beta": 0.6}, "micro": {"steps": 8.0}, "zeuthen": {"steps": 6.0}, "frequency": {"steps": 4.0}}


def of_opening(kind):
    """A clause, and then a bonus, that come onto the table midway; one side by that tactic, with a script before it."""
    issues = (
        Categorical(name="clause", options=("none", "some", "all"), opens=day(120), status_quo="some"),
        price(),
        Continuous(name="bonus", low=0.0, high=10.0, opens=day(220), status_quo=3.21),
        Integer(name="years", low=1, high=4),
    )
    clause = Piecewise(points=(0.0, 1.0, 2.0), values=(0.0, 0.4, 1.0))
    opposed = Piecewise(points=(0.0, 1.0, 2.0), values=(1.0, 0.9, 0.0))
    offers = (
        {"clause": 2.0, "price": 90.0, "bonus": 9.0, "years": 4.0},
        {"clause": 0.0, "price": 70.0, "bonus": 9.0, "years": 4.0},
    )
    script = Tactic(kind="scripted", offers=tuple(ScriptedOffer(terms=terms) for terms in offers))
    first = delegation(
        "first",
        [
            stance("script", aspiration=0.95, reservation=0.4, tactic=script),
            stance(aspiration=0.95, reservation=norm(0.4, 0.05), tactic=kind, parameters=OPENING[kind]),
        ],
        values={"clause": clause, "price": line(), "bonus": line(0.0, 10.0), "years": line(1.0, 4.0)},
        weights={"clause": 0.3, "price": 0.4, "bonus": 0.2, "years": 0.1},
        terms=(
            Term(starts=START, candidates=(Candidate(name="one", stance="script"),)),
            Term(starts=day(60), candidates=(Candidate(name="two", stance="s"),)),
        ),
    )
    second = delegation(
        "second",
        [stance(aspiration=0.9, reservation=norm(0.35, 0.05), tactic="micro", parameters={"steps": 5.0}, retreat=True)],
        values={
            "clause": opposed,
            "price": line(rising=False),
            "bonus": line(0.0, 10.0, rising=False),
            "years": line(1.0, 4.0),
        },
        weights={"clause": 0.2, "price": 0.3, "bonus": 0.2, "years": 0.3},
    )
    kept = {"clause": 1.0, "price": 45.0, "bonus": 3.21, "years": 2.0}
    return Scenario(
        name=f"opening_{kind}",
        issues=issues,
        delegations=(first, second),
        calendar=calendar(dist("uniform", loc=8.0, scale=14.0)),
        protocol=Protocol(),
        shocks=(
            Shock(name="envoy", date=day(90), proposal=kept),
            Shock(name="again", hazard=0.1, proposal={**kept, "clause": 0.0, "bonus": 5.0}),
        ),
        ratifiers=(Ratifier(name="owner", party="first", noise=0.2, delay=5.0),),
    )


def scripts():
    """A script by order, one by date, and a curve of a user's own."""
    ordered = Tactic(kind="scripted", offers=tuple(ScriptedOffer(terms={"price": x}) for x in (90.0, 80.0, 66.0, 52.0)))
    dated = Tactic(
        kind="scripted",
        offers=(
            ScriptedOffer(terms={"price": 10.0}, date=day(0)),
            ScriptedOffer(terms={"price": 30.0}, date=day(100)),
            ScriptedOffer(terms={"price": 45.0}, date=day(300)),
        ),
    )
    curve = Tactic(kind="tabulated", curve=(0.0, 0.1, 0.15, 0.4, 1.0))
    terms = (
        Term(starts=START, candidates=(Candidate(name="one", stance="ordered"),)),
        Term(starts=day(150), candidates=(Candidate(name="two", stance="curved"),)),
    )
    seller = [
        stance("ordered", aspiration=90.0, reservation=norm(45.0, 5.0), tactic=ordered),
        stance("curved", aspiration=70.0, reservation=norm(45.0, 5.0), tactic=curve),
    ]
    buyer = [stance("dated", aspiration=10.0, reservation=norm(50.0, 10.0), tactic=dated)]
    return bilateral(seller, buyer, seller_terms=terms, name="scripts")


def talkative():
    """More offers than the record keeps."""
    return bilateral(
        [stance(aspiration=95.0, reservation=40.0, tactic="averaged_tft", parameters={"window": 5.0})],
        [stance(aspiration=5.0, reservation=55.0, parameters={"beta": 0.1})],
        name="talkative",
        calendar=calendar(3.0),
        protocol=Protocol(exchanges=4),
    )


SCENARIOS = {
    made.name: made
    for made in (
        bilateral(),
        *map(of_tactic, TACTICS),
        *map(of_tactic_package, TACTICS),
        *map(of_acceptance, ACCEPTANCES),
        *map(of_protocol, ("alternating", "simultaneous", "ultimatum")),
        of_integer(),
        without_a_step(),
        package(),
        payments(),
        payments_plain(),
        politics(),
        distributions(),
        quantities(),
        impasses(),
        foreseen(),
        *map(of_opening, OPENING),
        scripts(),
        talkative(),
    )
}
