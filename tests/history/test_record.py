"""The record agrees with itself: sources exist, dates follow one another, derived figures can be derived."""

import datetime as dt
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from negosim import history

TABLES = {
    "agreements": history.agreements,
    "grades": history.grades,
    "contributions": history.contributions,
    "offers": history.offers,
    "rounds": history.rounds,
    "events": history.events,
    "indices": history.indices,
    "exchange_rates": history.exchange_rates,
}
KNOWN = {agreement.id for agreement in history.agreements()}
PAID = {row.year: row.krw_bn for row in history.contributions()}


@pytest.mark.parametrize("table", TABLES)
def test_every_source_that_a_row_names_exists(table):
    ids = {source.id for source in history.sources()}
    rows = TABLES[table]()
    assert rows
    for row in rows:
        assert row.source_ids
        assert set(row.source_ids) <= ids, row


def test_every_source_is_used_and_named_once():
    ids = [source.id for source in history.sources()]
    used = {identifier for rows in TABLES.values() for row in rows() for identifier in row.source_ids}
    assert len(ids) == len(set(ids))
    assert set(ids) == used


def test_an_address_is_one_that_a_reader_can_open():
    for source in history.sources():
        if source.address is not None:
            assert "." in urlsplit(source.address if "://" in source.address else f"//{source.address}").netloc
        else:
            assert source.id == "MEMORY" or source.publisher


@pytest.mark.parametrize("table", ["agreements_confidence", "contributions", "offers", "rounds", "events"])
def test_grades_are_a_to_d_and_memory_alone_is_c_or_d(table):
    rows = history.grades() if table == "agreements_confidence" else TABLES[table]()
    for row in rows:
        grade = row.grade_krw if table == "contributions" else row.grade
        assert grade in {"A", "B", "C", "D"}
        if row.source_ids == ("MEMORY",):
            assert grade in {"C", "D"}, row


@pytest.mark.parametrize("table", ["grades", "offers", "rounds", "events"])
def test_every_row_belongs_to_a_known_agreement(table):
    for row in TABLES[table]():
        assert row.agreement is None or row.agreement in KNOWN


def test_a_grade_names_a_field_that_exists():
    groups = {"validity", "all dates"}
    fields = set(history.Agreement.__dataclass_fields__) | groups
    assert {field for row in history.grades() for field in row.field.split(" / ")} <= fields


def test_agreements_follow_one_another():
    assert [agreement.ordinal for agreement in history.agreements()] == list(range(1, 13))
    for old, new in pairwise(history.agreements()):
        assert new.previous_expiry == old.validity_to
        assert new.validity_from == old.validity_to + dt.timedelta(days=1)


def test_an_agreement_is_concluded_then_signed_then_ratified_then_in_force():
    for agreement in history.agreements():
        ratified = agreement.ratified_date and agreement.ratified_date.last()
        steps = [agreement.concluded_date, agreement.initialled_date, agreement.signed_date, ratified]
        # an agreement comes into force at the earliest when parliament has consented
        steps += [agreement.in_force_date]
        known = [step for step in steps if step is not None]
        assert known == sorted(known), agreement.id


def test_days_are_those_between_the_dates():
    for agreement in history.agreements():
        if agreement.previous_expiry is None or agreement.concluded_date is None:
            continue
        concluded = (agreement.concluded_date - agreement.previous_expiry).days
        signed = (agreement.signed_date - agreement.previous_expiry).days
        assert agreement.days_expiry_to_conclusion == concluded
        assert agreement.days_expiry_to_signature == signed
        if agreement.talks_length_days is not None:
            opened = agreement.first_round_date.first()
            assert agreement.talks_length_days == (agreement.concluded_date - opened).days
        if agreement.lapse_days is not None:
            without = (agreement.in_force_date - agreement.previous_expiry).days - 1
            assert agreement.lapse_days == max(without, 0)


def test_the_share_of_the_gap_follows_from_the_positions():
    shares = 0
    for agreement in history.agreements():
        if agreement.gap_share_to_us_late is None:
            continue
        gap = agreement.us_late_ask_pct - agreement.kr_best_offer_pct
        share = (agreement.outcome_pct_for_gap - agreement.kr_best_offer_pct) / gap
        assert share == pytest.approx(agreement.gap_share_to_us_late, abs=0.005)
        shares += 1
    assert shares == 4


def test_growth_is_that_of_the_contributions():
    for before, year in pairwise(history.contributions()):
        assert year.year == before.year + 1
        assert year.growth_pct == pytest.approx(100 * (year.krw_bn / before.krw_bn - 1), abs=0.06)


def test_the_base_amount_is_what_was_paid_in_the_base_year():
    for agreement in history.agreements():
        assert agreement.base_amount_krw_bn == PAID[agreement.base_year]


def test_a_round_and_the_events_lie_in_order_of_time():
    for meeting in history.rounds():
        assert meeting.start.first() <= meeting.end.last()
    starts = [event.date.first() for event in history.events()]
    assert starts == sorted(starts)


def test_defence_growth_is_that_of_the_budget():
    for before, year in pairwise(history.indices()):
        growth = 100 * (year.kr_defence_budget_krw_bn / before.kr_defence_budget_krw_bn - 1)
        assert year.kr_defence_budget_growth_pct == pytest.approx(growth, abs=0.16), year.year
