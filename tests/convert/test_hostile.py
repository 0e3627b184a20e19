"""Bad XML is an error with the file and the place, and never a traceback."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negosim.cli import application

ORCHARD = Path(__file__).parent / "domains" / "orchard"
DOMAIN, GROWER = "orchard.xml", "orchard_grower.xml"
BOMB = (
    """<!DOCTYPE bomb [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
)
EXTERNAL = """<!DOCTYPE secret [<!ENTITY secret SYSTEM "file:///etc/passwd">]>"""
REMOTE = """<!DOCTYPE remote SYSTEM "http://127.0.0.1:9/remote.dtd">"""


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(ORCHARD, tmp_path / "orchard"))


def convert(*arguments):
    return CliRunner().invoke(application(), ["convert", *map(str, arguments)])


def refused(folder):
    """Convert a folder, which must fail in one line; return the line."""
    outcome = convert(folder, folder / "out.toml")
    assert outcome.exit_code == 2
    assert isinstance(outcome.exception, SystemExit)
    assert not (folder / "out.toml").exists()
    (line,) = outcome.stderr.splitlines()
    return line


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("declaration", [BOMB, EXTERNAL, REMOTE])
def test_document_types_and_entities_are_not_read(folder, declaration):
    edit(folder / GROWER, "<utility_space>", declaration + "<utility_space>&c;")
    line = refused(folder)
    assert f"{GROWER}: line 1: document types, entities and external references are not allowed" in line


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</objective>", "", "line 24, column 3: this is not well-formed XML"),
        ('value="0.31"', 'value="&unknown;"', "this is not well-formed XML: undefined entity"),
        ('evaluation="7"', 'evaluation="seven"', 'line 4: evaluation="seven" is not a finite number'),
        ('evaluation="7"', 'evaluation="1e999"', 'evaluation="1e999" is not a finite number'),
        ('evaluation="7"', 'evaluation="-7"', "the evaluation -7 is below 0"),
        ('value="apples"', 'value="aples"', "'Fruit' has no value 'aples' in the domain; did you mean 'apples'?"),
        ('<item index="2" value="Thursday" evaluation="3"/>', "", "line 8, issue 'Delivery day': the value 'Thursday'"),
        ('name="Fruit"', 'name="Furniture"', "line 3, issue 'Furniture': the domain has no such issue"),
        ('<weight index="2" value="0.1200004"/>', "", "the issue 'Delivery day' has no <weight>"),
        ('<weight index="2"', '<weight index="7"', 'index="7": there is no issue with this index'),
        ('<weight index="2"', '<weight index="1"', 'index="1": this issue has another weight'),
        ('<weight index="2" value="0', '<weight index="2" value="-0', "the weight -0.12 is below 0"),
        ('value="0.57"', 'value="0.27"', "line 18: the weights sum to 0.7 instead of 1"),
        ('<reservation value="0.25"', '<reservation value="25"', "<reservation> must be between 0 and 1, not 25"),
        ('<weight index="1"', '<utility_function/><weight index="1"', "only linear-additive utilities"),
    ],
)
def test_an_error_in_a_profile_names_file_and_place(folder, old, new, message):
    edit(folder / GROWER, old, new)
    line = refused(folder)
    assert GROWER in line
    assert message in line


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<negotiation_template>", "<negotiation>", "this is not well-formed XML"),
        ('vtype="discrete"', 'vtype="set"', 'vtype="set" is unknown; it must be discrete, integer or real'),
        ('name="Delivery day"', 'name="Fruit"', "two issues have the same name"),
        ('<item index="2" value="Thursday"/>', "", "fewer than two values, so there is nothing to settle; add values"),
        ('vtype="discrete" type="discrete"', 'vtype="real" type="real"', "<issue> has no attribute 'lowerbound'"),
    ],
)
def test_an_error_in_a_domain_names_file_and_place(folder, old, new, message):
    edit(folder / DOMAIN, old, new)
    line = refused(folder)
    assert DOMAIN in line
    assert message in line


def test_weights_that_do_not_sum_to_1_are_rescaled_on_request(folder):
    edit(folder / GROWER, 'value="0.57"', 'value="0.27"')
    assert "or use the option --rescale" in refused(folder)
    assert convert(folder, folder / "out.toml", "--rescale").exit_code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is not well-formed XML"),
        (b"\xff\xfe\x00<", "this is not well-formed XML"),
        (b'<?xml version="1.0" encoding="no-such-thing"?><utility_space/>', "line 1"),
        (b'<?xml version="1.0" encoding="utf-7"?><utility_space/>', "line 1"),
        (b'<?xml version="1.0" encoding="shift_jis"?><utility_space/>', "line 1"),
        (b'<?xml version="1.0"?><utility_space name="\xe4"/>', "this is not well-formed XML"),
        (b"<domain/>", "line 1: <domain> is neither a domain <negotiation_template> nor a profile <utility_space>"),
        (b"<a>" * 100_000, "this is not well-formed XML"),
        (b"<utility_space>" + b" " * 5_000_000 + b"</utility_space>", "larger than 4 MB"),
    ],
)
def test_a_file_that_is_no_profile_is_an_error(folder, content, message):
    (folder / GROWER).write_bytes(content)
    line = refused(folder)
    assert GROWER in line
    assert message in line


def test_a_folder_that_is_no_domain_is_an_error(folder, tmp_path):
    assert "a folder must contain one domain" in refused_at(tmp_path)
    assert "must end in .toml" in convert(folder, "out.xml").stderr
    (folder / GROWER).unlink()
    assert "needs at least two profiles, and there is only orchard_shop" in refused(folder)


def refused_at(folder):
    (folder / "empty").mkdir()
    return refused(folder / "empty")


def test_files_that_are_there_are_not_replaced(folder):
    assert convert(folder, folder / "out.toml").exit_code == 0
    outcome = convert(folder / "out.toml", folder)
    assert outcome.exit_code == 2
    assert "this folder already contains XML files" in outcome.stderr


def test_the_options_of_a_folder_do_not_go_with_a_scenario(tmp_path):
    outcome = convert("scoreable", tmp_path / "out", "--rescale")
    assert outcome.exit_code == 2
    assert "--profiles and --rescale need a Genius folder" in outcome.stderr
