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
        ("en", "xinjiang prints no budget of the stage final"),
        ("zh", "xinjiang 不编制 final 阶段的预算文件"),
    ],
)
def test_it_is_said_in_words(language: str, words: str) -> None:
    (refused,) = (f for f in _of(KORLA, "final").findings if f.code == "JUR002")
    assert refused.message.in_words(Translator(language)) == words
