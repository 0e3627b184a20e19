"""Second bodies, for the compiler, of the few rules that Python says with what a kernel has not: big integers, frexp.

They return the same bits as the first; ``tests/batch/test_primitives.py`` compares them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

from negosim.rules import arithmetic, philox

FRACTION = np.uint64(0x000FFFFFFFFFFFFF)
SIGN_AND_FRACTION = np.uint64(0x800FFFFFFFFFFFFF)
HALF = np.uint64(0x3FE0000000000000)
FRACTION_BITS = np.uint64(52)
EXPONENT_OF_HALF = 1022
EXPONENT_OF_ONE = 1023
LEAST_NORMAL = 2.2250738585072014e-308
MULTIPLIER_0 = np.uint64(philox.MULTIPLIER_0)
MULTIPLIER_1 = np.uint64(philox.MULTIPLIER_1)
WEYL_0 = np.uint64(philox.WEYL_0)
WEYL_1 = np.uint64(philox.WEYL_1)
ONE = np.uint64(1)
HALF_A_WORD = np.uint64(12)
CELL = 1.0 / 4503599627370496.0


@intrinsic  # type: ignore[untyped-decorator]
def multiply(_typing: Any, a: Any, b: Any) -> Any:
    """Return the high and the low word of the product of two 64-bit words."""
    signature = types.UniTuple(types.uint64, 2)(types.uint64, types.uint64)

    def emit(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        from llvmlite import ir

        wide, word = ir.IntType(128), ir.IntType(64)
        product = builder.mul(builder.zext(args[0], wide), builder.zext(args[1], wide))
        high = builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), word)
        return context.make_tuple(builder, signature.return_type, (high, builder.trunc(product, word)))

    return (signature, emit) if a == types.uint64 and b == types.uint64 else None


@intrinsic  # type: ignore[untyped-decorator]
def bits_of(_typing: Any, x: Any) -> Any:
    """Return the bits of a float as a word."""

    def emit(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        from llvmlite import ir

        return builder.bitcast(args[0], ir.IntType(64))

    return (types.uint64(types.float64), emit) if x == types.float64 else None


@intrinsic  # type: ignore[untyped-decorator]
def float_of(_typing: Any, word: Any) -> Any:
    """Return the float whose bits a word holds."""

    def emit(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        from llvmlite import ir

        return builder.bitcast(args[0], ir.DoubleType())

    return (types.float64(types.uint64), emit) if word == types.uint64 else None


def _words(seed: Any, stream: Any, slot: Any, replicate: Any) -> Any:  # noqa: ARG001 - types, for the signature
    def body(seed: int, stream: int, slot: int, replicate: int) -> Any:
        c0, c1, c2, c3 = np.uint64(slot) + ONE, np.uint64(replicate), np.uint64(0), np.uint64(0)
        k0, k1 = np.uint64(seed), np.uint64(stream)
        for _ in range(philox.ROUNDS):
            high_0, low_0 = multiply(c0, MULTIPLIER_0)
            high_1, low_1 = multiply(c2, MULTIPLIER_1)
            c0, c1, c2, c3 = high_1 ^ c1 ^ k0, low_1, high_0 ^ c3 ^ k1, low_0
            k0, k1 = k0 + WEYL_0, k1 + WEYL_1
        return c0, c1, c2, c3

    return body


def _uniform_of(word: Any) -> Any:  # noqa: ARG001
    def body(word: int) -> Any:
        return (float(np.int64(np.uint64(word) >> HALF_A_WORD)) + 0.5) * CELL

    return body


def _split(x: Any) -> Any:  # noqa: ARG001
    def body(x: float) -> Any:
        if x < LEAST_NORMAL:
            mantissa, exponent = math.frexp(x)
            return mantissa, np.int64(exponent)
        bits = bits_of(x)
        return float_of((bits & SIGN_AND_FRACTION) | HALF), np.int64(bits >> FRACTION_BITS) - EXPONENT_OF_HALF

    return body


def _scale(x: Any, exponent: Any) -> Any:  # noqa: ARG001
    def body(x: float, exponent: int) -> Any:
        if -EXPONENT_OF_HALF <= exponent <= EXPONENT_OF_ONE:
            return x * float_of(np.uint64(exponent + EXPONENT_OF_ONE) << FRACTION_BITS)
        return math.ldexp(x, exponent)

    return body


SECOND_BODIES: tuple[tuple[Callable[..., Any], Callable[..., Any]], ...] = (
    (philox.words, _words),
    (philox.uniform_of, _uniform_of),
    (arithmetic.split, _split),
    (arithmetic.scale, _scale),
)
