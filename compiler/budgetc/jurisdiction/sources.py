"""The schema of the sources of a jurisdiction, with the lists of a year in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath

from budgetc.budget.declarations import APPROVED
from budgetc.classification import (
    BASIC_EXPENDITURE,
    PROJECTS,
    Catalogue,
    CodeList,
    load_catalogue,
    written_codes,
)
from budgetc.classification.codes import DEFAULT, FISCAL, FROM_ABOVE
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError, Resources, kept
from budgetc.jurisdiction.amounts import AmountSpec
from budgetc.jurisdiction.choices import units_of
from budgetc.jurisdiction.declared import Declared, load_declared
from budgetc.jurisdiction.load import jurisdictions, load_layout
from budgetc.jurisdiction.spec import DEPARTMENTAL, Layout
from budgetc.jurisdiction.usable import (
    Slip,
    lost_references,
    slips_of,
    taken_names,
    uncounted_amounts,
)
from budgetc.lists import KIND_FUNDS, money_units
from budgetc.schema import NoSchemaError, Schema, make_schema
from budgetc.schema.assemble import Choice, Subschema, Vocabulary, assemble, filled
from budgetc.source import keys
from budgetc.source.nodes import SourceTree
from budgetc.source.read import place_in
from budgetc.source.shape import Shape

ENVELOPE = "schema/budget.schema.json"
"""What every source has."""

_BESIDE = {
    "region.yaml": "schema/region.schema.json",
    "control-totals.yaml": "schema/control-totals.schema.json",
}
"""The schemas of the files that stand beside the departments' folders."""

_LAST = 2100
"""A year whose lists are the newest."""


def schema_of(resources: Resources, tree: SourceTree) -> Schema:
    """Return the schema of a source, which says itself whose it is and of which year.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    head = with_head_known(tree, resources)
    jurisdiction, stage = head.said("jurisdiction"), head.said("stage")
    return source_schema(resources, jurisdiction, head.year or _LAST, stage)


def with_head_known(tree: SourceTree, resources: Resources) -> SourceTree:
    """Return a source in which what every source has is called as the schema calls it.

    That says by which schema the others go.

    Raises:
        DataFaultError: the schema cannot be used.
    """
    return keys.with_known_head(tree, head_words(resources))


@kept
def head_words(resources: Resources) -> keys.Head:
    """Return the words that may be typed in the head of every source for its keys and values.

    Raises:
        DataFaultError: the schema cannot be used.
    """
    return resources.parsed(ENVELOPE, lambda text: keys.Head.of(Shape.of(_document(text))))


def catalogue_of(tree: SourceTree, resources: Resources) -> Catalogue | None:
    """Return the lists of a source's year, and those that its jurisdiction declares.

    Nothing where it says no year, or they cannot be used; the codes of its own sections are not in.
    """
    try:
        tree = with_head_known(tree, resources)
        if tree.year is None:
            return None
        catalogue = load_catalogue(resources, tree.year)
        declared = _declared(tree, resources).lists()
        return replace(catalogue, declared=declared) if declared else catalogue
    except DataFaultError:
        return None


def declared_of(tree: SourceTree, resources: Resources) -> Declared:
    """Return what the jurisdiction of a source declares; nothing where it cannot be used."""
    try:
        return _declared(with_head_known(tree, resources), resources)
    except DataFaultError:
        return Declared()


def _declared(head: SourceTree, resources: Resources) -> Declared:
    jurisdiction, stage = head.said("jurisdiction"), head.said("stage") or APPROVED
    layout = None
    if jurisdiction in jurisdictions(resources):
        layout, _ = load_layout(resources, jurisdiction, stage)
    return load_declared(resources, layout.source) if layout else Declared()


def schema_of_file(resources: Resources, file: str, tree: SourceTree | None) -> Schema:
    """Return the schema of a file of a workspace, by its name, and of a source by what it says.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    name = PurePosixPath(file).name
    if name in _BESIDE:
        return beside_schema(resources, name)
    return source_schema(resources, "", _LAST) if tree is None else schema_of(resources, tree)


