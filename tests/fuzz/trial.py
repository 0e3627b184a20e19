"""One damaged scenario file put to the commands and, where it is valid, to the drivers."""

import contextlib
import signal
import time
from typing import NamedTuple

from typer.testing import CliRunner

from negosim import files
from negosim.batch.agreement import differences
from negosim.batch.drivers import replicate_columns
from negosim.cli import application
from negosim.rules.lower import lower
from negosim.study.parity import engine_columns

LONGEST_SECONDS = 10
EXITS = (0, 2, 130)
REPLICATES = 3
# Which commands a file is put to, by its number; every file is run.
COMMANDS = ((), ("validate",), ("zones",), ("run",), ("run", "--seed", "7", "--replicate", "3"))
APPLICATION = application()


class Trial(NamedTuple):
    """What came of a file: whether it is valid, how long it took, and what was wrong with how it was treated."""

    valid: bool
    seconds: float
    trouble: str


def trial(path, number):
    """Put a file to the commands and the drivers."""
    began = time.process_time()
    valid, trouble = False, ""
    try:
        with time_limit(LONGEST_SECONDS):
            valid, trouble = _treated(str(path), number)
    except TimeoutError:
        trouble = f"longer than {LONGEST_SECONDS} s"
    return Trial(valid, time.process_time() - began, trouble)


def _treated(path, number):
    code, trouble = _command("run", path, "--json")
    name, *options = COMMANDS[number % len(COMMANDS)] or ("validate",)
    if not trouble:
        _, trouble = _command(name, path, *options)
    if code == 0 and not trouble:
        trouble = _differences(path)
    return code == 0, trouble


def _command(name, path, *options):
    """Run a command; return its exit code, and what is wrong with how it ended."""
    done = CliRunner().invoke(APPLICATION, [name, path, *options])
    wrong = ""
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        wrong = f"{name}: {type(done.exception).__name__}: {done.exception}"
    elif done.exit_code not in EXITS:
        wrong = f"{name}: exit code {done.exit_code}"
    elif done.exit_code == 2 and not done.stderr.strip():
        wrong = f"{name}: refused without a word"
    elif not all(character.isprintable() or character.isspace() for character in done.stderr):
        wrong = f"{name}: a control code reaches the terminal"
    return done.exit_code, wrong


def _differences(path):
    lowered = lower(files.load(path))
    engine = engine_columns(lowered, 1, 0, REPLICATES)
    batch = replicate_columns(lowered, 1, 0, REPLICATES, driver="python")
    return "; ".join(f"engine and batch differ in {result.field}" for result in differences(engine, batch))


@contextlib.contextmanager
def time_limit(seconds):
    """Raise TimeoutError in what takes longer, of the processor's time, so that a busy machine is no trouble."""

    def too_long(signum, frame):
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
