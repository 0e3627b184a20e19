"""The package as a whole: what it may import, what it ships, and that its own rules hold for each file."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from importlib.util import resolve_name
from itertools import chain
from pathlib import Path

import pytest

import negosim

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "negosim"
MODULES = sorted(PACKAGE.rglob("*.py"))
BY_THEMSELVES = ("domain", "rules", "history")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]


def imported_by(path):
    """Return the absolute names of the modules that a file imports."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    parent = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield resolve_name("." * node.level + (node.module or ""), parent)


def test_the_version_is_the_installed_one():
    assert negosim.__version__ == version("negosim")


@pytest.mark.parametrize("room", BY_THEMSELVES)
def test_domain_rules_and_record_import_only_the_standard_library_and_one_another(room):
    ours = tuple(f"negosim.{name}" for name in ("errors", *BY_THEMSELVES))
    for path in (PACKAGE / room).rglob("*.py"):
        for name in imported_by(path):
            is_ours = name.startswith(ours)
            assert is_ours or name.partition(".")[0] in sys.stdlib_module_names, f"{path} imports {name}"


# part of the library that brings them, whose range holds for them
COMPANIONS = {"pydantic_core": "pydantic", "markupsafe": "jinja2"}
IMPORTED_AS = {"python_multipart": "multipart"}


def test_every_library_that_is_imported_is_a_dependency():
    stated = {re.match(r"[\w-]+", line)[0].replace("-", "_") for line in REQUIREMENTS}
    stated = {IMPORTED_AS.get(name, name) for name in stated}
    imported = {name.partition(".")[0] for path in MODULES for name in imported_by(path)}
    libraries = {COMPANIONS.get(name, name) for name in imported - set(sys.stdlib_module_names)}
    assert libraries - {"negosim"} <= stated


@pytest.mark.parametrize("line", REQUIREMENTS)
def test_every_dependency_has_a_range(line):
    assert line.startswith("negosim[") or (">=" in line and "<" in line)


# nothing but declarations that refer to one another, with a line of documentation for each field
DECLARATIONS = (PACKAGE / "rules" / "records.py",)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_says_what_it_is_for_and_stays_small(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), f"{path} has no docstring"
    assert text.count("\n") <= 400 or path in DECLARATIONS, f"{path} is longer than 400 lines: split it"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            length = node.end_lineno - body[0].lineno + 1
            assert length <= 50, f"{path}:{node.lineno} {node.name} has {length} lines: split it"


@pytest.mark.slow
def test_the_wheel_holds_package_scenarios_and_record(tmp_path):
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
    ]
    subprocess.run([*build, str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("negosim-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"negosim/{path.relative_to(ROOT)}" for path in (ROOT / "scenarios").rglob("*.toml")}
    wanted |= {str(path.relative_to(ROOT)) for path in MODULES}
    wanted |= {f"negosim/history/data/{path.name}" for path in (PACKAGE / "history" / "data").iterdir()}
    assert wanted | {"negosim/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_every_public_name_can_be_had():
    import negosim

    assert sorted(negosim.__all__) == negosim.__all__
    assert set(negosim.__all__) == {*negosim._PLACES, *negosim._MODULES}
    assert all(getattr(negosim, name) is not None for name in negosim.__all__)
