"""NAR111 finds offices that are typed as one and printed as one too few."""

from __future__ import annotations

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from tests.support import compile_text, find, marked, minimal_with


def _with(office: str) -> str:
    return minimal_with("  name: 某某局\n", f"  name: 某某局\n  offices: [办公室, {office}]\n")


@pytest.mark.parametrize(
    ("office", "fires"),
    [
        ("财务科、医务科", True),
        ("办公室 、人事科", True),
        ("财务科，医务科", True),
        ("财务科；", True),
        ("规划、建设科", False),  # one, of two tasks
        ("财务科（采购办）", False),
        ("医务科", False),
    ],
)
def test_an_entry_that_names_several(office: str, fires: bool) -> None:  # noqa: FBT001
    source, places = marked(_with(f"▶{office}"))
    expected = [(*places[0], "NAR111")] if fires else []
    assert [one for one in find(source) if one[2] == "NAR111"] == expected


@pytest.mark.parametrize(
    ("translator", "message", "hint"),
    [
        (
            ENGLISH,
            "“财务科、医务科” is counted as one office",
            "if they are several, give each an entry: 财务科, 医务科",
        ),
        (
            Translator("zh"),
            "“财务科、医务科”只计为一个内设机构",
            "如是几个机构，请各填一项：财务科、医务科",
        ),
    ],
)
def test_it_says_what_to_type(translator: Translator, message: str, hint: str) -> None:
    compiled = compile_text(_with("财务科、医务科"))
    (found,) = (one for one in compiled.findings if one.code == "NAR111")
    assert translator(found.message) == message
    assert found.hint is not None
    assert translator(found.hint) == hint
