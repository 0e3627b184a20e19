"""The commands for one run, for zones and for scenario files, through the command line."""

import json
import os
import re
import signal
import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import negosim
from negosim import engine
from negosim.cli import application
from negosim.cli.guard import INTERRUPTED
from negosim.teach.play.levels import LEVELS
from tests.report.case import BOAT, PAIR

runner = CliRunner()
HEAVY = ("numpy", "scipy", "numba", "matplotlib", "pydantic", "simpy", "duckdb")


def call(*arguments):
    return runner.invoke(application(), [str(argument) for argument in arguments], env={"COLUMNS": "80"})


def process(*arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "negosim", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


@pytest.fixture
def boat(tmp_path):
    path = tmp_path / "boat.toml"
    path.write_text(BOAT, encoding="utf-8")
    return path


@pytest.fixture
def pair(tmp_path):
    path = tmp_path / "pair.toml"
    path.write_text(PAIR, encoding="utf-8")
    return path


# ---- run -----------------------------------------------------------------------------------------------------


def test_run_prints_the_talks_as_plain_text(boat):
    outcome = call("run", boat)
    assert outcome.exit_code == 0
    assert "Neighbour accepts: agreement at 620 crowns" in outcome.stdout
    assert "\x1b" not in outcome.stdout
    assert outcome.stderr == ""


def test_run_prints_one_json_object_and_nothing_else(boat):
    outcome = call("run", boat, "--json", "--seed", 3, "--replicate", 2)
    value = json.loads(outcome.stdout)
    assert (value["scenario"], value["seed"], value["replicate"]) == ("boat", 3, 2)
    assert (value["agreed"], value["terms"], value["concluded"]) == (True, {"price": 620.0}, "2024-03-18")
    assert {"tentative", "rounds", "lapse_days", "utilities", "surplus", "trace"} <= set(value)
    assert outcome.stderr == ""


def test_the_same_seed_gives_the_same_bytes_and_another_does_not():
    first, again, other = (call("run", "sma11", "--json", "--seed", seed).stdout for seed in (1, 1, 2))
    assert first == again
    assert first.replace('"seed": 1', '"seed": 2') != other


def test_a_setting_changes_the_run(boat):
    path = "delegations.neighbour.stances.keener.acceptance.c"
    assert json.loads(call("run", boat, "--json", "--set", f"{path}=1.0").stdout)["agreed"] is False


def test_run_draws_and_reports_beside_what_it_prints(boat, tmp_path):
    outcome = call("run", boat, "--json", "--plot", tmp_path / "a.svg", "--report", tmp_path / "a.html")
    assert json.loads(outcome.stdout)["agreed"] is True
    assert "figure written to" in outcome.stderr
    assert "<svg" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "What really happened" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_pace_lets_the_days_pass(boat, monkeypatch):
    waited = []
    monkeypatch.setattr("time.sleep", waited.append)
    assert call("run", boat, "--pace", 0.25).stdout == call("run", boat).stdout
    assert sum(waited) == pytest.approx(0.25 * 14)


# ---- zones ---------------------------------------------------------------------------------------------------


def test_zones_prints_periods_frontier_and_solutions_as_json(boat):
    value = json.loads(call("zones", boat, "--json", "--on", "2024-03-20").stdout)
    assert [period["zone"] for period in value["periods"]][-1] == [500.0, 700.0]
    assert set(value["solutions"]) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "raiffa"}
    assert value["solutions"]["nash"]["terms"]["price"] == pytest.approx(600.0)


def test_zones_are_printed_and_drawn(pair, tmp_path):
    outcome = call("zones", pair, "--lotteries", "--plot", tmp_path / "z.png")
    assert outcome.exit_code == 0
    assert "Bargaining solutions" in outcome.stdout
    assert (tmp_path / "z.png").read_bytes().startswith(b"\x89PNG")


# ---- files ---------------------------------------------------------------------------------------------------


def test_validate_says_which_file_is_valid_and_all_that_is_wrong_with_another(boat, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text(BOAT.replace("start = 2024-03-01", "strat = 2024-03-01").replace('"calm"', '"clam"', 1), "utf-8")
    outcome = call("validate", boat, broken)
    assert outcome.exit_code == 2
    assert f"{boat}: valid" in outcome.stdout
    assert "did you mean 'start'" in outcome.stderr
    assert "did you mean 'calm'" in outcome.stderr
    listed = json.loads(call("validate", boat, broken, "--json").stdout)
    assert listed["valid"] is False
    assert [bool(file["faults"]) for file in listed["files"]] == [False, True]


def test_schema_scenarios_and_tactics_print_what_there_is():
    assert "properties" in json.loads(call("schema").stdout)
    shipped = json.loads(call("scenarios", "--json").stdout)["scenarios"]
    assert {"trump_era", "sma11"} <= {scenario["name"] for scenario in shipped}
    assert "trump_era" in call("scenarios").stdout
    tactics = {tactic["name"]: tactic for tactic in json.loads(call("tactics", "--json").stdout)["tactics"]}
    assert [parameter["name"] for parameter in tactics["polynomial"]["parameters"]] == ["beta", "k"]
    assert "boulware" in call("tactics").stdout


def test_tactics_explains_one_tactic_and_draws_it(tmp_path):
    done = call("tactics", "polynomial", "--plot", tmp_path / "a.svg")
    assert done.exit_code == 0
    for words in ("α(τ) = k + (1 - k) τ^(1/beta)", "default 1", "Faratin, Sierra and Jennings (1998)"):
        assert words in done.stdout
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<?xml")
    (listed,) = json.loads(call("tactics", "polynomial", "--json").stdout)["tactics"]
    assert listed["name"] == "polynomial"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("boulwar",), "there is no tactic 'boulwar'; did you mean 'boulware'?"),
        (("--plot", "a.svg"), "--plot draws one tactic; name it"),
        (("linear", "--plot", "a.txt"), "must end in .png or .svg or .pdf"),
    ],
)
def test_tactics_refuses_what_it_cannot_explain_or_draw(arguments, message):
    refused = call("tactics", *arguments)
    assert refused.exit_code == 2
    assert message in refused.stderr


