"""Slips for a class: numbers of the pair's own, treatments balanced, and a key apart."""

import csv
import re
from collections import Counter

import pytest
from typer.testing import CliRunner

from negosim import files
from negosim.cli import application
from negosim.errors import UsageError
from negosim.teach.brief.private_information import mind_of
from negosim.teach.slips import assigned_pairs, treatment_of
from negosim.teach.slips.key import key_csv
from negosim.teach.slips.page import slips_page

FIRST = "protocol.first=seller|buyer"
LIMIT = "delegations.seller.stances.seller.reservation=7800|10600|9000"


def pairs(count, *treatments, name="used_car", seed=0):
    return assigned_pairs(files.read(name), count, treatments=[treatment_of(each) for each in treatments], seed=seed)


@pytest.mark.parametrize("count", [1, 5, 12, 31])
def test_treatments_are_balanced_over_the_pairs_and_with_each_other(count):
    cells = Counter(tuple(pair.treatment.values()) for pair in pairs(count, FIRST, LIMIT))
    assert max(cells.values()) - min(cells.values()) <= 1
    assert len(cells) == min(count, 6)


def test_the_assignment_does_not_follow_the_order_of_the_pairs_and_repeats_with_the_seed():
    first = [pair.treatment for pair in pairs(24, FIRST)]
    assert first == [pair.treatment for pair in pairs(24, FIRST)]
    assert first != [pair.treatment for pair in pairs(24, FIRST, seed=1)]
    alternating = [{"protocol.first": ("seller", "buyer")[place % 2]} for place in range(24)]
    assert first != alternating


def test_each_pair_has_numbers_of_its_own_and_the_key_has_the_same():
    assigned = pairs(4)
    page = slips_page(assigned)
    rows = list(csv.DictReader(key_csv(assigned).splitlines()))
    for pair, row in zip(assigned, rows, strict=True):
        limit = mind_of(pair.lowered, "buyer", replicate=pair.number - 1).reservation
        assert float(row["limit_buyer"]) == pytest.approx(limit, abs=1e-6)
        assert f"{limit:,.0f}" in page
    assert len({row["limit_buyer"] for row in rows}) == 4


def test_every_role_of_every_pair_has_one_slip_and_no_slip_names_its_treatment_or_the_others_limit():
    assigned = pairs(3, LIMIT)
    slips = slips_page(assigned).split('<section class="slip"')[1:]
    assert len(slips) == 6
    for place, slip in enumerate(slips):
        pair, role = assigned[place // 2], place % 2
        other = mind_of(pair.lowered, ("buyer", "seller")[role], replicate=pair.replicate).reservation
        assert f"Pair {pair.number}: " in slip
        assert f"{other:,.0f}" not in slip
        assert "treatment" not in slip.lower()
        assert "replicate" not in slip


def test_the_key_has_a_column_for_each_treatment_and_blanks_for_the_deal():
    rows = list(csv.DictReader(key_csv(pairs(6, FIRST, LIMIT)).splitlines()))
    assert {row["treatment.protocol.first"] for row in rows} == {"seller", "buyer"}
    assert {(row["price"], row["first_offer"], row["first_by"], row["minutes"]) for row in rows} == {("",) * 4}
    for row in rows:
        assert float(row["limit_seller"]) == float(row["treatment.delegations.seller.stances.seller.reservation"])


@pytest.mark.parametrize("text", ["protocol.first", "protocol.first=seller", "=a|b", "protocol.first=a|a", "x=|b"])
def test_a_treatment_that_is_none_is_refused(text):
    with pytest.raises(UsageError, match="--treatment"):
        treatment_of(text)


def test_a_treatment_that_leads_nowhere_names_the_path():
    with pytest.raises(UsageError, match=re.escape("protocol.frist")):
        pairs(2, "protocol.frist=seller|buyer")


def test_the_command_writes_slips_and_key_and_says_what_the_translation_lacks(tmp_path):
    out = tmp_path / "slips.html"
    result = CliRunner().invoke(
        application(), ["slips", "wage_strike", "--pairs", "2", "--lang", "ko", "--out", str(out)]
    )
    assert result.exit_code == 0, result.stderr
    page = out.read_text(encoding="utf-8")
    assert '<html lang="ko">' in page
    assert "2조: 노동조합" in page
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)""", page)
    assert (tmp_path / "slips.key.csv").read_text().startswith("pair,limit_union,limit_company,seed,replicate,raise")
    for arguments in (["--pairs", "0"], ["--pairs", "2", "--lang", "fr"], ["--pairs", "2", "--out", "slips.pdf"]):
        assert CliRunner().invoke(application(), ["slips", "used_car", "--out", str(out), *arguments]).exit_code == 2
