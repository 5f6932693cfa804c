"""What proves typed amounts: the file is there, is the same, and has the page, or it is said."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.port import MAX_BYTES
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.source.exhibits import exhibit_of, exhibits_in
from tests.cli.run import call
from tests.support import EXAMPLES, MINIMAL, RESOURCES, TODAY, compile_text, with_change

PDF = (EXAMPLES / "passing" / "evidence.evidence.pdf").read_bytes()
DIGEST = sha256(PDF).hexdigest()
_LINE = "{code: 2013801, amount: 9.00}"


def proved(source: str) -> str:
    """Return a budget whose first function item says what proves it."""
    return with_change(MINIMAL, _LINE, f"{{code: 2013801, amount: 9.00, source: {source}}}")


def told(source: str, beside: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return what is said of evidence: the code, and the message."""
    found = compile_text(proved(source), beside=dict(beside)).findings
    assert {one.code[:3] for one in found} <= {"EVD"}
    return [(one.code, ENGLISH(one.message)) for one in found]


@pytest.mark.parametrize(
    "name", ["approval.pdf", "evidence/批复.pdf", "budgets/bureau/evidence/approval.pdf"]
)
def test_a_file_stands_beside_the_source_or_under_the_budgets(name: str) -> None:
    beside = {name.removeprefix("budgets/bureau/"): PDF}
    assert told(f"{{file: {name}, page: 2, sha256: {DIGEST}}}", beside) == []


@pytest.mark.parametrize(
    "name", ["../other/approval.pdf", "/etc/passwd", ".git/config", "a\\b.pdf", "x/./y.pdf"]
)
def test_nothing_outside_is_looked_at(name: str) -> None:
    ((code, text),) = told(f"{{file: '{name}'}}", {})
    assert code == "EVD001"
    assert text.endswith("leads out of the folder of the source, or is hidden")


def test_a_name_that_other_systems_refuse_is_told() -> None:
    ((code, text),) = told("{file: 'a?.pdf'}", {})
    assert (code, "is no name for a file" in text) == ("EVD001", True)


