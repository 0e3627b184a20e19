"""The settings of a class: the scenario, the clock, the treatments, and the secrets of its links."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from negosim import files
from negosim.domain.scenario import Scenario
from negosim.errors import UsageError, did_you_mean
from negosim.rules.lower import Lowered
from negosim.teach.slips import Assigned, assigned_pairs, treatment_of
from negosim.teach.slips.pairs import MOST_PAIRS
from negosim.teach.translating import check_language, translated

__all__ = ["MOST_MINUTES", "MOST_ROOMS", "Settings", "new_settings", "settings_of_rooms"]

MOST_MINUTES = 10_000.0
MOST_AT_A_TABLE = 20
MOST_ROOMS = 20
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 and O, 1 and I, L, U
CODE_LETTERS = 6


@dataclass(frozen=True)
class Settings:
    """The settings of a class, which are stored in its log.

    Parameters
    ----------
    scenario, text : str
        Name of the scenario, and its full text as TOML.
    language : {"en", "ko"}
        Language of the board, and the default for students.
    deal_only : bool
        Whether pairs talk in person and type only their deal.
    minutes : float
        Length of the talks, in minutes.
    treatments : tuple of str
        Treatments in the form of ``negosim slips --treatment``.
    seed : int
        Seed of the pairs and of the scenario's random numbers.
    team : int
        Number of students who share a seat.
    observers : int
        Number of observers at each table.
    brief_of : str
        The party whose brief the observers read; if empty, they read the public information.
    ratifiers : tuple of str
        The ratifiers of the scenario that students play, one at each table.
    roster : dict of str to str
        Names by id of the students who may join; if empty, everybody may.
    code : str
        The code with which students join.
    board, secret : str
        The secret in the instructor's link, and the one that signs cookies.
    """

    scenario: str
    text: str
    language: str
    deal_only: bool
    minutes: float
    treatments: tuple[str, ...]
    seed: int
    roster: dict[str, str]
    code: str
    board: str
    secret: str
    team: int = 1
    observers: int = 0
    brief_of: str = ""
    ratifiers: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the settings as data that can be written as JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Settings:
        """Return the settings from data read from JSON."""
        return cls(**{**data, "treatments": tuple(data["treatments"]), "ratifiers": tuple(data.get("ratifiers", ()))})

    @cached_property
    def document(self) -> files.Document:
        """The scenario as a document."""
        return files.from_text(self.text, name=self.scenario)

    @cached_property
    def base(self) -> Scenario:
        """The scenario without treatments."""
        return files.build(self.document)

    @cached_property
    def pairs(self) -> tuple[Assigned, ...]:
        """The treatment and the drawn numbers of each of the `MOST_PAIRS` pairs."""
        treatments = [treatment_of(text) for text in self.treatments]
        return assigned_pairs(self.document, MOST_PAIRS, treatments=treatments, seed=self.seed)

    def assigned(self, number: int) -> Assigned:
        """Return the treatment and the drawn numbers of a table, from 1; treatments repeat after `MOST_PAIRS`."""
        return replace(self.pairs[(number - 1) % MOST_PAIRS], number=number)

    def lowered(self, number: int, language: str) -> Lowered:
        """Return the scenario of a table in a language."""
        lowered = self.assigned(number).lowered
        key = (id(lowered), language)
        if key not in self._translated:
            self._translated[key] = replace(lowered, scenario=translated(lowered.scenario, language))
        return self._translated[key]

    @cached_property
    def _translated(self) -> dict[tuple[int, str], Lowered]:
        return {}


def _check_seats(settings: Settings) -> None:
    parties = settings.base.parties
    if not 1 <= settings.team <= MOST_AT_A_TABLE:
        raise UsageError(f"--team {settings.team}: give a number from 1 to {MOST_AT_A_TABLE}")
    if not 0 <= settings.observers <= MOST_AT_A_TABLE:
        raise UsageError(f"--observers {settings.observers}: give a number from 0 to {MOST_AT_A_TABLE}")
    if settings.brief_of and settings.brief_of not in parties:
        raise UsageError(
            f"--observers-see {settings.brief_of}: there is no such party{did_you_mean(settings.brief_of, parties)}"
        )


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))


def settings_of_rooms(settings: Settings, count: int) -> list[Settings]:
    """Return the settings of each room of a class; they differ only in the code.

    Raises
    ------
    UsageError
        If the number of rooms is out of range.
    """
    if not 1 <= count <= MOST_ROOMS:
        raise UsageError(f"--rooms {count}: give a number from 1 to {MOST_ROOMS}")
    codes = {settings.code: None}
    while len(codes) < count:
        codes[_new_code()] = None
    return [replace(settings, code=code) for code in codes]


def _check_ratifiers(settings: Settings, scenario: Scenario) -> None:
    known = [ratifier.name for ratifier in scenario.ratifiers if ratifier.name not in scenario.parties]
    for name in settings.ratifiers:
        if name not in known:
            listed = f"there are {', '.join(known)}" if known else f"{scenario.name} has none"
            raise UsageError(
                f"--ratifier {name}: there is no such ratifier{did_you_mean(name, known) or f'; {listed}'}"
            )


def new_settings(
    document: files.Document,
    *,
    language: str = "en",
    deal_only: bool = False,
    minutes: float = 20.0,
    treatments: Sequence[str] = (),
    seed: int = 0,
    roster: Mapping[str, str] | None = None,
    team: int = 1,
    observers: int = 0,
    brief_of: str = "",
    ratifiers: Sequence[str] = (),
) -> Settings:
    """Return the settings of a new class, with a new code and new secrets.

    Raises
    ------
    UsageError
        If the length, the size of a team or the number of observers is out of range, the language, a party or a
        ratifier is unknown, a treatment is not valid, or `deal_only` is given for a protocol without a deal to type.
    ScenarioError
        If the scenario is not valid, alone or with one of the treatments.
    """
    if not 0.0 < minutes <= MOST_MINUTES:
        raise UsageError(f"--minutes {minutes:g}: give a number above 0 and at most {MOST_MINUTES:g}")
    settings = Settings(
        scenario=document.name,
        text=document.text,
        language=check_language(language),
        deal_only=deal_only,
        minutes=minutes,
        treatments=tuple(treatments),
        seed=seed,
        roster=dict(roster or {}),
        code=_new_code(),
        board=secrets.token_urlsafe(16),
        secret=secrets.token_urlsafe(32),
        team=team,
        observers=observers,
        brief_of=brief_of,
        ratifiers=tuple(dict.fromkeys(ratifiers)),
    )
    _check_seats(settings)
    for pair in settings.pairs:
        _check_ratifiers(settings, pair.lowered.scenario)
        kind = pair.lowered.scenario.protocol.kind
        if deal_only and kind != "alternating":
            raise UsageError(f"--deal-only: the protocol '{kind}' has no deal to type; omit --deal-only")
    return settings
