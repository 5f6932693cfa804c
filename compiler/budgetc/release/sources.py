"""A published folder beside the repository that it should be made of: it is made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, msg
from budgetc.diff import Snapshot, committed
from budgetc.document.model import Document
from budgetc.files.digests import Content
from budgetc.files.disk import Disk
from budgetc.files.foreign import foreign_json
from budgetc.files.git import commit_of
from budgetc.files.port import FileRefusedError
from budgetc.files.tags import day_of, read_tag
from budgetc.release.folder import Fault, Looked
from budgetc.release.make import MADE_BY, Read, Release, read, release
from budgetc.release.makers import can_make, made_with
from budgetc.release.manifest import MANIFEST, Manifest
from budgetc.release.state import Version
from budgetc.render.look import Look
from budgetc.render.suffixes import FORMATS

_SHORT = 10
"""Characters of a commit that are shown."""


def look_at_sources(
    manifest: Manifest, folder: Path, contents: Mapping[str, Content], root: Path, look: Look
) -> Looked:
    """Compare a published folder with the repository that it should be made of.

    Args:
        manifest: of the folder.
        folder: its files.
        contents: those of it that can be read.
        root: of the workspace.
        look: how documents look here.

    Raises:
        GitError: git fails.
        DataFaultError: a file of data of the commit cannot be used.
    """
    shown = manifest.commit[:_SHORT]
    if commit_of(root, manifest.commit) != manifest.commit:
        reason = msg("the sources: the repository here has no commit {commit}; fetch it, or go to "
                     "the repository of the budgets", commit=shown)  # fmt: skip
        return Looked(unchecked=(reason,))
    snapshot = committed(root, manifest.commit, shown)
    made_of = read(snapshot, manifest.source, day_of(root, manifest.commit))
    return (
        _tag(manifest, folder, root)
        + _digests(manifest, made_of, snapshot)
        + _documents(manifest, folder, contents, made_of, look)
    )


def _tag(manifest: Manifest, folder: Path, root: Path) -> Looked:
    name = printable(manifest.release)
    tag = read_tag(root, manifest.release)
    if tag is None:
        reason = msg("the tag {name}: the repository here has none; git fetch --tags", name=name)
        return Looked(unchecked=(reason,))
    digest = sha256(Disk(folder).read(MANIFEST) or b"").hexdigest()
    faults = []
    if tag.commit != manifest.commit:
        text = msg(
            "{file}: names commit {found}, where the tag {name} has {expected}",
            file=MANIFEST,
            found=manifest.commit,
            name=name,
            expected=tag.commit,
        )
        faults.append(Fault(MANIFEST, text, tag.commit, manifest.commit))
    if digest not in tag.message:
        text = msg("{file}: was changed: SHA-256 {found} is not what the tag {name} says",
                   file=MANIFEST, found=digest, name=name)  # fmt: skip
        faults.append(Fault(MANIFEST, text, found=digest))
    done = msg("{file} compared with the tag {name}", file=MANIFEST, name=name)
    return Looked(faults, (done,))


def _digests(manifest: Manifest, made_of: Read, snapshot: Snapshot) -> Looked:
    """Compare the files of the commit with what the manifest says of them."""
    told = {**manifest.sources, **manifest.evidence, **manifest.own}
    faults = [fault for name, digest in told.items()
              if (fault := _otherwise(name, digest, snapshot))]  # fmt: skip
    was_read = {**made_of.digests, **made_of.evidence}
    for name in sorted(was_read.keys() - told.keys()):
        text = msg("{file}: was read, and the manifest does not name it", file=printable(name))
        faults.append(Fault(name, text, found=was_read[name]))
    done = msg("sources and data compared with commit {commit}: {count}",
               commit=snapshot.label, count=len(told))  # fmt: skip
    return Looked(faults, (done,))


def _otherwise(name: str, digest: str, snapshot: Snapshot) -> Fault | None:
    try:
        content = snapshot.workspace.files.read(name)
    except FileRefusedError:
        content = None
    if content is None:
        text = msg("{file}: commit {commit} has no such file",
                   file=printable(name), commit=snapshot.label)  # fmt: skip
        return Fault(name, text, digest)
    found = sha256(content).hexdigest()
    if found == digest:
        return None
    text = msg(
        "{file}: commit {commit} has it with SHA-256 {found}, where the manifest has {expected}",
        file=printable(name),
        commit=snapshot.label,
        found=found,
        expected=digest,
    )
    return Fault(name, text, digest, found)


def _documents(
    manifest: Manifest, folder: Path, contents: Mapping[str, Content], made_of: Read, look: Look
) -> Looked:
    """Make the documents again, and compare: bytes where the same would make them, else figures."""
    document = made_of.compilation.document
    if document is None:
        text = msg("{file}: has errors in commit {commit}, and no document follows from it",
                   file=manifest.source, commit=made_of.snapshot.label)  # fmt: skip
        return Looked((Fault(manifest.source, text),))
    if manifest.made_by != MADE_BY:
        reason = msg("the bytes of the documents: {maker} made them, and this is {ours}",
                     maker=printable(manifest.made_by), ours=MADE_BY)  # fmt: skip
        return Looked(unchecked=(reason,)) + _figures(manifest, folder, contents, document)
    here, elsewhere = _split(manifest, made_of, look)
    made, problems = release(
        made_of,
        here.values(),
        look,
        Version(manifest.release, 1),
        manifest.commit,
        manifest.correction,
    )
    if made is None:
        reasons = tuple(one.message for one in problems)
        return Looked(unchecked=(*reasons, *elsewhere))
    faults = (
        *_unlike_files(manifest, here, made, contents),
        *_unlike_manifest(manifest, made.manifest),
    )
    done = msg("documents made again from commit {commit}, byte for byte: {count}",
               commit=made_of.snapshot.label, count=len(here))  # fmt: skip
    looked = Looked(faults, (done,), elsewhere)
    return looked if not elsewhere else looked + _figures(manifest, folder, contents, document)


def _split(
    manifest: Manifest, made_of: Read, look: Look
) -> tuple[Mapping[str, str], tuple[Message, ...]]:
    """Return the formats of the files that can be made again here, and why others cannot."""
    here: dict[str, str] = {}
    elsewhere: list[Message] = []
    for one in manifest.files:
        shown = printable(one.name)
        if one.form not in FORMATS:
            elsewhere.append(msg("{file}: its format is not known", file=shown))
        elif not can_make(one.form, look):
            elsewhere.append(msg("{file}: what makes it is not installed", file=shown))
        elif (ours := made_with(one.form, made_of.resources, look)) != one.made_with:
            elsewhere.append(
                msg(
                    "the bytes of {file}: it was made with {maker}, and here is {ours}",
                    file=shown,
                    maker=printable(one.made_with) or "–",
                    ours=ours or "–",
                )
            )
        else:
            here[one.name] = one.form
    return here, tuple(elsewhere)


def _unlike_files(
    manifest: Manifest, here: Mapping[str, str], made: Release, contents: Mapping[str, Content]
) -> Iterator[Fault]:
    """Yield the files that are not what is made; of one that was, and was changed, it is told."""
    by_form = {one.form: one for one in made.manifest.files}
    told = {one.name: one.sha256 for one in manifest.files}
    for name, form in here.items():
        should = by_form[form].sha256 if form in by_form else ""
        found = contents.get(name)
        if found is not None and found.sha256 != should and told[name] != should:
            text = msg(
                "{file}: is not what its sources make: SHA-256 {found}, where they make {expected}",
                file=printable(name),
                found=found.sha256,
                expected=should or "–",
            )
            yield Fault(name, text, should, found.sha256)


def _unlike_manifest(told: Manifest, made: Manifest) -> Iterator[Fault]:
    """Yield what a manifest says of its document that does not follow from the sources."""
    for key, one, other in (
        ("department", told.department, made.department),
        ("year", str(told.year), str(made.year)),
        ("title", told.title, made.title),
    ):
        if one != other:
            text = msg(
                "{file}: {key} is {found}, where the sources have {expected}",
                file=MANIFEST,
                key=key,
                found=printable(one),
                expected=printable(other),
            )
            yield Fault(MANIFEST, text, other, one)


def _figures(
    manifest: Manifest, folder: Path, contents: Mapping[str, Content], document: Document
) -> Looked:
    """Compare the figures of a document with those of the folder's JSON."""
    name = next((one.name for one in manifest.files if one.form == "json"), None)
    if name is None or name not in contents:
        reason = msg("the figures: no JSON among the files; it would have them as data")
        return Looked(unchecked=(reason,))
    try:
        told = dict(foreign_json(Disk(folder).read(name) or b"")["figures"].items())
    except (KeyError, TypeError, ValueError, AttributeError, FileRefusedError):
        text = msg("{file}: has no figures that can be read", file=printable(name))
        return Looked((Fault(name, text),))
    ours = {figure.id: figure.exact for figure in document.figures()}
    faults = tuple(
        Fault(name, _unlike(name, one, told.get(one), ours.get(one)), ours.get(one, ""),
              _said(told.get(one)))
        for one in sorted(ours.keys() | told.keys())
        if told.get(one) != ours.get(one)
    )  # fmt: skip
    done = msg("figures of {file} compared with those of the sources: {count}",
               file=printable(name), count=len(ours))  # fmt: skip
    return Looked(faults, (done,))


def _unlike(name: str, figure: str, told: object, ours: str | None) -> Message:
    return msg(
        "{file}: {figure} is {found}, where the sources make {expected}",
        file=printable(name),
        figure=printable(figure),
        found=_said(told) or "–",
        expected=ours or "–",
    )


def _said(value: object) -> str:
    return "" if value is None else printable(str(value)[:80])
