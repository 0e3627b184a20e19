"""Scenario files damaged at random: values, keys and lists changed, grafted and cut, and the text itself."""

import copy
import datetime as dt
import random

from negosim import files
from negosim.errors import NegosimError
from negosim.files.acceptances import ACCEPTANCES
from negosim.files.tactics import tactic_kinds
from tests.files.sample import ONE_ISSUE, PACKAGE

NUMBERS = (0, 1, -1, 2, 0.5, 1e-9, 1e-300, 1e6, 1e15, -1e15, 1e50, 1e300, float("inf"), float("nan"), 2**53, 10**25)
FACTORS = (0, 0.1, 0.5, 2, 10, -1, 1e6, 1e-6)
WORDS = ("", "x", "norm", "linear", "seoul", "buyer", "payments", "date", "\x1b[2J", "\u202e", "ü", 300 * "y", "a.b")
DAYS = (dt.date.min, dt.date.max, dt.date(2020, 2, 29), dt.date(2019, 12, 31), dt.date(2025, 5, 5), dt.date(8999, 1, 1))
DISTRIBUTIONS = (
    {"dist": "norm"},
    {"dist": "uniform"},
    {"dist": "lognorm", "s": 0.5},
    {"dist": "lognorm", "s": 20},
    {"dist": "expon"},
    {"dist": "triang", "c": 0.3},
    {"dist": "cauchy"},
    {"dist": "beta", "a": 2, "b": 3},
    {"dist": "gamma", "a": 3},
    {"dist": "poisson", "mu": 3},
    {"dist": "randint", "low": 1, "high": 4},
    {"dist": "bernoulli", "p": 1e-4},
    {"dist": "studentized_range", "k": 3, "df": 10},
    {"dist": "nothing"},
)
NOISE = "[]{}\"'=.,#\n\t\\\x00é5-"


def sources():
    """Return the data of the scenarios that are damaged."""
    shipped = [files.read(name).data for name in files.shipped()]
    return [*shipped, *(files.from_text(text, name="sample").data for text in (ONE_ISSUE, PACKAGE))]


def mutant(seed, number, originals):
    """Return the text of a damaged scenario file; the same for the same seed and number."""
    rng = random.Random(f"{seed} {number}")
    data = copy.deepcopy(rng.choice(originals))
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        rng.choice(CHANGES)(rng, data, originals)
    try:
        text = files.dumps(data)
    except (TypeError, ValueError, AttributeError, NegosimError):
        text = files.dumps(rng.choice(originals))
    return damaged_text(rng, text) if rng.random() < 0.1 else text


def places(here, path=()):
    """Yield every place of a tree: the holder, and the key or the position in it."""
    items = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
    for key, value in list(items):
        yield here, key
        yield from places(value, (*path, key))


def number(rng, value):
    """Return a number that is near another or far from anything."""
    if isinstance(value, int | float) and not isinstance(value, bool) and rng.random() < 0.6:
        return value * rng.choice(FACTORS) if rng.random() < 0.5 else value + rng.choice((-1, 1, 0.25, 1e-12))
    return rng.choice(NUMBERS)


def drawn(rng, value):
    """Return a distribution, around a number where there is one."""
    table = dict(rng.choice(DISTRIBUTIONS))
    if rng.random() < 0.7:
        table["loc"] = value if isinstance(value, int | float) else rng.choice((0, 1, 10))
    if rng.random() < 0.5:
        table["scale"] = rng.choice((1e-9, 0.1, 1, 5, 1e6))
    return table


def change_value(rng, data, originals):
    holder, key = rng.choice(list(places(data)))
    value = holder[key]
    if isinstance(value, int | float) and not isinstance(value, bool):
        choices = (number, number, drawn)
    elif isinstance(value, dt.date):
        choices = (lambda rng, value: rng.choice(DAYS), shifted_day)
    elif isinstance(value, str):
        choices = (lambda rng, value: rng.choice(WORDS), number)
    else:
        choices = (number, drawn, lambda rng, value: rng.choice(([], {}, [value], True, *WORDS[:2])))
    holder[key] = rng.choice(choices)(rng, value)


def shifted_day(rng, day):
    try:
        return day + dt.timedelta(days=rng.choice((-4000, -30, -1, 1, 30, 4000, 80_000)))
    except OverflowError:
        return dt.date.max


def change_number(rng, data, originals):
    numeric = [
        (holder, key)
        for holder, key in places(data)
        if isinstance(holder[key], int | float) and not isinstance(holder[key], bool)
    ]
    if numeric:
        holder, key = rng.choice(numeric)
        holder[key] = rng.choice((number, drawn))(rng, holder[key])


def remove(rng, data, originals):
    holder, key = rng.choice(list(places(data)))
    del holder[key]


def add(rng, data, originals):
    holder, _ = rng.choice(list(places(data)))
    if isinstance(holder, dict):
        holder[rng.choice(("kind", "discount", "deadline", "mandate", "pause", "weight", *WORDS))] = number(rng, None)
    else:
        holder.insert(rng.randrange(len(holder) + 1), copy.deepcopy(rng.choice(holder)) if holder else 1)


def graft(rng, data, originals):
    """Put what another scenario has under a key of the same name in place of this one's."""
    others = {key: holder[key] for holder, key in places(rng.choice(originals)) if isinstance(key, str)}
    same = [(holder, key) for holder, key in places(data) if key in others]
    if same:
        holder, key = rng.choice(same)
        holder[key] = copy.deepcopy(others[key])


def change_tactic(rng, data, originals):
    """Give a stance another tactic or acceptance condition, with parameters in and out of range."""
    kinds = rng.choice((tactic_kinds(), ACCEPTANCES))
    kind = rng.choice(list(kinds.values()))
    table = {"kind": kind.name}
    for parameter in kind.parameters:
        if parameter.words:
            table[parameter.name] = rng.choice(parameter.words)
        elif rng.random() < 0.7:
            value = rng.choice((parameter.default or 1, 1, 2, 3, 7))
            table[parameter.name] = value if rng.random() < 0.6 else rng.choice((number, drawn))(rng, value)
    holders = [holder for holder, key in places(data) if key == "aspiration"]
    if holders:
        rng.choice(holders)["acceptance" if kinds is ACCEPTANCES else "tactic"] = table


def damaged_text(rng, text):
    """Return a text with a piece cut out, doubled or noise put in."""
    start, length = rng.randrange(len(text)), rng.randrange(1, 40)
    piece = rng.choice(("", text[start : start + length] * 2, *NOISE, "[" * 50, "a." * 50))
    return text[:start] + piece + text[start + length :]


CHANGES = (change_value, change_number, change_number, change_number, remove, add, graft, change_tactic, change_tactic)
