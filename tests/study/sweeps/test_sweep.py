"""What a sweep takes: scenarios in any form, and nothing that is out of range."""

from dataclasses import replace
from datetime import date

import pytest

import negosim
from negosim.errors import UsageError
from negosim.files import override, read
from negosim.rules.tactics import TacticKind
from negosim.study import sweep
from negosim.study.store.version import rules_of
from negosim.study.sweeps.dry_run import dry_run

HORIZON = "calendar.horizon"


def test_a_name_a_document_and_a_scenario_are_the_same():
    loaded = negosim.load("used_car")
    digests = {sweep(given, replicates=30).digest for given in ("used_car", read("used_car"), loaded)}
    assert len(digests) == 1


def test_a_document_with_another_value_is_another_scenario():
    document = override(read("sma11"), "delegations.washington.stances.biden.reservation", 30)
    assert sweep(document, replicates=60).digest != sweep("sma11", replicates=60).digest


def test_a_scenario_that_was_changed_in_python_is_swept_as_its_file_would_be(tmp_path):
    loaded = negosim.load("sma11")
    changed = replace(loaded, calendar=replace(loaded.calendar, horizon=date(2021, 4, 1)))
    digest = sweep(override(read("sma11"), "calendar.horizon", date(2021, 4, 1)), replicates=60).digest
    assert digest != sweep("sma11", replicates=60).digest
    for executor in ("threads", "processes"):
        result = sweep(changed, replicates=60, executor=executor, workers=1, chunk_size=30, out=tmp_path / executor)
        assert result.digest == digest
    assert negosim.study.replay(tmp_path / "threads", replicate=59).scenario == changed


def test_paths_of_a_scenario_made_in_python_can_be_varied():
    made = replace(negosim.load("used_car"), name="made", tables=None)
    path = "delegations.buyer.stances.buyer.reservation"
    points = sweep(made, replicates=30, vary={path: [9_000, 12_000]}).points
    assert points[0].agreed.p < points[1].agreed.p


def test_what_no_file_can_say_is_refused():
    made = negosim.load("used_car")
    party = made.delegations[0]
    ((name, stance),) = party.stances.items()
    kind = TacticKind(name="mine", summary="Gives way at once.", demand=lambda own: own.limit)
    tactic = replace(stance.tactic, kind="mine", rule=kind)
    mine = replace(party, stances={name: replace(stance, tactic=tactic)})
    with pytest.raises(UsageError, match="mine"):
        sweep(replace(made, delegations=(mine, *made.delegations[1:])), replicates=3)


def test_the_hash_of_the_rules_includes_the_tactics_of_users():
    shipped = negosim.load("used_car")
    party = shipped.delegations[0]
    ((name, stance),) = party.stances.items()

    def with_tactic(**changed):
        tactic = replace(stance.tactic, **changed)
        mine = replace(party, stances={name: replace(stance, tactic=tactic)})
        return rules_of(replace(shipped, delegations=(mine, *shipped.delegations[1:])))

    kind = TacticKind(name="mine", summary="Gives way at once.", demand=lambda own: own.limit)
    hashes = {
        rules_of(shipped),
        with_tactic(curve=(0.0, 1.0)),
        with_tactic(curve=(0.0, 0.5)),
        with_tactic(rule=kind),
    }
    assert len(hashes) == 4
    assert with_tactic(parameters={}) == rules_of(shipped)


def test_dates_words_and_distributions_can_be_varied():
    outcome = sweep(
        "sma11",
        replicates=20,
        vary=[
            f"{HORIZON}=2021-06-30:2021-12-31:2",
            "delegations.seoul.stances.moon.tactic.kind=polynomial,exponential",
            'delegations.washington.stances.trump.reservation=40,{ dist = "norm", loc = 40, scale = 1 }',
        ],
    )
    assert len(outcome.points) == 8
    assert {str(point.scenario.calendar.horizon) for point in outcome.points} == {"2021-06-30", "2021-12-31"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"replicates": 0}, "give a whole number from 1"),
        ({"replicates": -5}, "give a whole number from 1"),
        ({"replicates": 2.5}, "not a whole number"),
        ({"replicates": 10, "workers": 0}, "workers is 0"),
        ({"replicates": 10, "chunk_size": 0}, "chunk_size is 0"),
        ({"replicates": 10, "seed": -1}, "seed is -1"),
        ({"replicates": 10**14}, "more than 1e"),
        ({"replicates": 10, "vary": {"calendar.horizn": ["x"]}}, r"did you mean 'calendar\.horizon'"),
        ({"replicates": 10, "vary": {HORIZON: [5]}}, "the point calendar.horizon = 5 is not a valid scenario"),
    ],
)
def test_what_is_out_of_range_is_refused_before_anything_runs(options, words, tmp_path):
    with pytest.raises(UsageError, match=words):
        sweep("sma11", out=tmp_path / "s", **options)
    assert not (tmp_path / "s").exists()


def test_a_dry_run_shows_points_replicates_and_bytes_that_come_out(tmp_path):
    options = {"replicates": 400, "vary": {"protocol.exchanges": [1, 2]}}
    outcome, workers = dry_run("sma11", workers=2, **options)
    sweep("sma11", out=tmp_path / "s", **options)
    size = sum(file.stat().st_size for file in (tmp_path / "s" / "chunks").iterdir())
    assert (outcome.points, outcome.replicates, workers) == (2, 800, 2)
    assert outcome.seconds > 0.0
    assert 0.3 * size < outcome.size < 30.0 * size
