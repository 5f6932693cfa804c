"""Codes of items and sources of funds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from benchmarks.mutants import digits
from benchmarks.mutants.drafts import Draft, Drafts, each, retyped
from benchmarks.mutants.edits import Edit
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import Leaf, Original, shape
from benchmarks.mutants.words import words
from budgetc.classification import Catalogue, CodeList, load_catalogue
from budgetc.files.data import Resources

FUNCTION_CODES = (
    "basic_expenditure.by_function[].code",
    "project_expenditure.projects[].function",
    "purposes[].code",
    "revenue[].function",
)
"""Where a code of 支出功能分类 stands."""

ECONOMIC_CODES = (
    "basic_expenditure.by_economic[].code",
    "project_expenditure.projects[].economic",
)
"""Where a code of 部门预算支出经济分类 stands."""

CODES = (*FUNCTION_CODES, *ECONOMIC_CODES)

COLUMNS = (
    "basic_expenditure.by_function[].code",
    "basic_expenditure.by_economic[].code",
    "account_detail[].account",
)
"""Columns of codes, each beside its amount."""

_FEWEST = 3

PAID = (
    "basic_expenditure.by_function[].amount",
    "basic_expenditure.by_economic[].amount",
    "project_expenditure.projects[].economic",
)
"""Behind which a source of funds may be named."""


def _catalogue(original: Original) -> Catalogue:
    year = original.leaf(("year",))
    return load_catalogue(Resources.of_workspace(None), int(year.value.text) if year else 0)


def _list_of(leaf: Leaf, catalogue: Catalogue) -> CodeList:
    economic = shape(leaf.path) in ECONOMIC_CODES
    return catalogue.economic if economic else catalogue.function


def _typed(wrong: Callable[[str], str | None]) -> Callable[[Original], Drafts]:
    return lambda original: each(original, original.of_shape(*CODES), wrong)


def _last_digit(code: str) -> str:
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def _moved(original: Original) -> Drafts:
    """Take the next item under the same parent, or the one before."""
    catalogue = _catalogue(original)
    for leaf in original.of_shape(*CODES):
        codes = _list_of(leaf, catalogue)
        entry = codes.get(leaf.value.text)
        if entry is None:
            continue
        kin = sorted(
            other.code
            for other in codes.entries.values()
            if (other.parent, other.level) == (entry.parent, entry.level)
        )
        place = kin.index(entry.code)
        if len(kin) > 1:
            yield retyped(original, leaf, kin[place + 1 if place + 1 < len(kin) else place - 1])


def _of_neighbour(original: Original) -> Drafts:
    """Take the code of the next line of the list."""
    for one_shape in CODES:
        leaves = original.of_shape(one_shape)
        for leaf, following in pairwise(leaves):
            if original.raw(leaf) != original.raw(following):
                yield retyped(original, leaf, original.raw(following))


def _of_another_level(original: Original) -> Drafts:
    """Take the code above; of a class, the item below that is called 其他, as people do."""
    for leaf in original.of_shape(*CODES):
        code = leaf.value.text
        yield retyped(original, leaf, code[:-2] if len(code) > len("302") else f"{code}99")


def _of_another_fund(original: Original) -> Drafts:
    for leaf in original.of_shape("revenue[].fund"):
        for fund in words().other_funds:
            yield retyped(original, leaf, fund)


def _to_a_fund(original: Original) -> Drafts:
    """Name a source of funds for a line that has the usual one."""
    funds = words().other_funds
    for place, leaf in enumerate(original.of_shape(*PAID)):
        fund = f"fund: {funds[place % len(funds)]}"
        between = "\n" + " " * leaf.key.column if leaf.key else ", "
        line = original.text[original.line_start(leaf.value.line) : leaf.start]
        typed = f", {fund}" if "{" in line else f"{between}{fund}"
        yield Draft(leaf.path, leaf.line, (Edit(leaf.end, leaf.end, typed),), f"added: {fund}")


def _column(step: int) -> Callable[[Original], Drafts]:
    """Let a whole column of codes slide against its lines; the code at the end is typed twice."""

    def make(original: Original) -> Drafts:
        for one_shape in COLUMNS:
            leaves = original.of_shape(one_shape)
            raws = [original.raw(leaf) for leaf in leaves]
            slid = [*raws[step:], *raws[-step:]] if step > 0 else [*raws[:-step], *raws[:step]]
            yield from _retyped(original, leaves, slid)

    return make


def _column_of_list(step: int) -> Callable[[Original], Drafts]:
    """Take for each line the code that stands some places away in the classification."""

    def make(original: Original) -> Drafts:
        catalogue = _catalogue(original)
        for one_shape in COLUMNS:
            leaves = original.of_shape(one_shape)
            listed = [_list_of(leaf, catalogue).get(leaf.value.text) for leaf in leaves]
            entries = [entry for entry in listed if entry is not None]
            if len(entries) == len(leaves) > 0:
                codes = [
                    one.code
                    for one in _list_of(leaves[0], catalogue).entries.values()
                    if one.level == entries[0].level
                ]
                places = [codes.index(entry.code) for entry in entries if entry.code in codes]
                slid = [codes[(place + step) % len(codes)] for place in places]
                if len(slid) == len(leaves):
                    yield from _retyped(original, leaves, slid)

    return make


def _retyped(original: Original, leaves: tuple[Leaf, ...], raws: list[str]) -> Drafts:
    edits = tuple(Edit(one.start, one.end, raw) for one, raw in zip(leaves, raws, strict=True))
    if len(leaves) > _FEWEST:
        first = leaves[0]
        shown = f"{len(leaves)} codes: {original.raw(first)} → {raws[0]}, …"
        yield Draft(first.path, first.line, edits, shown)


KINDS = (
    Kind("code-swap", "code: two digits exchanged", _typed(digits.swapped)),
    Kind("code-typo", "code: last digit wrong", _typed(_last_digit)),
    Kind("code-sibling", "code: the item beside it in the classification", _moved),
    Kind("code-neighbour", "code: that of the next line", _of_neighbour),
    Kind("column-down", "codes: the whole column, each that of the next line", _column(1)),
    Kind("column-up", "codes: the whole column, each that of the line before", _column(-1)),
    Kind("column-next", "codes: the whole column, each the next of the list", _column_of_list(1)),
    Kind("column-last", "codes: the whole column, each the one before", _column_of_list(-1)),
    Kind("code-level", "code: of another level", _of_another_level),
    Kind("fund-changed", "revenue under another source of funds", _of_another_fund),
    Kind("fund-added", "expenditure under another source of funds", _to_a_fund),
)
"""The classes."""
