"""A jurisdiction prints budgets of the stages that its layout names, and refuses the others."""

from __future__ import annotations

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Translator
from budgetc.pipeline import Compilation
from tests.oracle.test_putuo import PUTUO
from tests.support import KORLA, MINIMAL, compile_text, with_change


def _of(source: str, stage: str) -> Compilation:
    year = next(line for line in source.splitlines() if line.startswith("year: "))
    return compile_text(with_change(source, f"{year}\n", f"{year}\nstage: {stage}\n"))


SHANGHAI = PUTUO.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "stage"),
    [
        (KORLA, "proposed"),
        (KORLA, "adjusted"),
        (KORLA, "final"),
        (SHANGHAI, "proposed"),
        (SHANGHAI, "adjusted"),
    ],
)
def test_a_stage_that_the_heads_do_not_name_is_refused(source: str, stage: str) -> None:
    compiled = _of(source, stage)
    (refused,) = (f for f in compiled.findings if f.code == "JUR002")
    assert refused.severity is Severity.ERROR
    assert (compiled.tree and compiled.tree.said("stage")) == stage
    assert compiled.document is None
    assert compiled.results  # its amounts are judged all the same


def test_accounts_do_not_take_the_keys_of_a_budget() -> None:
    compiled = _of(SHANGHAI, "final")
    assert {f.code for f in compiled.findings} == {"SCH002", "SCH003"}
    assert compiled.document is None


def test_the_stage_that_it_prints_may_be_typed() -> None:
    assert _of(KORLA, "approved").document is not None


@pytest.mark.parametrize("stage", ["proposed", "approved", "adjusted", "final"])
def test_a_layout_says_which_stages_it_prints(stage: str) -> None:
    assert _of(MINIMAL, stage).document is not None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "xinjiang has no document of the stage final (final accounts)"),
        ("zh", "xinjiang 没有决算（final）的版式"),
    ],
)
def test_it_is_said_in_words(language: str, words: str) -> None:
    (refused,) = (f for f in _of(KORLA, "final").findings if f.code == "JUR002")
    assert refused.message.in_words(Translator(language)) == words


def test_it_is_said_which_stages_there_are_and_what_becomes_of_a_change() -> None:
    (refused,) = (f for f in _of(SHANGHAI, "adjusted").findings if f.code == "JUR002")
    assert refused.hint is not None
    assert refused.hint.in_words(Translator("en")) == (
        "it may be approved, final; leave the approved source as it was approved: accounts print "
        "it as the budget that the year began with, and their reasons say what was changed since"
    )
    assert refused.hint.in_words(Translator("zh")) == (
        "可填：approved、final；年中调整的，不改动已批复的源文件：决算以它为年初预算数，"
        "调整情况在决算的差异原因中说明"
    )
