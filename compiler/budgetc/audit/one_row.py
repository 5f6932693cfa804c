"""Tables of one row (“三公”经费): what their totals add up to, and what the prose says of them.

No other row shows what a total is the sum of. So only one counts that stands under a head of its
own, and that is not even the sum of those parts which are no details of others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from budgetc.audit.against import against
from budgetc.audit.model import Contradiction
from budgetc.audit.said import Paragraph, Said, trimmed
from budgetc.audit.sums import Sum, relations, without_details
from budgetc.audit.views import Printed, TableView, bare, worth
from budgetc.frozen import frozen
from budgetc.lists.print_words import PrintedWords

_LIKELY = 80
_FEWEST = 2
_SHORTEST = 5
"""Shorter heads are common words, such as 购置费."""


def totals_of_heads(view: TableView) -> Iterator[Sum]:
    """Yield the totals of a row under heads of their own, each with the columns beside it."""
    if len(view.rows) != 1:
        return
    for total, parts in (*relations(view), *_named_totals(view)):
        heads = [view.panel.columns[at].heads for at in (total, *parts)]
        is_under = len({one[0] for one in heads}) == 1 and heads[0][0] not in view.words.total_heads
        is_partial = any(
            word in head for one in heads for head in one for word in view.words.of_which
        )
        if is_under and not is_partial:
            yield _sum(view, total, parts)


def _named_totals(view: TableView) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield totals with a name, such as “三公”经费合计, that stand first under their head."""
    columns = view.panel.columns
    under = [at for at in view.columns if len(columns[at].heads) > 1]
    for _, group in groupby(under, key=lambda at: columns[at].heads[:-1]):
        total, *parts = group
        leaf = "".join(columns[total].inner.split())
        is_named = leaf.endswith(view.words.total_endings) and leaf not in view.words.total_heads
        if is_named and len(parts) >= _FEWEST:
            yield total, tuple(parts)


def _sum(view: TableView, total: int, parts: Sequence[int]) -> Sum:
    (row,) = view.rows
    amounts = [worth(row.cells[at].number) for at in parts]
    places = without_details(amounts)
    if sum(amounts[place] for place in places) == worth(row.cells[total].number):
        parts = [parts[place] for place in places]
    return Sum(view.printed(row, total), tuple(view.printed(row, at) for at in parts), _LIKELY)


@frozen()
class _Named:
    """A cell of a table of one row, by its heads: 2025年预算数 / “三公”经费合计.

    Attributes:
        kind: what stands behind the year.
    """

    title: str
    year: str
    kind: str
    name: str
    cell: Printed


def wrong_totals(
    paragraphs: Sequence[Paragraph], views: Sequence[TableView]
) -> Iterator[Contradiction | None]:
    """Yield of amounts with the year and the name of such a total what contradicts it."""
    named = [one for view in views for one in _named(view)]
    if not named:
        return
    for paragraph in paragraphs:
        for said in paragraph.said:
            if not said.is_money or said.has(said.words.compared):
                continue
            cells = [one.cell for one in named if _is_called(said, one)]
            if cells:
                yield against(said, cells, _LIKELY)


def wrong_parts(
    paragraphs: Sequence[Paragraph], views: Sequence[TableView], words: PrintedWords
) -> Iterator[Contradiction | None]:
    """Yield of amounts with the name of a column of such a table what contradicts its cells.

    Of several columns with one name (预算数, 决算数) any may be meant.
    """
    cells: dict[str, list[Printed]] = defaultdict(list)
    for view in views:
        for name, cell in _by_head(view):
            cells[name].append(cell)
    for paragraph in paragraphs:
        for said in paragraph.said if cells else ():
            is_own = not said.is_compared and not said.is_change
            name = _name(said, words)
            if said.is_money and said.number.value and is_own and name in cells:
                yield against(said, cells[name], _LIKELY)


def _name(said: Said, words: PrintedWords) -> str:
    """Return what an amount is called; all that such tables hold is paid from appropriations."""
    *_, name = said.paragraph.names_in(bare(said.clause, words))
    for lead in said.words.funded_leads:
        name = name.removeprefix(lead) or name
    return trimmed(name, said.words)


def _by_head(view: TableView) -> Iterator[tuple[str, Printed]]:
    """Yield the cells of a table of one row by the last of their heads that is a name."""
    if len(view.rows) != 1:
        return
    (row,) = view.rows
    for at in view.columns:
        heads = ["".join(head.split()) for head in view.panel.columns[at].heads]
        named = [
            head for head in heads if head not in (*view.words.total_heads, *view.words.fillers)
        ]
        name = trimmed(named[-1], view.words) if named else ""
        if len(name) >= _SHORTEST and not named[-1].endswith(view.words.total_endings):
            yield name, view.printed(row, at)


def _named(view: TableView) -> Iterator[_Named]:
    if len(view.rows) != 1:
        return
    (row,) = view.rows
    for total, _ in _named_totals(view):
        *_, upper, leaf = ("".join(head.split()) for head in view.panel.columns[total].heads)
        year = view.words.year.search(upper)
        ending = next(ending for ending in view.words.total_endings if leaf.endswith(ending))
        name = leaf.removesuffix(ending)
        if year is not None and name and upper[year.end :]:
            kind, cell = upper[year.end :], view.printed(row, total)
            yield _Named(view.table.title, year["year"], kind, name, cell)


def _is_called(said: Said, named: _Named) -> bool:
    """Tell whether an amount is called by year, name and kind, and by no more than the title."""
    clause = "".join(said.clause.split())
    years = [*said.words.year.finditer(clause)]  # of a PDF a heading may stand in front
    if not years or years[-1]["year"] != named.year:
        return False
    behind = clause[years[-1].end :]
    subject = trimmed(behind.partition(named.kind)[0], said.words)
    is_whole = subject.endswith(trimmed(named.name, said.words)) and named.kind in behind
    return is_whole and subject in "".join(named.title.split())
