"""`budgetc build --check`: whether what is in the output folder is what a build would write."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from budgetc.cli.speech import in_words, say
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.workspace import REGION, Source
from budgetc.publish.stale import Stale, Staleness, documents_in, stale_files
from budgetc.render.formats import FORMATS

_UNREADABLE = msg(
    "out of date, without a difference to read; two versions of TeX make two PDFs of one document: "
    "check -f latex where they are not the same"
)


def check_output(
    files: Mapping[Path, bytes],
    sources: Sequence[Source],
    formats: Sequence[str],
    folder: Path,
    *,
    all_sources: bool,
    region: bool,
) -> tuple[Stale, ...]:
    """Return the files of an output folder that are stale.

    Args:
        files: what a build would write.
        sources: all that was compiled; one with errors keeps the document it has.
        formats: keys of `FORMATS`; files of others are left alone.
        folder: the output folder.
        all_sources: whether every document that is there has to be of a source.
        region: whether region books are built too; without them, those that are there may stay.
    """
    suffixes = {FORMATS[name] for name in formats}
    own = {folder / source.department / source.edition for source in sources}
    others: Collection[Path] = ()
    if all_sources:
        others = [
            path
            for path in documents_in(folder, suffixes)
            if path.with_suffix("") not in own and (region or path.parent != folder / REGION)
        ]
    return stale_files(files, others)


def report_stale(stale: Sequence[Stale]) -> None:
    """Print what is stale, each with its difference, and how to mend it."""
    for one in stale:
        plain = one.fault is Staleness.OTHER and not one.difference
        said = in_words(_UNREADABLE if plain else one.fault.value)
        say(f"{printable(one.path.as_posix())}: {said}")
        for line in one.difference:
            say(line)
    if stale:
        say(
            msg(
                "stale files: {count}; run the same command without --check and commit what "
                "it writes",
                count=len(stale),
            ),
            to_stderr=True,
        )
    else:
        say(msg("the output folder is up to date"), to_stderr=True)
