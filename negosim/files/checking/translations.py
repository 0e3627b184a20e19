"""Checks of translations: whatever they translate must exist in the scenario."""

from __future__ import annotations

from collections.abc import Iterator

from negosim.files.checking.context import Context, unknown
from negosim.files.key_paths import Path
from negosim.files.wire import CategoricalIssue
from negosim.files.wire.table import Finding


def check_translations(context: Context) -> Iterator[Finding]:
    """Yield issues, options and delegations of a translation that the scenario does not have.

    Other words may stand for more than the scenario has, since a scenario that extends another inherits them.
    """
    issues = context.table.issues
    for language, table in context.table.translations.items():
        path: Path = ("translations", language)
        for name, words in table.issues.items():
            here: Path = (*path, "issues", name)
            yield from unknown(here, "issue", name, context.issues)
            issue = issues.get(name)
            for option in words.options:
                options = issue.options if isinstance(issue, CategoricalIssue) else ()
                yield from unknown((*here, "options", option), f"option of {name}", option, options)
        for party in table.delegations:
            yield from unknown((*path, "delegations", party), "delegation", party, context.parties)
