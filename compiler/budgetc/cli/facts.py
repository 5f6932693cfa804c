"""`budgetc facts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from budgetc.cli.building import refuse_no_folder
from budgetc.cli.declared import SOURCES, choice, declared, flag, output_folder
from budgetc.cli.gaps import sum_up
from budgetc.cli.inputs import find_sources, in_turn
from budgetc.cli.report import say_unmatched, show
from budgetc.cli.speech import UsageError, in_words, say
from budgetc.diagnostics import Diagnostic, Severity, counts, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.facts.columns import COLUMNS, row_of
from budgetc.facts.post import Digested, is_inside_another, posted
from budgetc.facts.sheets import FORMATS, Years
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.pipeline import compile_source
from budgetc.publish.checked_source import CheckedSource, checked
from budgetc.reports.unfilled import apart


@declared(
    "facts",
    msg(
        "Write the amounts of sources, or of all sources of the workspace, as tables for "
        "DuckDB, pandas and the like: a row for each amount with its codes, names and place, "
        "a file for each year. Sources with errors are left out and named, and the exit code "
        "is 1."
    ),
    SOURCES,
    choice(
        "--format",
        "-f",
        "form",
        choices=tuple(FORMATS),
        text=msg("What to write; parquet is smaller and faster, and needs budgetc[parquet]."),
    ),
    output_folder(msg("Folder of the tables: <output>/facts-<year>.<suffix>."), "build/facts"),
    flag("--strict", text=msg("Let warnings count as errors.")),
    flag("--columns", "columns", text=msg("List the columns and what they hold; write nothing.")),
    example=msg("Example: budgetc facts --format parquet --output build/facts"),
)
def command(
    sources: tuple[Path, ...], form: str, output: Path, *, strict: bool, columns: bool
) -> None:
    if columns:
        for line in _columns():
            say(line)
        return
    chosen = find_sources(sources)
    refuse_no_folder(output, chosen.workspace)
    years = _years(output, form)
    table = _Table(chosen.sources, chosen.workspace.resources(), years,
                   Severity.WARNING if strict else Severity.ERROR)  # fmt: skip
    with years.written():
        for source in in_turn(chosen.sources, len(chosen.sources), msg("reading sources")):
            table.add(source)
    found = sort_findings((*chosen.findings, *table.findings()))
    resources = chosen.workspace.resources()
    single, unfilled = apart(found)
    show(single, [one.lines for one in table.left_out], to_stderr=True)
    for name, gaps in unfilled.items():
        sum_up(chosen.workspace.named(name), gaps, resources, to_stderr=True)
    for path in years.paths:
        say(printable(str(path)))
    for path in years.others():
        say(msg("{file} is of an earlier run; delete it, or a query of the folder counts it too",
                file=printable(str(path))), to_stderr=True)  # fmt: skip
    told = msg(
        "sources read: {read}; left out: {left}; rows written: {rows}",
        read=len(chosen.sources),
        left=len(table.left_out),
        rows=table.rows,
    )
    say(told, to_stderr=True)
    say_unmatched(chosen.workspace, resources)
    if found or table.left_out:
        raise SystemExit(1)


class _Table:
    """The rows of sources, written as they are read; what stays is how many, and what was wrong."""

    def __init__(
        self, sources: tuple[Source, ...], resources: Resources, years: Years, worst: Severity
    ) -> None:
        self._known = frozenset((one.department, one.stem) for one in sources)
        self._resources = resources
        self._years = years
        self._worst = worst
        self.left_out: list[CheckedSource] = []
        self.rows = 0

    def add(self, source: Source) -> None:
        """Write the rows of a source, unless its department's have them, or it has errors."""
        digested = Digested(source.files)
        compilation = compile_source(replace(source, files=digested), self._resources)
        draft = compilation.draft
        if draft is None or counts(compilation.findings, self._worst):
            self.left_out.append(checked(compilation, self._resources))
        elif not is_inside_another(source, self._known):
            rows = [row_of(one) for one in posted(compilation, draft, digested.digests)]
            self._years.add(draft.budget.year, rows)
            self.rows += len(rows)

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what was wrong with the sources that were left out."""
        for one in self.left_out:
            yield from (found for found in one.findings if counts((found,), self._worst))


def _years(output: Path, form: str) -> Years:
    """Return the tables, none of them begun.

    Raises:
        click.UsageError: what writes such tables is not installed.
    """
    try:
        return Years(output, form)
    except ImportError as error:
        raise UsageError(
            msg("{form} needs pyarrow: pip install 'budgetc[parquet]'", form=form)
        ) from error


def _columns() -> Iterator[str]:
    """Yield each column, its type, and what it holds."""
    name = max(len(column.name) for column in COLUMNS)
    kind = max(len(column.kind) for column in COLUMNS)
    for column in COLUMNS:
        yield f"{column.name:{name}}  {column.kind:{kind}}  {in_words(column.about)}"
