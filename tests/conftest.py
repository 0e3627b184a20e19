"""What holds for every test: steady random examples, no screen, and no silent skip in CI."""

import os
import signal

import pytest
from hypothesis import settings

IN_CI = bool(os.environ.get("CI"))

os.environ["MPLBACKEND"] = "Agg"

# A run in the background of a script ignores Ctrl-C, and its children would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A test does not time, so no deadline; in CI the examples are the same on every run.
settings.register_profile("negosim", deadline=None, derandomize=IN_CI)
settings.load_profile("negosim")


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
