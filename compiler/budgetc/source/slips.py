"""What a hand types where YAML wants another character: found, named, and how the line is mended.

An input method for Chinese gives full-width marks and blanks; programs that one copies from bring
characters that nobody sees. Which of them is a slip depends on where it stands: in a sentence,
`，` is right. Only lines on which reading failed are looked at.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.frozen import NamedTuple

_LONGEST = 2_000
"""How many characters a line has at most that is looked at; a stranger's may be a megabyte."""

_BEFORE = 3
"""How many lines with words above the place where reading failed may hold the cause."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\u3164]"
)
"""Matches a character that takes no room."""

_ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Matches a blank that YAML takes for a letter."""

_BEFORE_COMMENT = re.compile(rf"(?P<it>(?:[ \t]|{_ODD_BLANK.pattern}){{1,40}}(?P<mark>[#＃]))")
"""Matches the start of what is meant as a comment, and is none where a usual blank is missing."""

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")

_WORD = r"[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]{0,39}"
"""How a key is written; longer words are none."""

FORMULA = msg("no formula is computed here; write the number that it comes to")

_HIDDEN = re.compile(
    r"""(?<![^\s\[{,:｛［，：])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?:^|(?<=\s))#.*"""
)
"""Matches what is in quotes, and comments."""


class Edit(NamedTuple):
    """A part of a line, and what should stand there instead.

    Attributes:
        line: from 0.
        column: from 0, where the part begins.
        end: the column behind it.
        new: instead; a line break begins a line of its own.
        problem: what is wrong.
        is_safe: whether no more than this can be meant, so that no person needs to look.
    """

    line: int
    column: int
    end: int
    new: str
    problem: Message
    is_safe: bool = True


