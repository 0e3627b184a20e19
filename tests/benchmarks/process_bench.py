"""CPU seconds of whole processes with warm byte-code: what a person waits for at the command line."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NEGMAS = ROOT / ".venv-negmas" / "bin" / "negmas"
REPEATS = 7
COMMANDS: tuple[tuple[tuple[str, ...], float | None], ...] = (
    (("--help",), 0.2),
    (("run", "scenarios/trump_era.toml"), 0.6),
    (("run", "scenarios/trump_era.toml", "--json"), None),
    (("zones", "scenarios/trump_era.toml"), None),
    (("validate", "scenarios/sma11.toml"), None),
    (("sweep", "sma11", "-n", "100000", "--aggregate"), None),
)


def measure() -> list[dict[str, Any]]:
    """Measure each command, in turns; NegMAS's command is the peer of ours without arguments that do anything."""
    commands = {words: [sys.executable, "-m", "negosim", *words] for words, _ in COMMANDS}
    if NEGMAS.exists():
        commands["negmas",] = [str(NEGMAS), "--help"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        seconds: dict[tuple[str, ...], list[float]] = {words: [] for words in commands}
        for repeat in range(REPEATS + 1):
            for words, command in commands.items():
                spent = cpu_seconds(command, environment)
                if repeat:  # the first one writes the byte-code
                    seconds[words].append(spent)
    peer = statistics.median(seconds["negmas",]) if NEGMAS.exists() else None
    return [
        {
            "name": f"`negosim {' '.join(words)}`",
            "figure": statistics.median(seconds[words]),
            "unit": "s",
            "target": target,
            "better": "lower",
            "peer": peer if words == ("--help",) else None,
        }
        for words, target in COMMANDS
    ]


def cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    """Run a command and return its CPU seconds, those of its own children included."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    for result in measure():
        print(f"{result['name']:60} {result['figure']:8.3f} s   target {result['target']}   NegMAS {result['peer']}")
