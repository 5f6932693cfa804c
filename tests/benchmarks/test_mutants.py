"""The mutation proof does what it says: the edits, the sample, the verdicts, the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.mutants import digits
from benchmarks.mutants.__main__ import PAGE
from benchmarks.mutants.catalogue import KINDS, mutants
from benchmarks.mutants.edits import Edit, Mutant, applied
from benchmarks.mutants.experiment import ACCOUNTS, BOSTON, PUTUO, REFERENCES, Desk, original
from benchmarks.mutants.judge import CONTROL, By, Judged, judge, new_findings
from benchmarks.mutants.original import Original
from benchmarks.mutants.reasons import Sort, reason_of, reasons
from benchmarks.mutants.report import report, totals, unexplained
from benchmarks.warm import KORLA, ROOT
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.workspace import CONTROL_TOTALS, Workspace

FEW = frozenset({"asset-tenfold", "staff-exchanged"})
"""Classes that the references have fewer than three places for."""


@pytest.fixture(name="everything", scope="module")
def _everything() -> tuple[Mutant, ...]:
    return tuple(mutant for path in REFERENCES for mutant in mutants(original(path)))


@pytest.fixture(name="desks", scope="module")
def _desks(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Desk]:
    return {path: Desk(original(path), tmp_path_factory.mktemp("desk")) for path in REFERENCES}


@pytest.mark.parametrize(
    ("wrong", "number", "expected"),
    [
        (digits.swapped, "314.66", "341.66"),
        (digits.swapped, "3.92", "3.29"),
        (digits.swapped, "11", None),
        (digits.swapped, "10", None),
        (digits.mistyped, "203.53", "204.53"),
        (digits.mistyped, "0", "1"),
        (digits.mistyped, "9", "0"),
        (digits.tenfold, "203.53", "2035.3"),
        (digits.tenfold, "0", None),
        (digits.tenth, "10", "1"),
        (digits.tenth, "203.53", "20.353"),
        (digits.in_yuan, "203.53", "2035300"),
        (digits.in_wan, "16093326", "1609.33"),
        (digits.in_wan, "10", None),
        (digits.negated, "1.87", "-1.87"),
        (digits.zeroed, "0.00", None),
        (digits.cut, "314.66", "314.6"),
        (digits.cut, "314.60", None),
        (digits.cut, "3", None),
    ],
)
def test_fingers(wrong: Callable[[str], str | None], number: str, expected: str | None) -> None:
    assert wrong(number) == expected


def test_edits_are_applied_together() -> None:
    assert applied("abcdef", [Edit(4, 6, "X"), Edit(0, 1, "YY"), Edit(2, 2, "-")]) == "YYb-cdX"
    with pytest.raises(ValueError, match="overlap"):
        applied("abcdef", [Edit(0, 3, ""), Edit(2, 4, "")])


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_places_of_values_are_where_the_values_are(path: Path) -> None:
    source = original(path)
    plain = [leaf for leaf in source.leaves if not leaf.is_quoted]
    assert len(plain) > 100
    assert all(source.raw(leaf) == leaf.value.text for leaf in plain)
    quoted = [leaf for leaf in source.leaves if leaf.is_quoted]
    assert all(source.raw(leaf)[0] == source.raw(leaf)[-1] == '"' for leaf in quoted)


def test_there_are_many_and_each_is_one_mistake(everything: tuple[Mutant, ...]) -> None:
    assert len(everything) >= 500
    texts = {original(path).name: original(path).text for path in REFERENCES}
    for mutant in everything:
        text = texts[mutant.source]
        assert applied(text, mutant.edits) != text
        assert mutant.edits
        assert len(mutant.edits) <= 2 or mutant.kind.startswith("column-")
        first = min(mutant.edits, key=lambda edit: edit.start)
        last = max(mutant.edits, key=lambda edit: edit.end)
        broken = applied(text, mutant.edits)
        assert broken.startswith(text[: first.start])
        assert broken.endswith(text[last.end :])
        assert mutant.line <= text.count("\n", 0, last.start) + 1


def test_no_class_is_a_token(everything: tuple[Mutant, ...]) -> None:
    sizes = Counter(mutant.kind for mutant in everything)
    assert set(sizes) == {kind.id for kind in KINDS}
    assert len(KINDS) == len({kind.id for kind in KINDS}) == len({kind.title for kind in KINDS})
    assert {kind for kind, size in sizes.items() if size < 3} <= FEW


def test_mutants_are_the_same_in_every_run(everything: tuple[Mutant, ...]) -> None:
    again = (Original(Workspace.on_disk(ROOT).source(path)) for path in REFERENCES)
    assert tuple(mutant for source in again for mutant in mutants(source)) == everything


@pytest.mark.parametrize(
    ("path", "kind", "shown", "by", "code"),
    [
        (KORLA, "amount-swap", "314.66 → 341.66", By.ERROR, "BAL001"),
        (KORLA, "amount-sign", "203.53 → -203.53", By.ERROR, "BAL012"),
        (KORLA, "amount-blank", "314.66 → ", By.REFUSED, "SCH001"),
        (KORLA, "line-dropped", "dropped: - code: 2013801", By.ERROR, "BAL001"),
        (KORLA, "project-copied", "twice: - id: special", By.ERROR, "SCH006"),
        (KORLA, "weight-typo", "8 → 9", By.ERROR, "PER004"),
        (KORLA, "reason-dropped", "dropped: reason:", By.MISSING, "DOC001"),
        (KORLA, "date-impossible", "→ 2024-02-30", By.REFUSED, "SCH004"),
        (KORLA, "key-misspelt", "year → yaer", By.REFUSED, "SCH002"),
        (KORLA, "code-sibling", "2013801 → 2013802", By.CONTROL, CONTROL),
        (KORLA, "amount-exchanged", "62.24 ⇄ 78.48", By.NOTHING, ""),
        (PUTUO, "number-quoted", '2010601 → "2010601"', By.SAME, ""),
        (PUTUO, "purpose-stale", "缴纳在职人员住房公积金 → 购房补贴支出", By.WARNING, "CLS010"),
        (PUTUO, "other-level", "→ 完成市委、市政府", By.WARNING, "NAR107"),
        (ACCOUNTS, "amount-swap", "1511.89 → 1151.89", By.ERROR, "BAL001"),
        (BOSTON[0], "line-dropped", "dropped: - account: 51000", By.ERROR, "INT002"),
    ],
)
def test_known_mutants_are_found_by_what_finds_them(
    desks: dict[Path, Desk], path: Path, kind: str, shown: str, by: By, code: str
) -> None:
    mutant = next(m for m in mutants(original(path)) if m.kind == kind and shown in m.shown)
    judged = desks[path].judged(mutant)
    assert (judged.by, code in judged.codes or not code) == (by, True)
    assert judged.by is not By.NOTHING or reason_of(mutant) is not None


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_references_have_documents_and_meet_what_was_approved(
    desks: dict[Path, Desk], path: Path
) -> None:
    before = desks[path].before
    assert before.document
    assert not before.refused
    assert CONTROL not in {found.code for found in before.findings}


def test_approved_figures_add_findings_and_change_none(desks: dict[Path, Desk]) -> None:
    desk = desks[PUTUO]
    approved = desk.folder / CONTROL_TOTALS
    text = desk.original.text.replace("amount: 16093326", "amount: 16093327")
    with_them = desk.run(text)
    data = approved.read_bytes()
    approved.unlink()
    try:
        without = desk.run(text)
    finally:
        approved.write_bytes(data)
    assert tuple(f for f in with_them.findings if f.code != CONTROL) == without.findings
    assert len(with_them.findings) > len(without.findings)


def _found(code: str, difference: str, line: int = 1) -> Diagnostic:
    message = msg("a difference of {difference}", difference=difference)
    return finding(code, message, Span.point("a.yaml", line))


def test_what_was_known_is_not_new_unless_it_got_worse() -> None:
    known = _found("XTB010", "2.16 万元")
    moved = replace(known, span=Span.point("a.yaml", 7))
    less, more = _found("XTB010", "2.00 万元"), _found("XTB010", "3.16 万元")
    assert new_findings([known], [moved]) == []
    assert new_findings([known], [less]) == []
    assert new_findings([known], [_found("XTB010", "300 元")]) == []
    assert new_findings([known], [more]) == [more]
    assert new_findings([known], [moved, less]) == [less]
    assert new_findings([known], [known, moved]) != []
    other = _found("BAL001", "2.16 万元")
    assert new_findings([known], [known, other]) == [other]


@pytest.fixture(name="sample")
def _sample() -> Callable[..., Judged]:
    mutant = Mutant("amount-swap", "budgets/a/2024.yaml", ("revenue", 0, "amount"), 3, (), "1 → 2")

    def judged(*codes: str, refused: bool = False, same: bool = False) -> Judged:
        found = [_found(code, "1 元") for code in codes]
        return judge(mutant, [], found, refused=refused, same=same)

    return judged


def test_a_mutant_stands_in_the_column_of_its_worst_finding(
    sample: Callable[..., Judged],
) -> None:
    assert sample("SCH001", refused=True).by is By.REFUSED
    assert sample("XTB010", "BAL001", "SRC002").by is By.ERROR
    assert sample("BAL001", "XTB010").codes == ("BAL001", "XTB010")
    assert sample("DOC001", "XTB010").by is By.MISSING
    assert sample("DOC001", "BAL001").by is By.ERROR
    assert sample("XTB010").by is By.WARNING
    assert sample("SRC002").by is By.CONTROL
    assert sample(same=True).by is By.SAME
    assert sample().by is By.NOTHING


def test_a_finding_that_is_gone_is_told() -> None:
    mutant = Mutant("link-dropped", "budgets/a/2024.yaml", ("measure",), 3, (), "dropped")
    before = [_found("PER013", "1 家"), _found("PER013", "2 家"), _found("XTB010", "1 元")]
    judged = judge(mutant, before, before[1:], refused=False, same=True)
    assert (judged.by, judged.silenced) == (By.SAME, ("PER013",))
    assert "| PER013 |" in report([judged])


def test_page_tells_all_and_hides_nothing(sample: Callable[..., Judged]) -> None:
    judged = [sample("BAL001"), sample("SRC002"), sample()]
    page = report(judged)
    row = "| amount: two digits exchanged | 3 |  | 1 |  |  |  | 1 | 2 |  | 1 | BAL001 1, SRC002 1 |"
    assert row in page.splitlines()
    assert "1 of 3, *not explained*" in page
    assert unexplained(judged) == [judged[2]]
    assert totals(judged).startswith("3 mutants: 1 found, 1 by approved figures alone")


def test_reasons_are_of_classes_that_there_are() -> None:
    assert set(reasons()) <= {kind.id for kind in KINDS}
    assert {reason.sort for several in reasons().values() for reason in several} == set(Sort)


def test_published_page_is_of_these_mutants(everything: tuple[Mutant, ...]) -> None:
    sizes = Counter(mutant.kind for mutant in everything)
    page = PAGE.read_text(encoding="utf-8")
    stale = [k.title for k in KINDS if f"| {k.title} | {sizes[k.id]} |" not in page]
    assert not stale, "run python -m benchmarks.mutants"
    assert "not explained" not in page
