"""The rules of a workspace, as far as they could be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from budgetc.diagnostics import Diagnostic
from budgetc.frozen import frozen

if TYPE_CHECKING:  # most workspaces have none
    from budgetc.lists import Pattern
    from budgetc.local.formula import Node
    from budgetc.local.model import LocalRule

BROKEN = "RUL001"
"""The code of what is wrong with a rule's file."""


@frozen(eq=False)
class ReadRule:
    """A rule that can be judged.

    Attributes:
        said: what its file says.
        condition: what has to hold; nothing where texts are judged.
        formulas: those of its amounts, by name.
        pattern: of its texts.
    """

    said: LocalRule
    condition: Node | None
    formulas: Mapping[str, Node]
    pattern: Pattern | None


@frozen(eq=False)
class LocalRules:
    """The rules of a workspace, by their codes, and what is wrong with the files of others."""

    rules: tuple[ReadRule, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