# ---- bad input -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere.toml"], "there is no such file"),
        (["run", "trump_ear"], "did you mean 'trump_era'"),
        (["run", "BOAT", "--set", "calendar.horizno=2024-04-01"], "calendar.horizon"),
        (["run", "BOAT", "--set", "calendar.horizon"], "give a path and a value"),
        (["run", "BOAT", "--set", "calendar.horizon=2020-01-01"], "horizon"),
        (["run", "BOAT", "--plot", "a.bmp"], "must end in .png or .svg or .pdf"),
        (["run", "BOAT", "--plot", "no/such/folder/a.png"], "does not exist; create it first"),
        (["run", "BOAT", "--report", "a.png"], "must end in .html"),
        (["run", "BOAT", "--json", "--pace", "1"], "--pace cannot be combined with --json"),
        (["run", "BOAT", "--seed", "-1"], "'--seed'"),
        (["run", "BOAT", "--seed", "many"], "'--seed'"),
        (["run", "BOAT", "--seed", str(2**70)], "out of range"),
        (["run", "BINARY"], "binary"),
        (["zones", "BOAT", "--on", "2024-13-01"], "not a date; write it as"),
        (["zones", "BOAT", "--on", "2030-01-01"], "outside the scenario's dates"),
        (["validate"], "FILE"),
        (["rum"], "rum"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_is_refused_with_a_message_and_exit_2(arguments, message, boat, tmp_path):
    (tmp_path / "binary.toml").write_bytes(bytes(range(256)))
    names = {"BOAT": str(boat), "BINARY": str(tmp_path / "binary.toml")}
    outcome = call(*(names.get(argument, argument) for argument in arguments))
    assert outcome.exit_code == 2
    assert message in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert outcome.stdout == ""


def test_an_interruption_ends_with_130_and_no_traceback(boat, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "run", interrupted)
    outcome = call("run", boat)
    assert outcome.exit_code == INTERRUPTED == 130
    assert outcome.stderr.strip() == "interrupted"


def test_a_bug_keeps_its_traceback(boat, monkeypatch):
    monkeypatch.setattr(engine, "run", lambda *_, **__: 1 / 0)
    outcome = call("run", boat)
    assert outcome.exit_code == 1
    assert isinstance(outcome.exception, ZeroDivisionError)


# ---- as a process --------------------------------------------------------------------------------------------


def test_ctrl_c_in_a_terminal_ends_with_130(boat):
    child = process("run", boat, "--pace", 3600)
    assert child.stdout.readline()
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in errors


def test_a_reader_who_leaves_early_hears_no_complaint(boat):
    child = process("schema")
    child.stdout.read(1)
    child.stdout.close()
    errors = child.stderr.read()
    child.stderr.close()
    assert (child.wait(timeout=60), errors) == (0, b"")


def test_a_narrow_terminal_and_an_old_encoding_are_served(boat):
    environment = {**os.environ, "COLUMNS": "40", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    out, errors = process("run", boat, env=environment).communicate(timeout=60)
    assert errors == b""
    assert max(map(len, out.decode("ascii").splitlines())) <= 40


def test_help_and_version_import_nothing_heavy():
    code = (
        "import sys, negosim.cli\n"
        f"sys.argv = ['negosim', sys.argv[1]]\n"
        "try:\n    negosim.cli.main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    for option in ("--help", "--version"):
        done = subprocess.run([sys.executable, "-c", code, option], capture_output=True, text=True, check=True)
        assert done.stderr.strip() == "[]"
        assert negosim.__version__ in done.stdout or "zones" in done.stdout


@pytest.mark.parametrize("group", [(), ("exercise",)])
def test_the_list_of_commands_has_whole_sentences(group):
    assert "..." not in call(*group, "--help").stdout.partition("Commands:")[2]


def test_the_help_of_a_choice_explains_values_that_exist():
    options = [
        option
        for command in get_command(application()).commands.values()
        for option in command.params
        if re.fullmatch(r"[a-z]+(\|[a-z]+)+", option.metavar or "")
    ]
    explained = {option.metavar: re.findall(r"([a-z]+): ", option.help) for option in options}
    assert explained["learn|class|exam"] == [level.name for level in LEVELS]
    assert all(set(names) <= set(choice.split("|")) for choice, names in explained.items())


STOPPED = """
import sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "negosim.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from negosim.__main__ import main
main()
"""


def test_ctrl_c_before_the_commands_are_there_is_no_traceback():
    done = subprocess.run([sys.executable, "-c", STOPPED], capture_output=True, text=True, check=False)
    assert done.returncode == INTERRUPTED
    assert done.stderr == ""
