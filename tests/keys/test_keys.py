"""A source with all keys in Chinese is the same budget, and every writer of sources leaves it so.

Korla's source is the oracle: each part is asked for what it makes of the English one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FolderPath

import jsonschema_rs
import pytest

from budgetc.beginning import Priors, RollingOptions, roll, with_project
from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.diagnostics.text import PLAIN, TextReport
from budgetc.editor import editor_schema
from budgetc.files.data import Resources
from budgetc.form.apply import applied
from budgetc.form.edits import Addition, Changes, Edit, Removal
from budgetc.form.returned import Cell
from budgetc.formatting import Formatted, format_source
from budgetc.jurisdiction.load import jurisdictions
from budgetc.jurisdiction.sources import beside_schema, schema_of, source_schema
from budgetc.lsp.rename import rename_project
from budgetc.merge.flat import readable
from budgetc.merge.markers import Labels
from budgetc.merge.merge import merge
from budgetc.pipeline import Compilation
from budgetc.publish.checked_source import lines_of
from budgetc.render.formats import render_document
from budgetc.schema.mend import mend
from budgetc.source.identity import Names
from budgetc.source.keys import Saying, in_chinese, in_english
from budgetc.source.nodes import Path, PlainValue, SourceTree, keys_in, plain
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape
from tests.lsp.desk import Desk, done
from tests.support import KORLA, ROOT, compile_text, with_change

SHIPPED = Resources.of_workspace(ROOT)


def _tree(text: str) -> SourceTree:
    """Return a source as read, its keys called as the schema calls them."""
    tree, findings = read_bytes("2024.yaml", text.encode())
    assert tree is not None
    assert not findings
    return schema_of(SHIPPED, tree).shaped(tree)


SCHEMA = schema_of(SHIPPED, _tree(KORLA))


def said(text: str, saying: Saying | None) -> str:
    """Return a source in the canonical style with its keys in some words."""
    done = format_source("2024.yaml", text.encode(), SCHEMA.document, saying)
    assert isinstance(done, Formatted), done
    return done.after


CHINESE = said(KORLA, in_chinese)


@pytest.fixture(scope="module")
def english() -> Compilation:
    """Return Korla as published."""
    return compile_text(KORLA, SHIPPED).named()


@pytest.fixture(scope="module")
def chinese() -> Compilation:
    """Return it with all keys in Chinese."""
    return compile_text(CHINESE, SHIPPED).named()


def _shapes(shape: Shape, at: str, seen: int = 0) -> Iterator[tuple[str, Shape]]:
    """Yield the places of a schema that have keys, down to a depth that no source passes."""
    if seen > 8:
        return
    yield at, shape
    for key in shape.keys:
        yield from _shapes(shape.under(key), f"{at}.{key}", seen + 1)
    if "items" in shape.here:
        yield from _shapes(shape.under(None), f"{at}[]", seen + 1)
    if "patternProperties" in shape.here:
        yield from _shapes(shape.under("?"), f"{at}.*", seen + 1)


def _schemas() -> Iterator[Shape]:
    yield beside_schema(SHIPPED, "region.yaml").shape
    yield beside_schema(SHIPPED, "control-totals.yaml").shape
    for name in ("", *jurisdictions(SHIPPED)):
        for stage in ("approved", "final"):
            yield source_schema(SHIPPED, name, 2024, stage).shape


def test_every_key_has_a_word_of_its_own() -> None:
    for whole in _schemas():
        for at, shape in _shapes(whole, ""):
            without = [key for key in shape.keys if not shape.word_of(key)]
            assert not without, (at, without)
            named = {key: name.zh for key in shape.keys if (name := shape.under(key).name)}
            unread = [word for key, word in named.items() if shape.key_words.get(word) != key]
            assert not unread, (at, unread)  # reports call it so
            told = [word for key in shape.keys for word in shape.under(key).other_words]
            assert len(set(told)) == len(told), (at, told)
            # Beside open keys a word that is none of ours would be taken for one of them.
            assert not shape.keys or shape.here.get("additionalProperties") is False, at


def test_a_word_that_two_keys_share_is_none() -> None:
    shape = Shape.of(
        {"properties": {"a": {"x-name": "A\n甲"}, "b": {"x-name": "B\n甲"}, "乙": {"x-name": "乙"}}}
    )
    assert not shape.key_words


def test_no_english_key_is_left() -> None:
    keys = re.findall(r"(?m)^\s*(?:- )?\{?([a-z_]+):(?:\s|$)", re.sub(r"#.*", "", CHINESE))
    assert not keys
    assert "\n收入:\n  - 资金来源: 一般财力\n    金额: 314.66\n    上年: 164.00\n" in CHINESE


def test_a_value_of_two_words_is_typed_in_those_of_the_keys() -> None:
    """`fmt --keys chinese` left ids of funds, which may be typed by their names."""
    assert "fund: general.own\n" in KORLA
    assert "general.own\n" not in CHINESE
    assert said(CHINESE, in_english) == said(KORLA, None)
    anchored = with_change(KORLA, "fund: general.own", "fund: &own general.own")
    assert "资金来源: &own 一般财力\n" in said(anchored, in_chinese)


def test_a_fund_by_its_name_is_at_the_same_place() -> None:
    one, other = (Names(_tree(text)) for text in (KORLA, CHINESE))
    assert one.text(("revenue", 0, "amount")) == other.text(("revenue", 0, "amount"))
    for typed in ("revenue.general-own.amount", "revenue.一般财力.amount"):
        assert one.find(typed) == other.find(typed) == ("revenue", 0, "amount")


def test_it_is_the_same_budget_to_the_byte(english: Compilation, chinese: Compilation) -> None:
    assert english.document is not None
    assert chinese.document is not None
    for form in ("markdown", "json", "html"):
        one, other = (
            render_document(form, each, SHIPPED)[0] for each in (english.document, chinese.document)
        )
        assert one == other


def test_findings_are_the_same_at_the_same_lines(
    english: Compilation, chinese: Compilation
) -> None:
    def told(compilation: Compilation) -> list[object]:
        return [
            (found.code, found.span.line, bool(found.hint), found.address)
            for found in compilation.findings
        ]

    assert told(chinese) == told(english)
    assert english.findings


def test_further_words_mean_the_same() -> None:
    text = CHINESE.replace("科目编码: ", "代码: ").replace("三公经费:", '"三公经费":')
    assert plain(_tree(text).root) == plain(_tree(KORLA).root)


def test_what_reports_call_a_place_is_read_as_its_key() -> None:
    text = CHINESE.replace("三公经费:", "“三公”经费:").replace("因公出国费:", "因公出国（境）费:")
    text = text.replace(" 50万元以上设备:", " 50 万元以上设备:")
    assert "“三公”经费:\n" in text
    assert plain(_tree(text).root) == plain(_tree(KORLA).root)
    assert not compile_text(text).failed


def test_a_mixed_source_is_read() -> None:
    text = with_change(KORLA, "    amount: 314.66\n", "    金额: 314.66\n")
    assert plain(_tree(text).root) == plain(_tree(KORLA).root)


TWICE = {
    "en": """\
