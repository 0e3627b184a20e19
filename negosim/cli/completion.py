"""Shell completion: names of scenarios and tactics, the parties of a scenario, and the paths of its values."""

from __future__ import annotations

from typing import Any

import typer

from negosim.errors import NegosimError

__all__ = ["complete_party", "complete_path", "complete_scenario", "complete_tactic"]


def complete_scenario(incomplete: str) -> list[str]:
    """Return the shipped scenarios that begin with a text; if there are none, the shell completes file names."""
    from negosim.files import shipped

    return [name for name in shipped() if name.startswith(incomplete)]


def complete_tactic(incomplete: str) -> list[str]:
    """Return the tactics that begin with a text."""
    from negosim.files.tactics import tactic_kinds

    return [name for name in tactic_kinds() if name.startswith(incomplete)]


def complete_party(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the parties of the command's scenario that begin with a text."""
    return [party for party in _data(ctx).get("delegations", {}) if party.startswith(incomplete)]


def complete_path(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the paths of the command's scenario that begin with a text, each ready for a value."""
    from negosim.files.key_paths import written_leaves

    paths = list(written_leaves(_data(ctx)))
    # a number may replace a distribution
    paths += [path.removesuffix(".dist") for path in paths if path.endswith(".dist")]
    return [f"{path}=" for path in sorted(paths) if path.startswith(incomplete)]


def _data(ctx: typer.Context) -> dict[str, Any]:
    """Return the data of the command's scenario; empty if there is none, or it cannot be read."""
    from negosim.files import read

    # An option without its value stops the parser before it assigns the arguments: they are left in ctx.args.
    names = [name for name in (ctx.params.get("scenario"), *ctx.args) if name]
    try:
        return dict(read(names[0]).data) if names else {}
    except NegosimError:
        return {}
