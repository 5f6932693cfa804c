"""Random sources and random edits of them: what they say, and how they are written.

Nothing here knows the compiler. A source is a model that is printed; an edit changes the model. So
what a merge has to come to is known without merging: both sides' edits, made one after the other.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import strategies as st

Path = tuple[str, ...]
"""The way down a source: keys of mappings, names of items."""

NAMING = ("id", "code", "fund", "item", "name")


@dataclass
class Entry:
    """An entry of a mapping, or, without a key, an item of a list."""

    key: str
    value: str | Block
    above: list[str] = field(default_factory=list)
    behind: str = ""

    @property
    def name(self) -> str:
        """What edits call it."""
        if self.key or isinstance(self.value, str):
            return self.key or str(self.value)
        return next(str(e.value) for key in NAMING for e in self.value.entries if e.key == key)


@dataclass
class Block:
    """A mapping or a list, in lines or in brackets."""

    entries: list[Entry]
    is_list: bool = False
    flow: bool = False

    def entry(self, path: Path) -> Entry | None:
        """Return the entry at the end of a path, if it is there."""
        found = next((e for e in self.entries if e.name == path[0]), None)
        if found is None or len(path) == 1:
            return found
        return found.value.entry(path[1:]) if isinstance(found.value, Block) else None


def mapping(*, flow: bool = False, **values: str | Block) -> Block:
    """Return a mapping."""
    return Block([Entry(key, value) for key, value in values.items()], flow=flow)


def listing(*values: str | Block, flow: bool = False) -> Block:
    """Return a list."""
    return Block([Entry("", value) for value in values], is_list=True, flow=flow)


# Printing


def printed(root: Block, step: int) -> str:
    """Return the text of a source; the items of a list stand `step` columns right of its key."""
    return "".join(f"{line}\n" for line in _lines(root, 0, step))


def _lines(block: Block, column: int, step: int) -> list[str]:
    lines: list[str] = []
    for entry in block.entries:
        value = entry.value
        lines += [" " * column + comment for comment in entry.above]
        head = " " * column + (f"{entry.key}:" if entry.key else "-")
        if isinstance(value, str) or value.flow or not value.entries:
            lines.append(f"{head} {_inline(value)}{entry.behind}")
        elif entry.key:
            inner = column + (step if value.is_list else 2)
            lines += [head + entry.behind, *_lines(value, inner, step)]
        else:
            first, *others = value.entries
            lines += [" " * column + comment for comment in first.above]
            bare = Block([Entry(first.key, first.value, behind=first.behind), *others])
            inner_lines = _lines(bare, column + 2, step)
            lines += [" " * column + "- " + inner_lines[0][column + 2 :], *inner_lines[1:]]
    return lines


def _inline(value: str | Block) -> str:
    if isinstance(value, str):
        return value
    opening, closing = "[]" if value.is_list else "{}"
    inner = ", ".join(
        f"{e.key}: {_inline(e.value)}" if e.key else _inline(e.value) for e in value.entries
    )
    return f"{opening}{inner}{closing}"


def data(value: str | Block) -> object:
    """Return what a model says, every value as it is written, without its quotation marks."""
    if isinstance(value, str):
        return value.strip("\"'")
    if value.is_list:
        return [data(entry.value) for entry in value.entries]
    return {entry.key: data(entry.value) for entry in value.entries}


# Editing


class Edit(NamedTuple):
    """One edit of one thing.

    Attributes:
        kind: set, drop, give (a further key), add (an item), move, above or behind (a comment).
        path: of what is changed; of a new entry, its own.
        value: what is written; of an addition or a move, the item it comes to stand behind.
        content: of an addition.
    """

    kind: str
    path: Path
    value: str = ""
    content: Block | None = None


def edited(root: Block, edits: list[Edit]) -> Block:
    """Return a source with edits made; what they are about may be gone."""
    root = deepcopy(root)
    for edit in edits:
        _make(root, edit)
    return root


def _make(root: Block, edit: Edit) -> None:
    parent = root.entry(edit.path[:-1]) if len(edit.path) > 1 else None
    holder = root if parent is None else parent.value
    assert isinstance(holder, Block)
    entry = holder.entry(edit.path[-1:])
    if edit.kind == "give":
        if entry is None:
            holder.entries.append(Entry(edit.path[-1], edit.value))
        else:
            entry.value = edit.value
    elif edit.kind == "add":
        if entry is not None:
            holder.entries.remove(entry)
        holder.entries.insert(_behind(holder, edit.value), Entry("", deepcopy(edit.content or "")))
    elif entry is None:
        return
    elif edit.kind == "drop":
        holder.entries.remove(entry)
    elif edit.kind == "move":
        holder.entries.remove(entry)
        holder.entries.insert(_behind(holder, edit.value), entry)
    elif edit.kind == "set":
        entry.value = edit.value
    elif edit.kind == "above":
        entry.above = [*entry.above, edit.value]
    else:
        entry.behind += f"  {edit.value}"


def _behind(block: Block, name: str) -> int:
    return next((n for n, e in enumerate(block.entries, 1) if e.name == name), 0)


def conflicting(ours: Edit, theirs: Edit) -> bool:
    """Tell whether two edits cannot both be made, whichever comes first."""
    if "drop" in (ours.kind, theirs.kind):
        if ours.kind == theirs.kind:
            return _within(ours.path, theirs.path) != _within(theirs.path, ours.path)
        dropped, other = (ours, theirs) if ours.kind == "drop" else (theirs, ours)
        moved_itself = other.kind == "move" and other.path == dropped.path
        return _within(other.path, dropped.path) and not moved_itself
    if ours.path != theirs.path or ours.kind not in ("set", "give", "add"):
        return False
    if theirs.kind not in ("set", "give", "add"):
        return False
    return (
        (ours.value, None) != (theirs.value, None)
        if ours.kind != "add"
        else (data(ours.content or "") != data(theirs.content or ""))
    )


def _within(path: Path, other: Path) -> bool:
    return path[: len(other)] == other


def reordered_lists(edits: list[Edit]) -> set[Path]:
    """Return the lists whose items edits move, add or take away."""
    return {edit.path[:-1] for edit in edits if edit.kind in ("move", "add", "drop")}


# Random ones

_FUNCTIONS = ("2013801", "2013802", "2013805", "2080501", "2080505", "2101101", "2210201")
_ECONOMIC = ("30101", "30102", "30107", "30113", "30201", "30207", "30211", "30302")
_PROJECTS = ("training", "inspection", "systems", "aid")
_ITEMS = ("场地", "师资", "印刷", "差旅")
_OFFICES = ("办公室", "综合科", "监管科", "质量科", "法规科")
_REASONS = ("人员增加", "社保基数调整", '"预算：增加"', "'工作需要'")

_Amounts = st.SearchStrategy[str]
_amounts = st.decimals(0, 999, places=2).map(str)
_new_amounts = st.sampled_from(["1000.00", "1001.50", "1002"])  # none that stood there before
_added_amounts = st.sampled_from(["2000.00", "2001", "2002.25"])
_flags = st.booleans()


def _some(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=len(names) - 1)


@st.composite
def _function_line(draw: st.DrawFn, code: str, amounts: _Amounts = _amounts) -> Block:
    line = mapping(code=code, amount=draw(amounts))
    if draw(_flags):
        line.entries.append(Entry("reason", draw(st.sampled_from(_REASONS))))
    return line


@st.composite
def _economic_line(draw: st.DrawFn, code: str, amounts: _Amounts = _amounts) -> Block:
    flow = draw(st.sampled_from([True, True, False]))
    return mapping(flow=flow, code=code, amount=draw(amounts))


@st.composite
def _allocation(draw: st.DrawFn, item: str, amounts: _Amounts) -> Block:
    return mapping(flow=True, item=item, amount=draw(amounts))


@st.composite
def _project(draw: st.DrawFn, name: str, amounts: _Amounts = _amounts) -> Block:
    return mapping(
        id=name,
        name=f"项目{name}",
        function="2013805",
        economic="302",
        allocation=listing(*(draw(_allocation(item, amounts)) for item in draw(_some(_ITEMS)))),
        period=mapping(flow=True, start="2024-01-01", end="2024-12-31"),
    )


@st.composite
def sources(draw: st.DrawFn) -> Block:
    """Return a random budget."""
    root = mapping(
        jurisdiction="tiny",
        year="2024",
        unit="万元",
        department=mapping(name="某某局", offices=listing(*draw(_some(_OFFICES)))),
        revenue=listing(mapping(fund="general.own", amount=draw(_amounts))),
        basic_expenditure=mapping(
            by_function=listing(*(draw(_function_line(c)) for c in draw(_some(_FUNCTIONS)))),
            by_economic=listing(*(draw(_economic_line(c)) for c in draw(_some(_ECONOMIC)))),
        ),
        project_expenditure=mapping(
            projects=listing(*(draw(_project(name)) for name in draw(_some(_PROJECTS))))
        ),
    )
    for number, entry in enumerate(root.entries):
        if draw(_flags):
            entry.above = ["", f"# 第{number}节", ""] if draw(_flags) else [f"# 第{number}节"]
    return root


_LISTS = (
    (("basic_expenditure", "by_function"), _FUNCTIONS, _function_line),
    (("basic_expenditure", "by_economic"), _ECONOMIC, _economic_line),
    (("project_expenditure", "projects"), _PROJECTS, _project),
)


@st.composite
def edits_of(draw: st.DrawFn, root: Block, side: str) -> list[Edit]:
    """Return up to six edits of a source that do not touch one another."""
    edits: list[Edit] = []
    for number in range(draw(st.integers(0, 6))):
        edit = draw(_edit(root, f"# {side}{number}"))
        apart = all(
            not _within(edit.path, other.path) and not _within(other.path, edit.path)
            for other in edits
        )
        if apart:
            edits.append(edit)
    return edits


@st.composite
def _edit(draw: st.DrawFn, root: Block, comment: str) -> Edit:
    kind = draw(st.sampled_from(["set", "set", "set", "drop", "give", "add", "move", "note"]))
    if kind == "note":
        place = draw(st.sampled_from(["above", "behind"]))
        return Edit(place, draw(st.sampled_from(_leaves(root, (), lines=True))), comment)
    if kind == "set":
        amounts = [path for path in _leaves(root, (), lines=False) if path[-1] == "amount"]
        return Edit("set", draw(st.sampled_from(amounts)), draw(_new_amounts))
    where, pool, make = draw(st.sampled_from(_LISTS))
    holder = root.entry(where)
    assert holder is not None
    assert isinstance(holder.value, Block)
    names = [entry.name for entry in holder.value.entries]
    if kind == "give":
        name = draw(st.sampled_from(names))
        return Edit("give", (*where, name, "note"), draw(st.sampled_from("甲乙")))
    if kind == "add":
        new = draw(st.sampled_from([name for name in pool if name not in names]))
        behind = draw(st.sampled_from(["", *names]))
        return Edit("add", (*where, new), behind, draw(make(new, _added_amounts)))
    name = draw(st.sampled_from(names))
    if kind == "drop":
        return Edit("drop", (*where, name))
    others = [other for other in names if other != name]
    return Edit("move", (*where, name), draw(st.sampled_from(["", *others])))


def _leaves(block: Block, path: Path, *, lines: bool) -> list[Path]:
    """Return the paths of single values; or of what stands on one line, which may hold several."""
    found: list[Path] = []
    for entry in block.entries:
        here = (*path, entry.name)
        if isinstance(entry.value, str) or (lines and entry.value.flow):
            found.append(here)
        else:
            found += _leaves(entry.value, here, lines=lines)
    return found
