"""Model cards: `docs/models/<name>.md`, for people, with the figures for programs inside."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings

from analysis.linear import LinearModel
from analysis.training.card_texts import TEXTS
from analysis.training.measuring import Measurement

TOLERANCE = 0.0005
_FIGURES = re.compile(r"```json\n(.*?)\n```", re.DOTALL)

MEASURED_ON = (
    "On texts that were not trained on; «Data and licence» says what looking at them changed."
)


def path(name: str) -> Path:
    return Path(settings.BASE_DIR) / "docs" / "models" / f"{name}.md"


def write(name: str, model: LinearModel, size: int, measured: Measurement) -> None:
    """Write the card of `model` (`size` in bytes), with what was measured."""
    texts = TEXTS[name]
    ngrams = sum(len(block.vocabulary) for block in model.blocks)
    trained = json.dumps(model.meta, indent=1, sort_keys=True)
    parts = [
        f"# {texts.title}",
        "Written by `manage.py train_models`; checked by `manage.py evaluate_models`.",
        (
            f"- Version: `{model.version}`, trained on {model.date}\n"
            f"- File: `analysis/artifacts/{name}.npz`, {size / 1e6:.2f} MB, {ngrams:,} n-grams; "
            f"arrays and words, nothing to run\n"
            f"- Outputs: {', '.join(f'`{output}`' for output in model.outputs)}"
        ),
        f"## What it is\n\n{texts.what}",
        f"## Intended use\n\n{texts.use}",
        f"## Data and licence\n\n{texts.data}",
        f"## In training\n\n{_indented(trained)}",
        f"## Measured\n\n{MEASURED_ON}\n\n{measured.report}",
        f"## Known failures\n\n{texts.failures}",
        (
            "## The same figures for programs\n\n"
            f"```json\n{json.dumps(measured.figures, indent=1, sort_keys=True)}\n```"
        ),
    ]
    path(name).parent.mkdir(parents=True, exist_ok=True)
    path(name).write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def figures(name: str) -> dict[str, Any]:
    """The figures in the card. Raises `FileNotFoundError`, or `ValueError` when it has none."""
    match = _FIGURES.search(path(name).read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{path(name)} holds no figures.")
    found: dict[str, Any] = json.loads(match.group(1))
    return found


def differences(recorded: Any, measured: Any, where: str = "") -> list[str]:
    """Where `measured` says something else than `recorded`; a part that was not measured (no
    data for it) is passed over."""
    if isinstance(recorded, dict) and isinstance(measured, dict):
        return [
            line
            for key in sorted(recorded.keys() & measured.keys())
            for line in differences(recorded[key], measured[key], f"{where}.{key}".lstrip("."))
        ] + [f"{where}.{key}: not on the card" for key in sorted(measured.keys() - recorded.keys())]
    if isinstance(recorded, int | float) and isinstance(measured, int | float):
        return (
            []
            if abs(recorded - measured) <= TOLERANCE
            else [f"{where}: card {recorded}, measured {measured}"]
        )
    return [] if recorded == measured else [f"{where}: card {recorded}, measured {measured}"]
