"""Which folder of the package may import which: the plan in the package's docstring, enforced."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import carers_framework

PACKAGE = Path(carers_framework.__file__).parent
TESTS = Path(__file__).parent

# Each folder may also import from those that its folders may import.
MAY_IMPORT = {
    "base": set(),
    "framework": {"base", "words"},
    "editions": {"framework"},
    "workbook": {"framework"},
    "writing": {"workbook"},
    "answers": {"editions", "workbook", "writing"},
    "online": {"answers"},
    "site": {"online"},
    "collation": {"answers", "writing"},
    "commands": {"answers", "collation", "site"},
    "words": set(),
}


def allowed(folder: str) -> set[str]:
    """Return every folder that a folder may import from."""
    return {folder}.union(*(allowed(below) for below in MAY_IMPORT[folder]))


def imported(path: Path) -> Iterator[str]:
    """Yield the folder or module directly in the package that each import of a module leads to."""
    parts = path.relative_to(PACKAGE).parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = parts[: len(parts) - node.level]
            target = (*above, *(node.module or "").split("."))
            yield target[0] or node.names[0].name


def test_folders() -> None:
    """Every folder is in the plan, and says in its docstring what belongs there."""
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders | {"words"} == set(MAY_IMPORT)
    for folder in folders:
        assert ast.get_docstring(ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8")))
        assert f"    {folder} " in (carers_framework.__doc__ or ""), folder


def test_imports() -> None:
    """Every module imports only what the plan lets its folder import."""
    for path in PACKAGE.rglob("*.py"):
        folder = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if folder not in {"__init__", "__main__"}:
            assert set(imported(path)) <= allowed(folder), path


def test_test_imports() -> None:
    """No test module, and nothing that tests share, imports from a test module or from conftest."""
    for path in TESTS.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [name for name in modules if name.split(".")[-1].startswith(("test_", "conftest"))], path
