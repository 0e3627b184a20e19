"""The description of a run and of zones, as plain text and on a terminal."""

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from negosim import engine, files
from negosim.report import describe_run, describe_zones, last_day, plain_text, refusals_of, show
from negosim.report.styled import STYLES
from negosim.report.wrapping import cells
from negosim.zopa import zones
from tests.report.case import BOAT, PAIR, described

GOLDEN = Path(__file__).parent / "golden"
CONTROL = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def run_of(text, name="boat"):
    scenario = files.build(files.from_text(text, name=name))
    result = engine.run(scenario)
    return result, zones(scenario, on=last_day(result))


def words(text):
    """The words of a description without frames, rules and emphasis."""
    return re.sub(r"[\s─-╿=-]+", " ", CONTROL.sub("", text)).split()


@pytest.mark.parametrize(
    ("name", "text", "width"), [("boat", BOAT, 80), ("boat", BOAT, 40), ("pair", PAIR, 80)], ids=str
)
def test_a_run_is_described_word_for_word_as_the_golden_file_has_it(name, text, width):
    golden = (GOLDEN / f"{name}_{width}.txt").read_text(encoding="utf-8")
    assert plain_text(describe_run(*described(text, name)), width) == golden


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100])
@pytest.mark.parametrize("case", [("boat", BOAT), ("pair", PAIR)], ids=lambda case: case[0])
def test_no_line_is_wider_than_the_terminal(case, width):
    name, text = case
    for line in plain_text(describe_run(*described(text, name)), width).splitlines():
        assert cells(line) <= width
        assert line == line.rstrip()


def test_plain_text_has_no_control_codes_frames_or_no_break_spaces():
    text = plain_text(describe_run(*described()), 80)
    assert not re.search(r"[\x1b\u00a0─-╿]", text)


