"""Every number that is quoted as printed was printed, and what goes against it as well."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from budgetc.compare import LEAST, Comparison, Sort
from budgetc.published.model import PrintedHeading, PrintedTable, PublishedDocument
from budgetc.render.markdown import render_markdown
from tests.forms.injecting import injected
from tests.support import RESOURCES

from .references import (
    KORLA,
    PRINTED,
    PUTUO,
    compare_with,
    comparison_of,
    document_of,
    printed,
    printed_markdown,
)

_NUMBER = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")
SOURCES = pytest.mark.parametrize("source", [KORLA, PUTUO], ids=["Korla", "Putuo"])


def _texts(document: PublishedDocument) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, PrintedHeading):
            yield block.text
        elif isinstance(block, PrintedTable):
            yield from (cell.text for line in block.lines for cell in line)
            yield from (block.name, *block.above, *(note.text for note in block.notes))
        else:
            yield from (sentence.text for sentence in block.sentences)


def _all_are_printed(comparison: Comparison, document: PublishedDocument) -> bool:
    """Tell whether each number of what is quoted stands in the document, whatever its blanks."""
    text = "\n".join("".join(one.split()) for one in _texts(document))
    told = comparison.told(LEAST, *Sort)
    numbers = [number for found in told for number in _NUMBER.findall(found.published)]
    assert len(numbers) > 5
    return all(number in text for number in numbers)


@SOURCES
def test_of_the_references(source: str) -> None:
    assert _all_are_printed(comparison_of(source), printed(PRINTED[source]))


@SOURCES
def test_of_wrong_digits(source: str) -> None:
    wrong, changes = injected(document_of(source), random.Random(4), 30)  # noqa: S311
    document = printed_markdown(render_markdown(wrong, RESOURCES))
    comparison = compare_with(source, document)
    assert _all_are_printed(comparison, document)
    assert len(comparison.told()) <= len(changes)
    for found in comparison.told():
        quotes = [*found.places, *found.against]
        assert all(quote.around for quote in quotes)
        assert not found.against or found.sort is Sort.CONTRADICTION
