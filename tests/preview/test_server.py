"""Who is answered, and who is not: asked over a real connection."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.run import call
from tests.preview.previewing import Previewing, previewing
from tests.support import KORLA

NAME = "budgets/bureau/2024.yaml"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewing]:
    """Return a preview of a workspace with one source, and files that are none of its business."""
    root = tmp_path_factory.mktemp("workspace")
    (root / NAME).parent.mkdir(parents=True)
    (root / NAME).write_text(KORLA, encoding="utf-8")
    (root / "secret.txt").write_text("secret", encoding="utf-8")
    with previewing(root, "--port", "0") as preview:
        yield preview


def test_it_answers_who_knows_its_address(running: Previewing) -> None:
    home = running.ask("")
    assert home.code == 200
    assert home.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in home.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in home.headers["content-security-policy"]
    assert home.headers["cache-control"] == "no-store"
    assert home.headers["referrer-policy"] == "no-referrer"
    assert running.ask("", host=f"localhost:{running.port}").code == 200
    assert running.ask("", method="HEAD").body == b""
    state = json.loads(running.ask("state").body)
    assert [one["name"] for one in state["sources"]] == [NAME]
    assert state["chosen"] == NAME
    assert len(running.path.strip("/")) >= 32


@pytest.mark.parametrize("path", ["", "state", "document", "events", "script.js"])
def test_without_the_token_there_is_nothing(running: Previewing, path: str) -> None:
    token = running.path.strip("/")
    for wrong in ("/", f"/{path}", f"/wrong/{path}", f"/{token[:-1]}/{path}", f"/{token}"):
        answer = running.ask(wrong)
        assert (answer.code, answer.body) == (404, b"not found")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "localhost"]
)
def test_under_another_name_it_does_not_answer(running: Previewing, host: str) -> None:
    """A name of somebody else may be made to lead here, and its pages then ask as this site's."""
    answer = running.ask("state", host=host.format(port=running.port))
    assert answer.code in {400, 421}
    assert b"bureau" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(running: Previewing, method: str) -> None:
    assert running.ask("state", method=method).code == 405


@pytest.mark.parametrize(
    "path",
    [
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "secret.txt",
        "document?source=../../../etc/passwd",
        "document?source=/etc/passwd",
        "document?source=secret.txt",
        "document?source=",
        "style.css/../secret.txt",
    ],
)
def test_no_file_is_served(running: Previewing, path: str) -> None:
    answer = running.ask(path)
    assert answer.code == 404
    assert b"root:" not in answer.body
    assert b"secret" not in answer.body


def test_a_source_that_there_is_not_is_none(running: Previewing) -> None:
    state = json.loads(running.ask("state?source=../../../etc/passwd").body)
    assert (state["chosen"], state["document"], state["findings"]) == (None, None, [])


def test_it_is_of_this_machine_alone(running: Previewing) -> None:
    with (
        pytest.raises(ConnectionRefusedError),
        socket.create_connection(("127.0.0.2", running.port), 5),
    ):
        pass


def test_the_document_is_the_page_that_a_build_writes(
    running: Previewing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).parent.mkdir(parents=True)
    (tmp_path / NAME).write_text(KORLA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert call("build", "-f", "html").code == 0
    running.ask("state")
    answer = running.ask(f"document?source={NAME}")
    assert answer.code == 200
    assert answer.body == (tmp_path / "build/bureau/2024.html").read_bytes()
    assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"


def test_a_port_that_is_taken_is_told(
    running: Previewing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "budgets").mkdir()
    monkeypatch.chdir(tmp_path)
    ran = call("preview", "--port", str(running.port))
    assert ran.code == 1
    assert f"port {running.port} cannot be used" in ran.err


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "budgets").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("budgetc.cli.preview.find_spec", lambda _: None)
    ran = call("preview")
    assert ran.code == 2
    assert "pip install 'budgetc[preview]'" in ran.err
