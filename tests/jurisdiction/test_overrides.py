"""A workspace replaces one table, figure, format, block or file, and is told when that ages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.disk import Disk
from budgetc.files.workspace import Workspace
from budgetc.jurisdiction.overrides import (
    LOCK,
    Target,
    blocks_of,
    lock_text,
    original,
    overridden,
    targets_in,
)
from budgetc.jurisdiction.parts import PartName, fingerprint
from budgetc.pipeline import Compilation, compile_source
from budgetc.render.markdown import render_markdown
from budgetc.templating.sandbox import DELIMITERS
from budgetc.templating.skeletons import SKELETON_DELIMITERS
from tests.cli.run import call
from tests.support import KORLA, ROOT, find, marked, with_change

LAYOUT = "templates/xinjiang/layout.yaml"
BASE = "templates/china/layout.yaml"
"""What it stands on, where it has most of its figures from."""
FOLDER = "templates/xinjiang/overrides"
PUTUO = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8")
ACCOUNTS = (ROOT / "budgets/putuo-finance-bureau/2024-final.yaml").read_text(encoding="utf-8")

ALWAYS = {code for _, _, code in find(KORLA)}
"""What is found in the Korla budget as it is."""

Found = tuple[str, int, int, str]


class Two:
    """A workspace, and beside it a copy of what the compiler ships, so that it can change."""

    def __init__(self, folder: Path) -> None:
        self.shipped = folder / "shipped"
        self.workspace = folder / "workspace"
        self._copies = count()
        for name in ("schema", "templates"):
            shutil.copytree(ROOT / name, self.shipped / name)
        self.put(KORLA)

    def resources(self) -> Resources:
        return Resources((Disk(self.workspace), Disk(self.shipped)))

    def write(self, name: str, text: str) -> None:
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def put(self, source: str) -> None:
        """Make a source the only one of the workspace."""
        shutil.rmtree(self.workspace / "budgets", ignore_errors=True)
        year = re.findall("^year: ([0-9]{4})", source, re.MULTILINE)[0]
        self.write(f"budgets/bureau/{year}.yaml", source)

    def change(self, name: str, old: str, new: str) -> None:
        """Change a shipped file."""
        path = self.shipped / name
        path.write_text(with_change(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")

    def record(self, *names: str) -> None:
        """Record the originals of overrides as they are now."""
        marks = {}
        for name in names:
            found = original(self.resources(), Target.read(name))
            assert found is not None, name
            marks[name] = fingerprint(found)
        self.write(LOCK, lock_text(marks))

    def compile(self) -> Compilation:
        """Compile the budget; what was read before is forgotten, for files have changed."""
        elsewhere = self.workspace.with_name(f"{self.workspace.name}-{next(self._copies)}")
        other = self.shipped.with_name(f"{elsewhere.name}-shipped")
        for old, new in ((self.workspace, elsewhere), (self.shipped, other)):
            shutil.copytree(old, new)
        (source,) = Workspace.on_disk(elsewhere).sources()
        compiled = compile_source(source, Resources((Disk(elsewhere), Disk(other))))
        shutil.rmtree(elsewhere)
        shutil.rmtree(other)
        return compiled

    def found(self) -> list[Found]:
        """Return what is found, but what the Korla budget always has."""
        return [
            (f.span.file, f.span.line, f.span.column, f.code)
            for f in self.compile().findings
            # What an override leaves out of the document is not what is asked for here.
            if f.code not in {*ALWAYS, "DOC002"}
        ]

    def document(self) -> Document:
        compiled = self.compile()
        assert compiled.document is not None, compiled.findings
        return compiled.document


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


def _markdown(document: Document) -> str:
    return render_markdown(document, Resources.of_workspace(None))


def _sections(document: Document) -> dict[str, str]:
    """Return the text under each heading of a document."""
    sections: dict[str, str] = {}
    heading = ""
    for line in _markdown(document).split("\n"):
        if line.startswith("#"):
            heading = line
        sections[heading] = sections.get(heading, "") + line + "\n"
    return sections


def _differences(before: Document, after: Document) -> set[str]:
    old, new = _sections(before), _sections(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


TABLE = """\
id: "7"
number: 表 7
title: 另一张表
panels:
  - margin: function
    columns: [{head: 名称, show: name}, {head: 金额, id: total}]
    rows: {by: function, levels: [类], total: {label: 合计}}
