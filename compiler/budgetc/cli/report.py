"""Showing findings on a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from budgetc.cli.inputs import find_source
from budgetc.cli.speech import RefusedError, UsageError, say, translator
from budgetc.diagnostics import Counts, Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.diagnostics.text import Lines, Palette, TextReport, summary
from budgetc.files.data import Resources
from budgetc.files.workspace import CONTROL_TOTALS, REGION, Source, Workspace, year_named
from budgetc.publish.checked_source import lines_of
from budgetc.source.nodes import SourceTree

if TYPE_CHECKING:
    from budgetc.pipeline import Compilation, Draft

COLOURS = Palette(
    error=partial(click.style, fg="red", bold=True),
    warning=partial(click.style, fg="yellow", bold=True),
    note=partial(click.style, fg="cyan", bold=True),
    place=partial(click.style, bold=True),
    faint=partial(click.style, dim=True),
)
"""How reports are marked on a terminal."""


def say_unmatched(workspace: Workspace, resources: Resources) -> None:
    """Say that there are approved figures that no source is held against, if there are.

    They stop nothing: a bureau approves all figures before all sources are there. Whichever sources
    were named, a figure of one of them may be under another name.

    Args:
        workspace: whose they are.
        resources: its data files.
    """
    if not workspace.named(CONTROL_TOTALS).is_there():
        return
    from budgetc.inputs.control_totals import unmatched_totals  # noqa: PLC0415  # few have them

    sources = workspace.listing().sources
    if sources and (found := unmatched_totals(sources, resources)):
        of = (dict(one.message.values) for one in found)
        which = dict.fromkeys(f"{one.get('department', REGION)} {one['year']}" for one in of)
        say(msg("approved figures in {file} of a department or year without a source, which hold "
                "nothing: {count} ({which}); budgetc check lists them", file=CONTROL_TOTALS,
                count=len(found), which=enumerated(map(printable, islice(which, _NAMED)))),
            to_stderr=True)  # fmt: skip


_NAMED = 5
"""Of how many departments and years it is said that they have no source."""


def refuse_another_year(target: Path, year: int) -> None:
    """Refuse to begin a source in a file that is called by a year that it is not of.

    Raises:
        click.UsageError: it is.
    """
    named = year_named(target.name)
    if named not in (0, year):
        right = target.with_name(target.name.replace(str(named), str(year), 1))
        raise UsageError(
            msg(
                "{file} is called by {named}, and this is of {year}: name it {right}, or say the "
                "year with --year",
                file=printable(str(target)),
                named=str(named),
                year=str(year),
                right=printable(str(right)),
            )
        )


def report(findings: Sequence[Diagnostic], lines: Iterable[Lines], sources: int) -> None:
    """Print findings as text on the error output, with a closing line that counts the sources.

    Args:
        findings: in the order of the report.
        lines: those that the findings stand on.
        sources: how many were looked at.
    """
    show(findings, lines, to_stderr=True)
    say(summary(Counts.of(findings), sources), to_stderr=True)


def show(findings: Iterable[Diagnostic], lines: Iterable[Lines], *, to_stderr: bool) -> None:
    """Print findings as text, as `report` does, and no closing line."""
    text = TextReport(translator(), lines, COLOURS)
    for found in findings:
        for line in (*text.lines(found), ""):
            say(line, to_stderr=to_stderr)


def report_on(
    findings: Sequence[Diagnostic],
    source: Source,
    resources: Resources,
    trees: Iterable[SourceTree] = (),
) -> None:
    """Print what was found in one source on the error output."""
    lines = lines_of(findings, source, resources, trees)
    report(findings, (lines,), 1)


def refuse_to_write(
    findings: Sequence[Diagnostic],
    source: Source,
    resources: Resources,
    tree: SourceTree | None = None,
) -> NoReturn:
    """Print why a new text is not written into a source, and exit."""
    report_on(findings, source, resources, (tree,) if tree else ())
    say(msg("nothing was written"), to_stderr=True)
    raise SystemExit(1)


def write_or_exit(files: Mapping[Path, bytes], within: Path, sources: int = 0) -> None:
    """Write files as `write_all` does; where one cannot be written, report that and exit."""
    from budgetc.files.writing import write_all  # noqa: PLC0415  # most who report write nothing

    if problems := write_all(files, within):
        report(problems, (), sources)
        raise SystemExit(1)


def refuse_another_name(output: Path, form: str, suffix: str) -> None:
    """Refuse to write a file under a name of something else, which may be a source.

    Args:
        output: the file.
        form: what it is to hold.
        suffix: how files of that are called.

    Raises:
        click.UsageError: it is called otherwise.
    """
    if output.suffix != suffix:
        raise UsageError(
            msg("{file} is no name for {format}: let it end with {suffix}",
                file=printable(str(output)), format=form, suffix=suffix)
        )  # fmt: skip


def refuse_to_replace(output: Path) -> None:
    """Refuse to write over what stands at a place, be it a link that leads nowhere.

    Raises:
        click.ClickException: something does.
    """
    if os.path.lexists(output):
        raise RefusedError(
            msg(
                "{file} is there already; look at it, and replace it with --force",
                file=printable(str(output)),
            )
        )


def say_what_to_fill(number: int, file: str) -> None:
    """Say how many places of a new source are empty, and how to find them."""
    done = msg(
        "places to fill in: {number}; they are marked # {mark}, and this finds them: "
        "budgetc check --all {file}",
        number=number,
        mark=translator().text("fill in"),
        file=file,
    )
    say(done, to_stderr=True)


def drafted(named: Path) -> tuple[Compilation, Draft]:
    """Return a source compiled, and what it comes to; where that is nothing, report why and exit.

    Raises:
        SystemExit: something that its document needs is missing.
    """
    from budgetc.pipeline import compile_source  # noqa: PLC0415  # not for all who report

    workspace, source = find_source(named)
    resources = workspace.resources()
    compilation = compile_source(source, resources)
    if compilation.draft is None:
        report_on(compilation.named().findings, source, resources)
        raise SystemExit(1)
    return compilation, compilation.draft
