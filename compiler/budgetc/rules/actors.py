"""Who has to act on a finding: `actors.yaml` tells it by the file of its place, or its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Bilingual
from budgetc.frozen import frozen
from budgetc.rules.pages import family_of, read_beside


@frozen()
class Actor:
    """Somebody who has to act.

    Attributes:
        name: what they are called.
        does: what is theirs to do.
    """

    name: Bilingual
    does: Bilingual


@frozen()
class Actors:
    """All who may have to act, in the order of reports.

    Attributes:
        actors: each by its key.
        by_file: the key of whoever keeps a file, or a folder whose name ends with a slash.
        by_code: the key of who acts on a code or, by its letters, on a family.
    """

    actors: Mapping[str, Actor]
    by_file: Mapping[str, str]
    by_code: Mapping[str, str]

    def key_of(self, found: Diagnostic) -> str:
        """Return the key of who has to act on a finding."""
        file = found.span.file
        for name, actor in self.by_file.items():
            if file == name or (name.endswith("/") and file.startswith(name)):
                return actor
        return self.by_code.get(found.code) or self.by_code[family_of(found.code)]


@cache
def load_actors() -> Actors:
    """Return who acts on what.

    Raises:
        PageError: the file is missing, or lacks something.
    """
    actors: Actors = read_beside("actors.yaml", Actors)
    return actors
