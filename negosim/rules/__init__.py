"""The negotiation itself: plain scalar functions, standard library only.

They exist once. The engine calls them at simulated times, the batch compiles them; neither decides what happens.
A rule uses ``+ - * /``, ``sqrt``, comparisons and :mod:`negosim.rules.arithmetic` alone: no ``**``, no library
functions, no numpy, so that both drivers return the same bits.
"""
