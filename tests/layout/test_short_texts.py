"""Short texts of a layout: one that may speak of a project is printed anew for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.document.model import line_text
from budgetc.files.data import Resources
from budgetc.files.disk import Disk
from budgetc.layout.blocks import Wording
from budgetc.layout.lay_out import layout_environment
from budgetc.source.nodes import Scalar, SourceTree
from budgetc.templating.exposed import Exposed
from budgetc.templating.templates import templates_of

PART = "templates/t/part.j2"
TREE = SourceTree("templates/t/layout.yaml", "", Scalar("", "", 0, 0, 0, 0))


class _Project(Exposed):
    def __init__(self, name: str) -> None:
        self._name = name

    def lookup(self, name: str) -> object:
        if name == "name":
            return self._name
        raise LookupError(name)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ year }}年", ["2024年", "2024年"]),
        ("{{ project.name }}", ["甲", "乙"]),
        (f"{{% include '{PART}' %}}", ["“甲”", "“乙”"]),
        (f"{{% import '{PART}' as part with context %}}{{{{ part.of() }}}}", ["甲", "乙"]),
        (f"{{% from '{PART}' import of with context %}}{{{{ of() }}}}", ["甲", "乙"]),
        (f"{{% extends '{PART}' %}}", ["“甲”", "“乙”"]),
    ],
)
def test_a_text_is_of_its_project(tmp_path: Path, text: str, printed: list[str]) -> None:
    (tmp_path / PART).parent.mkdir(parents=True)
    (tmp_path / PART).write_text(
        "{% macro of() %}{{ project.name }}{% endmacro %}“{{ project.name }}”", "utf-8"
    )
    environment = layout_environment(templates_of(Resources((Disk(tmp_path),))))
    wording = Wording(environment, {"year": 2024}, lambda one: one, (TREE,))
    projects = [_Project("甲"), _Project("乙")]
    lines = [wording.line(text, "标题", project) for project in projects]
    assert [line_text(line) for line in lines] == printed
    assert (lines[0] is lines[1]) == (printed[0] == printed[1])
