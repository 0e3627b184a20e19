"""Read a folder of Genius: the domain, and the profiles of its parties."""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import fsum
from pathlib import Path

from negosim.convert.domain import Domain, Evaluator, Issue, Profile
from negosim.convert.elements import Element, parse
from negosim.errors import UsageError, did_you_mean

DOMAIN, PROFILE = "negotiation_template", "utility_space"
ROUNDING = 0.01  # how far the weights may be from 1; more than the rounding of numbers that people write
NUMBERS = {"linear": (("offset", "parameter0"), ("slope", "parameter1")), "constant": (("parameter0", "offset"),)}
TRIANGLE = (("parameter0",), ("parameter1",), ("parameter2",))


def read_genius(
    folder: str | os.PathLike[str], *, profiles: Sequence[str] | None = None, rescale: bool = False
) -> Domain:
    """Read the domain and the profiles in a folder.

    Parameters
    ----------
    folder : str or path
        It holds one domain (``negotiation_template``) and a profile (``utility_space``) for each party.
    profiles : sequence of str, optional
        Which profiles to read, by the stems of their files, in the order of the parties; all by default.
    rescale : bool
        Whether weights may sum to something else than 1. They are divided by their sum in any case.

    Raises
    ------
    ScenarioError
        If a file is not what it should be; the message has the file and the line.
    UsageError
        If the folder does not hold one domain and two profiles, or not those that are named.
    """
    roots = {path: parse(path) for path in _files(Path(folder))}
    for root in roots.values():
        if root.tag not in (DOMAIN, PROFILE):
            raise root.error(f"<{root.tag}> is neither a domain <{DOMAIN}> nor a profile <{PROFILE}>")
    domains = [path for path, root in roots.items() if root.tag == DOMAIN]
    if len(domains) != 1:
        listed = ", ".join(path.name for path in domains) or "none"
        raise UsageError(f"{folder}: a folder must hold one domain, a file with <{DOMAIN}>, and here is {listed}")
    chosen = _chosen(folder, [path for path in roots if path not in domains], profiles)
    objective = _objective(roots[domains[0]].only(PROFILE))
    issues = tuple(_issue(element) for element in objective.every("issue"))
    _check_issues(objective, issues)
    return Domain(
        name=domains[0].stem,
        objective=objective.attributes.get("name", ""),
        issues=issues,
        profiles=tuple(_profile(path.stem, roots[path], issues, rescale=rescale) for path in chosen),
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder; name a folder with the XML files of a domain")
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".xml")


def _chosen(folder: str | os.PathLike[str], paths: list[Path], names: Sequence[str] | None) -> list[Path]:
    known = {path.stem: path for path in paths}
    for name in names or ():
        if name not in known:
            listed = ", ".join(known) or "none"
            raise UsageError(f"{folder}: there is no profile '{name}'; here is {listed}{did_you_mean(name, known)}")
    chosen = paths if names is None else [known[name] for name in names]
    if len(chosen) < 2:
        problem = f"a negotiation needs two profiles, and here is {', '.join(path.stem for path in chosen) or 'none'}"
        raise UsageError(f"{folder}: {problem}; add the files with <{PROFILE}> to the folder")
    return chosen


def _objective(space: Element) -> Element:
    objective = space.only("objective")
    for tag in ("objective", "utility", "utility_function"):
        nested = objective.first(tag)
        if nested is not None:
            raise nested.error(f"<{tag}> inside <objective>: only linear-additive utilities can be converted")
    return objective


def _issue(element: Element) -> Issue:
    name, index = element.text("name"), element.whole("index")
    kind = element.attributes.get("vtype") or element.attributes.get("type") or "discrete"
    if kind == "discrete":
        options = tuple(item.text("value") for item in element.every("item"))
        if len(options) < 2:
            raise element.error(f"{len(options)} value leaves nothing to settle", "give two at least")
        if len(set(options)) < len(options):
            raise element.error("two of its values are the same")
        return Issue(name=name, index=index, kind="discrete", options=options)
    if kind not in ("integer", "real"):
        raise element.error(f'vtype="{kind}" is not known', "it is discrete, integer or real")
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
            again = "there is no issue with this index" if index not in indices else "a second weight of this issue"
            raise element.error(f'index="{index}": {again}')
        if weight < 0.0:
            raise element.error(f"the weight {weight:g} is below 0")
        given[index] = weight
    missing = [name for index, name in indices.items() if index not in given]
    if missing:
        raise objective.error(f"the issue '{missing[0]}' has no <weight>")
    total = fsum(given.values())
    if total <= 0.0 or not (rescale or abs(total - 1.0) <= ROUNDING):
        fix = "one of them must be above 0" if total <= 0.0 else "or use --rescale to divide each by their sum"
        raise next(objective.every("weight")).error(f"the weights must sum to 1, and sum to {total:g}", fix)
    return tuple(given[index] for index in indices)


def _evaluator(element: Element, issue: Issue) -> Evaluator:
    if issue.kind == "discrete":
        return _evaluations(element, issue)
    evaluator = element.only("evaluator")
    kind = evaluator.attributes.get("ftype", "linear")
    if kind == "triangular" and issue.kind == "real":
        start, end, top = (evaluator.number(*names) for names in TRIANGLE)
        if not (start <= top <= end and start < end):
            raise evaluator.error("a triangle begins at parameter0, ends at parameter1 and has its top in between")
        return Evaluator(kind="triangular", numbers=(start, end, top))
    if kind not in NUMBERS:
        known = "linear, constant or triangular" if issue.kind == "real" else "linear or constant"
        raise evaluator.error(f"ftype=\"{kind}\" of '{issue.name}' cannot be converted", f"it must be {known}")
    numbers = tuple(evaluator.number(*names) for names in NUMBERS[kind])
    if kind == "constant" and numbers[0] < 0.0:
        raise evaluator.error(f"the evaluation {numbers[0]:g} is below 0")
    return Evaluator(kind="constant" if kind == "constant" else "linear", numbers=numbers)


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
        raise element.error(f"<{tag}> must lie between 0 and 1, and is {value:g}")
    return value