2024.yaml:4:5: error[SYN002]: 金额 and amount are one key, and both stand here
    4 |     金额: 314.65
      |     ^^^^
      = 2024.yaml:3:5: the first one is here
      = hint: keep one of them
""",
    "zh": """\
2024.yaml:4:5: 错误[SYN002]: 金额 和 amount 是同一项，此处两个都写了
    4 |     金额: 314.65
      |     ^^^^
      = 2024.yaml:3:5: 第一处在此
      = 提示：请只保留一处
""",
}


def _report(text: str, language: str) -> str:
    tree, findings = read_bytes("2024.yaml", text.encode())
    assert tree is not None
    found = (*findings, *SCHEMA.check(tree))
    lines = {(tree.file, number): line for number, line in enumerate(text.split("\n"), 1)}
    report = TextReport(Translator(language), (lines,), PLAIN)
    return "".join(
        f"{line}\n" for one in found if one.code != "SCH003" for line in report.lines(one)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_and_its_word_are_never_one_of_them(language: str) -> None:
    text = "revenue:\n  - fund: general.own\n    amount: 314.66\n    金额: 314.65\n"
    assert _report(text, language) == TWICE[language]


def test_neither_of_two_words_goes_before_the_other() -> None:
    first = "revenue:\n  - {fund: general.own, 金额: 1, amount: 2}\n"
    assert "金额 and amount are one key" in _report(first, "en")
    two = "basic_expenditure:\n  by_economic:\n    - {代码: 30101, 科目编码: 30102, amount: 2}\n"
    assert "科目编码 and 代码 are one key" in _report(two, "en")


def test_a_finding_names_a_key_as_it_was_typed() -> None:
    empty = CHINESE.replace("金额: 314.66", "金额:", 1)
    assert "收入 › 一般财力 › 金额未填写" in _report(empty, "zh")
    wrong = CHINESE.replace("    金额: 314.66", "    金頟: 314.66", 1)
    assert "the key 金頟 is not known here" in _report(wrong, "en")
    assert "did you mean 金额?" in _report(wrong, "en")


def test_slips_are_mended_in_chinese_too() -> None:
    slips = (("    金额: 314.66", "    金额：314.66"), ("上年: 164.00", "上年: １６４.00"))
    text = CHINESE
    for right, wrong in slips:
        text = with_change(text, right, wrong)
    mended = mend("2024.yaml", text.encode(), lambda tree: schema_of(SHIPPED, tree))
    assert mended.decode() == CHINESE


def test_places_are_found_by_the_words() -> None:
    names = Names(_tree(CHINESE))
    path = ("revenue", 0, "amount")
    assert names.find("收入.general-own.金额") == path
    assert names.find("revenue.general-own.amount") == path
    assert names.text(path) == "revenue.general-own.amount"


def test_formatting_keeps_words_and_brings_them_into_one() -> None:
    assert said(CHINESE, None) == CHINESE
    assert said(CHINESE, in_english) == said(KORLA, None) == KORLA
    mixed = with_change(KORLA, "    amount: 314.66\n", "    金额: 314.66\n")
    assert said(mixed, None) == mixed
    assert said(mixed, in_chinese) == CHINESE


def test_a_quoted_word_stays_one() -> None:
    quoted = with_change(KORLA, "    amount: 314.66\n", '    "金额": 314.66\n')
    assert "\n    金额: 314.66\n" in said(quoted, None)


def test_a_word_may_be_written_with_escapes() -> None:
    escaped = with_change(KORLA, "    amount: 314.66\n", '    "\\u91d1\\u989d": 314.66\n')
    assert plain(_tree(escaped).root) == plain(_tree(KORLA).root)


def test_a_tree_knows_by_which_keys_its_entries_are_called() -> None:
    assert _tree(CHINESE).keys == _tree(KORLA).keys == keys_in(_tree(KORLA).root)


@pytest.mark.parametrize("priors", Priors)
def test_the_next_year_begins_in_the_same_words(priors: Priors) -> None:
    amounts: dict[Path, str] = {("revenue", 0): "314.66"}
    options = RollingOptions(year=2025, mark="FILL", priors=priors, amounts=amounts)
    one, other = (roll(_tree(text), "2025.yaml", options, SHIPPED) for text in (KORLA, CHINESE))
    assert one.tree is not None
    assert other.tree is not None
    assert said(one.tree.text, in_chinese) == said(other.tree.text, None)
    assert [found.span.line for found in one.to_fill] == [f.span.line for f in other.to_fill]
    assert len(one.to_fill) > 10


def test_a_form_is_brought_back_in_the_same_words() -> None:
    cell = Cell(None, "x", 1, 1)
    line: dict[str, PlainValue] = {"code": "30299", "amount": 1}
    changes = Changes(
        (Edit(("revenue", 0, "amount"), 300, cell), Edit(("approval", "document"), "批", cell)),
        (Removal(("basic_expenditure", "by_economic", 1)),),
        (Addition(("basic_expenditure", "by_economic"), None, 0, line, cell),),
        (),
        (),
    )
    english, chinese = (applied(text, changes, SCHEMA.shape) for text in (KORLA, CHINESE))
    assert "{科目编码: " in chinese
    assert said(english, in_chinese) == said(chinese, None)
    assert plain(_tree(english).root) == plain(_tree(chinese).root)


def test_a_project_is_put_in_in_the_same_words() -> None:
    project = "id: new\nname: 新项目\nallocation:\n  - {item: 一, amount: }\n"
    order = SCHEMA.shape.keys
    english, chinese = (with_project(_tree(text), project, order) for text in (KORLA, CHINESE))
    assert "    - 代号: new\n      名称: 新项目\n" in chinese
    assert plain(_tree(english).root) == plain(_tree(chinese).root)


def test_words_on_one_side_and_amounts_on_the_other_are_merged() -> None:
    theirs = with_change(KORLA, "    amount: 314.66\n", "    amount: 314.60\n")
    shape, labels = SCHEMA.shape, Labels()
    merged = merge(KORLA.encode(), CHINESE.encode(), theirs.encode(), shape, labels)
    assert not merged.conflicts
    assert merged.content.decode() == CHINESE.replace("金额: 314.66", "金额: 314.60")


def test_other_words_are_no_difference() -> None:
    one, other = (readable("2024.yaml", text.encode(), SHIPPED) for text in (KORLA, CHINESE))
    assert one == other


def test_editors_take_what_check_takes() -> None:
    """Each word of each key, one at a time; both at once, and a key that is missing, are errors."""
    schema = editor_schema(SHIPPED, 2024, "xinjiang")
    validator = jsonschema_rs.validator_for(schema)

    def fits(text: str) -> bool:
        tree, _ = read_bytes("2024.yaml", text.encode())
        assert tree is not None
        assert bool(SCHEMA.check(tree)) != validator.is_valid(plain(tree.root))
        return validator.is_valid(plain(tree.root))

    assert fits(KORLA)
    assert fits(CHINESE)
    assert not fits(CHINESE.replace("    金额: 314.66", "    金额: 314.66\n    amount: 314.66", 1))
    assert not fits(CHINESE.replace("    金额: 314.66\n", "", 1))
    assert not fits(CHINESE.replace("  按经济分类:", "  功能和经济分类:", 1))
    assert not fits(CHINESE.replace('比较符号: ">="', "", 1))


def test_a_project_is_renamed_under_words_too(tmp_path: FolderPath) -> None:
    desk = Desk(tmp_path)
    view, place = desk.at("    - 代号: special-▶equipment-inspection\n", CHINESE)
    edits = rename_project(view, place, "lifts")
    own = tuple(one for one in edits if one.span.file == view.source.name)
    assert done(view.text, own) == with_change(
        CHINESE, "代号: special-equipment-inspection", "代号: lifts"
    )
    assert len(edits) > len(own)  # that of last year, which is typed in English


def test_lines_of_findings_are_the_typed_ones(chinese: Compilation) -> None:
    trees = chinese.inputs.trees()
    shown = lines_of(chinese.findings, chinese.source, SHIPPED, trees)
    assert any("二级指标" in line for line in shown.values())
