"""The commands for sweeps, through the command line."""

import json

import pytest
from typer.testing import CliRunner

from negosim.cli import application
from negosim.report.sweeps.digits import percent, percent_ends
from negosim.study import query as ask
from negosim.study import summary as read_summary

runner = CliRunner()
RESERVATION = "delegations.washington.stances.trump.reservation"
BUYER = "delegations.buyer.stances.buyer.reservation"


def call(*arguments):
    return runner.invoke(application(), [str(argument) for argument in arguments], env={"COLUMNS": "100"})


def json_of(*arguments):
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("cli") / "s"
    json_of("sweep", "used_car", "-n", 200, "--vary", f"{BUYER}=9000:13000:3", "--out", place)
    return place


def test_sweep_and_summary_agree(folder):
    swept = json_of("sweep", "used_car", "-n", 200, "--vary", f"{BUYER}=9000:13000:3", "--out", folder)
    read = json_of("summary", folder)
    assert swept == read
    assert [point["set"][BUYER] for point in read["points"]] == [9000, 11000, 13000]
    assert read["digest"] == read_summary(folder).digest
    assert all(point["n"] == 200 for point in read["points"])


def test_the_table_has_a_line_per_point(folder):
    text = call("summary", folder, "--before", "2030-01-01").stdout
    for point in read_summary(folder).points:
        assert percent(point.agreed) in text
        assert percent_ends(point.agreed.interval) in text
    assert BUYER in text


def test_the_table_of_one_point_has_its_estimates():
    text = call("sweep", "trump_era", "-n", 40, "--before", "2021-01-20").stdout
    assert "Agreed before 2021-01-20" in text
    assert "increase" in text
    assert "utility of Seoul" in text
    assert "95 % interval" in text


@pytest.mark.parametrize(
    "command",
    [("sweep", "-n", 5), ("compare", "-n", 5), ("tournament", "-n", 5), ("sensitivity", "-n", 5, "--samples", 2)],
    ids=lambda command: command[0],
)
def test_what_a_scenario_says_to_no_effect_is_warned_of_once(command, tmp_path):
    path = tmp_path / "idle.toml"
    idle = "[delegations.buyer.stances.buyer]\ndeadline = 2015-01-01\n[lapse]\ncost = { buyer = 0.1 }\n"
    path.write_text(f'extends = "used_car"\n{idle}', encoding="utf-8")
    result = call(*command, path, *([path] if command[0] == "compare" else []), "--json")
    assert result.exit_code == 0, result.output
    assert sorted(line.split(": ")[2] for line in result.stderr.splitlines() if line.startswith("warning: ")) == [
        "delegations.buyer.stances.buyer.deadline",
        "lapse.cost.buyer",
    ]


def test_the_cost_of_a_lapse_has_a_line_of_its_own():
    text = call("compare", "sma11", "sma12", "-n", 20).stdout
    assert "surplus of" in text
    assert "lapse cost of" not in text
    text = call("sweep", "wage_strike", "-n", 20).stdout
    assert "lapse cost of" in text


def test_what_was_never_seen_is_printed_with_what_it_may_be(tmp_path):
    text = call("sweep", "used_car", "-n", 200, "--set", f"{BUYER}=4000").stdout
    assert "Agreed: 0.00 % (95 %: 0 to 1.8 %)" in text
    assert "No replicate agreed" in text


def test_few_agreements_are_said_to_be_few():
    assert "Only 3 agreements" in call("sweep", "used_car", "-n", 3).stdout


def test_a_setting_is_the_same_as_a_point():
    by_set = json_of("sweep", "used_car", "-n", 50, "--set", f"{BUYER}=9500")
    by_vary = json_of("sweep", "used_car", "-n", 50, "--vary", f"{BUYER}=9500")
    assert by_set["points"][0]["outcome"] == by_vary["points"][0]["outcome"]


