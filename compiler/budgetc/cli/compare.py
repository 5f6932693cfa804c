"""`budgetc compare`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.cli.declared import SOURCE, choice, declared, file_argument
from budgetc.cli.report import COLOURS, drafted
from budgetc.cli.speech import in_words, say, translator
from budgetc.compare import Unreadable, compare, read_document
from budgetc.compare.data import comparison_json
from budgetc.compare.text import ComparisonReport
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg


@declared(
    "compare",
    msg(
        "Compare a document that was published by hand with the compiled one, table by table "
        "and sentence by sentence: every figure that differs, with both values, the kind of "
        "fault, and where ours comes from. PUBLISHED is a PDF, a Markdown or a text file. "
        "Exits with 1 if anything differs."
    ),
    SOURCE,
    file_argument("published", msg("PUBLISHED")),
    choice("--format", "output_format", choices=["text", "json"], text=msg("Form of the report.")),
    example=msg("Example: budgetc compare budgets/my-bureau/2024.yaml published-2024.pdf"),
)
def command(source: Path, published: Path, output_format: str) -> None:
    _, draft = drafted(source)
    printed = read_document(published)
    if isinstance(printed, Unreadable):
        raise click.UsageError(_why(published, printed))
    comparison = compare(draft.document, printed, draft.conventions.lists)
    if output_format == "json":
        say(comparison_json(comparison, draft, translator()))
    else:
        for line in ComparisonReport(translator(), draft, COLOURS).lines(comparison):
            say(line)
    if comparison.differences:
        raise SystemExit(1)


def _why(path: Path, unreadable: Unreadable) -> str:
    said = [msg("{file}: {reason}", file=printable(str(path)), reason=unreadable.reason)]
    if unreadable.hint is not None:
        said.append(msg("hint: {hint}", hint=unreadable.hint))
    return "\n".join(map(in_words, said))
