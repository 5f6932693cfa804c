"""What a hand types in place of a known key or of a value: what is meant, and how it is mended.

All this is read as YAML, and as something else than was meant: `amount：3` is one word, and
`amount: 1,278` between braces is two entries.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from typing import Any

from budgetc.diagnostics.characters import beginning
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import one_slip_apart
from budgetc.frozen import NamedTuple
from budgetc.numbers.days import day_meant
from budgetc.source.bounds import MAX_DIGITS
from budgetc.source.nodes import Mapping, Node, Scalar, SourceTree
from budgetc.source.shape import Shape
from budgetc.source.slips import (
    FORMULA,
    INVISIBLE,
    Edit,
    comment_in,
    invisible_in,
    is_odd,
    number_of,
    slips_of,
    without_odd,
    written_so,
)

_EXCERPT = 40
"""Characters of a text that a finding shows."""

_COLON = re.compile(r"\s{0,40}([：:＝=])\s{0,40}")
_QUOTES = "“”‘’＂＇「」"
_DASHES = "-－—–−"
_DIGITS_BEHIND_COMMA = re.compile(r"[0-9]+(?:\.[0-9]*)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_POINTED = re.compile(r"-?[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})")
"""Matches an amount whose points separate thousands for sure."""
_CUT_OFF = re.compile(r"(?:,[0-9]{1,9}){1,9}(?:\.[0-9]{1,9})?(?![0-9:])")
"""Matches what a comma between braces cut off from an amount."""
_ONE_GROUP = re.compile(r"-?[0-9]{1,3},[0-9]{3}")
_DECIMAL_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)")
_BRACKETS = re.compile(r"\((.+)\)")
_CURRENCY = re.compile(r"^(-?)[¥￥$£\u20a0-\u20c0]")
_BLANKS_INSIDE = re.compile(r"(?<=[0-9]) {1,40}(?=[0-9])")
_WORDS = "any words"
_MOST_LEVELS = 4
"""More parts than the digits of a code have, each level of them apart."""
_NO_NUMBER = msg("write digits and a point only; the unit stands once, at the top of the file")
_SIGNS = str.maketrans("≧⩾≦⩽", "≥≥≤≤")
_COUNTED = re.compile(r"(-?[0-9]+)(?:[^\W\d_]{1,2}|%)")


class Slip(NamedTuple):
    """A slip that is told of at one place.

    Attributes:
        problem: what is wrong.
        hint: the way out.
        span: where it stands.
        edits: what mends it, where no more than one thing can be meant.
        meant: the known keys that are meant.
    """

    problem: Message
    hint: Message
    span: Span
    edits: tuple[Edit, ...] = ()
    meant: frozenset[str] = frozenset()


class Slips:
    """Looks for slips in one file."""

    def __init__(self, tree: SourceTree) -> None:
        """Prepare for a file."""
        self._tree = tree

    @cached_property
    def _lines(self) -> list[str]:
        return self._tree.text.split("\n")

    def of_key(self, node: Mapping, key: str, shape: Shape) -> Slip | None:
        """Return what was meant by a key that is not known; nothing where nobody knows.

        Args:
            node: the mapping that has it.
            key: as read.
            shape: what the schema says of the mapping.
        """
        written, value = node.entries[key]
        known = shape.words_beside(key)
        colon = _COLON.search(key)
        if colon is not None and without_odd(key[: colon.start()]) in known:
            return self._of_colon(written, colon, known)
        is_wide = key.rpartition("，")[2].strip() in known  # which the whole is not
        if is_wide or is_split_off(written, value):
            wide = self._of_wide_comma(node, key) if is_wide else None
            return wide or self._without_key(node, key, shape) or self._of_comma(node, key)
        if is_odd(key):
            return self._of_odd_key(written, known)
        plain = unicodedata.normalize("NFKC", key)
        for clean in (plain, key.strip(_QUOTES), key.lstrip(_DASHES), plain.lower()):
            if clean != key and clean in known:
                return self._of_other_writing(written, clean)
        near = [one for one in known if one_slip_apart(key, one)]
        # What a code is from is the word for its key elsewhere.
        near = near or [one for one in known if shape.under(one).code_list == key]
        if len(near) == 1:
            return Slip(
                msg("the key {key} is not known here", key=key),
                msg("did you mean {names}?", names=near[0]),
                self._tree.span(written),
                (),
                frozenset(near),
            )
        return None

    def _of_colon(self, written: Scalar, colon: re.Match[str], known: Sequence[str]) -> Slip:
        sign, key = colon.group(1), without_odd(written.text[: colon.start()])
        problem = {
            "：": msg("a full-width colon stands after {key}", key=key),
            ":": msg("there is no blank after the colon of {key}", key=key),
        }.get(sign, msg("{sign} stands after {key}, where a colon has to", sign=sign, key=key))
        column = written.column + colon.start()
        is_safe = sign not in "=＝"
        edit = Edit(written.line, column, written.column + colon.end(), ": ", problem, is_safe)
        # Where a whole entry is typed with full-width marks, all that it holds is one word.
        others = tuple(slips_of(self._lines[written.line], written.line, known))
        edits = others if edit[:3] in {other[:3] for other in others} else (edit,)
        meant = frozenset(re.findall(r"\w+", written.text)) & frozenset(known)
        return self._mended(problem, edits, meant, edit)

    def _of_wide_comma(self, node: Mapping, key: str) -> Slip:
        """Return that a full-width comma stands before a key: what is before it is of a value."""
        before, _, meant_key = key.rpartition("，")
        written, values = node.entries[key][0], [value for _, value in node.entries.values()]
        at = written.column + len(before)
        problem = msg("{mark} is full-width; {usual} is meant", mark="，", usual=",")
        comma = Edit(written.line, at, at + 1, ", ", problem)
        value = values[max([*node.entries].index(key) - 1, 0)]
        edits: tuple[Edit, ...] = (comma,)
        if isinstance(value, Scalar) and value.line == written.line and value.column < at:
            whole = self._lines[value.line][value.column : at].replace(" ", "")
            meant, _ = number_meant(whole)
            if meant and _is_the_same(whole, meant):
                grouped = msg("an amount has no thousands comma: {amount}", amount=whole)
                edits = (Edit(value.line, value.column, at, meant, grouped), comma)
        return self._mended(problem, edits, frozenset({meant_key.strip()}), comma)

    def _of_odd_key(self, written: Scalar, known: Sequence[str]) -> Slip:
        text = written.text
        clean = without_odd(text)
        if is_odd(text[: len(text) - len(text.lstrip())] or "") and not INVISIBLE.match(text):
            blanks = text[: len(text) - len(text.lstrip())]
            problem = msg(
                "blanks that are not the usual ones ({number}) stand before this line",
                number=number_of(blanks[0]),
            )
            edit = Edit(written.line, 0, written.column + len(blanks), "  " * len(blanks), problem)
            return self._mended(problem, (edit,), frozenset({clean}) & frozenset(known))
        problem = invisible_in(text)
        edit = self._edit(written, clean, problem)
        return self._mended(problem, (edit,), frozenset({clean}) & frozenset(known))

    def _of_other_writing(self, written: Scalar, key: str) -> Slip:
        problem = msg("{typed} is not written as it must be; {key} is meant",
                      typed=beginning(written.text, _EXCERPT), key=key)  # fmt: skip
        if written.text.lstrip(_DASHES) == key:
            problem = msg("there is no blank after the - of the list")
            edit = self._edit(written, f"- {key}", problem)
        else:
            edit = self._edit(written, key, problem, is_safe=not written.text.isascii())
        return self._mended(problem, (edit,), frozenset({key}))

    def _without_key(self, node: Mapping, key: str, shape: Shape) -> Slip | None:
        """Return of a number without a key that it is the amount which the entry lacks."""
        lacking = [
            one
            for one in shape.keys
            if one in shape.required and one not in node.entries and shape.under(one).is_amount
        ]
        place = [*node.entries].index(key)
        before = [*node.entries.items()][place - 1] if place else None
        if len(lacking) != 1 or before is None or not _DIGITS_BEHIND_COMMA.fullmatch(key):
            return None
        if shape.under(before[0]).is_amount or is_split_off(*before[1]):
            return None
        (amount,) = lacking
        written, typed = node.entries[key][0], before[1][0].text
        word = amount if typed.isascii() else shape.word_of(amount) or amount
        problem = msg("no key stands before {number}", number=key)
        edit = Edit(
            written.line, written.column, written.column, f"{word}: ", problem, is_safe=False
        )
        hint = written_so(self._lines[written.line], (edit,))
        return Slip(problem, hint, self._tree.span(written), (edit,), frozenset({amount}))

    def _of_comma(self, node: Mapping, key: str) -> Slip | None:
        """Return what a comma between braces cut off the value before it."""
        entries = [*node.entries.values()]
        place = [*node.entries].index(key)
        begin = place
        while begin > 0 and is_split_off(*entries[begin - 1]):
            begin -= 1
        if begin == 0 or begin < place:  # told of at the first that was cut off
            return None
        value = entries[begin - 1][1]
        cut = [one for one, _ in takewhile(lambda entry: is_split_off(*entry), entries[begin:])]
        if not isinstance(value, Scalar) or not value.text or value.line != cut[-1].line:
            return None
        span = Span(self._tree.file, value.line + 1, value.column + 1,
                    value.line + 1, cut[-1].end_column + 1)  # fmt: skip
        whole = self._lines[value.line][value.column : cut[-1].end_column]
        if value.text[-1:].isdigit() and all(_DIGITS_BEHIND_COMMA.fullmatch(c.text) for c in cut):
            return self._cut_number(value, whole.replace(" ", ""), span)
        problem = msg(
            "a half-width comma stands in this text and ends it; “{rest}” is read as a key",
            rest=beginning(cut[0].text, _EXCERPT),
        )
        is_wide = not value.text[-1:].isascii()  # after a letter of the alphabet, no ， is meant
        new = re.sub(r",\s*", "，", whole) if is_wide else json.dumps(whole, ensure_ascii=False)
        edit = Edit(value.line, value.column, cut[-1].end_column, new, problem)
        line = written_so(self._lines[value.line], (edit,))
        hint = msg("{mended}; or put the text in quotes", mended=line) if is_wide else line
        return Slip(problem, hint, span, ())

    def _cut_number(self, value: Scalar, whole: str, span: Span) -> Slip:
        problem = msg("an amount has no thousands comma: {amount}", amount=whole)
        end = span.end_column - 1
        meant, hint = number_meant(whole)
        if meant:
            is_safe = _is_the_same(whole, meant)
            edit = Edit(value.line, value.column, end, meant, problem, is_safe)
            return self._by(edit, span)
        return Slip(problem, hint, span)

    def of_comment(self, node: Scalar, name: Value, schema: dict[str, Any]) -> Slip | None:
        """Return why what is meant as a comment was read as a part of a value, if it was.

        Args:
            node: the value.
            name: what people call the place.
            schema: what the value does not meet.
        """
        line = self._lines[node.line]
        is_quoted = line[node.column : node.column + 1] in {'"', "'"}
        if is_quoted or node.line != node.end_line or line[node.end_column :].strip():
            return None  # between braces, a comment would swallow their end
        edit = comment_in(line[node.column : node.end_column], node.line, node.column)
        if edit is None or not _is_whole(line[node.column : edit.column].strip(), schema):
            return None  # of a sentence, what stands behind the mark may be the rest
        file, number = self._tree.file, node.line + 1
        span = Span(file, number, edit.column + 1, number, edit.end + 1)
        problem = msg("{path}: {what}", path=name, what=edit.problem)
        value = line[node.column : edit.column]
        meant, _ = number_meant(value)
        edits: tuple[Edit, ...] = (edit,)
        if meant and _is_the_same(value, meant):  # else no edit would help that leaves its comma
            edits = (Edit(node.line, node.column, edit.column, meant, problem), edit)
        return Slip(problem, written_so(line, edits), span, edits)

    def of_number(self, node: Scalar, name: Value, expected: Message, types: Sequence[str]) -> Slip:
        """Return why a text is no number, and which is meant.

        Args:
            node: the text.
            name: what people call the place.
            expected: what has to stand there.
            types: the same, as the schema says it.
        """
        text, span = node.text, self._tree.span(node)
        problem = msg(
            "{path} must be {expected}; “{text}” is a text",
            path=name,
            expected=expected,
            text=beginning(text, _EXCERPT),
        )
        if (found := INVISIBLE.search(text)) and node.line == node.end_line:
            quoted = self._lines[node.line][node.column : node.column + 1] in "\"'"
            column = node.column + found.start() + quoted + 1
            span = Span(span.file, span.line, column, span.line, column + 1)
            problem = msg("{path}: {what}", path=name, what=invisible_in(text))
        cut = _CUT_OFF.match(self._lines[node.line], node.end_column)
        meant, hint = number_meant(text + (cut.group() if cut else ""))
        if text.startswith("=") and not meant:
            hint = FORMULA
        counted = _COUNTED.fullmatch(unicodedata.normalize("NFKC", text))
        if counted and "integer" in types:  # of what is counted, no other unit is thinkable
            hint = msg("write {digits}", digits=counted.group(1))
        elif hint == _NO_NUMBER and "number" not in types:
            hint = msg("write a whole number, in digits only")
        edits: tuple[Edit, ...] = ()
        if meant and node.line == node.end_line and not cut:
            safe = self._lines[node.line][node.column] == text[:1] and _is_the_same(text, meant)
            edits = (self._edit(node, meant, problem, is_safe=safe),)
        return Slip(problem, hint, span, edits)

    def of_text(self, node: Scalar, problem: Message) -> Slip | None:
        """Return how a text is written that is read as a number."""
        if isinstance(node.value, bool):
            return None  # which says nothing that may be meant as a text
        edit = self._edit(node, f'"{node.text}"', problem)
        hint = written_so(self._lines[node.line], (edit,))
        return Slip(problem, hint, self._tree.span(node), (edit,))

    def of_code(self, node: Scalar, name: Value, pattern: str) -> Slip | None:
        """Return what is wrong with a code that is written with more than its digits, or with less.

        Args:
            node: the code.
            name: what people call the place.
            pattern: what a code there matches.
        """
        text = node.text
        if text.isdecimal() and re.fullmatch(pattern, f"0{text}"):  # as a number it lost its 0
            problem = msg("{path} is not written as it must be: {text}", path=name, text=text)
            edit = self._edit(node, f'"0{text}"', problem, is_safe=False)
            return Slip(problem, written_so(self._lines[node.line], (edit,)), self._tree.span(node))
        clean = unicodedata.normalize("NFKC", without_odd(text))
        digits, rest = _code_before(clean, pattern)
        if rest and not re.fullmatch(pattern, digits):
            return None
        if not (digits.isascii() and all(map(str.isdecimal, digits.split("-")))):
            return None
        span = self._tree.span(node)
        if rest:
            problem = msg("{path}: only the code stands here, {code}, and not the name behind it",
                          path=name, code=digits)  # fmt: skip
            edit = self._edit(node, digits, problem)
            return Slip(problem, written_so(self._lines[node.line], (edit,)), span, ())
        if found := INVISIBLE.search(text):
            column = node.column + found.start() + 1
            span = Span(span.file, span.line, column, span.line, column + 1)
            problem = msg("{path}: {what}", path=name, what=invisible_in(text))
        elif digits != text:
            problem = msg("{path} is not written as it must be: {text}", path=name, text=text)
        else:
            return None
        return self._by(self._edit(node, digits, problem), span)

    def of_day(self, node: Scalar, pattern: str, problem: Message) -> Slip | None:
        """Return which day was meant by one in another writing.

        Args:
            node: what is typed.
            pattern: what has to stand there; the day is meant only if that is one.
            problem: what is wrong.
        """
        day = day_meant(node.text)
        if day is None or not re.fullmatch(pattern, day) or node.line != node.end_line:
            return None
        return self._by(self._edit(node, day, problem), self._tree.span(node))

    def of_choice(self, node: Scalar, allowed: Sequence[str], problem: Message) -> Slip | None:
        """Return which of some words was meant by one in another writing."""
        clean = unicodedata.normalize("NFKC", without_odd(node.text)).translate(_SIGNS)
        if clean == node.text or clean not in allowed:
            return None
        shown = f'"{clean}"' if clean[0] in ">=<" else clean
        if self._lines[node.line][node.column] in "\"'":
            shown = f'"{clean}"'
        return self._by(self._edit(node, shown, problem), self._tree.span(node))

    def _edit(self, node: Scalar, new: str, problem: Message, *, is_safe: bool = True) -> Edit:
        return Edit(node.line, node.column, node.end_column, new, problem, is_safe)

    def _by(self, edit: Edit, span: Span) -> Slip:
        """Return the slip at a place that one edit mends."""
        return Slip(edit.problem, written_so(self._lines[edit.line], (edit,)), span, (edit,))

    def _mended(
        self,
        problem: Message,
        edits: tuple[Edit, ...],
        meant: frozenset[str],
        at: Edit | None = None,
    ) -> Slip:
        first = at or edits[0]
        line = first.line + 1
        span = Span(self._tree.file, line, first.column + 1, line, first.end + 1)
        return Slip(problem, written_so(self._lines[first.line], edits), span, edits, meant)


def _code_before(text: str, pattern: str) -> tuple[str, str]:
    """Return the code that a text begins with, blanks between its levels left out, and the rest."""
    parts = text.split(None, _MOST_LEVELS)
    for end in range(len(parts), 1, -1):
        if re.fullmatch(pattern, code := "".join(parts[:end])):
            return code, "".join(parts[end:])
    digits, _, rest = text.partition(" ")
    return digits, rest


def is_split_off(key: Scalar, value: Node) -> bool:
    """Tell whether a key between braces has no colon: a comma in a value cut it off."""
    return (
        isinstance(value, Scalar)
        and not value.text
        and (value.line, value.column) == (key.end_line, key.end_column)
    )


def _is_whole(text: str, schema: dict[str, Any]) -> bool:
    """Tell whether a text is all that a schema asks for: a number, a day, a code, or a word.

    Of a place where any words may stand, no text is.
    """
    if "enum" in schema:
        return text in map(str, schema["enum"]) or text in Shape.of(schema).value_words
    if "pattern" in schema:
        return not re.search(schema["pattern"], _WORDS) and bool(re.search(schema["pattern"], text))
    types = schema.get("type", ())
    is_number = not {"number", "integer"}.isdisjoint([types] if isinstance(types, str) else types)
    return is_number and not any(map(str.isalpha, text))


def _is_the_same(text: str, digits: str) -> bool:
    """Tell whether a text has the digits of a number, and besides but marks that it may lose."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).replace("。", ".")
    return re.sub(r"[\s,，]", "", plain).replace("−", "-") == digits


