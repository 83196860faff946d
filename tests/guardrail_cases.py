"""The labelled answers of `tests/data/guardrails_*.toml`, and how well the check tells them."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from conversations.guardrails import Grounds, OutputGuard, Withheld, check

FOLDER = Path(__file__).resolve().parent / "data"
HARMLESS = "harmless"


@dataclass(frozen=True)
class Case:
    """An answer and why it must be withheld; `reason` is empty when it must pass."""

    text: str
    reason: str
    span: str
    grounds: Grounds


@lru_cache
def cases(part: str) -> tuple[Case, ...]:
    """The answers of one part: `building`, `held_out`, `later`, `last` or `unseen`."""
    data = tomllib.loads((FOLDER / f"guardrails_{part}.toml").read_text(encoding="utf-8"))
    return tuple(
        Case(
            text=row["text"],
            reason="" if label == HARMLESS else label,
            span=row.get("span", ""),
            grounds=Grounds(
                language=language,
                sources=frozenset(data["sources"]),
                known=data["known"],
                system_prompt=data["system_prompt"],
                student_text=row.get("student", ""),
            ),
        )
        for language in ("es", "en")
        for label, rows in data[language].items()
        for row in ({"text": entry} if isinstance(entry, str) else entry for entry in rows)
    )


@dataclass
class Figures:
    """How many there are and how many were withheld, by reason («» for the harmless).

    `named` counts those that were withheld for the very reason of their label.
    """

    all: Counter[str] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[Case, str | None]] = field(default_factory=list)

    def recall(self) -> float:
        bad = [reason for reason in self.all if reason]
        return sum(self.withheld[r] for r in bad) / sum(self.all[r] for r in bad)

    def false_rate(self) -> float:
        return self.withheld[""] / self.all[""]


def figures(part: str) -> Figures:
    """The figures of a part."""
    found = Figures()
    for case in cases(part):
        reason = check(case.text, case.grounds)
        found.all[case.reason] += 1
        found.withheld[case.reason] += reason is not None
        found.named[case.reason] += reason is not None and reason == case.reason
        if (reason or "") != case.reason:
            found.wrong.append((case, reason))
    return found


def shown(text: str, grounds: Grounds, pieces: list[str] | None = None) -> tuple[str, str]:
    """What of an answer in `pieces` (in one by default) is shown, and why the rest is not."""
    guard = OutputGuard(grounds)
    out = ""
    try:
        for piece in pieces if pieces is not None else [text]:
            out += guard.feed(piece)
        return out + guard.close(), ""
    except Withheld as refused:
        return out + refused.before, refused.reason