def mended(line: str, edits: Iterable[Edit]) -> str:
    """Return a line with its edits made; those that overlap an earlier one are left out."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda one: one[:3]):
        if edit.column >= done:
            parts += line[done : edit.column], edit.new
            done = edit.end
    return "".join((*parts, line[done:]))


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a text's bytes with those of some edits made that are safe; every other byte stays."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode("utf-8")
    lines = [match.groups() for match in _LINE.finditer(text)]
    ordered = sorted((edit for edit in edits if edit.is_safe), key=lambda edit: edit[:3])
    for number, of_line in groupby(ordered, key=lambda edit: edit.line):
        words, end = lines[number]
        new = mended(words, of_line)
        lines[number] = (new.replace("\n", end or "\n"), end)
    return mark + "".join(words + end for words, end in lines).encode()


def written_so(line: str, edits: Iterable[Edit]) -> Message:
    """Return how a line is mended, ready to be pasted."""
    lines = [part.strip() for part in mended(line, edits).split("\n")]
    if len(lines) > 1:
        return msg("write each on a line of its own: {lines}", lines=enumerated(lines))
    return msg("write: {line}", line=lines[0])


def number_of(character: str) -> str:
    """Return what an invisible character is called: U+200B."""
    return f"U+{ord(character):04X}"


def is_odd(text: str) -> bool:
    """Tell whether a text holds a blank that is none to YAML, or a character that nobody sees."""
    return bool(INVISIBLE.search(text) or _ODD_BLANK.search(text))


def without_odd(text: str) -> str:
    """Return a text without characters that nobody sees, and with usual blanks."""
    return _ODD_BLANK.sub(" ", INVISIBLE.sub("", text)).strip()


def invisible_in(text: str) -> Message:
    """Return what is wrong with a text that holds a character that nobody sees."""
    found = INVISIBLE.search(text)
    character = found.group() if found else text[:1]
    return msg("an invisible character stands here, {number}", number=number_of(character))


def comment_in(text: str, line: int, column: int) -> Edit | None:
    """Return how a comment begins that was read as a part of a text; nothing where none was.

    Args:
        text: without quotes.
        line: on which it stands, from 0.
        column: where it begins, from 0.
    """
    found = _BEFORE_COMMENT.search(text)
    if found is None:
        return None
    odd = _ODD_BLANK.search(found["it"])
    problem = (
        _wide_mark(found["mark"])
        if odd is None
        else msg(
            "the blank before # is not the usual one ({number}); what follows it is read as text",
            number=number_of(odd.group()),
        )
    )
    return Edit(line, column + found.start(), column + found.end(), " #", problem)


def slips_at(lines: Sequence[str], failed: int) -> tuple[Edit, ...]:
    """Return the slips of the line for which reading failed; it may be one above the place.

    Args:
        lines: of the text.
        failed: the line where the parser gave up, from 0.
    """
    keys = frozenset(key for line in lines for key in _KEY.findall(line[:_LONGEST]))
    if (comma := _comma_above(lines, failed, keys)) is not None:
        return (comma,)
    seen = 0
    for number in range(min(failed, len(lines) - 1), -1, -1):
        line = lines[number].strip()
        if not line or line.startswith("#"):
            continue
        if edits := tuple(slips_of(lines[number], number, keys)):
            return edits
        seen += 1
        if seen > _BEFORE:
            break
    return ()


def _comma_above(lines: Sequence[str], failed: int, keys: Collection[str]) -> Edit | None:
    """Return the comma that a line lacks before the last one of its braces, which has a key."""
    last = _without_comment(lines[failed][:_LONGEST]) if 0 < failed < len(lines) else ""
    key = _FIRST_KEY.match(last)
    if key is None or key["key"] not in keys or last.count("}") <= last.count("{"):
        return None
    above = _without_comment(lines[failed - 1][:_LONGEST]).rstrip()
    if above.count("{") <= above.count("}") or above.endswith((",", "{", "，")):
        return None
    problem = msg("a comma is missing before {key}", key=key["key"])
    return Edit(failed - 1, len(above), len(above), ",", problem, is_safe=False)


def slips_of(line: str, number: int, keys: Collection[str]) -> Iterator[Edit]:
    """Yield the slips of one line in their order, were it a line that cannot be read.

    Args:
        line: without its end.
        number: of the line, from 0.
        keys: that are known; another Chinese word behind a comma may be one of a text: ，其中:.
    """
    if len(line) > _LONGEST:
        return
    shown = _HIDDEN.sub(lambda found: "x" * len(found.group()), line)
    round_ones = tuple(_round_brackets(line, number, keys))
    yield from round_ones
    for bracket in round_ones:
        shown = shown[: bracket.column] + bracket.new + shown[bracket.end :]
    indentation = _INDENTATION.match(shown)
    if indentation is not None and is_odd(indentation.group()):
        yield _indentation(indentation.group(), number)
    in_braces = re.search(r"[\[{｛［]", shown) is not None
    found = [
        Edit(
            number,
            match.start("it"),
            match.end("it"),
            new,
            problem(match),
            _is_safe(match.group("it"), new),
        )
        for pattern, new, problem in (*_ANYWHERE, *(_IN_BRACES if in_braces else ()))
        for match in pattern.finditer(shown)
    ]
    if in_braces:
        in_texts = set(_marks_of_texts(shown, keys))
        found = [edit for edit in found if edit.column not in in_texts]
    else:
        found += _joined_entries(shown, number)
    found += _behind_value(line, number)
    if in_braces or "}" in shown:
        found += (*_lacking_commas(shown, number, keys), *_note_behind(line, number))
    found.sort()
    yield from found
    lacking = shown.count("{") - shown.count("}")
    if not found and lacking > 0 and (edit := _cut_by_comment(line, shown, number, lacking)):
        yield edit
    elif not found and lacking > 0 and not shown.endswith((",", "{")):
        end = len(_without_comment(line).rstrip())
        if shown[end - 1] in _ENDS and "(" not in shown.replace("（", "(").replace("【", "("):
            yield _no_brace(shown[end - 1], "}", number, end - 1)
            return
        yield Edit(number, end, end, "}", msg("the {{ of this line is not closed"), is_safe=False)


def _cut_by_comment(line: str, shown: str, number: int, lacking: int) -> Edit | None:
    """Return how a text is put in quotes of which a # begins a comment, with the braces behind."""
    hidden = [found for found in _HIDDEN.finditer(line) if found.group().startswith("#")]
    end = len(line.rstrip())
    if not hidden or line[end - lacking : end] != "}" * lacking:
        return None
    at = hidden[0].start()
    begins = [found.end() for found in _BEFORE_VALUE.finditer(shown) if found.end() < at]
    value = line[begins[-1] : end - lacking] if begins else ""
    if not value or re.search(r'["\\]|^\'', value) or _KEY_INSIDE.search(value):
        return None
    problem = msg("a # behind a blank begins a comment: what follows it is not read")
    before = line[begins[-1] : at].rstrip()
    if _NUMBER.fullmatch(before):  # it is a comment, and the braces slid behind it
        note = f"{'}' * lacking} {line[at : end - lacking]}"
        return Edit(number, begins[-1] + len(before), end, note, problem, is_safe=False)
    return Edit(number, begins[-1], end - lacking, f'"{value}"', problem, is_safe=False)


