"""Everything the compiler says is said in every language, and well-formed in each."""

from __future__ import annotations

import gettext
import io
import locale
import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from budgetc.cli.app import make_group
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import LANGUAGES, Message, Translator, language_of_environment
from tests.i18n import catalogue

EXTRACTED = catalogue.extracted()
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
LETTERS = re.compile("[A-Za-z]+(?![a-z]*[}])")
HALF_WIDTH = re.compile("[\u4e00-\u9fff”）》][,;:?!.(]|[,;:?!)][\u4e00-\u9fff]")
every_language = pytest.mark.parametrize("language", catalogue.LANGUAGES)


def test_messages_are_found() -> None:
    assert len(EXTRACTED) > 60


def test_catalogues_of_all_languages_exist() -> None:
    assert sorted(LANGUAGES.values()) == sorted(("en", *catalogue.LANGUAGES))


def test_extra_words_are_the_severities() -> None:
    assert sorted(catalogue.EXTRA) == sorted(severity.label for severity in Severity)


@every_language
def test_catalogue_has_the_messages_of_the_code_and_no_others(language: str) -> None:
    known = catalogue.read(language)
    assert {message.id for message in known if message.id} == set(EXTRACTED)
    assert not known.obsolete


@every_language
def test_every_message_is_translated(language: str) -> None:
    for message in catalogue.read(language):
        assert message.string, message.id
        assert not message.fuzzy, message.id


@every_language
def test_translations_have_the_same_placeholders(language: str) -> None:
    for message in catalogue.read(language):
        found = catalogue.placeholders(str(message.string))
        assert found == catalogue.placeholders(str(message.id)), message.id


@pytest.mark.parametrize(
    ("language", "domain"),
    [*((language, catalogue.DOMAIN) for language in catalogue.LANGUAGES), ("zh_CN", "click")],
)
def test_compiled_catalogue_is_what_its_source_compiles_to(language: str, domain: str) -> None:
    compiled = catalogue.path(language, domain, "mo").read_bytes()
    assert compiled == catalogue.mo_bytes(catalogue.read(language, domain))


def test_update_would_change_nothing() -> None:
    changed = [path for path, content in catalogue.files().items() if path.read_bytes() != content]
    assert changed == []
    assert list(catalogue.problems()) == []


def test_english_is_the_text_of_the_code() -> None:
    english = Translator("en")
    assert [english.text(message) for message in EXTRACTED] == [*EXTRACTED]


def test_chinese_is_chinese() -> None:
    for message in catalogue.read("zh_CN"):
        if message.id and message.id not in catalogue.SAME:
            assert message.string != message.id
            assert CHINESE.search(str(message.string)) or not LETTERS.search(str(message.id))


@pytest.mark.parametrize("domain", [catalogue.DOMAIN, catalogue.LIBRARY])
def test_chinese_punctuation_is_full_width(domain: str) -> None:
    for message in catalogue.read("zh_CN", domain):
        for text in catalogue.texts(message.string) if message.id else ():
            assert not HALF_WIDTH.search(text.removesuffix(":")), text


def test_exceptions_are_needed() -> None:
    assert set(catalogue.SAME) <= set(EXTRACTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_put_into_words(language: str) -> None:
    translator = Translator(language)
    for template in EXTRACTED:
        names = [name for name, _ in catalogue.placeholders(template)]
        words = Message(template, tuple((name, f"<{name}>") for name in names)).in_words(translator)
        assert all(f"<{name}>" in words for name in names)
        assert words.strip()


def test_translators_load_their_catalogues() -> None:
    assert Translator("zh").text("error") == "错误"
    assert Translator("en").text("error") == "error"
    assert Translator("de").language == "en"
    assert Translator("de").text("error") == "error"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN@pinyin"}, "zh"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "BUDGETC_LANG": "en"}, "en"),
        ({"LC_ALL": "C", "BUDGETC_LANG": "zh"}, "zh"),
    ],
)
def test_language_of_environment(environment: dict[str, str], language: str) -> None:
    assert language_of_environment(environment) == language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("zh_CN", "zh"),
        ("en_US", "en"),
        (None, "en"),
        ("Chinese (Simplified)_China", "zh"),
    ],
)
def test_language_of_the_system_where_no_variable_is_set(
    monkeypatch: pytest.MonkeyPatch, name: str | None, language: str
) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (name, None))
    assert language_of_environment({}) == language


# Extraction


def _calls(code: str) -> list[str]:
    found = catalogue.calls(io.BytesIO(code.encode()), catalogue.KEYWORDS, (), {})
    return [template for _, _, template, _ in found]


def test_extraction_sees_nested_calls_and_joined_texts() -> None:
    assert _calls('msg("a " "b", x=msg("c"), **more)') == ["a b", "c"]


def test_extraction_sees_into_f_strings() -> None:
    assert _calls("f\"{self._say.text('hint')}: {x}\"") == ["hint"]


def test_extraction_leaves_files_alone() -> None:
    assert _calls('resources.text("schema/units.json"); _(name); say.text(label)') == []


def test_extraction_refuses_messages_made_at_run_time() -> None:
    with pytest.raises(ValueError, match="line 2"):
        _calls('x = 1\nmsg(f"{x}")')


# The words of click

ENGLISH_OF_CLICK = re.compile(
    "Usage|Options:|Commands|Error|Try|Show|default:|No such|Invalid|Did you|does not|requires"
)


@pytest.fixture
def chinese_click(monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    """Click as it speaks when the domain of its words is bound to our folder."""
    before = gettext.textdomain()
    folder = gettext.bindtextdomain(catalogue.LIBRARY)
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    gettext.bindtextdomain(catalogue.LIBRARY, str(catalogue.LOCALE))
    gettext.textdomain(catalogue.LIBRARY)
    yield CliRunner()
    gettext.textdomain(before)
    gettext.bindtextdomain(catalogue.LIBRARY, folder)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--help", "用法:"),
        ("check --help", "选项:"),
        ("build --help", "[默认：markdown]"),
        ("chek", "错误：没有命令"),
        ("check --strct", "没有选项"),
        ("check --format xml", "可选："),
        ("check no-such-file.yaml", "不存在"),
        ("build --format", "后面缺少值"),
        ("build --output pyproject.toml", "应为文件夹"),
        ("--version=1", "后面不带值"),
    ],
)
def test_click_speaks_chinese(chinese_click: CliRunner, arguments: str, words: str) -> None:
    output = chinese_click.invoke(make_group(Translator("zh")), arguments.split()).output
    assert words in output
    assert not ENGLISH_OF_CLICK.search(output)


def test_translations_of_click_have_the_same_placeholders() -> None:
    for message in catalogue.read("zh_CN", catalogue.LIBRARY):
        allowed = set().union(*map(catalogue.placeholders, catalogue.texts(message.id)))
        for text in catalogue.texts(message.string):
            assert catalogue.placeholders(text) <= allowed, message.id
