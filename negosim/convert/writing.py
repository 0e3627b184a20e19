"""Write a domain and its profiles as a folder of XML files, as Genius reads it."""

from __future__ import annotations

import os
from pathlib import Path
from xml.sax.saxutils import quoteattr

from negosim.convert.domain import Domain, Evaluator, Issue, Profile
from negosim.errors import UsageError


def write_genius(domain: Domain, folder: str | os.PathLike[str]) -> list[Path]:
    """Write a domain to a folder, one XML file for the issues and one for each party; return the files.

    Raises
    ------
    UsageError
        If the folder already contains XML files or cannot be written, or the domain and a profile have the same name.
    """
    target = Path(folder)
    texts = {domain.name: domain_text(domain)}
    texts.update({profile.name: profile_text(domain, profile) for profile in domain.profiles})
    if len(texts) <= len(domain.profiles):
        raise UsageError("the domain and its profiles need different names, because each is the name of a file")
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(path.suffix.lower() == ".xml" for path in target.iterdir()):
            raise UsageError(f"{target}: this folder already contains XML files; give an empty one")
        for name, text in texts.items():
            (target / f"{name}.xml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror or error}") from None
    return [target / f"{name}.xml" for name in texts]


def domain_text(domain: Domain) -> str:
    """Return the XML of the issues."""
    lines = [_open(2, "issue", *_issue_lines(issue, None)) for issue in domain.issues]
    return "\n".join(["<negotiation_template>", *_space(domain, lines, []), "</negotiation_template>", ""])


def profile_text(domain: Domain, profile: Profile) -> str:
    """Return the XML of a party's profile."""
    pairs = zip(domain.issues, profile.evaluators, strict=True)
    lines = [_open(2, "issue", *_issue_lines(issue, evaluator)) for issue, evaluator in pairs]
    for issue, weight in zip(domain.issues, profile.weights, strict=True):
        lines.append(_empty(2, "weight", index=issue.index, value=weight))
    after = []
    if profile.discount is not None:
        after.append(_empty(1, "discount_factor", value=profile.discount))
    if profile.reservation is not None:
        after.append(_empty(1, "reservation", value=profile.reservation))
    return "\n".join([*_space(domain, lines, after), ""])


def _space(domain: Domain, inside: list[str], after: list[str]) -> list[str]:
    name = {"type": "objective", "etype": "objective", "name": domain.objective, "description": ""}
    return [
        f"<utility_space{_attributes(number_of_issues=len(domain.issues))}>",
        f"  <objective{_attributes(index=0, **name)}>",
        *inside,
        "  </objective>",
        *after,
        "</utility_space>",
    ]


def _issue_lines(issue: Issue, evaluator: Evaluator | None) -> tuple[str, list[str]]:
    kinds = dict.fromkeys(("vtype", "type", "etype"), issue.kind)
    if issue.kind == "discrete":
        numbers = [{}] * len(issue.options) if evaluator is None else [{"evaluation": n} for n in evaluator.numbers]
        items = enumerate(zip(issue.options, numbers, strict=True), 1)
        inside = [_empty(3, "item", index=index, value=option, **number) for index, (option, number) in items]
        return _attributes(index=issue.index, name=issue.name, **kinds), inside
    if issue.kind == "integer":
        bounds = {"lowerbound": int(issue.low), "upperbound": int(issue.high)}
        inside = [] if evaluator is None else [_empty(3, "evaluator", **_numbers(evaluator, "offset", "slope"))]
        return _attributes(index=issue.index, name=issue.name, **kinds, **bounds), inside
    inside = [_empty(3, "range", lowerbound=issue.low, upperbound=issue.high)]
    if evaluator is not None:
        names = [f"parameter{number}" for number in range(len(evaluator.numbers))]
        inside.append(_empty(3, "evaluator", **_numbers(evaluator, *names)))
    return _attributes(index=issue.index, name=issue.name, **kinds), inside


def _numbers(evaluator: Evaluator, *names: str) -> dict[str, str | float]:
    return {"ftype": evaluator.kind, **dict(zip(names, evaluator.numbers, strict=False))}


def _open(depth: int, tag: str, attributes: str, inside: list[str]) -> str:
    margin = "  " * depth
    if not inside:
        return f"{margin}<{tag}{attributes}/>"
    return "\n".join([f"{margin}<{tag}{attributes}>", *inside, f"{margin}</{tag}>"])


def _empty(depth: int, tag: str, **values: str | float) -> str:
    return _open(depth, tag, _attributes(**values), [])


def _attributes(**values: str | float) -> str:
    return "".join(f" {name}={quoteattr(_written(value))}" for name, value in values.items())


def _written(value: str | float) -> str:
    """Return a number with as few digits as reproduce it, without a decimal point if it is whole."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
