"""A person at the table may do what the engine allows and nothing else, and hears what the party would hear."""

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negosim import files
from negosim.domain.issues import Categorical, Integer
from negosim.engine import Accept, CallSeat, Offer, Wait, WalkAway, run
from negosim.errors import ScenarioError, UsageError
from negosim.rules.lower import lower
from negosim.teach.play import Adjourned, Console, new_game
from negosim.teach.play.phrases import IN_ENGLISH
from negosim.teach.play.setting import scenario_of
from negosim.teach.play.situation import situation
from negosim.teach.play.values import on_step
from tests.strategies import documents
from tests.teach.play.typist import scripted, sit_down, start, typed


@st.composite
def offers(draw, scenario):
    """An offer, now and then with a value outside its issue's range."""
    terms = {}
    for issue in scenario.issues:
        if isinstance(issue, Categorical):
            terms[issue.name] = draw(st.sampled_from((*issue.options, "nothing_of_the_kind")))
            continue
        beyond = draw(st.sampled_from((0.0, 0.0, 0.0, 0.3))) * (issue.high - issue.low)
        number = draw(st.floats(issue.low - beyond, issue.high + beyond, allow_subnormal=False))
        terms[issue.name] = round(number) if isinstance(issue, Integer) and draw(st.integers(0, 4)) else number
    return Offer(terms)


@st.composite
def games(draw):
    """A valid scenario, a party, and decisions of which the engine refuses some."""
    document = files.from_text(files.dumps(draw(documents())), name="drawn")
    scenario = files.build(document)
    game = new_game(document, party=draw(st.sampled_from(scenario.parties)), level="exam", seed=draw(st.integers(0, 9)))
    decision = st.one_of(offers(scenario), st.just(Accept()), st.just(Wait()), st.just(Accept()), st.just(WalkAway()))
    return game, draw(st.lists(decision, min_size=1, max_size=8))


def allowed(game, decision, before):
    """Whether the engine takes a decision after those before it, where there is another turn at all."""
    turns = 0

    def decide(view):
        nonlocal turns
        turns += 1
        return (*before, decision)[turns - 1] if turns <= len(before) + 1 else Wait()

    lowered = lower(scenario_of(game))
    try:
        run(lowered, seed=game.seed, replicate=game.replicate, seats={game.party: CallSeat(decide)})
    except UsageError:
        return False
    return turns > len(before)


def on_the_step(decision, scenario):
    """Return what the prompt makes of a decision."""
    if not isinstance(decision, Offer):
        return decision
    return Offer({issue.name: on_step(issue, decision.terms[issue.name]) for issue in scenario.issues})


@settings(max_examples=30)
@given(drawn=games())
def test_play_refuses_nothing_that_the_engine_allows_and_allows_nothing_that_it_refuses(drawn):
    game, decisions = drawn
    scenario = scenario_of(game)
    played, _ = sit_down(game, [typed(decision) for decision in decisions])
    made = list(played.game.decisions)
    taken = []
    for decision in decisions:
        if allowed(game, decision, taken):
            taken.append(on_the_step(decision, scenario))
    assert made[: len(taken)] == taken
    assert set(made[len(taken) :]) <= {Wait()}
    assert played.result.as_dict() == scripted(game, made).as_dict()


@settings(max_examples=20)
@given(drawn=games())
def test_any_scenario_can_be_played_with_advice_at_each_turn(drawn):
    game, _ = drawn
    learner = replace(game, level="learn")
    played, screen = sit_down(learner, ["t", "?", "s", "b", "w"] * 3)
    assert played.result.as_dict() == scripted(game, played.game.decisions).as_dict()
    assert not played.game.decisions or "Your side's own tactic would" in " ".join(screen.split())


def test_the_engines_advice_typed_in_gives_the_plain_run():
    game = start("scoreable", "town", seed=4)
    said = []
    lowered = lower(scenario_of(game))
    seat = CallSeat(lambda view: said.append(view.advice()) or said[-1])
    plain = run(lowered, seed=4, seats={"town": seat})
    played, _ = sit_down(game, map(typed, said))
    assert played.result.as_dict() == plain.as_dict() == run(lowered, seed=4).as_dict()


