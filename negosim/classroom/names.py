"""Names and texts as students type them, made safe to show and to compare."""

from __future__ import annotations

import hashlib
import hmac
from unicodedata import category, normalize

__all__ = ["LEFT_OUT", "LONGEST_NAME", "LONGEST_TEXT", "hashed", "key_of", "pseudonym", "tidy"]

LONGEST_NAME = 40
LONGEST_TEXT = 500
LEFT_OUT = "[…]"  # replaces what somebody wrote
# Characters that change the direction of the text around them, or that are invisible.
HIDDEN = {*"\u200b\u200e\u200f\u061c\u2060\ufeff", *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}
JOINERS = "\u200c\u200d"  # used in emoji and in some scripts


def tidy(text: str, longest: int) -> str:
    r"""Return a text on one line, without control and direction characters, cut to a length.

    Examples
    --------
    >>> tidy("  Anna\u202e\n Lee ", 40)
    'Anna Lee'
    """
    kept = (" " if letter.isspace() else letter for letter in normalize("NFC", text[: 4 * longest]))
    shown = "".join(letter for letter in kept if _is_shown(letter))
    return " ".join(shown.split())[:longest].rstrip()


def _is_shown(letter: str) -> bool:
    if letter in HIDDEN:
        return False
    return letter in JOINERS or category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def key_of(name: str) -> str:
    """Return a key that is the same for all spellings of a name; empty if the name has no visible character.

    Examples
    --------
    >>> key_of("Ａｎｎａ  Lee") == key_of("anna lee")
    True
    """
    folded = normalize("NFKC", name).casefold()
    return " ".join("".join(letter for letter in folded if category(letter) not in ("Cf", "Mn")).split())


def pseudonym(number: int) -> str:
    """Return the pseudonym of the student who joined at a position, counted from 1."""
    return f"S{number}"


def hashed(text: str, secret: str) -> str:
    """Return a keyed hash of a text: the first 32 hexadecimal digits of HMAC-SHA-256."""
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]
