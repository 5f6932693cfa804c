"""A source made into a form: read, laid out as grids, written as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from budgetc.files.data import Resources
from budgetc.form.before import with_amounts_before
from budgetc.form.language import translator_of
from budgetc.form.outline import grids_of
from budgetc.form.write import Origin, write_form
from budgetc.jurisdiction.sources import catalogue_of, schema_of
from budgetc.lists import money_units
from budgetc.source.nodes import Path, SourceTree


def make_form(
    content: bytes,
    tree: SourceTree,
    resources: Resources,
    language: str,
    before: Mapping[Path, int] = MappingProxyType({}),
) -> bytes:
    """Return the form of a source, in the language of its document; the same bytes each time.

    Args:
        content: the whole file.
        tree: as it was read, without errors.
        resources: data files of its workspace.
        language: of the form, where the source names no jurisdiction that there is.
        before: last year's amounts in 分, by the places of the source beside which they are shown.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    shaped = schema_of(resources, tree).shaped(tree)
    speaks = translator_of(shaped, resources, language)
    catalogue = catalogue_of(shaped, resources)
    lists = catalogue.lists() if catalogue is not None else {}
    origin = Origin(
        tree.file,
        content,
        shaped.said("department", "name"),
        shaped.year or 0,
        shaped.said("unit"),
        speaks.language,
    )
    grids = grids_of(shaped, lists, speaks)
    if before:
        unit = money_units(resources)[origin.unit]
        grids = tuple(with_amounts_before(grids, before, unit))
    return write_form(origin, grids, resources)
