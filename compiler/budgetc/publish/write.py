"""Writing documents: all rendered before the first is written, each replaced in one step."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.render.formats import FORMATS, render_document

_MODE = 0o644


Rendered = Mapping[Path, bytes]
"""What is to be written, each path with its content; nothing is written before all is made."""


def render_source(
    source: Source,
    document: Document,
    formats: Iterable[str],
    folder: Path,
    resources: Resources,
) -> tuple[Rendered, tuple[Diagnostic, ...]]:
    """Return the files that a document becomes, in memory, and what went wrong.

    Args:
        source: whose document it is.
        document: without errors.
        formats: keys of `FORMATS`.
        folder: the output folder; a file is `folder/<department>/<year>.<suffix>`.
        resources: data files of the workspace.
    """
    files: dict[Path, bytes] = {}
    findings: list[Diagnostic] = []
    for name in dict.fromkeys(formats):
        target = folder / source.department / f"{source.edition}{FORMATS[name].suffix}"
        if leads_out(target.parent, folder):
            findings.append(_behind_a_link(source.name, target))
            continue
        content, problems = render_document(name, document, resources)
        findings.extend(problems)
        if content is not None:
            files[target] = content
    return files, tuple(findings)


def put_together(
    rendered: Iterable[tuple[Source, Rendered]],
) -> tuple[Rendered, tuple[Diagnostic, ...]]:
    """Return the files of all sources; of two that claim one file, the first has it."""
    files: dict[Path, bytes] = {}
    findings: list[Diagnostic] = []
    for source, mine in rendered:
        for target, content in mine.items():
            if target in files:
                findings.append(_claimed_twice(source.name, target))
            files.setdefault(target, content)
    return files, tuple(findings)


def write_all(files: Mapping[Path, bytes]) -> tuple[Diagnostic, ...]:
    """Write files; each is the old one or the new one at every moment, never half of one."""
    findings = []
    for path, content in files.items():
        try:
            _replace(path, content)
        except OSError as error:
            findings.append(
                finding(
                    "OUT001",
                    msg("cannot write {file}: {reason}", file=str(path),
                        reason=error.strerror or "?"),
                    Span.point(str(path)),
                    hint=msg(
                        "the old file, if there was one, still stands; look at the folder's access "
                        "rights, and close the program that has the file open"
                    ),
                )
            )  # fmt: skip
    return tuple(findings)


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether links on the way to a path lead out of a folder."""
    return not path.resolve().is_relative_to(folder.resolve())


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_MODE)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _claimed_twice(source: str, target: Path) -> Diagnostic:
    return finding(
        "OUT001",
        msg("two sources would be written to {file}", file=target.as_posix()),
        Span.point(source),
        hint=msg("rename one of the sources, or its folder"),
    )


def _behind_a_link(source: str, target: Path) -> Diagnostic:
    return finding(
        "OUT001",
        msg("{file} is behind a link that leads out of the output folder", file=target.as_posix()),
        Span.point(source),
        hint=msg("delete the link, or name the folder it leads to with -o"),
    )
