"""What is visible on the pages of a PDF, by PDFium; run as a program of its own.

Usage: `python pdf_worker.py FILE MOST_PAGES MOST_CHARACTERS [ATTACHED]`; the file `-` is what it is
given. It knows nothing of the package, says one line of JSON, and is ended from outside when it
takes too long. Lengths are hundredths of a point, from the top left of the page as it is shown.
Where ATTACHED is a number, a last element holds what is attached, no file larger than so many
bytes: `{"attached": {name: base64}}`.

Each page is `{"size": [w, h], "chars": [[text, x0, top, x1, bottom, size], ...], "rules": [[x0,
top, x1, bottom], ...], "hidden": text, "covered": text, "laid": notes, "pictures": share}`; the
last page may be followed by `{"more": pages}`. What is clipped away, outside the page, drawn with
no ink or in white is hidden; what something is painted over later is covered, a digit also where
that is a line; notes, fields and stamps lie over the page.
"""

from __future__ import annotations

import base64
import ctypes
import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

_EVERYTHING: Box = (-1e9, -1e9, 1e9, 1e9)
_MOST_ATTACHED = 20
_THIN = 3.0
"""A filled box that is thinner is a rule."""

_SHORT = 4.0
"""A rule that is shorter is none."""

MEMORY = 2_000_000_000
"""The most that a file may take, in bytes."""

_ABOVE, _BELOW = 0.8, 0.2
"""How far a letter reaches above and below the line it stands on, as shares of its size."""

_QUARTER = 90
_WHITE = 250
_DEEPEST = 8
_NO_TEXT = 2
"""Bytes of a text without letters: the sign of its end."""
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ACTUAL = b"ActualText"
_HYPHENS = ("-", "\u00ad")
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


def main() -> int:
    """Say what the pages of a file show."""
    _bound_memory()
    path, most_pages, most_characters = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read() if path == "-" else path)
    except pdfium.PdfiumError:
        return 3
    pages: list[dict[str, object]] = []
    budget = most_characters
    for number in range(min(len(document), most_pages)):
        page = document[number]
        read = _Page(page).read(budget)
        pages.append(read)
        budget -= len(read["chars"])
        page.close()
    if len(document) > most_pages:
        pages.append({"more": len(document) - most_pages})
    if len(sys.argv) > len(("worker", "file", "pages", "characters")):
        pages.append({"attached": _attached(document, int(sys.argv[4]))})
    sys.stdout.write(json.dumps(pages, ensure_ascii=True, separators=(",", ":")))
    return 0


