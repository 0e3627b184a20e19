"""The records: one class per noun of the model, every field of which is documented and can be laid out in memory."""

import inspect
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings

from negosim.rules import records
from negosim.rules.advance import negotiate
from negosim.rules.lower import lower
from negosim.rules.records import Offer, Place, Talks, assign
from tests.rules.reading import records_below
from tests.strategies import scenarios

CLASSES = [each for each in vars(records).values() if inspect.isclass(each) and is_dataclass(each)]
by_name = pytest.mark.parametrize("record", CLASSES, ids=lambda record: record.__name__)


def documented(record):
    """Return the names that the section Parameters of a class's docstring describes, in order."""
    section = re.search(r"Parameters\n-+\n(.*?)(\n\w+\n-+\n|\Z)", inspect.getdoc(record), flags=re.DOTALL)
    entries = re.findall(r"^(\w[\w, ]*) : .+\n    \S", section[1], flags=re.MULTILINE)
    return [name for entry in entries for name in entry.split(", ")]


def parts(annotation):
    """Return the types that an annotation is made of: the branches of a union, the elements of a list."""
    if get_origin(annotation) in (Union, UnionType, list):
        return {part for each in get_args(annotation) for part in parts(each)}
    return {get_origin(annotation) or annotation}


@cache
def parts_of_fields(record):
    """Return the types that each field of a class may hold, itself or in a list."""
    return {field.name: parts(get_type_hints(record)[field.name]) for field in fields(record)}


@by_name
def test_every_field_of_a_record_is_documented(record):
    assert sorted(documented(record)) == sorted(field.name for field in fields(record))


@by_name
def test_a_field_is_a_number_a_record_a_list_of_either_or_a_function(record):
    if record is not Place:  # it names any of those
        allowed = {int, float, bool, NoneType, Callable, *CLASSES}
        assert set().union(*parts_of_fields(record).values()) <= allowed


def test_every_record_is_reachable_from_the_talks():
    reached, ahead = set(), [Talks]
    while ahead:
        record = ahead.pop()
        if record not in reached:
            reached.add(record)
            ahead += [part for part in set().union(*parts_of_fields(record).values()) if part in CLASSES]
    assert reached == set(CLASSES)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(scenarios())
def test_every_field_holds_what_it_declares_before_and_after_a_run(scenario):
    talks = lower(scenario).talks()
    for replicate in (None, 0):
        if replicate is not None:
            negotiate(talks, 1, replicate)
        for path, record in records_below(talks).items():
            if not isinstance(record, Place):
                for name, allowed in parts_of_fields(type(record)).items():
                    value = getattr(record, name)
                    kinds = {type(each) for each in (value if isinstance(value, list) else [value])}
                    assert kinds <= allowed or (Callable in allowed and callable(value)), f"{path}.{name}"


def test_records_differ_by_identity_and_take_no_other_field():
    one, other = (Offer(terms=[1.0]) for _ in range(2))
    assert one != other
    with pytest.raises(AttributeError, match="utilty"):
        one.utilty = 0.5


def test_a_number_is_assigned_where_its_place_says():
    offer = Offer(terms=[1.0, 2.0])
    assign(Place(offer, "utility"), 0.5)
    assign(Place(offer.terms, 1), 3.0)
    assert (offer.terms, offer.time, offer.utility) == ([1.0, 3.0], 0.0, 0.5)
