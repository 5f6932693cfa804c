"""Titles of tables, against those that the layout of the document declares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from budgetc.audit.model import Contradiction, Kind, Quote
from budgetc.audit.official import Official, mistyped, plain
from budgetc.audit.said import BREAKS, Whose, years_in
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import frozen
from budgetc.jurisdiction.titles import YEAR, TitledTable
from budgetc.lists.print_words import AuditWords, PrintedWords
from budgetc.published.model import PrintedHeading, PrintedTable, PublishedDocument

_SURE = 80
_LIKELY = 70
_FEWEST = 3
_SAME_HEADS = 0.8
_SHORTEST = 4
"""Shorter names of offices are common words."""

Layout = Sequence[TitledTable]


@frozen(eq=False)
class _Titled:
    """A table of the document with a title.

    Attributes:
        table: as read.
        title: without its year and its blanks.
        years: that stand in it.
        heads: of its columns, without those over several.
    """

    table: PrintedTable
    title: str
    years: tuple[str, ...]
    heads: frozenset[str]

    def has_heads_of(self, declared: TitledTable) -> bool:
        """Tell whether nearly all of its heads are those of a declared table."""
        known = self.heads & frozenset(map(plain, declared.heads))
        return bool(self.heads) and len(known) >= _SAME_HEADS * len(self.heads)


def year_of(document: PublishedDocument, audit: AuditWords) -> int:
    """Return the year that most titles of tables name, else headings, else the prose; 0 if none."""
    titles = (table.title for table in document.tables())
    headings = (block.text for block in document.blocks if isinstance(block, PrintedHeading))
    prose = (sentence.text for sentence in document.sentences())
    for texts in (titles, headings, prose):
        years = Counter(year for text in texts for _, year in years_in(text, audit))
        if years:
            return max(years, key=lambda year: (years[year], year))
    return 0


def whose_is(document: PublishedDocument, printed: PrintedWords, audit: AuditWords) -> Whose:
    """Return what a document is of: its year, who made it, and whether it is accounts."""
    titles = [table.title for table in document.tables()]
    is_final = any(word in title for title in titles for word in audit.outturn_titles)
    offices = Counter(name for name in _offices(document, printed, audit) if len(name) >= _SHORTEST)
    longest_first = sorted(offices, key=lambda name: (-len(name), name))
    office = max(offices, key=offices.__getitem__, default="")
    return Whose(year_of(document, audit), tuple(longest_first), is_final, office)


def _offices(
    document: PublishedDocument, printed: PrintedWords, audit: AuditWords
) -> Iterator[str]:
    """Yield the names behind 编制部门 over the tables, and that before the year of the title.

    The unit may stand close behind a name, and the year in a line of its own.
    """
    units = tuple(f"{mark}{colon}" for mark in printed.unit_marks for colon in "：:")
    for table in document.tables():
        for line in table.above:
            for lead in printed.above:
                behind = line.partition(lead)[2].lstrip(f"{BREAKS} ")
                for mark in units:
                    behind = behind.partition(mark)[0]
                yield from behind.split()[:1]
    headings = [block.text for block in document.blocks if isinstance(block, PrintedHeading)]
    first, second, *_ = (*headings, "", "")
    year = audit.year.search(f"{first}{second}")
    if year is None or year.start > len(first):
        return
    if year.start < len(first) or not any(word in first for word in audit.of_money):
        yield "".join(first[: year.start].split())


def wrong_titles(
    document: PublishedDocument, official: Official, audit: AuditWords
) -> Iterator[Contradiction]:
    """Yield titles that are not the declared ones, where the layout of the document is known.

    It is known by three tables and half of those with titles that have title and heads of its own.
    """
    tables = [_titled(table, audit) for table in document.tables() if table.title]
    layout = max(official.layouts, key=lambda one: _fitting(tables, one), default=())
    fitting = _fitting(tables, layout)
    if fitting < _FEWEST or fitting * 2 < len(tables):
        return
    printed = frozenset(one.title for one in tables)
    absent = [one for one in layout if _declared(one) not in printed]
    declared = frozenset(map(_declared, layout))
    yield from _mistyped([one for one in tables if one.title not in declared], absent)
    yield from _twice(tables, layout, absent)
    yield from _of_another_year(tables, layout)


def _titled(table: PrintedTable, audit: AuditWords) -> _Titled:
    years = tuple(found["year"] for found in audit.year.finditer(table.title))
    title = table.title
    for year in years:
        title = title.replace(year, "", 1)
    heads = (column.inner for panel in table.panels for column in panel.columns if column.heads)
    return _Titled(table, plain(title), years, frozenset(map(plain, heads)))


def _declared(table: TitledTable) -> str:
    return plain(table.title.replace(YEAR, ""))


def _fitting(tables: Sequence[_Titled], layout: Layout) -> int:
    by_title = {_declared(one): one for one in layout}
    return sum(one.title in by_title and one.has_heads_of(by_title[one.title]) for one in tables)


def _mistyped(tables: Sequence[_Titled], absent: Layout) -> Iterator[Contradiction]:
    for one in tables:
        meant = [
            declared
            for declared in absent
            if mistyped(one.title, _declared(declared)) and one.has_heads_of(declared)
        ]
        if len(meant) == 1:
            name = meant[0].title.replace(YEAR, one.years[0] if one.years else "")
            yield _told(one, msg("the layout calls this table {title}", title=name), _LIKELY)


def _twice(tables: Sequence[_Titled], layout: Layout, absent: Layout) -> Iterator[Contradiction]:
    """Yield the second of two tables with one title, where another with its heads is missing."""
    first: dict[str, _Titled] = {}
    declared = frozenset(map(_declared, layout))
    for one in tables:
        before = first.setdefault(one.title, one)
        if before is one or one.title not in declared:
            continue
        missing = [other for other in absent if one.has_heads_of(other)]
        if len(missing) == 1 and before.heads == one.heads:
            year = one.years[0] if one.years else ""
            reason = msg(
                "the table before has this title; the layout has {title} too, which is not there",
                title=missing[0].title.replace(YEAR, year),
            )
            yield _told(one, reason, _SURE, before)


def _of_another_year(tables: Sequence[_Titled], layout: Layout) -> Iterator[Contradiction]:
    dated = frozenset(_declared(one) for one in layout if YEAR in one.title)
    with_year = [one for one in tables if one.title in dated and len(one.years) == 1]
    years = Counter(one.years[0] for one in with_year)
    if not years:
        return
    year, count = years.most_common(1)[0]
    others = [one for one in with_year if one.years[0] != year]
    if count >= _FEWEST and len(others) * 2 < count:
        usual = next(one for one in with_year if one.years[0] == year)
        for one in others:
            yield _told(one, msg("the other titles are of {year}", year=year), _SURE, usual)


def _told(one: _Titled, reason: Message, confidence: int, *others: _Titled) -> Contradiction:
    quotes = tuple(
        Quote(each.table.title, each.table.number, each.table.place) for each in (one, *others)
    )
    return Contradiction(Kind.NAMING, quotes, reason, confidence)
