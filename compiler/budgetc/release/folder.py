"""A published folder, looked at by itself: is it what its manifest says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.files.digests import Content, digests_in
from budgetc.files.disk import Disk
from budgetc.files.port import FileRefusedError
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit
from budgetc.published.model import Unreadable
from budgetc.release.manifest import MANIFEST, BrokenManifestError, Manifest, read_manifest
from budgetc.verify import verify


@frozen()
class Fault:
    """Something of a published folder that is otherwise than it should be.

    Attributes:
        file: that it is about.
        text: what is wrong.
        expected: the digest, or the text, that should be there; empty where there is none.
        found: what is there; empty where there is nothing.
    """

    file: str
    text: Message
    expected: str = ""
    found: str = ""


@frozen(eq=False)
class Looked:
    """What became of a published folder, or of a part of looking at it.

    Attributes:
        faults: what is wrong.
        checked: what was found to hold, or would have been told.
        unchecked: what could not be looked at, and why.
    """

    faults: Sequence[Fault] = ()
    checked: Sequence[Message] = ()
    unchecked: Sequence[Message] = ()

    def __add__(self, other: Looked) -> Looked:
        """Return both as one."""
        return Looked(
            (*self.faults, *other.faults),
            (*self.checked, *other.checked),
            (*self.unchecked, *other.unchecked),
        )


def manifest_in(folder: Path) -> Manifest:
    """Return the manifest of a folder that came from anybody.

    Raises:
        BrokenManifestError: it has none that can be taken at its word.
    """
    try:
        content = Disk(folder).read(MANIFEST)
    except FileRefusedError as error:
        raise BrokenManifestError(error.diagnostic.message) from error
    if content is None:
        raise BrokenManifestError(msg("there is no such file: this is no folder of a release"))
    return read_manifest(content)


def look_at_files(manifest: Manifest, folder: Path) -> tuple[Looked, Mapping[str, Content]]:
    """Compare the files of a folder with its manifest.

    Returns:
        what came of it, and what the files hold that the manifest names and that can be read.

    Raises:
        CrowdedError: there are more of them than are looked at.
        OSError: the folder cannot be looked into.
    """
    there = digests_in(folder)
    faults = [
        *(fault for one in manifest.files
          if (fault := _fault(one.name, one.size, one.sha256, there.get(one.name)))),
        *_added(manifest, there),
    ]  # fmt: skip
    named = {one.name for one in manifest.files}
    contents = {name: one for name, one in there.items()
                if name in named and isinstance(one, Content)}  # fmt: skip
    checked = msg("files compared with {manifest}: {count}", manifest=MANIFEST,
                  count=len(contents))  # fmt: skip
    return Looked(faults, (checked,)), contents


def _fault(name: str, size: int, digest: str, found: Content | Message | None) -> Fault | None:
    shown = printable(name)
    if found is None:
        return Fault(name, msg("{file}: is missing", file=shown), digest)
    if isinstance(found, Message):
        return Fault(name, msg("{file}: {reason}", file=shown, reason=found), digest)
    if (found.size, found.sha256) == (size, digest):
        return None
    text = msg(
        "{file}: was changed: SHA-256 {found} ({size} bytes), where the manifest has {expected} "
        "({should} bytes)",
        file=shown,
        found=found.sha256,
        size=found.size,
        expected=digest,
        should=size,
    )
    return Fault(name, text, digest, found.sha256)


def _added(manifest: Manifest, there: Mapping[str, Content | Message]) -> Iterator[Fault]:
    known = {MANIFEST, *(one.name for one in manifest.files)}
    for name, one in there.items():
        if name not in known:
            text = msg("{file}: was added; the manifest does not name it", file=printable(name))
            yield Fault(name, text, found=one.sha256 if isinstance(one, Content) else "")


def look_at_pdfs(
    manifest: Manifest, folder: Path, contents: Mapping[str, Content], units: Mapping[str, Unit]
) -> Looked:
    """Verify each PDF of the budget by the facts that it carries.

    Args:
        manifest: of the folder.
        folder: its files.
        contents: those of it that are regular files.
        units: of money, by name.
    """
    whole = Looked()
    for one in manifest.files:
        if one.form == "pdf" and one.name in contents:
            whole += _pdf(one.name, folder, units)
    return whole


def _pdf(name: str, folder: Path, units: Mapping[str, Unit]) -> Looked:
    verified, shown = verify(folder / name, units), printable(name)
    if isinstance(verified, Unreadable):
        reason = msg("{file}: {reason}", file=shown, reason=verified.reason)
        return Looked(unchecked=(reason,))
    faults = tuple(
        Fault(name, msg("{file}: {reason}", file=shown, reason=one.text), one.should, one.found)
        for one in verified.wrong
    )
    done = msg(
        "{file}: figures recomputed: {figures}, of which on no page, for only others are made of "
        "them: {unprinted}; looked up on the pages, at each place: {printed}",
        file=shown,
        figures=verified.figures,
        unprinted=verified.unprinted,
        printed=verified.printed,
    )
    return Looked(faults, (done,))