def _in(folder: Path, source: str) -> Compilation:
    path = folder / "budgets/bureau/2024.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return compile_source(Workspace.find(folder).source(path), RESOURCES, TODAY)


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "huge"])
def test_what_is_no_file_proves_nothing(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "budgets/bureau/approval.pdf"
    place.parent.mkdir(parents=True)
    (tmp_path / "secret.pdf").write_bytes(PDF)
    if kind == "link":
        place.symlink_to(tmp_path / "secret.pdf")
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        with place.open("wb") as file:
            file.truncate(MAX_BYTES + 1)
    (one,) = _in(tmp_path, proved("{file: approval.pdf}")).findings
    assert one.code == "EVD001"
    assert ("and no file" in ENGLISH(one.message)) or ("at most" in ENGLISH(one.message))


def test_what_is_no_pdf_has_no_pages_to_count() -> None:
    digest = sha256(b"a picture").hexdigest()
    assert told(f"{{file: a.jpg, page: 9, sha256: {digest}}}", {"a.jpg": b"a picture"}) == []


def test_a_broken_pdf_is_told() -> None:
    broken = b"%PDF-1.7\nnothing\n"
    source = f"{{file: a.pdf, page: 1, sha256: {sha256(broken).hexdigest()}}}"
    assert told(source, {"a.pdf": broken}) == [("EVD003", "a.pdf is no PDF that can be read")]


def test_a_digest_may_be_in_capitals_and_another_is_told() -> None:
    assert told(f"{{file: a.pdf, sha256: {DIGEST.upper()}}}", {"a.pdf": PDF}) == []
    ((code, text),) = told(f"{{file: a.pdf, sha256: {DIGEST}}}", {"a.pdf": PDF + b"\n"})
    assert code == "EVD002"
    assert sha256(PDF + b"\n").hexdigest() in text


def test_evidence_is_looked_for_under_its_chinese_word() -> None:
    text = with_change(MINIMAL, _LINE, "{code: 2013801, amount: 9.00, 佐证材料: {文件: a.pdf}}")
    assert [one.code for one in compile_text(text).findings] == ["EVD001"]


def test_what_is_named_often_is_read_once(tmp_path: Path) -> None:
    text = MINIMAL
    for old in ("{code: 2013801, amount: 9.00", "{fund: general.own, amount: 12.00",
                "{code: 30101, amount: 9.00", "{item: 场地, amount: 1.50"):  # fmt: skip
        text = with_change(text, old, f"{old}, source: {{file: a.pdf, sha256: {DIGEST}}}")
    (tmp_path / "budgets/bureau").mkdir(parents=True)
    (tmp_path / "budgets/bureau/a.pdf").write_bytes(PDF)
    made = _in(tmp_path, text)
    assert made.findings == ()
    assert "budgets/bureau/a.pdf" in made.inputs.record.files  # so that its change is noticed
    assert made.tree is not None
    assert len(list(exhibits_in(made.tree))) == 4


def test_evidence_of_a_whole_proves_its_parts() -> None:
    text = with_change(MINIMAL, "      name: 培训费\n",
                       "      name: 培训费\n      source: {file: a.pdf}\n")  # fmt: skip
    tree = compile_text(text).tree
    assert tree is not None
    place = ("project_expenditure", "projects", 0, "allocation", 1, "amount")
    found = exhibit_of(tree, place)
    assert found is not None
    assert found.file == "a.pdf"
    assert exhibit_of(tree, ("revenue", 0, "amount")) is None


@pytest.fixture(name="office")
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tiny = EXAMPLES / "templates"
    for name in ("everything.j2", "tiny/document.j2", "tiny/layout.yaml"):
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((tiny / name).read_bytes())
    home = tmp_path / "budgets/bureau"
    home.mkdir(parents=True)
    (home / "a.pdf").write_bytes(PDF)
    block = f"\n      code: 2013801\n      amount: 9.00\n      source:\n        file: a.pdf\n        page: 2\n        sha256: {DIGEST}"  # noqa: E501
    (home / "2024.yaml").write_text(with_change(MINIMAL, f" {_LINE}", block), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_trace_shows_what_proves_an_amount(office: Path) -> None:
    said = call("trace", "budgets/bureau/2024.yaml", "expenditure")
    assert "evidence: a.pdf, page 2" in said.out
    assert (
        "佐证材料：a.pdf，第 2 页"
        in call("trace", "budgets/bureau/2024.yaml", "expenditure", language="zh").out
    )
    data = call("trace", "budgets/bureau/2024.yaml", "expenditure", "--format", "json").out
    assert '"evidence": "a.pdf"' in data
    assert json.loads(data)
    assert office.exists()


def test_the_office_sees_it_on_the_page_and_the_public_does_not(office: Path) -> None:
    assert call("build", "-f", "html", "--no-summary").code == 0
    page = office / "build/bureau/2024.html"
    assert "a.pdf" in page.read_text(encoding="utf-8")
    assert call("build", "-f", "html", "--no-summary", "--public").code == 0
    assert "a.pdf" not in page.read_text(encoding="utf-8")


def test_a_check_that_is_kept_notices_another_file(office: Path) -> None:
    assert call("check").code == 0
    (office / "budgets/bureau/a.pdf").write_bytes(PDF + b"\n")
    said = call("check")
    assert (said.code, "EVD002" in said.out) == (1, True)


def test_a_new_year_has_evidence_of_its_own(office: Path) -> None:
    ran = call("new", "--from", "budgets/bureau/2024.yaml", "--year", "2025")
    assert ran.code == 0, ran
    assert "a.pdf" not in (office / "budgets/bureau/2025.yaml").read_text(encoding="utf-8")
