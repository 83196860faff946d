"""The house: each floor imports only from the floors below it, and no modules form a circle."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.source_tree import FLOORS, ROOT, python_files

pytestmark = pytest.mark.pure

# The roof alone knows everybody.
ROOF = {"psichat.asgi", "psichat.urls"}


def module_of(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file: Path, modules: set[str], package: str) -> set[str]:
    """The modules among `modules` that a file imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            # What is imported is a module of that name, or a name in the module.
            names = [
                whole if (whole := f"{base}.{alias.name}") in modules else base
                for alias in node.names
            ]
        found |= {name for name in names if name in modules}
    return found


def import_graph(root: Path = ROOT) -> dict[str, set[str]]:
    files = {module_of(file, root): file for file in python_files(root=root)}
    modules = set(files)
    return {
        module: imports(
            file, modules, module if file.stem == "__init__" else module.rpartition(".")[0]
        )
        - {module}
        for module, file in files.items()
    }


def upward_arrows(graph: dict[str, set[str]]) -> list[str]:
    """Each import that runs upward, or between two apps of one floor."""

    def app(module: str) -> str:
        return module.partition(".")[0]

    return sorted(
        f"{module} → {target}"
        for module, targets in graph.items()
        for target in targets
        if module not in ROOF
        and app(target) != app(module)
        and FLOORS[app(target)] >= FLOORS[app(module)]
    )


def circle(graph: dict[str, set[str]]) -> list[str]:
    """One circle of imports, empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as exc:
        return list(exc.args[1])
    return []


def test_no_arrow_runs_upward() -> None:
    graph = import_graph()
    assert {module.partition(".")[0] for module in graph} == set(FLOORS)
    assert upward_arrows(graph) == []


def test_no_modules_form_a_circle() -> None:
    assert circle(import_graph()) == []


def test_nobody_imports_the_roof() -> None:
    graph = import_graph()
    assert [module for module, targets in graph.items() if targets & ROOF] == []


@pytest.mark.parametrize(
    ("files", "arrows"),
    [
        ({"accounts/a.py": "from conversations import b"}, ["accounts.a → conversations.b"]),
        ({"analysis/a.py": "import scraping.b"}, ["analysis.a → scraping.b"]),
        ({"scraping/a.py": "def f():\n    from analysis.b import g"}, ["scraping.a → analysis.b"]),
        ({"psichat/asgi.py": "from tutoring import b"}, []),
        ({"tutoring/a.py": "from analysis import b\nfrom conversations.b import c"}, []),
    ],
)
def test_arrows_are_seen(tmp_path: Path, files: dict[str, str], arrows: list[str]) -> None:
    assert upward_arrows(import_graph(_tree(tmp_path, files))) == arrows


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"tutoring/a.py": "from tutoring import b", "tutoring/b.py": "from . import a"}, True),
        ({"tutoring/a.py": "from .b import c", "tutoring/b.py": "import tutoring.a"}, True),
        ({"tutoring/a.py": "from tutoring import b", "tutoring/b.py": ""}, False),
    ],
)
def test_circles_are_seen(tmp_path: Path, files: dict[str, str], found: bool) -> None:
    assert bool(circle(import_graph(_tree(tmp_path, files)))) is found


def _tree(root: Path, files: dict[str, str]) -> Path:
    empty = {f"{app}/{name}": "" for app in FLOORS for name in ("__init__.py", "b.py")}
    for name, content in (empty | files).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return root
