"""A published document against the compiled one: every figure that differs, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetc.compare.alignment import Alignment, Texts
from budgetc.compare.copies import copied_notes, copied_sentences, repeated_sentences
from budgetc.compare.displaced import with_displaced
from budgetc.compare.enumerations import other_uses
from budgetc.compare.figures import extra_figures, missing_figures, wrong_figures, wrong_sums
from budgetc.compare.matching import match_numbers
from budgetc.compare.model import Comparison, Difference, Tally
from budgetc.compare.names import other_labels, other_names, wrong_codes
from budgetc.compare.ours import read_ours
from budgetc.compare.published import PrintedLine, read_published
from budgetc.document.model import PERCENT, Document
from budgetc.lists import Lists
from budgetc.lists.model import PublishedWords


def compare(document: Document, printed: Sequence[PrintedLine], lists: Lists) -> Comparison:
    """Compare a published document with a compiled one.

    Args:
        document: the compiled one.
        printed: the lines of the published one.
        lists: the units of money, and the words by which sentences are taken apart.
    """
    words, money = lists.published, lists.money_units
    units = (*money, PERCENT, *words.counters)
    ours = read_ours(document, units)
    published = read_published(printed, units, money, words.unit_marks, document.negative)
    texts = Texts(ours, published, money)
    alignment = with_displaced(match_numbers(texts))
    copies = tuple(repeated_sentences(alignment))
    if copies:
        # What stands twice would be matched half here and half there; so it is matched once.
        once = published.without((copy[:2] for copy in copies), units)
        alignment = with_displaced(match_numbers(replace(texts, published=once)))
    found = (*_differences(alignment, document, words), *copied_sentences(alignment, copies))
    # In the order of print; what is missing there comes last.
    in_print = sorted(found, key=lambda one: (not one.places, *(p.line for p in one.places[:1])))
    figures = [pair for pair in alignment.pairs if pair.ours.is_figure]
    lost = Counter(ours.spot.block_name for ours in alignment.lost if ours.is_shown)
    tally = Tally(len(figures), sum(pair.equal for pair in figures), tuple(lost.items()))
    return Comparison(tuple(in_print), tally)


def _differences(
    alignment: Alignment, document: Document, words: PublishedWords
) -> Iterator[Difference]:
    names = tuple(other_names(alignment, document.department))
    yield from wrong_figures(alignment)
    yield from wrong_sums(alignment)
    yield from missing_figures(alignment)
    yield from extra_figures(alignment, words, document.year)
    yield from other_uses(alignment, words, names)
    yield from names
    yield from other_labels(alignment, words, names)
    yield from wrong_codes(alignment)
    yield from copied_notes(alignment)