def _attached(document: Any, most: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for number in range(min(document.count_attachments(), _MOST_ATTACHED)):
        one = document.get_attachment(number)
        size = ctypes.c_ulong()
        if raw.FPDFAttachment_GetFile(one, None, 0, size) and size.value <= most:
            found.setdefault(one.get_name(), base64.b64encode(bytes(one.get_data())).decode())
    return found


def _bound_memory() -> None:
    """Ask the system to give no more memory than a budget takes, where it can be asked."""
    try:
        import resource  # noqa: PLC0415  # not there on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))


class _Page:
    """One page, while it is read."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.width, self.height = page.get_size()
        self.box: Box = page.get_bbox()
        self.rotation = page.get_rotation()
        self.painted = 0
        self.order: dict[int, int] = {}
        self.covers: list[tuple[int, Box]] = []
        self.lines: list[tuple[int, Box]] = []
        self.clips: dict[int, Box] = {}
        self.inked: dict[int, bool] = {}
        self.rules: list[Box] = []
        self.pictures = 0.0

    def read(self, most: int) -> dict[str, Any]:
        """Return what is on the page, no more than so many characters."""
        count = raw.FPDFPage_CountObjects(self.page.raw)
        for at in range(count):
            self._look_at(raw.FPDFPage_GetObject(self.page.raw, at), _IDENTITY, self.box, 0)
        shown, hidden, covered = self._characters(most)
        area = max(1.0, self.width * self.height)
        return {
            "size": [round(self.width * 100), round(self.height * 100)],
            "chars": shown,
            "rules": [[round(100 * side) for side in self._turned(rule)] for rule in self.rules],
            "hidden": "".join(hidden),
            "covered": "".join(covered),
            "laid": sum(map(self._is_laid, range(raw.FPDFPage_GetAnnotCount(self.page.raw)))),
            "pictures": round(min(1.0, self.pictures / area), 3),
        }

    def _is_laid(self, at: int) -> bool:
        """Tell whether a note may be seen: a link is not, nor what takes no room."""
        note = raw.FPDFPage_GetAnnot(self.page.raw, at)
        box = raw.FS_RECTF()
        has_room = raw.FPDFAnnot_GetRect(note, box) and box.left != box.right
        is_link = raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_LINK
        looks = raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
        raw.FPDFPage_CloseAnnot(note)
        return bool(has_room) and not (is_link and looks <= _NO_TEXT)

    def _look_at(self, thing: Any, matrix: Matrix, clip: Box, depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(thing)
        inner = _both(clip, _clip_of(thing, matrix))
        self.painted += 1
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._bare(thing)
            address = ctypes.addressof(thing.contents)
            self.clips[address] = inner
            self.inked[address] = _has_ink(thing)
            self.order[address] = self.painted
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            rules = list(_rules_of(thing, matrix, inner))
            self.rules.extend(rules)
            self.lines.extend((self.painted, rule) for rule in rules)
            if _is_filled(thing):
                self.covers.append((self.painted, _both(inner, _bounds(thing, matrix))))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _both(inner, _bounds(thing, matrix))
            self.pictures += max(0.0, right - left) * max(0.0, top - bottom)
            self.covers.append((self.painted, (left, bottom, right, top)))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            self.covers.append((self.painted, inner))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            within = _matrix_of(thing, matrix)
            for at in range(raw.FPDFFormObj_CountObjects(thing)):
                self._look_at(raw.FPDFFormObj_GetObject(thing, at), within, inner, depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_FORM:  # nobody looks into it
            self.covers.append((self.painted, _both(inner, _bounds(thing, matrix))))

    def _bare(self, text: Any) -> None:
        """Have a hyphen read by its glyph: one that says what it stands for swallows the next."""
        said = ctypes.create_string_buffer(8)
        size = ctypes.c_ulong()
        for at in range(raw.FPDFPageObj_CountMarks(text)):
            mark = raw.FPDFPageObj_GetMark(text, at)
            wide = ctypes.cast(said, ctypes.POINTER(raw.FPDF_WCHAR))
            if (
                raw.FPDFPageObjMark_GetParamStringValue(mark, _ACTUAL, wide, len(said), size)
                and said.raw[: max(0, size.value - 2)].decode("utf-16-le", "replace") in _HYPHENS
            ):
                raw.FPDFPageObjMark_RemoveParam(text, mark, _ACTUAL)

    def _is_covered(self, letter: str, place: Box, address: int) -> bool:
        """Tell whether something is painted over a letter later, or a line through a digit."""
        at = self.order.get(address, 0)
        if any(order > at and _mostly_inside(place, box) for order, box in self.covers):
            return True
        middle = _middle(place)
        return letter.isdigit() and any(
            order > at and _meet(middle, box) for order, box in self.lines
        )

    def _characters(self, most: int) -> tuple[list[list[object]], list[str], list[str]]:
        text = raw.FPDFText_LoadPage(self.page.raw)
        shown: list[list[object]] = []
        hidden: list[str] = []
        covered: list[str] = []
        box, own = raw.FS_RECTF(), raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        for at in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, at)
            if code <= ord(" ") or raw.FPDFText_IsGenerated(text, at) == 1:
                continue
            if len(shown) >= most:
                break
            thing = raw.FPDFText_GetTextObject(text, at)
            address = ctypes.addressof(thing.contents) if thing else 0
            raw.FPDFText_GetLooseCharBox(text, at, box)
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            raw.FPDFText_GetMatrix(text, at, own)
            # Fonts disagree about the height of their boxes; where letters stand is sure.
            size = raw.FPDFText_GetFontSize(text, at) * max(math.hypot(own.c, own.d), 1e-3)
            place = (box.left, y.value - _BELOW * size, box.right, y.value + _ABOVE * size)
            clip = self.clips.get(address, self.box)
            if not self.inked.get(address, True) or not _mostly_inside(place, clip):
                hidden.append(chr(code) if code <= sys.maxunicode else "")
                continue
            sides = [round(100 * side) for side in self._turned(place)]
            letter = "-" if chr(code) in _HYPHENS else chr(code)
            if self._is_covered(letter, place, address):
                covered.append(letter)
            shown.append([letter, *sides, round(100 * size)])
        raw.FPDFText_ClosePage(text)
        return shown, hidden, covered

    def _turned(self, box: Box) -> Box:
        """Return a box as it is shown: from the top left, the page turned."""
        left, bottom, right, top = self.box
        x0, y0, x1, y1 = box
        if self.rotation == _QUARTER:
            return (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        if self.rotation == 2 * _QUARTER:
            return (right - x1, y0 - bottom, right - x0, y1 - bottom)
        if self.rotation == 3 * _QUARTER:
            return (top - y1, right - x1, top - y0, right - x0)
        return (x0 - left, top - y1, x1 - left, top - y0)


def _has_ink(thing: Any) -> bool:
    if raw.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _is_filled(path: Any) -> bool:
    """Tell whether a path covers what is under it."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    has_colour = raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return bool(fill.value) and not (has_colour and alpha.value == 0)


def _rules_of(path: Any, matrix: Matrix, clip: Box) -> Iterator[Box]:
    """Yield the straight level and upright lines of a path, as boxes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for corners in _polygons(path, _matrix_of(path, matrix)):
        box = _around(corners)
        thin = min(box[2] - box[0], box[3] - box[1]) < _THIN
        if stroke.value and not thin:
            sides = list(map(_around, pairwise(corners)))
        else:
            sides = [box] if thin and (stroke.value or fill.value) else []
        for side in sides:
            cut = _both(side, clip)
            wide, high = cut[2] - cut[0], cut[3] - cut[1]
            if wide >= 0 and high >= 0 and min(wide, high) < _THIN and max(wide, high) > _SHORT:
                yield cut


def _polygons(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of a path; curves are taken for their ends."""
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    for at in range(min(raw.FPDFPath_CountSegments(path), 10_000)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and corners:
            if len(corners) > 1:
                yield corners
            corners = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        corners.append(_moved((x.value, y.value), matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners


def _clip_of(thing: Any, matrix: Matrix) -> Box:
    """Return the box that a thing is clipped to."""
    clip = raw.FPDFPageObj_GetClipPath(thing)
    if not clip:
        return _EVERYTHING
    box = _EVERYTHING
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip))):
        points = []
        for at in range(min(max(0, raw.FPDFClipPath_CountPathSegments(clip, path)), 10_000)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, path, at)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(_moved((x.value, y.value), matrix))
        if points:
            box = _both(box, _around(points))
    return box


def _bounds(thing: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    xs, ys = (left.value, right.value), (bottom.value, top.value)
    return _around([_moved((x, y), matrix) for x in xs for y in ys])


def _around(points: Sequence[tuple[float, float]]) -> Box:
    """Return the least box that holds some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _both(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _middle(box: Box) -> Box:
    """Return the part of a box that its letter has ink in."""
    x0, y0, x1, y1 = box
    wide, high = (x1 - x0) / 4, (y1 - y0) / 4
    return (x0 + wide, y0 + high, x1 - wide, y1 - high)


def _meet(one: Box, other: Box) -> bool:
    left, bottom, right, top = _both(one, other)
    return left <= right and bottom <= top  # a line may have no width


def _mostly_inside(box: Box, clip: Box) -> bool:
    """Tell whether the middle of a box is inside another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3]


def _matrix_of(thing: Any, outer: Matrix) -> Matrix:
    """Return the matrix of a thing and of what it is part of."""
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, own)
    return _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does the one and then the other."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


if __name__ == "__main__":
    sys.exit(main())
