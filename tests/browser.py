"""Pages in a headless chromium: their width on a phone, and what axe-core finds wrong with them."""

import html
import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

PHONE, DESKTOP = 390, 1280
LIGHT, DARK = "1", "0"  # as blink names them
# A page is shown in a frame of the wanted width, as a window of a phone's width cannot be opened everywhere.
FRAME = """<!DOCTYPE html><meta charset="utf-8">
<iframe style="width:{width}px;height:4000px;border:0" srcdoc="{page}"></iframe>
<script>window.onmessage = (event) => {{ document.body.textContent = "@@" + event.data + "@@"; }};</script>
"""
MEASURE = """<script>
const report = () => parent.postMessage(JSON.stringify(
  {width: document.documentElement.scrollWidth, lang: document.documentElement.lang}), "*");
window.addEventListener("load", report);
</script>
"""
AXE = """<script>%s</script>
<script>
const name = (violation) => `${violation.id}: ${violation.nodes[0].html}`;
window.addEventListener("load", () => axe.run(document, {resultTypes: ["violations"]}).then(
  (found) => parent.postMessage(JSON.stringify(found.violations.map(name)), "*")));
</script>
"""


def chromium(*words):
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no chromium here")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
    return subprocess.run([program, *quiet, *words], capture_output=True, text=True, check=True, timeout=120).stdout


def measured(page, folder):
    """Return how wide a page is on a phone, and its language."""
    return _reported(page, MEASURE, folder, PHONE, LIGHT)


def violations(page, folder, *, width=DESKTOP, scheme=LIGHT):
    """Return the violations of accessibility that axe-core finds in a page.

    Parameters
    ----------
    page : str
        The page, as HTML.
    folder : Path
        Where files to which the page refers are found.
    """
    pytest.importorskip("axe_core_python")
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    return _reported(page, AXE % axe.replace("</script", "<\\/script"), folder, width, scheme)


def _reported(page, script, folder, width, scheme):
    settings = (f"--blink-settings=preferredColorScheme={scheme}", "--virtual-time-budget=20000")
    with NamedTemporaryFile(mode="w", encoding="utf-8", dir=folder, suffix=".html") as outer:
        outer.write(FRAME.format(width=width, page=html.escape(page + script)))
        outer.flush()
        shown = chromium(*settings, "--window-size=1400,1000", "--dump-dom", Path(outer.name).as_uri())
    return json.loads(html.unescape(re.search(r"@@(.*?)@@", shown, re.DOTALL)[1]))
