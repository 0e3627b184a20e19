"""What the four arrays of a negotiation are to the compiler: bare pointers.

numpy arrays would bring reference counts and wrapped indices into every rule. The plan is marked as never
changing and whole numbers as never overlapping with reals, so that the optimiser need not read either twice.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic, models, overload, register_model


class View(types.Type):  # type: ignore[misc]
    """A row of numbers of one type; ``fixed`` where nothing writes to it during a run."""

    def __init__(self, dtype: Any, fixed: bool) -> None:
        self.dtype, self.fixed = dtype, fixed
        super().__init__(name=f"View({dtype}, fixed={fixed})")


@register_model(View)
class _ViewModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, view: Any) -> None:
        super().__init__(manager, view, manager.lookup(view.dtype).get_data_type().as_pointer())


PLAN = View(types.int64, fixed=True)
NUMBERS = View(types.float64, fixed=False)
FLAGS = View(types.int64, fixed=False)
STATE = View(types.float64, fixed=False)


def _viewing(view: View) -> Any:
    @intrinsic  # type: ignore[untyped-decorator]
    def viewed(_typing: Any, array: Any) -> Any:
        def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            return context.make_array(signature.args[0])(context, builder, args[0]).data

        return view(array), emit

    return viewed


plan_of = _viewing(PLAN)
numbers_of = _viewing(NUMBERS)
flags_of = _viewing(FLAGS)
state_of = _viewing(STATE)


@intrinsic  # type: ignore[untyped-decorator]
def _read(_typing: Any, view: Any, index: Any) -> Any:  # noqa: ARG001 - its type is int64
    def emit(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        value = builder.load(builder.gep(args[0], [args[1]], inbounds=True))
        _mark(builder, value, view)
        return value

    return view.dtype(view, types.int64), emit


@intrinsic  # type: ignore[untyped-decorator]
def _write(_typing: Any, view: Any, index: Any, value: Any) -> Any:  # noqa: ARG001 - cast to the view's type
    def emit(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        _mark(builder, builder.store(args[2], builder.gep(args[0], [args[1]], inbounds=True)), view)
        return context.get_dummy_value()

    return types.void(view, types.int64, view.dtype), emit


def _mark(builder: ir.IRBuilder, instruction: Any, view: View) -> None:
    """Tell the optimiser that whole numbers and reals lie apart, and that fixed ones stay as they are."""
    module = builder.module
    root = module.add_metadata(["negosim"])
    zero = ir.Constant(ir.IntType(64), 0)
    kind = module.add_metadata([f"negosim {view.dtype}{' fixed' if view.fixed else ''}", root, zero])
    instruction.set_metadata("tbaa", module.add_metadata([kind, kind, zero]))
    if view.fixed:
        instruction.set_metadata("invariant.load", module.add_metadata([]))


@overload(operator.getitem, strict=False)  # type: ignore[untyped-decorator]
def _getitem(view: Any, index: Any) -> Callable[..., Any] | None:
    if isinstance(view, View) and isinstance(index, types.Integer):
        return lambda view, index: _read(view, index)
    return None


@overload(operator.setitem, strict=False)  # type: ignore[untyped-decorator]
def _setitem(view: Any, index: Any, value: Any) -> Callable[..., Any] | None:  # noqa: ARG001
    if isinstance(view, View) and isinstance(index, types.Integer):
        return lambda view, index, value: _write(view, index, value)
    return None
