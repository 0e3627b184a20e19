"""Hypothesis strategies: valid scenario documents, as TOML has them, and the scenarios that they describe."""

import datetime as dt

from hypothesis import strategies as st

from negosim import files
from negosim.files.tactics import tactic_kinds
from negosim.rules.acceptance import ACCEPTANCES

START = dt.date(2020, 1, 1)
PARTIES = ("north", "south")
WHOLE_DAYS = {"dist": "randint", "low": 10, "high": 30}
OPTIONS = ("none", "cpi", "budget")
CLOSED = ("uniform", "norm", "lognorm", "expon", "logistic", "triang")


def numbers(low, high):
    """Numbers of at most three decimals, so that a failing example is easy to read."""
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda thousandth: thousandth / 1000)


@st.composite
def drawn(draw, low, high):
    """A distribution whose median lies within a range; its draws may lie outside, as those of a level may."""
    middle = draw(numbers(low + 0.3 * (high - low), high - 0.3 * (high - low)))
    scale = draw(numbers(0.05, 0.2)) * (high - low)
    dist = draw(st.sampled_from((*CLOSED, "gamma")))
    table = {"dist": dist, "loc": middle, "scale": scale}
    match dist:
        case "uniform":
            table["loc"] = middle - scale / 2
        case "lognorm":
            table |= {"s": draw(numbers(0.1, 0.5)), "loc": middle - scale}
        case "expon":
            table["loc"] = middle - 0.7 * scale
        case "triang":
            table |= {"c": draw(numbers(0, 1)), "loc": middle - scale / 2}
        case "gamma":
            table |= {"a": draw(st.sampled_from((2.0, 4.0))), "loc": middle - scale}
            table["scale"] = scale / 4
    return table


@st.composite
def bounded(draw, low, high):
    """A distribution whose draws all lie within a range."""
    ends = sorted((draw(numbers(low, high)), draw(numbers(low, high))))
    table = {"loc": ends[0], "scale": max(0.0005, 0.999 * (ends[1] - ends[0]))}
    table["loc"] = min(table["loc"], high - table["scale"])
    return table | draw(
        st.sampled_from(({"dist": "uniform"}, {"dist": "triang", "c": 0.3}, {"dist": "powerlaw", "a": 2}))
    )


def quantities(low, high):
    """A number of a scenario: mostly fixed, sometimes drawn from within its range."""
    return st.one_of(numbers(low, high), numbers(low, high), numbers(low, high), bounded(low, high))


def levels(low, high):
    """A level: mostly fixed, sometimes drawn, perhaps beyond its range."""
    return st.one_of(numbers(low, high), numbers(low, high), numbers(low, high), drawn(low, high))


@st.composite
def issues(draw, kinds=("continuous", "integer", "categorical")):
    """One to three issues of any kind."""
    result = {}
    for position in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(kinds))
        low = draw(st.integers(-20, 20))
        if kind == "continuous":
            result[f"issue{position}"] = {"kind": kind, "range": [low, low + draw(st.integers(1, 100))], "unit": "%"}
            if draw(st.booleans()):
                result[f"issue{position}"]["step"] = draw(st.sampled_from((0, 0.03, 0.25, 1)))
        elif kind == "integer":
            result[f"issue{position}"] = {"kind": kind, "range": [low, low + draw(st.integers(1, 8))]}
        else:
            result[f"issue{position}"] = {"kind": kind, "options": list(OPTIONS[: draw(st.integers(2, 3))])}
    return result


@st.composite
def openings(draw, result, horizon):
    """Let some issues, not all, come onto the table later."""
    for name in sorted(result)[1:]:
        if draw(st.booleans()):
            result[name]["opens"] = START + dt.timedelta(days=draw(st.integers(1, (horizon - START).days)))
            result[name]["status_quo"] = draw(offers({name: result[name]}))[name]


@st.composite
def value_functions(draw, issue, rising):
    """A value function that fits an issue and rises (or falls) with it."""
    if issue["kind"] == "categorical":
        return {"table": {option: draw(quantities(0, 1)) for option in issue["options"]}}
    low, high = issue["range"]
    if draw(st.booleans()):
        worst, best = (low, high) if rising else (high, low)
        return {"worst": worst, "best": best}
    middle = (low + high) / 2
    values = sorted({0, draw(st.sampled_from((0.25, 0.5, 0.75))), 1}, reverse=not rising)
    return {"points": [low, middle, high], "values": values}


