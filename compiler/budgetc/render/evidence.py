"""What a format may show beside a document's figures: where each comes from, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum

from budgetc.diagnostics import Counts
from budgetc.frozen import frozen


@frozen()
class Typed:
    """What was typed at one place.

    Attributes:
        line: from 1.
        path: its way down the file.
        text: the whole line, without the space around it.
        name: what people call it, in the language of the document.
    """

    file: str
    line: int
    column: int
    path: str
    text: str
    name: str


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

    @property
    def kind(self) -> str:
        """Its severity; `waived` of what is accepted."""
        return "waived" if self.waived else self.severity


class State(StrEnum):
    """What has become of a source that others are added up with."""

    COUNTED = "counted"
    FAILED = "failed"
    ABSENT = "absent"


@frozen()
class Listed:
    """One of those that an index lists, with the way to its documents.

    Attributes:
        id: of the row of the index that has its figures.
        name: what it is called.
        links: its documents, each by its suffix, with the way there from the index.
        found: how many findings there are of each severity; nothing where that is not told.
        state: of its source.
        parts: those whose figures are inside its own.
    """

    id: str
    name: str
    links: tuple[tuple[str, str], ...] = ()
    found: Counts | None = None
    state: State = State.COUNTED
    parts: tuple[Listed, ...] = ()


@frozen(eq=False)
class Evidence:
    """Where the figures of a document come from, and what was found in its sources.

    Attributes:
        typed: what was typed, each place once.
        steps: those of all derivations, each once, parts before what is made of them.
        figures: what is known of each, by id.
        remarks: what was found, sorted.
        is_public: whether nothing may be told that leads to a source.
        listed: whom the document's index lists, in the order of its rows, then those without any.
        beside: other documents about the same, each by what it is called, with the way there.
        package: makes the facts of the document as open data; nothing where it has none.
        sources: the name of each source, or nothing, and the SHA-256 of its text.
    """

    typed: Sequence[Typed] = ()
    steps: Sequence[Step] = ()
    figures: Mapping[str, Known] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()
    is_public: bool = False
    listed: Sequence[Listed] = ()
    beside: Sequence[tuple[str, str]] = ()
    package: Callable[[], bytes] | None = None
    sources: Sequence[tuple[str, str]] = ()

    def for_the_public(self) -> Evidence:
        """Return it without sources, their paths, and what was found in them."""
        steps = tuple(replace(step, typed=None) for step in self.steps)
        sources = tuple(("", digest) for _, digest in self.sources)
        return Evidence((), steps, self.figures, (), is_public=True, sources=sources)