def test_a_terminal_shows_the_same_words_with_frames_and_colours(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    document = describe_run(*described())
    show(document, stream)
    assert "\x1b[" in stream.getvalue()
    assert "╭" in stream.getvalue()
    assert words(stream.getvalue()) == words(plain_text(document, 80))


def test_no_color_is_honoured_on_a_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    show(describe_run(*described()), stream)
    codes = {code for outcome in re.findall(r"\x1b\[([0-9;]*)m", stream.getvalue()) for code in outcome.split(";")}
    assert codes <= {"0", "1", "2", "22"}, "bold and dim are no colours; anything else is"


def test_a_dumb_terminal_gets_plain_text(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    stream = Terminal()
    show(describe_run(*described()), stream)
    assert stream.getvalue() == plain_text(describe_run(*described()), 80)


def test_the_days_between_entries_pass_at_the_pace_that_is_asked_for(monkeypatch):
    waited = []
    monkeypatch.setattr("time.sleep", waited.append)
    document = describe_run(*described())
    show(document, StringIO(), seconds_per_day=0.5)
    assert sum(waited) == pytest.approx(0.5 * 14)
    assert all(seconds > 0 for seconds in waited)


def test_quiet_rounds_are_described_in_one_line():
    text = plain_text(describe_run(*described()), 100)
    assert "2 meetings until 2024-03-08, neither side moves: Fisher 800 crowns; Neighbour 300 crowns" in text


def test_of_very_many_offers_in_a_round_the_first_and_the_last_are_shown():
    offers = ", ".join(str(800 - step) for step in range(20))
    text = BOAT.replace("[800, 800, 800, 620]", f"[{offers}]").replace(
        'place = "the pier"', 'place = "the pier"\ndays = 1'
    )
    text = text.replace("exchanges = 1", "exchanges = 20", 1).replace("reservation = 450", "reservation = 300")
    output = plain_text(describe_run(*run_of(text)), 80)
    assert "more offers …" in output
    assert "800 crowns" in output
    assert "781 crowns" in output
    assert "790 crowns" not in output


def test_no_agreement_is_described_with_the_gap_and_the_last_offers():
    text = BOAT.replace("reservation = 700", "reservation = 450").replace("c = 0.35", "c = 1.0")
    result, outcome = run_of(text)
    output = plain_text(describe_run(result, outcome), 200)
    assert not result.agreed
    assert "No agreement by the horizon, 2024-03-31." in output
    assert "a gap of 50 crowns. No agreement was possible at any time" in output
    assert "so there is no bargaining solution" in output


def test_the_cost_of_the_lapse_is_reported():
    costs = "\n[lapse]\ncost = { fisher = 0.1, neighbour = 0.2 }\n"
    result, outcome = run_of(BOAT + costs)
    text = plain_text(describe_run(result, outcome), 400)
    fisher, neighbour = (cost * result.lapse_days / 30.4375 for cost in (0.1, 0.2))
    assert f"The time without an agreement cost Fisher {fisher:.3f} and Neighbour {neighbour:.3f} in utility." in text
    assert "time without an agreement cost" not in plain_text(describe_run(*run_of(BOAT)), 400)


def test_what_the_horizon_cut_off_is_named():
    result, outcome = run_of(BOAT.replace("c = 0.35", "c = 1.0"))
    sentence = "Neighbour's last offer was 400 crowns; Fisher had not answered."
    assert sentence in plain_text(describe_run(result, outcome), 400)
    senate = (
        '[[ratifiers]]\nname = "senate"\ntitle = "The senate"\nparty = "fisher"\nrole = "legislature"\ndelay = 30\n'
    )
    result, outcome = run_of(f"{BOAT}\n{senate}")
    assert "The senate had not yet voted on the deal of 2024-03-18 at 620 crowns." in plain_text(
        describe_run(result, outcome), 400
    )


def test_a_zone_that_was_missed_is_described_with_the_last_offers():
    result, outcome = run_of(BOAT.replace("c = 0.35", "c = 1.0"))
    assert not result.agreed
    sentence = "A zone of 500–700 crowns was open, but Fisher's last offer was 620 crowns"
    assert sentence in plain_text(describe_run(result, outcome), 200)


def test_a_rejected_deal_is_described_with_who_rejected_it():
    ratifier = '\n[[ratifiers]]\nname = "spouse"\ntitle = "The spouse"\nparty = "fisher"\nthreshold = 900\ndelay = 2\n'
    text = BOAT.replace("[record]", ratifier + "[record]")
    output = plain_text(describe_run(*run_of(text)), 200)
    assert "tentative deal at 620 crowns" in output
    assert "2024-03-20  The spouse rejects the deal (620 crowns)" in output
    assert "The tentative deal of 2024-03-18 at 620 crowns was rejected by the spouse on 2024-03-20." in output


def test_a_run_without_a_record_says_nothing_of_reality():
    result, outcome = described()
    scenario = replace(result.scenario, record=None)
    assert "What really happened" not in plain_text(describe_run(replace(result, scenario=scenario), outcome), 80)


def test_money_is_described_beside_the_terms():
    money = '\n[money]\nissue = "rise"\nbase = 1000\nunit = "bn won"\nper_dollar = 1.25\n\n[record]'
    text = BOAT.replace("[record]", money, 1).replace("terms = { price", "terms = { rise")
    text = text.replace("price", "rise").replace('"crowns"', '"%"').replace("range = [0, 1000]", "range = [0, 1000]")
    assert "800 %  9,000 bn won, $7.20bn" in plain_text(describe_run(*run_of(text)), 80)


def test_zones_are_described_by_period_with_the_solutions():
    _, outcome = described()
    text = plain_text(describe_zones(outcome), 80)
    assert "2024-03-01  Bo              500 crowns         450 crowns  gap of 50 crowns" in text
    assert "Nash" in text
    assert "This run" not in text


def test_a_party_that_governs_itself_is_named_once_and_an_article_is_small_within_a_sentence():
    scenario = files.load("used_car")
    car_text = plain_text(describe_run(engine.run(scenario), zones(scenario)), 80)
    assert "\nThe seller and the buyer negotiate from 2025-05-05." in car_text


def test_a_run_is_judged_by_what_the_parties_want_after_a_refusal():
    softer = files.override(files.read("trump_era"), "delegations.washington.stances.trump.reservation", 35)
    result = engine.run(files.build(softer))
    outcome = zones(result.scenario, on=last_day(result), refusals=refusals_of(result))
    assert outcome.disagreement == pytest.approx(tuple(result.utilities.values()))
    assert zones(result.scenario, on=last_day(result)).disagreement[1] < outcome.disagreement[1]
    assert "Washington would accept at least 40 %" in " ".join(plain_text(describe_run(result, outcome), 80).split())


def test_a_lottery_over_the_outcomes_of_one_issue_is_described_as_a_lottery():
    scenario = files.load("used_car")
    zones_text = plain_text(describe_zones(zones(scenario, lotteries=True)), 80)
    assert "a lottery over 2 outcomes" in zones_text
    assert "any in" not in zones_text


def test_control_codes_in_a_scenarios_words_do_not_reach_the_terminal():
    result, outcome = run_of(BOAT)
    plainly_text = plain_text(
        describe_run(replace(result, scenario=replace(result.scenario, title="\x1b[31mred\x07 ")), outcome)
    )
    assert "red" in plainly_text
    assert not {"\x1b", "\x07"} & set(plainly_text)


def luminance(color):
    """The relative luminance of a colour, as WCAG 2.1 defines it."""
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tone", ["first", "second", "good", "bad"])
def test_a_colour_of_the_terminal_can_be_read_on_white_and_on_black(tone):
    [color] = re.findall(r"#[0-9a-f]{6}", STYLES[tone])
    assert 1.05 / (luminance(color) + 0.05) >= 4.0
    assert (luminance(color) + 0.05) / 0.05 >= 4.0
