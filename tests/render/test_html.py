"""HTML: every cell as in JSON, a text as typed, and a policy that lets nothing else in."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import pytest

from budgetc.document.figures import figures_by_id
from budgetc.document.model import Column, Panel, Role, Row, RowKind
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.publish.evidence import evidence_of
from budgetc.render.data import render_json
from budgetc.render.evidence import Evidence, Remark
from budgetc.render.formats import NO_EVIDENCE
from budgetc.render.html import render_html
from budgetc.render.html_marks import Marks
from budgetc.trace import derive
from tests.render.html_page import Page, Table
from tests.render.test_markdown import HOSTILE, document_with
from tests.support import KORLA, RESOURCES, ROOT, TODAY, compile_text

SHIPPED = Workspace.on_disk(ROOT)
BUDGETS = [source.name for source in SHIPPED.sources()]
MOST_BYTES = 1_500_000


@cache
def _compiled(name: str) -> Compilation:
    return compile_source(SHIPPED.named(name), SHIPPED.resources(), TODAY)


def html_of(compilation: Compilation, *, public: bool = False, charts: bool = False) -> str:
    document = compilation.document
    assert document is not None
    evidence = evidence_of(compilation, charts=charts)
    evidence = evidence.for_the_public() if public else evidence
    document = document if charts else replace(document, charts=())
    return "".join(render_html(document, RESOURCES, evidence))


@cache
def _page(name: str) -> tuple[str, Page]:
    html = html_of(_compiled(name))
    return html, Page(html)


def _shown(page: Page, table: Table, header: tuple[str, ...], after: int) -> tuple[int, list[str]]:
    """Return the next column under some heads, and its cells that are not blank, exactly."""
    columns = table.columns()
    at = next(i for i in range(after, len(columns)) if columns[i][0] == header)
    shown = []
    for cell in columns[at][1]:
        # A cell that covers several columns names its row, or is a remark over all of it.
        if "colspan" in cell.attributes:
            continue
        text, rest = cell.text, []
        for place in cell.figures:
            rest.append(page.figure(place)[1])
        exact = rest[0] if len(rest) == 1 and page.printed(place) == text else text
        if exact:
            shown.append(exact)
    return at + 1, shown


@pytest.mark.parametrize("name", BUDGETS)
def test_every_cell_stands_as_in_json(name: str) -> None:
    document = _compiled(name).document
    assert document is not None
    _, page = _page(name)
    wanted: list[dict[str, Any]] = json.loads(render_json(document))["tables"]
    grids = [table for table in page.tables if "data" in str(table.attributes.get("class"))]
    forms = [table for table in page.tables if table.attributes.get("class") == "form"]
    laid_out = list(document.tables())
    with_columns = [table for table in laid_out if any(panel.columns for panel in table.panels)]
    assert len(grids) == len(with_columns)
    cells = 0
    for table, grid in zip(with_columns, grids, strict=True):
        told = next(one for one in wanted if one["id"] == table.id)
        rows = told["rows"]
        if table.form:
            values = [c.text for row in forms.pop(0).body for c in row if c.tag == "td"]
            assert values == [
                "".join(map(str, c.content)) for row in table.form for c in row if not c.head
            ]
            rows = rows[len(values) :]
        after = 0
        for at, column in enumerate(told["columns"]):
            after, shown = _shown(page, grid, tuple(filter(None, column["header"])), after)
            expected = [row["cells"][at] for row in rows if row["kind"] != "note"]
            # JSON has one panel after the other, and the page has both totals in its last row.
            assert shown == [cell for cell in expected if cell], (table.id, column)
            cells += len(shown)
    assert forms == []
    assert cells > 100


@pytest.mark.parametrize("name", BUDGETS)
def test_every_figure_of_json_has_its_place_and_its_derivation(name: str) -> None:
    compilation = _compiled(name)
    document, draft = compilation.document, compilation.draft
    assert document is not None
    assert draft is not None
    html, page = _page(name)
    data, texts = page.data, page.data["texts"]
    told = json.loads(render_json(document))
    wanted = {figure for table in told["tables"] for row in table["rows"]
              for figure, cell in zip(row["figures"], row["cells"], strict=True)
              if figure and cell}  # fmt: skip
    wanted |= set(told["figures"])
    known = {texts[entry[4]]: entry for entry in data["figures"]}
    assert known.keys() == wanted
    assert len(re.findall(r'<a class="f" ', html)) == len(data["places"])
    figures = figures_by_id(document)
    for figure_id in sorted(wanted)[:: max(1, len(wanted) // 60)]:
        leaves = {(leaf.file, leaf.line, leaf.column)
                  for leaf in derive(figures[figure_id], draft).leaves()}  # fmt: skip
        waiting, found = [known[figure_id][1]], set()
        while waiting:
            *_, typed, parts = data["steps"][waiting.pop()]
            waiting += parts
            if typed >= 0:
                file, line, column, _, text = data["typed"][typed]
                found.add((texts[file], line, column))
                source = (ROOT / texts[file]).read_text(encoding="utf-8").split("\n")
                assert texts[text] == source[line - 1].strip()
        assert found == leaves


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_is_one_small_file(name: str) -> None:
    html, page = _page(name)
    assert len(html.encode()) < MOST_BYTES
    assert "http" not in re.sub(r"http-equiv", "", "".join(page.text)) or "boston" in name
    for tag, attributes in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert "src" not in attributes
        assert "style" not in attributes
        assert not [key for key in attributes if key.startswith("on")]
        assert str(attributes.get("href", "#")).startswith("#")


def test_the_policy_names_the_script_and_the_style_of_the_page() -> None:
    html, page = _page(BUDGETS[-1])
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">')
    (policy,) = (
        str(attributes["content"])
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        digest = b64encode(sha256(page.scripts[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("text", [*HOSTILE, "\u202ereversed", "</style>", "]]>", "<!--<script>"])
def test_hostile_text_stays_text(text: str) -> None:
    document = document_with(text)
    html = "".join(render_html(document, RESOURCES, Evidence()))
    page = Page(html)
    plain = Page("".join(render_html(document_with("plain"), RESOURCES, Evidence())))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert "\u202e" not in html


def test_hostile_text_of_a_source_stays_text_in_what_is_told_of_figures() -> None:
    text = "</script><script>alert(1)</script><!--"
    source = KORLA.replace("特种设备隐患排查", f"特种设备隐患排查{text}")
    assert source != KORLA
    page = Page(html_of(compile_text(source)))
    assert text in "".join(page.data["texts"])
    assert [tag for tag, _ in page.tags].count("script") == 3


def test_a_page_for_the_public_tells_nothing_of_its_sources() -> None:
    compilation = _compiled("budgets/korla-etdz-market-supervision/2024.yaml")
    traced, public = html_of(compilation), html_of(compilation, public=True)
    telling = {finding.code for finding in compilation.findings} | {".yaml", "amount: "}
    telling |= {entry for entry in Page(traced).data["texts"] if entry.startswith("T2!")}
    assert len(telling) > 40
    for words in telling:
        assert words in traced
        assert words not in public, words
    assert len(re.findall('<a class="f"', public)) == len(re.findall('<a class="f"', traced))


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_for_the_public_names_projects_by_their_names(name: str) -> None:
    compilation = _compiled(name)
    assert compilation.draft is not None
    told = Page(html_of(compilation, public=True)).data["texts"]
    steps = {step.strip() for text in told for step in text.split("›")}
    for project in compilation.draft.budget.projects:
        assert any(project.name in step for step in steps)
        assert not any(step.partition(" ")[0] == project.id for step in steps)


def test_the_year_before_is_that_of_the_document() -> None:
    _, page = _page("budgets/korla-etdz-market-supervision/2024.yaml")
    data, texts = page.data, page.data["texts"]
    entry = next(one for one in data["figures"] if texts[one[4]] == "T3!2080501.total")
    assert entry[3] >= 0
    _, value, _, _, _, parts = data["steps"][data["behind"][entry[3]]]
    assert texts[value] == "2 万元"
    _, _, _, _, typed, _ = data["steps"][parts[0]]
    assert texts[data["typed"][typed][4]] == "prior: 2.00"


def test_no_year_before_is_told_where_another_stage_of_this_year_is_compared() -> None:
    compilation = _compiled("budgets/putuo-finance-bureau/2024-final.yaml")
    assert compilation.draft is not None
    amounts = compilation.draft.conventions.layout.amounts
    years = {compilation.draft.conventions.layout.period(key): spec.year
             for key, spec in amounts.items()}  # fmt: skip
    evidence = evidence_of(compilation)
    figures = figures_by_id(compilation.draft.document)
    for known in evidence.figures.values():
        if known.prior is not None:
            facts = figures[known.prior].facts
            assert {years[fact.period] for fact in facts} <= {-1}


def test_a_workspace_may_change_the_look_and_no_script(tmp_path: Path) -> None:
    folder = tmp_path / "templates/html"
    folder.mkdir(parents=True)
    (folder / "style.css").write_text("body { color: red } </style><script>x</script>")
    document = compile_text(KORLA).document
    assert document is not None
    document = replace(document, charts=())
    html = "".join(render_html(document, Resources.of_workspace(tmp_path), Evidence()))
    page = Page(html)
    assert "color: red" in page.scripts["style"]
    assert [tag for tag, _ in page.tags].count("script") == 3
    (folder / "script.js").write_text("alert(1)")
    with pytest.raises(DataFaultError):
        "".join(render_html(document, Resources.of_workspace(tmp_path), Evidence()))


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert html_of(compile_text(KORLA)) == html_of(compile_text(KORLA))


def test_a_table_whose_amounts_leave_its_names_no_room_lies_on_its_side_on_paper() -> None:
    document = document_with("甲")
    *_, table = document.tables()
    heads = [
        Column("n", ("名称",), Role.LABEL, 1),
        *(Column(f"{at}", ("数",), Role.AMOUNT, 1) for at in range(6)),
    ]

    def sections(amount: str) -> list[str]:
        row = Row("r", RowKind.LEAF, None, "某中心", 0, (("某中心",), *((amount,),) * 6))
        blocks = (replace(table, panels=(Panel(tuple(heads), (row,)),)),)
        html = "".join(render_html(replace(document, blocks=blocks), RESOURCES, Evidence()))
        return re.findall(r'<section class="(sheet[^"]*)"', html)

    assert sections("9,750,216,024.01") == ["sheet wide"]
    assert sections("9,750.01") == ["sheet"]


def test_findings_of_a_kind_at_one_figure_share_a_mark_that_counts_them() -> None:
    compilation = _compiled(BUDGETS[0])
    assert compilation.document is not None
    evidence = evidence_of(compilation)
    name = next(iter(evidence.figures))
    figure = figures_by_id(compilation.document)[name]
    codes = ("UNI006", "UNI006", "PCT102", "UNI006")
    remarks = tuple(
        Remark(code, "warning", f"{at} <b>", "", "", "", "a", 1, (name,))
        for at, code in enumerate(codes)
    )
    marks = Marks(replace(evidence, remarks=remarks))
    html = marks.line((figure,))
    assert re.findall(r">([A-Z]{3}[0-9]{3}[^<]*)</a>", html) == ["UNI006 ×3", "PCT102"]
    assert re.findall(r'id="m(\d)"', html) == ["0", "1", "3", "2"]
    assert 'href="#n0" data-also="n1 n3"' in html
    assert all(marks.stands(at) for at in range(4))
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("language", "department", "rest", "heading"),
    [
        ("zh", "某&局", "2024年部门预算", "<span>某&amp;局</span><span>2024年部门预算</span>"),
        ("zh", "另一局", "", "另一局"),
        ("en", "Parks", " FY19 Budget", "Parks FY19 Budget"),
    ],
)
def test_a_line_of_the_heading_ends_behind_the_department(
    language: str, department: str, rest: str, heading: str
) -> None:
    document = replace(
        document_with("x"), language=language, department=department, title=f"{department}{rest}"
    )
    assert f"<h1>{heading}</h1>" in "".join(render_html(document, RESOURCES, NO_EVIDENCE))
    other = replace(document, department="别的局")
    assert f"<h1>{escape(document.title)}</h1>" in "".join(
        render_html(other, RESOURCES, NO_EVIDENCE)
    )
