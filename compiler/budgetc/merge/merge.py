"""Three files to one: read, merged by key and code, and read again before anyone gets it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Message, ReasonedError, msg
from budgetc.frozen import frozen
from budgetc.merge.datum import datum, node_datum
from budgetc.merge.markers import Labels, with_markers
from budgetc.merge.three_way import Side, merge_trees
from budgetc.source.keys import text_with_known_keys, with_known_keys
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape
from budgetc.source.text_edit import above, with_above
from budgetc.source.text_parse import ended, parse
from budgetc.source.text_tree import TextCollection, TextTree, comments, nodes_of, text_of

_BOM = b"\xef\xbb\xbf"


class CannotMergeError(ReasonedError):
    """The files cannot be merged by key and code; says why. Lines can still be."""


@frozen()
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
    was = _tree(base, shape, msg("the version that both come from")) if base.strip() else None
    here = _tree(ours, shape, msg("our version"))
    there = _tree(theirs, shape, msg("their version"))
    texts = []
    for side in Side:
        merged = merge_trees(was, here, there, shape, side)
        text = text_of(merged)
        if not _says(text, merged, shape):
            raise CannotMergeError(msg("the changes do not fit together line by line"))
        texts.append(text)
    if _lost_comments(was, (here, there), texts):
        raise CannotMergeError(msg("a comment would be lost"))
    conflicts = texts[0] != texts[1]
    text = with_markers(texts[0], texts[1], labels) if conflicts else texts[0]
    if not conflicts and not _ends_its_last_line(base, ours, theirs):
        text = text.removesuffix("\n")
    return Merged(_in_the_form_of(text, ours), conflicts)


def _tree(data: bytes, shape: Shape, side: Message) -> TextTree:
    tree, findings = read_bytes("", data)
    if tree is None or findings:
        raise CannotMergeError(_unreadable(side, findings))
    typed = text_with_known_keys(parse(ended(tree.text)), shape)
    root = typed.root
    shared = any(node.anchor for node in nodes_of(root))
    if not isinstance(root, TextCollection) or root.is_list or root.is_flow or shared:
        raise CannotMergeError(
            msg("{side} has an anchor, or is written in another unusual way", side=side)
        )
    return _with_head(typed, root)


def _with_head(tree: TextTree, root: TextCollection) -> TextTree:
    """Return a tree whose head has all lines about the file, set apart by a blank line."""
    first, *others = root.entries
    lines = above(replace(first, leading=tree.head + first.leading))
    cut = max((n for n, line in enumerate(lines, 1) if not line.strip()), default=0)
    head = "".join(f"{line}\n" for line in lines[:cut])
    first = with_above(first, lines[cut:])
    return replace(tree, head=head, root=replace(root, entries=(first, *others)))


def _unreadable(side: Message, findings: tuple[Diagnostic, ...]) -> Message:
    first = findings[-1]
    return msg(
        "{side} cannot be read: line {line}: {problem}",
        side=side,
        line=first.span.line,
        problem=first.message,
    )


def _says(text: str, merged: TextTree, shape: Shape) -> bool:
    """Tell whether a text reads as what it was made to say."""
    tree, findings = read_bytes("", text.encode())
    if tree is None or findings:
        return False
    known = with_known_keys(replace(tree, shape=shape))
    return node_datum(known.root) == datum(merged.root)


def _lost_comments(
    base: TextTree | None, sides: tuple[TextTree, TextTree], texts: list[str]
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
