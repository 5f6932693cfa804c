"""PDFs of this repository's budgets, and ways to forge them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from budgetc.document.model import Document
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.render.evidence import Evidence
from budgetc.render.formats import render_document
from tests.support import ROOT

KORLA = "korla-etdz-market-supervision/2024"
ACCOUNTS = "putuo-finance-bureau/2024-final"
SERVICES = "boston-neighborhood-services/2019"
SOURCES = (KORLA, ACCOUNTS, SERVICES)
DIGESTS = (("budgets/a.yaml", "0" * 64),)
_WORKSPACE = Workspace.find(ROOT)


@cache
def document(source: str) -> Document:
    path = ROOT / "budgets" / f"{source}.yaml"
    made = compile_source(_WORKSPACE.source(path), _WORKSPACE.resources()).document
    assert made is not None
    return made


@cache
def pdf(source: str) -> bytes:
    evidence = Evidence(sources=DIGESTS)
    content, findings = render_document("pdf", document(source), _WORKSPACE.resources(), evidence)
    assert findings == ()
    assert content is not None
    return content


def opened(source: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(source)))


def saved(file: pikepdf.Pdf, path: Path) -> Path:
    file.save(path)
    return path


def with_facts(source: str, path: Path, name: str, change: Callable[[Any], None]) -> Path:
    """Write a PDF in which one of the files that it carries was changed."""
    return with_facts_of(opened(source), path, name, change)


def with_facts_of(file: pikepdf.Pdf, path: Path, name: str, change: Callable[[Any], None]) -> Path:
    attached = file.attachments[name]
    data = json.loads(attached.get_file().read_bytes())
    change(data)
    attached.obj.EF.F.write(json.dumps(data, ensure_ascii=False).encode())
    return saved(file, path)


def with_letters(source: str, path: Path, page: int, text: str, other: str, nth: int = 0) -> Path:
    """Write a PDF in which other letters of the same fonts stand on a page, as many as before."""
    file = opened(source)
    sheet = file.pages[page - 1]
    content = pikepdf.parse_content_stream(sheet)
    letters: list[tuple[str, tuple[int, int, int], dict[str, bytes]]] = []
    codes: dict[str, bytes] = {}
    for number, one in enumerate(content):
        if str(one.operator) == "Tf":
            codes = codes_of(sheet.Resources.Font[str(one.operands[0])])
        if str(one.operator) not in {"Tj", "TJ"}:
            continue
        known = {code: letter for letter, code in codes.items()}
        for index, part in enumerate(_parts(one)):
            raw = bytes(part) if isinstance(part, pikepdf.String) else b""
            letters += [
                (known.get(raw[at : at + 2], "?"), (number, index, at), codes)
                for at in range(0, len(raw), 2)
            ]
    row = "".join(letter for letter, *_ in letters)
    places = [found.start() for found in re.finditer(re.escape(text), row)]
    for offset, letter in enumerate(other):
        was, place, known_codes = letters[places[nth] + offset]
        if was != letter:
            _put(content, place, known_codes[letter])
    sheet.Contents = file.make_stream(pikepdf.unparse_content_stream(content))
    return saved(file, path)


def _parts(one: Any) -> list[Any]:
    return list(one.operands[0]) if str(one.operator) == "TJ" else [one.operands[0]]


def _put(content: list[Any], place: tuple[int, int, int], code: bytes) -> None:
    number, index, at = place
    parts = _parts(content[number])
    raw = bytearray(bytes(parts[index]))
    raw[at : at + 2] = code
    parts[index] = pikepdf.String(bytes(raw))
    shown = [pikepdf.Array(parts)], pikepdf.Operator("TJ")
    content[number] = pikepdf.ContentStreamInstruction(*shown)


def codes_of(font: Any) -> dict[str, bytes]:
    """Return the code of each letter in a font."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for code, letters in re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", table):
        found[bytes.fromhex(letters).decode("utf-16-be")] = bytes.fromhex(code)
    return found
