"""What a budget says besides money: dates, people, procurement, assets, ids, whose budget it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.mutants import digits
from benchmarks.mutants.drafts import (
    Drafts,
    both_retyped,
    each,
    exchanged,
    exchanged_with_next,
    retyped,
)
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import Leaf, Original, shape
from benchmarks.mutants.words import words

PERIODS = ("project_expenditure.projects[].period", "project_statement.period")
STAFF = (
    "department.staff.establishment",
    *(
        f"department.staff.{people}.{year}"
        for people in ("in_service", "retired", "honorary_retired")
        for year in ("current", "prior")
    ),
)


def _under(original: Original, key: str) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in original.leaves if leaf.path[0] == key and leaf.is_number)


def _dates(original: Original) -> tuple[Leaf, ...]:
    return original.named("start", "end", "issued", "as_of")


def _exchanged_period(original: Original) -> Drafts:
    for place in PERIODS:
        starts, ends = original.of_shape(f"{place}.start"), original.of_shape(f"{place}.end")
        for start, end in zip(starts, ends, strict=True):
            yield exchanged(original, start, end)


def _last_years_period(original: Original) -> Drafts:
    """Leave both days as they were in the source of last year."""
    for place in PERIODS:
        starts, ends = original.of_shape(f"{place}.start"), original.of_shape(f"{place}.end")
        for start, end in zip(starts, ends, strict=True):
            typed = (_of_year(original.raw(start), -1), _of_year(original.raw(end), -1))
            yield both_retyped(original, (start, end), typed)


def _other_year(by: int) -> Callable[[Original], Drafts]:
    return lambda original: each(original, _dates(original), lambda raw: _of_year(raw, by))


def _of_year(day: str, by: int) -> str:
    return str(int(day[:4]) + by) + day[4:]


def _impossible(original: Original) -> Drafts:
    return each(original, _dates(original), lambda raw: f"{raw[:4]}-02-30")


def _other_writing(original: Original) -> Drafts:
    return each(original, _dates(original), lambda raw: raw.replace("-", "/"))


def _staff(wrong: Callable[[str], str | None]) -> Callable[[Original], Drafts]:
    return lambda original: each(original, original.of_shape(*STAFF), wrong)


def _staff_years(original: Original) -> Drafts:
    return exchanged_with_next(original, original.of_shape(*STAFF[1:]))


def _numbers(section: str, wrong: Callable[[str], str | None]) -> Callable[[Original], Drafts]:
    return lambda original: each(original, _under(original, section), wrong)


def _exchanged(section: str) -> Callable[[Original], Drafts]:
    return lambda original: exchanged_with_next(original, _under(original, section))


def _same_id(original: Original) -> Drafts:
    ids = original.of_shape("project_expenditure.projects[].id")
    for one, other in zip(ids, (*ids[1:], *ids[:1]), strict=True):
        yield retyped(original, one, original.raw(other))


def _wrong_id(original: Original) -> Drafts:
    references = original.of_shape("project_statement.projects[]")
    ids = original.of_shape("project_expenditure.projects[].id")
    return each(original, (*references, *ids), lambda raw: raw[:-1])


def _flag(original: Original) -> Drafts:
    flags = (leaf for leaf in original.leaves if isinstance(leaf.value.value, bool))
    return each(original, tuple(flags), lambda raw: "false" if raw == "true" else "true")


def _file_unit(original: Original) -> Drafts:
    if unit := original.leaf(("unit",)):
        yield from (
            retyped(original, unit, name)
            for name in words().file_units
            if name != original.raw(unit)
        )


def _whose(original: Original) -> Drafts:
    """Say another year, place, kind of document or kind of organ."""
    others = {
        "year": ("2023", "2025", "2042"),
        "jurisdiction": ("beijing", "shanghai", "xinjiang"),
        "kind": ("unit",),
        "department.type": ("institution",),
    }
    for leaf in original.leaves:
        for other in others.get(shape(leaf.path), ()):
            if other not in (original.raw(leaf), _sources_year(original)):
                yield retyped(original, leaf, other)


def _sources_year(original: Original) -> str:
    year = re.search(r"20[0-9]{2}", original.source.stem)
    return year.group() if year else ""


KINDS = (
    Kind("period-exchanged", "period: its two days exchanged", _exchanged_period),
    Kind("period-stale", "period: both days of last year", _last_years_period),
    Kind("date-last-year", "date: a year earlier", _other_year(-1)),
    Kind("date-next-year", "date: a year later", _other_year(1)),
    Kind("date-impossible", "date: 30 February", _impossible),
    Kind("date-form", "date: written with slashes", _other_writing),
    Kind("staff-typo", "staff: one digit wrong", _staff(digits.mistyped)),
    Kind("staff-tenfold", "staff: × 10", _staff(digits.tenfold)),
    Kind("staff-exchanged", "staff: this year and last year exchanged", _staff_years),
    Kind(
        "procurement-typo", "procurement: one digit wrong", _numbers("procurement", digits.mistyped)
    ),
    Kind("procurement-tenfold", "procurement: × 10", _numbers("procurement", digits.tenfold)),
    Kind("procurement-exchanged", "procurement: two amounts exchanged", _exchanged("procurement")),
    Kind("asset-typo", "assets: one digit wrong", _numbers("assets", digits.mistyped)),
    Kind("asset-tenfold", "assets: × 10", _numbers("assets", digits.tenfold)),
    Kind("asset-exchanged", "assets: two numbers exchanged", _exchanged("assets")),
    Kind("id-twice", "project id: that of another project", _same_id),
    Kind("id-misspelt", "project id: last letter lost", _wrong_id),
    Kind("flag", "a yes that is a no", _flag),
    Kind("file-unit", "unit of the whole file", _file_unit),
    Kind("whose", "another year, place or kind of organ", _whose),
)
"""The classes."""
