"""Files that stand nowhere but in memory, and several sets of files as one."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.files.port import MAX_BYTES, Files, FolderEntry, is_inside, too_large
from budgetc.frozen import frozen


@frozen()
class Memory:
    """Files by name, each with its content."""

    contents: Mapping[str, bytes]

    def read(self, name: str) -> bytes | None:
        """Return the content of a file."""
        content = self.contents.get(name) if is_inside(name) else None
        if content is not None and len(content) > MAX_BYTES:
            raise too_large(name, len(content))
        return content

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder."""
        return entries_of(dict.fromkeys(self.contents, True), folder)


def entries_of(names: Mapping[str, bool], folder: str) -> tuple[FolderEntry, ...]:
    """Return what stands in a folder, by all names, and whether each is that of a file."""
    inside = f"{folder}/" if folder else ""
    found: dict[str, FolderEntry] = {}
    for name, is_file in names.items():
        first, deeper, _ = name.removeprefix(inside).partition("/")
        if name.startswith(inside) and is_inside(first) and (deeper or first not in found):
            found[first] = FolderEntry(first, is_file and not deeper, bool(deeper))
    return tuple(sorted(found.values()))


@frozen()
class Layered:
    """Several sets of files: a name is looked for in the first, then in the next."""

    layers: tuple[Files, ...]

    def read(self, name: str) -> bytes | None:
        """Return the content of a file of the first layer that has it."""
        contents = (layer.read(name) for layer in self.layers)
        return next((content for content in contents if content is not None), None)

    def entries(self, folder: str) -> tuple[FolderEntry, ...]:
        """Return what stands in a folder of any layer."""
        found = {entry.name: entry for layer in reversed(self.layers)
                 for entry in layer.entries(folder)}  # fmt: skip
        return tuple(sorted(found.values()))
