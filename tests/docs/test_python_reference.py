"""What a room of the package offers is in the Python reference."""

import ast
import re
from importlib import import_module
from pathlib import Path

import negosim

ROOT = Path(__file__).parents[2]


def offers_names(path):
    """Say whether a package's front door names what may be imported from it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def test_every_public_name_of_the_package_is_in_the_python_reference():
    page = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    named = {name.removeprefix("negosim.") for name in re.findall(r"\[`([\w.]+)`\]", page)}
    assert named == set(negosim.__all__)


def test_every_room_that_offers_names_is_in_the_python_reference():
    listed = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8").split()
    doors = [path for path in (ROOT / "negosim").glob("*/__init__.py") if path.parent.name != "cli"]
    rooms = [f"negosim.{path.parent.name}" for path in doors if offers_names(path)]
    assert {"negosim.domain", "negosim.history"} <= set(rooms)
    missing = sorted(set(rooms) - set(listed))
    assert not missing, f"add to docs/reference/python.md: {', '.join(missing)}"


def test_a_room_that_imports_its_names_late_lists_them_for_autodoc():
    for name in ("negosim", "negosim.study", "negosim.study.tables"):
        room = import_module(name)
        assert set(dir(room)) == set(room.__all__)
