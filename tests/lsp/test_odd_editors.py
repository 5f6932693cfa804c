"""What no editor should send: the server says so in a line, and never with a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from budgetc.lsp.completion import complete
from budgetc.lsp.session import Place
from tests.cli.run import _environment
from tests.lsp.desk import Desk
from tests.support import KORLA


@pytest.mark.parametrize("line", [0, -1, 5000])
def test_on_a_line_that_is_not_there_nothing_is_offered(tmp_path: Path, line: int) -> None:
    view = Desk(tmp_path).shows(KORLA)
    assert complete(view, Place(line, 1)) == ()


@pytest.mark.parametrize(
    ("sent", "code", "told"),
    [
        (b"Content-Length: 99999999999999999999\r\n\r\n", 1, "cannot fit"),
        (b'Content-Length: 3\r\n\r\n{"j', 0, "Unable to handle message"),
    ],
)
def test_what_is_no_message_is_told_in_a_line(
    tmp_path: Path, sent: bytes, code: int, told: str
) -> None:
    end = b'{"jsonrpc":"2.0","id":1,"method":"shutdown"}', b'{"jsonrpc":"2.0","method":"exit"}'
    done = subprocess.run(
        [sys.executable, "-m", "budgetc", "lsp"],
        input=sent + b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(one), one) for one in end),
        cwd=tmp_path,
        env=_environment({}),
        capture_output=True,
        check=False,
    )
    assert done.returncode == code
    said = done.stderr.decode()
    assert told in said
    assert "Traceback" not in said
