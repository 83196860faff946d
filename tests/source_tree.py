"""The files of the project, as the tests that read them see it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "psichat": 1,
    "accounts": 2,
    "analysis": 3,
    "scraping": 3,
    "conversations": 4,
    "tutoring": 5,
    "monitoring": 6,
}


def python_files(*folders: str, root: Path = ROOT) -> list[Path]:
    """The Python files in these folders (of the apps without any), without migrations."""
    return sorted(
        file
        for folder in folders or FLOORS
        for file in (root / folder).rglob("*.py")
        if "migrations" not in file.parts
    )


def templates() -> list[Path]:
    return sorted(
        file
        for suffix in ("html", "txt")
        for folder in (ROOT / "templates", *(ROOT / app / "templates" for app in FLOORS))
        for file in folder.rglob(f"*.{suffix}")
    )


def name(file: Path) -> str:
    """The path from the project's folder, as a failure shows it."""
    return file.relative_to(ROOT).as_posix()
