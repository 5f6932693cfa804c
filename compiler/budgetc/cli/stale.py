"""`budgetc build --check`: whether what is in the output folder is what a build would write."""

from __future__ import annotations

from pathlib import Path

from budgetc.cli.building import Built, Wish
from budgetc.cli.speech import in_words, say
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.workspace import REGION
from budgetc.publish.stale import Staleness, documents_in, stale_files
from budgetc.render.formats import FORMATS

_UNREADABLE = msg(
    "out of date, without a difference to read; two versions of TeX make two PDFs of one document: "
    "check -f latex where they are not the same"
)


def report_stale(wish: Wish, built: Built) -> bool:
    """Print what is stale in the output folder, each with its difference, and how to mend it.

    A source with errors keeps the document that it has. Files of other formats are left alone, and
    so are those of no source where only some sources were named, or of the region without books.
    """
    folder = wish.output
    others: tuple[Path, ...] = ()
    if not wish.named:
        own = {folder / source.department / source.stem for source in built.sources}
        others = tuple(
            path
            for path in documents_in(folder, {FORMATS[name] for name in wish.formats})
            if path.with_suffix("") not in own and (wish.region or path.parent != folder / REGION)
        )
    stale = stale_files(built.files, others)
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
    return bool(stale)
