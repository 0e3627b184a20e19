"""The progress of a sweep: a bar in a notebook and on a terminal, lines elsewhere."""

import io
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from negosim.study import sweep
from negosim.study.sweeps import progress


@pytest.fixture
def notebook():
    """A shell that has a kernel, as in Jupyter."""
    shell = InteractiveShell.instance()
    shell.kernel = object()
    yield shell
    InteractiveShell.clear_instance()


def test_in_a_notebook_a_sweep_shows_a_bar_and_removes_it_at_its_end(notebook):
    with capture_output() as cell:
        sweep("used_car", replicates=100, progress=True)
    shown = [output.data for output in cell.outputs]
    assert '<progress max="100" value="0"' in shown[1]["text/html"]
    assert "0 of 100 replicates" in shown[1]["text/html"]
    assert shown[-1] == {"text/plain": ""}
    assert cell.stderr == ""


def test_without_progress_a_notebook_stays_empty(notebook):
    with capture_output() as cell:
        sweep("used_car", replicates=100)
    assert not cell.outputs


def test_elsewhere_a_line_is_written_now_and_then(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(progress, "EVERY", 0.0)
    with progress.ProgressDisplay(200, 50, shown=True) as display:
        display.advance(50)
    lines = sys.stderr.getvalue().splitlines()
    assert lines[0] == "50 of 200 replicates"
    assert lines[1].startswith("100 of 200 replicates, ")
    assert lines[1].endswith(" left")


def test_on_a_terminal_there_is_a_bar(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    with progress.ProgressDisplay(200, 0, shown=True) as display:
        display.advance(200)
    assert "200 of 200 replicates" in sys.stderr.getvalue()
