"""Paths of keys in a scenario file, written as `--set` accepts them, and what the schema defines at each."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Discriminator, Tag

Path = tuple[str | int, ...]
Data = Mapping[str, Any]
Labels = dict[Path, list[str]]

_PLAIN = re.compile(r"[\w-]+")
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|([^."]+)')


def write_path(data: Data, path: Path, labels: Labels | None = None) -> str:
    """Return a path as text; items of lists are written by their name or date if these are unique.

    Parameters
    ----------
    labels : dict, optional
        Keeps the labels of long lists between calls on the same data.
    """
    parts = []
    here: Any = data
    known = {} if labels is None else labels
    for depth, key in enumerate(path):
        if isinstance(key, int) and isinstance(here, list):
            if path[:depth] not in known:
                known[path[:depth]] = item_labels(here)
            parts.append(known[path[:depth]][key] if 0 <= key < len(here) else str(key))
        else:
            parts.append(_written_key(str(key)))
        here = step(here, key)
    return ".".join(parts)


def split_path(text: str) -> list[str]:
    """Return the parts of a path that a user wrote; keys that contain dots are in double quotes."""
    return [quoted.replace('\\"', '"') or plain for quoted, plain in _PART.findall(text)]


def step(here: Any, key: str | int) -> Any:
    """Return the value at a key or position, or ``None``."""
    if isinstance(here, Mapping):
        return here.get(key)
    if isinstance(here, Sequence) and not isinstance(here, str) and isinstance(key, int):
        return here[key] if -len(here) <= key < len(here) else None
    return None


def find_key(here: Any, part: str) -> str | int | None:
    """Return the key or position that a part of a written path refers to, or ``None`` if it does not exist."""
    if isinstance(here, Mapping):
        return part if part in here else None
    if not isinstance(here, list):
        return None
    labels = item_labels(here)
    if part in labels:
        return labels.index(part)
    return int(part) if part.isdecimal() and int(part) < len(here) else None


def item_labels(items: Sequence[Any]) -> list[str]:
    """Return a label for each item of a list: its name, its date, or its position if these are not unique."""
    labels = [_own_label(item) for item in items]
    times = Counter(labels)
    return [label if label and times[label] == 1 else str(position) for position, label in enumerate(labels)]


def listed(names: Iterable[str]) -> str:
    """Return a list of the known names, for a message about an unknown one."""
    known = list(names)
    if not known:
        return "there is none"
    return f"there {'is' if len(known) == 1 else 'are'} {', '.join(known)}"


def written_leaves(data: Any, start: str = "") -> Iterator[str]:
    """Yield the path of every value as text, in the form of `write_path`."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from written_leaves(value, f"{start}.{_written_key(key)}" if start else _written_key(key))
    elif isinstance(data, list) and any(isinstance(item, Mapping) for item in data):
        for label, item in zip(item_labels(data), data, strict=True):
            yield from written_leaves(item, f"{start}.{label}" if start else label)
    else:
        yield start


def leaves(data: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every value that is not a table; a list of plain values is one value."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list) and any(isinstance(item, Mapping) for item in data):
        for position, item in enumerate(data):
            yield from leaves(item, (*path, position))
    else:
        yield path


def annotation_at(model: type[BaseModel], data: Data, path: Path) -> Any:
    """Return the annotation that the schema has at a path, or ``None`` if it has no such key.

    Parameters
    ----------
    data : mapping
        The file's data, which selects the branches of unions along the path.
    """
    annotation: Any = model
    here: Any = data
    for key in path:
        annotation = _child(resolve(annotation, here), key)
        if annotation is None:
            return None
        here = step(here, key)
    return annotation


def model_at(model: type[BaseModel], data: Data, path: Path) -> Any:
    """Return the model, container or scalar type that reads the value at a path, or ``None``."""
    here: Any = data
    for key in path:
        here = step(here, key)
    annotation = annotation_at(model, data, path)
    return None if annotation is None else resolve(annotation, here)


def keys_of(model: Any) -> list[str]:
    """Return the keys that a model reads, as they are written in the file; empty if it is not a model."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [info.alias or name for name, info in model.model_fields.items()]


def resolve(annotation: Any, value: Any) -> Any:
    """Unwrap an annotation to a model, a container or a scalar type; the value selects the branch of a union."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *metadata = get_args(annotation)
            chosen = _chosen(inner, metadata, value)
            annotation = inner if chosen is None else chosen
        elif origin is Union or origin is types.UnionType:
            present = [branch for branch in get_args(annotation) if branch is not type(None)]
            if len(present) != 1:
                return annotation
            annotation = present[0]
        else:
            return annotation


@lru_cache(maxsize=64)
def annotations_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """Return the annotations of a model by key, as the keys are written in the file."""
    hints = get_type_hints(model, include_extras=True)
    return {info.alias or name: hints[name] for name, info in model.model_fields.items()}


def _child(annotation: Any, key: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        known = annotations_of(annotation)
        if key not in known and annotation.model_config.get("extra") == "allow":
            return get_args(get_type_hints(annotation, include_extras=True)["__pydantic_extra__"])[1]
        return known.get(str(key))
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return arguments[1]
    if get_origin(annotation) is tuple and isinstance(key, int):
        return arguments[0] if arguments[-1] is Ellipsis else step(arguments, key)
    return None


def _chosen(union: Any, metadata: list[Any], value: Any) -> Any:
    for mark in metadata:
        if isinstance(mark, Discriminator) and callable(mark.discriminator):
            tag = mark.discriminator(value)
            for branch in get_args(union):
                if any(isinstance(mark, Tag) and mark.tag == tag for mark in get_args(branch)[1:]):
                    return branch
            return type(None)
    return None


def _own_label(item: Any) -> str:
    if not isinstance(item, Mapping):
        return ""
    for key in ("name", "date", "from"):
        label = item.get(key)
        if isinstance(label, str | dt.date) and _PLAIN.fullmatch(str(label)):
            return str(label)
    return ""


def _written_key(key: str) -> str:
    return key if _PLAIN.fullmatch(key) else '"' + key.replace('"', '\\"') + '"'
