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
from tests.browser import DARK, DESKTOP, LIGHT, PHONE, chromium, measured, violations

pytestmark = pytest.mark.browser


def deals(folder):
    path = folder / "deals.csv"
    rows = "".join(f"{n},{8000 + 300 * n},{7000 + 700 * n},{'ab'[n % 2]}\n" for n in range(7))
    path.write_text(f"pair,price,first_offer,treatment.anchor\n{rows}", encoding="utf-8")
    return cohort_from_table(path, files.read("used_car"))


@pytest.fixture(params=["en", "ko"])
def language(request):
    return request.param


@pytest.fixture
def pages(language, tmp_path):
    """Return what a class reads: slips, briefs, its results, and the debrief of a game."""
    pairs = assigned_pairs(files.read("scoreable"), 1, treatments=[treatment_of("protocol.first=town|operator")])
    brief = brief_document(lower(files.load("sma11")), party="seoul", language=language)
    write_brief(brief, tmp_path / "brief.html", language=language)
    game = tmp_path / "game.json"
    words = ["play", "used_car", "--as", "buyer", "--lang", language, "--save", str(game)]
    played = CliRunner().invoke(
        application(), [*words, "--report", str(tmp_path / "debrief.html")], input="7000\n9000\n9200\n9400\na\n"
    )
    assert played.exit_code == 0, played.output
    return {
        "slips": slips_page(pairs, language=language),
        "class": class_page([deals(tmp_path)], language=language),
        **{name: (tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in ("brief", "debrief")},
    }


def test_pages_of_a_class_fit_a_phone(pages, language, tmp_path):
    for name, page in pages.items():
        assert measured(page, tmp_path) == {"width": PHONE, "lang": language}, name


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, DARK), (DESKTOP, LIGHT)])
def test_pages_of_a_class_have_no_violation_of_accessibility(pages, width, scheme, tmp_path):
    for name, page in pages.items():
        assert violations(page, tmp_path, width=width, scheme=scheme) == [], name


def test_each_role_of_each_pair_is_printed_on_two_pages_at_most(tmp_path):
    target, paper = tmp_path / "slips.html", tmp_path / "slips.pdf"
    target.write_text(slips_page(assigned_pairs(files.read("scoreable"), 3)), encoding="utf-8")
    chromium("--no-pdf-header-footer", f"--print-to-pdf={paper}", target.as_uri())
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", paper.read_bytes())
    assert 6 <= len(pages) <= 12