def test_a_player_sees_an_offer_of_theirs_before_answering_it():
    _, screen = sit_down(start("used_car", "buyer"), ["a"])
    assert screen.index("The seller offers 11,900 euro") < screen.index("Your move:")
    assert "On the table: their offer of 11,900 euro" in screen


def test_a_sealed_offer_is_not_seen_before_the_own_is_made():
    document = files.override(files.read("used_car"), "protocol.kind", "simultaneous")
    _, screen = sit_down(new_game(document, party="buyer"), ["7000", "7100"])
    first, second, *_ = screen.split("Your move:")
    assert "The seller offers" not in first
    assert "The seller offers 11,900 euro" in second


def test_an_ultimatum_is_answered_and_not_countered():
    document = files.override(files.read("used_car"), "protocol.kind", "ultimatum")
    played, screen = sit_down(new_game(document, party="buyer"), ["7000", "o", "a"])
    assert "Type a key: a accept" in screen
    assert screen.count("Their offer is final") == 2
    assert played.game.decisions == (Accept(),)


def test_an_offer_worse_than_no_agreement_is_questioned_and_can_be_made():
    game = start("used_car", "buyer", level="class")
    unsure, screen = sit_down(game, ["13000", "7000"], answers=["what?", "n"])
    assert "This offer (13,000 euro) is 2,600 euro worse for you than no agreement" in screen
    assert unsure.game.decisions[0] == Offer({"price": 7000.0})
    sure, _ = sit_down(game, ["13000"], answers=["y"])
    assert sure.game.decisions[0] == Offer({"price": 13000.0})


@pytest.mark.parametrize(
    ("level", "warned", "advised"), [("learn", True, True), ("class", True, False), ("exam", False, False)]
)
def test_levels_differ_in_warnings_and_advice(level, warned, advised):
    played, screen = sit_down(start("used_car", "buyer", level=level), ["t", "z", "13500"])
    assert ("worse for you than no agreement" in screen) == warned
    assert ("own tactic would offer" in screen) == advised
    assert ("A zone of agreement is open today" in screen) == advised
    assert ("There is no advice at level" in screen) == (not advised)
    assert played.game.decisions[0] == Offer({"price": 13500.0})


def test_leaving_the_mandate_is_questioned_too():
    _, screen = sit_down(start("sma11", "seoul"), ["13.4"])
    assert "This offer (13.4 %) goes beyond your mandate of 13 %." in screen
    assert "(13.4 %) is worse" not in screen


def test_walking_away_is_questioned_at_every_level_and_ends_the_talks():
    for level in ("learn", "exam"):
        played, screen = sit_down(start("used_car", "buyer", level=level), ["x"])
        assert "ends the talks without an agreement" in screen
        assert played.result.ending == "broken_off"


def test_a_change_of_administration_is_reported_with_the_new_instructions():
    moves = ["4", "8", "10", "12", *["13"] * 7]
    played, screen = sit_down(start("sma11", "seoul"), moves)
    reported = screen[screen.index("2021-01-20 Washington: Biden takes office.") :]
    assert "Your instructions have changed. Your reservation value: you would accept at most" in reported
    assert "In office: Seoul: Moon; Washington: Biden." in reported
    assert any(row.kind == "rejected" for row in played.result.trace)


def test_what_a_shock_does_to_the_other_side_is_not_reported():
    document = files.override(
        files.read("sma11"),
        "shocks.no_longer_five_billion.effects",
        [
            {"party": "washington", "level": "reservation", "by": -2.5},
            {"party": "seoul", "level": "aspiration", "by": 1.25},
        ],
    )
    _, screen = sit_down(new_game(document, party="seoul"), [])
    assert "no longer insists on $5bn. It changes your aspiration." in " ".join(screen.split())
    assert "reservation -2.5" not in screen
    _, screen = sit_down(new_game(document, party="washington"), [])
    assert "no longer insists on $5bn. It changes your reservation value." in " ".join(screen.split())


