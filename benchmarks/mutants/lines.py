"""Whole lines: dropped, copied, or with a wrong form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from benchmarks.mutants.drafts import Drafts, copied, dropped, without
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import Block, Leaf, Original, shape

MONEY = (
    "revenue[]",
    "basic_expenditure.by_function[]",
    "basic_expenditure.by_economic[]",
    "project_expenditure.projects[].allocation[]",
    "balances.opening[]",
    "balances.closing[]",
    "programs[].accounts[]",
    "account_detail[]",
    "personnel[]",
    "external_funds[]",
)
"""Lines that hold money."""

PROJECTS = ("project_expenditure.projects[]",)
INDICATORS = (
    "project_expenditure.projects[].targets.indicators[]",
    "performance.indicators[]",
)
WORDS = (
    "department.functions[]",
    "department.functions[].points[]",
    "department.offices[]",
    "purposes[]",
    "project_expenditure.projects[].legal_basis[]",
    "project_statement.projects[]",
    "other_matters[]",
    "mission[]",
    "services[]",
    "statutes[]",
    "programs[].description[]",
)
"""Lines of words."""

FIELDS_APART = frozenset(
    {"reason", "prior", "operator", "measure", "per", "amount", "outturn", "budget"}
)
"""Keys whose loss is a class of its own."""


def _blocks(original: Original, shapes: tuple[str, ...]) -> Iterator[Block]:
    return (block for block in original.blocks if shape(block.path) in shapes)


def _dropped(*shapes: str) -> Callable[[Original], Drafts]:
    return lambda original: (dropped(original, block) for block in _blocks(original, shapes))


def _copied(*shapes: str) -> Callable[[Original], Drafts]:
    return lambda original: (copied(original, block) for block in _blocks(original, shapes))


def _sections(original: Original) -> Drafts:
    for block in original.blocks:
        if block.nested and isinstance(block.path[-1], str):
            yield dropped(original, block)


def _fields(original: Original) -> Drafts:
    leaves = (leaf for leaf in original.leaves if leaf.key and leaf.path[-1] not in FIELDS_APART)
    return (without(original, leaf) for leaf in _one_of_each_shape(leaves))


def _twice(original: Original) -> Drafts:
    """Have one key with its value twice."""
    keys = (b for b in original.blocks if isinstance(b.path[-1], str) and not b.nested)
    return (copied(original, block) for block in _one_of_each_shape(keys))


Place = TypeVar("Place", Block, Leaf)


def _one_of_each_shape(places: Iterable[Place]) -> Iterator[Place]:
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(shape(place.path), place)
    return iter(first.values())


KINDS = (
    Kind("line-dropped", "line of money dropped", _dropped(*MONEY)),
    Kind("line-copied", "line of money copied", _copied(*MONEY)),
    Kind("project-dropped", "project dropped", _dropped(*PROJECTS)),
    Kind("project-copied", "project copied, its id as well", _copied(*PROJECTS)),
    Kind("indicator-dropped", "indicator dropped", _dropped(*INDICATORS)),
    Kind("indicator-copied", "indicator copied", _copied(*INDICATORS)),
    Kind("words-dropped", "line of words dropped", _dropped(*WORDS)),
    Kind("words-copied", "line of words copied", _copied(*WORDS)),
    Kind("section-dropped", "section dropped", _sections),
    Kind("field-dropped", "field dropped", _fields),
    Kind("field-copied", "field copied", _twice),
)
"""The classes."""
