"""`budgetc compare`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.cli.declared import ONE_SOURCE, argument, choice, declared, flag, option
from budgetc.cli.departments import SourcePath
from budgetc.cli.keeping import JOBS
from budgetc.cli.report import COLOURS, drafted
from budgetc.cli.speech import UsageError, say, translator
from budgetc.cli.unreadable import readable
from budgetc.compare import LEAST, Sort, compare
from budgetc.compare.data import comparison_json
from budgetc.compare.text import ComparisonReport
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.workspace import SUFFIXES
from budgetc.published.read import read_published


@declared(
    "compare",
    msg(
        "Compare a document that was published by hand with the compiled one, table by table "
        "and sentence by sentence: every figure that differs, with both values, the kind of "
        "fault, and where ours comes from. PUBLISHED is a PDF, a Word or Excel file (.docx, "
        ".xlsx), HTML, Markdown or text. Exits with 1 if anything is told, or hardly anything "
        "agrees. If PUBLISHED is a folder, SOURCE may be one too: each document is compared with "
        "the source of the department and year that it names, and what has none is told."
    ),
    argument("source", msg("SOURCE"), type=SourcePath(exists=True, path_type=Path)),
    argument("published", msg("PUBLISHED"), type=click.Path(exists=True, path_type=Path)),
    option(
        "--min-confidence",
        text=msg(
            "How sure a finding has to be, from 0 to 1: that both numbers were read and are of "
            "the same thing."
        ),
        metavar=msg("NUMBER"),
        type=click.FloatRange(0, 1),
        default=LEAST,
        show_default=True,
    ),
    flag("--style", text=msg("Tell matters of style and wording, too.")),
    choice("--format", "output_format", choices=["text", "json"], text=msg("Form of the report.")),
    JOBS,
    example=msg("Example: budgetc compare budgets/my-bureau/2024.yaml published-2024.pdf"),
)
def command(
    source: Path,
    published: Path,
    min_confidence: float,
    *,
    style: bool,
    output_format: str,
    jobs: int,
) -> None:
    sorts = tuple(Sort) if style else ()
    if published.is_dir():
        from budgetc.cli.compare_folder import compare_folder  # noqa: PLC0415  # most compare one

        if not compare_folder(source, published, min_confidence, sorts, output_format, jobs):
            raise SystemExit(1)
        return
    source = ONE_SOURCE.convert(source, None, click.get_current_context())
    if published.suffix in SUFFIXES and source.suffix not in SUFFIXES:
        swapped = {"source": printable(str(published)), "published": printable(str(source))}
        raise UsageError(
            msg("the source comes first: budgetc compare {source} {published}", **swapped)
        )
    _, draft = drafted(source)
    lists = draft.conventions.lists
    printed = readable(published, read_published(published, lists.printed))
    comparison = compare(draft.document, printed, lists)
    told = comparison.told(min_confidence, *sorts)
    if output_format == "json":
        say(comparison_json(comparison, told, draft, translator()))
    else:
        report = ComparisonReport(translator(), draft, COLOURS)
        for line in report.lines(comparison, told, min_confidence):
            say(line)
    if told or comparison.tally.strange:
        raise SystemExit(1)
