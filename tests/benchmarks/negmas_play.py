"""Play the game of `negmas_bench.py` with NegMAS: each line of input, steps and how many times, is answered by a line.

The answer is the CPU seconds of all of them, and the step and the price of the agreement. It is the fastest public path
that was found: one mechanism per negotiation with one offer per step and without the callbacks of subclasses, utilities
from a table that is made once. Runs under an interpreter of its own (requirements-negmas.txt); nothing of negosim is
imported.
"""

import json
import sys
import time

from negmas.negotiators.helpers import PolyAspiration
from negmas.outcomes import make_issue
from negmas.preferences import MappingUtilityFunction
from negmas.sao import SAOMechanism, TimeBasedConcedingNegotiator

PRICES = 101  # the price is one of these; NegMAS cuts a continuous one to ten
ISSUES = [make_issue(PRICES, "price")]
SELLER = MappingUtilityFunction({(x,): x / (PRICES - 1) for x in range(PRICES)}, issues=ISSUES)
BUYER = MappingUtilityFunction({(x,): 1.0 - x / (PRICES - 1) for x in range(PRICES)}, issues=ISSUES)


def negotiate(steps: int) -> tuple[int, int]:
    """Let a boulware seller and a conceding buyer alternate offers; return the step and the price of the agreement."""
    mechanism = SAOMechanism(issues=ISSUES, n_steps=steps, one_offer_per_step=True, extra_callbacks=False)
    mechanism.add(TimeBasedConcedingNegotiator(offering_curve=PolyAspiration(1.0, 5.0)), ufun=SELLER)
    mechanism.add(TimeBasedConcedingNegotiator(offering_curve=PolyAspiration(1.0, 0.2)), ufun=BUYER)
    state = mechanism.run()
    return state.step, state.agreement[0]


def main() -> None:
    """Answer until there is nothing more to answer."""
    for line in sys.stdin:
        steps, count = json.loads(line)
        start = time.process_time()
        for _ in range(count):
            ended = negotiate(steps)
        print(json.dumps([time.process_time() - start, *ended]), flush=True)


if __name__ == "__main__":
    main()
