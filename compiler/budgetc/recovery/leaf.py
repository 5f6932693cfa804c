"""The leaves of a draft: what is typed at each place, and what in print tells it."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.diagnostics.messages import Message
from budgetc.frozen import frozen
from budgetc.recovery.said import Place, Said


@frozen(eq=False)
class Leaf:
    """One value of the draft.

    Attributes:
        value: what is typed; nothing where a person has to say.
        by: the printed amounts that tell it.
        doubt: why a person has to look at it.
        at: the sentence that tells it.
    """

    value: str = ""
    by: tuple[Said, ...] = ()
    doubt: Message | None = None
    at: Place | None = None


GAP = Leaf()
"""What print does not tell."""

Line = Mapping[str, Leaf]
"""A line of the draft, by its keys."""


@frozen(eq=False)
class ProjectLeaves:
    """A project.

    Attributes:
        line: its own keys: name, function, economic, fund.
        allocation: its amounts.
    """

    line: Line
    allocation: tuple[Line, ...]


@frozen(eq=False)
class Leaves:
    """The leaves that tables tell.

    Attributes:
        typed: single ones, by their way down the source.
        expected: totals in print.
        matters: what a person should know of, by where it stands.
    """

    revenue: tuple[Line, ...]
    carry_over: tuple[Line, ...]
    by_function: tuple[Line, ...]
    by_economic: tuple[Line, ...]
    projects: tuple[ProjectLeaves, ...]
    typed: Mapping[tuple[str, ...], Leaf]
    expected: tuple[Line, ...]
    matters: Mapping[Place, Message]
