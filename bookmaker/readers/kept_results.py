"""Results that a project keeps: Quarto's `_freeze`, and the outputs of a notebook.

What comes in: a chapter's file. What goes out: its text with the results in it, as
Quarto writes them (https://quarto.org/docs/projects/code-execution.html#freeze) or as
the notebook has them (https://nbformat.readthedocs.io), or nothing where none are kept.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookmaker.config.projects.settings_values import Value, listed, mapping, text_of
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import StaleResults, UnreadableNotebook
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import RefusedFileError, Workspace

NOTEBOOK_SUFFIX = ".ipynb"
_FORMATS = ("epub", "html", "docx", "tex")
_MIMES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_UNFIT_NAME = re.compile(r"[^\w.-]+")


def frozen_text(
    content: bytes, file: str, workspace: Workspace, diagnostics: Diagnostics
) -> str | None:
    """The text of a chapter with the results in `_freeze`; `None`: there are none."""
    stem = file.rpartition(".")[0]
    is_stale = False
    for name in _FORMATS:
        try:
            kept = workspace.read(f"_freeze/{stem}/execute-results/{name}.json")
            said = mapping(json.loads(kept))
        except RefusedFileError:
            continue
        except (ValueError, RecursionError):
            is_stale = True
            continue
        text = mapping(said.get("result")).get("markdown")
        if not isinstance(text, str):
            continue
        # Quarto names the state of the file by this sum; it protects nothing.
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        if said.get("hash") != digest:
            is_stale = True
            continue
        folder = posixpath.relpath(f"_freeze/{stem}", posixpath.dirname(file) or ".")
        return text.replace(f"({posixpath.basename(stem)}_files/", f"({folder}/")
    if is_stale:
        diagnostics.add(StaleResults(span=SourceSpan.of_file(file)))
    return None


def notebook_text(
    content: bytes, file: str, workspace: Workspace, diagnostics: Diagnostics
) -> str:
    """The text of a notebook: its words, its code and what the code has shown.

    Pictures among the results are put into the workspace, under the notebook's name.
    """
    try:
        said = mapping(json.loads(content))
    except (ValueError, RecursionError):
        diagnostics.add(UnreadableNotebook(span=SourceSpan.of_file(file)))
        return ""
    kernel = mapping(mapping(said.get("metadata")).get("kernelspec"))
    language = text_of(kernel.get("language")) or "python"
    notebook = _Notebook(file, language, workspace)
    cells = [mapping(cell) for cell in listed(said.get("cells"))]
    return "\n\n".join(part for cell in cells for part in notebook.parts(cell))


@dataclass(slots=True)
class _Notebook:
    file: str
    language: str
    workspace: Workspace
    count: int = 0
    """Of the pictures so far."""

    def parts(self, cell: Mapping[str, Value]) -> Iterator[str]:
        """The parts of a cell, in the dialect."""
        kind = cell.get("cell_type")
        text = _joined(cell.get("source"))
        if kind == "markdown":
            for name, kept in mapping(cell.get("attachments")).items():
                path = self._picture(mapping(kept), name)
                text = text.replace(f"attachment:{name}", path) if path else text
            yield text
        elif kind == "raw":
            yield text
        elif kind == "code":
            yield from self._code(text, cell)

    def _code(self, text: str, cell: Mapping[str, Value]) -> Iterator[str]:
        outputs = [mapping(output) for output in listed(cell.get("outputs"))]
        options = [line for line in text.split("\n") if line.startswith("#|")]
        said = " ".join(options).replace(" ", "")
        if "include:false" in said:
            return
        if text.strip() and "echo:false" not in said:
            code = "\n".join(li for li in text.split("\n") if not li.startswith("#|"))
            yield _fenced(code, self.language)
        if "output:false" in said:
            return
        caption = next(
            (o.partition(":")[2].strip(" \"'") for o in options if "fig-cap" in o), ""
        )
        label = next(
            (o.partition(":")[2].strip() for o in options if "label:" in o), ""
        )
        for output in outputs:
            yield from self._output(output, caption, label)

    def _output(
        self, output: Mapping[str, Value], caption: str, label: str
    ) -> Iterator[str]:
        if output.get("output_type") == "stream":
            yield _fenced(_joined(output.get("text")), "")
        if output.get("output_type") == "error":
            lines = (str(line) for line in listed(output.get("traceback")))
            yield _fenced("\n".join(lines) or _joined(output.get("evalue")), "")
        data = mapping(output.get("data"))
        path = self._picture(data, f"{label or 'result'}")
        if path:
            own = f"{{#{label}}}" if label.startswith("fig-") else ""
            yield f"![{caption}]({path}){own}"
        elif "text/markdown" in data:
            yield _joined(data["text/markdown"])
        elif "text/html" in data and "<table" in _joined(data["text/html"]):
            yield _joined(data["text/html"])
        elif "text/latex" in data and "$" in _joined(data["text/latex"]):
            yield _joined(data["text/latex"])
        elif "text/plain" in data:
            yield _fenced(_joined(data["text/plain"]), "")

    def _picture(self, data: Mapping[str, Value], name: str) -> str:
        """The path of a picture among the results; empty where there is none."""
        for mime, suffix in _MIMES.items():
            if mime not in data:
                continue
            kept = _joined(data[mime])
            try:
                content = kept.encode() if suffix == "svg" else base64.b64decode(kept)
            except (binascii.Error, ValueError):
                continue
            self.count += 1
            stem = _UNFIT_NAME.sub("-", name).rpartition(".")[0] or name
            path = f"{posixpath.basename(self.file)}-{self.count}-{stem}.{suffix}"
            folder = posixpath.dirname(self.file)
            self.workspace.made[posixpath.join(folder, path)] = content
            return path
        return ""


def _joined(value: Value) -> str:
    return "".join(str(part) for part in listed(value))


def _fenced(text: str, language: str) -> str:
    text = _COLOURS.sub("", text).rstrip("\n")
    if not text.strip():
        return ""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"
