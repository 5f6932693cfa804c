"""The golden documents: which there are, what they should be, and how to accept changes."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from budgetc.files.workspace import Source, Workspace
from budgetc.pipeline import compile_source
from budgetc.publish.rendered import render_source
from budgetc.render.suffixes import FORMATS

FOLDER = Path(__file__).parent
WORKSPACE = Workspace.find(FOLDER)


def _named(sources: Sequence[Source]) -> dict[str, Source]:
    """Return sources by the first word of their department, or in full where that is not enough."""
    words = Counter(source.department.split("-")[0] for source in sources)
    return {
        word if words[word] == 1 else f"{source.department}-{source.stem}": source
        for source in sources
        for word in [source.department.split("-")[0]]
    }


SOURCES: Mapping[str, Source] = _named(WORKSPACE.sources())
"""All sources of the repository, by the names of their golden documents."""

TEXT_FORMATS = ("markdown", "latex")
"""The formats that are compared; a PDF would differ with every version of TeX."""


def current() -> dict[str, bytes]:
    """Return what the golden documents are now, by the names of their files.

    Raises:
        ValueError: a source has errors.
    """
    resources = WORKSPACE.resources()
    documents = {}
    for name, source in SOURCES.items():
        compiled = compile_source(source, resources)
        if compiled.document is None:
            raise ValueError(f"{source.name} does not compile: {compiled.findings}")
        files, problems = render_source(source, compiled.document, TEXT_FORMATS, Path(), resources)
        if problems:
            raise ValueError(f"{source.name} cannot be rendered: {problems}")
        for format_name in TEXT_FORMATS:
            documents[f"{name}{FORMATS[format_name]}"] = b"".join(files[format_name])
    return documents


def difference(name: str, golden: bytes, now: bytes) -> str:
    """Return how a document differs from its golden file, as a unified diff; empty if equal."""
    old, new = (content.decode().splitlines(keepends=True) for content in (golden, now))
    return "".join(difflib.unified_diff(old, new, f"golden/{name}", f"now/{name}"))


def stale(folder: Path, documents: Mapping[str, bytes]) -> list[Path]:
    """Return the golden files of a folder that no document has any more."""
    suffixes = {FORMATS[name] for name in TEXT_FORMATS}
    files = (path for path in folder.iterdir() if path.suffix in suffixes)
    return sorted(path for path in files if path.name not in documents)


def accept(folder: Path, documents: Mapping[str, bytes]) -> Iterator[str]:
    """Make the golden files of a folder what the documents are; yield what that changes."""
    for path in stale(folder, documents):
        path.unlink()
        yield f"removed {path.name}\n"
    for name, content in documents.items():
        path = folder / name
        golden = path.read_bytes() if path.exists() else b""
        if golden != content:
            path.write_bytes(content)
            yield difference(name, golden, content)
