"""Templates look and print; whatever else they try is a fault with their name and the line."""

from __future__ import annotations

import gc
import tempfile
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateSyntaxError

from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import Paragraph, line_text
from budgetc.files.data import Resources
from budgetc.files.disk import Disk
from budgetc.layout.blocks import Marks, finalize, join_printed, read_blocks
from budgetc.templating.bounds import MAX_OUTPUT, MAX_STEPS
from budgetc.templating.exposed import Exposed, exposed
from budgetc.templating.faults import TemplateFaultError
from budgetc.templating.sandbox import (
    DELIMITERS,
    Delimiters,
    TemplateEnvironment,
    compile_text,
    load_template,
    make_environment,
    render,
)
from budgetc.templating.skeletons import SKELETON_DELIMITERS, render_skeleton
from budgetc.templating.templates import Templates, templates_of
from tests.support import write_files
from tests.templating.steps import steps_of

NAME = "templates/t/document.j2"


class _Bureau(Exposed):
    """Something that templates may look into."""

    __slots__ = ()
    phone = "no template sees this"

    def lookup(self, name: str) -> object:
        if name == "name":
            return "某局"
        raise LookupError(name)


@exposed
def shout(text: str) -> str:
    return f"{text}!"


@exposed
def length_of(text: Any) -> str:
    return str(len(text))


