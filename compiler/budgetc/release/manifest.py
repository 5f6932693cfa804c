"""The manifest of a release: what was published, of what, and the digest of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Message, ReasonedError, msg
from budgetc.files.foreign import foreign_json, whole
from budgetc.files.workspace import is_source_name
from budgetc.frozen import frozen

MANIFEST = "manifest.json"
"""What the file is called."""

FORM = "budgetc-release/1"
"""Tells this form of a manifest from later ones."""

_T = TypeVar("_T")

_DIGEST = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_RELEASE = re.compile(r"[^\x00-\x1f~^:?*\[\\]{1,255}")
_PLAIN = re.compile(r"[^/\\\x00-\x1f]{1,255}")


@frozen()
class Published:
    """A file of a release.

    Attributes:
        name: in the folder.
        form: the key of its format.
        size: in bytes.
        sha256: of its bytes.
        made_with: the libraries whose other versions may make other bytes.
    """

    name: str
    form: str
    size: int
    sha256: str
    made_with: str


@frozen()
class Manifest:
    """What a release says of itself.

    Attributes:
        release: its name, which its tag has too.
        revision: 1, or more where what was published before was corrected.
        correction: what was corrected and why; empty of the first.
        department: as it is called.
        year: that it is of.
        title: of the document.
        source: the name of the source.
        commit: that everything was read from.
        made_by: the compiler and its version.
        files: sorted by name.
        sources: the SHA-256 of each file of the budgets that was read.
        evidence: the same of each file that proves an amount; of it no more is published.
        own: the same of the files of data that the workspace has itself.
        shipped: the same of those that came with the compiler.
    """

    release: str
    revision: int
    correction: str
    department: str
    year: int
    title: str
    source: str
    commit: str
    made_by: str
    files: Sequence[Published]
    sources: Mapping[str, str]
    evidence: Mapping[str, str]
    own: Mapping[str, str]
    shipped: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """Return it as a file; the same of the same."""
        data = {
            "form": FORM,
            "release": self.release,
            "revision": self.revision,
            "correction": self.correction,
            "department": self.department,
            "year": self.year,
            "title": self.title,
            "source": self.source,
            "commit": self.commit,
            "made_by": self.made_by,
            "files": [
                {"name": one.name, "format": one.form, "size": one.size, "sha256": one.sha256,
                 "made_with": one.made_with}
                for one in self.files
            ],
            "sources": dict(sorted(self.sources.items())),
            "evidence": dict(sorted(self.evidence.items())),
            "data": dict(sorted(self.own.items())),
            "shipped": dict(sorted(self.shipped.items())),
        }  # fmt: skip
        return (json_text(data) + "\n").encode()


class BrokenManifestError(ReasonedError):
    """A manifest that cannot be taken at its word; says why."""


def read_manifest(content: bytes) -> Manifest:
    """Return what a manifest says; it may have been made by anybody.

    Raises:
        BrokenManifestError: it is none, or says what no manifest says.
    """
    try:
        return _manifest(_of_kind(dict, foreign_json(content, _once)))
    except BrokenManifestError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenManifestError(
            msg(
                "it is not built as a manifest has to be; ask the office that published the folder "
                "for the one that budgetc release wrote"
            )
        ) from error


def _once(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose keys stand in it once: of two, programs take one or the other."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise BrokenManifestError(msg("the key {key} stands in it twice", key=key[:80]))
        found[key] = value
    return found


def _manifest(data: Mapping[str, object]) -> Manifest:
    _refuse_unless(data["form"] == FORM, msg("it is of a form that is not known"))
    files = tuple(map(_published, _of_kind(list, data["files"])))
    names = [one.name for one in files]
    _refuse_unless(len(set(names)) == len(names), msg("it names a file twice"))
    _refuse_unless(bool(names), msg("it names no file"))
    source, commit = _text(data["source"]), _text(data["commit"])
    _refuse_unless(
        is_source_name(source),
        msg("it names a source that no repository has: {name}", name=source[:80]),
    )
    name = _text(data["release"])
    is_name = _RELEASE.fullmatch(name) is not None and ".." not in name
    _refuse_unless(is_name, msg("its release has no name that a tag has"))
    _refuse_unless(bool(_COMMIT.fullmatch(commit)), msg("its commit is none"))
    return Manifest(
        name,
        _count(data["revision"]),
        _text(data["correction"]),
        _text(data["department"]),
        _count(data["year"]),
        _text(data["title"]),
        source,
        commit,
        _text(data["made_by"]),
        files,
        _digests(data["sources"]),
        _digests(data["evidence"]),
        _digests(data["data"]),
        _digests(data["shipped"]),
    )


def _published(told: object) -> Published:
    value = _of_kind(dict, told)
    name = _text(value["name"])
    is_plain = _PLAIN.fullmatch(name) is not None and name not in (".", "..", MANIFEST)
    _refuse_unless(
        is_plain, msg("it names a file that is not in its folder: {name}", name=name[:80])
    )
    return Published(
        name,
        _text(value["format"]),
        _count(value["size"]),
        _digest(value["sha256"]),
        _text(value["made_with"]),
    )


def _refuse_unless(holds: bool, reason: Message) -> None:  # noqa: FBT001  # an assertion
    if not holds:
        raise BrokenManifestError(reason)


def _digests(value: object) -> Mapping[str, str]:
    return {_text(name): _digest(digest) for name, digest in _of_kind(dict, value).items()}


def _digest(value: object) -> str:
    text = _text(value)
    if not _DIGEST.fullmatch(text):
        raise ValueError(text)
    return text


def _text(value: object) -> str:
    return _of_kind(str, value)


def _count(value: object) -> int:
    number = whole(value)
    if number < 0:
        raise ValueError(number)
    return number


def _of_kind(kind: type[_T], value: object) -> _T:
    """Return a value that has to be of a kind."""
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value
