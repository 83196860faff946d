"""Model cards: `docs/models/<name>.md`, for people, with the figures for programs inside."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings

from analysis.linear import LinearModel
from analysis.training.card_text import CardText
from analysis.training.card_texts import TEXTS
from analysis.training.measuring import Measurement
from analysis.training.pictures import confusion_svg

TOLERANCE = 0.0005
_FIGURES = re.compile(r"```json\n(.*?)\n```", re.DOTALL)

_WRITTEN_BY = "Written by `manage.py {}`; checked by `manage.py evaluate_models`."
MEASURED_ON = (
    "On texts that were not trained on; «Data and licence» says what looking at them changed."
)


def path(name: str) -> Path:
    return Path(settings.BASE_DIR) / "docs" / "models" / f"{name}.md"


def write(name: str, model: LinearModel, size: int, measured: Measurement) -> None:
    """Write the card of `model` (`size` in bytes), with what was measured."""
    ngrams = sum(len(block.vocabulary) for block in model.blocks)
    trained = json.dumps(model.meta, indent=1, sort_keys=True)
    about = (
        f"- Version: `{model.version}`, trained on {model.date}\n"
        f"- File: `analysis/artifacts/{name}.npz`, {size / 1e6:.2f} MB, {ngrams:,} n-grams; "
        f"{'the sentence vector as well; ' if model.dense is not None else ''}"
        f"arrays and words, nothing to run\n"
        f"- Outputs: {', '.join(f'`{output}`' for output in model.outputs)}"
    )
    in_training = f"## In training\n\n{_indented(trained)}"
    about = f"{_WRITTEN_BY.format('train_models')}\n\n{about}"
    _write(name, TEXTS[name], (about, in_training), measured)


def write_rules(name: str, text: CardText, measured: Measurement) -> None:
    """Write the card of what has rules and no artifact."""
    about = _WRITTEN_BY.format("evaluate_models --write-rules")
    _write(name, text, (f"{about}\n\n- Rules; no artifact", ""), measured)


def _write(name: str, texts: CardText, made: tuple[str, str], measured: Measurement) -> None:
    about, training = made
    figures_ = json.dumps(measured.figures, indent=1, sort_keys=True)
    parts = [
        f"# {texts.title}",
        about,
        f"## What it is\n\n{texts.what}",
        f"## Intended use, and what it must not be used for\n\n{texts.use}",
        f"## Data and licence\n\n{texts.data}",
        training,
        f"## Measured\n\n{MEASURED_ON}\n\n{measured.report}",
        f"## Known failures\n\n{texts.failures}",
        f"## The same figures for programs\n\n```json\n{figures_}\n```",
    ]
    path(name).parent.mkdir(parents=True, exist_ok=True)
    for picture in measured.pictures:
        svg = confusion_svg(picture.pairs, picture.labels)
        path(picture.name).with_suffix(".svg").write_text(svg, encoding="utf-8")
    text = "\n\n".join(part for part in parts if part)
    path(name).write_text(text + "\n", encoding="utf-8")


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
