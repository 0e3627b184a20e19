"""Second bodies, in LLVM IR, of the few rules whose Python is outside the compiled subset.

They return the same bits as the first; ``tests/batch/test_primitives.py`` compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from negosim.batch import loop
from negosim.compile.memory import FAULT, real_bits
from negosim.rules import arithmetic, philox, records

TWO_54 = real_bits(2.0**54)
LEAST_NORMAL = real_bits(2.2250738585072014e-308)
CELL = real_bits(1.0 / 4503599627370496.0)


def _words() -> Iterator[str]:
    """Yield ten rounds of Philox4x64 on unsigned words."""
    yield "  %start = add i64 %p.slot, 1"
    c, k = ["%start", "%p.replicate", "0", "0"], ["%p.seed", "%p.stream"]
    for r in range(philox.ROUNDS):
        for x, (word, factor) in enumerate(((c[0], philox.MULTIPLIER_0), (c[2], philox.MULTIPLIER_1))):
            yield f"  %wide{r}{x} = zext i64 {word} to i128"
            yield f"  %product{r}{x} = mul i128 %wide{r}{x}, {factor}"
            yield f"  %upper{r}{x} = lshr i128 %product{r}{x}, 64"
            yield f"  %high{r}{x} = trunc i128 %upper{r}{x} to i64"
            yield f"  %low{r}{x} = trunc i128 %product{r}{x} to i64"
        yield f"  %a{r} = xor i64 %high{r}1, {c[1]}"
        yield f"  %b{r} = xor i64 %a{r}, {k[0]}"
        yield f"  %d{r} = xor i64 %high{r}0, {c[3]}"
        yield f"  %e{r} = xor i64 %d{r}, {k[1]}"
        yield f"  %k{r}0 = add i64 {k[0]}, {philox.WEYL_0}"
        yield f"  %k{r}1 = add i64 {k[1]}, {philox.WEYL_1}"
        c, k = [f"%b{r}", f"%low{r}1", f"%e{r}", f"%low{r}0"], [f"%k{r}0", f"%k{r}1"]
    yield f"  %r0 = insertvalue [4 x i64] undef, i64 {c[0]}, 0"
    for place in range(1, 4):
        yield f"  %r{place} = insertvalue [4 x i64] %r{place - 1}, i64 {c[place]}, {place}"
    yield "  ret [4 x i64] %r3"


UNIFORM_OF = f"""  %cell = lshr i64 %p.word, 12
  %number = uitofp i64 %cell to double
  %middle = fadd double %number, {real_bits(0.5)}
  %share = fmul double %middle, {CELL}
  ret double %share
"""

SPLIT = f"""  %small = fcmp olt double %p.x, {LEAST_NORMAL}
  %raised = fmul double %p.x, {TWO_54}
  %y = select i1 %small, double %raised, double %p.x
  %bias = select i1 %small, i64 1076, i64 1022
  %bits = bitcast double %y to i64
  %fraction = and i64 %bits, {0x800FFFFFFFFFFFFF}
  %half = or i64 %fraction, {0x3FE0000000000000}
  %mantissa = bitcast i64 %half to double
  %biased = lshr i64 %bits, 52
  %exponent = sub i64 %biased, %bias
  %r0 = insertvalue {{ double, i64 }} undef, double %mantissa, 0
  %r1 = insertvalue {{ double, i64 }} %r0, i64 %exponent, 1
  ret {{ double, i64 }} %r1
"""

SCALE = f"""entry:
  %low = icmp slt i64 %p.exponent, -1022
  %high = icmp sgt i64 %p.exponent, 1023
  %outside = or i1 %low, %high
  br i1 %outside, label %twice, label %once
once:
  %e1 = add i64 %p.exponent, 1023
  %b1 = shl i64 %e1, 52
  %f1 = bitcast i64 %b1 to double
  %r1 = fmul double %p.x, %f1
  ret double %r1
twice:
  %shift = select i1 %low, i64 969, i64 -1023
  %factor = select i1 %low, double {real_bits(2.0**-969)}, double {real_bits(2.0**1023)}
  %x2 = fmul double %p.x, %factor
  %left = add i64 %p.exponent, %shift
  %e2 = add i64 %left, 1023
  %b2 = shl i64 %e2, 52
  %f2 = bitcast i64 %b2 to double
  %r2 = fmul double %x2, %f2
  ret double %r2
"""  # 2**-969 leaves room for 53 bits, so that a number below the normal ones is rounded once

FLOOR = f"""  %whole = call double @llvm.floor.f64(double %p.x)
  %r = fadd double %whole, {real_bits(0.0)}
  ret double %r
"""  # the sum makes a zero positive, as float(int(x)) does

ASSIGN = """  %word = getelementptr i64, ptr %m, i64 %p.place
  store double %p.value, ptr %word
  ret void
"""  # no alias tag: it may write any number

FAULTED = f"""  %word = getelementptr i64, ptr %m, i64 {FAULT}
  %flag = load i64, ptr %word
  %r = icmp ne i64 %flag, 0
  ret i1 %r
"""

BODIES: Mapping[Callable[..., Any], str] = {
    philox.words: "\n".join(_words()) + "\n",
    philox.uniform_of: UNIFORM_OF,
    arithmetic.split: SPLIT,
    arithmetic.scale: SCALE,
    arithmetic.floor: FLOOR,
    records.assign: ASSIGN,
    loop.faulted: FAULTED,
}
