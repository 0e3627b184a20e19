"""``negosim history`` through the command line."""

import json
import shutil
from importlib.resources import files

from typer.testing import CliRunner

from negosim import history
from negosim.cli import application
from negosim.report.record.agreement import MEETINGS

runner = CliRunner()


def call(*arguments):
    return runner.invoke(application(), [str(argument) for argument in arguments], env={"COLUMNS": "80"})


def test_history_lists_the_renewals_and_what_the_index_rules_gave():
    text = call("history").stdout
    assert "SMA11      2019-12-31  2021-03-07  +432  +13.9 %  1,183.3       9    609" in text
    assert "2022       defence budget growth (t-1)" in text
    assert "11 renewals: 7 concluded by the expiry of the agreement before, 4 after it." in text


def test_history_shows_what_was_known_and_what_happened():
    text = call("history", "sma11").stdout
    assert "Washington  +400.0 %  2019-10-23  2019-10-23" in text
    assert "Tentative deal: +13.0 % on 1038.9 bn won" in text
    assert "Index rule: 2020 frozen; 2021 +13.9%" in text


def test_every_meeting_is_named_in_words():
    texts = [" ".join(call("history", agreement.id).stdout.split()) for agreement in history.agreements()[1:]]
    assert not any("None" in text or "Scm" in text or "Round prep" in text for text in texts)
    assert {each.round for each in history.rounds() if not each.round.isdigit()} == MEETINGS.keys()
    assert any("Security Consultative Meeting in Washington DC: agreed $490m" in text for text in texts)
    assert any("Meeting by video: stocktaking" in text for text in texts)


def test_an_ask_that_was_reported_after_the_talks_is_marked():
    assert "2019-02-11, after the talks" in " ".join(call("history", "SMA10").stdout.split())


def test_history_as_json_has_the_record():
    value = json.loads(call("history", "--json").stdout)
    assert [row["growth_pct"] for row in value["agreements"]] == [r.growth_pct for r in history.load_dyad().renewals]
    assert len(value["amounts"]) == 37
    one = json.loads(call("history", "SMA09", "--json").stdout)
    assert one["positions"][0] == {"side": "US", "pct": 15.0, "made": "2013-11-19", "public_from": "2013-11-19"}


def test_history_draws_its_pictures(tmp_path):
    for name, words in (("all.png", ()), ("one.svg", ("SMA06",))):
        outcome = call("history", *words, "--plot", tmp_path / name)
        assert outcome.exit_code == 0, outcome.output
        assert (tmp_path / name).stat().st_size > 10_000


def test_another_record_is_shown_without_what_only_the_shipped_one_has(tmp_path):
    for name in ("record.toml", "agreements.csv", "opening.csv"):
        shutil.copy(str(files("negosim.history") / "data" / name), tmp_path / name)
    text = call("history", "--record", tmp_path).stdout
    assert "bn won" not in text
    assert "SMA11      2019-09-24  2019-12-31  2021-03-07  +432  +13.9 %" in text
    assert call("history", "SMA11", "--record", tmp_path, "--plot", tmp_path / "a.png").exit_code == 0


def test_an_unknown_agreement_and_a_missing_folder_are_explained(tmp_path):
    outcome = call("history", "SMA13")
    assert outcome.exit_code == 2
    assert "there is no renewal 'SMA13' in the record" in outcome.stderr
    outcome = call("history", "--record", tmp_path / "none")
    assert outcome.exit_code == 2
    assert "agreements.csv: the folder" in outcome.stderr
