"""`budgetc audit`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from budgetc.audit import Audited, Audits
from budgetc.audit.data import audits_json
from budgetc.audit.text import AuditReport, not_looked_at
from budgetc.cli.declared import argument, choice, declared, flag, option, output_file
from budgetc.cli.inputs import in_turn
from budgetc.cli.keeping import JOBS
from budgetc.cli.report import COLOURS
from budgetc.cli.sending import LETTERS, hand_over, refuse_output, write_letter
from budgetc.cli.speech import UsageError, say, translator
from budgetc.cli.unreadable import UnreadableError, why_unreadable
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.lists import shipped_lists
from budgetc.published.folder import is_document, look_into
from budgetc.published.model import Unreadable
from budgetc.reports.audits import audits

FORMS = ("text", "json", *LETTERS)
"""The forms of a report."""

_MANY = 3
"""From how many documents on one has to wait for them."""


@declared(
    "audit",
    msg(
        "Find where published documents contradict themselves, without any source: sums and "
        "subtotals, the same quantity in two tables, text against table, shares, growth and "
        "completion, lists, copied passages, names. PUBLISHED is a PDF, a Word, Excel, HTML, "
        "Markdown or text file, or a folder of them; several give a table at the end. Exits with "
        "1 if anything is found."
    ),
    argument(
        "published",
        msg("PUBLISHED..."),
        nargs=-1,
        required=True,
        type=click.Path(exists=True, path_type=Path),
    ),
    choice(
        "--format",
        "output_format",
        choices=FORMS,
        text=msg(
            "Form of the report: text for people, json for programs; html and docx are to be sent "
            "to who made the documents, and begin with a table of all."
        ),
    ),
    output_file(msg("The file of a report that is no text; standard output if left out.")),
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
    JOBS,
    example=msg("Example: budgetc audit published-2024.pdf --format docx -o findings.docx"),
)
def command(
    published: tuple[Path, ...],
    output_format: str,
    output: Path | None,
    min_confidence: int | None,
    *,
    rounding: bool,
    jobs: int,
) -> None:
    refuse_output(output_format, output, FORMS)
    if output is not None:
        _refuse_among(published, output)
    folder = look_into(published)
    if not folder.documents and not folder.closed:
        raise UsageError(
            msg(
                "there is no document in {folder}: no PDF, Word, Excel, HTML, Markdown or text "
                "file",
                folder=printable(str(published[0])),
            )
        )
    resources = Resources.of_workspace(None)
    lists = shipped_lists(resources)
    least = lists.audit.least_confidence if min_confidence is None else min_confidence
    making = in_turn(
        audits(folder.documents, jobs), len(folder.documents), msg("reading documents"), _MANY
    )
    found = [one.told(least, with_effects=rounding) for one in making]
    found += [Audited(str(path), why) for path, why in folder.closed]
    only = found[0].result
    if published == folder.documents and len(found) == 1 and isinstance(only, Unreadable):
        raise UnreadableError(published[0], only)
    told = Audits(tuple(found), tuple(map(str, folder.others)))
    if output_format in LETTERS:
        from budgetc.reports.audit_letter import audit_letter  # noqa: PLC0415  # few are sent

        write_letter(output_format, audit_letter(told, translator()), resources, output)
    elif output_format == "json":
        hand_over(audits_json(told, translator()), output)
    else:
        _report(told, is_of_many=published != folder.documents or len(found) > 1)
    if not all(one.is_clean for one in found):
        raise SystemExit(1)


def _refuse_among(published: Iterable[Path], output: Path) -> None:
    """Refuse to write a letter over a document, or where it would be taken for one next time."""
    file = output.resolve()
    for path in published:
        named = path.resolve()
        if file == named or (named in file.parents and is_document(file)):
            raise UsageError(
                msg(
                    "{file} stands among the documents, and would be taken for one: write it "
                    "elsewhere",
                    file=printable(str(output)),
                )
            )


def _report(told: Audits, *, is_of_many: bool) -> None:
    report = AuditReport(translator(), COLOURS)
    for one in told.found:
        if is_of_many:
            say(COLOURS.place(printable(one.name)))
        if isinstance(one.result, Unreadable):
            say(why_unreadable(Path(one.name), one.result))
        else:
            for text in report.lines(one.result):
                say(text)
        if is_of_many:
            say("")
    if is_of_many:
        for text in report.table(told):
            say(text)
    if (others := not_looked_at(told.others)) is not None:
        say(others)
