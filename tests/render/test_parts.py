"""Documents that are made in parts are the same bytes, and a frame has one place for the body."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.files.data import Resources
from budgetc.files.disk import Disk
from budgetc.files.record import digest_of
from budgetc.files.spool import Spool
from budgetc.render.formats import render_document, render_parts
from budgetc.templating.bounds import MAX_OUTPUT
from budgetc.templating.faults import TemplateFaultError
from budgetc.templating.skeletons import framed
from tests.support import KORLA, RESOURCES, document_of

FRAME = "templates/frame.j2"


def _framed(folder: Path, text: str, body: list[str]) -> str:
    (folder / "templates").mkdir()
    (folder / FRAME).write_text(text, encoding="utf-8")
    return "".join(framed(Resources((Disk(folder),)), FRAME, {"title": "T"}, body))


def test_what_is_spooled_in_parts_is_the_document() -> None:
    document = document_of(KORLA)
    whole, _ = render_document("markdown", document, RESOURCES)
    parts, _ = render_parts("markdown", document, RESOURCES)
    assert whole is not None
    assert parts is not None
    with Spool[Path]() as spool:
        spool.put(Path("one"), parts)
        assert spool[Path("one")] == whole
        assert spool.digest(Path("one")) == digest_of(whole)


def test_a_body_is_as_long_as_it_is(tmp_path: Path) -> None:
    body = ["x" * MAX_OUTPUT, "y"]
    assert _framed(tmp_path, "<< title >>[<< body >>]", body) == f"T[{body[0]}y]"


def test_a_frame_without_a_body_stands_alone(tmp_path: Path) -> None:
    assert _framed(tmp_path, "<< title >>", ["x"]) == "T"


def test_a_body_is_not_printed_twice(tmp_path: Path) -> None:
    with pytest.raises(TemplateFaultError, match="more than once"):
        _framed(tmp_path, "<% for a in [1, 2] %><< body >><% endfor %>", ["x"])
