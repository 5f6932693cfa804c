"""`budgetc verify`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import click

from budgetc.cli.declared import FONTS, argument, choice, declared, option
from budgetc.cli.speech import UsageError, in_words, say, translator
from budgetc.cli.unreadable import readable
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.lists import shipped_lists
from budgetc.numbers.money import Unit
from budgetc.verify import Verified, verify


@declared(
    "verify",
    msg(
        "Verify what was published. Of a FOLDER that budgetc release made: are its files those of "
        "its manifest, and, in the repository of the budgets, do its sources make the same bytes? "
        "Of a FILE, a PDF that budgetc build -f pdf made: recompute every figure from the facts "
        "that it carries, and look each up on its page; it needs no source. Exits with 1 if "
        "anything is wrong."
    ),
    argument("path", msg("FOLDER|FILE"), type=click.Path(exists=True, path_type=Path)),
    option(
        "--source",
        "sources",
        text=msg("A source that a PDF should be made of; may be given several times."),
        metavar=msg("SOURCE"),
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    ),
    FONTS,
    choice("--format", "output_format", choices=["text", "json"], text=msg("Form of the report.")),
    example=msg("Example: budgetc verify published/my-bureau/2025"),
)
def command(path: Path, sources: tuple[Path, ...], fonts: Path | None, output_format: str) -> None:
    units = shipped_lists(Resources.of_workspace(None)).money_units
    if path.is_dir():
        if sources:
            raise UsageError(msg("--source is for a PDF; a folder names its sources itself"))
        from budgetc.cli.verify_folder import verify_folder  # noqa: PLC0415  # a PDF needs less

        is_whole = verify_folder(path, units, "" if fonts is None else str(fonts), output_format)
        raise SystemExit(0 if is_whole else 1)
    _verify_pdf(path, units, sources, output_format)


def _verify_pdf(
    file: Path, units: Mapping[str, Unit], sources: tuple[Path, ...], output_format: str
) -> None:
    """Verify a PDF by the facts that it carries, and report.

    Raises:
        UnreadableError: nothing can be read of it.
        SystemExit: something is wrong.
    """
    verified = readable(file, verify(file, units))
    digests = {digest for _, digest in verified.sources}
    others = [path for path in sources if _digest(path) not in digests]
    if output_format == "json":
        say(_json(verified, others))
    else:
        _report(verified, others)
    if verified.wrong or others:
        raise SystemExit(1)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _report(verified: Verified, others: list[Path]) -> None:
    for one in verified.wrong:
        say(printable(in_words(one.text)))
    for path in others:
        say(msg("{source} is not what this PDF was made of", source=printable(str(path))))
    for name, digest in verified.sources:
        said = msg("made by {maker} of {source}, SHA-256 {digest}",
                   maker=printable(verified.made_by), source=printable(name or "…"),
                   digest=printable(digest))  # fmt: skip
        say(said)
    say(
        msg(
            "figures recomputed: {figures}, of which on no page, for only others are made of "
            "them: {unprinted}; looked up on the pages, at each place: {printed}; wrong: {wrong}",
            figures=verified.figures,
            unprinted=verified.unprinted,
            printed=verified.printed,
            wrong=len(verified.wrong),
        )
    )


def _json(verified: Verified, others: list[Path]) -> str:
    speak = translator()
    return json_text(
        {
            "made_by": verified.made_by,
            "sources": [{"name": name, "sha256": digest} for name, digest in verified.sources],
            "other_sources": [str(path) for path in others],
            "figures": verified.figures,
            "printed": verified.printed,
            "unprinted": verified.unprinted,
            "wrong": [
                {"figure": one.id, "page": one.page, "found": one.found, "should": one.should,
                 "text": speak(one.text)}
                for one in verified.wrong
            ],
        }
    )  # fmt: skip
