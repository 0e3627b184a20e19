"""``negosim history``: the record, and the scenario of what was known at a time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negosim.cli.options import AsJson, Plot
from negosim.cli.output import note, print_json
from negosim.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from negosim.history import Dyad, Renewal

__all__ = ["RecordFolder", "history", "renewal_of"]

Agreement = Annotated[
    str | None,
    typer.Argument(metavar="AGREEMENT", help="An agreement of the record, such as SMA11.", show_default="all of them"),
]
RecordFolder = Annotated[
    str | None,
    typer.Option("--record", metavar="DIR", help="The folder of another record.", show_default="the shipped one"),
]


AsKnown = Annotated[
    str | None,
    typer.Option(
        "--as-known",
        metavar="opening|positions|expiry",
        help="Write the scenario of AGREEMENT as known at that time, with the parameters at the prior's medians.",
    ),
]
Fitted = Annotated[
    bool,
    typer.Option("--fitted", help="With --as-known: the medians of the posterior from the agreements before it."),
]
Out = Annotated[
    str | None,
    typer.Option("--out", metavar="FILE.toml", help="File for the scenario.", show_default="standard output"),
]


def history(
    agreement: Agreement = None,
    record: RecordFolder = None,
    as_known: AsKnown = None,
    fitted: Fitted = False,
    out: Out = None,
    as_json: AsJson = False,
    plot: Plot = None,
) -> None:
    """Show the record of past agreements, or the talks on one of them.

    Without AGREEMENT: dates, growth, rounds and lapses of each, and the growth under its index rule. With it: what was
    public when the talks opened, what happened, and what was paid. With --as-known: a scenario of what was known then,
    made by the same mapping for all agreements, to read, validate, run and edit.
    """
    from negosim.history import load_dyad
    from negosim.report import record as shown
    from negosim.report import show
    from negosim.report.saving import check_figure, write_figure

    if plot is not None:
        check_figure(plot)
    dyad = load_dyad(record)
    chosen = None if agreement is None else renewal_of(dyad, agreement)
    if as_known is not None or out is not None or fitted:
        _write_scenario(_scenario(dyad, chosen, as_known, record, fitted), out)
        return
    if as_json:
        print_json(shown.record_data(dyad) if chosen is None else shown.agreement_data(dyad, chosen))
    else:
        show(shown.describe_record(dyad) if chosen is None else shown.describe_agreement(dyad, chosen), sys.stdout)
    if plot is not None:
        write_figure(shown.draw_record(dyad) if chosen is None else shown.draw_agreement(dyad, chosen), plot)
        note(f"figure written to {plot}")


def _scenario(dyad: Dyad, renewal: Renewal | None, at: str | None, record: str | None, fitted: bool) -> str:
    if renewal is None or at is None:
        raise UsageError("a scenario needs an agreement and a time, as in: negosim history SMA11 --as-known opening")
    from negosim.forecast import scenarios

    if not fitted:
        return scenarios.scenario_text(dyad, renewal, at)
    from negosim.cli.forecasting import reference_for
    from negosim.forecast.cases import check_time

    check_time(at)
    _, reference = reference_for(record, 0, None, None)
    return scenarios.fitted_text(dyad, reference, renewal, at)


def _write_scenario(text: str, out: str | None) -> None:
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out}: the file cannot be written: {error.strerror or error}") from None
    note(f"scenario written to {out}")


def renewal_of(dyad: Dyad, name: str) -> Renewal:
    """Return a renewal by its id, ignoring case.

    Raises
    ------
    UsageError
        If there is no such renewal.
    """
    by_id = {renewal.id.lower(): renewal for renewal in dyad.renewals}
    if name.lower() not in by_id:
        ids = [renewal.id for renewal in dyad.renewals]
        raise UsageError(
            f"there is no renewal '{name}' in the record; there are {', '.join(ids)}{did_you_mean(name, ids)}"
        )
    return by_id[name.lower()]
