"""Which sources a book is for, and what to do with the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import attrgetter

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.jurisdiction.load import layout_name, sections_of, stage_name
from budgetc.region.gather import Gathered
from budgetc.region.submission import Submission

_NAMED = 10
"""How many of the sources that are left out a finding names; the book lists all."""


def suited(gathered: Gathered, book: str, resources: Resources) -> Gathered:
    """Return the sources of a region, those set apart that have other sections than a book adds up.

    Of those it would tell nothing but zeros. Where no department is without errors, sources with
    errors say what the book will be asked for.

    Args:
        gathered: the sources.
        book: the folder that declares it.
        resources: the data files.
    """
    known = sections_of(resources, book)

    @cache
    def suits(jurisdiction: str) -> bool:
        is_there = resources.has(layout_name(jurisdiction))
        return not is_there or sections_of(resources, jurisdiction) == known

    def is_unlike(one: Submission) -> bool:
        return not suits(one.jurisdiction)

    return replace(
        gathered,
        departments=tuple(one for one in gathered.departments if suits(one.jurisdiction)),
        unlike=tuple(filter(is_unlike, gathered.departments or gathered.failed)),
    )


def no_accounts(gathered: Gathered, book: str, place: Span) -> Diagnostic:
    """Return that a book does not say what one of accounts looks like, so that there is none.

    Args:
        gathered: the accounts of a year.
        book: the folder that declares it.
        place: where the book is named, or should be.
    """
    files = [one.file for one in (*gathered.departments, *gathered.failed)]
    return finding(
        "LAY001",
        msg(
            "{layout} declares a book of budgets; accounts ({count}) are added up in none",
            layout=layout_name(book),
            count=len(files),
        ),
        place,
        related=[Related(Span.point(file), msg("this one is left out")) for file in files[:_NAMED]],
        hint=msg(
            "say in {file} how a book of accounts differs, such as its title",
            file=stage_name(book, FINAL),
        ),
        severity=Severity.WARNING,
    )


def not_added_up(gathered: Gathered, book: str, place: Span) -> Iterator[Diagnostic]:
    """Yield the jurisdictions whose sources have other sections than a book adds up.

    That comes before what is wrong with the book itself: where it is one that ships, the user has
    no file to mend.

    Args:
        gathered: the sources, those set apart that the book is not for.
        book: the folder that declares it.
        place: where the book is named, or should be.
    """
    by_place = attrgetter("jurisdiction")
    for jurisdiction, of_it in groupby(sorted(gathered.unlike, key=by_place), key=by_place):
        files = [one.file for one in of_it]
        problem = msg(
            "sources of {jurisdiction} have sections of their own, which the book of "
            "{layout} does not add up",
            jurisdiction=jurisdiction,
            layout=layout_name(book),
        )
        if gathered.departments:
            yield finding(
                "LAY001",
                problem,
                place,
                related=[
                    Related(Span.point(file), msg("this one is left out"))
                    for file in files[:_NAMED]
                ],
                hint=msg(
                    "the book lists them ({count}); a workspace of their own can have a book of "
                    "theirs",
                    count=len(files),
                ),
                severity=Severity.WARNING,
            )
            continue
        yield finding(
            "LAY001",
            problem,
            place,
            related=[Related(Span.point(files[0]), msg("this is one of them"))],
            hint=msg(
                "write a book for them, {layout} with base: {jurisdiction}, and name it in "
                "{file}: {line}",
                layout=layout_name(f"{jurisdiction}/book"),
                jurisdiction=jurisdiction,
                file=place.file,
                line=f"book: {jurisdiction}/book",
            ),
        )
