"""The page of tactics is that of the table."""

from pathlib import Path

import tactics_page

from negosim.rules.tactics import SHIPPED_TACTICS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tactics.md"


def test_the_committed_page_is_current():
    written = "python docs/_generators/tactics_page.py docs/reference/tactics.md"
    assert PAGE.read_text(encoding="utf-8") == tactics_page.page(), f"write it anew: {written}"


def test_every_shipped_tactic_has_a_formula():
    assert [kind.name for kind in SHIPPED_TACTICS if not kind.formula] == []


def test_the_page_can_be_written_to_a_file_and_to_the_standard_output(tmp_path, capsys):
    tactics_page.main([str(tmp_path / "page.md")])
    tactics_page.main([])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == capsys.readouterr().out
