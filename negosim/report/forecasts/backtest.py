"""A back-test as a document: which forecast is better, by how much, and the influence of each agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from negosim.forecast.backtest import FEWEST_EFFECTIVE, Backtest, Scheme
from negosim.forecast.placebo import Placebo
from negosim.forecast.scores import Interval
from negosim.forecast.totals import SCALES, Measure, Total, total
from negosim.report.document import Block, Document, Paragraph, Row, Section, Table, say

__all__ = ["describe_backtest", "verdict"]

SCHEMES: Mapping[Scheme, str] = {
    "forward": "forward chain",
    "leave_one_out": "leave-one-out",
    "split": "first thirty for the rest",
}
UNITS: Mapping[Measure, str] = {"growth": "points", "date": "days", "log_date": "log months"}
HEADINGS: Mapping[Measure, str] = {"growth": "Growth", "date": "Date", "log_date": "Date on a log scale"}
MOST_LISTED = 40  # agreements
TIMES = {
    "opening": "at the opening of the talks",
    "positions": "once positions were public",
    "expiry": "at the expiry, without an agreement",
}
DIGITS: Mapping[Measure, int] = {"growth": 2, "date": 1, "log_date": 2}


def describe_backtest(
    results: Mapping[str, Backtest], *, chosen: str, title: str = "", placebo: Placebo | None = None
) -> Document:
    """Return back-tests under several priors as a document, one of them in detail.

    Parameters
    ----------
    results : mapping of str to Backtest
        By the name of the prior.
    chosen : str
        The prior of the details.
    placebo : Placebo, optional
        Scores with permuted positions.
    """
    result = results[chosen]
    totals = {(scheme, measure): total(folds, measure) for scheme, folds in result.schemes.items() for measure in UNITS}
    sections = [
        Section(heading=HEADINGS[measure], blocks=tuple(_measure(totals, tuple(result.schemes), measure)))
        for measure in UNITS
    ]
    sections.append(Section(heading="Agreement by agreement", blocks=tuple(_agreements(totals, result))))
    if len(results) > 1:
        sections.append(Section(heading="Under other priors", blocks=(_priors(results),)))
    if placebo is not None:
        sections.append(Section(heading="Placebo", blocks=(Paragraph(text=say(_placebo(placebo))),)))
    return Document(
        title=f"Forecasts {TIMES[result.at]}, and what happened",
        subtitle=f"{title + ', ' if title else ''}prior '{chosen}'. Scores are CRPS: lower is better.",
        lead=tuple(Paragraph(text=say(line)) for line in _verdicts(totals, tuple(result.schemes))),
        sections=tuple(sections),
        colophon=f"reference table {result.digest}, seed {result.seed}",
    )


def verdict(total: Total) -> str:
    """Return a sentence on which forecast is better and whether the difference could be chance."""
    digits, unit = DIGITS[total.measure], UNITS[total.measure]
    best = total.baselines[total.best]
    difference = total.difference(total.best)
    if total.model < best:
        wins = (
            f"the mechanism scores better: {total.model:.{digits}f} against {best:.{digits}f} {unit} of '{total.best}'"
        )
    else:
        wins = f"the baseline '{total.best}' scores better: {best:.{digits}f} against {total.model:.{digits}f} {unit}"
    chance = "" if difference.low > 0.0 or difference.high < 0.0 else ", which may be chance"
    return f"{wins}; difference {_interval(difference, digits)}{chance}"


def _verdicts(totals: Mapping[tuple[Scheme, Measure], Total | None], schemes: Sequence[Scheme]) -> Iterator[str]:
    for measure in ("growth", "date"):
        shown = totals[schemes[-1], measure]
        if shown is None:
            few = f"every fold has fewer than {FEWEST_EFFECTIVE:.0f} effective draws"
            yield f"{HEADINGS[measure]}: nothing can be scored, or {few}."
        else:
            yield f"{HEADINGS[measure]}, {SCHEMES[schemes[-1]]}, n = {len(shown.scores)}: {verdict(shown)}."


def _measure(
    totals: Mapping[tuple[Scheme, Measure], Total | None], schemes: Sequence[Scheme], measure: Measure
) -> Iterator[Block]:
    shown = {scheme: each for scheme in schemes if (each := totals[scheme, measure]) is not None}
    if not shown:
        yield Paragraph(text=say("Nothing can be scored."))
        return
    digits = DIGITS[measure]
    lines: dict[str, dict[Scheme, float]] = {}
    for scheme, each in shown.items():
        named = {"mechanism": each.model, "mechanism, prior alone": each.prior_alone, "pool of both": each.pool}
        for name, value in {**named, **each.baselines}.items():
            lines.setdefault(name, {})[scheme] = value
    last = list(shown)[-1]
    rows = [
        Row(
            cells=(name, *(f"{values[scheme]:.{digits}f}" if scheme in values else "" for scheme in shown)),
            tone="strong" if name == "mechanism" else "",
        )
        for name, values in sorted(lines.items(), key=lambda item: item[1].get(last, np.inf))
    ]
    columns = ("Forecast", *(f"{SCHEMES[scheme]}, n = {len(each.scores)}" for scheme, each in shown.items()))
    yield Table(columns=columns, rows=tuple(rows), right=(False, *(True for _ in shown)))
    for scheme, each in shown.items():
        yield Paragraph(text=say(_notes(scheme, each)))


def _notes(scheme: Scheme, each: Total) -> str:
    digits = DIGITS[each.measure]
    heaviest, influence = max(each.influence().items(), key=lambda item: item[1]["share"])
    refused = f" Too few effective draws for a forecast: {', '.join(each.refused)}." if each.refused else ""
    return (
        f"{SCHEMES[scheme].capitalize()}: the mechanism less '{each.best}' is "
        f"{_interval(each.difference(each.best), digits)}. Its intervals of 50 and 80 % contain "
        f"{each.coverage(0.5):.0%} and {each.coverage(0.8):.0%} of the true values. In the pool with '{each.best}' its "
        f"weight is {each.weight.value:.2f} [{each.weight.low:.2f}, {each.weight.high:.2f}]. {heaviest} makes up "
        f"{influence['share']:.0%} of its score; without it the difference is "
        f"{influence['difference_without']:+.{digits}f}.{refused}"
    )


def _agreements(totals: Mapping[tuple[Scheme, Measure], Total | None], result: Backtest) -> Iterator[Block]:
    scheme = list(result.schemes)[-1]
    if len(result.schemes[scheme]) > MOST_LISTED:
        yield Paragraph(text=say(f"{len(result.schemes[scheme])} agreements: see --json."))
        return
    rows = []
    for fold in result.schemes[scheme]:
        cells = [fold.case.id]
        for measure in ("growth", "date"):
            each = totals[scheme, measure]
            score = next((s for s in each.scores if s.fold is fold), None) if each else None
            if each is None or score is None:
                cells += ["", "", "", ""]
                continue
            target = SCALES[measure][0]
            low, middle, high = np.quantile(fold.sample(target), (0.1, 0.5, 0.9))
            digits = 1 if measure == "growth" else 0
            cells += [
                f"{fold.truth(target):.{digits}f}",
                f"{middle:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]",
                f"{score.model:.1f}",
                f"{score.baselines[each.best]:.1f}",
            ]
        rows.append(Row(cells=tuple(cells)))
    columns_of: Mapping[Measure, int] = {"growth": 1, "date": 5}
    for measure, first in columns_of.items():
        part = tuple(Row(cells=(row.cells[0], *row.cells[first : first + 4])) for row in rows if row.cells[first])
        columns = (HEADINGS[measure], "Truth", "Forecast, 10 to 90 %", "CRPS", "Best baseline")
        yield Table(columns=columns, rows=part, right=(False, True, True, True, True))


def _priors(results: Mapping[str, Backtest]) -> Table:
    rows = []
    for name, result in results.items():
        cells = [name]
        for measure in ("growth", "date"):
            for folds in result.schemes.values():
                each = total(folds, measure)
                digits = DIGITS[measure]
                cells.append("" if each is None else _of_prior(each, digits))
        rows.append(Row(cells=tuple(cells)))
    schemes = [SCHEMES[scheme] for scheme in next(iter(results.values())).schemes]
    columns = ("Prior", *(f"{what}, {scheme}" for what in ("growth", "days") for scheme in schemes))
    caption = "In brackets: the mechanism under the prior alone."
    return Table(columns=columns, rows=tuple(rows), right=(False, *(True for _ in columns[1:])), caption=caption)


def _of_prior(each: Total, digits: int) -> str:
    refused = f", without {', '.join(each.refused)}" if each.refused else ""
    return f"{each.model:.{digits}f} ({each.prior_alone:.{digits}f}){refused}"


def _placebo(placebo: Placebo) -> str:
    data = placebo.as_dict()
    growth, date = data["growth"], data["date"]
    return (
        f"With the positions dealt again among the agreements, {data['deals']} times, growth scores "
        f"{growth['dealt']:.2f} on average against {growth['true']:.2f} with the true ones; {growth['as_good']:.0%} of "
        "the deals are as good. "
        f"The date scores {date['dealt']:.1f} against {date['true']:.1f} days; {date['as_good']:.0%} are as good."
    )


def _interval(interval: Interval, digits: int) -> str:
    return f"{interval.value:+.{digits}f} [{interval.low:+.{digits}f}, {interval.high:+.{digits}f}]"