def in_quotes(line: str, number: int, column: int, problem: Message) -> Edit | None:
    """Return how the value is put in quotes that a line has at a column; nothing where none is.

    Args:
        line: that cannot be read.
        number: of the line, from 0.
        column: where reading failed, in the value or at its begin.
        problem: what is wrong.
    """
    if len(line) > _LONGEST:
        return None
    shown = _without_comment(line)
    in_braces = re.search(r"[\[{]", shown[:column]) is not None
    begins = [found.end() for found in _BEFORE_VALUE.finditer(shown) if found.end() <= column]
    if not begins:
        return None
    begin = begins[-1] if in_braces else begins[0]
    ends = _BEHIND_VALUE.search(shown, column) if in_braces else None
    end = ends.start() if ends else len(shown.rstrip())
    value = line[begin:end].rstrip()
    if not value or re.search(r'["\\\[{]|^\'', value) or _KEY_INSIDE.search(value):
        return None
    return Edit(number, begin, begin + len(value), f'"{value}"', problem, is_safe=False)


def _without_comment(line: str) -> str:
    """Return a line of the same length in which texts in quotes are x, and a comment is blank."""
    return _HIDDEN.sub(
        lambda found: ("x" if found.group()[0] in "\"'" else " ") * len(found.group()), line
    )


def _round_brackets(line: str, number: int, keys: Collection[str]) -> Iterator[Edit]:
    """Yield the brackets of another kind that hold keys as braces do."""
    match = _ROUND.match(_without_comment(line))
    is_entry = match is not None and not match["of"] and match["key"].isascii()
    if match is None or not (is_entry or match["key"] in keys):
        return
    yield _no_brace(match["begin"], "{", number, match.start("begin"))
    if match["end"] != "}":
        yield _no_brace(match["end"], "}", number, match.start("end"))


def _no_brace(mark: str, usual: str, number: int, column: int) -> Edit:
    problem = msg("{mark} is no brace; {usual} is meant", mark=mark, usual=usual)
    return Edit(number, column, column + 1, usual, problem, is_safe=False)


def _lacking_commas(shown: str, number: int, keys: Collection[str]) -> Iterator[Edit]:
    """Yield the blanks between braces behind which a known key follows a value."""
    for match in _BLANK_BEFORE_KEY.finditer(shown):
        before = shown[: match.start()]
        is_inside = re.search(r"[{,，｛]", before) or shown.count("}") > shown.count("{")
        has_key = ": " in re.split(r"[{,，｛]", before)[-1]
        if is_inside and has_key and match["key"] in keys:
            problem = msg("a comma is missing before {key}", key=match["key"])
            yield Edit(number, match.start("it"), match.end("it"), ", ", problem, is_safe=False)


def _behind_value(line: str, number: int) -> Iterator[Edit]:
    """Yield how a text is typed that stands behind a value in quotes or brackets.

    Behind a list it is a note. Behind a quotation mark it may be part of the text, and a note that
    is printed is seen, where a text that became a note would be lost.
    """
    match = _ENDED.match(line[: len(_without_comment(line).rstrip())])
    if match is None or _ANY_KEY.search(match["words"]):
        return
    mark = match["value"][-1]
    begin, end = match.start("value"), match.end("words")
    if mark == "]" and match["it"]:
        problem = msg(
            "a text stands behind {mark}, where the value ends; a note begins with #", mark=mark
        )
        at = match.end("value")
        yield Edit(number, at, match.end("it"), f" {_COMMENT}", problem, is_safe=False)
    elif mark != "]":
        problem = msg(
            "a text goes on behind the {mark} with which it ends; put all of it in quotes, or # "
            "before it if it is a note",
            mark=mark,
        )
        whole = line[begin:end]
        quoted = f'"{whole}"' if '"' not in whole and "\\" not in whole else _in_single(whole)
        yield Edit(number, begin, end, quoted, problem, is_safe=False)


