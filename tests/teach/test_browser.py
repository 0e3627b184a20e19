"""Pages for a class in a browser: they fit a phone, and each slip fits on its paper."""

import re

import pytest
from typer.testing import CliRunner

from negosim import files
from negosim.cli import application
from negosim.rules.lower import lower
from negosim.teach.brief.document import brief_document
from negosim.teach.brief.saving import write_brief
from negosim.teach.cohort.document import class_page
from negosim.teach.cohort.reading import cohort_from_table
from negosim.teach.slips import assigned_pairs, treatment_of
from negosim.teach.slips.page import slips_page
from tests.browser import chromium, shown, violations

pytestmark = pytest.mark.browser
__all__ = ["chromium", "shown"]  # fixtures


def deals(folder):
    path = folder / "deals.csv"
    rows = "".join(f"{n},{8000 + 300 * n},{7000 + 700 * n},{'ab'[n % 2]}\n" for n in range(7))
    path.write_text(f"pair,price,first_offer,treatment.anchor\n{rows}", encoding="utf-8")
    return cohort_from_table(path, files.read("used_car"))


@pytest.fixture(scope="module", params=["en", "ko"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def pages(language, tmp_path_factory):
    """Return what a class reads: slips, briefs, its results, and the debrief of a game."""
    folder = tmp_path_factory.mktemp("pages")
    pairs = assigned_pairs(files.read("scoreable"), 1, treatments=[treatment_of("protocol.first=town|operator")])
    brief = brief_document(lower(files.load("sma11")), party="seoul", language=language)
    write_brief(brief, folder / "brief.html", language=language)
    game = folder / "game.json"
    words = ["play", "used_car", "--as", "buyer", "--lang", language, "--save", str(game)]
    played = CliRunner().invoke(
        application(), [*words, "--report", str(folder / "debrief.html")], input="7000\n9000\n9200\n9400\na\n"
    )
    assert played.exit_code == 0, played.output
    (folder / "slips.html").write_text(slips_page(pairs, language=language), encoding="utf-8")
    (folder / "class.html").write_text(class_page([deals(folder)], language=language), encoding="utf-8")
    return sorted(folder.glob("*.html"))


def test_pages_of_a_class_have_no_violation_of_accessibility_and_fit_a_phone(pages, language, shown):
    for path in pages:
        page = shown(path)
        assert violations(page) == [], path.name
        assert page.evaluate("document.documentElement.lang") == language


def test_each_role_of_each_pair_is_printed_on_two_pages_at_most(shown, tmp_path):
    target = tmp_path / "slips.html"
    target.write_text(slips_page(assigned_pairs(files.read("scoreable"), 3)), encoding="utf-8")
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", shown(target).pdf(prefer_css_page_size=True))
    assert 6 <= len(pages) <= 12
