"""What is still to be filled in of a source, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from budgetc.cli.report import COLOURS
from budgetc.cli.speech import in_words, say
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.reports.unfilled import parts_of


def sum_up(
    source: Source, gaps: Sequence[Diagnostic], resources: Resources, *, to_stderr: bool = False
) -> None:
    """Print how much of a source is filled in, in all and of each section that has gaps."""
    tell = partial(say, to_stderr=to_stderr)
    parts = tuple(parts_of(source, gaps, resources))
    done, places = sum(one.filled for one in parts), sum(one.places for one in parts)
    file = COLOURS.place(printable(source.name))
    said = msg("{done} of {places} places are filled in", done=done, places=places)
    tell(f"{file}: {in_words(said)}")
    for one in parts:
        if one.left:
            words = msg("{name}: {done} of {places}", name=one.name, done=one.filled,
                        places=one.places)  # fmt: skip
            tell(f"{one.line:5} | {in_words(words)}")
    way = msg(
        "the lines are those of the first empty places; list all: {command}",
        command=f"budgetc check --all {printable(source.name)}",
    )
    tell(f"{COLOURS.faint('      =')} {in_words(way)}")
    tell("")
