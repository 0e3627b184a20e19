"""The sentences of every room: both languages have all of them, with the same blanks, and Korean ones are Korean."""

import io
import re
from string import Formatter

import pytest

from negosim import files
from negosim.classroom.phrases import PHRASES as CLASSROOM
from negosim.report import plain_text
from negosim.solve import SOLUTIONS
from negosim.teach.brief.phrases import PHRASES as BRIEF
from negosim.teach.cohort.phrases import PHRASES as COHORT
from negosim.teach.course.phrases import PHRASES as COURSE
from negosim.teach.debrief.document import debrief_document
from negosim.teach.debrief.phrases import PHRASES as DEBRIEF
from negosim.teach.debrief.saving import debrief_page
from negosim.teach.debrief.scores import debrief
from negosim.teach.korean import read_in_korean, won_in_billions
from negosim.teach.play import Console, new_game, play, read_game, transcript, write_game
from negosim.teach.play.phrases import PHRASES as PLAY
from negosim.teach.play.phrases import words_of_play
from negosim.teach.words import COMMON
from tests.teach.play.typist import Typist

ROOMS = {
    "brief": BRIEF,
    "classroom": CLASSROOM,
    "cohort": COHORT,
    "course": COURSE,
    "debrief": DEBRIEF,
    "play": PLAY,
    "common": COMMON,
}
LATIN = re.compile(r"[A-Za-z]{2,}")
# What a player types, and signs that Koreans write in Latin letters.
KEYS = re.compile(r"Ctrl-[CD]|\$1\.2bn|\{\w+\}|`[^`]*`|\w+\.(?:toml|csv)|negosim class-debrief|\b(?:DC|QR)\b")
FLAGSHIP = ["5", "5", "6", "8", "10", "13", "14", "12.5", "12.5", "w"]


def blanks(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_have_every_sentence_with_the_same_blanks(room):
    english, korean = ROOMS[room]["en"], ROOMS[room]["ko"]
    assert list(english) == list(korean)
    differ = {key for key in english if blanks(english[key]) != blanks(korean[key])}
    assert not differ


@pytest.mark.parametrize("room", ROOMS)
def test_korean_sentences_hold_no_english_words(room):
    said = {key: LATIN.findall(KEYS.sub("", text)) for key, text in ROOMS[room]["ko"].items()}
    assert {key: outcome for key, outcome in said.items() if outcome} == {}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("서울은(는) 13.7 %을(를)", "서울은 13.7%를"),
        ("미국은(는) 12.55 %(1,169 십억 원)이(가)", "미국은 12.55%(1조 1,690억 원)가"),
        ("'팔'은(는) '파'은(는)", "'팔'은 '파'는"),
        ("강(으)로 길(으)로 차(으)로", "강으로 길로 차로"),
        ("3을(를) 6을(를) 9을(를) 10을(를) 8(으)로", "3을 6을 9를 10을 8로"),
        ("집과(와) 차과(와) '문'(이)라는 '해'(이)라는", "집과 차와 '문'이라는 '해'라는"),
    ],
)
def test_a_particle_fits_the_sound_before_it(text, read):
    assert read_in_korean(text) == read
    assert read_in_korean(read) == read


def test_amounts_are_read_as_koreans_write_them():
    assert won_in_billions("1조 1,690억 원") == 1169.0
    assert won_in_billions("9,800억") == 980.0
    assert won_in_billions("13.7") is None
    assert won_in_billions("원") is None


def finished(name, party, lines, **more):
    """Return a game in Korean that was played to its end, and what was on the screen."""
    screen = io.StringIO()
    game = new_game(files.read(name), party=party, language="ko", **more)
    played = play(game, Console(Typist(lines, screen), screen))
    return played, debrief(played.lowered, played.result, party, language="ko"), screen.getvalue()


GAMES = [
    ("trump_era", "seoul", FLAGSHIP),
    ("trump_era", "washington", ["50", "?", "s", "b", "t", "z", "v 30", "40"]),
    ("alliance", "sarn", ["5", "x"]),
    ("biden_era", "seoul", ["5", "t", "z", "8", "a"]),
    ("scoreable", "town", ["?", "o", "5", "6", "연중", "100", "5", "t", "z", "v fare=6", "fare=4 sailings=6"]),
    ("scoreable", "operator", ["a", "많이", "연중 1 2 3 4", "9 9", "없음=3"]),
    ("sma11_package", "seoul", ["?", "t", "z", "w"]),
    ("used_car", "buyer", ["5000", "6000 유로", "6000 달러", "abc", "20000", "t", "z", "?", "a"]),
    ("used_car", "seller", ["x"]),
    ("wage_strike", "union", ["4", "t", "z", "3.5", "a"]),
]


@pytest.mark.parametrize(("name", "party", "lines"), GAMES)
def test_a_game_and_its_debrief_are_in_korean(name, party, lines):
    _, review, screen = finished(name, party, lines)
    said = plain_text(debrief_document(review), 200)
    heard = transcript(review.result, words_of_play("ko", review.result.scenario))
    names = {name, party, "seed", "replicate", *review.result.scenario.parties}
    names |= {issue.name for issue in review.result.scenario.issues}
    typed = {word for line in lines for word in LATIN.findall(line)}
    for text in (screen, said, heard):
        words = set(LATIN.findall(KEYS.sub("", text))) - typed
        assert {word for word in words if not any(word in known for known in names)} == set()
        assert not re.search(r"[은이을과]\([는가를와]\)|\(으\)로|\d{4}-\d\d-\d\d|\d %", text)


def test_a_page_in_korean_names_its_language_and_has_no_english_words():
    _, review, _ = finished("biden_era", "seoul", ["5", "8", "a"])
    page = debrief_page(review)
    assert '<html lang="ko">' in page
    body = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<img[^>]*>|<[^>]+>", " ", page, flags=re.S)
    words = set(LATIN.findall(KEYS.sub("", body)))
    assert words <= {"biden", "era", "biden_era", "seoul", "seed", "replicate"}


def test_a_game_is_resumed_in_its_language(tmp_path):
    game, path = new_game(files.read("used_car"), party="buyer", language="ko"), tmp_path / "a.game.json"
    write_game(game, path)
    assert read_game(path).language == "ko"


def test_an_amount_in_won_is_understood():
    _, review, screen = finished("trump_era", "seoul", ["1조 1,000억 원"])
    offer = review.own.offers[0].terms["increase"]
    assert offer == round((1100.0 / 1038.9 - 1.0) * 100.0, 1) == 5.9  # on the step
    assert "5.9%" in screen


def test_every_bargaining_solution_has_a_name():
    names = {concept.name for concept in SOLUTIONS}
    assert names <= set(COMMON["ko"])
    assert {name: COMMON["en"][name] for name in names} == {concept.name: concept.title for concept in SOLUTIONS}
