"""Performance targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.mutants import digits
from benchmarks.mutants.drafts import Drafts, each, exchanged_with_next, without
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import Leaf, Original
from benchmarks.mutants.words import words

LISTS = ("project_expenditure.projects[].targets.indicators[]", "performance.indicators[]")
"""Where indicators stand."""


def _of(original: Original, *keys: str) -> tuple[Leaf, ...]:
    return original.of_shape(*(f"{place}.{key}" for place in LISTS for key in keys))


def _numbers(key: str, wrong: Callable[[str], str | None]) -> Callable[[Original], Drafts]:
    def make(original: Original) -> Drafts:
        numbers = tuple(leaf for leaf in _of(original, key) if leaf.is_number)
        return each(original, numbers, wrong)

    return make


def _taken_for(table: Mapping[str, str], *keys: str) -> Callable[[Original], Drafts]:
    def make(original: Original) -> Drafts:
        def other(raw: str) -> str | None:
            mark = '"' if raw.startswith('"') else ""
            value = table.get(raw.strip('"'))
            return f"{mark}{value}{mark}" if value else None

        return each(original, _of(original, *keys), other)

    return make


def _cut(original: Original) -> Drafts:
    return each(original, _of(original, "category"), lambda raw: raw[:-1])


def _dropped(*keys: str) -> Callable[[Original], Drafts]:
    return lambda original: (without(original, leaf) for leaf in _of(original, *keys))


def _exchanged_weights(original: Original) -> Drafts:
    return exchanged_with_next(original, _of(original, "weight"))


def _exchanged_targets(original: Original) -> Drafts:
    return exchanged_with_next(original, _of(original, "target"))


def _wrong_link(original: Original) -> Drafts:
    return each(original, _of(original, "measure", "per"), lambda raw: raw[:-1])


KINDS = (
    Kind("weight-typo", "weight: one digit wrong", _numbers("weight", digits.mistyped)),
    Kind("weight-tenfold", "weight: × 10", _numbers("weight", digits.tenfold)),
    Kind("weight-exchanged", "weights of two neighbours exchanged", _exchanged_weights),
    Kind(
        "class-changed",
        "indicator under another class",
        _taken_for({**words().other_category, **words().other_dimension}, "category", "dimension"),
    ),
    Kind("class-misspelt", "indicator class: last character lost", _cut),
    Kind("target-swap", "target: two digits exchanged", _numbers("target", digits.swapped)),
    Kind("target-typo", "target: one digit wrong", _numbers("target", digits.mistyped)),
    Kind("target-tenfold", "target: × 10", _numbers("target", digits.tenfold)),
    Kind("target-tenth", "target: ÷ 10", _numbers("target", digits.tenth)),
    Kind("target-zero", "target: 0", _numbers("target", digits.zeroed)),
    Kind("target-exchanged", "targets of two neighbours exchanged", _exchanged_targets),
    Kind("operator-dropped", "operator: dropped", _dropped("operator")),
    Kind("operator-flipped", "operator: ≥ for ≤", _taken_for(words().other_operator, "operator")),
    Kind("indicator-unit", "indicator: another unit", _taken_for(words().other_unit, "unit")),
    Kind("link-misspelt", "link of a unit cost to its quantity misspelt", _wrong_link),
    Kind("link-dropped", "link of a unit cost to its quantity dropped", _dropped("measure", "per")),
)
"""The classes."""
