"""`budgetc audit`."""

from __future__ import annotations

from pathlib import Path

import click

from budgetc.audit import Audit, audit
from budgetc.audit.data import audits_json
from budgetc.audit.official import official_names
from budgetc.audit.text import AuditReport
from budgetc.cli.declared import argument, choice, declared, flag, option
from budgetc.cli.report import COLOURS
from budgetc.cli.speech import say, translator
from budgetc.cli.unreadable import UnreadableError, why_unreadable
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.lists import shipped_lists
from budgetc.published.model import Unreadable
from budgetc.published.read import read_published


@declared(
    "audit",
    msg(
        "Find where published documents contradict themselves, without any source: sums and "
        "subtotals, the same quantity in two tables, text against table, shares, growth and "
        "completion, lists, copied passages, names. PUBLISHED is a PDF, a Word, Excel, HTML, "
        "Markdown or text file; several give a table at the end. Exits with 1 if anything is "
        "found."
    ),
    argument(
        "published",
        msg("PUBLISHED..."),
        nargs=-1,
        required=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    ),
    choice("--format", "output_format", choices=["text", "json"], text=msg("Form of the report.")),
    option(
        "--min-confidence",
        text=msg(
            "Report only what is at least so sure, from 0 to 100. Default: 50. What is less sure "
            "may be meant as it is."
        ),
        metavar=msg("NUMBER"),
        type=click.IntRange(0, 100),
        default=None,
    ),
    flag(
        "--rounding",
        text=msg("Also report sums that are off by no more than the rounding of their parts."),
    ),
    example=msg("Example: budgetc audit published-2024.pdf"),
)
def command(
    published: tuple[Path, ...],
    output_format: str,
    min_confidence: int | None,
    *,
    rounding: bool,
) -> None:
    resources = Resources.of_workspace(None)
    lists = shipped_lists(resources)
    official = official_names(resources)
    least = lists.audit.least_confidence if min_confidence is None else min_confidence
    found: list[tuple[Path, Audit | Unreadable]] = []
    for path in published:
        document = read_published(path, lists.printed)
        if isinstance(document, Unreadable):
            found.append((path, document))
        else:
            made = audit(document, lists, official)
            found.append((path, made.told(least, with_effects=rounding)))
    path, only = found[0]
    if len(found) == 1 and isinstance(only, Unreadable):
        raise UnreadableError(path, only)
    if output_format == "json":
        data = [(str(path), one if isinstance(one, Audit) else one.reason) for path, one in found]
        say(audits_json(data, translator()))
    else:
        _report(found)
    if any(isinstance(one, Unreadable) or one.contradictions for _, one in found):
        raise SystemExit(1)


def _report(found: list[tuple[Path, Audit | Unreadable]]) -> None:
    report = AuditReport(translator(), COLOURS)
    for path, one in found:
        if len(found) > 1:
            say(COLOURS.place(printable(str(path))))
        if isinstance(one, Unreadable):
            say(why_unreadable(path, one))
        else:
            for text in report.lines(one):
                say(text)
        if len(found) > 1:
            say("")
    if len(found) > 1:
        rows = [(str(path), one if isinstance(one, Audit) else None) for path, one in found]
        for text in report.table(rows):
            say(text)
