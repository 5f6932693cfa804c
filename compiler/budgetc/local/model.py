"""What a file of a local rule says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from budgetc.diagnostics.messages import Bilingual
from budgetc.frozen import frozen
from budgetc.ledger import Dimensions
from budgetc.source.origin import Origin


@frozen(eq=False, kw_only=True)
class AmountSpec(Dimensions):
    """A number that a rule compares.

    Attributes:
        figure: the id or the name of a figure of the document.
        formula: how it is made of those above it.
        of: a key of the amounts of lines; what documents report, if it names none.
    """

    origin: Origin
    figure: str | None = None
    formula: str | None = None
    of: str | None = None


@frozen(eq=False, kw_only=True)
class LeavesSpec(Dimensions):
    """Typed amounts that a rule judges one by one.

    Attributes:
        of: as that of `AmountSpec`.
    """

    margin: tuple[str, ...]
    origin: Origin
    of: str | None = None


@frozen(eq=False)
class TextsSpec:
    """Typed sentences that a rule judges.

    Attributes:
        forbids: a pattern that none may match.
        needs: a pattern that each has to match.
        under: the keys under which they stand; of none, all.
        printed: whether the sentences of the document are judged, and not those that were typed.
    """

    origin: Origin
    forbids: str | None = None
    needs: str | None = None
    under: tuple[str, ...] = ()
    printed: bool = False


@frozen(eq=False)
class ExampleSpec:
    """A source with other values at some places.

    Attributes:
        budget: the name of its file in the workspace.
        set: the values by their places, as reports print the paths.
    """

    origin: Origin
    budget: str
    set: Mapping[str, str] = field(default_factory=dict)


@frozen(eq=False)
class ExamplesSpec:
    """What shows that a rule does what it says."""

    fails: ExampleSpec | None = None
    passes: ExampleSpec | None = None


@frozen(eq=False)
class LocalRule:
    """A rule of a workspace.

    Attributes:
        code: such as `LOC001`.
        title: what is wrong where it finds something, by language, as all that it says.
        source: the law, notice or practice behind it.
        since: the first year that it is for, or the day from which on it holds.
        message: of a finding; names in braces stand for values.
        do: the way out, likewise.
        severity: of its findings.
        why: why it matters.
        jurisdiction: whose budgets are judged; of none, everybody's.
        amounts: the numbers that are compared, by name.
        each: the typed amounts that are judged one by one.
        holds: the condition, where amounts are judged.
        texts: the sentences that are judged, where none are.
        examples: for those who try it.
    """

    origin: Origin
    code: str
    title: Mapping[str, str]
    source: Mapping[str, str]
    since: str
    message: Mapping[str, str]
    do: Mapping[str, str]
    severity: str = "warning"
    why: Mapping[str, str] = field(default_factory=dict)
    jurisdiction: tuple[str, ...] = ()
    amounts: Mapping[str, AmountSpec] = field(default_factory=dict)
    each: LeavesSpec | None = None
    holds: str | None = None
    texts: TextsSpec | None = None
    examples: ExamplesSpec = ExamplesSpec()

    @property
    def first_day(self) -> str:
        """The day from which on it holds, as YYYY-MM-DD."""
        return self.since if "-" in self.since else f"{self.since}-01-01"


def in_both(said: Mapping[str, str]) -> Bilingual:
    """Return what is said in one language or in two; what is said in one alone serves both."""
    return Bilingual(said.get("en") or said["zh"], said.get("zh") or said["en"])
