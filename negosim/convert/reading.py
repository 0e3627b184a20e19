"""Read a domain of Genius and the profiles of its parties from a folder."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import fsum
from pathlib import Path

from negosim.convert.domain import Domain, Evaluator, Issue, Profile
from negosim.convert.elements import Element, parse
from negosim.errors import ScenarioError, UsageError, did_you_mean

DOMAIN, PROFILE = "negotiation_template", "utility_space"
ROUNDING = 0.01  # by how much the sum of weights may differ from 1, for weights that people have rounded
NUMBERS = {"linear": (("offset", "parameter0"), ("slope", "parameter1")), "constant": (("parameter0", "offset"),)}
TRIANGLE = (("parameter0",), ("parameter1",), ("parameter2",))


def read_genius(
    folder: str | os.PathLike[str], *, profiles: Sequence[str] | None = None, rescale: bool = False
) -> Domain:
    """Read the domain and the profiles in a folder.

    Parameters
    ----------
    folder : str or path
        A folder with one domain (``negotiation_template``), or several equal ones, and a profile (``utility_space``)
        for each party.
    profiles : sequence of str, optional
        The profiles to read, by the stems of their files, in the order of the parties; default: all. If they are given,
        other XML files in the folder are ignored.
    rescale : bool
        Whether weights may have a sum other than 1. They are always divided by their sum.

    Raises
    ------
    ScenarioError
        If a file is invalid; the message has the file and the line.
    UsageError
        If the folder does not contain one domain, at least two profiles, and every profile that is named.
    """
    roots, unread = _roots(Path(folder))
    spaces = {name: root for name, root in roots.items() if root.tag == PROFILE}
    chosen = list(spaces.items()) if profiles is None else _named(folder, spaces, unread, profiles)
    for _, space in chosen:
        _objective(space)
    if unread and profiles is None:
        raise next(iter(unread.values()))
    domain = _domain(folder, {name: root for name, root in roots.items() if root.tag == DOMAIN}, unread)
    if len(chosen) < 2:
        profile = f"only {chosen[0][0]}" if chosen else "none"
        problem = f"a negotiation needs at least two profiles, and there is {profile}"
        raise UsageError(f"{folder}: {problem}; add files with <{PROFILE}> to the folder")
    return replace(
        domain, profiles=tuple(_profile(name, space, domain.issues, rescale=rescale) for name, space in chosen)
    )


def _roots(folder: Path) -> tuple[dict[str, Element], dict[str, ScenarioError]]:
    """Return the root elements of the domains and profiles in a folder, and the errors of its other XML files."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder; give a folder with the XML files of a domain")
    roots, unread = {}, {}
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() == ".xml"):
        try:
            root = parse(path)
            if root.tag not in (DOMAIN, PROFILE):
                problem = f"<{root.tag}> is neither a domain <{DOMAIN}> nor a profile <{PROFILE}>"
                raise root.error(problem, "choose the profiles with --profiles, or move this file")
            roots[path.stem] = root
        except ScenarioError as error:
            unread[path.stem] = error
    return roots, unread


def _named(
    folder: str | os.PathLike[str],
    spaces: Mapping[str, Element],
    unread: Mapping[str, ScenarioError],
    names: Sequence[str],
) -> list[tuple[str, Element]]:
    for name in names:
        if name in unread:
            raise unread[name]
        if name not in spaces:
            listed = ", ".join(spaces) or "none"
            raise UsageError(f"{folder}: there is no profile '{name}', only {listed}{did_you_mean(name, spaces)}")
    return [(name, spaces[name]) for name in names]


def _domain(
    folder: str | os.PathLike[str], roots: Mapping[str, Element], unread: Mapping[str, ScenarioError]
) -> Domain:
    """Return the domain of a folder, without profiles; the first if there are several equal ones."""
    domains = []
    for name, root in roots.items():
        objective = _objective(root.only(PROFILE))
        issues = tuple(_issue(element) for element in objective.every("issue"))
        _check_issues(objective, issues)
        domains.append(Domain(name=name, objective=objective.attributes.get("name", ""), issues=issues, profiles=()))
    if unread and not domains:
        raise next(iter(unread.values()))
    if not domains or any(domain.issues != domains[0].issues for domain in domains):
        problem = f"a folder must contain one domain, a file with <{DOMAIN}>, not {', '.join(roots) or 'none'}"
        fix = "; move each domain with its profiles to a folder of its own" if domains else ""
        raise UsageError(f"{folder}: {problem}{fix}")
    return domains[0]


def _objective(space: Element) -> Element:
    objective = space.only("objective")
    for tag in ("objective", "utility", "utility_function"):
        nested = objective.first(tag)
        if nested is not None:
            what = "nested objectives cannot" if tag == "objective" else "only linear-additive utilities can"
            raise nested.error(f"<{tag}> inside <objective>: {what} be converted")
    return objective


def _issue(element: Element) -> Issue:
    name, index = element.text("name"), element.whole("index")
    kind = (element.attributes.get("vtype") or element.attributes.get("type") or "discrete").lower()
    if kind == "discrete":
        options = tuple(
            dict.fromkeys(item.text("value") for item in element.every("item"))
        )  # some files repeat a value
        if len(options) < 2:
            raise element.error("it has fewer than two values, so there is nothing to settle", "add values")
        return Issue(name=name, index=index, kind="discrete", options=options)
    if kind not in ("integer", "real"):
        raise element.error(f'vtype="{kind}" is unknown', "it must be discrete, integer or real")
    bounds = element.first("range") or element
    low, high = bounds.number("lowerbound"), bounds.number("upperbound")
    if kind == "integer" and not (low.is_integer() and high.is_integer()):
        raise element.error("the bounds of an integer issue must be whole numbers")
    if low >= high:
        raise element.error(f"the range from {low:g} to {high:g} leaves nothing to settle")
    return Issue(name=name, index=index, kind="integer" if kind == "integer" else "real", low=low, high=high)


