"""Scenario files: read TOML, and return a scenario or every error in the file.

Examples
--------
>>> from negosim import files
>>> sorted(files.schema()["properties"])[:3]
['calendar', 'delegations', 'description']
"""

from negosim.files.build import Examination, build, document_of, examine, load, validate
from negosim.files.document import Document, dumps, from_data, from_text, read
from negosim.files.overriding import override, parse_value, paths
from negosim.files.schema import schema
from negosim.files.sources import shipped

__all__ = [
    "Document",
    "Examination",
    "build",
    "document_of",
    "dumps",
    "examine",
    "from_data",
    "from_text",
    "load",
    "override",
    "parse_value",
    "paths",
    "read",
    "schema",
    "shipped",
    "validate",
]
