"""From a case to a scenario: what was known, one mapping, nothing per agreement."""

import numpy as np
import pytest

from negosim import files, history
from negosim.errors import UsageError
from negosim.files.document import from_text
from negosim.forecast.cases import TIMES, cases_of, check_time
from negosim.forecast.mapping import mapped
from negosim.forecast.parameters import FOLDS, MOVED, NAMES, PRIORS, gather, median, spread
from negosim.forecast.scenarios import scenario_text
from negosim.forecast.simulate import MISSING, SCALE, simulate
from negosim.study.tables import sweep_table

DYAD = history.load_dyad()
MEDIANS = median(PRIORS["hindsight-free"])


@pytest.mark.parametrize("at", TIMES)
def test_every_case_is_a_valid_scenario_with_drawn_rounds_and_no_warnings(at):
    for case in cases_of(DYAD, at):
        examined = files.examine(mapped(DYAD, case).document(MEDIANS))
        assert (examined.faults, examined.warnings) == ((), ())
        assert examined.scenario.calendar.rounds == ()
        assert examined.scenario.record is None


def test_the_scenario_differs_between_agreements_by_what_was_known_alone():
    first, second = (mapped(DYAD, case).template for case in cases_of(DYAD)[5:7])
    assert first["issues"] == second["issues"]
    assert first["protocol"] == second["protocol"]
    assert first["delegations"]["seoul"]["stances"] == second["delegations"]["seoul"]["stances"]


def test_at_the_opening_no_position_is_known_and_later_those_that_were_public():
    known = {at: {case.id for case in cases_of(DYAD, at) if case.ask is not None} for at in TIMES}
    assert known["opening"] == set()
    assert known["positions"] == {"SMA05", "SMA06", "SMA08", "SMA09", "SMA11"}
    late = {case.id for case in cases_of(DYAD, "positions", hindsight=True) if case.ask is not None}
    assert late - known["positions"] == {"SMA04", "SMA10"}


def test_a_change_of_administration_is_certain_only_if_the_incumbent_may_not_stand():
    cases = {case.id: case for case in cases_of(DYAD)}
    assert (str(cases["SMA11"].change), cases["SMA11"].change_is_certain) == ("2021-01-20", False)
    assert (str(cases["SMA07"].change), cases["SMA07"].change_is_certain) == ("2009-01-20", True)


def test_levels_follow_from_the_index_and_the_shared_parameters():
    case = next(case for case in cases_of(DYAD) if case.id == "SMA11")
    given = dict.fromkeys(NAMES, 1.0) | {"anchor": 0.25, "centre": 2.0, "width": 6.0}
    given |= {"spread": 3.0, "administration": 4.0}
    numbers = mapped(DYAD, case).numbers(np.array([[given[name] for name in NAMES]]))
    index = 0.25 * 8.2 + 0.75 * 1.48
    assert numbers["delegations.seoul.stances.home.reservation.loc"] == pytest.approx(index + 5.0)
    assert numbers["delegations.washington.stances.now.reservation.loc"] == pytest.approx(index - 1.0)
    assert numbers["delegations.washington.stances.next.reservation.scale"] == pytest.approx(5.0)


def test_both_work_to_the_expiry_or_to_the_planned_length_if_that_ends_earlier():
    case = next(case for case in cases_of(DYAD) if case.id == "SMA09")
    row = np.repeat(MEDIANS, 2, axis=0)
    row[:, NAMES.index("length")] = (60.0, 900.0)
    deadlines = mapped(DYAD, case).numbers(row)["delegations.seoul.stances.home.deadline"]
    assert [str(day) for day in deadlines] == ["2013-08-31", "2013-12-31"]


def test_the_kernel_gives_the_outcomes_of_a_sweep_over_the_same_table():
    parameters = PRIORS["first"].draw(12, np.random.default_rng(0))
    for at, place in (("positions", 3), ("opening", 9)):
        case = mapped(DYAD, cases_of(DYAD, at)[place])
        ours = simulate(case, parameters, 4, seed=7)
        swept = sweep_table(
            case.document(parameters[:1]), case.numbers(parameters), replicates=4, seed=7, common=False
        ).outcomes
        agreed = ours.growth != MISSING
        assert (agreed == swept.agreed).all()
        assert np.allclose(ours.growth[agreed] / SCALE, swept.terms[..., 0][agreed])
        assert (ours.days[agreed] == np.rint(swept.concluded - case.case.lead)[agreed]).all()


def test_the_number_of_threads_changes_nothing():
    parameters = PRIORS["first"].draw(300, np.random.default_rng(0))
    case = mapped(DYAD, cases_of(DYAD)[2])
    one, three = (simulate(case, parameters, 400, seed=1, workers=workers) for workers in (1, 3))
    assert (one.growth == three.growth).all()
    assert (one.days == three.days).all()


def test_an_exported_scenario_is_a_file_that_runs():
    text = scenario_text(DYAD, DYAD.renewals[-2], "opening")
    assert "SMA11 as known at: opening" in text
    document = from_text(text, name="sma11_opening")
    assert files.examine(document).warnings == ()
    assert "13.9" not in text  # nothing of the outcome
    assert text == scenario_text(DYAD, DYAD.renewals[-2], "opening")


def test_moved_parameters_survive_the_change_of_scale():
    parameters = PRIORS["wide"].draw(20, np.random.default_rng(3))
    moved = [name in MOVED for name in NAMES]
    assert np.allclose(gather(np.ones_like(parameters), spread(parameters)), np.where(moved, parameters, 1.0))


def test_the_density_of_a_prior_is_the_one_that_it_draws_from():
    prior = PRIORS["first"]
    moved = spread(prior.draw(4000, np.random.default_rng(1)))
    # the mean log density of a normal distribution is minus its entropy; half of one has half the room
    deviations = np.array([prior.marginal(name).normal[1] for name in MOVED])
    entropy = 0.5 * np.log(2 * np.pi * np.e * deviations**2).sum() - len(FOLDS) * np.log(2.0)
    assert prior.log_density(moved).mean() == pytest.approx(-entropy, abs=0.1)


def test_an_unknown_time_is_explained():
    with pytest.raises(UsageError, match="did you mean 'opening'"):
        check_time("openin")
