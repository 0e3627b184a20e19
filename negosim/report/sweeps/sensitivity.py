"""Sobol indices as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negosim.report.document import Document, Paragraph, Row, Section, Table, say
from negosim.report.sweeps.labels import capitalised, measure_label, path_label

if TYPE_CHECKING:
    from negosim.study.estimate.sensitivity import Sensitivity
    from negosim.study.estimate.sobol import Index

__all__ = ["describe_sensitivity"]

COLUMNS = ("", "first", "95 % interval", "total", "95 % interval")


def describe_sensitivity(sensitivity: Sensitivity) -> Document:
    """Return the Sobol indices as a document: a table per output, the most important input first."""
    sections = [
        Section(heading=capitalised(measure_label(output)), blocks=(_table(indices),))
        for output, indices in sensitivity.outputs.items()
    ]
    if sections:
        paths = {index.path for indices in sensitivity.outputs.values() for index in indices}
        lines = tuple(Paragraph(text=say(f"{path_label(path)}: {path}", "quiet")) for path in sorted(paths))
        sections.append(Section(heading="Inputs", blocks=lines))
    return Document(
        title=f"Sobol indices of {sensitivity.scenario}",
        subtitle=f"sample of {sensitivity.samples}, {sensitivity.replicates} replicates each, seed {sensitivity.seed}",
        lead=_lead(sensitivity),
        sections=tuple(sections),
    )


def _lead(sensitivity: Sensitivity) -> tuple[Paragraph, ...]:
    if not sensitivity.outputs:
        return (Paragraph(text=say("Nothing varies, so there is nothing to explain.")),)
    if not sensitivity.unresolved:
        return ()
    outputs = ", ".join(map(measure_label, sensitivity.unresolved))
    words = (
        f"The sample is too small for {outputs}: some intervals are wider than 0.5, so these indices do not show which "
        f"input matters. Use a larger sample, such as --samples {8 * sensitivity.samples}."
    )
    return (Paragraph(text=say(words)),)


def _table(indices: Sequence[Index]) -> Table:
    rows = tuple(
        Row(
            cells=(
                path_label(index.path),
                f"{index.first:.3f}",
                _interval(index.first_interval),
                f"{index.total:.3f}",
                _interval(index.total_interval),
            )
        )
        for index in sorted(indices, key=lambda index: -index.total)
    )
    return Table(columns=COLUMNS, rows=rows, right=(False, *(True for _ in COLUMNS[1:])))


def _interval(ends: Sequence[float]) -> str:
    return f"{ends[0]:.3f} to {ends[1]:.3f}"
