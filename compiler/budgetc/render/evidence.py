"""What a format may show beside a document's figures: where each comes from, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from budgetc.frozen import frozen


@frozen()
class Typed:
    """What was typed at one place.

    Attributes:
        line: from 1.
        path: its way down the file.
        text: the whole line, without the space around it.
    """

    file: str
    line: int
    column: int
    path: str
    text: str


@frozen()
class Step:
    """One step of a derivation, in the words of the document's language.

    Attributes:
        label: what it is.
        value: with its unit.
        formula: how it was made of the steps below it; empty where these say so themselves.
        notes: what else is to be known.
        typed: of what was typed, its number among `Evidence.typed`.
        parts: the numbers of the steps that it was made of.
    """

    label: str
    value: str
    formula: str = ""
    notes: tuple[str, ...] = ()
    typed: int | None = None
    parts: tuple[int, ...] = ()


@frozen()
class Known:
    """What is known of a figure.

    Attributes:
        step: the number of the last step of its derivation.
        same: equal for figures that were made of the same things in the same way.
        prior: the id of the figure of the year before, if one is known.
    """

    step: int
    same: int
    prior: str | None = None


@frozen()
class Remark:
    """Something that was found in a source.

    Attributes:
        severity: `error`, `warning` or `note`.
        message: what is wrong.
        hint: the way out; may be empty.
        waived: why it is accepted; may be empty.
        place: what the place is called.
        file: of the place.
        line: from 1.
        figures: the ids of the figures that were typed there.
        text: what was typed there, where that is no number.
    """

    code: str
    severity: str
    message: str
    hint: str
    waived: str
    place: str
    file: str
    line: int
    figures: tuple[str, ...] = ()
    text: str = ""


@frozen(eq=False)
class Evidence:
    """Where the figures of a document come from, and what was found in its sources.

    Attributes:
        typed: what was typed, each place once.
        steps: those of all derivations, each once, parts before what is made of them.
        figures: what is known of each, by id.
        remarks: what was found, sorted.
        is_public: whether nothing may be told that leads to a source.
    """

    typed: Sequence[Typed] = ()
    steps: Sequence[Step] = ()
    figures: Mapping[str, Known] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()
    is_public: bool = False

    def for_the_public(self) -> Evidence:
        """Return it without sources, their paths, and what was found in them."""
        steps = tuple(replace(step, typed=None) for step in self.steps)
        return Evidence((), steps, self.figures, (), is_public=True)
