"""What holds for every test: steady random examples, no screen, and no silent skip in CI."""

import os
import signal
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).parent
IN_CI = bool(os.environ.get("CI"))

os.environ["MPLBACKEND"] = "Agg"

# A run in the background of a script ignores Ctrl-C, and its children would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A test does not time, so no deadline; in CI the examples are the same on every run.
settings.register_profile("negosim", deadline=None, derandomize=IN_CI)
settings.load_profile("negosim")


# NegMAS is under the AGPL and has an environment of its own (.ci/run), in which its tests are run.
collect_ignore = [] if find_spec("negmas") else ["negmas"]
# So have the packages that the how-to pages name.
collect_ignore += [] if all(map(find_spec, ("SALib", "arviz", "ema_workbench"))) else ["analysts"]

# What the quick part (-m "not slow") leaves out as a whole: it compiles, starts many processes or draws many examples.
SLOW = (
    "batch/",
    "classroom/",
    "cli/test_completion",
    "cli/test_programs",
    "cli/test_sweeps",
    "compile/test_cache",
    "compile/test_faults",
    "compile/test_random_programs",
    "docs/test_axiom_table",
    "docs/test_code_blocks",
    "docs/test_exercise_pages",
    "docs/test_figures",
    "docs/test_recipe_of_a_tactic",
    "docs/test_scenario_file_page",
    "engine/test_run",
    "files/test_drawn_documents",
    "files/test_made",
    "files/test_overriding",
    "files/test_tactics",
    "forecast/",
    "games/",
    "programs/",
    "report/test_any_scenario",
    "report/test_figures",
    "report/test_html",
    "report/test_theory_figures",
    "rl/",
    "rules/tactics/test_contract",
    "rules/test_draws",
    "rules/test_luck",
    "rules/test_properties",
    "rules/test_ratification",
    "rules/test_records",
    "rules/test_rejections",
    "rules/test_search",
    "scenarios/test_documentation",
    "scenarios/test_front_page",
    "scenarios/test_sma11",
    "solve/test_axioms",
    "study/",
    "teach/brief/test_document",
    "teach/cohort/",
    "teach/course/test_answers",
    "teach/course/test_catalogue",
    "teach/course/test_exercise_command",
    "teach/course/test_notebook",
    "teach/debrief/",
    "teach/play/",
    "teach/test_browser",
    "test_conftest",
    "zopa/",
)


def pytest_collection_modifyitems(items):
    """Mark what is slow as a whole."""
    for item in items:
        if str(item.path.relative_to(HERE)).startswith(SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skipped test into a failed one where CI is set."""
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """Likewise for a module that skips itself as a whole."""
    return _refuse_skip((yield))


def _refuse_skip(report):
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"A skip is a failure where CI is set, and this was one. {reason}"
    return report
