"""The language that a form speaks, when it goes out and when it comes back."""

from __future__ import annotations

from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.jurisdiction.load import layout_of_source
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
