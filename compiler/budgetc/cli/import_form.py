"""`budgetc import` of a form."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from budgetc.cli.inputs import find_source, find_workspace
from budgetc.cli.report import report, write_or_exit
from budgetc.cli.speech import UsageError, say, translator
from budgetc.diagnostics import bounded
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import Source, Workspace

if TYPE_CHECKING:
    from budgetc.form.returned import Returned


def import_form(form: Path, returned: Returned, source: Path | None, *, check: bool) -> None:
    """Bring a form back into its source.

    Args:
        form: the file.
        returned: what stands in it.
        source: that it belongs to; that which it names, if left out.
        check: whether nothing is written.

    Raises:
        click.UsageError: the workspace has no such source, and none was named.
        SystemExit: something could not be taken, or would change where nothing is written.
    """
    from budgetc.form.bring import bring  # noqa: PLC0415  # with what reads forms

    file = printable(str(form))
    workspace, chosen = _source(source, returned)
    try:
        current = chosen.read() or b""
    except FileRefusedError as error:
        report((error.diagnostic,), (), 1)
        raise SystemExit(1) from error
    brought = bring(returned, current, file, workspace.resources(), translator())
    if brought.findings:
        report(bounded(brought.findings), (), 1)
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
