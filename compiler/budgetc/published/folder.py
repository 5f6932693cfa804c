"""The documents of a folder, however deep: what departments sent, as it was unpacked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from budgetc.diagnostics.messages import msg
from budgetc.files.reasons import reason_of
from budgetc.frozen import frozen
from budgetc.published.model import Unreadable

_DOCUMENTS = frozenset(
    {
        ".pdf", ".docx", ".xlsx", ".xlsm", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt",
        ".doc", ".xls", ".wps", ".et", ".ofd", ".ceb", ".rtf", ".odt", ".ods",
    }
)  # fmt: skip
"""How documents are called: those that are read, and those that one has to be told are not."""

_HIDDEN = "."
"""How files and folders begin that are shown to nobody."""

_OF_PROGRAMS = "~$"
"""How a file begins that stands beside a document as long as that is open."""


@frozen()
class Folder:
    """What was found in folders, in the order of their paths.

    Attributes:
        documents: files that may be published documents.
        others: files that are none, by their names, links, which may lead anywhere, and what is
            hidden, but for that which is no document either.
        closed: folders that could not be looked into, and why.
    """

    documents: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()
    closed: tuple[tuple[Path, Unreadable], ...] = ()


def look_into(named: Iterable[Path]) -> Folder:
    """Return files that were named, as they are, and all that stands below folders that were.

    Args:
        named: what nobody has to ask of a name, be it called otherwise than documents are.
    """
    documents: dict[Path, None] = {}
    others: list[Path] = []
    closed: list[tuple[Path, Unreadable]] = []
    for path in named:
        if not path.is_dir():
            documents[path] = None
            continue
        failed: list[OSError] = []
        for file in sorted(_files_below(path, failed), key=lambda one: one.parts):
            if not is_document(file) or file.is_symlink() or file.name.startswith(_HIDDEN):
                others.append(file)
            else:
                documents[file] = None
        for error in sorted(failed, key=lambda one: str(one.filename)):
            why = Unreadable(msg("cannot be read: {error}", error=reason_of(error)))
            closed.append((Path(str(error.filename)), why))
    return Folder(tuple(documents), tuple(others), tuple(closed))


def is_document(file: Path) -> bool:
    """Tell whether a file is called as documents are."""
    return file.suffix.lower() in _DOCUMENTS


def _files_below(folder: Path, failed: list[OSError]) -> Iterator[Path]:
    for home, folders, files in os.walk(folder, onerror=failed.append):
        hidden = [name for name in folders if name.startswith(_HIDDEN)]
        links = [name for name in folders if (Path(home) / name).is_symlink()]
        folders[:] = [name for name in folders if name not in hidden]
        for name in (*files, *dict.fromkeys((*links, *hidden))):
            file = Path(home) / name
            is_of_system = name.startswith(_HIDDEN) and name in files and not is_document(file)
            if not name.startswith(_OF_PROGRAMS) and not is_of_system:
                yield file
