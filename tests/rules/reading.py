"""How the tests read records as a whole: every number below them, by path."""

from dataclasses import fields, is_dataclass

from negosim.rules.offers import made, received

# What a turn works with, what a curve has computed before, and what a tactic writes anew at the first move of a stance,
# is nothing that a replicate leaves behind.
WORKSPACE = frozenset({"made", "received", "trial", "start", "goal", "speed", "memory", "bids", "model"})


def walk(value, path="talks", seen=None, *, without=frozenset()):
    """Yield the path and the value of everything below a record; of a record met before, the path where it was met.

    ``seen`` collects the records, by identity, with their paths.
    """
    seen = {} if seen is None else seen
    if id(value) in seen:
        yield path, seen[id(value)][0]
    elif is_dataclass(value):
        seen[id(value)] = path, value
        for field in fields(value):
            if field.name not in without:
                yield from walk(getattr(value, field.name), f"{path}.{field.name}", seen, without=without)
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from walk(each, f"{path}[{place}]", seen, without=without)
    else:
        yield path, value


def records_below(talks):
    """Return all records below the talks, themselves included, by the path where each is met first."""
    seen = {}
    for _ in walk(talks, seen=seen):
        pass
    return dict(seen.values())


def left_behind(talks):
    """Return all that a replicate leaves behind and that may be read, by path."""
    offers = {
        f"talks.parties[{party.number}].{of.__name__}({back})": (offer.time, offer.utility, *offer.terms)
        for party in talks.parties
        for of, count, kept in (
            (made, party.offers_made, party.made),
            (received, party.offers_received, party.received),
        )
        for back in range(1, min(count, len(kept)) + 1)
        for offer in (of(party, back),)
    }
    return dict(walk(talks, without=WORKSPACE)) | offers
