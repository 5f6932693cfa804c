"""A project of which all is passed on has no targets in the document of its department."""

from __future__ import annotations

from budgetc.diagnostics.messages import Translator
from budgetc.pipeline import Compilation
from tests.support import EXAMPLES, KORLA, compile_text, with_change

OFFICE, CENTER = (
    (EXAMPLES / "ROL009/passing" / name)
    .read_text(encoding="utf-8")
    .replace("jurisdiction: allocated", "jurisdiction: targets")
    for name in ("passed_on_whole.yaml", "passed_on_whole.unit.center.yml")
)
TARGETS = (
    "      targets: {goal: 做好排查。, indicators: [{category: 数量, name: 排查家数, "
    'operator: ">=", target: 3, unit: 家, weight: 90}]}\n'
)
TRAINING = (
    "    - id: training\n"
    "      name: 培训费\n"
    "      function: 2013805\n"
    "      economic: 30216\n"
    "      allocation: [{item: 场地, amount: 2.00}]\n"
) + TARGETS.replace("排查", "培训")
"""Another project, which the office spends itself."""
ALONE = with_change(OFFICE, TARGETS, "")
BOTH = with_change(with_change(OFFICE, "transfers:\n", f"{TRAINING}transfers:\n"), "22.00", "24.00")


def _compiled(office: str) -> Compilation:
    return compile_text(office, beside={"center/2024.yaml": CENTER})


def _tables(office: str) -> list[str]:
    draft = _compiled(office).draft
    assert draft is not None, _compiled(office).findings
    return [one.title for one in draft.document.tables() if one.title.startswith("绩效目标表")]


def test_its_table_is_that_of_the_unit() -> None:
    assert _tables(OFFICE) == ["绩效目标表：承办隐患排查"]
    assert _tables(ALONE) == ["绩效目标表：承办隐患排查"]
    assert _tables(BOTH) == ["绩效目标表：培训费", "绩效目标表：承办隐患排查"]


def test_none_are_asked_for() -> None:
    assert [one.code for one in _compiled(ALONE).findings if one.code in {"PER001", "DOC001"}] == []
    transfer = "- {unit: center, project: inspection, kind: project, amount: "
    part = with_change(ALONE, f"{transfer}12.00", f"{transfer}10.00")
    unit = CENTER.replace("amount: 12.00", "amount: 10.00")
    findings = compile_text(part, beside={"center/2024.yaml": unit}).findings
    assert "PER001" in [one.code for one in findings]


def test_no_word_is_advised_in_place_of_them_where_targets_are_printed() -> None:
    """Of a project that ended: the document has targets, so it is no form that only counts them."""
    item = "- {item: 知识产权培训费, amount: "
    ended = with_change(KORLA, f"{item}2}}", f"{item}0}}")
    ended = with_change(ended, "    amount: 314.66\n", "    amount: 312.66\n")
    found = [one for one in compile_text(ended).findings if one.code == "DOC002"]
    (hint,) = {one.hint for one in found if "Targets" in Translator("en")(one.message)}
    assert hint is not None
    assert [Translator(language)(hint) for language in ("en", "zh")] == [
        "delete it; or, if it belongs into the document, ask those who keep the layout",
        "请删去；应当列入文件的，请与版式的维护者联系",
    ]
