"""How the kernel calls a user's tactic: by its address, so that the kernel is the same whatever users add."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from negosim.batch.views import FLAGS, NUMBERS, PLAN, STATE
from negosim.rules.layout import STANCE_SCRIPT
from negosim.rules.stances import stance_field

# plan, numbers, flags, state, party, t, lowest: what a user's tactic is compiled for
SIGNATURE = types.float64(PLAN, NUMBERS, FLAGS, STATE, types.int64, types.float64, types.float64)


@intrinsic  # type: ignore[untyped-decorator]
def call(_typing: Any, address: Any, talks: Any, party: Any, t: Any, lowest: Any) -> Any:  # noqa: ARG001 - types
    """Return what the function at an address returns."""

    def emit(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        given = [*(builder.extract_value(args[1], number) for number in range(4)), *args[2:]]
        function = ir.FunctionType(ir.DoubleType(), [value.type for value in given])
        return builder.call(builder.inttoptr(args[0], function.as_pointer()), given)

    return types.float64(types.int64, talks, types.int64, types.float64, types.float64), emit


def added_by_address(talks: Any, party: Any, t: Any, lowest: Any) -> Any:  # noqa: ARG001 - types, for the signature
    """Return the second body of :func:`negosim.rules.tactics.added.added_demand`."""

    def body(talks: Any, party: int, t: float, lowest: float) -> Any:
        asked = call(stance_field(talks, party, STANCE_SCRIPT), talks, party, t, lowest)
        if asked != asked:
            raise ValueError("a user's tactic failed")  # run_replicates asks the tactic itself what is wrong
        return asked

    return body
