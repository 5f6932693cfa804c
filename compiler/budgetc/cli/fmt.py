"""`budgetc fmt`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import click

from budgetc.cli.changes import show_changes
from budgetc.cli.declared import argument, declared, flag, option
from budgetc.cli.departments import SourcePath
from budgetc.cli.inputs import Chosen, find_sources, resources_here
from budgetc.cli.report import report
from budgetc.cli.speech import UsageError, say
from budgetc.diagnostics import Diagnostic, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import CONTROL_TOTALS, Source
from budgetc.files.writing import write_all
from budgetc.formatting import Formatted, Unkept, format_source
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.sources import schema_of_file
from budgetc.publish.checked_source import lines_of
from budgetc.source.keys import Saying, in_chinese, in_english
from budgetc.source.read import read_bytes

_SAYINGS: Mapping[str, Saying] = MappingProxyType({"english": in_english, "chinese": in_chinese})
"""The words of keys, by what `--keys` calls them."""
_STDIN = Path("-")
_BESIDE = ("budgets/region.yaml", CONTROL_TOTALS)
"""The files that stand beside the departments' folders."""


@declared(
    "fmt",
    msg(
        "Write sources in one order and style: keys in the order of the schema, two spaces a "
        "level, quotes only where they are needed. Comments stay with their lines, and what "
        "is compiled stays the same. Without SOURCE, all of the workspace; with -, from the "
        "standard input to the standard output."
    ),
    argument(
        "sources",
        msg("[SOURCE]..."),
        nargs=-1,
        type=SourcePath(exists=True, allow_dash=True, path_type=Path),
    ),
    option(
        "--keys",
        text=msg(
            "The words that keys and funds are typed in: english, or chinese as reports have them. "
            "If left out, each stays as it is typed; both mean the same."
        ),
        type=click.Choice(list(_SAYINGS)),
    ),
    flag(
        "--check",
        text=msg("Write nothing; list what would change, and exit with 1 if anything would."),
    ),
    flag(
        "--diff",
        text=msg("Write nothing; show what would change, and exit with 1 if anything would."),
    ),
    example=msg("Example: budgetc fmt --check --diff"),
)
def command(sources: tuple[Path, ...], keys: str | None, *, check: bool, diff: bool) -> None:
    saying = _SAYINGS[keys] if keys is not None else None
    if _STDIN in sources:
        _format_input(sources, saying, check=check, diff=diff)
        return
    chosen = find_sources(sources, _BESIDE)
    resources = chosen.workspace.resources()
    outcome = _outcome(chosen, resources, saying)
    if diff:
        for change in outcome.changes:
            _show(change.source.name, change.done)
    elif check:
        for change in outcome.changes:
            say(printable(change.source.name))
    else:
        _write(outcome.changes)
    _close(outcome, resources, failing=check or diff)


class _Change(NamedTuple):
    """A file that is not in the canonical style."""

    source: Source
    done: Formatted


class _Outcome(NamedTuple):
    """What formatting came to; nothing has been written."""

    changes: tuple[_Change, ...]
    unchanged: int
    refused: tuple[tuple[Source, Unkept], ...]
    findings: tuple[Diagnostic, ...]


def _outcome(chosen: Chosen, resources: Resources, saying: Saying | None) -> _Outcome:
    changes, refused, unchanged = [], [], 0
    for source in chosen.sources:
        try:
            data = source.read() or b""
        except FileRefusedError as error:
            refused.append((source, Unkept((error.diagnostic,))))
            continue
        done = _formatted(source.name, data, resources, saying)
        if isinstance(done, Unkept):
            refused.append((source, done))
        elif data == done.after.encode():
            unchanged += 1
        else:
            changes.append(_Change(source, done))
    return _Outcome(tuple(changes), unchanged, tuple(refused), chosen.findings)


def _write(changes: Sequence[_Change]) -> None:
    """Write the files that change, and print which.

    Raises:
        SystemExit: one could not be written.
    """
    problems: list[Diagnostic] = []
    for source, done in changes:
        found = write_all({source.path: done.after.encode()}, source.home)
        problems += found
        if not found:
            say(printable(source.name))
    if problems:
        report(problems, (), len(changes))
        raise SystemExit(1)


def _close(outcome: _Outcome, resources: Resources, *, failing: bool) -> None:
    """Print what was refused, and how many files are as they should be.

    Args:
        outcome: of the run.
        resources: data files of the workspace.
        failing: whether it is a failure that a file would change.

    Raises:
        SystemExit: something was refused, or it is a failure.
    """
    wrong = [(source, one.findings) for source, one in outcome.refused if one.findings]
    found = [*outcome.findings, *(one for _, findings in wrong for one in findings)]
    if found:
        lines = [lines_of(findings, source, resources) for source, findings in wrong]
        report(sort_findings(found), lines, len(wrong))
    for source, refused in outcome.refused:
        _tell_why(source.name, refused)
    counted = {
        "changed": len(outcome.changes),
        "unchanged": outcome.unchanged,
        "refused": len(outcome.refused),
    }
    words = (
        msg(
            "to be formatted: {changed}; as they should be: {unchanged}; left alone: {refused}",
            **counted,
        )
        if failing
        else msg(
            "formatted: {changed}; as they should be: {unchanged}; left alone: {refused}", **counted
        )
    )
    say(words, to_stderr=True)
    if found or outcome.refused or (failing and outcome.changes):
        raise SystemExit(1)


def _format_input(named: Sequence[Path], saying: Saying | None, *, check: bool, diff: bool) -> None:
    """Format the standard input.

    Raises:
        click.UsageError: files were named as well.
        SystemExit: it was refused, or it is only looked at and would change.
    """
    if len(named) > 1:
        raise UsageError(msg("- is the standard input; name it alone, or name files"))
    data = sys.stdin.buffer.read()
    done = _formatted(_STDIN.name, data, resources_here(), saying)
    if isinstance(done, Unkept):
        _refuse_input(done, data)
    changed = data != done.after.encode()
    if not (check or diff):
        click.echo(done.after.encode(), nl=False)
    elif changed:
        if diff:
            _show(_STDIN.name, done)
        else:
            say(_STDIN.name)
        raise SystemExit(1)


def _refuse_input(done: Unkept, data: bytes) -> NoReturn:
    if done.findings:
        text = data.decode("utf-8", errors="replace").splitlines()
        lines = {(_STDIN.name, number): line for number, line in enumerate(text, 1)}
        report(done.findings, (lines,), 1)
    _tell_why(_STDIN.name, done)
    raise SystemExit(1)


def _formatted(
    name: str, data: bytes, resources: Resources, saying: Saying | None
) -> Formatted | Unkept:
    tree, _ = read_bytes(name, data)
    return format_source(name, data, schema_of_file(resources, name, tree).document, saying)


def _tell_why(name: str, refused: Unkept) -> None:
    """Print why a file is left as it is, where no finding says so."""
    if refused.lost is not None:
        file = printable(name)
        say(msg("{file} is left as it is: {reason}", file=file, reason=refused.lost),
            to_stderr=True)  # fmt: skip


def _show(name: str, done: Formatted) -> None:
    """Print what would change as a unified diff."""
    if done.before == done.after:
        file = printable(name)
        say(msg("{file}: only how lines end, or a byte order mark", file=file))
    show_changes(name, done.before, done.after)