def _open_door(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


VALUES: Mapping[str, object] = {
    "year": 2024,
    "bureau": _Bureau(),
    "items": ("a", "b", "c"),
    "hundred": tuple(str(number) for number in range(100)),
    "shout": shout,
    "length_of": length_of,
    "door": _open_door,
}


def _environment(folder: Path, files: Mapping[str, str | bytes]) -> TemplateEnvironment:
    write_files(folder, files)
    return make_environment(
        templates_of(Resources((Disk(folder),))),
        finalize=finalize,
        filters={"join": join_printed},
    )


def _printed(template: str | bytes, others: Mapping[str, str | bytes] | None = None) -> str:
    """Return what a template prints, with the printed values in place."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), {**(others or {}), NAME: template})
        compiled = load_template(environment, NAME)
        with Marks() as marks:
            return _text(marks, render(compiled, VALUES))


def _text(marks: Marks, output: str) -> str:
    line, _ = marks.line(output, "", NAME)
    assert all(isinstance(part, str) for part in line)
    return line_text(line)


def _fault(
    template: str | bytes, others: Mapping[str, str | bytes] | None = None
) -> TemplateFaultError:
    with pytest.raises(TemplateFaultError) as caught:
        _printed(template, others)
    return caught.value


# What works


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ year }}年", "2024年"),
        ("{{ bureau.name }}", "某局"),
        ("{{ bureau['name'] }}", "某局"),
        ("{{ items[1] }}", "b"),
        ("{% for x in items %}{{ loop.index }}{{ x }}{{ '' if loop.last else '、' }}{% endfor %}",
         "1a、2b、3c"),
        ("{% for x in () %}{% else %}无{% endfor %}", "无"),
        ("{{ items | join('、') }}", "a、b、c"),
        ("{{ items | join }}", "abc"),
        ("{% macro m(x) %}（{{ x }}）{% endmacro %}{{ m(year) }}{{ m(m('a')) }}",
         "（2024）（（a））"),
        ("{% set x %}{{ year }}年{% endset %}{{ x }}{{ x }}", "2024年2024年"),
        ("{{ shout('a') }}", "a!"),
        ("{{ 'a' if year == 2024 and bureau.name else 'b' }}", "a"),
    ],
)  # fmt: skip
def test_a_template_looks_and_prints(template: str, text: str) -> None:
    assert _printed(template) == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        # A line of nothing but tags vanishes.
        ("甲\n{% if year %}\n乙\n{% endif %}\n丙\n", "甲\n乙\n丙\n"),
        ("甲\n  {% if year %}{# 注 #}{% endif %}\n丙\n", "甲\n丙\n"),
        ("{# 两\n行 #}\n甲\n{% set x = 1 %}\n", "甲\n"),
        # One that holds more keeps its end, whatever it ends with.
        ("甲{% if year %}，乙{% endif %}\n丙\n", "甲，乙\n丙\n"),
        ("{% if year %}甲{% endif %}\n\n丙\n", "甲\n\n丙\n"),
        ("{{ year }}{% if not year %}无{% endif %}\n丙\n", "2024\n丙\n"),
        ("甲{% if not year %}\n乙{% endif %}\n丙\n", "甲\n丙\n"),
        ("甲{# 注 #}\n丙\n", "甲\n丙\n"),
        ("甲{# {% if year %} #}{% set x = '%}\n' %}\n丙\n", "甲\n丙\n"),
        ("{{ '{% if %}' }}{% if year\n %}{% endif %}\n丙\n", "{% if %}\n丙\n"),
        # A hyphen joins lines, as ever.
        ("甲{% if year %}，乙{% endif -%}\n  丙\n", "甲，乙丙\n"),
        ("甲\n{%- if year %}，乙{% endif %}\n{%- if year %}，丙{% endif %}。\n", "甲，乙，丙。\n"),
        # What is only kept prints no line.
        ("{% macro m(x) %}（{{ x }}）{% endmacro %}\n{% set y %}乙{% endset %}\n{{ m(y) }}\n",
         "（乙）\n"),
    ],
)  # fmt: skip
def test_a_line_that_holds_more_than_tags_keeps_its_end(template: str, text: str) -> None:
    assert _printed(template) == text
    assert _printed(template.replace("\n", "\r\n")) == text


def test_templates_include_and_import_one_another() -> None:
    others = {
        "templates/t/m.j2": "{% macro year_of(x) %}{{ x }}年{% endmacro %}",
        "templates/t/part.j2": "{% import 'templates/t/m.j2' as say %}{{ say.year_of(year) }}",
    }
    template = "{% include 'templates/t/part.j2' %}{% include 'templates/t/part.j2' %}"
    assert _printed(template, others) == "2024年2024年"


# What is refused; each stands on the third line


@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        # Attributes
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ ''['__class__'] }}", "__class__"),
        ("{{ bureau.__class__.__mro__ }}", "__class__"),
        ("{{ bureau.phone }}", "phone"),
        ("{{ bureau.lookup('name') }}", "lookup"),
        ("{{ shout.__globals__ }}", "__globals__"),
        ("{{ self.__init__.__globals__ }}", "__init__"),
        ("{{ self._TemplateReference__context }}", "_TemplateReference__context"),
        ("{% for x in items %}{{ loop.__class__ }}{% endfor %}", "__class__"),
        ("{% for x in items %}{{ loop._iterable }}{% endfor %}", "_iterable"),
        ("{% macro m() %}{{ caller.__class__ }}{% endmacro %}{{ m() }}", "caller"),
        ("{% macro m() %}{% endmacro %}{{ m.__call__ }}", "__call__"),
        ("{% import 'templates/t/m.j2' as m %}{{ m.__class__ }}", "__class__"),
        ("{% import 'templates/t/m.j2' as m %}{{ m._body_stream }}", "_body_stream"),
        ("{{ items.__len__() }}", "__len__"),
        ("{{ items[9] }}", "9"),
        ("{{ items[0:2] }}", ""),
        ("{{ year | attr('real') }}", "attr"),
        ("{{ items | map(attribute='__class__') }}", "map"),
        # Format strings
        ("{{ '{0.__class__}'.format(year) }}", "format"),
        ("{{ '{x.__class__}'.format_map(bureau) }}", "format_map"),
        ("{{ '%s' % year }}", "%"),
        ("{{ 'abc'.upper() }}", "upper"),
        # Functions
        ("{{ door('/etc/passwd') }}", "door is something, and no function of templates"),
        ("{{ bureau() }}", "bureau is a bureau, and no function of templates"),
        ("{% for x in range(9) %}{% endfor %}", "range"),
        ("{{ dict(a=1) }}", "dict"),
        ("{{ lipsum() }}", "lipsum"),
        ("{% set x = namespace() %}", "namespace"),
        ("{{ cycler('a') }}", "cycler"),
        ("{{ joiner('a') }}", "joiner"),
        ("{% do items.append(1) %}", "do"),
        # Arithmetic
        ("{{ year + 1 }}", "do not calculate"),
        ("{{ year - 1 }}", "do not calculate"),
        ("{{ 2 * 2 }}", "do not calculate"),
        ("{{ year / 2 }}", "do not calculate"),
        ("{{ year // 2 }}", "do not calculate"),
        ("{{ year % 2 }}", "do not calculate"),
        ("{{ 9 ** 9 ** 9 }}", "do not calculate"),
        ("{{ -year }}", "do not calculate"),
        ("{{ 'a' * 999999999 }}", "do not calculate"),
        ("{{ [0] * 999999999 }}", "do not calculate"),
        ("{{ 'a' + 'b' }}", "do not calculate"),
        ("{{ 'a' ~ 'b' }}", "~"),
        # Names that are not there, and things that are no text
        ("{{ missing }}", "missing"),
        ("{% if missing %}{% endif %}", "missing"),
        ("{% for x in missing %}{% endfor %}", "missing"),
        ("{{ items }}", "a list cannot be printed"),
        ("{{ [year] }}", "a list cannot be printed"),
        ("{{ 1.5 }}", "a number with a point cannot be printed"),
        ("{{ none }}", "nothing cannot be printed"),
        ("{{ bureau }}", "a bureau cannot be printed"),
        # Loops that call themselves
        ("{% for x in items recursive %}{{ loop(items) }}{% endfor %}", "no function of templates"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "more than 50 deep"),
        # Files
        ("{% include '../../etc/passwd' %}", "no template ../../etc/passwd"),
        ("{% include 'templates/../../../etc/passwd' %}", "no template templates/../../"),
        ("{% include '/etc/passwd' %}", "no template /etc/passwd"),
        ("{% include 'budgets/a/2024.yaml' %}", "no template budgets/a/2024.yaml"),
        ("{% include 'templates/none.j2' %}", "no template templates/none.j2"),
        ("{% import 'templates/none.j2' as x %}", "no template templates/none.j2"),
        ("{% extends 'templates/none.j2' %}", "no template templates/none.j2"),
        # No template at all
        ("{% if year %}", "the template ends before all that began in it"),
        ("{{ year", "the template ends before all that began in it"),
        ("{% endfor %}", "endfor"),
        ("{{ year | upper }}", "upper"),
        ("{{ year is unheard_of }}", "unheard_of"),
        # Marks of printed values that were never printed
        ("\x020\x03", "control character"),
        ("{{ '\\x02999\\x03' }}", "control character"),
        ("{{ '\\ud800' }}", "control character"),
    ],
)  # fmt: skip
def test_an_attempt_is_a_fault_with_its_line(attempt: str, reason: str) -> None:
    fault = _fault(f"\n\n{attempt}\n", {"templates/t/m.j2": "甲"})
    assert (fault.template, fault.line) == (NAME, 3)
    assert reason in ENGLISH(fault.reason)


def test_a_fault_names_the_template_it_is_in() -> None:
    others = {"templates/t/part.j2": "\n{{ year + 1 }}"}
    fault = _fault("{% include 'templates/t/part.j2' %}", others)
    assert (fault.template, fault.line) == ("templates/t/part.j2", 2)
    others = {"templates/t/part.j2": "\n\n{% if %}"}
    fault = _fault("{% include 'templates/t/part.j2' %}", others)
    assert (fault.template, fault.line) == ("templates/t/part.j2", 3)


def test_an_unknown_template_is_a_fault() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), {})
        with pytest.raises(TemplateFaultError) as caught:
            load_template(environment, "templates/t/none.j2")
    assert (caught.value.template, caught.value.line) == ("templates/t/none.j2", 1)


def test_a_template_in_another_encoding_is_a_fault() -> None:
    fault = _fault("某局".encode("gbk"))
    assert (fault.template, fault.line) == (NAME, 1)
    assert "UTF-8" in ENGLISH(fault.reason)


@pytest.mark.parametrize(
    "template",
    [
        f"{{{{ {'(' * 3000}1{')' * 3000} }}}}",
        "{% if year %}" * 300 + "{% endif %}" * 300,
        f"{{{{ year{'.a' * 5000} }}}}",
        "{{ " + "not " * 5000 + "year }}",
        # More loops inside one another than Python can compile.
        "{% for x in items %}" * 25 + "{% endfor %}" * 25,
    ],
    ids=["brackets", "conditions", "attributes", "negations", "loops"],
)
def test_a_template_nested_too_deep_is_a_fault(template: str) -> None:
    assert _fault(template).template == NAME


# What a report says of it: words of the template language, none of Python's


@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        ("{% set shout = bureau %}{{ shout('a') }}", "a bureau is no function of templates"),
        ("{% set shout = bureau.name %}{{ shout('a') }}", "shout is a text, and no function"),
        ("{{ 'abc'('x') }}", "a text is no function of templates"),
        ("{{ shout() }}", "shout() is used like this: shout(text)"),
        ("{{ shout(1, 2, 3) }}", "shout() is used like this: shout(text)"),
        ("{{ shout('a', nope=1) }}", "shout() is used like this: shout(text)"),
        ("{% call shout() %}x{% endcall %}", "shout() is used like this: shout(text)"),
        ("{{ length_of(7) }}", "length_of() is not made for a number"),
        ("{{ length_of(bureau.name, items) }}", "length_of() is used like this: length_of(text)"),
        ("{{ bureau < 3 }}", "a bureau and a number are not compared with <"),
        ("{{ 'a' < 3 }}", "a text and a number are not compared with <"),
        ("{{ bureau.phone }}", "a bureau has no phone"),
        ("{{ bureau.name.x.y }}", "a text has no x"),
        ("{{ items[9] }}", "a list has no 9"),
        ("{{ missing }}", "missing is not known here"),
        ("{{ shout(missing) }}", "missing is not known here"),
        ("{% for x in year %}{% endfor %}", "a number is no list"),
        ("{% for x in bureau %}{% endfor %}", "a bureau is no list"),
        ("{{ year | join('x') }}", "a number is no list"),
        ("{{ items | join(1) }}", "join is used like this: join(separator)"),
        ("{% set x, y = items %}", "not as many items as names"),
        ("{% for a, b in items %}{% endfor %}", "not as many items as names"),
        ("{{ 3 in year }}", "a number is no list"),
        ("{{ 3 in 'a' }}", "this cannot be done with these values"),
        ("{{ {[1]: 1} }}", "this cannot be done with these values"),
        ("{{ 'x' is divisibleby(0) }}", "this cannot be done with these values"),
        ("{{ shout(*bureau) }}", "a bureau is no list"),
        ("{{ shout(**bureau) }}", "a bureau is no mapping"),
        ("{% include bureau %}", "a bureau is no list"),
        ("{% extends bureau %}", "a bureau is no name of a template"),
        ("{{ self }}", "something cannot be printed"),
        ("{% for x in items %}{{ loop }}{% endfor %}", "something cannot be printed"),
        ("{{ items | counted('x') | join(',') }}", "there is no filter counted"),
    ],
)
def test_a_fault_is_said_in_words(attempt: str, reason: str) -> None:
    assert ENGLISH(_fault(attempt).reason).startswith(reason)


@pytest.mark.parametrize(
    "attempt",
    ["{{ " + "a" * 3000 + " }}", "{{ items['" + "a" * 3000 + "'] }}",
     "{% include '" + "a" * 3000 + "' %}", "{{ 1 | " + "a" * 3000 + " }}"],
    ids=["name", "key", "file", "filter"],
)  # fmt: skip
def test_what_a_fault_says_is_bounded(attempt: str) -> None:
    assert len(ENGLISH(_fault(attempt).reason)) <= 200


# Time and memory

_LOOPS = "{% for a in hundred %}{% for b in hundred %}%{% endfor %}{% endfor %}"


def _chain(link: Callable[[int], str], length: int) -> str:
    return "".join(link(number) for number in range(1, length + 1))


@pytest.mark.parametrize(
    ("template", "bound"),
    [
        (_LOOPS.replace("%{", "{% for c in hundred %}{% endfor %}{", 1), MAX_STEPS),
        (_LOOPS.replace("%{%", f"{'x' * 1000}{{%", 1), MAX_OUTPUT),
        (_LOOPS.replace("%{%", f"{{{{ '{'x' * 1000}' }}}}{{%", 1), MAX_OUTPUT),
        ("{% set a %}" + _LOOPS.replace("%{%", f"{'x' * 1000}{{%", 1) + "{% endset %}", MAX_OUTPUT),
        ("{% set a = 'x' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40, MAX_OUTPUT),
        ("{% macro d(x) %}{{ x }}{{ x }}{% endmacro %}{% set a = 'x' %}"
         + "{% set a = d(a) %}" * 40, MAX_OUTPUT),
        # Macros that call the one before twice: no loop, nothing printed, 2^17 calls and more.
        ("{% macro m0() %}{% endmacro %}"
         + _chain(lambda n: f"{{% macro m{n}() %}}{{% set a = m{n - 1}() %}}"
                            f"{{% set a = m{n - 1}() %}}{{% endmacro %}}", 18)
         + "{% set a = m18() %}", MAX_STEPS),
    ],
    ids=["steps", "text", "values", "text in a block", "doubled", "doubled by a macro", "calls"],
)  # fmt: skip
def test_a_template_that_would_not_end_is_stopped(template: str, bound: int) -> None:
    assert f"more than {bound} " in ENGLISH(_fault(template).reason)


_TEN = "{% set a = (" + "a, " * 10 + ") %}"
_DEEP = "{% set a = (1, 2) %}{% set b = a %}" + _TEN * 12 + _TEN.replace("a", "b") * 12
_LONG = "{% set a %}" + "{{ 'x' }}" * 100_000 + "{% endset %}"


@pytest.mark.parametrize(
    "template",
    [
        _DEEP + "{% if a == b %}x{% endif %}",
        _TEN.replace("(a", "{'k': year, 'a': (a").replace(") %}", ")} %}") * 12,
        "{% set a = 'x' %}" + _TEN.replace("(", "[").replace(")", "]") * 12,
        _LONG
        + "{% for x in hundred %}{% if "
        + " or ".join(["a not in a"] * 100)
        + " %}{% endif %}"
        "{% if a != a %}{% endif %}{% endfor %}",
    ],
)
def test_a_value_made_to_be_slow_to_look_through_is_stopped(template: str) -> None:
    reason = ENGLISH(_fault(template).reason)
    assert reason in {"more than 100000 values in one", "more than 200000 turns of loops"}


@pytest.mark.parametrize(
    "included", ["{{ " + "9" * 6000 + " }}", "{{ " + "(" * 300 + ")" * 300 + " }}"]
)
def test_a_template_that_cannot_be_compiled_is_told_by_its_own_name(included: str) -> None:
    fault = _fault("{% include 'templates/t/a.j2' %}", {"templates/t/a.j2": included})
    assert fault.template == "templates/t/a.j2"


def test_values_of_values_may_be_compared_and_looked_for() -> None:
    template = "{% set a = (year, (items, 1)) %}{% if a == (2024, (items, 1)) %}={% endif %}"
    assert _printed(template + "{% if 'b' in items %}b{% endif %}") == "=b"


@pytest.mark.parametrize("test", ["eq", "in", "sameas", "callable"])
def test_tests_that_compare_are_not_known(test: str) -> None:
    assert test in ENGLISH(_fault(f"{{% if year is {test} year %}}{{% endif %}}").reason)


def test_templates_that_include_one_another_without_end_are_stopped() -> None:
    twice = {
        f"templates/t/{n}.j2": f"{{% include 'templates/t/{n - 1}.j2' %}}" * 2 for n in range(1, 17)
    }
    others = {**twice, "templates/t/0.j2": "x" * 100}
    assert "more than" in ENGLISH(_fault("{% include 'templates/t/16.j2' %}", others).reason)


_A, _B = "templates/t/a.j2", "templates/t/b.j2"


@pytest.mark.parametrize(
    "others",
    [
        {_A: f"{{% include '{_A}' %}}"},
        {_A: f"{{% import '{_A}' as a %}}"},
        {_A: f"{{% extends '{_A}' %}}"},
        {_A: f"{{% include ['{_B}'] %}}", _B: f"{{% include '{_A}' ignore missing %}}"},
        {_A: f"{{% macro m() %}}{{% include '{_A}' %}}{{% endmacro %}}{{{{ m() }}}}"},
        {_A: f"{{% include '{_B}' %}}",
         _B: f"{{% block b %}}{{% include '{_A}' %}}{{% endblock %}}"},
    ],
    ids=["include", "import", "extends", "in a circle", "in a macro", "in a block"],
)  # fmt: skip
def test_a_template_that_includes_itself_is_stopped_at_once(others: Mapping[str, str]) -> None:
    rendered: list[str] = []

    @exposed
    def count() -> str:
        rendered.append("")
        return ""

    counting = {name: f"{{{{ count() }}}}{text}" for name, text in others.items()}
    with tempfile.TemporaryDirectory() as folder:
        template = load_template(_environment(Path(folder), counting), _A)
        with Marks(), pytest.raises(TemplateFaultError) as caught:
            render(template, {"count": count})
    assert caught.value.template in others
    assert ENGLISH(caught.value.reason) == f"{_A} is in itself"
    assert len(rendered) <= len(others)


def test_the_bounds_are_those_of_one_rendering() -> None:
    half = "{% for a in hundred %}{% for b in hundred %}{% for c in items %}{{ c }}{% endfor %}"
    template = f"{half}{{% endfor %}}{{% endfor %}}"
    with tempfile.TemporaryDirectory() as folder:
        compiled = load_template(_environment(Path(folder), {NAME: template}), NAME)
        for _ in range(10):
            with Marks() as marks:
                assert len(_text(marks, render(compiled, VALUES))) == 30_000


# What is printed


def test_a_constant_list_is_printed_anew_each_time() -> None:
    part = "templates/t/part.j2"
    others = {
        part: "{{ ['甲', '乙'] | join('、') }}",
        NAME: f"{{{{ year }}}}{{% include '{part}' %}}",
    }
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), others)
        texts = []
        for year in (2024, 2025):
            with Marks() as marks:
                output = render(load_template(environment, NAME), {"year": year})
                texts.append(_text(marks, output))
    assert texts == ["2024甲、乙", "2025甲、乙"]


def test_a_constant_list_is_not_printed_on_the_page_of_another_document() -> None:
    part = "templates/t/part.j2"
    files = {
        part: "{{ ['甲', '乙'] | join('、') }}",
        "templates/t/a.j2": f"{{% include '{part}' %}}",
        "templates/t/b.j2": f"{{{{ year }}}}{{{{ year }}}}{{% include '{part}' %}}",
    }
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), files)
        for name, text in (("a", "甲、乙"), ("b", "20242024甲、乙")):
            with Marks() as marks:
                output = render(load_template(environment, f"templates/t/{name}.j2"), VALUES)
                assert _text(marks, output) == text


def test_what_a_value_brings_is_never_structure() -> None:
    template = "# {{ a }}\n\n{{ a }}\n{{ b }}\n{{ c }}\n\n>> {{ a }}\n"
    values = {"a": "# 甲", "b": ">> 乙", "c": "丙\n\n# 丁\n{{ year }}"}
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), {NAME: template})
        with Marks() as marks:
            output = render(load_template(environment, NAME), values)
            blocks, omissions = read_blocks(marks, output.split("\n"), NAME)
    assert omissions == ()
    heading, paragraph, right = blocks
    assert line_text(heading.content) == "# 甲"  # type: ignore[union-attr]
    assert isinstance(paragraph, Paragraph)
    assert [line_text(s) for s in paragraph.sentences] == ["# 甲", ">> 乙", values["c"]]
    assert isinstance(right, Paragraph)
    assert [line_text(s) for s in right.sentences] == ["# 甲"]


def test_a_short_text_of_a_layout_is_named_by_its_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), {})
        for text in ("{{ year", f"{{{{ {'(' * 3000}1{')' * 3000} }}}}"):
            with pytest.raises(TemplateFaultError) as caught:
                compile_text(environment, text, "templates/t/layout.yaml")
            assert (caught.value.template, caught.value.line) == ("templates/t/layout.yaml", 1)


# Skeletons of output formats


def test_a_skeleton_is_filled_in_and_bound_like_any_template(tmp_path: Path) -> None:
    resources = Resources((Disk(tmp_path),))
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "good.j2").write_text("\\a{<< body >>} {{ body }} {% if %}", encoding="utf-8")
    assert render_skeleton(resources, "templates/good.j2", {"body": "<< x >>"}) == (
        "\\a{<< x >>} {{ body }} {% if %}"
    )
    for name, attempt in (
        ("attribute", "\n<< body.__class__.__mro__ >>"),
        ("arithmetic", "\n<< body * 9 >>"),
        ("name", "\n<< missing >>"),
    ):
        (folder / f"{name}.j2").write_text(attempt, encoding="utf-8")
        with pytest.raises(TemplateFaultError) as caught:
            render_skeleton(resources.renewed(), f"templates/{name}.j2", {"body": "x"})
        assert (caught.value.template, caught.value.line) == (f"templates/{name}.j2", 2)


def test_a_template_is_not_joined_with_tildes() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), {})
        with pytest.raises(TemplateSyntaxError, match="~"):
            environment.from_string("{{ 'a' ~ 'b' }}")


class _Held(Exposed):
    """Something of one document."""


@pytest.mark.parametrize("imported", ["", " with context"])
def test_what_a_template_was_given_is_let_go_when_it_was_rendered(
    tmp_path: Path, imported: str
) -> None:
    environment = _environment(
        tmp_path,
        {
            NAME: '{% include "templates/t/part.j2" %}',
            "templates/t/part.j2": f'{{% import "templates/t/say.j2" as say{imported} %}}'
            "{% macro twice(word) %}{{ say.loud(word) }}{{ say.loud(word) }}{% endmacro %}"
            '{% set word = "a" %}{{ twice(word) }}',
            "templates/t/say.j2": '{% set end = "!" %}'
            "{% macro loud(word) %}{{ word }}{{ end }}{% endmacro %}",
        },
    )
    template = load_template(environment, NAME)
    gc.disable()
    try:
        for _ in range(2):  # the macros of the first time are those of the second
            held = _Held()
            gone = weakref.ref(held)
            with Marks() as marks:
                printed, _ = marks.line(render(template, {"held": held}), "", NAME)
            del held
            assert line_text(printed) == "a!a!"
            assert gone() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "around",
    ["{}", "{{% for a in items %}}{}{{% endfor %}}", "{{% block b %}}{}{{% endblock %}}"],
    ids=["alone", "in a loop", "in a block"],
)
@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ("length_of(year)", "length_of() is not made for a number"),
        ("length_of(year, year)", "length_of() is used like this: length_of(text)"),
    ],
)
def test_a_misused_function_is_told_alike_everywhere(around: str, call: str, reason: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), {NAME: around.format(f"{{{{ {call} }}}}")})
        with Marks(), pytest.raises(TemplateFaultError) as caught:
            render(load_template(environment, NAME), VALUES)
    assert ENGLISH(caught.value.reason) == reason


ENDLESS = ["'a' \"b\" ", "{% ", "'", '"\\', '"\\"', "'\\' ", "{{ '\\"]
"""What a tag may go on with that has no end."""


@pytest.mark.parametrize("opening", ["{%", "{{", "{#"])
@pytest.mark.parametrize("piece", ENDLESS)
def test_a_tag_without_an_end_is_a_mistake(opening: str, piece: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), {NAME: f"{opening} {piece * 101}"})
        with Marks(), pytest.raises(TemplateFaultError):
            render(load_template(environment, NAME), VALUES)


@pytest.mark.parametrize("delimiters", [DELIMITERS, SKELETON_DELIMITERS])
@pytest.mark.parametrize("piece", ENDLESS)
def test_a_tag_without_an_end_is_read_once(delimiters: Delimiters, piece: str) -> None:
    """Each quote without an end was looked for to that of the text: 1 MB held a build up."""
    lines = make_environment(
        Templates({}), finalize=finalize, filters={}, delimiters=delimiters
    ).lines
    for opening in delimiters[::2]:
        few, more = (steps_of(lines, f"{opening} {piece * many}") for many in (21, 201))
        assert more < 11 * few
