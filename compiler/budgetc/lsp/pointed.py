"""What stands at a place of a source: its path, what the schema says of it, the code it is."""

from __future__ import annotations

from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple
from budgetc.lsp.session import Place, View
from budgetc.source.identity import Names, code_at, plain_code
from budgetc.source.nodes import Mapping, Node, Path, Scalar, SourceTree
from budgetc.source.shape import Shape


class Code(NamedTuple):
    """A code that stands in a source.

    Attributes:
        dimension: the list that it is from.
        code: as its list has it.
        span: where it stands.
    """

    dimension: str
    code: str
    span: Span


class Pointed(NamedTuple):
    """What stands at a place.

    Attributes:
        tree: the source as read.
        path: of the innermost value.
        is_key: whether its key is pointed at, and not the value.
    """

    tree: SourceTree
    path: Path
    node: Node
    shape: Shape
    span: Span
    is_key: bool

    @property
    def code(self) -> Code | None:
        """The code that is pointed at, be it a value or a key."""
        above = self.tree.shape.at(self.path[:-1])
        if isinstance(self.node, Scalar) and self.shape.code_list and not self.is_key:
            return Code(self.shape.code_list, code_at(self.shape, self.node.text), self.span)
        if self.is_key and above.code_list:
            return Code(above.code_list, plain_code(str(self.path[-1])), self.span)
        return None


def pointed(view: View, place: Place) -> Pointed | None:
    """Return what stands at a place; nothing outside of any value, and where nothing is read."""
    tree = view.compilation.tree
    if tree is None:
        return None
    here = Span.point(tree.file, *place)
    path = Names(tree).at(here)
    node, rest = tree.at(path)
    if not path or rest:
        return None
    span, is_key = tree.span(node), False
    above, _ = tree.at(path[:-1])
    if isinstance(above, Mapping):
        key = tree.span(above.entries[str(path[-1])][0])
        is_key = place < (key.end_line, key.end_column + 1)
        span = key if is_key else span
    return Pointed(tree, path, node, tree.shape.at(path), span, is_key)
