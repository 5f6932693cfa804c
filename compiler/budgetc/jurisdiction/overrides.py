"""What a workspace replaces of the shipped data, and whether its originals are still the same.

Three things can be replaced, each by one file of the workspace:

- a whole file: by a file of the same name (`templates/NAME/overview.j2`);
- a part of a layout: `templates/NAME/overrides/tables.6.yaml`;
- a block of a template: `templates/NAME/overrides/explanation.revenue.j2`.

What is replaced has one way to be named, `FILE` or `FILE#PART`. `templates/overrides.lock` holds,
for each, the fingerprint of the original that the replacement was made of. When the compiler brings
another original, the replacement may lack what is new in it, and that is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import OVERRIDABLE, Resources, kept
from budgetc.frozen import frozen
from budgetc.jurisdiction.parts import TABLES, PartName, fingerprint, parts_of, table_name
from budgetc.jurisdiction.spec import Layout
from budgetc.jurisdiction.tables import TableSpec
from budgetc.jurisdiction.upon import changed
from budgetc.numbers.money import Unit
from budgetc.schema import load_schema, make_schema
from budgetc.source.nodes import Node
from budgetc.source.read import read_data
from budgetc.templating.sandbox import DELIMITERS, OVERRIDES, Delimiters, block_override
from budgetc.templating.skeletons import SKELETON_DELIMITERS

LOCK = "templates/overrides.lock"
LAYOUT = "layout.yaml"
SKELETONS = "skeletons"


@frozen()
class Target:
    """Something that a workspace may replace.

    Attributes:
        file: a data file, such as `templates/NAME/layout.yaml`.
        part: of that file; empty for all of it.
    """

    file: str
    part: str = ""

    @classmethod
    def read(cls, text: str) -> Target:
        """Return a target as it is written."""
        file, _, part = text.partition("#")
        return cls(file, part)

    def __str__(self) -> str:
        return f"{self.file}#{self.part}" if self.part else self.file

    @property
    def of_layout(self) -> bool:
        """Whether it is a part of a layout."""
        return bool(self.part) and PurePosixPath(self.file).name == LAYOUT

    @property
    def override(self) -> str:
        """The file of a workspace that replaces it."""
        if not self.part:
            return self.file
        if self.of_layout:
            return str(PurePosixPath(self.file).parent / OVERRIDES / f"{self.part}.yaml")
        return block_override(self.file, self.part)


def _target_of(name: str) -> Target:
    """Return what a file of a workspace replaces, if it replaces anything."""
    path = PurePosixPath(name)
    if path.parent.name != OVERRIDES:
        return Target(name)
    folder = path.parent.parent
    if path.suffix == ".yaml":
        return Target(str(folder / LAYOUT), path.stem)
    template, _, block = path.stem.rpartition(".") if "." in path.stem else (path.stem, "", "")
    return Target(str(folder / f"{template}{path.suffix}"), block)


def targets_in(resources: Resources, folder: str) -> Iterator[Target]:
    """Yield everything under a folder that a workspace may replace."""
    for name in resources.names(folder):
        if name == LOCK or PurePosixPath(name).parent.name == OVERRIDES:
            continue
        yield Target(name)
        yield from (Target(name, part) for part in _parts_in(resources, name))


def original(resources: Resources, target: Target) -> str | Node | None:
    """Return what a target is without its replacement, or nothing if there is no such thing."""
    if target.part:
        had = _parts_of_layout if target.of_layout else _parts_in
        return had(resources, target.file).get(target.part)
    content = resources.original(target.file) or resources.read(target.file)
    return None if content is None else content.decode("utf-8", errors="replace")


def _parts_in(resources: Resources, file: str) -> Mapping[str, str | Node]:
    path = PurePosixPath(file)
    if path.name == LAYOUT:
        tree, _ = read_data(resources, file)
        return parts_of(tree.root) if tree else {}
    content = resources.read(file) if path.suffix == ".j2" else None
    if content is None:
        return {}
    of_document = path.parent.name != SKELETONS and any(
        resources.has(str(folder / LAYOUT)) for folder in path.parents
    )
    text = content.decode("utf-8", errors="replace").replace("\r\n", "\n")
    return blocks_of(text, DELIMITERS if of_document else SKELETON_DELIMITERS)


def _parts_of_layout(resources: Resources, file: str) -> Mapping[str, str | Node]:
    """Return the parts of a layout, and those that it has from the one that it stands on."""
    parts: dict[str, str | Node] = {}
    read: set[str] = set()
    while file not in read and resources.has(file):
        read.add(file)
        tree, _ = read_data(resources, file)
        if tree is None:
            break
        parts = {**parts_of(tree.root), **parts}
        file = f"templates/{tree.said('base')}/{LAYOUT}"
    return parts


def blocks_of(text: str, delimiters: Delimiters) -> Mapping[str, str]:
    """Return what stands in each block of a template, from the first to the last.

    It is read from the text: Jinja has thrown away how its blocks were written.
    """
    begin, end, _, _, comment, end_of_comment = map(re.escape, delimiters)
    tags = re.compile(
        rf"{comment}.*?{end_of_comment}"
        rf"|[^\S\n]*{begin}[-+]?\s*(?:block\s+(?P<name>\w+)|(?P<end>endblock))\b.*?{end}",
        re.DOTALL,
    )
    found: dict[str, str] = {}
    opened: list[tuple[str, int]] = []
    for tag in tags.finditer(text):
        if tag["name"]:
            opened.append((tag["name"], tag.end()))
            found[tag["name"]] = ""
        elif tag["end"] and opened:
            name, start = opened.pop()
            found[name] = text[start : tag.start()].removeprefix("\n")
    return found


def overridden(resources: Resources) -> Iterator[Target]:
    """Yield what the workspace replaces, or tries to."""
    return (target for _, target in _overrides(resources))


def _overrides(resources: Resources, others: tuple[str, ...] = ()) -> Iterator[tuple[str, Target]]:
    """Yield the files of the workspace that replace something, and what they replace.

    Args:
        resources: the data files.
        others: beginnings of names that are not looked at.
    """
    for name in (name for folder in OVERRIDABLE for name in resources.own_names(folder)):
        target = _target_of(name)
        if target.file.startswith(others):
            continue
        is_replacing = target.file != name  # it stands among those that replace parts
        if is_replacing or resources.original(name) is not None:
            yield name, target


def apply_overrides(
    resources: Resources, layout: Layout, folder: PurePosixPath, unit: Unit
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """Return a layout with the parts that the workspace replaced, or what is wrong with those.

    Args:
        resources: the data files.
        layout: the jurisdiction's.
        folder: with the files of those parts.
        unit: a unit of money; no layout has amounts.
    """
    findings: list[Diagnostic] = []
    for name in resources.names(str(folder)):
        part = PartName.read(PurePosixPath(name).stem)
        if PurePosixPath(name).parent != folder or not name.endswith(".yaml") or part is None:
            continue  # a block, or what `check_overrides` says
        tree, unread = read_data(resources, name)
        schema = make_schema(part.schema(load_schema(resources, "layout.schema.json").document))
        value, problems = schema.bind((tree, unread), part.hint(), unit)
        findings += problems
        if tree is not None and not problems:
            findings += _misnamed(part, value)
            layout = changed(layout, {part.key: _in_place(layout, part, value)}, tree)
    return (None if findings else layout), tuple(findings)


def _in_place(layout: Layout, part: PartName, value: Any) -> Any:
    before: Any = getattr(layout, part.key)
    if part.key == TABLES:
        names = (table_name(one.id, one.kinds) for one in before)
        return tuple((dict(zip(names, before, strict=True)) | {part.member: value}).values())
    if isinstance(before, Mapping):
        return {**before, part.member: value}
    return replace(before, **{part.member: value}) if part.member else value


def _misnamed(part: PartName, value: Any) -> Iterator[Diagnostic]:
    if isinstance(value, TableSpec) and part.member != table_name(value.id, value.kinds):
        problem = msg(
            "this is table {id}; a file of this name replaces {part}",
            id=table_name(value.id, value.kinds),
            part=str(part),
        )
        yield finding("LAY001", problem, value.origin.span("id"))


def read_lock(resources: Resources) -> Mapping[str, str]:
    """Return the recorded fingerprints by target."""
    lines = (resources.read(LOCK) or b"").decode("utf-8", errors="replace").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}  # noqa: PLR2004  # a pair


def lock_text(recorded: Mapping[str, str]) -> str:
    """Return the text of the lock file."""
    head = "# Written by `budgetc jurisdictions`: the original that each override was made of.\n"
    return head + "".join(f"{recorded[name]}  {name}\n" for name in sorted(recorded))


@kept
def check_overrides(resources: Resources, jurisdiction: str) -> tuple[Diagnostic, ...]:
    """Return which overrides that bear on a jurisdiction's documents have lost their originals."""
    recorded = read_lock(resources)
    folders = (f"templates/{name}/" for name in resources.folders("templates"))
    others = tuple(
        folder
        for folder in folders
        if folder != f"templates/{jurisdiction}/" and resources.has(folder + LAYOUT)
    )
    found = (
        _check(resources, name, target, recorded.get(str(target)))
        for name, target in _overrides(resources, others)
    )
    return tuple(one for one in found if one is not None)