def number_meant(text: str) -> tuple[str, Message]:
    """Return the digits that a text means, and what to do; none where it may mean several."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).strip()
    plain = _CURRENCY.sub(r"\1", plain.replace("。", ".").replace("−", "-").replace("，", ","))
    has_blanks = "," not in plain and _BLANKS_INSIDE.search(plain) is not None
    plain = _BLANKS_INSIDE.sub(",", plain).strip(_QUOTES)
    if inside := _BRACKETS.fullmatch(plain):
        meant, _ = number_meant(inside.group(1))
        if meant and not meant.startswith("-"):
            return "", msg("write {digits}; a negative amount is -{digits}", digits=meant)
    if _POINTED.fullmatch(plain):
        return _digits(plain.replace(".", "").replace(",", "."))
    if "," in plain:
        if _GROUPED.fullmatch(plain) and not _ONE_GROUP.fullmatch(plain):
            meant, hint = _digits(plain.replace(",", ""))
            return meant, _bare(meant) if meant else hint
        return "", _of_blanks() if has_blanks else _readings(plain)
    meant, hint = _digits(plain)
    return meant, _bare(meant) if meant == text else hint


def _bare(digits: str) -> Message:
    return msg("write {digits}, without quotes and separators", digits=digits)


def _no_number(text: str) -> Message:
    """Return what to do about a text that is none; of one letter or sign too much, which it is."""
    if text and not text.strip(_DASHES):
        return msg("a dash is no number; write 0 where there is nothing")
    others = set(text) - _OF_NUMBERS
    if len(others) == 1 and others < _KEYS and set("0123456789") & set(text):
        return msg(
            "{sign} is no part of a number; write digits and a point only", sign=others.pop()
        )
    return _NO_NUMBER


_OF_NUMBERS = frozenset("0123456789.-")
_KEYS = frozenset(map(chr, range(0x21, 0x7F)))
"""What the keys of a keyboard give, without the blank."""


def _digits(text: str) -> tuple[str, Message]:
    try:
        number = Decimal(text)
    except ArithmeticError:
        return "", _no_number(text)
    if not number.is_finite():
        return "", _NO_NUMBER
    # Looked at before it is written out: 1e999999999 would fill the memory.
    if not -MAX_DIGITS < number.adjusted() < MAX_DIGITS or len(f"{number:f}") > MAX_DIGITS:
        return "", msg("a number has at most {limit} digits", limit=MAX_DIGITS)
    return f"{number:f}", msg("write {digits}", digits=f"{number:f}")


def _of_blanks() -> Message:
    return msg("a blank stands between its digits; look the amount up, and write it without blanks")


def _readings(text: str) -> Message:
    """Return which numbers a text with commas may mean."""
    decimal = _DECIMAL_COMMA.fullmatch(text)
    if decimal is None:
        return msg("its commas are not at every third digit; look the amount up, and write it "
                   "without commas")  # fmt: skip
    return msg(
        "write {pointed} if the comma is a decimal point, or {whole} if it separates nothing",
        pointed=".".join(decimal.groups()),
        whole="".join(decimal.groups()),
    )
