"""Three files to one: read, merged by key and code, and read again before anyone gets it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Message, ReasonedError, msg
from budgetc.merge.markers import Labels, with_markers
from budgetc.merge.parts import Document, comments, datum, node_datum
from budgetc.merge.split import UnsplittableError, split
from budgetc.merge.three_way import Side, merge_documents
from budgetc.merge.write import write
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape

_BOM = b"\xef\xbb\xbf"


class CannotMergeError(ReasonedError):
    """The files cannot be merged by key and code; says why. Lines can still be."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One file made of three.

    Attributes:
        content: of the file; with conflict markers where there are conflicts.
        conflicts: both sides changed one thing, each in its own way.
    """

    content: bytes
    conflicts: bool


def merge(base: bytes, ours: bytes, theirs: bytes, shape: Shape, labels: Labels) -> Merged:
    """Merge two sources that come from one; `base` is empty where they come from none.

    Raises:
        CannotMergeError: a side cannot be read or taken apart, or what came out does not say what
            it has to.
    """
    was = _document(base, msg("the version that both come from")) if base.strip() else None
    here = _document(ours, msg("our version"))
    there = _document(theirs, msg("their version"))
    texts = []
    for side in Side:
        merged = merge_documents(was, here, there, shape, side)
        text = write(merged)
        if not _says(text, merged):
            raise CannotMergeError(msg("the changes do not fit together line by line"))
        texts.append(text)
    if _lost_comments(was, (here, there), texts):
        raise CannotMergeError(msg("a comment would be lost"))
    conflicts = texts[0] != texts[1]
    text = with_markers(texts[0], texts[1], labels) if conflicts else texts[0]
    if not conflicts and not _ends_its_last_line(base, ours, theirs):
        text = text.removesuffix("\n")
    return Merged(_in_the_form_of(text, ours), conflicts)


def _document(data: bytes, side: Message) -> Document:
    tree, findings = read_bytes("", data)
    if tree is None or findings:
        raise CannotMergeError(_unreadable(side, findings))
    try:
        return split(tree)
    except UnsplittableError as error:
        reason = msg("{side} has an anchor, or is written in another unusual way", side=side)
        raise CannotMergeError(reason) from error


def _unreadable(side: Message, findings: tuple[Diagnostic, ...]) -> Message:
    first = findings[-1]
    return msg(
        "{side} cannot be read: line {line}: {problem}",
        side=side,
        line=first.span.line,
        problem=first.message,
    )


def _says(text: str, merged: Document) -> bool:
    """Tell whether a text reads as what it was made to say."""
    tree, findings = read_bytes("", text.encode())
    return tree is not None and not findings and node_datum(tree.root) == datum(merged.root)


def _lost_comments(
    base: Document | None, sides: tuple[Document, Document], texts: list[str]
) -> bool:
    """Tell whether a comment that a side added or changed is in neither text."""
    known = Counter(comments(base) if base else ())
    added = {comment for side in sides for comment in Counter(comments(side)) - known}
    return any(all(comment not in text for text in texts) for comment in added)


def _ends_its_last_line(base: bytes, ours: bytes, theirs: bytes) -> bool:
    was, here, there = (text.endswith((b"\n", b"\r")) for text in (base, ours, theirs))
    return there if base and here == was else here


def _in_the_form_of(text: str, ours: bytes) -> bytes:
    """Return a text as bytes, with the line breaks and the byte order mark of ours."""
    data = text.encode()
    if ours.count(b"\r\n") * 2 > ours.count(b"\n"):
        data = data.replace(b"\n", b"\r\n")
    return (_BOM if ours.startswith(_BOM) else b"") + data
