"""From a source to what stays of it: its documents, its findings, and what a region adds up.

All that stays is small and plain: it goes from one process to another, and into the store. The
compilation itself, three megabytes of a large department, is let go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from budgetc.diagnostics import Counts, Diagnostic, has_errors, sort_findings
from budgetc.files.data import Resources
from budgetc.files.record import ReadSet
from budgetc.files.workspace import Source
from budgetc.frozen import frozen
from budgetc.garbage import look_at_what_is_new
from budgetc.jurisdiction.own import own_files
from budgetc.keeping import Result, Told
from budgetc.pipeline import Compilation, compile_source
from budgetc.publish.checked_source import checked, packed_source
from budgetc.publish.work import Work


@frozen()
class Made:
    """What becomes of a source.

    Attributes:
        result: what is kept of it.
        documents: by format.
        problems: what went wrong when the documents were made; then nothing is kept.
    """

    result: Result
    documents: Mapping[str, bytes]
    problems: tuple[Diagnostic, ...]


def make(source: Source, work: Work, resources: Resources) -> Made:
    """Compile one source, and return what becomes of it."""
    compilation = compile_source(source, resources, work.today)
    with resources.noting() as frames:
        compilation = _audited(compilation, resources)
        documents, problems = _documents(compilation, work, resources)
        sums = _sums(compilation, work.book, resources) if work.book else None
    inputs = compilation.inputs
    seen = checked(compilation, resources)
    found, rules = packed_source(seen)
    own = [one for one in seen.findings if one.span.file == source.name]
    result = Result(
        source.name,
        ReadSet(inputs.record.files, inputs.record.folders, inputs.record.data | frames),
        work.today.isoformat() if inputs.budget is not None and inputs.budget.waive else "",
        Told(has_errors(seen.findings), Counts.of(own), len(own) < len(seen.findings)),
        found,
        rules,
        work.book,
        sums,
    )
    return Made(result, documents, problems)


def _audited(compilation: Compilation, resources: Resources) -> Compilation:
    """Return a compilation that knows where its document contradicts itself."""
    if compilation.document is None or compilation.draft is None:
        return compilation
    if not own_files(compilation.draft.conventions.layout, resources):  # as mostly
        return compilation
    from budgetc.publish.contradictions import contradictions  # noqa: PLC0415  # as seldom

    found = contradictions(compilation.draft, resources)
    return replace(compilation, findings=sort_findings((*compilation.findings, *found)))


def _documents(
    compilation: Compilation, work: Work, resources: Resources
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    if not work.formats:
        return {}, ()
    from budgetc.publish.documents import documents_of  # noqa: PLC0415  # a check makes none

    return documents_of(compilation, work.formats, work.look, resources, work.output)


def _sums(compilation: Compilation, book: str, resources: Resources) -> bytes:
    from budgetc.region import submission_of  # noqa: PLC0415  # as above

    return submission_of(compilation, book, resources).to_bytes()


def make_each(sources: Sequence[Source], work: Work, resources: Resources) -> Iterator[Made]:
    """Make sources one after the other, in this process."""
    for source in sources:
        yield make(source, work, resources)
        look_at_what_is_new()
