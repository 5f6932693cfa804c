"""What was made of the shipped data files when the package was built, so that no run makes it anew.

It lies in the package beside the files that it was made of, and nowhere else: a workspace has no
say in what is unpickled. It counts only as long as these files are as they were, and nothing of a
workspace takes the place of one of them.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from budgetc.files.port import FileRefusedError, Files
from budgetc.files.record import digest_of_entries, digest_of_text
from budgetc.frozen import frozen

PACKAGED = Path(__file__).parent.parent / "data"
"""The folder of the shipped data in the wheel; in a checkout, there is mostly none."""

FOLDER = "prepared"
"""The folder, in that one, of what was made at build time."""

_VALUES = "values.pickle"

Key = tuple[str, tuple[Hashable, ...]]
"""Who made a value, and of what arguments."""

Part = tuple[Key, int]
"""A part of a value of another key, so that both are the same object after the journey."""


def key_of(make: Callable[..., object], arguments: tuple[Hashable, ...]) -> Key:
    """Return what a value is kept under."""
    return f"{make.__module__}.{make.__qualname__}", arguments


@frozen(eq=False)
class Prepared:
    """Values by their keys, each with the names of the files that were asked for.

    Attributes:
        path: of the file that holds them.
        places: where in the file each value is, and the names.
        digests: of the files by their names, as they were then.
    """

    path: Path
    places: Mapping[Key, tuple[int, frozenset[str]]]
    digests: Mapping[str, bytes]

    def current(self, name: str, roots: tuple[Files, ...]) -> bool:
        """Tell whether a file is as it was, and none takes its place; the last root ships."""
        *above, shipped = roots
        return self.digests[name] == digest(shipped, name) and all(
            digest(root, name) == _NOTHING for root in above
        )

    def value(self, key: Key, part: Callable[[Part], object]) -> Any:
        """Return the value of a key.

        Args:
            key: one of those that there are.
            part: returns a part of the value of another key.
        """
        with open(self.path, "rb") as file:  # noqa: PTH123  # of the package
            file.seek(self.places[key][0])
            unpickler = _Unpickler(file)
            unpickler.part = part
            return unpickler.load()


class _Unpickler(pickle.Unpickler):
    part: Callable[[Part], object]

    def persistent_load(self, pid: Any) -> object:
        return self.part(pid)


class _Pickler(pickle.Pickler):
    parts: Mapping[int, Part]

    def persistent_id(self, value: object) -> Part | None:
        return self.parts.get(id(value))

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        return NotImplemented


@cache
def prepared_in(data: Path) -> Prepared | None:
    """Return what was prepared of the shipped data; mostly nothing in a checkout, which changes."""
    path = data / FOLDER / _VALUES
    if not path.is_file():
        return None
    with open(path, "rb") as file:  # noqa: PTH123  # of the package
        places, digests = pickle.load(file)  # noqa: S301  # of our own
        start = file.tell()
    moved = {key: (start + offset, names) for key, (offset, names) in places.items()}
    return Prepared(path, moved, digests)


def prepared_file(data: Path, name: str) -> bytes | None:
    """Return the content of a prepared file, if there is one of that name."""
    path = data / FOLDER / name
    return path.read_bytes() if path.is_file() else None


def values_file(
    kept: Mapping[Key, tuple[object, frozenset[str]]], shipped: Files
) -> Mapping[str, bytes]:
    """Return the file of what was made of the shipped data files, by its name in their folder.

    Args:
        kept: the values by their keys, those first that others are made of, and the names of the
            files that were asked for.
        shipped: these files.
    """
    places: dict[Key, tuple[int, frozenset[str]]] = {}
    parts: dict[int, Part] = {}
    values = io.BytesIO()
    for key, (value, names) in kept.items():
        places[key] = values.tell(), names
        pickler = _Pickler(values, pickle.HIGHEST_PROTOCOL)
        pickler.parts = parts
        pickler.dump(value)
        own = value if isinstance(value, tuple) else (value,)
        parts |= {id(one): (key, at) for at, one in enumerate(own) if _is_ours(one)}
    asked = sorted({name for _, names in places.values() for name in names})
    index = places, {name: digest(shipped, name) for name in asked}
    return {f"{FOLDER}/{_VALUES}": pickle.dumps(index) + values.getvalue()}


def _is_ours(value: object) -> bool:
    return type(value).__module__.startswith(__name__.partition(".")[0])


_NOTHING, _REFUSED = b"", b"?"


def digest(files: Files, name: str) -> bytes:
    """Return a digest of a file, or of the names of all that stands in a folder.

    What is refused, such as a link or a pipe, is there as well: a run has to tell of it.
    """
    try:
        content = files.read(name)
    except FileRefusedError:
        return _listed(files, name) or _REFUSED
    return _listed(files, name) if content is None else sha256(content).digest()


def _listed(files: Files, folder: str) -> bytes:
    told: list[str] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = files.entries(here)
        except FileRefusedError:
            return _REFUSED
        if entries:
            told.append(f"{here}\0{digest_of_entries(entries)}")
        waiting += (f"{here}/{entry.name}" for entry in entries if entry.is_folder)
    return digest_of_text("\n".join(told)).encode() if told else _NOTHING


def _read_only(mapping: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(mapping)  # which has no name of its own to be unpickled by
