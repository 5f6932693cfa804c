"""Which amounts of sources stand under codes that an edition changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from budgetc.editions.changes import Change
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.frozen import frozen
from budgetc.pipeline import compile_source


@frozen()
class Touched:
    """One amount under a code that is gone, renamed or moved.

    Attributes:
        file: of the source.
        line: of the amount.
        dimension: whose code it is.
        change: what became of the code.
    """

    file: str
    line: int
    dimension: str
    change: Change


def touched(
    sources: Iterable[Source], changed: Mapping[str, Mapping[str, Change]], resources: Resources
) -> Iterator[Touched]:
    """Yield the amounts under changed codes, each place once, in the order of the sources.

    Args:
        sources: any; one that cannot be compiled so far yields nothing.
        changed: by dimension and code.
        resources: the data files.
    """
    seen: set[Touched] = set()
    for source in sources:
        draft = compile_source(source, resources).draft
        for fact in draft.ledger.facts if draft is not None else ():
            for dimension, by_code in changed.items():
                change = by_code.get(fact.code(dimension))
                if change is None:
                    continue
                found = Touched(fact.span.file, fact.span.line, dimension, change)
                if found not in seen:
                    seen.add(found)
                    yield found