@st.composite
def preferences(draw, result, rising, payments):
    """Value functions of all issues, or of the payments and perhaps of an issue too, with weights that sum to 1."""
    values = {name: draw(value_functions(issue, rising)) for name, issue in result.items()}
    if payments:
        kept = draw(st.sampled_from([*result, None]))
        values = {name: value for name, value in values.items() if name == kept}
        values["payments"] = {"worst": 50, "best": 400} if rising else {"worst": 400, "best": 50}
    shares = [draw(st.integers(1, 9)) for _ in values]
    if draw(st.booleans()):
        return values if len(values) == 1 else _weighted(values, [share / sum(shares) for share in shares])
    return _weighted(values, [{"dist": "uniform", "loc": 0.1, "scale": share / 10} for share in shares])


def _weighted(values, weights):
    return {name: {**value, "weight": weight} for (name, value), weight in zip(values.items(), weights, strict=True)}


@st.composite
def tactics(draw, result):
    """A tactic of any kind that a file may name."""
    kind = draw(st.sampled_from(list(tactic_kinds().values())))
    table = {"kind": kind.name}
    for parameter in kind.parameters:
        if parameter.level:
            continue  # the range of the levels
        if parameter.name == "steps":
            table["steps"] = draw(st.integers(1, 10))  # few bids, so that a negotiation stays quick
        elif parameter.default is None or draw(st.booleans()):
            table[parameter.name] = draw(_parameter_values(parameter))
    if kind.takes_offers:
        table["offers"] = draw(st.lists(offers(result), min_size=1, max_size=3))
    return table


def _parameter_values(parameter):
    if parameter.words:
        return st.sampled_from(parameter.words)
    low = max(parameter.low, -10) + (0.001 if parameter.above else 0)
    high = min(parameter.high, low + 5)
    return st.integers(int(low), int(high)) if parameter.whole else numbers(low, high)


@st.composite
def offers(draw, result):
    """Terms for every issue."""
    terms = {}
    for name, issue in result.items():
        if issue["kind"] == "categorical":
            terms[name] = draw(st.sampled_from(issue["options"]))
        elif issue["kind"] == "integer":
            terms[name] = draw(st.integers(*issue["range"]))
        else:
            terms[name] = draw(numbers(*issue["range"]))
    return terms


@st.composite
def acceptances(draw):
    """An acceptance condition of any kind."""
    kind = draw(st.sampled_from(list(ACCEPTANCES.values())))
    table = {"kind": kind.name}
    for parameter in kind.parameters:
        if parameter.default is None or draw(st.booleans()):
            table[parameter.name] = draw(_parameter_values(parameter))
    if kind.name == "next" and "a" in table:
        table["a"] = max(0.5, table["a"])
    return table


@st.composite
def stances(draw, result, low, high):
    """A stance whose levels lie between two values."""
    table = {
        "aspiration": draw(levels(low, high)),
        "reservation": draw(levels(low, high)),
        "tactic": draw(tactics(result)),
    }
    optional = {
        "mandate": levels(low, high),
        "acceptance": acceptances(),
        "deadline": days(),
        "pressure": numbers(0, 0.02 * (high - low)),
        "discount": numbers(0, 30),
        "retreat": st.booleans(),
        "learns": st.booleans(),
    }
    for key, values in optional.items():
        if draw(st.booleans()):
            table[key] = draw(values)
    return table


def days(first=1, last=500):
    """A day after the start."""
    return st.integers(first, last).map(lambda day: START + dt.timedelta(days=day))


@st.composite
def delegations(draw, name, result, rising, payments, bounds):
    """A party with one or two administrations, the second perhaps decided by an election."""
    names = [f"{name}{number}" for number in range(draw(st.integers(1, 3)))]
    table = {
        "values": draw(preferences(result, rising, payments)),
        "stances": {key: draw(stances(result, *bounds)) for key in names},
        "administrations": [{"name": names[0], "from": START - dt.timedelta(days=draw(st.integers(0, 400)))}],
    }
    if draw(st.booleans()):
        table["disagreement"] = draw(numbers(0, 0.4))
    if payments:
        table["discount"] = draw(numbers(0, 10))
    if len(names) > 1:
        table["stances"][names[0]]["after_rejection"] = names[1]
        takes_office = draw(days(30, 400))
        if draw(st.booleans()):
            term = {"name": names[1], "from": takes_office}
        else:
            split = draw(numbers(0, 1))
            probabilities = [split, 1 - split] if len(names) == 3 else [split, 1 - split][:2]
            holders = [names[0], names[-1]]
            term = {
                "from": takes_office,
                "election": takes_office - dt.timedelta(days=20),
                "successors": [
                    {"name": holder, "probability": probability, "stance": holder}
                    for holder, probability in zip(holders, probabilities, strict=True)
                ],
            }
            for successor in term["successors"][draw(st.integers(0, 2)) :]:
                del successor["probability"]
        table["administrations"].append(term)
    return table


