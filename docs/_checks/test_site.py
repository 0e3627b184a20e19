"""The pages as they are built: every link within them leads somewhere, and axe-core finds nothing."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from tests.browser import chromium, shown, violations

__all__ = ["chromium", "shown"]  # fixtures

LOOKED_AT = (
    "index",
    "install",
    "gallery",
    "tutorial/ten-minutes",
    "explanation/sma-record",
    "textbook/solutions",
    "textbook/zones",
    "how-to/sweep",
    "reference/commands",
    "reference/generated/negosim.engine",
)


class Links(HTMLParser):
    """What a page refers to, and the places in it that can be referred to."""

    def __init__(self, page):
        super().__init__()
        self.links, self.ids = set(), set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        self.links |= {given[name] for name in ("href", "src") if given.get(name)}


@pytest.fixture(scope="session")
def pages(site):
    return {page: Links(page) for page in site.rglob("*.html") if "_static" not in page.parts}


def target_of(page, link):
    """Return the file and the place to which a link within the site leads; nothing for others."""
    address, place = urldefrag(link)
    if urlsplit(address).scheme:
        return None
    return (page.parent / unquote(urlsplit(address).path)).resolve() if address else page, unquote(place)


def is_source(page):
    """Return whether a page is source code; its links back to a name that two pages describe lead to the page only."""
    return "_modules" in page.parts


def test_every_link_leads_to_a_page_and_a_place_in_it(pages, site):
    broken = []
    for page, result in pages.items():
        for file, place in filter(None, (target_of(page, link) for link in result.links)):
            if not file.is_file():
                broken.append(f"{page.relative_to(site)}: there is no {file}")
            elif place and file in pages and place not in pages[file].ids and not is_source(page):
                broken.append(f"{page.relative_to(site)}: {file.relative_to(site)} has no '{place}'")
    assert not broken, "\n".join(broken)


def test_no_page_fetches_anything_from_elsewhere(pages, site):
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for mark in ('src="http', 'src="//', 'rel="stylesheet" href="http', "@import"):
            assert mark not in text, f"{page.relative_to(site)}: {mark}"


def test_every_column_of_a_table_has_a_heading(site):
    empty = re.compile(r'<th class="head[^"]*">\s*(<p>\s*</p>)?\s*</th>')
    pages = (page for page in site.rglob("*.html") if not is_source(page))
    assert [str(page.relative_to(site)) for page in pages if empty.search(page.read_text(encoding="utf-8"))] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_has_no_violation_of_accessibility_and_fits_a_phone(site, name, shown):
    assert violations(shown(site / f"{name}.html")) == []
