"""One frozen dataclass per table of the record; a field is None if the record says nothing.

Units are in the names: ``krw_bn`` is billions (10^9) of won, ``usd_m`` millions of dollars, ``pct`` per cent.
Grades: A two independent sources or an official one, B one source, C general knowledge, D derived.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from negosim.history.partial import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One Special Measures Agreement, SMA01 to SMA12.

    Positions are increases in % over the base that `positions_note` names. `gap_share_to_us_late` is (outcome − Korea's
    best offer) / (Washington's late ask − Korea's best offer): 0 is Seoul's number, 1 is Washington's.
    `days_expiry_to_conclusion` is negative if the parties settled before the previous agreement expired; `lapse_days`
    is the number of days on which no agreement was in force.
    """

    id: str
    ordinal: int
    concluded_date: dt.date | None
    initialled_date: dt.date | None
    signed_date: dt.date
    ratified_date: PartialDate | None
    in_force_date: dt.date | None
    validity_from: dt.date
    validity_to: dt.date
    base_year: int
    base_amount_krw_bn: float
    base_amount_usd_m: float | None
    growth_vs_previous_pct: float | None
    growth_contract_currency_pct: float | None
    index_rule: str
    index_kind: str
    index_cap_pct: float | None
    duration_years: int
    us_president: str
    kr_president: str
    us_lead: str | None
    kr_lead: str | None
    rounds: int | None
    first_round_date: PartialDate | None
    talks_length_days: int | None
    us_opening_pct: float | None
    us_late_ask_pct: float | None
    kr_opening_pct: float | None
    kr_best_offer_pct: float | None
    outcome_pct_for_gap: float | None
    gap_share_to_us_late: float | None
    previous_expiry: dt.date | None
    days_expiry_to_conclusion: int | None
    days_expiry_to_signature: int | None
    lapse_days: int | None
    positions_note: str | None
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGrade:
    """The grade of one field of one agreement."""

    agreement: str
    field: str
    grade: str
    source_ids: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What Korea paid for one year."""

    year: int
    krw_bn: float
    growth_pct: float | None
    usd_m: float | None
    grade_krw: str
    source_ids: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A dated ask or offer, or what was agreed; `side` is US, KR, agreed or tentative.

    `term_years` contains the shortest and the longest term that was offered; they are equal if one term was named.
    """

    agreement: str
    date: PartialDate
    side: str
    amount: float | None
    unit: str | None
    pct_vs_base: float | None
    base: str
    term_years: tuple[int, int] | None
    grade: str
    source_ids: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A meeting of the two delegations; `round` is its number or its name."""

    agreement: str
    round: str
    start: PartialDate
    end: PartialDate
    place: str | None
    kr_lead: str | None
    us_lead: str | None
    outcome_note: str | None
    grade: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened around the talks: an election, an expiry, a walkout, a signing."""

    date: PartialDate
    agreement: str | None
    kind: str
    description: str
    grade: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexYear:
    """Prices, the defence budget and exchange rates of one year."""

    year: int
    kr_cpi_pct: float | None
    kr_gdp_deflator_pct: float | None
    kr_defence_budget_growth_pct: float
    kr_defence_budget_krw_bn: float
    krw_per_usd_avg: float | None
    jpy_per_usd_avg: float | None
    grade: str
    source_ids: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """The exchange rate in a month that matters for an agreement."""

    month: PartialDate
    krw_per_usd_monthly_avg: float
    why: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCheck:
    """What an agreement's index rule predicts for some years, and what was paid."""

    first_year: int
    last_year: int
    rule: str
    predicted_growth_pct: float
    actual_growth_pct: float
    difference: float
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The source of a fact; `address` is None if there is no web address."""

    id: str
    title: str
    publisher: str | None
    date: str | None
    address: str | None
    supports: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What the forecast of a renewal is compared with: the previous agreement's expiry, the settlement and its date.

    `growth_pct` is the growth of the first year's amount in the currency of the contract.
    """

    id: str
    previous_expiry: dt.date
    concluded_date: dt.date
    growth_pct: float

    @property
    def days(self) -> int:
        """Days from the expiry to the conclusion; negative if the parties settled before the expiry."""
        return (self.concluded_date - self.previous_expiry).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A figure that was public when the talks on an agreement opened, and the day on which it became public.

    `figure` is ``opened`` (the day of the first round; `value` is a date, without the day if no source has it),
    ``consumer_prices``, ``defence_budget`` (the payer's; both are growth in % a year) or ``last_step`` (the growth on
    which the previous agreement settled, in %).
    """

    agreement: str
    figure: str
    value: str
    public_from: dt.date
    grade: str
    source_ids: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The first ask or offer of a side, in % over the base, and the day on which it became public.

    `side` is the abbreviation in `record.toml`; `made` is when the position was taken, `public_from` when a source
    reported it.
    """

    agreement: str
    side: str
    pct: float
    made: PartialDate
    public_from: dt.date
    grade: str
    source_ids: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inauguration:
    """A day on which the payee's administration may change; it does if the incumbent may not stand again."""

    date: dt.date
    incumbent_may_stand: bool
    grade: str
    source_ids: tuple[str, ...]
    note: str | None
