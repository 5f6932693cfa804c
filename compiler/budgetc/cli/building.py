"""What `budgetc build` makes of sources, once or again and again; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from budgetc.cli.inputs import MANY, find_sources, in_turn
from budgetc.cli.report import show
from budgetc.cli.speech import UsageError, say
from budgetc.diagnostics import Diagnostic, Severity, counts, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.text import Lines, summary
from budgetc.document.model import Document
from budgetc.files.record import ReadSet
from budgetc.files.workspace import Source, Workspace
from budgetc.files.writing import leads_out
from budgetc.frozen import frozen
from budgetc.pipeline import Compilation, compile_source
from budgetc.publish.rendered import Rendered, put_together, render_source
from budgetc.region import Book, Submission, book_of, compile_region, submission_of
from budgetc.reports.baseline import has_baseline
from budgetc.reports.checked_source import CheckedSource, checked, lines_of

_SLOW = frozenset({"pdf"})
"""The formats that take seconds for each document."""


@frozen()
class Wish:
    """What is to be built.

    Attributes:
        named: the sources or folders that were named; none for all.
        formats: keys of the output formats.
        output: the folder of the documents.
        region: whether region books are built as well.
        worst: a source with a finding as bad as this is not written.
    """

    named: tuple[Path, ...]
    formats: tuple[str, ...]
    output: Path
    region: bool
    worst: Severity


@frozen(eq=False)
class BuiltSource:
    """What stays of a source once it was built.

    Attributes:
        checked: its findings.
        files: its documents; none where there are errors.
        problems: what went wrong when they were made.
        submission: what the region keeps of it, where region books are wished for.
        record: what was read for it.
    """

    checked: CheckedSource
    files: Mapping[Path, bytes]
    problems: tuple[Diagnostic, ...]
    submission: Submission | None
    record: ReadSet


@frozen(eq=False)
class Built:
    """All that a build comes to.

    Attributes:
        sources: those that were compiled, region books among them.
        files: what is to be written.
        findings: of all of them, sorted.
        failed: whether one of the findings is as bad as the wish does not allow.
    """

    sources: tuple[Source, ...]
    files: Mapping[Path, bytes]
    findings: tuple[Diagnostic, ...]
    failed: bool


class Building:
    """One build; of each source there stays what is to be written and reported, and no more."""

    def __init__(self, wish: Wish) -> None:
        """Find the sources; none is compiled yet.

        Raises:
            click.UsageError: there is nothing to build, or the output folder is a link.
        """
        self.wish = wish
        self.done: dict[Source, BuiltSource] = {}
        self.chosen = find_sources(wish.named)
        refuse_a_link(wish.output, self.chosen.workspace)
        self._resources = self.chosen.workspace.resources()
        self._book = self._book_of()

    def add(self, sources: Sequence[Source]) -> None:
        """Compile sources, and render their documents, behind a bar where that takes seconds."""
        slow = not _SLOW.isdisjoint(self.wish.formats)
        label, many = (msg("typesetting"), 1) if slow else (msg("reading sources"), MANY)
        for source in in_turn(sources, label, many):
            self._add(source)

    def _add(self, source: Source) -> None:
        compilation = compile_source(source, self._resources)
        record = compilation.inputs.record
        with self._resources.noting() as frames:
            files, problems = self._rendered(source, compilation.document)
            kept = self._kept(compilation)
        self.done[source] = BuiltSource(
            checked(compilation, self._resources),
            files,
            problems,
            kept,
            replace(record, data=record.data | frames),
        )

    def look_again(self) -> None:
        """Look which sources there are now, for a moment perhaps none; let go what is not there."""
        try:
            self.chosen = find_sources(self.wish.named)
        except click.UsageError:
            self.chosen = self.chosen._replace(sources=(), findings=())
        if (book := self._book_of()) != self._book:  # for which other sums are kept
            self._book, self.done = book, {}
        known = frozenset(self.chosen.sources)
        self.done = {source: one for source, one in self.done.items() if source in known}

    def forget_data(self) -> None:
        """Have data files read anew."""
        self._resources = self._resources.renewed()

    def _book_of(self) -> str:
        return book_of(self.chosen.workspace, self._resources) if self.wish.region else ""

    def _kept(self, compilation: Compilation) -> Submission | None:
        """Return what the region keeps of a source, where region books are wished for."""
        if not self.wish.region:
            return None
        return submission_of(compilation, self._book, self._resources)

    def books(self) -> tuple[Book, ...]:
        """Return the region books of the sources, where they are wished for."""
        if not self.wish.region:
            return ()
        submissions = [one.submission for one in self.done.values() if one.submission is not None]
        return compile_region(submissions, self.chosen.workspace, self._resources)

    def built(self, books: Sequence[Book], sources: Iterable[Source]) -> Built:
        """Return what the build comes to.

        Args:
            books: of the region.
            sources: those whose documents are to be written; what is found in others counts too.
        """
        findings = [*self.chosen.findings]
        for one in self.done.values():
            findings += (*one.checked.findings, *one.problems)
        rendered = [(source, self.done[source].files) for source in sources]
        for book in books:
            files, problems = self._rendered(book.source, book.document)
            rendered.append((book.source, files))
            findings += (*book.findings, *problems)
        everything, claims = put_together(rendered)
        found = sort_findings((*findings, *claims))
        names = (*self.done, *(book.source for book in books))
        return Built(names, everything, found, counts(found, self.wish.worst))

    def lines(self, findings: Sequence[Diagnostic]) -> Iterable[Lines]:
        """Return the lines that findings stand on."""
        others = lines_of(findings, self.chosen.workspace.region(), self._resources)
        return (*(one.checked.lines for one in self.done.values()), others)

    def report(self, findings: Sequence[Diagnostic]) -> None:
        """Print on the error output what stops the build and what no check shows; count all."""
        checked = {found for one in self.done.values() for found in one.checked.findings}
        checked.update(self.chosen.findings)
        worst = self.wish.worst
        shown = [one for one in findings if one not in checked or counts((one,), worst)]
        show(shown, self.lines(shown), to_stderr=True)
        told = summary(findings, len(self.done))
        if len(shown) < len(findings):
            known = has_baseline(self.chosen.workspace)
            told = msg(
                "{told}; {command} shows them all",
                told=told,
                command="budgetc check --no-baseline" if known else "budgetc check",
            )
        say(told, to_stderr=True)

    def _rendered(
        self, source: Source, document: Document | None
    ) -> tuple[Rendered, tuple[Diagnostic, ...]]:
        if document is None:
            return {}, ()
        wish = self.wish
        return render_source(source, document, wish.formats, wish.output, self._resources)


def refuse_a_link(output: Path, workspace: Workspace) -> None:
    """Refuse an output folder that is a link out of the workspace, which a stranger may have made.

    Raises:
        click.UsageError: it is one.
    """
    if output.absolute().is_relative_to(workspace.root) and leads_out(output, workspace.root):
        raise UsageError(
            msg(
                "{folder} is a link that leads out of {root}; name the folder it leads to with "
                "-o, or delete the link",
                folder=printable(str(output)),
                root=printable(str(workspace.root)),
            )
        )
