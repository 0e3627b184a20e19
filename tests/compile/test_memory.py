"""How records become words: where their rows lie, what belongs to the structure, and what cannot be laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from negosim.compile import CompileError, Memory, Program
from tests.compile.running import both


@dataclass(slots=True, eq=False)
class Spot:
    container: object
    key: str | int


@dataclass(slots=True, eq=False)
class Item:
    value: float
    count: int = 0
    other: Item | None = None
    act: Callable[[float], float] | None = None


@dataclass(slots=True, eq=False)
class Shelf:
    items: list[Item]


@dataclass(slots=True, eq=False)
class Store:
    items: list[Item] = field(default_factory=list)
    shelves: list[Shelf] = field(default_factory=list)
    reals: list[float] = field(default_factory=list)
    more: list[float] = field(default_factory=list)
    open: bool = False


@dataclass(slots=True, eq=False)
class Draws:
    items: list[Item]
    reals: list[float]
    spot: Spot


def double(x: float) -> float:
    return 2.0 * x


def half(x: float) -> float:
    return 0.5 * x


def items(count):
    return [Item(1.5 * place, place) for place in range(count)]


def adds_up(store: Store) -> None:
    for shelf in store.shelves:
        for item in shelf.items:
            item.value += 1.0
    for place, item in enumerate(store.items):
        store.reals[place] = item.value


@pytest.mark.parametrize("specialised", [True, False])
def test_lists_share_rows_as_they_do_in_python(specialised):
    whole = items(5)
    store = Store(items=whole, shelves=[Shelf(whole[1:4]), Shelf(whole[3:]), Shelf([]), Shelf(whole)], reals=[0.0] * 5)
    assert both(adds_up, store, specialised=specialised, trusted=(__name__,)) == (False, False, True)


def fills_both(store: Store) -> None:
    store.reals[0] = 2.0
    store.more[1] = store.reals[0] + store.more[0]


def test_two_fields_may_hold_one_list_of_numbers():
    numbers = [1.0, 0.0]
    assert both(fills_both, Store(reals=numbers, more=numbers)) == (False, False, True)


@pytest.mark.parametrize("pick", [lambda i: [i[0], i[2]], lambda i: [i[1], i[0]], lambda i: [*i[:2], Item(0.0)]])
def test_a_list_whose_rows_are_not_next_to_one_another_is_refused(pick):
    whole = items(3)
    with pytest.raises(ValueError, match=r"the rows of Shelf.items are not contiguous"):
        Memory(Store(items=whole, shelves=[Shelf(pick(whole))]))


def test_a_list_with_a_record_twice_is_refused():
    item = Item(1.0)
    with pytest.raises(ValueError, match=r"Store.items contains a record twice"):
        Memory(Store(items=[item, item]))


def test_a_word_is_where_a_number_stands():
    draws = Draws(items(3), [0.5, 7.0], Spot(None, 0))
    draws.spot = Spot(draws.reals, 1)
    memory = Memory(draws, Spot)
    reals = memory.words.view(np.float64)
    assert reals[memory.word(Spot(draws.items[2], "value"))] == 3.0
    assert memory.words[memory.word(Spot(draws.items[2], "count"))] == 2
    assert reals[memory.word(draws.spot)] == 7.0
    assert memory.column(Draws, "spot") == (memory.word(draws.spot),)


def test_the_structure_is_all_but_the_real_numbers():
    one = Memory(Store(items=items(2), reals=[1.0]))
    assert one.structure() == Memory(Store(items=[Item(9.0, 0), Item(8.0, 1)], reals=[2.0])).structure()
    for other in (
        Store(items=items(3), reals=[1.0]),
        Store(items=[Item(0.0, 0), Item(1.5, 5)], reals=[1.0]),
        Store(items=items(2), reals=[1.0, 2.0]),
        Store(items=items(2), reals=[1.0], open=True),
        Store(items=[Item(0.0, 0, act=half), Item(1.5, 1)], reals=[1.0]),
    ):
        assert one.structure() != Memory(other).structure()


def test_functions_known_beforehand_keep_their_positions():
    known = {(Item, "act"): [double, half]}
    store = Store(items=[Item(1.0, act=half), Item(1.0, act=double), Item(1.0)])
    memory = Memory(store, None, known)
    assert memory.column(Item, "act") == (1, 0, -1)
    assert Memory(store).column(Item, "act") == (0, 1, -1)
    assert memory.functions_known() == Memory(Store(), None, known).functions_known()
    assert known == {(Item, "act"): [double, half]}


def runs(store: Store) -> None:
    for place, item in enumerate(store.items):
        act = item.act
        store.reals[place] = item.act(item.value) if act is not None else 0.0


def test_code_for_any_structure_is_the_same_text_for_all():
    known = {(Item, "act"): [double, half]}
    texts = {
        Program(runs, Memory(store, None, known), False, None, {}, (__name__,)).text()
        for store in (Store(), Store(items=items(3), reals=[0.0] * 3, open=True))
    }
    assert len(texts) == 1


def test_functions_of_one_name_are_reported_apart():
    namespaces = [dict(globals()), dict(globals())]
    acts = [make_act(namespace, number) for number, namespace in enumerate(namespaces)]
    store = Store(items=[Item(1.0, act=acts[0]), Item(1.0, act=acts[1])], reals=[0.0, 0.0])
    assert both(runs, store) == (False, False, True)


def make_act(namespace, number):
    """Return a function whose name and file are always the same, and whose constant is not."""
    namespace["NUMBER"] = float(number)
    function = type(numbered)(numbered.__code__, namespace, "numbered")
    function.__annotations__ = numbered.__annotations__
    return function


NUMBER = 0.0


def numbered(x: float) -> float:
    return x + NUMBER


def test_a_decorated_function_in_a_field_is_refused():
    wrapper = type(half)(half.__code__, globals(), "half")
    wrapper.__wrapped__ = double
    with pytest.raises(CompileError, match="'half' has a decorator, which may change it"):
        Memory(Store(items=[Item(1.0, act=wrapper)]))


def test_a_word_is_held_by_the_field_or_the_list_at_whose_place_it_is():
    store = Store(items=items(3), reals=[1.0, 2.0], more=[3.0])
    memory = Memory(store, Spot)
    for place in (
        Spot(store.items[2], "value"),
        Spot(store.reals, 1),
        Spot(store.more, 0),
        Spot(store.items[0], "count"),
    ):
        container, key = memory.holder(memory.word(place))
        assert container is place.container
        assert key == place.key
    for word in (0, len(memory.words)):
        with pytest.raises(KeyError):
            memory.holder(word)
