"""Import NegMAS once without warnings: some of its libraries warn where they are compiled for the first time."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import negmas.sao  # noqa: F401
