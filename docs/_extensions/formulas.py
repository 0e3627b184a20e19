"""Tell formulas from sentences that two dollar signs enclose by accident. Needs no Sphinx, so the tests use it too."""

import re

TEXT = re.compile(r"\\(?:text|mathrm|operatorname|begin|end)\{[^}]*\}")
COMMAND = re.compile(r"\\[A-Za-z]+")
WORD = re.compile(r"[A-Za-z]{3,}")


def words_in(formula):
    """Return the words of a LaTeX formula that stand outside ``\\text{…}`` and are no commands.

    A formula has none: three letters in a row are a product that nobody writes.
    """
    return WORD.findall(COMMAND.sub(" ", TEXT.sub(" ", formula)))
