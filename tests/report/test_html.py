"""The HTML page: well formed, self-contained, escaped."""

import re
from html.parser import HTMLParser

from negosim.report import tell_run
from negosim.report.html import page_of_run
from tests.report.case import PAIR, told


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
    result, found = told(*case)
    return page_of_run(tell_run(result, found), result=result, zones=found)


def test_the_page_is_well_formed_and_says_what_the_telling_says():
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


def test_the_same_run_gives_the_same_page():
    assert page() == page()
