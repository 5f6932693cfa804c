"""A document in English: its rules, its words, and how it is set."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.diagnostics.outcome import Outcome
from budgetc.files.data import Resources
from budgetc.pipeline import Compilation
from budgetc.render.latex import render_latex
from budgetc.render.markdown import render_markdown
from budgetc.render.pdf import typeset
from tests.jurisdiction import third
from tests.support import compile_only, with_change

LAYOUT = f'language: en\nyear_label: "FY{{yy}}"\n{third.LAYOUT}'.replace(
    'numerals: {digits: "0123456789", ten: "1"}', "numerals: {words: [one, two, three]}"
)
SOURCE = third.SOURCE.replace(
    "  name: Harbour Office\n",
    "  name: Harbour Office\n  offices: [Administration, Berths, Pilots]\n",
).replace("reason: The pier is old and worn", "reason: Old")
TEMPLATE = third.TEMPLATE.replace(
    "# Tables\n",
    """\
{% set offices = count("department.offices") %}
It has {{ numeral(offices) }} {{ plural(offices, "office", "offices") }}:
{{- " " }}{{ source.department.offices | join(", ", last=" and ") }}.
“One office” would be {{ plural(1, "one", "several") }}—it’s {{ numeral(4) }} at most.

# Tables
""",
)


def _write(workspace: Path, layout: str = LAYOUT) -> None:
    third.write_third(workspace)
    for name, text in {
        "budgets/harbour-office/2024.yaml": SOURCE,
        "templates/harbour/layout.yaml": layout,
        "templates/harbour/document.j2": TEMPLATE,
    }.items():
        (workspace / name).write_text(text, encoding="utf-8")


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    _write(tmp_path)
    return tmp_path


def _compiled(folder: Path) -> Compilation:
    return compile_only(folder)


def _printed(folder: Path, form: str) -> str:
    document = _compiled(folder).document
    assert document is not None
    render = {"latex": render_latex, "markdown": render_markdown}[form]
    return render(document, Resources.of_workspace(None))


def test_rules_that_speak_of_chinese_texts_are_not_applicable(harbour: Path) -> None:
    results = _compiled(harbour).results
    unspoken = {
        one.rule: (one.outcome, [ENGLISH(reason) for reason in one.reasons])
        for one in results
        if one.rule in {"NAR012", "NAR016", "YOY005", "PER111", "CLS010"}
    }
    expected = (Outcome.NOT_APPLICABLE, ["it looks for words in Chinese"])
    assert unspoken == dict.fromkeys(("NAR012", "NAR016", "YOY005", "PER111", "CLS010"), expected)
    assert [one.findings for one in results if one.outcome is Outcome.FAILED] == []
    chinese = Translator("zh")
    (reason,) = next(one for one in results if one.rule == "NAR012").reasons
    assert chinese(reason) == "只检查中文用词"


def test_rules_that_know_no_words_of_a_language_are_not_applicable(harbour: Path) -> None:
    _write(harbour, LAYOUT.replace("language: en", "language: de-CH"))
    (result,) = [one for one in _compiled(harbour).results if one.rule == "BAL012"]
    assert result.outcome is Outcome.NOT_APPLICABLE
    assert [ENGLISH(one) for one in result.reasons] == ["this rule has no words to look for in de"]
    assert [Translator("zh")(one) for one in result.reasons] == ["本规则没有语言 de 的用语"]


def test_the_same_texts_are_judged_in_a_chinese_document(harbour: Path) -> None:
    _write(harbour, LAYOUT.replace("language: en\n", ""))
    failed = [one.rule for one in _compiled(harbour).results if one.outcome is Outcome.FAILED]
    assert failed == ["NAR012", "PUB012"]


@pytest.mark.parametrize(
    ("reason", "outcome"), [("Paid", Outcome.FAILED), ("Refund by the builder", Outcome.PASSED)]
)
def test_money_taken_back_is_said_in_english(harbour: Path, reason: str, outcome: str) -> None:
    below = f"  by_function:\n    - {{code: 2013802, amount: -1000, prior: 0, reason: {reason}}}\n"
    source = with_change(SOURCE, "  by_function:\n", below)
    (harbour / "budgets/harbour-office/2024.yaml").write_text(source, encoding="utf-8")
    (found,) = [one for one in _compiled(harbour).results if one.rule == "BAL012"]
    assert found.outcome == outcome, [ENGLISH(one.message) for one in found.findings]


def test_an_english_template_counts_and_joins(harbour: Path) -> None:
    assert (
        "It has three offices: Administration, Berths and Pilots.\n"
        "“One office” would be one—it’s 4 at most.\n"
    ) in _printed(harbour, "markdown")


def test_sentences_of_a_paragraph_have_a_space_between_them_and_words_are_whole(
    harbour: Path,
) -> None:
    tex = _printed(harbour, "latex")
    assert "It has three offices: Administration, Berths and Pilots. “One office” would" in tex
    assert "scheme=plain" in tex
    assert "contentsname={Contents}" in tex
    assert "pdflang={en}" in tex


def test_a_chinese_document_has_none_between_them(tmp_path: Path) -> None:
    _write(tmp_path, LAYOUT.replace("language: en\n", ""))
    source = tmp_path / "budgets/harbour-office/2024.yaml"
    source.write_text(SOURCE.replace("reason: Old", "reason: Old and worn"), encoding="utf-8")
    tex = _printed(tmp_path, "latex")
    assert "Pilots.“One office” would" in tex
    assert "scheme=plain" not in tex


@pytest.mark.needs("xelatex", "pdftotext")
def test_an_english_document_is_set_as_one(harbour: Path) -> None:
    long = (
        "Administrative responsibilities notwithstanding, internationalisation characterises it. "
    )
    template = harbour / "templates/harbour/document.j2"
    template.write_text(f"{TEMPLATE}\n# Notes\n\n{long * 4}\n", encoding="utf-8")
    content, findings = typeset(_printed(harbour, "latex"), name="out.pdf", epoch=0)
    assert findings == ()
    assert content is not None
    pdf = harbour / "out.pdf"
    pdf.write_bytes(content)
    printed = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    assert "Contents" in printed
    assert "Pilots. “One office” would" in " ".join(printed.split())
    ends = [line for line in printed.splitlines() if line.endswith("-")]
    assert ends, "no word is hyphenated"
    whole = "".join(printed.replace("-\n", "").split())
    assert whole.count("internationalisation") == 4
