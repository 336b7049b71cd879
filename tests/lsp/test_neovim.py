"""Neovim, with the settings that the documentation shows, shows a problem."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.programs import HANG
from tests.support.project_folders import write_files

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs/editors.md"
_SEEN = """\
vim.wait(%d, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, found in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(found.lnum .. ":" .. found.col .. " " .. found.code .. "\\n")
end
vim.cmd("qa!")
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_a_problem(tmp_path: Path) -> None:
    block = re.search(r"```lua\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block is not None
    write_files(
        tmp_path,
        {
            "init.lua": block[1],
            "seen.lua": _SEEN % (HANG * 1000),
            "a book/book.toml": 'title = "T"\n[contents]\nbody = ["one.md"]\n',
            "a book/one.md": "# One\n\nSee 𝒜 [x](#nowhere).\n",
        },
    )
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    folders = {
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    script = "luafile ../seen.lua"
    command = ["nvim", "--headless", "-u", "../init.lua", "-c", "filetype on"]
    done = subprocess.run(
        [*command, "one.md", "-c", script],
        cwd=tmp_path / "a book",
        env={**os.environ, "PATH": path, **folders},
        capture_output=True,
        check=True,
        timeout=HANG,
    )
    shown = (done.stdout + done.stderr).decode()
    assert "X001" in shown
    # The place is in bytes: the letter takes four.
    assert f"2:{len('See 𝒜 '.encode())} X001" in shown