def _in_single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _note_behind(line: str, number: int) -> Iterator[Edit]:
    """Yield how the note begins that stands behind the last brace of an entry without a #."""
    shown = _without_comment(line)
    if (stray := _STRAY.match(shown)) is not None:
        problem = msg("{mark} stands behind the last brace, where nothing may", mark=stray["it"])
        yield Edit(number, stray.start("it"), stray.end("it"), "", problem, is_safe=False)
        return
    match = _NOTE.search(shown)
    if match is None or shown.count("{") > shown.count("}") or _ANY_KEY.search(match["words"]):
        return
    problem = msg("a text stands behind the last brace; a note begins with #")
    begin, end, mark = match.start("it"), match.end("it"), match["mark"]
    if begin == end and _IN_ENTRY.match(shown) is None:  # braces in a text
        return
    if mark == "＃":
        yield Edit(number, begin, end, " # ", _wide_mark(mark), is_safe=False)
        return
    if mark:
        problem, end = _no_comment(match), match.start("mark")
    yield Edit(number, begin, end, f" {_COMMENT}", problem, is_safe=False)


_ENDED = re.compile(
    rf"""\s*(?:-\s+)?(?:{_WORD}:\s+)?(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\])"""
    r"(?P<it>[ \t]{0,40})(?P<words>[^\s#,，:：{}\[\]].*)$"
)
"""A value in quotes or brackets, and words behind it."""
_ROUND = re.compile(
    rf"\s*(?:-\s*)?(?P<of>{_WORD}:\s+)?(?P<begin>[(（【])\s*(?P<key>{_WORD})\s*[:：].*(?P<end>[)）】}}])\s*$"
)
_FIRST_KEY = re.compile(rf"\s*(?P<key>{_WORD}):\s")
_BLANK_BEFORE_KEY = re.compile(
    rf"(?<=[^\s,，;；、:：{{｛\[［])(?P<it>[ \t]{{1,40}})(?=(?P<key>{_WORD}):(?:\s|$))"
)
_NOTE = re.compile(
    r"\}(?P<it>\s{0,40}(?P<mark>//|/\*|<!--|--|[;；＃])\s{0,40}|\s{0,40})(?P<words>[^\s{}\[\]#,，:：、][^{}]*)$"
)
_IN_ENTRY = re.compile(r"\s*-\s+\{")
_STRAY = re.compile(r"\s*-\s+\{[^{}]*\}\s{0,40}(?P<it>[,，;；。、.])\s*$")
_ENDS = frozenset(")）】")
_NUMBER = re.compile(r"-?[0-9][0-9.,_]{0,40}")
_ANY_KEY = re.compile(rf"(?:^|\s){_WORD}:(?:\s|$)")
_BEFORE_VALUE = re.compile(r"(?<=[^\s:]):\s{1,40}|^\s*-\s{1,40}(?![^\s:]{1,40}:\s)")
_KEY_INSIDE = re.compile(rf"[,，]\s{{0,40}}{_WORD}:\s|\s[a-z_]{{1,40}}:\s")
"""Matches what is rather a second key than a part of the text."""
_BEHIND_VALUE = re.compile(r"[,\]}]")

_INDENTATION = re.compile(rf"(?:[ \t]|{_ODD_BLANK.pattern}|{INVISIBLE.pattern})+(?=\S)")


def _indentation(blanks: str, number: int) -> Edit:
    odd = next(c for c in blanks if is_odd(c))
    new = "".join("  " if c == "\u3000" else "" if INVISIBLE.match(c) else " " for c in blanks)
    problem = msg(
        "blanks that are not the usual ones ({number}) stand before this line",
        number=number_of(odd),
    )
    return Edit(number, 0, len(blanks), new, problem)


def _joined_entries(shown: str, number: int) -> Iterator[Edit]:
    """Yield the full-width commas behind which a second key stands, though no brace is around."""
    begin = _BEGIN.match(shown)
    indentation = " " * len(begin.group()) if begin else ""
    for match in _COMMA_BEFORE_KEY.finditer(shown):
        problem = msg("a full-width comma stands between two keys; each has a line of its own")
        yield Edit(number, match.start("it"), match.end("it"), f"\n{indentation}", problem)
        colon = match.end() - 1
        if shown[colon] == "：":
            yield Edit(number, colon, colon + 1, ": ", _wide_colon(match))


def _marks_of_texts(shown: str, keys: Collection[str]) -> Iterator[int]:
    """Yield the columns of commas and colons between braces that are rather a text's own."""
    for match in _COMMA_IN_TEXT.finditer(shown):
        word = match["word"]
        if not word.isascii() and word not in keys:
            yield from (match.start(), match.end())


def _wide_colon(match: re.Match[str]) -> Message:
    return msg("a full-width colon stands after {key}", key=match.group("key"))


