"""`budgetc fmt`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from budgetc.cli.declared import argument, declared, flag
from budgetc.cli.inputs import Chosen, find_sources
from budgetc.cli.report import report
from budgetc.cli.speech import UsageError, in_words, say
from budgetc.diagnostics import Diagnostic, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.files.data import Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import CONTROL_TOTALS, NoWorkspaceError, Source, Workspace
from budgetc.files.writing import write_all
from budgetc.formatting import Formatted, Unkept, format_source
from budgetc.reports.checked_source import lines_of
from budgetc.schema import load_schema_of

_STDIN = Path("-")
_BESIDE = ("budgets/region.yaml", CONTROL_TOTALS)
"""The files that stand beside the departments' folders."""

_COLOURS: Mapping[str, Callable[[str], str]] = {
    "+": partial(click.style, fg="green"),
    "-": partial(click.style, fg="red"),
    "@": partial(click.style, fg="cyan"),
}


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
        type=click.Path(exists=True, allow_dash=True, path_type=Path),
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
def command(sources: tuple[Path, ...], *, check: bool, diff: bool) -> None:
    if _STDIN in sources:
        _format_input(sources, check=check, diff=diff)
        return
    run = _Run(find_sources(sources, _BESIDE))
    outcome = run.outcome()
    if diff:
        run.show(outcome)
    elif check:
        run.name(outcome)
    else:
        run.write(outcome)
    run.close(outcome, failing=check or diff)


class _Change(NamedTuple):
    """A file that is not in the canonical style."""

    source: Source
    data: bytes
    done: Formatted


class _Outcome(NamedTuple):
    """What formatting came to; nothing has been written."""

    changes: tuple[_Change, ...]
    unchanged: int
    refused: tuple[tuple[Source, Unkept], ...]
    findings: tuple[Diagnostic, ...]


class _Run:
    """One run over files of one workspace."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._resources = chosen.workspace.resources()

    def outcome(self) -> _Outcome:
        """Format the files."""
        changes, refused, unchanged = [], [], 0
        for source in self._chosen.sources:
            try:
                data = source.read() or b""
            except FileRefusedError as error:
                refused.append((source, Unkept((error.diagnostic,))))
                continue
            done = _formatted(source.name, data, self._resources)
            if isinstance(done, Unkept):
                refused.append((source, done))
            elif data == done.after.encode():
                unchanged += 1
            else:
                changes.append(_Change(source, data, done))
        return _Outcome(tuple(changes), unchanged, tuple(refused), self._chosen.findings)

    def name(self, outcome: _Outcome) -> None:
        """Print which files would change."""
        for change in outcome.changes:
            say(printable(change.source.name))

    def show(self, outcome: _Outcome) -> None:
        """Print what would change."""
        for change in outcome.changes:
            for line in _difference(change.source.name, change.done):
                say(line)

    def write(self, outcome: _Outcome) -> None:
        """Write the files that change, and print which.

        Raises:
            SystemExit: one could not be written.
        """
        problems: list[Diagnostic] = []
        for change in outcome.changes:
            found = write_all({change.source.path: change.done.after.encode()}, change.source.home)
            problems += found
            if not found:
                say(printable(change.source.name))
        if problems:
            report(problems, (), len(outcome.changes), to_stderr=True)
            raise SystemExit(1)

    def close(self, outcome: _Outcome, *, failing: bool) -> None:
        """Print what was refused, and how many files are as they should be.

        Args:
            outcome: of the run.
            failing: whether it is a failure that a file would change.

        Raises:
            SystemExit: something was refused, or it is a failure.
        """
        wrong = [(source, one.findings) for source, one in outcome.refused if one.findings]
        found = [*outcome.findings, *(one for _, findings in wrong for one in findings)]
        if found:
            lines = [lines_of(findings, source, self._resources) for source, findings in wrong]
            report(sort_findings(found), lines, len(wrong), to_stderr=True)
        for source, refused in outcome.refused:
            if refused.lost is not None:
                say(_left(source.name, refused.lost), to_stderr=True)
        words = (
            msg(
                "to be formatted: {changed}; as they should be: {unchanged}; left alone: {refused}",
                changed=len(outcome.changes),
                unchanged=outcome.unchanged,
                refused=len(outcome.refused),
            )
            if failing
            else msg(
                "formatted: {changed}; as they should be: {unchanged}; left alone: {refused}",
                changed=len(outcome.changes),
                unchanged=outcome.unchanged,
                refused=len(outcome.refused),
            )
        )
        say(words, to_stderr=True)
        if found or outcome.refused or (failing and outcome.changes):
            raise SystemExit(1)


def _format_input(named: Sequence[Path], *, check: bool, diff: bool) -> None:
    """Format the standard input.

    Raises:
        click.UsageError: files were named as well.
        SystemExit: it was refused, or it is only looked at and would change.
    """
    if len(named) > 1:
        problem = msg("- is the standard input; name it alone, or name files")
        raise UsageError(problem)
    workspace = _workspace_here()
    resources = workspace.resources() if workspace else Resources.of_workspace(None)
    data = sys.stdin.buffer.read()
    done = _formatted(_STDIN.name, data, resources)
    if isinstance(done, Unkept):
        _refuse_input(done, data)
    changed = data != done.after.encode()
    if diff:
        for line in _difference(_STDIN.name, done) if changed else ():
            say(line)
    elif check:
        if changed:
            say(_STDIN.name)
    else:
        click.echo(done.after.encode(), nl=False)
    if changed and (check or diff):
        raise SystemExit(1)


def _refuse_input(done: Unkept, data: bytes) -> NoReturn:
    if done.findings:
        text = data.decode("utf-8", errors="replace").splitlines()
        lines = {(_STDIN.name, number): line for number, line in enumerate(text, 1)}
        report(done.findings, (lines,), 1, to_stderr=True)
    if done.lost is not None:
        say(_left(_STDIN.name, done.lost), to_stderr=True)
    raise SystemExit(1)


def _workspace_here() -> Workspace | None:
    try:
        return Workspace.find(Path.cwd())
    except NoWorkspaceError:
        return None


def _formatted(name: str, data: bytes, resources: Resources) -> Formatted | Unkept:
    return format_source(name, data, load_schema_of(resources, name).document)


def _left(name: str, reason: Message) -> Message:
    return msg(
        "{file} is left as it is: {reason}",
        file=printable(name),
        reason=in_words(reason),
    )


def _difference(name: str, done: Formatted) -> Iterator[str]:
    """Yield the lines of a unified diff, coloured on a terminal."""
    file = printable(name)
    if done.before == done.after:
        yield in_words(msg("{file}: only how lines end, or a byte order mark", file=file))
    lines = difflib.unified_diff(
        done.before.splitlines(), done.after.splitlines(), f"a/{file}", f"b/{file}", lineterm=""
    )
    for line in lines:
        yield _COLOURS.get(line[:1], str)(line)
