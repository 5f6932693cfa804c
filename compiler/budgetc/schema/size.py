"""How large a schema is once everything that it refers to stands where it is referred to.

A few definitions that each refer twice to the one before are a tree of millions of parts, and a
validator goes through all of them. The size is counted here without building that tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_ANCHORS = ("$anchor", "$dynamicAnchor")

_MOST = 100_000
"""How many parts a schema may have; that of the largest jurisdiction has a tenth of it."""


def check_size(document: dict[str, Any]) -> None:
    """See to it that a schema is of a size that can be gone through.

    Raises:
        ValueError: it has more parts, goes too deep, refers to another file, or has a part with an
            address of its own.
    """
    try:
        size = _Count(document).parts(document)
    except RecursionError as error:
        raise ValueError("its references go too deep") from error
    if size > _MOST:
        raise ValueError(f"with all that it refers to it has more than {_MOST} parts")


class _Count:
    """One count over one schema."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._sizes: dict[int, int] = {}
        inner = (part for part in _mappings(document) if part is not document)
        if any(isinstance(part.get("$id"), str) for part in inner):
            raise ValueError("only the whole of a schema may have $id")
        self._anchors = {
            f"#{part[word]}": part
            for part in _mappings(document)
            for word in _ANCHORS
            if isinstance(part.get(word), str)
        }

    def parts(self, part: Any) -> int:
        """Return how many parts there are in one; what leads back to itself is not gone round."""
        if not isinstance(part, dict | list):
            return 1
        if id(part) not in self._sizes:
            self._sizes[id(part)] = 1
            below = part.values() if isinstance(part, dict) else part
            size = 1 + sum([self.parts(one) for one in below])
            if isinstance(part, dict):
                told = (part.get(word) for word in _REFERENCES)
                size += sum([self.parts(self._meant(one)) for one in told if isinstance(one, str)])
            self._sizes[id(part)] = size
        return self._sizes[id(part)]

    def _meant(self, reference: str) -> Any:
        """Return the part that a reference is to; nothing where there is none."""
        if not reference.startswith("#"):
            raise ValueError(f"a schema may not refer to {reference}")
        if reference in self._anchors:
            return self._anchors[reference]
        here: Any = self._document
        for step in unquote(reference[1:]).split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            if isinstance(here, dict):
                here = here.get(key)
            elif isinstance(here, list) and key.isdecimal() and int(key) < len(here):
                here = here[int(key)]
            else:
                return None
        return here


def _mappings(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    if isinstance(part, dict | list):
        for below in part.values() if isinstance(part, dict) else part:
            yield from _mappings(below)
