"""The texts of templates, in memory: what is laid out with them reads no file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar, cast

from budgetc.files.data import Resources, kept

_FOLDER = "templates"
_SUFFIX = ".j2"

T = TypeVar("T")


class Templates:
    """Templates by their names, such as `templates/NAME/overview.j2`.

    What is made of them, compiled templates above all, is kept as long as they are.
    """

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        self._kept: dict[Hashable, object] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._contents

    def get(self, name: str) -> bytes | None:
        """Return the content of a template, if there is one of that name."""
        return self._contents.get(name)

    def beginning(self, words: str) -> tuple[str, ...]:
        """Return the names that begin with some words, sorted."""
        return tuple(sorted(name for name in self._contents if name.startswith(words)))

    def kept(self, make: Callable[[Templates], T]) -> T:
        """Return what a function makes of these templates, made once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("T", self._kept[make])

    def __reduce__(self) -> tuple[type[Templates], tuple[Mapping[str, bytes]]]:
        """Travel to another process without what was made: compiled code stays where it is."""
        return type(self), (self._contents,)


@kept
def templates_of(resources: Resources) -> Templates:
    """Return all templates: one jurisdiction may include or extend those of another.

    Raises:
        DataFaultError: one of them may not or cannot be read.
    """
    names = (name for name in resources.names(_FOLDER) if name.endswith(_SUFFIX))
    contents = {name: resources.read(name) for name in names}
    return Templates({name: text for name, text in contents.items() if text is not None})
