"""Reports that are no text for a terminal: letters, and those for programs, into files."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from budgetc.cli.report import refuse_another_name, report, write_or_exit
from budgetc.cli.speech import UsageError, say
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources

if TYPE_CHECKING:  # few reports are sent
    from budgetc.document.model import Document

LETTERS = ("html", "docx")
"""The forms that are sent to those who have to act."""

_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        "html": ".html",
        "docx": ".docx",
        "json": ".json",
        "gitlab": ".json",
        "junit": ".xml",
        "sarif": ".sarif",
    }
)
"""Of the forms of a report that are no text: annotations are for the log of a forge."""


def write_letter(form: str, document: Document, resources: Resources, output: Path | None) -> None:
    """Write a letter into a file, or on standard output.

    Raises:
        click.UsageError: what writes such files is not installed.
    """
    from budgetc.render.formats import render_document  # noqa: PLC0415  # as above
    from budgetc.render.suffixes import EXTRAS, LIBRARIES  # noqa: PLC0415

    try:
        content, findings = render_document(form, document, resources)
    except ImportError as error:
        raise UsageError(
            msg("{format} needs {library}: pip install 'budgetc[{extra}]'", format=form,
                library=LIBRARIES[form], extra=EXTRAS[form])
        ) from error  # fmt: skip
    if content is None:
        report(findings, (), 0)
        raise SystemExit(1)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        write_or_exit({output: content}, output.parent)
        say(printable(str(output)), to_stderr=True)


def refuse_output(form: str, output: Path | None, offered: Collection[str]) -> None:
    """Refuse to write a report where it would be lost, before anything is looked at.

    Args:
        form: of the report.
        output: the file; nothing for standard output.
        offered: the forms that the command has.

    Raises:
        click.UsageError: the file is not named as one of its format, or may be something else; or
            a terminal would get a Word file.
    """
    if output is None:
        if form == "docx" and sys.stdout.isatty():
            raise UsageError(msg("a Word file is no text to look at: name a file with -o FILE"))
        return
    suffix = _SUFFIXES.get(form)
    if suffix is None:
        raise UsageError(
            msg(
                "-o is for --format {formats}",
                formats=", ".join(sorted(_SUFFIXES.keys() & offered)),
            )
        )
    refuse_another_name(output, form, suffix)


def hand_over(report: str, output: Path | None) -> None:
    """Write a report for programs into a file, or on standard output."""
    if output is None:
        say(report)
    else:
        write_or_exit({output: f"{report}\n".encode()}, output.parent)
        say(printable(str(output)), to_stderr=True)
