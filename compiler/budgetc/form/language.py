"""What the documents of a source say of its form: the language that it speaks, and its digits."""

from __future__ import annotations

from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.jurisdiction.load import layout_of_source
from budgetc.numbers.style import THOUSANDS
from budgetc.source.nodes import SourceTree


def translator_of(tree: SourceTree, resources: Resources, otherwise: str) -> Translator:
    """Return the translator of the language that the document of a source is in.

    Args:
        tree: of the source, with its shape.
        resources: data files of its workspace.
        otherwise: the language where the source names no jurisdiction that there is.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    layout, _ = layout_of_source(tree, resources)
    return Translator(layout.speaks if layout is not None else otherwise)


def groups_of(tree: SourceTree, resources: Resources) -> str:
    """Return the groups of digits that the tables of the document of a source print.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    layout, _ = layout_of_source(tree, resources)
    return layout.numbers.table.groups if layout is not None else THOUSANDS
