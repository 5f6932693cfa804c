"""`budgetc form`."""

from __future__ import annotations

from pathlib import Path

from budgetc.cli.declared import SOURCE, declared, flag, output_file
from budgetc.cli.inputs import find_source
from budgetc.cli.report import (
    refuse_another_name,
    refuse_to_replace,
    refuse_to_write,
    write_or_exit,
)
from budgetc.cli.speech import UsageError, say, translator
from budgetc.diagnostics import has_errors
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.inputs.before import amounts_before
from budgetc.inputs.reading import read_tree
from budgetc.source.nodes import SourceTree

_SUFFIX = ".form.xlsx"


@declared(
    "form",
    msg(
        "Write the leaves of a source as a workbook to fill in: a sheet a list, codes to choose "
        "from, totals as formulas, gaps coloured. budgetc import brings it back."
    ),
    SOURCE,
    output_file(msg("The workbook; if left out, <department>-<year>.form.xlsx here.")),
    flag("--force", text=msg("Replace the file that is there.")),
    example=msg("Example: budgetc form budgets/archives/2024.yaml -o form.xlsx"),
)
def command(source: Path, output: Path | None, *, force: bool) -> None:
    workspace, chosen = find_source(source)
    target = output or Path(f"{chosen.department}-{chosen.stem}{_SUFFIX}")
    refuse_another_name(target, "xlsx", ".xlsx")
    if not force:
        refuse_to_replace(target)
    resources = workspace.resources()
    tree, findings = read_tree(chosen, resources)
    if tree is None or has_errors(findings):
        refuse_to_write(findings, chosen, resources)
    content = _made(chosen, tree, resources)
    write_or_exit({target: content}, target.parent)
    say(printable(str(target)))
    say(msg("fill it in, save it, and bring it back: budgetc import {file}",
            file=printable(str(target))), to_stderr=True)  # fmt: skip


def _made(source: Source, tree: SourceTree, resources: Resources) -> bytes:
    """Return the workbook of a source.

    Raises:
        click.UsageError: what writes workbooks is not installed.
    """
    try:
        from budgetc.form.make import make_form  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise UsageError(msg("forms need XlsxWriter: pip install 'budgetc[xlsx]'")) from error
    before = amounts_before(source, tree, resources)
    return make_form(source.read() or b"", tree, resources, translator().language, before)
