"""Limits on a text before it is parsed: the parser recurses into nested values, and is quadratic in a key's parts."""

from __future__ import annotations

import re

DEEPEST = 32  # nested brackets and braces, and parts of a key

# Strings and comments are matched as a whole, so that their contents do not count; then brackets and separators. An
# unterminated string extends to the end of its line or of the text, so that nothing is scanned twice.
_TOKENS = re.compile(
    r'"""(?:[^"\\]|\\.?|""?(?!"))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']|''?(?!'))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n]?)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    r"|[\[\]{}.=,\n]",
    re.DOTALL,
)


def excess(text: str) -> str:
    """Return a description of the first limit that a TOML text exceeds; empty if it exceeds none.

    Examples
    --------
    >>> excess("a = [[1, 2], [3]]")
    ''
    >>> excess("a = " + 40 * "[")
    'line 1: tables and lists are nested more than 32 deep'
    """
    depth, parts = 0, 1
    for token in _TOKENS.finditer(text):
        match token[0]:
            case "[" | "{":
                depth, parts = depth + 1, 1
            case "]" | "}":
                depth, parts = max(0, depth - 1), 1
            case "=" | "," | "\n":
                parts = 1
            case ".":
                parts += 1
        if depth > DEEPEST or parts > DEEPEST:
            line = text.count("\n", 0, token.start()) + 1
            what = "tables and lists are nested more than" if depth > DEEPEST else "a key has more than"
            return f"line {line}: {what} {DEEPEST} {'deep' if depth > DEEPEST else 'parts'}"
    return ""