def _close_colon(match: re.Match[str]) -> Message:
    return msg("there is no blank after the colon of {key}", key=match.group("key"))


def _wide_mark_at(match: re.Match[str]) -> Message:
    return _wide_mark(match.group("it").strip())


def _wide_mark(mark: str) -> Message:
    return msg(
        "{mark} is full-width; {usual} is meant",
        mark=mark,
        usual=unicodedata.normalize("NFKC", mark),
    )


def _wide_dash(match: re.Match[str]) -> Message:
    return msg("{mark} is no - of a list", mark=match.group("it").strip())


def _is_safe(typed: str, new: str) -> bool:
    """Tell whether nothing that somebody typed is made a comment, and no number is dropped."""
    return new != _COMMENT and not typed[:1].isdigit()


_COMMENT = "# "


def _odd_blank(match: re.Match[str]) -> Message:
    odd = next(one for one in match.group("it") if is_odd(one))
    return msg("the blank after - is not the usual one ({number})", number=number_of(odd))


def _no_comment(match: re.Match[str]) -> Message:
    return msg("{mark} begins no comment; # does", mark=match.group("mark"))


def _no_comma(match: re.Match[str]) -> Message:
    return msg("{mark} is no comma; , is meant", mark=match.group("it").strip())


_BEGIN = re.compile(r"(?:\s|-(?=\s))*")
_KEY = re.compile(rf"(?:^\s*(?:-\s+)?|[\[{{,]\s*)({_WORD}):(?:\s|$)")
_COMMA_IN_TEXT = re.compile(rf"，\s{{0,40}}(?P<word>{_WORD})(?=:\S)")
_COMMA_BEFORE_KEY = re.compile(rf"(?P<it>\s*，\s*)(?P<key>{_WORD})(?::\s|：)")

_ANYWHERE = (
    (re.compile(r"^\s*(?P<it>＃)"), "#", _wide_mark_at),
    (re.compile(r"^\s*(?P<it>－\s*)(?=\S)"), "- ", _wide_dash),
    (
        re.compile(
            rf"^\s*(?P<it>(?:[—–−﹣•·●○▪ー*]|\d{{1,3}}[.、)）])\s*)(?={_WORD}\s*[:：]|[{{｛])"
        ),
        "- ",
        _wide_dash,
    ),
    (re.compile(rf"^\s*(?P<it>-\s*{_ODD_BLANK.pattern}\s*)(?=\S)"), "- ", _odd_blank),
    (
        re.compile(r"^\s*(?P<it>)(?P<mark>//|/\*|<!--|--(?![-\s]*[{\[])|[;；])"),
        _COMMENT,
        _no_comment,
    ),
    (
        re.compile(rf"^\s*(?P<it>-)(?=(?!-){_WORD}[:：]|[{{\[｛［])"),
        "- ",
        lambda _: msg("there is no blank after the - of the list"),
    ),
    (re.compile(rf"^\s*(?:[-－—–−﹣]\s*)?(?P<key>{_WORD})(?P<it>\s*：\s*)"), ": ", _wide_colon),
    (
        re.compile(rf"^\s*(?:[-－—–−﹣]\s*)?(?P<key>{_WORD})(?P<it>:)(?![\s/]|$)"),
        ": ",
        _close_colon,
    ),
    (re.compile(r"(?:^|:\s|[-,\[{｛［，：]\s*)(?P<it>｛)"), "{", _wide_mark_at),
    (re.compile(r"(?:^|:\s|[-,\[{｛［，：]\s*)(?P<it>［)"), "[", _wide_mark_at),
)
"""What is wrong wherever it stands: a pattern, what should stand there, and why."""

_IN_BRACES = (
    (re.compile(r"(?P<it>｝)"), "}", _wide_mark_at),
    (re.compile(r"(?P<it>］)"), "]", _wide_mark_at),
    (re.compile(rf"(?P<it>，\s*)(?={_WORD}\s*[:：])"), ", ", _wide_mark_at),
    (re.compile(r"(?P<it>[;；、]\s*)(?=[a-z_]{1,40}\s*[:：])"), ", ", _no_comma),
    (re.compile(rf"[{{,，｛]\s*(?P<key>{_WORD})(?P<it>\s*：\s*)"), ": ", _wide_colon),
    (re.compile(rf"[{{,，｛]\s*(?P<key>{_WORD})(?P<it>:)(?![\s/]|$)"), ": ", _close_colon),
)
"""What is wrong between braces alone."""
