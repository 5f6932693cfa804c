"""Whether a book is one for the sources of its region, and what to do where it is not."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.jurisdiction.load import layout_name, sections_of
from budgetc.region.gather import Gathered


def not_added_up(
    gathered: Gathered, book: str, resources: Resources, place: Span
) -> Iterator[Diagnostic]:
    """Yield the jurisdictions whose sources have other sections than a book adds up.

    Of those it would tell nothing but zeros. That comes before what is wrong with the book itself:
    where it is one that ships, the user has no file to mend.

    Args:
        gathered: the sources.
        book: the folder that declares it.
        resources: the data files.
        place: where the book is named, or should be.
    """
    known = sections_of(resources, book)
    first = {
        one.jurisdiction: one.file
        for one in reversed((*gathered.departments, *gathered.failed, *gathered.besides))
        if resources.has(layout_name(one.jurisdiction))
    }
    for jurisdiction, file in sorted(first.items()):
        if sections_of(resources, jurisdiction) != known:
            yield finding(
                "LAY001",
                msg(
                    "sources of {jurisdiction} have sections of their own, which the book of "
                    "{layout} does not add up",
                    jurisdiction=jurisdiction,
                    layout=layout_name(book),
                ),
                place,
                related=[Related(Span.point(file), msg("this is one of them"))],
                hint=msg(
                    "write a book for them, {layout} with base: {jurisdiction}, and name it in "
                    "{file}: {line}",
                    layout=layout_name(f"{jurisdiction}/book"),
                    jurisdiction=jurisdiction,
                    file=place.file,
                    line=f"book: {jurisdiction}/book",
                ),
            )
