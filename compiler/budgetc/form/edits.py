"""What was changed in a form: single values, rows that are gone, new, or called otherwise."""

from __future__ import annotations

from budgetc.diagnostics import Diagnostic
from budgetc.form.returned import Cell
from budgetc.frozen import frozen
from budgetc.source.nodes import Path, PlainValue


@frozen()
class Edit:
    """One value that was changed.

    Attributes:
        path: of the value.
        value: what is to stand there, as it is typed; nothing where it was emptied.
        cell: where that was typed.
    """

    path: Path
    value: PlainValue
    cell: Cell


@frozen()
class Rename:
    """A row of a mapping that has another key now.

    Attributes:
        path: of what it stands for, by the key that it had.
        key: that it has now.
        cell: where that was typed.
    """

    path: Path
    key: str
    cell: Cell


@frozen()
class Removal:
    """A row that was taken out.

    Attributes:
        path: of what it stood for.
    """

    path: Path


@frozen()
class Addition:
    """A row that was put in.

    Attributes:
        holder: the path of the list, or of the mapping by keys.
        key: of a row of such a mapping; of a list nothing.
        after: the place in the list behind which it comes; -1 for its beginning.
        value: what it says.
        cell: where it begins.
    """

    holder: Path
    key: str | None
    after: int
    value: PlainValue
    cell: Cell


@frozen(eq=False)
class Changes:
    """What a form says otherwise than the source that it was made from.

    Attributes:
        edits: single values.
        removals: rows that are gone.
        additions: rows that are new.
        renames: rows that are called otherwise.
        findings: what could not be taken, and what was taken and is to be known.
        unsaid: reasons that stand in the source without a word, and were left so in a form
            where no number is missing: they are not needed, or a rule asks for them again.
    """

    edits: tuple[Edit, ...]
    removals: tuple[Removal, ...]
    additions: tuple[Addition, ...]
    renames: tuple[Rename, ...]
    findings: tuple[Diagnostic, ...]
    unsaid: tuple[Removal, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, (self.edits, self.removals, self.additions, self.renames)))