@kept
def beside_schema(resources: Resources, name: str) -> Schema:
    """Return the schema of a file that stands beside the departments' folders.

    Args:
        resources: the data files.
        name: `region.yaml` or `control-totals.yaml`.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    units = {"unit": [Choice(unit) for unit in money_units(resources)]}
    words = Vocabulary(units, {}, lambda _, __: {})
    return resources.parsed(
        _BESIDE[name], lambda text: make_schema(filled(json.loads(text), words))
    )


def source_schema(
    resources: Resources, jurisdiction: str, year: int, stage: str = APPROVED
) -> Schema:
    """Return the schema of the sources of a jurisdiction and year.

    Args:
        resources: the data files.
        jurisdiction: one that there is not has sources of the usual form.
        year: of the budget.
        stage: of the budget.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    known = jurisdiction if jurisdiction in jurisdictions(resources) else ""
    told = stage if stage.isascii() and stage.isalpha() else APPROVED
    return _assembled(resources, known, told, load_catalogue(resources, year).edition)


@kept
def _assembled(resources: Resources, jurisdiction: str, stage: str, edition: int) -> Schema:
    layout, _ = load_layout(resources, jurisdiction, stage) if jurisdiction else (None, ())
    sections = layout.source if layout is not None else DEPARTMENTAL
    words = _vocabulary(resources, edition, layout)
    try:
        told = resources.parsed(sections, _document)
        _check_definitions(resources, sections, told)
        _check_words(resources, sections, told, layout, edition)
        schema = _put_together(resources, told, words)
    except _UNUSABLE as error:
        try:
            _put_together(resources, {}, words)
        except _UNUSABLE as fault:
            raise DataFaultError(ENVELOPE, str(fault)) from fault
        raise _fault_of(resources, sections, error) from error
    slips = taken_names(told.get("properties", ())) if sections != DEPARTMENTAL else iter(())
    if layout is not None:
        slips = chain(slips, uncounted_amounts(told, schema.shape, layout))
    _refuse(resources, sections, slips)
    return schema


_UNUSABLE = (ValueError, LookupError, TypeError, AttributeError)
"""What comes of a document that is none of a schema: a workspace may bring any."""


def _fault_of(resources: Resources, sections: str, error: Exception) -> DataFaultError:
    """Return what is wrong with a file of sections that makes no schema."""
    if isinstance(error, NoSchemaError):
        return DataFaultError(sections, error.reason, place_in(resources, sections, error.path)[0])
    return DataFaultError(sections, str(error))


def _check_definitions(resources: Resources, sections: str, told: Subschema) -> None:
    """See to it that a file of sections has no name of its own for what every source has.

    Raises:
        DataFaultError: it has, at the line where it has.
    """
    of_all = resources.parsed(ENVELOPE, _document)
    for part in ("$defs", "properties"):
        for name in sorted(of_all[part].keys() & set(told.get(part, ()))):
            raise DataFaultError(
                sections,
                msg("every source has {name} already", name=f"{part}/{name}"),
                place_in(resources, sections, (part, name))[0],
                hint=msg(
                    "give it another name, such as {name}, and use that wherever it is meant",
                    name=f"own_{name}",
                ),
            )


def _check_words(
    resources: Resources, sections: str, told: Subschema, layout: Layout | None, edition: int
) -> None:
    """See to it that a file of sections names nothing that there is not.

    Nor a definition, a dimension, a level, a section.

    Raises:
        DataFaultError: it does, at the line where it does.
    """
    of_all = resources.parsed(ENVELOPE, _document)
    slips = lost_references(told, (*of_all["$defs"], *told.get("$defs", ())))
    if sections != DEPARTMENTAL:  # whoever has lists of their own may call their levels otherwise
        slips = chain(slips, slips_of(told, _lists(resources, layout, edition)))
    _refuse(resources, sections, slips)


def _refuse(resources: Resources, sections: str, slips: Iterable[Slip]) -> None:
    """See to it that there is no slip.

    Raises:
        DataFaultError: of the first one, at its line.
    """
    for slip in slips:
        line, _ = place_in(resources, sections, slip.path)
        raise DataFaultError(sections, slip.problem, line, hint=slip.hint)


def _lists(resources: Resources, layout: Layout | None, edition: int) -> MappingType[str, CodeList]:
    """Return the lists of an edition, and those that a jurisdiction declares, by dimension."""
    declared = load_declared(resources, layout.source).lists() if layout else {}
    return {**load_catalogue(resources, edition).lists(), **declared}


