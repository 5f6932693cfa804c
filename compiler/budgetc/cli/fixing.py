"""`budgetc check --fix`: slips of the hand mended, and shown."""

from __future__ import annotations

from budgetc.cli.changes import show_changes
from budgetc.cli.inputs import Chosen
from budgetc.cli.report import report
from budgetc.cli.speech import say
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.writing import write_all
from budgetc.jurisdiction.sources import schema_of
from budgetc.schema.mend import mend


def fix_sources(chosen: Chosen, resources: Resources, *, to_stderr: bool) -> None:
    """Mend the slips of sources, and print what is changed.

    Args:
        chosen: the sources; one that may not be read is left to the check that follows.
        resources: the data files.
        to_stderr: whether the standard output is for something else.

    Raises:
        SystemExit: a source could not be written; it stands as it was.
    """
    problems: list[Diagnostic] = []
    count = 0
    for source in chosen.sources:
        try:
            data = source.read() or b""
        except FileRefusedError:
            continue
        mended = mend(source.name, data, lambda tree: schema_of(resources, tree))
        if mended == data:
            continue
        problems += write_all({source.path: mended}, source.home)
        show_changes(source.name, _text(data), _text(mended), to_stderr=to_stderr)
        count += 1
    if problems:
        report(problems, (), count)
        raise SystemExit(1)
    say(msg("sources mended: {count}", count=count), to_stderr=to_stderr)


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
