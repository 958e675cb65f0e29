"""No text of the window stands in its code without going through the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dealwatch

CODE = Path(dealwatch.__file__).parent
LANGUAGE = {"_", "n_", "p_", "mark", "count_words"}
QUIET = {
    "setObjectName", "setProperty", "property", "setStyleSheet", "kept", "getLogger", "Formatter", "QKeySequence",
    "setApplicationName", "create", "glob", "compile", "exception", "error", "warning", "info", "debug", "strftime",
    "value", "setValue", "ValueError", "TypeError", "AttributeError", "RuntimeError", "AssertionError",
    "setDisplayFormat", "Command", "cast",
}  # fmt: skip
"""Calls whose texts nobody reads: names of objects, keys, formats, the log, programming errors."""
ALLOWED = {
    "Dealwatch": "the name of the program",
    "Apache License 2.0. Icons: Phosphor (MIT). Windows: Qt for Python (LGPL).": "names of licences and their works",
    "SHA-256": "the name of a digest",
    "Bundeskartellamt": "an authority's name in its own language",
    "Competition Bureau": "an authority's name in its own language",
    "AdlC": "an authority's name in its own language",
    " – Dealwatch": "the name of the program behind a title",
    "Dealwatch , Python , Qt ,  ": "what a crash report begins with, for its developers",
    "currentColor": "a word of SVG",
    "English Français Deutsch language langue Sprache": "languages, each in its own words, to be found by any",
    "Dealwatch/": "the name given to sites",
    "qt words": "the name of an object",
    "Fusion": "the name of Qt's style",
    "; said by: ": "how the store keeps who said something; it is shown by a message",
    "Auto-Submitted": "the name of a header of mail",
    "Idempotency-Key": "the name of a header",
    "Retry-After": "the name of a header",
}
NOT_READ = {
    "ui/help/licences.py": "keys of package metadata",
    "ui/help/report.py": "the diagnostics, which stay in the language of those who read them: the developers",
}
_READ = re.compile(r"[A-Z][a-z]+|[a-z]{2,} [a-z]{2,}")
_NO_WORDS = re.compile(r"(Ctrl|Shift|Alt)\b|<|[a-z]+://|\S+\.\S+\Z|dealwatch\b|Noto|DejaVu|Consolas|Menlo")


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of what a person could read and no catalogue knows."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _READ.search(text) and not _NO_WORDS.match(text) and text not in ALLOWED and not hidden(node, parents):
            yield node.lineno, text


def hidden(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """A docstring, a message, a part of one, a type, a key, or something nobody reads."""
    here = node
    if isinstance(parents[here], ast.Expr | ast.JoinedStr | ast.Compare | ast.match_case | ast.MatchValue):
        return True
    above = parents[here]
    if (
        isinstance(above, ast.Dict)
        and here in above.keys
        and isinstance(here, ast.Constant)
        and here.value.isidentifier()
    ):
        return True
    while here in parents:
        above = parents[here]
        if isinstance(above, ast.Call) and here is not above.func and called(above) in LANGUAGE | QUIET:
            return True
        if isinstance(above, ast.arg | ast.Subscript | ast.Raise | ast.Assert):
            return isinstance(above, ast.arg | ast.Assert) or (isinstance(above, ast.Subscript) and here is above.slice)
        if isinstance(above, ast.FunctionDef) and above.name == "__repr__":  # for developers, in the log
            return True
        if isinstance(above, ast.Assign) and ast.unparse(above.targets[0]) == "__all__":
            return True
        if isinstance(above, ast.AnnAssign) and here is above.annotation:
            return True
        here = above
    return False


def files() -> list[Path]:
    found = [*sorted((CODE / "ui").rglob("*.py")), *sorted((CODE / "alerts").glob("*.py"))]
    return [path for path in found if path.relative_to(CODE).as_posix() not in NOT_READ]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_every_text_goes_through_the_catalogues(path: Path) -> None:
    assert list(texts(ast.parse(path.read_text("utf-8")))) == []


def test_it_would_be_seen() -> None:
    seen = (
        'button.setText("Check now")\nwords = f"was {before}"\nname.setObjectName("Big pane")\nlabel(_("Fine words"))'
    )
    assert [text for _line, text in texts(ast.parse(seen))] == ["Check now"]


def inside_f_strings(tree: ast.Module) -> Iterator[int]:
    """Lines of messages that the gatherer cannot see, since they stand inside an f-string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for inner in ast.walk(node):
                message = isinstance(inner, ast.Call) and called(inner) in LANGUAGE and inner.args
                if message and isinstance(inner.args[0], ast.Constant):
                    yield node.lineno


@pytest.mark.parametrize("path", sorted(CODE.rglob("*.py")), ids=lambda path: path.relative_to(CODE).as_posix())
def test_no_message_stands_inside_an_f_string(path: Path) -> None:
    assert list(inside_f_strings(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize("path", sorted(CODE.rglob("*.py")), ids=lambda path: path.relative_to(CODE).as_posix())
def test_no_message_is_made_when_it_is_looked_up(path: Path) -> None:
    """`_` takes a text as it is or a name for one; an f-string or a formatted text would be in no catalogue."""
    found = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in LANGUAGE - {"count_words"}
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted((CODE / "cli").glob("*.py")), ids=lambda path: path.name)
def test_the_command_line_never_chooses_a_language(path: Path) -> None:
    assert "speak(" not in path.read_text("utf-8")
