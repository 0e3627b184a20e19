"""Small scenarios for the engine's tests, built from domain objects."""

from datetime import date

from negosim.domain import (
    Acceptance,
    Calendar,
    Candidate,
    Continuous,
    Delegation,
    Piecewise,
    Preferences,
    Protocol,
    Round,
    Scenario,
    Stance,
    Tactic,
    Term,
)

START = date(2020, 1, 1)


def delegation(name, *, worst, best, stances, terms=None):
    """Return a delegation with a linear value function of the one issue."""
    points, values = ((worst, best), (0.0, 1.0)) if worst < best else ((best, worst), (1.0, 0.0))
    first = next(iter(stances))
    return Delegation(
        name=name,
        preferences=Preferences(values={"price": Piecewise(points=points, values=values)}, weights={"price": 1.0}),
        stances=stances,
        terms=terms or (Term(starts=date(2019, 1, 1), candidates=(Candidate(name=f"{name}-gov", stance=first),)),),
    )


def stance(name, aspiration, reservation, **more):
    """Return a stance that concedes linearly unless told otherwise."""
    more.setdefault("tactic", Tactic(kind="polynomial", parameters={"beta": 1.0}))
    more.setdefault("acceptance", Acceptance())
    return Stance(name=name, aspiration=aspiration, reservation=reservation, **more)


def market(*, buyer=None, seller=None, rounds=10, horizon=date(2020, 1, 25), **more):
    """Return a sale in which the buyer may pay up to 70 and the seller takes no less than 40."""
    meetings = tuple(Round(date=date(2020, 1, 5 + 2 * number)) for number in range(rounds))
    more.setdefault("protocol", Protocol(first="buyer"))
    more.setdefault("calendar", Calendar(start=START, horizon=horizon, rounds=meetings))
    return Scenario(
        name="market",
        issues=(Continuous(name="price", low=0.0, high=100.0, unit="EUR"),),
        delegations=(
            buyer or delegation("buyer", worst=100.0, best=0.0, stances={"calm": stance("calm", 10.0, 70.0)}),
            seller or delegation("seller", worst=0.0, best=100.0, stances={"calm": stance("calm", 90.0, 40.0)}),
        ),
        **more,
    )