"""


def test_one_table_is_replaced_and_nothing_else(two: Two) -> None:
    before = two.document()
    two.write(f"{FOLDER}/tables.7.yaml", TABLE)
    assert {name.partition("表 ")[2][:1] for name in _differences(before, two.document())} == {"7"}


def test_one_number_format_is_replaced(two: Two) -> None:
    two.write(f"{FOLDER}/numbers.prose.yaml", "{unit: 元, decimals: 0, separator: ','}\n")
    text = _markdown(two.document())
    assert "1,470,046元" in text or "元" in text
    assert not any("万元" in p for p in text.split("\n") if p.startswith("收支总预算"))


def test_one_figure_is_replaced(two: Two) -> None:
    before = two.document()
    two.write(f"{FOLDER}/figures.basic.yaml", "{margin: function, kind: project}\n")
    changed = _differences(before, two.document())
    assert len(changed) == 1
    assert "支出预算情况说明" in changed.pop()


def test_one_block_is_replaced_and_may_use_what_the_template_has(two: Two) -> None:
    before = two.document()
    two.write(f"{FOLDER}/figures.ours.yaml", "{margin: revenue}\n")
    two.write(
        f"{FOLDER}/explanation.revenue.j2",
        "## 二、收入\n\n{{ dept }}收入{{ figures.ours }}，{{ say.versus(figures.basic) }}。\n",
    )
    after = two.document()
    assert all("二、" in name for name in _differences(before, after))
    assert "## 二、收入" in _markdown(after)


def test_a_frame_of_a_format_has_blocks_too(two: Two) -> None:
    (two.shipped / "templates/markdown/document.md.j2").write_text(
        "# << title >>\n\n<% block body %>\n<< body >>\n<% endblock %>\n", encoding="utf-8"
    )
    two.write("templates/markdown/overrides/document.md.body.j2", "one line\n")
    from budgetc.templating.skeletons import render_skeleton  # noqa: PLC0415

    values = {"title": "T", "body": "B"}
    name = "templates/markdown/document.md.j2"
    assert render_skeleton(two.resources(), name, values) == "# T\n\none line\n"


@pytest.mark.parametrize(
    ("jurisdiction", "source"),
    [("xinjiang", KORLA), ("shanghai", PUTUO), ("shanghai", ACCOUNTS)],
)
@pytest.mark.slow
def test_overriding_everything_as_it_is_changes_nothing(
    two: Two, jurisdiction: str, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.put(source)
    before = two.compile()
    assert before.document is not None
    targets = [t for t in targets_in(two.resources(), f"templates/{jurisdiction}") if t.part]
    assert len(targets) > 50
    monkeypatch.chdir(two.workspace)
    done = call("jurisdictions", "override", *map(str, targets))
    assert done.code == 0, done
    after = two.compile()
    assert after.document is not None, after.findings
    assert _markdown(after.document) == _markdown(before.document)
    assert [f for f in after.findings if f.code.startswith("LAY")] == []
    assert set(overridden(two.resources())) == set(targets)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("tables.7.yaml", "id: '7'\ntitle: 表\npanels: ▶[]\n", "SCH004"),
        ("tables.7.yaml", TABLE.replace('id: "7"', 'id: ▶"8"', 1), "LAY001"),
        ("tables.7.yaml", TABLE.replace("[类]", "[▶级]"), "LAY001"),
        ("tables.7.yaml", TABLE.replace("title: 另一张表", 'title: ▶"{{ year + 1 }}"'), "TPL001"),
        ("figures.basic.yaml", "{margin: ▶funktion}\n", "LAY001"),
        ("index.yaml", "▶other\n", "LAY001"),
        ("figures.basic.yaml", "{▶marge: function, margin: function}\n", "SCH002"),
        ("figures.basic.yaml", "margin: [function\n▶", "SYN001"),
        ("numbers.prose.yaml", "{unit: ▶兆元, decimals: 2}\n", "SCH004"),
        ("glossary.yaml", "- term: 词\n  ▶sense: 义\n  meaning: 义\n", "SCH002"),
        ("explanation.revenue.j2", "{# 一 #}\n▶{{ nothing }}\n", "TPL001"),
    ],
)
def test_what_is_wrong_in_an_override_is_named_there(
    two: Two, name: str, text: str, code: str
) -> None:
    clean, places = marked(text)
    two.write(f"{FOLDER}/{name}", clean)
    errors = [
        (f.span.file, f.span.line, f.code)
        for f in two.compile().findings
        if f.severity.label == "error"
    ]
    assert (f"{FOLDER}/{name}", places[0][0], code) in errors
    assert {file for file, _, _ in errors} == {f"{FOLDER}/{name}"}


Change = Callable[[Two], None]

AGED: list[tuple[str, str, tuple[str, str, str]]] = [
    (f"{LAYOUT}#tables.7", TABLE, (LAYOUT, "number: 表 7\n", "number: 表 07\n")),
    (f"{LAYOUT}#figures.basic", "{margin: function, kind: [basic]}\n",
     (BASE, "  basic: {margin: function, kind: basic}",
      "  basic: {margin: function, kind: basic, fund: fiscal}")),
    (f"{LAYOUT}#numbers.prose", "{unit: 元, decimals: 2}\n",
     (LAYOUT, "prose: {unit: 万元, decimals: 2,", "prose: {unit: 万元, decimals: 1,")),
    ("templates/xinjiang/explanation.j2#revenue", "## 二、收入\n",
     ("templates/xinjiang/explanation.j2", "{{ dept }}收入预算{{", "{{ dept }}的收入预算{{")),
    ("templates/xinjiang/overview.j2", "# 一\n",
     ("templates/xinjiang/overview.j2", "## 一、主要职能", "## 一、职能")),
    ("templates/markdown/document.md.j2", "<< title >> << body >>\n",
     ("templates/markdown/document.md.j2", "# <<", "## <<")),
    ("schema/units.json", '{"元": 100, "万元": 1000000, "k": 100000}\n',
     ("schema/units.json", "100,", "100 ,")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "change"), AGED, ids=[name for name, _, _ in AGED])
def test_an_override_whose_original_changes_is_a_warning(
    two: Two, name: str, text: str, change: tuple[str, str, str]
) -> None:
    place = Target.read(name).override
    two.write(place, text)
    assert two.found() == [(place, 1, 1, "LAY102")]
    two.record(name)
    assert two.found() == []
    two.change(*change)
    assert two.found() == [(place, 1, 1, "LAY101")]
    two.record(name)
    assert two.found() == []


def test_what_else_changes_in_the_same_file_is_no_warning(two: Two) -> None:
    names = [f"{LAYOUT}#tables.7", "templates/xinjiang/explanation.j2#revenue"]
    two.write(f"{FOLDER}/tables.7.yaml", TABLE)
    two.write(f"{FOLDER}/explanation.revenue.j2", "## 二、收入\n")
    two.record(*names)
    two.change(LAYOUT, 'id: "8"\n', 'id: "8"\n    wide: true\n')
    two.change(LAYOUT, '  - id: "7"\n', '  # seven\n  - id:   "7"\n')
    two.change("templates/xinjiang/explanation.j2", "支出预算包括：", "支出包括：")
    assert two.found() == []


def test_an_override_of_another_jurisdiction_is_not_this_ones_matter(two: Two) -> None:
    two.write("templates/shanghai/overview.j2", "# 一\n")
    assert two.found() == []


def test_an_unchanged_copy_needs_no_record(two: Two) -> None:
    path = "templates/xinjiang/overview.j2"
    two.write(path, (ROOT / path).read_text(encoding="utf-8"))
    assert two.found() == []


@pytest.mark.parametrize(
    "name",
    ["explanation.revenu.j2", "nowhere.revenue.j2", "revenue.j2", "tabels.7.yaml",
     "numbers.prosa.yaml", "glossary.x.yaml", "figures.yaml"],
)  # fmt: skip
def test_an_override_of_nothing_is_a_warning(two: Two, name: str) -> None:
    two.write(f"{FOLDER}/{name}", "x: 1\n")
    assert two.found() == [(f"{FOLDER}/{name}", 1, 1, "LAY101")]


def test_an_override_of_a_template_without_its_block_is_told_the_names(two: Two) -> None:
    two.write(f"{FOLDER}/overview.j2", "x")
    (told,) = (one for one in two.compile().findings if one.code == "LAY101")
    assert ENGLISH(told.message) == (
        "this takes the place of a block of a template, and its name does not say of which"
    )
    assert told.hint is not None
    assert "name it after the template and the block: overview." in ENGLISH(told.hint)


def test_the_names_are_those_of_blocks_of_one_kind_of_document(two: Two) -> None:
    """Accounts have templates of the same name, in a folder below."""
    two.put(PUTUO)
    two.write("templates/shanghai/overrides/explanation.j2", "x")
    (told,) = (one for one in two.compile().findings if one.code == "LAY101")
    assert told.hint is not None
    assert ENGLISH(told.hint) == (
        "name it after the template and the block: explanation.totals.j2, explanation.changes.j2, "
        "explanation.items.j2"
    )


def test_an_override_whose_original_is_gone_is_a_warning(two: Two) -> None:
    name = "templates/xinjiang/explanation.j2#revenue"
    two.write(f"{FOLDER}/explanation.revenue.j2", "## 二、收入\n")
    two.record(name)
    two.change("templates/xinjiang/explanation.j2", "{% block revenue %}", "{% block income %}")
    assert two.found() == [(f"{FOLDER}/explanation.revenue.j2", 1, 1, "LAY101")]


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'templates/xinjiang/overrides/explanation.revenue.j2' %}\n",
        "{% include 'templates/xinjiang/explanation.j2' %}\n",
        "{{ self.revenue() }}\n",
        "{{ super() }}\n",
        "{% extends 'templates/xinjiang/explanation.j2' %}\n",
        "{% block revenue %}{{ self.revenue() }}{% endblock %}\n",
    ],
)
def test_an_override_made_to_hang_is_only_a_fault(two: Two, text: str) -> None:
    two.write(f"{FOLDER}/explanation.revenue.j2", text)
    errors = {f.code for f in two.compile().findings if f.severity.label == "error"}
    assert errors == {"TPL001"}


def test_a_broken_lock_is_no_crash(two: Two) -> None:
    two.write(f"{FOLDER}/tables.7.yaml", TABLE)
    two.write(LOCK, "\n#\nx\n  \nf00 a b c\nf00  ../../etc/passwd\n")
    assert two.found() == [(f"{FOLDER}/tables.7.yaml", 1, 1, "LAY102")]


def test_blocks_are_read_as_jinja_reads_them() -> None:
    text = (
        "a\n{# {% block no %} #}\n{%- block one -%}\nx {% block two %}y{% endblock two %} z\n"
        "{% endblock %}\n{% block three scoped %}\n3\n{% endblock %}\n{% endblock %}"
    )
    assert blocks_of(text, DELIMITERS) == {
        "one": "x {% block two %}y{% endblock two %} z\n",
        "two": "y",
        "three": "3\n",
    }
    assert blocks_of("<% block a %>1<% endblock %>", SKELETON_DELIMITERS) == {"a": "1"}
    assert blocks_of("<% block a %>1<% endblock %>", DELIMITERS) == {}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("tables.7", PartName("tables", "7")),
        ("tables.1@unit", PartName("tables", "1@unit")),
        ("tables.a.b", PartName("tables", "a.b")),
        ("numbers.percent", PartName("numbers", "percent")),
        ("glossary", PartName("glossary")),
        ("tables", None),
        ("numbers", None),
        ("numbers.other", None),
        ("glossary.x", None),
        ("origin", None),
        ("", None),
    ],
)
def test_names_of_parts(text: str, part: PartName | None) -> None:
    assert PartName.read(text) == part
    assert part is None or str(part) == text
