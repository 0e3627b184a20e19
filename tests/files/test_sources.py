"""Finding and reading files: whatever is at the path, the message says what and how to go on."""

import os

import pytest

from negosim import files
from negosim.errors import ScenarioError
from tests.files.sample import ONE_ISSUE


def fault_of(path):
    """Return the one fault of what stands at a path."""
    (fault,) = files.validate(path)
    return str(fault)


def test_a_missing_file_suggests_no_file_that_is_alike_in_its_ending_alone(tmp_path):
    (tmp_path / "big.toml").write_text("")
    with pytest.raises(ScenarioError) as caught:
        files.load(tmp_path / "missing.toml")
    assert "did you mean" not in str(caught.value)


def test_a_missing_file_suggests_the_one_nearby(tmp_path):
    (tmp_path / "trump_era.toml").write_text(ONE_ISSUE, encoding="utf-8")
    reported = fault_of(tmp_path / "trump_ear.toml")
    assert reported == f"{tmp_path / 'trump_ear.toml'}: there is no such file; did you mean 'trump_era.toml'?"


def test_an_unknown_name_says_how_to_list_the_shipped_scenarios():
    reported = fault_of("no_such_scenario_anywhere")
    assert "no shipped scenario of that name" in reported
    assert "'negosim scenarios' lists" in reported


def test_a_folder_is_no_scenario_but_may_hold_one(tmp_path):
    (tmp_path / "inside.toml").write_text(ONE_ISSUE, encoding="utf-8")
    reported = fault_of(tmp_path)
    assert "this is a folder, not a file" in reported
    assert f"did you mean '{tmp_path / 'inside.toml'}'?" in reported


def test_a_binary_file_is_reported_as_one(tmp_path):
    path = tmp_path / "picture.toml"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\xff\xfe")
    assert "this is a binary file" in fault_of(path)


def test_text_in_another_encoding_is_reported_with_its_line(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes('title = "a"\ndescription = "Größe"\n'.encode("latin-1"))
    reported = fault_of(path)
    assert "not UTF-8" in reported
    assert "byte 0xf6 in line 2" in reported
    assert "save it as UTF-8" in reported


def test_a_byte_order_mark_is_no_fault(tmp_path):
    path = tmp_path / "bom.toml"
    path.write_bytes(b"\xef\xbb\xbf" + ONE_ISSUE.encode())
    assert files.validate(path) == []


def test_a_huge_file_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(10**12)
    assert "larger than 1 MB" in fault_of(path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root reads what nobody may")
def test_a_device_is_reported():
    assert "this is not a regular file" in fault_of("/dev/zero")


def test_a_name_that_no_file_can_have_is_reported():
    assert "cannot be the name of a file" in fault_of("x" * 5000 + ".toml")
    assert "there is no such file" in fault_of("a\0b.toml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = 'a'\nstart = ", ("this is not valid TOML",)),
        ("title = 'a'\nstart = 2020-13-01", ("line 2, column", "'2020-13-01' is not a date", "months 01–12")),
        ("title = 'a'\nstart = 2020-3-1", ("line 2, column", "'2020-3-1' is not a date")),
        ("title = 'a'\ntitle = 'b'\n", ("line 2, column", "define each key and each table only once")),
        ("[calendar]\n[calendar]", ("line 2, column", "'calendar'", "once")),
        ("kind = linear", ("line 1, column 8", "in “kind = linear”", "put text in double quotes")),
        ("a = " + "[" * 100_000, ("line 1: tables and lists are nested more than 32 deep",)),
        ("a = " + "9" * 5_000, ("not valid TOML",)),
    ],
)
def test_wrong_toml_is_reported_with_line_column_and_fix(text, says, tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    reported = fault_of(path)
    for words in says:
        assert words in reported


def test_a_key_with_parts_without_end_is_reported(tmp_path):
    path = tmp_path / "deep.toml"
    path.write_text("title = 'a'\n" + " . ".join("a" * 200_000) + " = 1", encoding="utf-8")
    assert "a key has more than 32 parts" in fault_of(path)


def test_a_shipped_scenario_is_found_by_name_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    known = files.shipped()
    for name, path in known.items():
        assert path.suffix == ".toml"
        assert files.read(name).source == path


def test_a_file_that_is_there_wins_over_a_shipped_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").write_text(ONE_ISSUE, encoding="utf-8")
    assert files.load("mine").title == "Cost sharing"


def test_a_document_carries_its_name_source_and_text(tmp_path):
    path = tmp_path / "sma.toml"
    path.write_text(ONE_ISSUE, encoding="utf-8")
    document = files.read(path)
    assert (document.name, document.source) == ("sma", path)
    again = files.from_text(document.text, name="sma")
    assert files.build(again) == files.build(document) == files.load(str(path))


def test_a_text_that_is_no_scenario_has_faults_too():
    with pytest.raises(ScenarioError, match=r"drawn\.toml: line 1"):
        files.from_text("= 3", name="drawn")
