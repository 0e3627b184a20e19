"""Build the translations of the domain."""

from __future__ import annotations

from negosim import domain
from negosim.files.wire import TranslationTable


def translation_of(table: TranslationTable) -> domain.Translation:
    """Return a translation of the domain."""
    words = table.model_dump(exclude={"issues", "delegations"})
    return domain.Translation(
        **words,
        issues={name: domain.IssueWords(**issue.model_dump()) for name, issue in table.issues.items()},
        delegations={name: domain.DelegationWords(**party.model_dump()) for name, party in table.delegations.items()},
    )