def _check(
    resources: Resources, name: str, target: Target, recorded: str | None
) -> Diagnostic | None:
    place = Span.point(name)
    if target.file != name and not target.part:
        return _of_no_block(resources, name, target)
    before = original(resources, target)
    if before is None:
        part = PartName.read(target.part) if target.of_layout else None
        if recorded is None and part is not None and part.member:
            return None  # a layout may gain an entry
        known = map(str, targets_in(resources, str(PurePosixPath(target.file).parent)))
        problem = msg("this takes the place of {target}, which is not there", target=str(target))
        return finding("LAY101", problem, place, hint=choices(str(target), tuple(known)))
    now = fingerprint(before)
    if recorded == now or (recorded is None and _is_same(resources, target, now)):
        return None
    compare = msg(
        "budgetc jurisdictions override {target} --original prints the original as it is now; when "
        "your file has what it needs of it, the same command with --renew records that",
        target=str(target),
    )
    if recorded is None:
        problem = msg("it is not recorded which {target} this was made from", target=str(target))
        return finding("LAY102", problem, place, hint=compare)
    problem = msg("{target} has changed since this took its place", target=str(target))
    return finding("LAY101", problem, place, hint=compare)


def _of_no_block(resources: Resources, name: str, target: Target) -> Diagnostic:
    """Return the finding of a file that replaces a block of a template, and does not say which."""
    folder = str(PurePosixPath(target.file).parent)
    blocks = (
        PurePosixPath(one.override).name
        for one in targets_in(resources, folder)
        if one.part and not one.of_layout and str(PurePosixPath(one.file).parent) == folder
    )
    known = [one for one in blocks if PurePosixPath(name).stem in one.split(".")]
    return finding(
        "LAY101",
        msg("this takes the place of a block of a template, and its name does not say of which"),
        Span.point(name),
        hint=msg("name it after the template and the block: {names}", names=enumerated(known))
        if known
        else None,
    )


def _is_same(resources: Resources, target: Target, now: str) -> bool:
    """Tell whether a replacement is an unchanged copy, which no record is needed for."""
    if not target.of_layout:
        content = resources.read(target.override)
        return content is not None and fingerprint(content.decode(errors="replace")) == now
    tree, _ = read_data(resources, target.override)
    return tree is not None and fingerprint(tree.root) == now
