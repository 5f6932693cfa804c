"""What is typed of an entry that a list lacks, where the list says what tells its entries."""

from __future__ import annotations

from budgetc.diagnostics.messages import Message, msg
from budgetc.source.nodes import Path, Sequence, SourceTree


def entry_to_add(tree: SourceTree, path: Path, name: str) -> Message:
    """Return which line to add to a list, as it is written there; what is not known is left open.

    Args:
        tree: the file.
        path: of the list, whose shape has `entry_keys`; it need not be there yet.
        name: tells the entry, such as its code.
    """
    listed = tree.shape.at(path)
    shape, told = listed.under(None), listed.entry_keys[0]
    needed = [key for key in shape.keys if key in shape.required or key == told]
    typed = ", ".join(f"{key}: {name}" if key == told else f"{key}: " for key in needed)
    entry = f"{{{typed}}}"
    key = path[-1]
    node, rest = tree.at(path)
    if rest or not isinstance(node, Sequence):
        line = f"{key}: [{entry}]"
        if len(path) == 1:
            return msg("add at the left margin of the file: {line}", line=line)
        return msg("add to this entry: {line}", line=line)
    if tree.text.split("\n")[node.line].startswith("[", node.column):
        return msg("add to the list “{key}:” the entry: {entry}", key=key, entry=entry)
    return msg("add to the list “{key}:” the line: - {entry}", key=key, entry=entry)
