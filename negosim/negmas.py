"""A bridge to NegMAS: negosim's tactics in its mechanisms, its negotiators in negosim, and conversion of scenarios.

NegMAS is under the AGPL. No other part of negosim imports this module or needs NegMAS, which
``pip install "negosim[negmas]"`` installs.

Source: Mohammad, Nakadai and Greenwald (2021), NegMAS: a platform for situated negotiations.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from numpy import interp

from negosim.convert import Domain, Evaluator, Issue, Profile, domain_of, scenario_tables
from negosim.convert.domain import scaled, shares
from negosim.domain import Scenario
from negosim.engine import Accept, Offer, View, Wait, WalkAway
from negosim.errors import UsageError
from negosim.files import load
from negosim.files.tactics import find_tactic
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.rules.offers import record_offer, weigh_proposal
from negosim.rules.records import ACCEPT, Talks
from negosim.rules.table import decide
from negosim.study.estimate.entries import entry_of

OLDEST, NEWEST = (0, 15), (0, 16)  # the versions that the tests run against
INSTALL = "install it with: pip install 'negosim[negmas]'"


def _check_version() -> None:
    try:
        installed = version("negmas")
    except PackageNotFoundError:
        raise UsageError(f"NegMAS is not installed; {INSTALL}") from None
    if not OLDEST <= tuple(int(part) for part in re.findall(r"\d+", installed)[:2]) <= NEWEST:
        bounds = f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
        raise UsageError(f"NegMAS {installed} is installed, but negosim works with {bounds}; {INSTALL}")


_check_version()

from negmas.inout import Scenario as NegmasScenario  # noqa: E402
from negmas.outcomes import make_issue, make_os  # noqa: E402
from negmas.preferences import LinearAdditiveUtilityFunction  # noqa: E402
from negmas.preferences.value_fun import AffineFun, TableFun  # noqa: E402
from negmas.sao import ResponseType, SAOMechanism, SAONegotiator, SAOState  # noqa: E402

__all__ = ["NegotiatorSeat", "TacticNegotiator", "from_negmas", "to_negmas"]

CLOSE = 1e-9


class _Translation:
    """Converts a utility function of NegMAS to a profile, and outcomes between NegMAS and the rules.

    Only the values of the function are used: a value of an issue adds the difference that it makes to the utility of an
    outcome.

    Parameters
    ----------
    issues : sequence of negmas.Issue
        The issues of NegMAS.
    ufun : negmas.BaseUtilityFunction
        A utility function that is a sum over the issues.

    Raises
    ------
    UsageError
        If the utility function is not such a sum.
    """

    def __init__(self, issues: Any, ufun: Any) -> None:
        self.ufun = ufun
        self.values = [_values(issue) for issue in issues]
        base = [values[0] for values in self.values]
        at_base = float(ufun(tuple(base)))
        self.parts = []
        for number, values in enumerate(self.values):
            changed = [tuple(x if place == number else other for place, other in enumerate(base)) for x in values]
            self.parts.append([float(ufun(outcome)) - at_base for outcome in changed])
        self.lowest = at_base + sum(min(part) for part in self.parts)
        self.highest = at_base + sum(max(part) for part in self.parts)
        self.issues = tuple(self._issue(issue, number) for number, issue in enumerate(issues))
        last = tuple(values[-1] for values in self.values)
        if abs(float(ufun(last)) - at_base - sum(part[-1] for part in self.parts)) > CLOSE * max(1.0, abs(at_base)):
            raise UsageError(
                f"the utility function '{ufun.name}' is not a sum over the issues, so it cannot be converted"
            )

    def _issue(self, issue: Any, number: int) -> Issue:
        name, index = str(issue.name), number + 1
        if issue.is_continuous():
            return Issue(name=name, index=index, kind="real", low=float(issue.min_value), high=float(issue.max_value))
        if self._is_line(number) and _is_range(self.values[number]):
            low, high = float(self.values[number][0]), float(self.values[number][-1])
            return Issue(name=name, index=index, kind="integer", low=low, high=high)
        return Issue(name=name, index=index, kind="discrete", options=tuple(map(str, self.values[number])))

    def _is_line(self, number: int) -> bool:
        part = self.parts[number]
        step = (part[-1] - part[0]) / (len(part) - 1) if len(part) > 1 else 0.0
        return all(abs(value - part[0] - place * step) <= CLOSE for place, value in enumerate(part))

    def profile(self, name: str, *, stretched: bool = False) -> Profile:
        """Return the profile, with its utilities unchanged or rescaled to the range from 0 to 1."""
        spread = self.highest - self.lowest
        weights, evaluators = [], []
        for number, (issue, part) in enumerate(zip(self.issues, self.parts, strict=True)):
            if issue.kind == "real" and not self._is_line(number):
                raise UsageError(f"the value function of '{issue.name}' is not a straight line; it cannot be converted")
            beyond = self.lowest if number == 0 and not stretched else 0.0  # the utility that all outcomes have
            values = [value - min(part) + beyond for value in part]
            weights.append(max(values))
            evaluators.append(_evaluator(issue, values))
        reserved = self.ufun.reserved_value
        known = reserved is not None and reserved == reserved and abs(reserved) != float("inf")
        floor = float(reserved) if known else self.lowest if stretched else 0.0
        floor = (floor - self.lowest) / (spread or 1.0) if stretched else floor
        return Profile(
            name=name, weights=tuple(weights), evaluators=tuple(evaluators), reservation=min(1.0, max(0.0, floor))
        )

    def ours(self, outcome: Any) -> list[float]:
        """Return an outcome of NegMAS as an outcome of the rules."""
        pairs = zip(outcome, self.issues, strict=True)
        return [float(issue.options.index(str(x))) if issue.options else float(x) for x, issue in pairs]

    def theirs(self, outcome: list[float]) -> tuple[Any, ...]:
        """Return an outcome of the rules as an outcome of NegMAS."""
        triples = zip(outcome, self.issues, self.values, strict=True)
        return tuple(
            values[int(x)] if issue.options else x if issue.kind == "real" else int(x) for x, issue, values in triples
        )


def _values(issue: Any) -> list[Any]:
    """Return all values of an issue, or the ends and the middle of a continuous one."""
    if issue.is_continuous():
        low, high = float(issue.min_value), float(issue.max_value)
        return [low, 0.5 * (low + high), high]
    return list(issue.all)


def _is_range(values: list[Any]) -> bool:
    return all(isinstance(value, int) for value in values) and values == list(range(values[0], values[-1] + 1))


def _evaluator(issue: Issue, values: list[float]) -> Evaluator:
    if issue.kind == "discrete":
        return Evaluator(kind="discrete", numbers=tuple(values))
    slope = (values[-1] - values[0]) / (issue.high - issue.low)
    base = issue.low if issue.kind == "real" else 0.0
    return Evaluator(kind="linear", numbers=(values[0] - slope * base, slope))


def from_negmas(scenario: Any, *, name: str = "scenario") -> Scenario:
    """Convert a scenario of NegMAS with two additive utility functions to a scenario of negosim.

    Calendar and tactics are those of :func:`negosim.convert.scenario_tables`, because scenarios of NegMAS have neither.

    Parameters
    ----------
    scenario : negmas.Scenario
        A scenario, such as NegMAS's ``Scenario.load`` returns.
    name : str
        Name of its domain, and its title if NegMAS's scenario has no name.

    Returns
    -------
    Scenario
        The scenario.

    Raises
    ------
    UsageError
        If there are not two parties, or a utility function is not a sum over the issues, has negative values, or has a
        maximum other than 1. NegMAS's ``scenario.normalize()`` corrects the last two.
    """
    translations = [_Translation(scenario.issues, ufun) for ufun in scenario.ufuns]
    profiles = []
    for number, translation in enumerate(translations, 1):
        party = str(translation.ufun.name or f"party{number}")
        if translation.lowest < -CLOSE or abs(translation.highest - 1.0) > 1e-6:
            ends = f"{translation.lowest:g} to {translation.highest:g}"
            problem = f"the utilities of '{party}' range from {ends}, but must be at least 0 with a maximum of 1"
            raise UsageError(f"{problem}; call scenario.normalize()")
        profiles.append(translation.profile(party))
    if any(translation.issues != translations[0].issues for translation in translations):
        raise UsageError("the value function of an issue is linear for only one party; make the issue's values strings")
    objective = str(scenario.name or name)
    domain = Domain(name=name, objective=objective, issues=translations[0].issues, profiles=tuple(profiles))
    return load({key: value for key, value in scenario_tables(domain).items() if key != "genius"})


def to_negmas(scenario: Scenario) -> Any:
    """Convert a scenario of negosim to a scenario of NegMAS, which its ``to_yaml`` or ``dumpas`` writes.

    Returns
    -------
    negmas.Scenario
        The scenario.

    Raises
    ------
    UsageError
        If :func:`negosim.convert.domain_of` cannot convert it, or the value function of a continuous issue is not a
        straight line.
    """
    domain = domain_of(scenario)
    issues = [_their_issue(issue) for issue in domain.issues]
    ufuns = tuple(
        LinearAdditiveUtilityFunction(
            values=[_their_function(*pair) for pair in zip(domain.issues, profile.evaluators, strict=True)],
            weights=list(shares(profile.weights)),
            issues=issues,
            reserved_value=profile.reservation or 0.0,
            name=profile.name,
        )
        for profile in domain.profiles
    )
    return NegmasScenario(outcome_space=make_os(issues, name=domain.name), ufuns=ufuns)


def _their_issue(issue: Issue) -> Any:
    if issue.kind == "discrete":
        return make_issue(list(issue.options), issue.name)
    if issue.kind == "integer":
        return make_issue((int(issue.low), int(issue.high)), issue.name)
    return make_issue((issue.low, issue.high), issue.name)


def _their_function(issue: Issue, evaluator: Evaluator) -> Any:
    points, values = scaled(issue, evaluator)
    if issue.kind == "discrete":
        return TableFun(dict(zip(issue.options, values, strict=True)))
    if len(points) > 2 and issue.kind == "real":
        raise UsageError(f"the value function of '{issue.name}' is not a straight line, so it cannot be converted")
    if len(points) > 2:
        steps = range(int(issue.low), int(issue.high) + 1)
        return TableFun(dict(zip(steps, interp(steps, points, values).tolist(), strict=True)))
    slope = (values[1] - values[0]) / (points[1] - points[0])
    return AffineFun(slope=slope, bias=values[0] - slope * points[0])


class TacticNegotiator(SAONegotiator):  # type: ignore[misc]
    """A tactic of negosim as a negotiator of NegMAS, for its alternating offers.

    Parameters
    ----------
    tactic : str
        The tactic, such as ``"boulware(beta=0.1)"``; it must not need the other side's preferences.
    seed, replicate : int
        Seed and replicate number of its random numbers.
    **kwargs
        Arguments of NegMAS's ``SAONegotiator``, such as ``ufun`` and ``name``.

    Raises
    ------
    UsageError
        If there is no such tactic, or it needs the other side's preferences.

    Notes
    -----
    Utilities are rescaled to the range from 0 to 1 over all outcomes. The tactic's deadline is the end of NegMAS's
    relative time, and it accepts an offer that is at least as good as its next demand (AC_next).
    """

    def __init__(self, tactic: str = "linear", *, seed: int = 0, replicate: int = 0, **kwargs: Any) -> None:
        entry = entry_of(tactic)
        kind = find_tactic(entry["kind"])
        if kind is not None and kind.knows_opponent:
            raise UsageError(
                f"the tactic '{kind.name}' needs the other side's preferences, which NegMAS does not reveal"
            )
        super().__init__(**kwargs)
        self._entry, self._seed, self._replicate = entry, seed, replicate
        self._talks: Talks | None = None
        self._translation: _Translation | None = None
        self._heard: tuple[int, Any] | None = None

    def on_negotiation_start(self, state: Any) -> None:
        """Create the records of the party from its utility function."""
        super().on_negotiation_start(state)
        translation = _Translation(self.nmi.outcome_space.issues, self.ufun)
        profiles = tuple(translation.profile(name, stretched=True) for name in ("own", "other"))
        domain = Domain(name="negmas", objective="", issues=translation.issues, profiles=profiles)
        tables = scenario_tables(domain)
        tables["delegations"]["own"]["stances"]["profile"]["tactic"] = self._entry
        talks = lower(load(tables)).talks()
        begin(talks, self._seed, self._replicate)
        talks.parties[0].deadline = 1.0
        self._talks, self._translation, self._heard = talks, translation, None

    def respond(self, state: Any, source: str | None = None) -> Any:  # noqa: ARG002 - NegMAS gives it
        """Accept or reject the standing offer."""
        talks, translation = self._seat()
        own, other = talks.parties
        if state.current_offer is None:
            return ResponseType.REJECT_OFFER
        if self._heard != (state.step, state.current_offer):  # NegMAS may ask twice about an offer
            self._heard = (state.step, state.current_offer)
            other.proposal[:] = translation.ours(state.current_offer)
            weigh_proposal(other)
            record_offer(other, own, state.relative_time)
        accepts = decide(own, state.relative_time) == ACCEPT
        return ResponseType.ACCEPT_OFFER if accepts else ResponseType.REJECT_OFFER

    def propose(self, state: Any, dest: str | None = None) -> Any:  # noqa: ARG002 - NegMAS gives it
        """Return the tactic's next offer."""
        talks, translation = self._seat()
        own, other = talks.parties
        decide(own, state.relative_time)
        record_offer(own, other, state.relative_time)
        return translation.theirs(own.proposal)

    def _seat(self) -> tuple[Talks, _Translation]:
        if self._talks is None or self._translation is None:
            raise UsageError("the negotiation has not begun; add the negotiator to a mechanism and run it")
        return self._talks, self._translation


