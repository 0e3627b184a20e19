"""What the record's README says that it shows."""

import datetime as dt

from negosim import history

BY_ID = {agreement.id: agreement for agreement in history.agreements()}
LATENESS = {
    agreement.id: agreement.days_expiry_to_conclusion
    for agreement in history.agreements()
    if agreement.days_expiry_to_conclusion is not None
}


def test_of_eleven_renewals_six_came_in_the_last_two_months_four_late_and_one_a_year_early():
    assert len(LATENESS) == 11
    assert sum(-61 < days <= 0 for days in LATENESS.values()) == 6
    assert sorted(days for days in LATENESS.values() if days > 0) == [11, 41, 115, 432]
    assert sum(days < -365 for days in LATENESS.values()) == 1


def test_where_both_last_positions_are_known_the_outcome_lay_nearer_to_koreas():
    shares = {a.id: a.gap_share_to_us_late for a in BY_ID.values() if a.gap_share_to_us_late is not None}
    assert shares == {"SMA05": 0.235, "SMA09": 0.397, "SMA10": 0.301, "SMA11": 0.024}


def test_the_higher_washington_opened_the_longer_the_talks():
    opened = [
        (a.us_opening_pct, a.talks_length_days) for a in BY_ID.values() if a.us_opening_pct and a.talks_length_days
    ]
    assert [(round(pct), days) for pct, days in sorted(opened)] == [
        (12, 175),
        (15, 193),
        (31, 231),
        (100, 340),
        (400, 530),
    ]


def test_the_eleventh_was_open_for_386_days_under_trump_and_closed_46_days_into_bidens_term():
    (inauguration,) = (event.date.first() for event in history.events() if "Biden takes office" in event.description)
    assert (inauguration - BY_ID["SMA11"].previous_expiry) == dt.timedelta(days=386)
    assert (BY_ID["SMA11"].concluded_date - inauguration) == dt.timedelta(days=46)


def test_the_tentative_deal_of_march_was_refused_by_10_april_2020():
    dates = {event.kind: str(event.date) for event in history.events() if event.agreement == "SMA11"}
    assert (dates["tentative_deal"], dates["rejection"]) == ("2020-03-31", "2020-04-10")