def test_a_dry_run_runs_nothing(tmp_path):
    result = json_of(
        "sweep", "sma11", "-n", 1000, "--vary", f"{RESERVATION}=20:40:5", "--dry-run", "--out", tmp_path / "s"
    )
    assert (result["points"], result["replicates"]) == (5, 5000)
    assert result["seconds"] > 0
    assert result["bytes"] > 5000
    assert not (tmp_path / "s").exists()
    assert "5,000" in call("sweep", "sma11", "-n", 1000, "--vary", f"{RESERVATION}=20:40:5", "--dry-run").stdout


def test_a_sweep_begins_with_how_it_reads_its_ranges():
    for text in ("20:40:5", "20:42:by5"):
        result = call("sweep", "sma11", "-n", 3, "--vary", f"{RESERVATION}={text}")
        assert result.stderr.splitlines()[0] == "washington trump reservation: 5 points from 20 to 40"


def test_query_prints_what_python_gets(folder):
    sql = "SELECT point, count(*) AS n FROM replicates GROUP BY point ORDER BY point"
    assert json_of("query", folder, sql) == ask(folder, sql).as_dict()
    assert "3 rows" in call("query", folder, sql).stdout


def test_query_leaves_the_limits_of_the_process_as_they_were(folder):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    call("query", folder, "SELECT count(*) FROM replicates")
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_replay_prints_the_row_that_is_stored(folder):
    row = ask(folder, "SELECT * FROM replicates WHERE point = 1 AND replicate = 17").rows()[0]
    result = json_of("replay", folder, "--point", 1, "--replicate", 17)
    assert result["agreed"] == row["agreed"]
    assert result["rounds"] == row["rounds"]
    assert (result["terms"] or {"price": None})["price"] == row["price"]
    replayed = call("replay", folder, "--point", 1, "--replicate", 17)
    assert "replicate 17" in replayed.stdout
    assert not replayed.stderr


def test_replay_says_that_aggregates_have_no_row_to_compare(tmp_path):
    json_of("sweep", "used_car", "-n", 20, "--aggregate", "--out", tmp_path / "s")
    replayed = call("replay", tmp_path / "s")
    assert "used_car, seed 0, replicate 0" in replayed.stdout
    assert "no row with which to compare" in replayed.stderr


def test_compare_sensitivity_and_tournament_print_json_and_tables(tmp_path):
    compared = ("compare", "sma11", "trump_era", "-n", 60)
    assert json_of(*compared)["points"][0]["agreed"]["n"] == 60
    assert "B - A" in call(*compared).stdout
    low, high = json_of(*compared)["points"][0]["agreed"]["interval"]
    assert -1.0 <= low < high <= 1.0
    weighed = ("sensitivity", "used_car", "--samples", 16, "-n", 10)
    assert set(json_of(*weighed)["outputs"]) <= {"agreed", "utility.seller", "utility.buyer", "lapse_days", "price"}
    assert BUYER in call(*weighed, "--plot", tmp_path / "bars.png").stdout
    assert (tmp_path / "bars.png").stat().st_size > 1000
    met = ("tournament", "used_car", "--tactics", "linear, boulware", "-n", 30)
    assert json_of(*met)["tactics"] == ["linear", "boulware"]
    given = ("tournament", "used_car", "--tactics", "polynomial(beta=2, k=0.1), linear", "-n", 5)
    assert json_of(*given)["tactics"] == ["polynomial(beta=2, k=0.1)", "linear"]
    assert "Nash equilibria" in call(*met).stdout


