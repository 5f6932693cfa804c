"""Places in source text."""

from __future__ import annotations

from budgetc.diagnostics.messages import Bilingual, Message
from budgetc.frozen import frozen


@frozen()
class Span:
    """A stretch of one source file.

    Attributes:
        file: as the user would name it, relative to the workspace, with forward slashes.
        line: of its first character, from 1.
        column: of its first character, from 1, counted in characters.
        end_line: of the character after its last, from 1.
        end_column: of the character after its last, from 1.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __lt__(self, other: Span) -> bool:
        return self._ordered < other._ordered

    @property
    def _ordered(self) -> tuple[str, int, int, int, int]:
        return self.file, self.line, self.column, self.end_line, self.end_column

    @classmethod
    def point(cls, file: str, line: int = 1, column: int = 1) -> Span:
        """Return the empty span at one place."""
        return cls(file, line, column, line, column)


@frozen()
class Address:
    """What a place is called, whatever line it stands on.

    Attributes:
        path: keys and names of entries, as a waiver takes them.
        name: as people say it: `Basic expenditure › By function › 2080505 … › Amount`.
    """

    path: str
    name: Bilingual

    @property
    def words(self) -> Message:
        """What a report says of it."""
        return Message("{name} ({path})", (("name", self.name), ("path", self.path)))
