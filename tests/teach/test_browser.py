"""Pages for a class in a browser: they fit a phone, and each slip fits on its paper."""

import re

import pytest

from negosim import files
from negosim.rules.lower import lower
from negosim.teach.brief.document import brief_document
from negosim.teach.brief.saving import write_brief
from negosim.teach.cohort.document import class_page
from negosim.teach.cohort.reading import cohort_from_table
from negosim.teach.slips import assigned_pairs, treatment_of
from negosim.teach.slips.page import slips_page
from tests.browser import PHONE, chromium, measured

pytestmark = pytest.mark.browser


def deals(folder):
    path = folder / "deals.csv"
    rows = "".join(f"{n},{8000 + 300 * n},{7000 + 700 * n},{'ab'[n % 2]}\n" for n in range(7))
    path.write_text(f"pair,price,first_offer,treatment.anchor\n{rows}", encoding="utf-8")
    return cohort_from_table(path, files.read("used_car"))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_slips_and_class_page_fit_a_phone(language, tmp_path):
    pairs = assigned_pairs(files.read("scoreable"), 1, treatments=[treatment_of("protocol.first=town|operator")])
    write_brief(
        brief_document(lower(files.load("sma11")), party="seoul", language=language),
        tmp_path / "brief.html",
        language=language,
    )
    brief = (tmp_path / "brief.html").read_text(encoding="utf-8")
    for page in (slips_page(pairs, language=language), class_page([deals(tmp_path)], language=language), brief):
        assert measured(page, tmp_path) == {"width": PHONE, "lang": language}


def test_each_role_of_each_pair_is_printed_on_two_pages_at_most(tmp_path):
    target, paper = tmp_path / "slips.html", tmp_path / "slips.pdf"
    target.write_text(slips_page(assigned_pairs(files.read("scoreable"), 3)), encoding="utf-8")
    chromium("--no-pdf-header-footer", f"--print-to-pdf={paper}", target.as_uri())
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", paper.read_bytes())
    assert 6 <= len(pages) <= 12
