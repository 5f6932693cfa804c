"""What is still to be filled in of a source, section by section, in place of a finding for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from budgetc.cli.report import COLOURS
from budgetc.cli.speech import in_words, say
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.gaps import is_gap
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.frozen import frozen

_MANY = 5
"""From how many gaps on a source is one that is being filled in, and not one with a slip."""


@frozen()
class Unfilled:
    """A source of which many places are empty.

    Attributes:
        name: of its file.
        gaps: the findings that say so.
    """

    name: str
    gaps: tuple[Diagnostic, ...]


def apart(findings: Sequence[Diagnostic]) -> tuple[tuple[Diagnostic, ...], tuple[Unfilled, ...]]:
    """Return the findings to be shown one by one, and the sources that are summed up instead."""
    count = Counter(found.span.file for found in findings if is_gap(found))
    many = {name for name, gaps in count.items() if gaps >= _MANY}
    shown = tuple(one for one in findings if not (is_gap(one) and one.span.file in many))
    return shown, tuple(
        Unfilled(name, tuple(one for one in findings if is_gap(one) and one.span.file == name))
        for name in sorted(many)
    )


def sum_up(unfilled: Unfilled, source: Source, resources: Resources) -> None:
    """Print how much of a source is filled in, in all and of each section that has gaps."""
    sections = tuple(_sections(unfilled, source, resources))
    done, places = (sum(column) for column in zip(*((s[1], s[2]) for s in sections), strict=True))
    file = COLOURS.place(printable(unfilled.name))
    said = msg("{done} of {places} places are filled in", done=done, places=places)
    say(f"{file}: {in_words(said)}")
    for line, filled, number, name in sections:
        if filled < number:
            words = msg("{name}: {done} of {places}", name=name, done=filled, places=number)
            say(f"{line:5} | {in_words(words)}")
    way = msg(
        "the lines are those of the first empty places; list all: {command}",
        command=f"budgetc check --all {printable(unfilled.name)}",
    )
    say(f"{COLOURS.faint('      =')} {in_words(way)}")
    say("")


def _sections(
    unfilled: Unfilled, source: Source, resources: Resources
) -> Iterator[tuple[int, int, int, str]]:
    """Yield of each section its first gap's line, how much is filled in of how much, its name."""
    # Who fills in a new source compiles nothing yet; who has filled it in needs none of this.
    from budgetc.inputs.reading import read_tree  # noqa: PLC0415
    from budgetc.source.identity import Names  # noqa: PLC0415
    from budgetc.source.nodes import children, scalars  # noqa: PLC0415

    tree, _ = read_tree(source, resources)
    if tree is None:  # it was changed since it was checked
        yield 1, 0, len(unfilled.gaps), printable(unfilled.name)
        return
    names = Names(tree)
    empty = sorted(one.span.line for one in unfilled.gaps)
    for key, node in children(tree.root):
        written = tuple(scalars(node))
        filled = sum(1 for one in written if one.value is not None)
        first = next((line for line in empty if node.line < line <= node.end_line + 1), 0)
        yield first, filled, len(written), in_words(names.address((key,)).words)