def test_the_screen_does_not_depend_on_what_only_the_other_side_knows():
    drawn = {"dist": "norm", "loc": 11000, "scale": 7}
    changed = files.override(files.read("used_car"), "delegations.seller.stances.seller.reservation", drawn)
    games = [new_game(document, party="buyer", level="class") for document in (files.read("used_car"), changed)]
    plain, other = (sit_down(game, []) for game in games)
    assert plain[0].result.as_dict() != other[0].result.as_dict()
    assert plain[1].partition("Your move:")[0] == other[1].partition("Your move:")[0]


SCRIPTS = {
    "used_car": ("buyer", "seller", {"kind": "scripted", "offers": [11900, 11500, 11000, 10700, 10500]}),
    "sma11": ("seoul", "washington", {"kind": "scripted", "offers": [400, 300, 100, 50]}),
    "wage_strike": ("union", "company", {"kind": "scripted", "offers": [1, 2, 2.5]}),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_whole_game_looks_the_same_whatever_only_the_other_side_knows(name):
    party, other, tactic = SCRIPTS[name]
    screens = []
    for share in (0.4, 0.6):
        document = files.read(name)
        issue = files.build(document).issues[0]
        for stance in files.build(document).delegations[files.build(document).parties.index(other)].stances:
            place = f"delegations.{other}.stances.{stance}"
            level = issue.low + share * (issue.high - issue.low)
            drawn = {"dist": "uniform", "loc": level, "scale": 0.01 * level}
            document = files.override(document, f"{place}.tactic", tactic)
            document = files.override(document, f"{place}.reservation", drawn)
            document = files.override(document, f"{place}.aspiration", level)
        screens.append(sit_down(new_game(document, party=party), ["t", "b", "w"] * 20)[1])
    assert screens[0] == screens[1]
    assert screens[0].count("Your move:") > 8


def test_advice_and_looking_around_change_nothing():
    quiet, _ = sit_down(start("used_car", "buyer"), ["7000", "8000", "9000"])
    curious, _ = sit_down(start("used_car", "buyer"), ["t", "z", "s", "b", "?", "7000", "t", "8000", "z", "9000", "t"])
    assert quiet.result.as_dict() == curious.result.as_dict()


def test_an_outcome_can_be_weighed_before_it_is_offered():
    played, screen = sit_down(start("used_car", "buyer", level="exam"), ["v 9000", "v 99", "w"])
    assert "9,000 euro would be 1,400 euro better for you than no agreement" in screen
    assert "price: 99 lies outside" in screen
    assert set(played.game.decisions) == {Wait()}


def test_an_offer_between_two_steps_counts_as_the_nearest_and_the_player_hears_so():
    played, screen = sit_down(start("trump_era", "seoul", level="class"), ["12.549", "12.6", "1,183 bn won"])
    assert played.game.decisions[:3] == tuple(Offer({"increase": x}) for x in (12.5, 12.6, 13.9))
    assert screen.count("Offers of increase move in steps of 0.1 %; yours counts as") == 2
    assert "yours counts as 12.5 %." in screen


def test_an_issue_asked_for_by_itself_is_rounded_and_weighed_on_its_step():
    played, screen = sit_down(start("scoreable", "town"), ["v 3.02 8 summer 100 5", "o", "3.02", "8", "1", "100", "5"])
    assert played.game.decisions[0].terms["fare"] == 3.0
    assert screen.count("Offers of fare move in steps of 0.05 euro; yours counts as 3 euro.") == 2


def test_help_says_in_which_steps_offers_go():
    _, screen = sit_down(start("trump_era", "seoul"), ["?"])
    assert "increase: 0 to 500 %, in steps of 0.1 %" in screen
    _, screen = sit_down(start("rubinstein_pie", "first"), ["?"])
    assert "in steps of" not in screen


def test_the_news_of_a_game_is_in_step_with_what_was_played():
    _, screen = sit_down(
        start("trump_era", "seoul", level="class"),
        ["5", "5", "6", "8", "10", "13", "14", "12", "12", "w"],
    )
    assert "Korean staff go on unpaid leave" in screen  # no agreement has been concluded
    assert "speaks with the president" not in screen  # no deal awaits his decision
    assert "calls 13 % the highest possible" not in screen  # Seoul has not offered it


def test_the_news_of_the_deal_that_was_played_is_reported():
    _, screen = sit_down(start("trump_era", "seoul", level="class"), ["4"] * 7 + ["13"])
    assert "speaks with the president" in screen
    assert "calls 13 % the highest possible" in screen


def test_issues_are_asked_for_one_by_one():
    moves = ["o", "3", "99", "8", "2", "100", "5", "o", "", "", "", "120", ""]
    played, screen = sit_down(start("scoreable", "town"), moves)
    assert "sailings: 99 lies outside the issue's range 4 to 12." in screen
    first, second = played.game.decisions[:2]
    assert first == Offer({"fare": 3.0, "sailings": 8, "season": "spring_to_autumn", "subsidy": 100.0, "years": 5})
    assert second == Offer({**first.terms, "subsidy": 120.0})


def test_no_offer_is_made_where_none_was_before_and_nothing_is_typed():
    played, screen = sit_down(start("scoreable", "town"), ["o", "", "w"])
    assert "No offer is made." in screen
    assert played.game.decisions[0] == Wait()


def test_lines_are_plain_and_fit_the_screen(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    for name, party in (("sma11", "washington"), ("scoreable", "town"), ("used_car", "seller")):
        _, screen = sit_down(start(name, party), ["?", "t"])
        assert "\x1b" not in screen
        assert max(map(len, screen.splitlines())) <= 60


def test_the_end_of_input_leaves_the_game():
    played, _ = sit_down(start("used_car", "buyer"), ["7000"], stays=False)
    assert played.result is None
    assert played.interrupted
    assert played.game.decisions == (Offer({"price": 7000.0}),)


def test_an_interruption_between_two_prompts_leaves_the_game(monkeypatch):
    def interrupted(*arguments, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr("negosim.teach.play.game.run", interrupted)
    played, _ = sit_down(start("used_car", "buyer"), [])
    assert (played.result, played.interrupted) == (None, True)


def test_a_reader_who_has_gone_leaves_the_game():
    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    with pytest.raises(Adjourned) as left:
        Console(io.StringIO("7000\n"), Gone()).ask("Your move:")
    assert left.value.interrupted


def test_colour_is_for_terminals_only(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screens = {}
    for colour in (False, True):
        if not colour:
            monkeypatch.setenv("NO_COLOR", "1")
        else:
            monkeypatch.delenv("NO_COLOR")
        screens[colour] = Terminal()
        Console(io.StringIO(), screens[colour]).say("Your turn.", "strong")
    assert screens[False].getvalue() == "Your turn.\n"
    assert screens[True].getvalue() == "\x1b[1mYour turn.\x1b[0m\n"


@pytest.mark.parametrize("path", ["title", "issues.price.unit", "delegations.seller.title"])
def test_a_scenarios_words_bring_no_control_codes_to_the_terminal(path):
    document = files.override(files.read("used_car"), path, "x\x1b[31m\x07")
    with pytest.raises(ScenarioError, match="control character"):
        sit_down(new_game(document, party="buyer"), ["7000"])


def test_on_the_last_day_the_person_hears_that_it_is_the_last():
    heard = {}

    def listen(view):
        heard[view.date] = " ".join(situation(IN_ENGLISH, view))
        return Wait()

    scenario = files.load("used_car", overrides={"calendar.horizon": date(2025, 5, 10)})
    run(scenario, seats={"buyer": CallSeat(listen)})
    assert "The talks end on 2025-05-10, in 1\u00a0day." in heard[date(2025, 5, 9)]
    assert "Today is the last day: the talks end today." in heard[date(2025, 5, 10)]


def test_a_mediator_may_propose_before_the_first_round():
    document = files.read("used_car")
    early = 'shocks = [{ name = "friend", date = 2025-05-05, proposal = { price = 9500 } }]'
    document = files.override(document, "shocks", files.parse_value(early.partition("= ")[2]))
    document = files.override(document, "calendar.rounds.0.date", files.parse_value("2025-05-06"))
    played, screen = sit_down(new_game(document, party="buyer"), ["a"])
    assert "2025-05-05: before the first round. It is your turn, the buyer." in screen
    assert played.result.terms == {"price": 9500.0}
