"""What a conversation remembers (requirement B6), as a typed view of `SessionState.data`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from analysis.results import Slots
from analysis.slots import is_other_task, merged

_MOST_USED = 900
_PAIR = 2  # label and text of a chip
_SLOTS = ("sentimiento", "tipo_tarea", "ramo", "plazo", "fase", "tiempo_bloque")


@dataclass
class Memory:
    """The state of the cycle.

    `used` holds the marks of sentences already said, `asked` the ids of questions already put,
    `pending` what the next message may answer: `{"kind", "id"}`. `crisis` is set by the caller;
    `crisis_led` becomes true when the student leads back to the studies. What other parts of the
    program keep in the same place stays in `rest`.
    """

    greeted: bool = False
    turn: int = 0
    iteration: int = 0
    first_feeling: str | None = None
    feeling: str | None = None
    feelings: list[str] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    q2: str | None = None
    q3: str | None = None
    focus: str | None = None
    time_block: int | None = None
    last_strategy: str | None = None
    tried: list[str] = field(default_factory=list)
    last_evaluation: str | None = None
    topic: str | None = None
    topics: dict[str, dict[str, int]] = field(default_factory=dict)
    pending: dict[str, str] | None = None
    chips: list[list[str]] = field(default_factory=list)
    venting: bool = False
    exercises: list[str] = field(default_factory=list)
    crisis: Any = None
    crisis_led: bool = False
    asked: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, data: dict[str, Any]) -> Memory:
        """From a stored state; an entry of the wrong shape is left out."""
        memory = cls()
        known = {item.name: getattr(memory, item.name) for item in fields(cls)}
        for key, value in data.items():
            if key == "rest" or key not in known:
                memory.rest[key] = value
            elif known[key] is None or isinstance(value, type(known[key])):
                copied = list(value) if isinstance(value, list) else value
                setattr(memory, key, dict(copied) if isinstance(copied, dict) else copied)
        memory.topics = {
            name: {key: int(item.get(key) or 0) for key in ("stage", "ideas")}
            for name, item in memory.topics.items()
            if isinstance(item, dict)
        }
        if memory.pending is not None:
            pending = memory.pending if isinstance(memory.pending, dict) else {}
            memory.pending = {key: str(pending.get(key, "")) for key in ("kind", "id")}
        memory.chips = [list(map(str, pair)) for pair in memory.chips if len(pair) == _PAIR]
        return memory

    def dump(self) -> dict[str, Any]:
        """As it is stored: plain JSON values."""
        data = asdict(self)
        rest = data.pop("rest")
        data["used"] = self.used[-_MOST_USED:]
        return {**rest, **data}

    def merge(self, said: dict[str, Any], text: str = "") -> None:
        """Take in the slots of the message `text`; another task forgets the one before."""
        if self._is_thesis_of_essay(said):
            said = {**said, "tipo_tarea": None}
        known = Slots(**{key: self.slots.get(key) for key in _SLOTS})
        new = Slots(**{key: said.get(key) for key in _SLOTS})
        if is_other_task(known, new, text):
            self.words.clear()
        for key, value in asdict(merged(known, new, text)).items():
            self.slots.pop(key, None)
            if value is not None:
                self.slots[key] = value
        feeling = said.get("sentimiento")
        if feeling:
            self.feeling = feeling
            self.first_feeling = self.first_feeling or feeling
            if not self.feelings or self.feelings[-1] != feeling:
                self.feelings.append(feeling)

    def _is_thesis_of_essay(self, said: dict[str, Any]) -> bool:
        """«Todavía no tengo la tesis» in the middle of an essay is its claim, no new work."""
        within_essay = self.slots.get("tipo_tarea") == "ensayo" and not said.get("ramo")
        return within_essay and said.get("tipo_tarea") == "proyecto" and not said.get("plazo")

    @property
    def knows_task(self) -> bool:
        return bool(self.slots.get("tipo_tarea") or self.slots.get("ramo"))
