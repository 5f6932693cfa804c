"""What the documents of a source say of its form, when it goes out and when it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from budgetc.diagnostics.messages import Bilingual, Translator
from budgetc.files.data import Resources
from budgetc.frozen import frozen
from budgetc.jurisdiction.load import layout_of_source
from budgetc.numbers.style import THOUSANDS
from budgetc.source.nodes import SourceTree


@frozen(eq=False)
class Wording:
    """How a form speaks.

    Attributes:
        translator: of its language.
        amounts: what the keys of amounts are called, for which the schema has no name.
        groups: of digits, as tables print them.
    """

    translator: Translator
    amounts: Mapping[str, Bilingual] = MappingProxyType({})
    groups: str = THOUSANDS


def wording_of(tree: SourceTree, resources: Resources, otherwise: str) -> Wording:
    """Return how the form of a source speaks: as the document of it does.

    Args:
        tree: of the source, with its shape.
        resources: data files of its workspace.
        otherwise: the language where the source names no jurisdiction that there is.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    layout, _ = layout_of_source(tree, resources)
    if layout is None:
        return Wording(Translator(otherwise))
    called = {key: spec.called(key) for key, spec in layout.amounts.items()}
    return Wording(Translator(layout.speaks), called, layout.numbers.table.groups)