@st.composite
def calendars(draw, governing):
    """A calendar of up to two years with up to six listed rounds, drawn ones, or both."""
    table = {"start": START, "horizon": draw(days(30, 700))}
    if draw(st.booleans()):
        table["expiry"] = draw(days(-300, 500))
    span = (table["horizon"] - START).days
    listed = sorted(draw(st.sets(st.integers(0, span // 4), max_size=6)))
    rounds = []
    for place in listed:
        meeting = {"date": START + dt.timedelta(days=4 * place), "days": draw(st.sampled_from((1, 2, 3.5)))}
        if draw(st.booleans()):
            meeting |= {"exchanges": draw(st.integers(1, 3)), "counted": draw(st.booleans())}
        rounds.append(meeting)
    gaps = []
    if draw(st.booleans()) or not rounds:
        if draw(st.booleans()):
            gaps.append({"gap": draw(quantities(5, 40)), "administrations": draw(_under(governing))})
        gaps.append({"gap": draw(st.one_of(numbers(5, 40), bounded(10, 60), st.just(WHOLE_DAYS))), "days": 2})
    return {**table, "rounds": rounds, "gaps": gaps}


def _under(governing):
    return st.fixed_dictionaries({}, optional={party: st.sampled_from(names) for party, names in governing.items()})


@st.composite
def conditions(draw, result):
    """What must hold for an event: a word, a value in a deal or in a party's last offer, or two of these."""
    parts = []
    for _ in range(draw(st.integers(1, 2))):
        if draw(st.booleans()):
            parts.append(draw(st.sampled_from(("talking", "pending", "open"))))
            continue
        name, value = draw(st.sampled_from(list(draw(offers(result)).items())))
        sign = "=" if isinstance(value, str) else draw(st.sampled_from(("<=", "=", ">=")))
        party = draw(st.sampled_from(("", *(f"{party}." for party in PARTIES))))
        parts.append(f"{party}{name} {sign} {value}")
    return " and ".join(parts)


@st.composite
def shocks(draw, governing, stances, width, issues):
    """Up to two shocks, by date or by hazard."""
    result = []
    for number in range(draw(st.integers(0, 2))):
        shock = {
            "name": f"shock{number}",
            "kind": draw(st.sampled_from(("walkout", "statement"))),
            "ends_round": draw(st.booleans()),
            "pause": draw(st.sampled_from((0, 10, 45))),
            "under": draw(_under(governing)),
        }
        if draw(st.booleans()):
            shock["when"] = draw(conditions(issues))
        times = ({"date": draw(days(0))}, {"hazard": draw(quantities(0.05, 1))}, {"impasse": draw(st.integers(1, 4))})
        shock |= draw(st.sampled_from(times))
        if draw(st.booleans()) or "impasse" in shock:
            status_quo = {
                name: issue["status_quo"]
                for name, issue in issues.items()
                if "date" in shock and "opens" in issue and shock["date"] < issue["opens"]
            }
            shock["proposal"] = draw(offers(issues)) | status_quo
        if draw(st.booleans()):
            shock["expiry"] = draw(days(500, 700))
        if draw(st.booleans()):
            shock["stances"] = {party: draw(st.sampled_from(names)) for party, names in stances.items()}
            shock["deadlines"] = {draw(st.sampled_from(PARTIES)): draw(days(500, 700))}
        effects = []
        for _ in range(draw(st.integers(0, 2))):
            effect = {
                "party": draw(st.sampled_from(PARTIES)),
                "level": draw(st.sampled_from(("reservation", "aspiration", "mandate"))),
                "by": draw(quantities(-0.2 * width, 0.2 * width)),
            }
            if draw(st.booleans()):
                effect["days"] = draw(st.integers(1, 90))
            effects.append(effect)
        result.append({**shock, "effects": effects})
    return result


@st.composite
def ratifiers(draw, bounds):
    """Up to two ratifiers."""
    result = []
    for number in range(draw(st.integers(0, 2))):
        ratifier = {
            "name": f"ratifier{number}",
            "party": draw(st.sampled_from(PARTIES)),
            "role": draw(st.sampled_from(("head_of_state", "legislature"))),
            "delay": draw(st.integers(0, 40)),
        }
        if draw(st.booleans()):
            ratifier["threshold"] = draw(levels(*bounds))
        if draw(st.booleans()):
            ratifier["noise"] = draw(numbers(0, 0.1)) * (bounds[1] - bounds[0])
        result.append(ratifier)
    return result


@st.composite
def _payments(draw):
    """Three issues that settle a stream of payments, and the stream."""
    result = {
        "increase": {"kind": "continuous", "range": [0, 100], "unit": "%"},
        "index": {"kind": "categorical", "options": list(OPTIONS)},
        "term": {"kind": "integer", "range": [1, 5], "unit": "years"},
    }
    table = {"base": draw(quantities(90, 110)), "increase": "increase", "years": draw(st.integers(1, 7))}
    if draw(st.booleans()):
        table |= {"index": "index", "growth": {option: draw(quantities(0, 6)) for option in OPTIONS}}
    else:
        table["growth"] = draw(quantities(0, 6))
    if draw(st.booleans()):
        table |= {"term": "term", "beyond": draw(quantities(0, 3))}
    used = {"increase", table.get("index"), table.get("term")}
    return {name: issue for name, issue in result.items() if name in used}, table


@st.composite
def shared(draw, document, bounds):
    """Quantities of a document, some of which hang together; levels of stances become references to them."""
    names = [f"quantity{number}" for number in range(draw(st.integers(1, 3)))]
    document["quantities"] = {name: draw(levels(*bounds)) for name in names}
    for delegation in document["delegations"].values():
        for stance in delegation["stances"].values():
            if draw(st.booleans()):
                stance["reservation"] = {"quantity": draw(st.sampled_from(names))}
    document["correlations"] = [
        {"between": [names[0], other], "rho": draw(st.sampled_from((-1, -0.7, 0, 0.4, 0.7)))} for other in names[1:]
    ]
    if len(names) == 3 and any(pair["rho"] == -1 for pair in document["correlations"]):
        del document["correlations"][1:]


@st.composite
def documents(draw):
    """A valid scenario document, as the dictionary that a TOML file is."""
    payments = None
    if draw(st.integers(0, 3)) == 0:
        result, payments = draw(_payments())
    else:
        result = draw(issues())
    in_units = len(result) == 1 and payments is None and "range" in next(iter(result.values()))
    bounds = next(iter(result.values()))["range"] if in_units else (0, 1)
    rising = draw(st.booleans())
    document = {"title": "Drawn by hypothesis", "issues": result}
    if payments is not None:
        document["payments"] = payments
    document["delegations"] = {
        "north": draw(delegations("north", result, rising, payments is not None, bounds)),
        "south": draw(delegations("south", result, not rising, payments is not None, bounds)),
    }
    governing = {
        party: [term["name"] for term in table["administrations"] if "name" in term]
        for party, table in document["delegations"].items()
    }
    stances = {party: list(table["stances"]) for party, table in document["delegations"].items()}
    document["calendar"] = draw(calendars(governing))
    draw(openings(result, document["calendar"]["horizon"]))
    document["protocol"] = {
        "kind": draw(st.sampled_from(("alternating", "simultaneous", "ultimatum"))),
        "exchanges": draw(st.integers(1, 4)),
    }
    if draw(st.booleans()):
        document["protocol"]["first"] = draw(st.sampled_from(PARTIES))
    document["shocks"] = draw(shocks(governing, stances, bounds[1] - bounds[0], result))
    document["ratifiers"] = draw(ratifiers(bounds))
    if draw(st.booleans()):
        draw(shared(document, bounds))
    if draw(st.booleans()):
        document["lapse"] = {"cost": {"north": draw(quantities(0, 0.02))}, "foreseen": draw(st.booleans())}
    return document


def scenarios():
    """Domain scenarios, each from a valid document."""
    return documents().map(lambda data: files.build(files.from_text(files.dumps(data), name="drawn")))
