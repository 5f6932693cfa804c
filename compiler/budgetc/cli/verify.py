"""`budgetc verify`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from budgetc.cli.declared import choice, declared, file_argument, option
from budgetc.cli.speech import in_words, say, translator
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.lists import shipped_lists
from budgetc.published.model import Unreadable
from budgetc.verify import Verified, verify


@declared(
    "verify",
    msg(
        "Recompute every figure of a PDF from the facts that it carries, look each up on its page, "
        "and say which digit is another. It needs no source. FILE is a PDF that budgetc build -f "
        "pdf made. Exits with 1 if anything is wrong."
    ),
    file_argument("file", msg("FILE")),
    option(
        "--source",
        "sources",
        text=msg("A source that it should be made of; may be given several times."),
        metavar=msg("SOURCE"),
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    ),
    choice("--format", "output_format", choices=["text", "json"], text=msg("Form of the report.")),
    example=msg("Example: budgetc verify build/my-bureau/2024.pdf"),
)
def command(file: Path, sources: tuple[Path, ...], output_format: str) -> None:
    verified = verify(file, shipped_lists(Resources.of_workspace(None)).money_units)
    if isinstance(verified, Unreadable):
        raise click.UsageError(_why(file, verified))
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
            "figures recomputed: {figures}; looked up on the pages: {printed}; wrong: {wrong}",
            figures=verified.figures,
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
            "wrong": [
                {"figure": one.id, "page": one.page, "found": one.found, "should": one.should,
                 "text": speak(one.text)}
                for one in verified.wrong
            ],
        }
    )  # fmt: skip


def _why(path: Path, unreadable: Unreadable) -> str:
    said = [msg("{file}: {reason}", file=printable(str(path)), reason=unreadable.reason)]
    if unreadable.hint is not None:
        said.append(msg("hint: {hint}", hint=unreadable.hint))
    return "\n".join(map(in_words, said))
