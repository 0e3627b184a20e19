"""Every claim of the table of tactics is held against how each of them negotiates: a new row needs no new test."""

import inspect
import re
from itertools import product

import pytest

from negosim.domain import Protocol
from negosim.rules.records import ENDED
from negosim.rules.tactics import SHIPPED_TACTICS
from tests.rules.made import begun, run, steps
from tests.rules.tactics.cases import (
    CONCEDES,
    HOLDS_OUT,
    demands,
    one_issue,
    several_issues,
    with_another_mind,
)

SEEDS = range(8)
PROTOCOLS = ("alternating", "simultaneous", "ultimatum")
every_tactic = pytest.mark.parametrize("kind", SHIPPED_TACTICS, ids=lambda kind: kind.name)
every_space = pytest.mark.parametrize("over", [one_issue, several_issues], ids=lambda over: over.__name__)


def test_names_are_unique():
    assert len({kind.name for kind in SHIPPED_TACTICS}) == len(SHIPPED_TACTICS)


@every_tactic
def test_a_tactic_says_what_it_does_and_where_that_is_described(kind):
    assert kind.summary.endswith(".")
    documents = f"{inspect.getdoc(kind.function)}\n{inspect.getmodule(kind.function).__doc__}"
    authors = re.match(r".*?\(\d{4}\)", kind.source)[0] if kind.source else "house rule"
    assert re.search(rf"^Source: .*{re.escape(authors)}", documents, flags=re.MULTILINE)


@every_tactic
def test_a_parameter_is_described_and_its_default_is_within_its_range(kind):
    for parameter in kind.parameters:
        assert parameter.description
        assert parameter.name not in kind.preset
        if parameter.default is not None:
            assert parameter.complaint(parameter.default) is None


@every_tactic
def test_a_tactic_is_deterministic_exactly_where_it_says_so(kind):
    paths = [[demands(one_issue(kind, theirs=theirs), seed=seed) for theirs in (CONCEDES, HOLDS_OUT)] for seed in SEEDS]
    assert all(path == paths[0] for path in paths) == kind.deterministic


@every_tactic
def test_a_tactic_ignores_the_other_side_exactly_where_it_depends_on_time_alone(kind):
    same = demands(one_issue(kind)) == demands(one_issue(kind, theirs=HOLDS_OUT, reservation=60.0))
    if kind.bid is not None:  # the bids for a demand over several issues are chosen by the trade-off
        same = same and demands(several_issues(kind)) == demands(several_issues(kind, theirs=HOLDS_OUT))
    assert same if kind.time_dependent else not (same and kind.deterministic)


@every_tactic
def test_a_demand_depends_on_the_number_of_offers_before_exactly_where_a_tactic_says_so(kind):
    differs = False
    spaces = (one_issue, several_issues) if kind.bid is not None else (one_issue,)
    for over, seed in product(spaces, SEEDS):
        often, once = demands(over(kind), seed=seed), demands(over(kind, days=(5,)), seed=seed)
        assert (len(often), len(once), often[-1][0]) == (6, 1, once[-1][0])
        differs = differs or often[-1] != once[-1]
    assert differs == kind.counts_offers


@every_tactic
@every_space
def test_the_other_sides_mind_makes_a_difference_exactly_where_a_tactic_says_that_it_knows_it(kind, over):
    scenario = over(kind)
    assert (demands(scenario) != demands(with_another_mind(scenario))) == kind.knows_opponent


@every_tactic
@every_space
def test_a_tactic_is_given_the_other_side_exactly_where_it_says_that_it_knows_it(kind, over):
    talks = begun(over(kind))
    seller, buyer = talks.parties
    for _ in steps(talks):
        assert seller.opponent is (buyer if kind.knows_opponent else None)


@every_tactic
def test_offers_that_a_file_gives_are_replayed_exactly_where_a_tactic_says_so(kind):
    given = demands(one_issue(kind, replayed=CONCEDES))
    assert ([terms for _, terms in given] == list(CONCEDES)) == kind.takes_offers


@every_tactic
@every_space
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_tactic_negotiates_to_an_end_within_the_outcome_space(kind, over, protocol):
    talks = run(over(kind, protocol=Protocol(kind=protocol, exchanges=2)))
    assert talks.table.phase == ENDED
    assert talks.table.meetings_held > 0
    for own in talks.parties:
        for offer in own.made[: own.offers_made]:
            for issue, value in zip(talks.space.issues, offer.terms, strict=True):
                assert issue.low <= value <= issue.high
                assert issue.levels == 0 or value == int(value)
