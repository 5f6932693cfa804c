"""A source made into a form: read, laid out as grids, written as a workbook."""

from __future__ import annotations

from decimal import Decimal

from budgetc.files.data import Resources
from budgetc.form.before import with_amounts_before
from budgetc.form.language import translator_of
from budgetc.form.outline import grids_of
from budgetc.form.write import Origin, write_form
from budgetc.jurisdiction.sources import catalogue_of, schema_of
from budgetc.lists import money_units
from budgetc.source.nodes import SourceTree


def make_form(
    content: bytes,
    tree: SourceTree,
    resources: Resources,
    language: str,
    last: SourceTree | None = None,
) -> bytes:
    """Return the form of a source, in the language of its document; the same bytes each time.

    Args:
        content: the whole file.
        tree: as it was read, without errors.
        resources: data files of its workspace.
        language: of the form, where the source names no jurisdiction that there is.
        last: of last year's source, whose amounts are shown beside.

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
    if last is not None and (rate := _rate(last, shaped, resources)):
        shaped_last = schema_of(resources, last).shaped(last)
        grids = tuple(with_amounts_before(grids, shaped, shaped_last, rate))
    return write_form(origin, grids, resources)


def _rate(last: SourceTree, tree: SourceTree, resources: Resources) -> Decimal:
    """Return what the unit of one source is worth in that of another; 0 of another currency."""
    units = money_units(resources)
    one, other = (units.get(source.said("unit")) for source in (last, tree))
    if one is None or other is None or one.currency != other.currency:
        return Decimal()
    return Decimal(one.fen) / other.fen
