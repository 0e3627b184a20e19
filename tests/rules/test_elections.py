"""Who governs after an election: candidates without a probability share what the others leave."""

import pytest

from negosim.domain import Candidate, Term
from negosim.rules.begin import begin
from negosim.rules.lower import lower
from negosim.rules.luck import TYPICAL
from tests.rules.made import bilateral, day, drawn, stance, term

COUNT = 4_000
NAMES = ("old", "new", "third")


def made(*probabilities):
    candidates = tuple(
        Candidate(name=name, stance="s", probability=chance) for name, chance in zip(NAMES, probabilities, strict=True)
    )
    terms = (term("old"), Term(starts=day(60), candidates=candidates))
    return bilateral(stance(90.0, 40.0), stance(10.0, 60.0), seller_terms=terms)


def elected(scenario, replicates):
    """Return the position of who wins, per replicate."""
    talks = lower(scenario).talks()
    winners = []
    for replicate in replicates:
        begin(talks, 1, replicate)
        winners.append(talks.terms[1].candidates.index(talks.terms[1].chosen))
    return winners


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((0.5, None, None), (0.5, 0.25, 0.25)),
        ((None, 0.2, 0.3), (0.5, 0.2, 0.3)),
        ((None, None, None), (1 / 3, 1 / 3, 1 / 3)),
        ((0.4, 0.6, None), (0.4, 0.6, 0.0)),
        ((drawn("uniform", loc=0.2, scale=0.4), None, 0.2), (0.4, 0.4, 0.2)),
    ],
)
def test_candidates_without_a_probability_share_what_is_left(given, expected):
    winners = elected(made(*given), range(COUNT))
    for place, probability in enumerate(expected):
        assert winners.count(place) / COUNT == pytest.approx(probability, abs=4 * (0.25 / COUNT) ** 0.5)


def test_the_probability_that_is_left_changes_with_the_one_that_is_drawn():
    talks = lower(made(drawn("uniform", loc=0.2, scale=0.4), None, None)).talks()
    for replicate in range(50):
        begin(talks, 1, replicate)
        own, *others = (candidate.probability for candidate in talks.terms[1].candidates)
        assert 0.2 <= own <= 0.6
        assert others == [(1.0 - own) / 2.0] * 2


def test_what_is_given_and_what_is_left_elect_the_same():
    assert elected(made(0.5, 0.25, 0.25), range(200)) == elected(made(0.5, None, None), range(200))


def test_the_likeliest_candidate_governs_in_the_typical_run():
    assert elected(made(0.3, None, 0.2), [TYPICAL]) == [1]


def test_a_term_reports_the_probabilities_of_its_candidates():
    second = made(0.5, None, None).delegations[0].terms[1]
    assert second.probabilities == (0.5, 0.25, 0.25)
    uncertain = made(drawn("uniform", loc=0.2, scale=0.4), None, None).delegations[0].terms[1]
    assert uncertain.probabilities[1:] == (None, None)
