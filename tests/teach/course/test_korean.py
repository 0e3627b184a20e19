"""The exercises in Korean: nothing is missing, every number is in its place, and the checker answers in Korean."""

import json
import re
from io import StringIO
from string import Template

import pytest
from rich.console import Console
from rich.markdown import Markdown

from negosim.report.wrapping import cells
from negosim.teach.course.catalogue import COURSE
from negosim.teach.course.marking import mark, mark_question
from negosim.teach.course.notebook import notebook
from negosim.teach.course.numbers import fill, numbers_of
from negosim.teach.course.phrases import translated, words_of_course
from negosim.teach.course.sheet import sheet
from negosim.teach.exercises.korean import KOREAN
from tests.teach.course.desk import negosim

LATIN = re.compile(r"[A-Za-z]{2,}")
# Commands, file names and answers that are typed, and the terms of the literature.
KEPT = re.compile(
    r"```.*?```|`[^`]*`|\"[^\"]*\"|\w+\.toml|\$\w+|\blump_sum|long_term|joint_fund|indexed|compromise|as_before|"
    r"\bBATNA\b|\bZOPA\b|\bSE[₁₂]|\bln\b|\((?:payment|purchases|term)\)",
    re.DOTALL,
)
EACH = pytest.mark.parametrize("exercise", COURSE, ids=lambda exercise: exercise.name)
KO = words_of_course("ko")


def texts(exercise):
    """Return all that a student reads of an exercise, by what it is."""
    said = {key: getattr(exercise, key) for key in ("title", "concept", "objective", "background", "tasks")}
    said |= {f"hint {place}": hint for place, hint in enumerate(exercise.hints)}
    for question in exercise.questions:
        said[question.name] = question.text
        said |= {f"{question.name}.{mistake.name}": mistake.message for mistake in question.mistakes}
    return said


def blanks(text):
    return {match["named"] or match["braced"] for match in Template.pattern.finditer(text)} - {None}


def test_every_exercise_is_translated():
    assert list(KOREAN) == [exercise.name for exercise in COURSE]


@EACH
def test_nothing_is_missing_and_nothing_is_left_over(exercise):
    words = KOREAN[exercise.name]
    assert set(words.questions) == {question.name for question in exercise.questions}
    mistakes = {q.name: {mistake.name for mistake in q.mistakes} for q in exercise.questions if q.mistakes}
    assert {name: set(messages) for name, messages in words.mistakes.items()} == mistakes
    assert set(words.concepts) == {question.concept for question in exercise.questions}
    assert set(words.options) == {option for question in exercise.questions for option in question.options}
    assert set(words.units) == {question.unit for question in exercise.questions} - {"", "%"}


@EACH
def test_the_same_numbers_stand_in_both_languages(exercise):
    english, korean = texts(exercise), texts(translated(exercise, "ko"))
    differ = {key for key in english if blanks(english[key]) != blanks(korean[key])}
    assert not differ


@EACH
def test_no_english_word_is_left_but_what_is_typed(exercise):
    result = {key: LATIN.findall(KEPT.sub(" ", text)) for key, text in texts(translated(exercise, "ko")).items()}
    assert {key: words for key, words in result.items() if words} == {}


@EACH
def test_a_wrong_answer_points_to_a_heading_that_is_there(exercise):
    korean = translated(exercise, "ko")
    headings = set(re.findall(r"^### (.*)$", korean.background, re.MULTILINE))
    assert {question.concept for question in korean.questions} <= headings


@EACH
def test_the_sheet_has_its_particles_and_its_numbers(exercise):
    text = sheet(exercise, numbers_of(exercise, "kim"), student="kim", language="ko")
    assert not re.search(r"[은이을과]\([는가를와]\)|\(으\)로|\d %", text)
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    assert "$" not in prose
    assert max(cells(line) for line in prose.split("\n") if not line.startswith(("|", "#"))) <= 100


@EACH
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_sheet_shows_no_marks_of_markdown_on_a_terminal(exercise, language):
    screen = Console(file=StringIO(), width=80)
    screen.print(Markdown(sheet(exercise, numbers_of(exercise, ""), language=language)))
    assert not re.search(r"\*\*|`", screen.file.getvalue())


@EACH
def test_every_mistake_is_recognised_in_korean(exercise):
    numbers = numbers_of(exercise, "")
    solution, korean = exercise.solve(numbers), translated(exercise, "ko")
    for question in korean.questions:
        for mistake in question.mistakes if question.kind in ("number", "choice") else ():
            answer = solution.wrong[question.name][mistake.name]
            marked = mark_question(exercise, question, answer, numbers, solution, KO)
            assert marked.status == "mistake"
            known = [KO.finished(fill(each.message, numbers)) for each in question.mistakes]
            assert any(message in marked.message for message in known)
            assert f"“{question.concept}”" in marked.message


def test_the_checker_answers_in_the_language_in_which_the_folder_was_started(tmp_path):
    folder = tmp_path / "zone"
    started = negosim("start", "zone", "--dir", str(folder), "--lang", "ko")
    assert "answers.toml" in started.stderr
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("# 2. 13 대 50")
    answers = (folder / "answers.toml").read_text(encoding="utf-8")
    assert "답을 적으십시오" in answers
    filled = answers.replace('is_there_a_zone = ""', 'is_there_a_zone = "yes"').replace('gap = ""', "gap = 37")
    (folder / "answers.toml").write_text(filled, encoding="utf-8")
    said = negosim("check", "zone", "--dir", str(folder))
    assert "+ gap: 맞습니다" in said.stdout
    assert "“yes”는 맞지 않습니다. 13과 50 사이에는" in " ".join(said.stdout.split())
    assert "아직 답하지 않았습니다" in said.stdout
    assert "힌트 1/3." in negosim("hint", "zone", "--dir", str(folder)).stdout
    assert "Hint 2 of 3." in negosim("hint", "zone", "--dir", str(folder), "--lang", "en").stdout


def test_the_notebook_is_in_korean_and_holds_no_key():
    text = json.dumps(notebook(COURSE[1], language="ko"), ensure_ascii=False)
    assert "합의 가능 영역이 있습니까?" in text
    assert "## 질문" not in text
    assert "SOLUTION" not in text


def test_a_short_answer_in_korean_is_counted_in_its_own_words():
    exercise = COURSE[1]
    answers = {"why": "두 유보가치의 간격이 37%포인트나 되어서 누구도 손해 없이 서명할 수 없었습니다."}
    marked = {each.question.name: each for each in mark(exercise, "", answers, None, language="ko").each}
    assert marked["why"].status == "received"
    assert marked["gap"].message == "아직 답하지 않았습니다"


def test_the_teaching_note_says_that_it_is_in_english():
    said = negosim("show", "zone", "--note", "--lang", "ko")
    assert said.exit_code == 2
    assert "in English only" in said.stderr
