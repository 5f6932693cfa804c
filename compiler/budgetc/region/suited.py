"""Which sources a book is for, and what to do with the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import attrgetter

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import Message, msg
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


def no_accounts(gathered: Gathered, book: str, place: Span | None) -> Iterator[Diagnostic]:
    """Yield that a book does not say what one of accounts looks like, so that there is none.

    Args:
        gathered: the accounts of a year.
        book: the folder that declares it.
        place: where the book is named, if it is.
    """
    files = [one.file for one in (*gathered.departments, *gathered.failed)]
    yield _left_out(
        msg(
            "{layout} declares a book of budgets; accounts ({count}) are added up in none",
            layout=layout_name(book),
            count=len(files),
        ),
        files,
        place,
        msg(
            "say in {file} how a book of accounts differs, such as its title",
            file=stage_name(book, FINAL),
        ),
        Severity.WARNING,
    )


def not_added_up(
    gathered: Gathered, book: str, settings: str, place: Span | None, none: Severity
) -> Iterator[Diagnostic]:
    """Yield the jurisdictions whose sources have other sections than a book adds up.

    That comes before what is wrong with the book itself: where it is one that ships, the user has
    no file to mend.

    Args:
        gathered: the sources, those set apart that the book is not for.
        book: the folder that declares it.
        settings: the file in which a book is named.
        place: where this one is.
        none: how bad it is if no department is left.
    """
    by_place = attrgetter("jurisdiction")
    for jurisdiction, of_it in groupby(sorted(gathered.unlike, key=by_place), key=by_place):
        files = [one.file for one in of_it]
        own = f"{jurisdiction}/book"
        if gathered.departments:
            hint = msg(
                "the book lists them ({count}); a workspace of their own can have a book of theirs",
                count=len(files),
            )
        elif none is Severity.WARNING:
            hint = msg(
                "so there is no book of that year; a workspace of their own can have one of theirs"
            )
        else:
            hint = msg(
                "write a book for them, {layout} with base: {jurisdiction}, title:, template: and "
                "tables:, and say in {file} what the region is called and which book is its own: "
                "name: … and {line}",
                layout=layout_name(own),
                jurisdiction=jurisdiction,
                file=settings,
                line=f"book: {own}",
            )
        yield _left_out(
            msg(
                "sources of {jurisdiction} have sections of their own, which the book of "
                "{layout} does not add up",
                jurisdiction=jurisdiction,
                layout=layout_name(book),
            ),
            files,
            place,
            hint,
            Severity.WARNING if gathered.departments else none,
        )


def _left_out(
    problem: Message, files: Sequence[str], place: Span | None, hint: Message, severity: Severity
) -> Diagnostic:
    """Return that some sources are in no book: where it is named, else at the first of them."""
    told = files if place is not None else files[1:]
    return finding(
        "LAY001",
        problem,
        place or Span.point(files[0]),
        related=[Related(Span.point(file), msg("this one is left out")) for file in told[:_NAMED]],
        hint=hint,
        severity=severity,
    )
