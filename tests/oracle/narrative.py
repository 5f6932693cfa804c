"""The numbers of both texts, each named by what it is about, so that they can be told apart.

A number is named by its section, its subject (`基本支出`), what of the subject it tells (the amount
itself, `占`, `增加`, `增长`), its unit, and which one it is where several have the same name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from budgetc.document.model import Figure, Heading, Paragraph, line_text

from .compiled import korla, tables
from .published import Number, published_numbers, supplement
from .sheet import plain
from .texts import flat

_UNITS = ("万元", "台(套)", "平方米", "%", "个", "人", "辆", "家", "次", "类")
_NUMBER = re.compile(rf"([0-9]+(?:\.[0-9]+)?)({'|'.join(map(re.escape, _UNITS))})")
_BARE = re.compile(r"(?<=编制数)([0-9]+)()")
_POINT = re.compile(r"([0-9]+)\.(?![0-9])")
_STEP = re.compile(r"(\([一二三四五六七八九十]+\))")
_SECTION = re.compile(r"([一二三四五六七八九十]+)、")
_DELIMITER = re.compile(r"[，。；：、,;:]")
_SPEAKER = re.compile(r"^.*(?:20[0-9]{2}年的?|管理局|监管局)")
_RELATION = re.compile(r"(?:比上年(?:预算)?)?(增加|减少|增长|下降)$|^(占)$")
GOALS = "绩效目标文字"


class Named(NamedTuple):
    """What a number is about."""

    where: str
    subject: str
    relation: str
    unit: str
    repeat: int

    def __str__(self) -> str:
        """Return the name as the list of differences writes it."""
        again = f" #{self.repeat}" if self.repeat > 1 else ""
        return " ".join(filter(None, (self.subject, self.relation, self.unit))) + again


class Found(NamedTuple):
    """A number of the compiled text.

    Attributes:
        figure: the figure that prints it, unless it was typed or stands in a template.
    """

    number: Number
    figure: Figure | None


def published_values(aliases: Mapping[str, str]) -> dict[Named, str]:
    """Return the published numbers by name.

    Args:
        aliases: subjects that the compiled text calls otherwise.
    """
    return _values([_at_home(number) for number in published_numbers()], aliases)


def compiled_values() -> dict[Named, str]:
    """Return the compiled numbers by name."""
    return _values([_by_project(found.number) for found in compiled_numbers()], {})


def compiled_numbers() -> list[Found]:
    """Return the numbers of the compiled text and of the goals, in order."""
    return [*_text_numbers(), *_goal_numbers()]


def project_numbers() -> dict[str, str]:
    """Return the number that each project has in section seven of the compiled text."""
    found = {}
    for block in korla().blocks:
        if isinstance(block, Heading) and "项目名称：" in line_text(block.content):
            number, name = line_text(block.content).split("项目名称：")
            found[name] = number
    return found


def _values(numbers: Iterable[Number], aliases: Mapping[str, str]) -> dict[Named, str]:
    repeats: Counter[tuple[str, ...]] = Counter()
    values: dict[Named, str] = {}
    subject = ""
    place = ""
    for number in numbers:
        if number.where != place:
            subject, place = "", number.where
        phrase = _phrase(number)
        relation = _RELATION.search(phrase)
        said = relation.group(1) or relation.group(2) if relation else ""
        own = phrase[: relation.start()] if relation else phrase
        subject = aliases.get(own, own) or subject
        name = (number.where, subject, said, number.unit)
        repeats[name] += 1
        values[Named(*name, repeats[name])] = number.value
    return values


def _phrase(number: Number) -> str:
    """Return the words that lead to a number, back to the last stop or the last number."""
    text = plain(number.text)
    end = text.rindex(plain(number.value) + plain(number.unit))
    lead = text[:end].rstrip("，:：")
    parts = _DELIMITER.split(_NUMBER.sub("，", lead))
    phrase = re.sub(r"^[0-9]+\.", "", next(part for part in reversed(parts) if part))
    return re.sub(r"^万元", "", _SPEAKER.sub("", phrase))


def _at_home(number: Number) -> Number:
    """Name the section of a published number of a project or a goal by the project."""
    if number.where.startswith("三部分 七 "):
        projects = {step: name for name, step in supplement()["projects_in_section_seven"].items()}
        return number._replace(where=f"三部分 七 {projects[number.where.split()[-1]]}")
    if number.where == GOALS:
        goals = {name: plain(goal) for name, goal in _published_goals()}
        (home,) = [name for name, goal in goals.items() if plain(number.text) in goal]
        return number._replace(where=f"{GOALS} {home}")
    return number


def _published_goals() -> Iterator[tuple[str, str]]:
    for form in supplement()["forms"].values():
        texts = dict(form)
        if "项目总体目标" in texts:
            yield texts["项目名称"], texts["项目总体目标"]


def _by_project(number: Number) -> Number:
    if number.where.startswith("三部分 七 "):
        projects = {plain(step): name for name, step in project_numbers().items()}
        return number._replace(where=f"三部分 七 {projects[plain(number.where.split()[-1])]}")
    return number


def _text_numbers() -> Iterator[Found]:
    part = section = step = ""
    for block in korla().blocks:
        if isinstance(block, Heading):
            title = plain(line_text(block.content))
            if block.level == 1:
                part, section, step = title[:4].removeprefix("第"), "", ""
                part = "第一部分" if part == "一部分" else part
            elif match := _SECTION.match(title):
                section, step = match.group(1), ""
            elif match := _STEP.match(title):
                step = match.group(1)
        elif isinstance(block, Paragraph):
            text, figures = flat(block.sentences)
            if (match := _POINT.match(text)) and part != "第一部分":
                step = match.group(0)
            where = part if part == "第一部分" else " ".join(filter(None, (part, section, step)))
            yield from _numbers(where.replace("(", "（").replace(")", "）"), text, figures)


def _goal_numbers() -> Iterator[Found]:
    for table in tables().values():
        cells = [cell for row in table.form for cell in row]
        heads = [line_text(cell.content) for cell in cells]
        if "项目总体目标" in heads:
            name = heads[heads.index("项目名称") + 1]
            text, figures = flat((cells[heads.index("项目总体目标") + 1].content,))
            yield from _numbers(f"{GOALS} {name}", text, figures)


def _numbers(where: str, text: str, figures: Mapping[int, Figure]) -> Iterator[Found]:
    matches = [*_NUMBER.finditer(text), *_BARE.finditer(text)]
    for match in sorted(matches, key=lambda match: match.start()):
        unit = match.group(2).replace("(", "（").replace(")", "）")
        number = Number(where, text[: match.end()], match.group(1), unit)
        yield Found(number, figures.get(match.start()))
