"""The results as a page of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.mutants.catalogue import FAMILIES, Family
from benchmarks.mutants.judge import FOUND, By, Judged
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import shape
from benchmarks.mutants.reasons import Reason, Sort, reason_of

_HEAD = Path(__file__).with_name("head.md")

_EXAMPLES = 3
_FINDERS = 4

_COLUMNS = ("mutants", *FOUND, "found", "with approved figures", By.SAME, "not found")


def report(judged: Sequence[Judged]) -> str:
    """Return the page."""
    parts = (
        _totals(judged),
        _classes(judged),
        _places(judged),
        _missed(judged),
        _silencing(judged),
    )
    head = _HEAD.read_text(encoding="utf-8").rstrip()
    return "\n\n".join((head, *("\n".join(part) for part in parts))) + "\n"


def totals(judged: Sequence[Judged]) -> str:
    """Return what came out, in a line."""
    by = Counter(one.by for one in judged)
    found = sum(by[way] for way in FOUND)
    return (
        f"{len(judged)} mutants: {found} found, {by[By.CONTROL]} by approved figures alone, "
        f"{by[By.SAME]} give the same document, {by[By.NOTHING]} not found"
    )


def line_of(judged: Judged) -> str:
    """Return one mutant and what became of it, with tabs between."""
    mutant = judged.mutant
    codes = " ".join(judged.codes)
    return "\t".join(
        (mutant.kind, f"{mutant.source}:{mutant.line}", judged.by, codes, mutant.shown)
    )


def unexplained(judged: Iterable[Judged]) -> list[Judged]:
    """Return the mutants that nothing finds, and nobody has said why."""
    return [one for one in judged if one.by is By.NOTHING and reason_of(one.mutant) is None]


def _totals(judged: Sequence[Judged]) -> Iterator[str]:
    yield "## Totals\n"
    yield _heading("")
    forms = {kind.id for family in FAMILIES if family.of_form for kind in family.kinds}
    meant = [one for one in judged if one.mutant.kind not in forms]
    for source in dict.fromkeys(one.mutant.source for one in judged):
        yield _row(
            f"`{source}`, mistakes of form left out",
            [j for j in meant if j.mutant.source == source],
        )
    yield _row("**all, mistakes of form left out**", meant)
    yield _row("all", judged)
    sorts = Counter(reason.sort for one in meant if (reason := _reason(one)))
    yield ""
    yield (
        f"Of the {sum(sorts.values())} that nothing finds, "
        f"{sorts[Sort.OTHER]} are another budget that somebody might mean, "
        f"{sorts[Sort.ONCE]} change what is said once, and {sorts[Sort.OPEN]} are open: "
        "a rule could find them."
    )


def _classes(judged: Sequence[Judged]) -> Iterator[str]:
    yield "## Class by class"
    for family in FAMILIES:
        yield ""
        yield f"### {family.title}\n"
        yield _heading("class", "found by")
        for kind in family.kinds:
            of_kind = _of(kind, judged)
            if of_kind:
                yield _row(kind.title, of_kind, _finders(of_kind))
        yield _row("**all**", _of_family(family, judged), "")


def _places(judged: Sequence[Judged]) -> Iterator[str]:
    yield "## Place by place\n"
    yield "Where in a source the mistake is; mistakes of form left out.\n"
    yield _heading("place")
    forms = {kind.id for family in FAMILIES if family.of_form for kind in family.kinds}
    by_place: dict[str, list[Judged]] = {}
    for one in judged:
        if one.mutant.kind not in forms:
            by_place.setdefault(_place(one), []).append(one)
    for place in sorted(by_place):
        yield _row(f"`{place}`", by_place[place])


def _missed(judged: Sequence[Judged]) -> Iterator[str]:
    yield "## What nothing finds, and why\n"
    yield "In each line: how many, of what sort, why, and up to three of them."
    for family in FAMILIES:
        groups = [(kind, _by_reason(_of(kind, judged))) for kind in family.kinds]
        if not any(by_reason for _, by_reason in groups):
            continue
        yield ""
        yield f"### {family.title}: what nothing finds\n"
        for kind, by_reason in groups:
            total = len(_of(kind, judged))
            for reason, missed in by_reason.items():
                sort, why = (reason.sort, reason.why) if reason else ("not explained", "")
                yield (
                    f"- **{kind.title}**, {len(missed)} of {total}, *{sort}*: {why} "
                    f"{'; '.join(_example(one) for one in _spread(missed))}"
                )


def _silencing(judged: Sequence[Judged]) -> Iterator[str]:
    yield "## What silences a finding\n"
    yield (
        "Nothing finds these either, and a finding of the unbroken source is gone: what it "
        "compares is no longer there to be compared, or is right by chance."
    )
    yield ""
    yield "| class | mutants | findings gone | one of them |"
    yield "| --- | ---: | --- | --- |"
    for kind in (kind for family in FAMILIES for kind in family.kinds):
        quiet = [j for j in _of(kind, judged) if j.silenced and j.by in (By.SAME, By.NOTHING)]
        if quiet:
            gone = ", ".join(dict.fromkeys(code for one in quiet for code in one.silenced))
            yield f"| {kind.title} | {len(quiet)} | {gone} | {_example(quiet[0])} |"


def _reason(one: Judged) -> Reason | None:
    return reason_of(one.mutant) if one.by is By.NOTHING else None


def _by_reason(judged: Iterable[Judged]) -> dict[Reason | None, list[Judged]]:
    groups: dict[Reason | None, list[Judged]] = {}
    for one in judged:
        if one.by is By.NOTHING:
            groups.setdefault(reason_of(one.mutant), []).append(one)
    return groups


def _spread(judged: Sequence[Judged]) -> list[Judged]:
    """Return a few, from the first to the last."""
    if len(judged) <= _EXAMPLES:
        return list(judged)
    return [judged[i * (len(judged) - 1) // (_EXAMPLES - 1)] for i in range(_EXAMPLES)]


def _example(one: Judged) -> str:
    file = one.mutant.source.removeprefix("budgets/")
    return f"`{file}:{one.mutant.line}` {_escaped(one.mutant.shown)}"


def _escaped(text: str) -> str:
    for character in "\\`*_<>|[]":
        text = text.replace(character, f"\\{character}")
    return text


def _heading(first: str, last: str = "") -> str:
    columns = (first, *_COLUMNS, *((last,) if last else ()))
    lines = ("---", *("---:" for _ in _COLUMNS), *(("---",) if last else ()))
    return f"| {' | '.join(columns)} |\n| {' | '.join(lines)} |"


def _row(first: str, judged: Sequence[Judged], last: str | None = None) -> str:
    by = Counter(one.by for one in judged)
    found = sum(by[way] for way in FOUND)
    numbers = (
        len(judged),
        *(by[way] for way in FOUND),
        found,
        found + by[By.CONTROL],
        by[By.SAME],
        by[By.NOTHING],
    )
    cells = (first, *(str(number or "") for number in numbers), *(() if last is None else (last,)))
    return f"| {' | '.join(cells)} |"


def _finders(judged: Sequence[Judged]) -> str:
    codes = Counter(code for one in judged for code in one.codes)
    return ", ".join(f"{code} {times}" for code, times in codes.most_common(_FINDERS))


def _of(kind: Kind, judged: Iterable[Judged]) -> list[Judged]:
    return [one for one in judged if one.mutant.kind == kind.id]


def _of_family(family: Family, judged: Iterable[Judged]) -> list[Judged]:
    ids = {kind.id for kind in family.kinds}
    return [one for one in judged if one.mutant.kind in ids]


def _place(one: Judged) -> str:
    """Return the section of a source and what is below it, as far as two names."""
    names = shape(one.mutant.path).replace("[]", "").split(".")
    depth = 3 if names[:2] == ["project_expenditure", "projects"] else 2
    return ".".join(names[:depth])
