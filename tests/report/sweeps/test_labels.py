"""What is measured and varied is named in words."""

import pytest

from negosim.files import load
from negosim.report.sweeps.labels import measure_label, path_label, short_labels


@pytest.mark.parametrize(
    ("measure", "label"),
    [
        ("increase", "increase (%)"),
        ("utility.washington", "utility of Washington"),
        ("lapse_days", "lapse (days)"),
        ("in_force", "in force (day)"),
        ("rounds", "rounds"),
    ],
)
def test_a_measure_is_named_in_words_with_its_unit(measure, label):
    assert measure_label(measure, load("sma11")) == label


def test_without_a_scenario_keys_are_made_readable():
    assert measure_label("first_price") == "first price"
    assert measure_label("surplus.the_union") == "surplus of The Union"
    assert measure_label("price", scale="million") == "price (million)"


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("delegations.seller.stances.seller.reservation", "seller reservation"),
        ("delegations.washington.stances.trump.tactic.kind", "washington trump tactic kind"),
        ("calendar.horizon", "horizon"),
        ("protocol", "protocol"),
    ],
)
def test_a_path_is_named_without_its_sections(path, label):
    assert path_label(path) == label


def test_several_paths_are_described_apart_by_as_little_as_it_takes():
    one, other = (f"delegations.{party}.stances.{party}.reservation" for party in ("buyer", "seller"))
    assert short_labels([one]) == ["reservation"]
    assert short_labels([one, other]) == ["buyer reservation", "seller reservation"]
    assert short_labels([one, "calendar.horizon"]) == ["reservation", "horizon"]
    assert short_labels([]) == []
