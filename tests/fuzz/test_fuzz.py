"""Damaged scenario files are run, or refused in words: no traceback, no hang, and the drivers agree."""

import pytest

from tests.fuzz.__main__ import main
from tests.fuzz.mutations import mutant, sources
from tests.fuzz.trial import trial


@pytest.mark.slow
def test_two_hundred_damaged_files_are_run_or_refused(capsys):
    assert main(["-n", "200"]) == 0, capsys.readouterr().out


def test_a_file_is_a_function_of_its_number():
    originals = sources()
    texts = [mutant(1, number, originals) for number in range(20)]
    assert texts == [mutant(1, number, originals) for number in range(20)]
    assert len(set(texts)) == 20
    assert originals == sources()


def test_a_traceback_is_trouble(tmp_path, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr("negosim.engine.run", broken)
    path = tmp_path / "car.toml"
    path.write_text('extends = "used_car"\n', encoding="utf-8")
    assert trial(path, 0).trouble == "run: ZeroDivisionError: by hand"


def test_drivers_that_differ_are_trouble(tmp_path, monkeypatch):
    path = tmp_path / "car.toml"
    path.write_text('extends = "used_car"\n', encoding="utf-8")
    assert trial(path, 0).trouble == ""
    monkeypatch.setattr("tests.fuzz.trial.replicate_columns", other_seed)
    assert "engine and batch differ in " in trial(path, 0).trouble


def other_seed(lowered, seed, first, count, *, driver):
    from negosim.batch.drivers import replicate_columns

    return replicate_columns(lowered, seed + 1, first, count, driver=driver)
