"""What is still to be filled in of a source, section by section, in place of a finding for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.gaps import is_gap
from budgetc.diagnostics.messages import Message
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.frozen import frozen

_MANY = 5
"""From how many gaps on a source is one that is being filled in, and not one with a slip."""


@frozen()
class Part:
    """A section of a source, and how far it is filled in.

    Attributes:
        name: what the section is called.
        line: of its first gap; 0 where it has none.
        filled: how many of its places are filled in.
        places: how many it has.
    """

    name: str | Message
    line: int
    filled: int
    places: int

    @property
    def left(self) -> int:
        """How many places are empty."""
        return self.places - self.filled


def apart(
    findings: Sequence[Diagnostic],
) -> tuple[tuple[Diagnostic, ...], Mapping[str, Sequence[Diagnostic]]]:
    """Return the findings to be shown one by one, and the gaps of files that are summed up."""
    count = Counter(found.span.file for found in findings if is_gap(found))
    many = {name for name, gaps in count.items() if gaps >= _MANY}
    shown = tuple(one for one in findings if not (is_gap(one) and one.span.file in many))
    return shown, {
        name: tuple(one for one in findings if is_gap(one) and one.span.file == name)
        for name in sorted(many)
    }


def parts_of(source: Source, gaps: Sequence[Diagnostic], resources: Resources) -> Iterator[Part]:
    """Yield the sections of a source, those that are filled in too.

    Args:
        source: of which many places are empty.
        gaps: the findings that say so.
        resources: the data files.
    """
    # Who fills in a new source compiles nothing yet; who has filled it in needs none of this.
    from budgetc.inputs.reading import read_tree  # noqa: PLC0415
    from budgetc.source.identity import Names  # noqa: PLC0415
    from budgetc.source.nodes import children, scalars  # noqa: PLC0415

    tree, _ = read_tree(source, resources)
    if tree is None:  # it was changed since it was checked
        yield Part(printable(source.name), 1, 0, len(gaps))
        return
    names = Names(tree)
    empty = sorted(one.span.line for one in gaps)
    for key, node in children(tree.root):
        written = tuple(scalars(node))
        filled = sum(1 for one in written if one.value is not None)
        first = next((line for line in empty if node.line < line <= node.end_line + 1), 0)
        yield Part(names.address((key,)).words, first, filled, len(written))