class NegotiatorSeat:
    """A seat at which a negotiator of NegMAS decides, for `negosim.run`.

    The negotiator knows the other side's offers and its relative time, the share of the time to its stance's deadline
    that has passed. It does not know ratifiers, shocks or the calendar.

    Parameters
    ----------
    negotiator : negmas.sao.SAONegotiator
        The negotiator, without a utility function; it gets that of the party.

    Examples
    --------
    ``negosim.run("used_car", seats={"seller": NegotiatorSeat(BoulwareTBNegotiator())})``
    """

    def __init__(self, negotiator: Any) -> None:
        self._negotiator = negotiator
        self._issues: list[Issue] = []
        self._step = 0
        self._mechanism: Any = None

    def decide(self, view: View) -> Accept | Offer | Wait | WalkAway:
        """Return the negotiator's decision at this turn."""
        if self._mechanism is None:
            self._sit_down(view)
        standing = view.standing
        offer = None if standing is None or standing.terms is None else self._theirs(view, standing.terms)
        state = SAOState(
            running=True,
            started=True,
            step=self._step,
            relative_time=view.time_used,
            n_negotiators=2,
            current_offer=offer,
            current_proposer=None if offer is None else "other",
        )
        self._step += 1
        if offer is not None:
            response = self._negotiator.respond(state=state)
            if response == ResponseType.ACCEPT_OFFER:
                return Accept()
            if response == ResponseType.END_NEGOTIATION:
                return WalkAway()
        proposal = self._negotiator.propose(state=state)
        return Wait() if proposal is None else Offer(self._ours(view, proposal))

    def _sit_down(self, view: View) -> None:
        theirs = to_negmas(view.scenario)
        number = view.scenario.parties.index(view.party)
        self._mechanism = SAOMechanism(outcome_space=theirs.outcome_space, n_steps=1_000_000)
        self._mechanism.add(self._negotiator, ufun=theirs.ufuns[number])
        self._negotiator.on_negotiation_start(state=self._mechanism.state)

    def _theirs(self, view: View, terms: Any) -> tuple[Any, ...]:
        return tuple(terms[issue.name] for issue in view.scenario.issues)

    def _ours(self, view: View, outcome: Any) -> dict[str, Any]:
        return {issue.name: value for issue, value in zip(view.scenario.issues, outcome, strict=True)}
