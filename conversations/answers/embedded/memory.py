"""What a conversation remembers (requirement B6), as a typed view of `SessionState.data`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from analysis.folding import fold
from analysis.results import Slots
from analysis.slots import is_other_task, merged

_MOST_USED = 900
_MOST_SET_ASIDE = 3
_PAIR = 2  # label and text of a chip
_SLOTS = ("sentimiento", "tipo_tarea", "ramo", "plazo", "fase", "tiempo_bloque")


@dataclass
class Memory:
    """The state of the cycle.

    `used` holds the marks of sentences already said, `asked` the ids of questions already put,
    `set_aside` the tasks before this one,
    `pending` what the next message may answer: `{"kind", "id"}`; of an exercise `exercise_step`
    steps have been shown. `first_words` are the student's own words for the feeling at the start,
    `recalled` the things that were said again, `refusals` the proposals refused in a row, `closed`
    says that a farewell was the last thing. `crisis` is set by the caller, and `crisis_times` in
    `rest` counts its messages, of which `crisis_heard` are known here; `crisis_led` becomes true
    when the student leads back to the studies, `crisis_calm` when to something else.
    `crisis_elsewhere`: one that is open from another conversation was spoken of. What other parts
    of the program keep in the same place stays in `rest`.
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
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    last_evaluation: str | None = None
    topic: str | None = None
    topics: dict[str, dict[str, int]] = field(default_factory=dict)
    pending: dict[str, str] | None = None
    chips: list[list[str]] = field(default_factory=list)
    venting: bool = False
    exercises: list[str] = field(default_factory=list)
    exercise_step: int = 0
    no_exercises: bool = False
    refusals: int = 0
    recalibrated: bool = False
    closed: bool = False
    register: dict[str, int] = field(default_factory=dict)
    first_words: dict[str, str] = field(default_factory=dict)
    recalled: list[str] = field(default_factory=list)
    crisis: Any = None
    crisis_led: bool = False
    crisis_calm: bool = False
    crisis_heard: int = 0
    crisis_elsewhere: bool = False
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
            name: {key: int(item.get(key) or 0) for key in ("stage", "ideas", "last")}
            for name, item in memory.topics.items()
            if isinstance(item, dict)
        }
        if memory.pending is not None:
            pending = memory.pending if isinstance(memory.pending, dict) else {}
            memory.pending = {key: str(pending.get(key, "")) for key in ("kind", "id")}
        memory.chips = [list(map(str, pair)) for pair in memory.chips if len(pair) == _PAIR]
        memory.set_aside = [item for item in memory.set_aside if isinstance(item, dict)]
        memory.register = {
            key: value for key, value in memory.register.items() if isinstance(value, int)
        }
        memory._hear_crisis()
        return memory

    def _hear_crisis(self) -> None:
        """A crisis message since the last answer: the student must lead anew."""
        times = self.rest.get("crisis_times", 0)
        if isinstance(times, int) and times > self.crisis_heard:
            self.crisis_heard = times
            self.crisis_led = self.crisis_calm = False
            self.pending = None

    def dump(self) -> dict[str, Any]:
        """As it is stored: plain JSON values."""
        data = asdict(self)
        rest = data.pop("rest")
        data["used"] = self.used[-_MOST_USED:]
        return {**rest, **data}

    def merge(self, said: dict[str, Any], text: str = "") -> None:
        """Take in the slots of the message `text`; another task sets the one before aside."""
        if self._is_thesis_of_essay(said):
            said = {**said, "tipo_tarea": None}
        if self.slots.get("tipo_tarea") == "bugfix" and said.get("tipo_tarea") == "coding":
            said = {**said, "tipo_tarea": None}  # the error is in that code
        if self._is_part_of_subject(said):
            said = {**said, "ramo": None}
        known = Slots(**{key: self.slots.get(key) for key in _SLOTS})
        new = Slots(**{key: said.get(key) for key in _SLOTS})
        if is_other_task(known, new, text):
            self._set_aside()
        for key, value in asdict(merged(known, new, text)).items():
            self.slots.pop(key, None)
            if value is not None:
                self.slots[key] = value
        feeling = said.get("sentimiento")
        if feeling:
            self.feeling = feeling
            if self.first_feeling is None:
                self.first_feeling = feeling
                self.register["felt_at"] = self.turn
            if not self.feelings or self.feelings[-1] != feeling:
                self.feelings.append(feeling)

    def _set_aside(self) -> None:
        if self.slots.get("tipo_tarea"):
            task = {"slots": dict(self.slots), "words": dict(self.words)}
            self.set_aside = [*self.set_aside, task][-_MOST_SET_ASIDE:]
        self.words.clear()

    def take_up(self, folded: str) -> bool:
        """«Volvamos a la traducción»: the task set aside that the message names is on again."""
        for at, task in enumerate(self.set_aside):
            slots, words = task.get("slots") or {}, task.get("words") or {}
            said = [words.get(name) for name in ("noun", "said")]
            names = [*said, slots.get("ramo"), slots.get("tipo_tarea")]
            if not any(name and fold(str(name)) in folded for name in names):
                continue
            del self.set_aside[at]
            feeling = self.slots.get("sentimiento")
            self._set_aside()
            self.slots, self.words = dict(slots), dict(words)
            if feeling:
                self.slots["sentimiento"] = feeling
            return True
        return False

    def _is_part_of_subject(self, said: dict[str, Any]) -> bool:
        """«Sigamos con química» in the middle of «química orgánica»."""
        known, new = str(self.slots.get("ramo") or ""), str(said.get("ramo") or "")
        return bool(new) and new != known and known.startswith(new)

    def _is_thesis_of_essay(self, said: dict[str, Any]) -> bool:
        """«Todavía no tengo la tesis» in the middle of an essay is its claim, no new work."""
        within_essay = self.slots.get("tipo_tarea") == "ensayo" and not said.get("ramo")
        return within_essay and said.get("tipo_tarea") == "proyecto" and not said.get("plazo")

    @property
    def knows_task(self) -> bool:
        return bool(self.slots.get("tipo_tarea") or self.slots.get("ramo"))
