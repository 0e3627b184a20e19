"""The HTML page: well formed, self-contained, escaped."""

import re
from html.parser import HTMLParser

import pytest
from typer.testing import CliRunner

import negosim
from negosim.cli import application
from negosim.report import describe_run
from negosim.report.html import page as html_page
from negosim.report.illustrations import illustrate_run
from tests.report.case import PAIR, described


class Outline(HTMLParser):
    """Collects elements, and checks that each is closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(*case):
    result, returned = described(*case)
    return html_page(describe_run(result, returned), illustrate_run(result, returned))


def test_the_page_is_well_formed_and_says_what_the_description_says():
    text = page()
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    for words in ("A boat", "Round 1", "620 crowns", "What really happened", "They shook hands on 600."):
        assert words in text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_fetches_nothing_and_runs_nothing():
    outline = Outline()
    outline.feed(page())
    for tag, attributes in outline.seen:
        assert tag not in {"script", "link", "iframe", "img"}
        for name in ("src", "href", "xlink:href"):
            assert (attributes.get(name) or "#").startswith(("#", "data:"))


def test_every_picture_has_words_and_a_table_for_those_who_cannot_see_it():
    outline = Outline()
    outline.feed(page())
    figures = [attributes for tag, attributes in outline.seen if tag == "figure"]
    assert len(figures) == 2
    assert all(attributes["role"] == "img" and attributes["aria-label"] for attributes in figures)
    assert [tag for tag, _ in outline.seen].count("details") == len(figures)


def test_text_of_the_scenario_is_escaped():
    text = page(PAIR, "pair")
    assert "<h1>Rent &amp; &lt;terms&gt;</h1>" in text
    assert not re.search(r"<terms>", text)


def test_no_line_ends_within_a_date_of_a_sentence_or_a_table():
    text = page()
    sentence = re.search(r"Agreement on .*?\.", text).group()
    assert re.search(r'<span class="date">\d{4}-\d{2}-\d{2}</span>', sentence)
    assert not re.search(r"<td>[^<]*\d{4}-\d{2}-\d{2}", text)


def test_the_same_run_gives_the_same_page():
    assert page() == page()


REPORTS = {
    "run": ["run", "used_car", "--seed", "3"],
    "zones": ["zones", "sma11_package"],
    "sweep": ["sweep", "used_car", "-n", "40"],
    "sweep over values": ["sweep", "used_car", "-n", "20", "--vary", "calendar.horizon=2025-05-10,2025-05-11"],
    "compare": ["compare", "trump_era", "biden_era", "-n", "20"],
    "sensitivity": ["sensitivity", "used_car", "--samples", "4", "-n", "4"],
    "tournament": ["tournament", "used_car", "-n", "4", "--tactics", "linear,conceder"],
}


def report_of(arguments, path):
    outcome = CliRunner().invoke(application(), [*arguments, "--report", str(path)])
    assert outcome.exit_code == 0, outcome.stderr
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", REPORTS.values(), ids=REPORTS)
def test_a_report_stands_alone_and_says_how_to_make_it_again(arguments, tmp_path):
    text = report_of(arguments, tmp_path / "report.html")
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in outline.seen}
    figures = [attributes for tag, attributes in outline.seen if tag == "figure"]
    assert figures
    assert all(len(attributes["aria-label"].split()) > 5 for attributes in figures)
    assert len(re.findall("Data of this figure", text)) == len(figures)
    assert f"By negosim {negosim.__version__}" in text
    for word in arguments:
        assert word in text
    assert "report.html" in text
    assert str(tmp_path) not in text


def test_a_report_holds_the_scenario_with_all_that_it_extends_and_what_was_set(tmp_path):
    text = report_of(["run", "trump_era", "--set", "calendar.horizon=2020-12-31"], tmp_path / "a.html")
    assert "horizon = 2020-12-31" in text
    assert "extends" not in re.search(r"<summary>The scenario</summary>\n<pre>(.*?)</pre>", text, re.DOTALL).group(1)


def test_the_command_of_a_report_makes_the_same_report(tmp_path):
    first = report_of(["zones", "used_car", "--seed", "2"], tmp_path / "a.html")
    command = re.sub("<.*?>", "", re.search(r"again:</p>\n<pre>negosim (.*?)</pre>", first).group(1)).split()
    assert command == ["zones", "used_car", "--seed", "2", "--report", "a.html"]
    assert report_of(command[:-2], tmp_path / "a.html") == first


@pytest.mark.parametrize("name", ["compare", "tournament"])
def test_a_comparison_and_a_tournament_can_be_plotted(name, tmp_path):
    outcome = CliRunner().invoke(application(), [*REPORTS[name], "--plot", str(tmp_path / "a.svg")])
    assert outcome.exit_code == 0, outcome.stderr
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")
