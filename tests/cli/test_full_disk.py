"""Output that cannot be written is reported in a line."""

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


@pytest.mark.parametrize(
    "arguments",
    [["run", "used_car"], ["run", "used_car", "--json"], ["schema"], ["--help"], ["run", "--help"], ["--version"]],
)
def test_a_full_disk_is_printed_without_a_traceback(arguments):
    if not FULL.exists():
        pytest.skip("this system has no /dev/full")
    with FULL.open("w") as full:
        program = [sys.executable, "-m", "negosim", *arguments]
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("the output could not be written")
    assert "Traceback" not in done.stderr
