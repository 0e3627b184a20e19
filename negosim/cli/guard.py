"""How commands handle errors: a message for errors in the input, silence if the output is closed."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from negosim.errors import NegosimError

__all__ = ["INTERRUPTED", "Guarded"]

INTERRUPTED = 130
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Guarded(TyperGroup):
    """A group whose commands use the project's exit codes; a bug shows its traceback and exits with 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the requested command."""
        try:
            value = super().invoke(ctx)
            sys.stdout.flush()
        except NegosimError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            typer.echo("interrupted", err=True)
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _discard_output()
            raise typer.Exit(0) from None
        except OSError as error:
            _report_full(error)
            raise typer.Exit(NegosimError.exit_code) from None
        return value

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; writing the output of --help can fail as well."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            _report_full(error)
            sys.exit(NegosimError.exit_code)


def _report_full(error: OSError) -> None:
    """Report that the disk is full, or raise any other error again."""
    if error.errno not in FULL:
        raise error
    _discard_output()
    typer.echo(f"the output could not be written: {error.strerror}; free some space and try again", err=True)


def _discard_output() -> None:
    """Discard the rest of the output, so that Python does not report the closed pipe when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
