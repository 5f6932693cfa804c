"""A source made into a form: read, laid out as grids, written as a workbook."""

from __future__ import annotations

from budgetc.budget.declarations import APPROVED
from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.form.outline import grids_of
from budgetc.form.write import Origin, write_form
from budgetc.jurisdiction import load_layout
from budgetc.jurisdiction.sources import catalogue_of, schema_of
from budgetc.source.nodes import SourceTree


def make_form(content: bytes, tree: SourceTree, resources: Resources, language: str) -> bytes:
    """Return the form of a source, in the language of its document; the same bytes each time.

    Args:
        content: the whole file.
        tree: as it was read, without errors.
        resources: data files of its workspace.
        language: of the form, where the source names no jurisdiction that there is.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    shaped = schema_of(resources, tree).shaped(tree)
    layout, _ = load_layout(
        resources, shaped.said("jurisdiction"), shaped.said("stage") or APPROVED
    )
    speaks = layout.language if layout is not None else language
    catalogue = catalogue_of(shaped, resources)
    lists = catalogue.lists() if catalogue is not None else {}
    origin = Origin(
        tree.file,
        content,
        shaped.said("department", "name"),
        shaped.year or 0,
        shaped.said("unit"),
        speaks,
    )
    return write_form(origin, grids_of(shaped, lists, Translator(speaks)), resources)
