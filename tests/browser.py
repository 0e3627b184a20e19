"""Pages in a headless chromium: what axe-core finds wrong with them, and whether they fit a phone."""

import shutil
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

import pytest

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
# Colours depend on the scheme and the layout on the width, so two pairs show every page in both of each.
SEEN = ((PHONE, "dark"), (DESKTOP, "light"))


@contextmanager
def browser():
    """Start the installed chromium."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("there is no chromium here")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def shown(chromium):
    """Return a function that shows a file, and returns the page."""
    page = chromium.new_page()

    def show(path):
        page.set_viewport_size(PHONE)  # some pages look only when they are loaded which of their parts scroll
        page.goto(path.as_uri())
        return page

    return show


@cache
def axe():
    """Return the program axe-core."""
    package = pytest.importorskip("axe_core_python")
    return (files(package.__name__) / "axe.min.js").read_text(encoding="utf-8")


def violations(page):
    """Return what axe-core finds on a page with everything unfolded, and where it is wider than the window."""
    seen = []
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for size, scheme in SEEN:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        report = _report(page)
        seen += [f"{scheme} {each['id']}: {each['nodes'][0]['html']}" for each in report["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            seen.append(f"{scheme}: the page is {wide} px wide")
    return seen


def _report(page):
    """Return the report of axe-core; a page that was loaded again in the meantime is checked again."""
    from playwright.sync_api import Error

    for _ in range(5):
        try:
            page.evaluate(axe())
            return page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        except Error as error:
            if "navigation" not in str(error):
                raise
            page.wait_for_load_state()
    raise AssertionError("the page is loaded again and again")