def _put_together(resources: Resources, sections: Subschema, words: Vocabulary) -> Schema:
    return make_schema(assemble(resources.parsed(ENVELOPE, _document), sections, words))


def _document(text: str) -> Subschema:
    document: Subschema = json.loads(text)
    return document


def _vocabulary(resources: Resources, edition: int, layout: Layout | None) -> Vocabulary:
    catalogue = load_catalogue(resources, edition)
    lists, default = _lists(resources, layout, edition), catalogue.fund.having(DEFAULT)
    (basic,) = map(catalogue.kinds.__getitem__, catalogue.kinds_of(BASIC_EXPENDITURE))
    units = money_units(resources)
    roles = _roles_of_kinds(resources, catalogue)
    fitting = units_of(layout, units) if layout is not None else units
    return Vocabulary(
        {
            "unit": [Choice(name) for name in fitting or units],
            "fund_group": [
                Choice(one.code, one.english, one.name, _roles(one.code, catalogue.fund))
                for one in catalogue.fund.entries.values()
                if one.code == catalogue.fund_group(one.code)
                if one.role != FISCAL
            ],
            "group": [Choice(name) for name in catalogue.groups],
            "kind": [
                Choice(one.id, one.english, one.name, roles[one.id])
                for one in catalogue.kinds.values()
            ],
            "fund": [
                Choice(
                    one.code,
                    one.english,
                    one.name,
                    _roles(one.code, catalogue.fund),
                    one.name if one.name in catalogue.fund.by_name else "",
                    _names_above(one.code, catalogue.fund),
                )
                for one in catalogue.fund.lowest
            ],
        },
        {
            "kind": Choice(basic.id, basic.english, basic.name),
            **({"fund": Choice(default.code, default.english, default.name)} if default else {}),
        },
        lambda name, levels: written_codes(
            (lists[name],) if name else (catalogue.function, catalogue.economic), levels
        ),
        layout.roles if layout else {},
        {
            key: _amount(spec)
            for key, spec in (layout.amounts if layout else _of_any(resources)).items()
        },
    )


def _of_any(resources: Resources) -> MappingType[str, AmountSpec]:
    """Return the further amounts of any jurisdiction, for whom it is not known which it is."""
    amounts: dict[str, AmountSpec] = {}
    for name in jurisdictions(resources):
        layout, _ = load_layout(resources, name, APPROVED)
        if layout is not None and layout.source == DEPARTMENTAL and not layout.roles:
            amounts |= {key: layout.amounts[key] for key in layout.further}
    return amounts


def _amount(spec: AmountSpec) -> Subschema:
    """Return a key that an amount of money is typed under."""
    told = {"x-name": spec.name, "description": spec.about}
    texts = {
        key: f"{said.get('en', said.get('zh'))}\n{said.get('zh', said.get('en'))}"
        for key, said in told.items()
        if said
    }
    return {"$ref": "#/$defs/amount", **texts}


def _roles(code: str, codes: CodeList) -> frozenset[str]:
    return frozenset(entry.role for entry in codes.kin(code) if entry.role)


def _roles_of_kinds(resources: Resources, catalogue: Catalogue) -> MappingType[str, frozenset[str]]:
    """Return of which section each kind of expenditure is, and whether it may be passed on."""
    arriving = resources.parsed_as_shipped(KIND_FUNDS, _document)["arrives_as"]
    usual = (*catalogue.kinds_of(BASIC_EXPENDITURE), *catalogue.kinds_of(PROJECTS))
    above = catalogue.fund.coded(FROM_ABOVE)
    return {
        one.id: frozenset((one.section, one.told_by))
        | ({_PASSED_ON} if one.id in usual or arriving.get(one.id) == above else set())
        for one in catalogue.kinds.values()
    }


_PASSED_ON = "passed_on"
"""The role of a kind of expenditure of which money may go to a unit."""


def _names_above(code: str, codes: CodeList) -> tuple[str, ...]:
    above = (codes.get(one) for one in codes.lineage(code)[:-1])
    return tuple(entry.name for entry in above if entry is not None)