@pytest.mark.parametrize("varied", [0, 1, 2])
def test_a_figure_is_written(tmp_path, varied):
    axes = [f"{BUYER}=9000:13000:3", "delegations.seller.stances.seller.tactic.kind=polynomial,boulware"][:varied]
    arguments = [part for axis in axes for part in ("--vary", axis)]
    result = call("sweep", "used_car", "-n", 60, *arguments, "--plot", tmp_path / "f.svg")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "f.svg").read_text(encoding="utf-8").count("<path") > 10


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sweep", "sma11", "--precision", "agred=0.1"], "did you mean 'agreed'"),
        (["sweep", "sma11", "--precision", "0"], "above 0"),
        (["sweep", "sma11", "-n", "0"], "give a whole number from 1"),
        (["sweep", "sma11", "-n", "-3"], "give a whole number from 1"),
        (["sweep", "sma11", "--vary", "protocol.exchange=1,2"], "did you mean 'protocol.exchanges'"),
        (["sweep", "sma11", "--vary", f"{RESERVATION}=20:40:0"], "'0' is not a number of points"),
        (["sweep", "sma11", "--vary", RESERVATION], "give a path and its values"),
        (["sweep", "sma11", "--design", "sobel"], "did you mean 'sobol'"),
        (["sweep", "sma11", "--before", "soon"], "not a date; write it as"),
        (["sweep", "sma11", "--plot", "x.bmp"], "the name of a figure must end in .png or .svg or .pdf"),
        (["sweep", "sma11", "--out", "/dev/null"], "this is a file"),
        (["sweep", "sma11", "--dask", "tcp://127.0.0.1:9"], "no scheduler at this address"),
        (["sweep", "sma12345"], "no shipped scenario"),
        (["summary", "nowhere"], "this folder does not exist"),
        (["query", "nowhere", "SELECT 1"], "this folder does not exist"),
        (["replay", "nowhere"], "this folder does not exist"),
        (["compare", "sma11", "nowhere"], "no shipped scenario"),
        (["tournament", "sma11", "--tactics", "liner"], "did you mean 'linear'"),
        (["sensitivity", "sma11", "--samples", "3"], "power of two"),
    ],
)
def test_what_is_wrong_is_printed_without_a_traceback(arguments, words, monkeypatch):
    monkeypatch.setattr("negosim.study.sweeps.clusters.PATIENCE", 0.5)
    result = call(*arguments)
    assert result.exit_code == 2, result.output
    assert words in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_best_response_prints_the_parameters_and_the_same_as_json():
    search = ("best-response", "used_car", "--as", "buyer", "--tactic", "boulware", "--vary", "beta=0.1:1", "-n", 40)
    result = json_of(*search)
    assert 0.1 <= result["parameters"]["beta"] <= 1.0
    printed = CliRunner().invoke(application(), [str(argument) for argument in search])
    assert f"{result['parameters']['beta']:.4g}" in printed.stdout


@pytest.fixture
def rows(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(f"{BUYER}\n9000\n12000\n", encoding="utf-8")
    return file


def test_a_table_is_summarised_over_its_rows(rows):
    data = json_of("sweep", "used_car", "--table", rows, "-n", 50, "--seed", 1)
    assert (data["rows"], data["replicates"], data["common"]) == (2, 50, True)
    assert data["table"][BUYER]["median"] == 10500.0
    output = call("sweep", "used_car", "--table", rows, "--fresh").stdout
    assert "rows: 2, replicates of each: 1, seed 0, fresh random numbers for each row" in output
    assert "reservation" in output


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--vary", f"{BUYER}=1,2"], "cannot be combined with --vary"),
        (["--dry-run", "--plot", "a.png"], "cannot be combined with --dry-run and --plot"),
        (["--set", f"{BUYER}x=1"], "did you mean"),
        (["-n", 0], "replicates"),
    ],
)
def test_what_does_not_go_with_a_table_is_refused(rows, options, problem):
    result = call("sweep", "used_car", "--table", rows, *options)
    assert result.exit_code == 2
    assert problem in result.output


def test_mistakes_in_a_table_are_named_without_a_traceback(rows):
    rows.write_text(f"{BUYER}\n9000\n1e9\n", encoding="utf-8")
    result = call("sweep", "used_car", "--table", rows)
    assert result.exit_code == 2
    assert f"{rows}, row 2, column '{BUYER}': " in result.output
    assert call("sweep", "used_car", "--fresh").exit_code == 2
