"""Classes for tests: a clock that the test sets, and students that join by name."""

from negosim import files
from negosim.classroom.host import Host
from negosim.classroom.log import Log
from negosim.classroom.settings import new_settings
from negosim.classroom.talks import at_table
from negosim.engine import Accept, Offer, Wait, WalkAway

FIELDS = {Accept: "accept", Wait: "wait", WalkAway: "walk"}


RATIFIER = """
[[ratifiers]]
name = "partner"
title = "The partner"
party = "{party}"
threshold = {threshold}

[translations.ko.ratifiers]
partner = "배우자"
"""


def ratified(party="buyer", threshold=9_000):
    """Return the sale of a car to which somebody has to consent."""
    sale = files.read("used_car")
    return files.from_text(sale.text + RATIFIER.format(party=party, threshold=threshold), name=sale.name)


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


class Class:
    """A class in a file, without a server."""

    def __init__(self, path, scenario="used_car", **settings):
        document = files.read(scenario) if isinstance(scenario, str) else scenario
        self.clock = Clock()
        self.host = Host.open(Log(path), new_settings(document, **settings), self.clock)
        self.room = self.host.room

    def __del__(self):
        if hasattr(self, "host"):
            self.host.log.close()

    def join(self, *names, language="en"):
        return [self.host.join({"name": name, "pin": "1234", "language": language}) for name in names]

    def board(self, do, **form):
        self.host.board({"do": do, **form})

    def begun(self, *names):
        """Return the students by party of the first table, after the talks have begun."""
        self.join(*names)
        self.board("paired")
        self.board("begun")
        return self.people(1)

    def people(self, number):
        """Return the first student of each party at a table."""
        return {party: members[0] for party, members in self.room.tables[number - 1].seats.items()}

    def decide(self, student, do, key="", **terms):
        table, _ = self.room.table_of(student)
        fields = {f"issue.{name}": str(value) for name, value in terms.items()}
        self.host.student(student, {"do": do, "turn": str(len(table.script)), "key": key, **fields})

    def follow_the_tactic(self, table):
        """Let the student whose turn it is decide as the tactic of the party would."""
        with at_table(table) as stage:
            advice = stage.waits_for.advice()
        if isinstance(advice, Offer):
            terms = {name: value if isinstance(value, str) else repr(value) for name, value in advice.terms.items()}
            self.decide(table.seats[table.mover][0], "offer", **terms)
        else:
            self.decide(table.seats[table.mover][0], FIELDS[type(advice)])

    def replayed(self):
        """Return the class as it is after a restart."""
        path = self.host.log.path
        self.host.log.close()
        self.host = Host(Log(path), self.clock)
        return self.host.room
