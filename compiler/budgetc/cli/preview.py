"""`budgetc preview`."""

from __future__ import annotations

import webbrowser
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import click

from budgetc.cli.declared import OPTIONAL_SOURCE, declared, flag, option
from budgetc.cli.inputs import find_workspace
from budgetc.cli.speech import RefusedError, UsageError, say, translator
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.reasons import reason_of
from budgetc.render.look import draws_charts

_STEP = 10
"""Milliseconds: who looks at a page waits for it."""


@declared(
    "preview",
    msg(
        "Show the sources of the workspace on a page of this machine: what is found in them, and "
        "each document, made anew whenever a file is saved, with what changed in it. It answers "
        "nobody else, writes nothing, and goes on until Ctrl-C."
    ),
    OPTIONAL_SOURCE,
    flag("--open", "opens", text=msg("Open the page in the browser.")),
    option(
        "--port",
        text=msg("Port of the page; by default one that is free."),
        metavar=msg("NUMBER"),
        type=click.IntRange(0, 65_535),
        default=0,
    ),
    example=msg("Example: budgetc preview --open budgets/my-bureau/2024.yaml"),
)
def command(source: Path | None, port: int, *, opens: bool) -> None:
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise UsageError(
            msg("the preview needs Starlette and uvicorn: pip install 'budgetc[preview]'")
        )
    from budgetc.preview.server import Preview  # noqa: PLC0415  # of an extra
    from budgetc.preview.session import Session  # noqa: PLC0415
    from budgetc.publish.watch import saved_files  # noqa: PLC0415

    workspace = find_workspace((source,) if source else ())
    named = workspace.source(source) if source else None
    session = Session(workspace, named, draws=draws_charts())
    try:
        preview = Preview(session, Resources.of_workspace(None), translator(), port)
    except OSError as error:
        reason = reason_of(error)
        raise RefusedError(
            msg("port {port} cannot be used: {reason}", port=port, reason=reason)
        ) from error

    changes = saved_files(session.folders, _STEP)
    next(changes)  # what is saved from now on is not missed

    def work() -> None:
        session.look_at_all()
        for saved in changes:
            session.save(saved)

    Thread(target=work, daemon=True).start()
    say(msg("preview at {address}; Ctrl-C ends it", address=preview.address))
    if opens:
        webbrowser.open(preview.address)
    preview.run()