def _check_issues(objective: Element, issues: tuple[Issue, ...]) -> None:
    if not issues:
        raise objective.error("there is no <issue>")
    for what, values in (("name", [issue.name for issue in issues]), ("index", [issue.index for issue in issues])):
        if len(set(values)) < len(values):
            raise objective.error(f"two issues have the same {what}")


def _profile(name: str, root: Element, issues: tuple[Issue, ...], *, rescale: bool) -> Profile:
    objective = _objective(root)
    elements = {element.text("name"): element for element in objective.every("issue")}
    for key, element in elements.items():
        if key not in {issue.name for issue in issues}:
            raise element.error("the domain has no such issue", "is this the profile of another domain?")
    for issue in issues:
        if issue.name not in elements:
            problem = f"the issue '{issue.name}' of the domain is missing"
            raise objective.error(problem, "is this the profile of another domain?")
    return Profile(
        name=name,
        weights=_weights(objective, elements, issues, rescale=rescale),
        evaluators=tuple(_evaluator(elements[issue.name], issue) for issue in issues),
        reservation=_share(root, "reservation"),
        discount=_share(root, "discount_factor"),
    )


def _weights(
    objective: Element, elements: dict[str, Element], issues: tuple[Issue, ...], *, rescale: bool
) -> tuple[float, ...]:
    given: dict[int, float] = {}
    indices = {elements[issue.name].whole("index"): issue.name for issue in issues}
    for element in objective.every("weight"):
        index, weight = element.whole("index"), element.number("value")
        if index not in indices or index in given:
            again = "there is no issue with this index" if index not in indices else "this issue has another weight"
            raise element.error(f'index="{index}": {again}')
        if weight < 0.0:
            raise element.error(f"the weight {weight:g} is below 0")
        given[index] = weight
    missing = [name for index, name in indices.items() if index not in given]
    if missing:
        raise objective.error(f"the issue '{missing[0]}' has no <weight>")
    total = fsum(given.values())
    if total <= 0.0 or not (rescale or abs(total - 1.0) <= ROUNDING):
        fix = "correct them" + ("" if total <= 0.0 else ", or use the option --rescale to divide them by their sum")
        raise next(objective.every("weight")).error(f"the weights sum to {total:g} instead of 1", fix)
    return tuple(given[index] for index in indices)


def _evaluator(element: Element, issue: Issue) -> Evaluator:
    if issue.kind == "discrete":
        return _evaluations(element, issue)
    evaluator = element.only("evaluator")
    if issue.kind == "integer":
        _check_start(element, issue)
    kind = evaluator.attributes.get("ftype", "linear")
    if kind == "triangular" and issue.kind == "real":
        start, end, top = (evaluator.number(*names) for names in TRIANGLE)
        if not (start <= top <= end and start < end):
            problem = "a triangle must begin at parameter0, end at parameter1 and have its top, parameter2, in between"
            raise evaluator.error(problem)
        return Evaluator(kind="triangular", numbers=(start, end, top))
    if kind not in NUMBERS:
        known = "linear, constant or triangular" if issue.kind == "real" else "linear or constant"
        raise evaluator.error(f"ftype=\"{kind}\" of '{issue.name}' cannot be converted", f"it must be {known}")
    numbers = tuple(evaluator.number(*names) for names in NUMBERS[kind])
    if kind == "constant" and numbers[0] < 0.0:
        raise evaluator.error(f"the evaluation {numbers[0]:g} is below 0")
    return Evaluator(kind="constant" if kind == "constant" else "linear", numbers=numbers)


def _check_start(element: Element, issue: Issue) -> None:
    """Check that an integer issue has the same lower bound as in the domain, from which its evaluator counts."""
    bounds = element.first("range") or element
    if "lowerbound" in bounds.attributes and bounds.number("lowerbound") != issue.low:
        problem = f"the range begins at {bounds.text('lowerbound')}, but at {issue.low:g} in the domain"
        raise element.error(problem, "is this the profile of another domain?")


def _evaluations(element: Element, issue: Issue) -> Evaluator:
    items = {item.text("value"): item for item in element.every("item")}
    for value, item in items.items():
        if value not in issue.options:
            raise item.error(f"'{issue.name}' has no value '{value}' in the domain{did_you_mean(value, issue.options)}")
    numbers = []
    for option in issue.options:
        if option not in items:
            raise element.error(f"the value '{option}' has no evaluation")
        number = items[option].number("evaluation")
        if number < 0.0:
            raise items[option].error(f"the evaluation {number:g} is below 0")
        numbers.append(number)
    return Evaluator(kind="discrete", numbers=tuple(numbers))


def _share(root: Element, tag: str) -> float | None:
    element = root.first(tag)
    if element is None:
        return None
    value = element.number("value")
    if not 0.0 <= value <= 1.0:
        raise element.error(f"<{tag}> must be between 0 and 1, not {value:g}")
    return value
