"""`budgetc import`."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from budgetc.cli.declared import argument, declared, flag
from budgetc.cli.inputs import find_source, find_workspace
from budgetc.cli.report import report, write_or_exit
from budgetc.cli.speech import RefusedError, UsageError, say, translator
from budgetc.diagnostics import sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import Source, Workspace

if TYPE_CHECKING:
    from budgetc.form.returned import Returned

_LARGEST = 100_000_000
"""Bytes of a workbook."""


@declared(
    "import",
    msg(
        "Bring a form back that budgetc form made: what was changed in it is written into its "
        "source, and all else of that stays as it is. A cell that cannot be taken, or what was "
        "changed in both, is reported, and then nothing is written."
    ),
    argument("form", msg("FORM"), type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    argument(
        "source",
        msg("[SOURCE]"),
        required=False,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    ),
    flag(
        "--check", text=msg("Write nothing; show what would change, and exit with 1 if anything.")
    ),
    example=msg("Example: budgetc import form.xlsx"),
)
def command(form: Path, source: Path | None, *, check: bool) -> None:
    try:
        from budgetc.form.returned import NoFormError, read_form  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise UsageError(msg("forms need openpyxl: pip install 'budgetc[office]'")) from error
    from budgetc.form.bring import bring  # noqa: PLC0415  # with the other

    file = printable(str(form))
    try:
        returned = read_form(_content(form))
    except NoFormError as error:
        raise RefusedError(msg("{file}: {reason}", file=file, reason=error.reason)) from error
    workspace, chosen = _source(source, returned)
    try:
        current = chosen.read() or b""
    except FileRefusedError as error:
        report((error.diagnostic,), (), 1, to_stderr=True)
        raise SystemExit(1) from error
    brought = bring(returned, current, file, workspace.resources(), translator())
    if brought.findings:
        report(sort_findings(brought.findings), (), 1, to_stderr=True)
    if brought.content is None:
        say(msg("nothing was written"), to_stderr=True)
        raise SystemExit(1)
    for told in brought.told:
        say(told)
    if check:
        _show(chosen.name, current, brought.content)
    elif brought.content != current:
        write_or_exit({chosen.path: brought.content}, chosen.home)
    say(
        msg("{file}: changed {count}", file=printable(chosen.name), count=len(brought.told)),
        to_stderr=True,
    )
    if check and brought.content != current:
        raise SystemExit(1)


def _content(form: Path) -> bytes:
    """Return what a workbook holds.

    Raises:
        click.ClickException: it cannot be read, or is larger than any form.
    """
    try:
        if form.stat().st_size > _LARGEST:
            raise RefusedError(msg("{file} is no form: too large", file=printable(str(form))))
        return form.read_bytes()
    except OSError as error:
        raise RefusedError(
            msg("{file} cannot be read: {reason}", file=printable(str(form)), reason=str(error))
        ) from error


def _source(named: Path | None, returned: Returned) -> tuple[Workspace, Source]:
    """Return the source that a form belongs to; a form names it, and a stranger may have made it.

    Raises:
        click.UsageError: the workspace has no such source, and none was named.
    """
    if named is not None:
        return find_source(named)
    workspace = find_workspace()
    for source in workspace.sources():
        if source.name == returned.source:
            return workspace, source
    raise UsageError(
        msg(
            "this workspace has no {name}, which the form was made from; name the source: "
            "budgetc import FORM SOURCE",
            name=printable(returned.source),
        )
    )


def _show(name: str, before: bytes, after: bytes) -> None:
    """Print the lines that would change."""
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    for line in difflib.unified_diff(old, new, name, name, lineterm=""):
        say(printable(line) if not line.strip() else line)
