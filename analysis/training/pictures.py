"""A confusion matrix as a picture: SVG, the same bytes for the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

_CELL, _LEFT, _TOP = 56, 170, 110


def confusion_svg(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> str:
    """Rows are the true labels, columns what was said; the darker, the greater the share of its
    row. `pairs` are (true, said)."""
    counts = Counter(pairs)
    size = len(labels)
    width, height = _LEFT + size * _CELL + 20, _TOP + size * _CELL + 20
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" font-family="sans-serif" font-size="13" role="img">'
        ),
        "<title>Confusion matrix: rows true, columns said</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for row, true in enumerate(labels):
        y = _TOP + row * _CELL
        total = sum(counts[true, said] for said in labels)
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + _CELL / 2 + 4:.0f}" text-anchor="end" '
            f'fill="#222222">{escape(true)} ({total})</text>'
        )
        x = _LEFT + row * _CELL + _CELL / 2
        parts.append(
            f'<text transform="translate({x:.0f} {_TOP - 8}) rotate(-40)" '
            f'fill="#222222">{escape(true)}</text>'
        )
        for column, said in enumerate(labels):
            number = counts[true, said]
            share = number / total if total else 0.0
            red, green = round(255 - 224 * share), round(255 - 160 * share)
            blue = round(255 - 95 * share)
            ink = "#ffffff" if share > 0.55 else "#222222"
            x = _LEFT + column * _CELL
            parts.append(
                f'<rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" '
                f'fill="#{red:02x}{green:02x}{blue:02x}" stroke="#cccccc"/>'
                f'<text x="{x + _CELL // 2}" y="{y + _CELL // 2 + 4}" text-anchor="middle" '
                f'fill="{ink}">{number}</text>'
            )
    return "\n".join([*parts, "</svg>"]) + "\n"
