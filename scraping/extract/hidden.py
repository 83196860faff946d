"""What a page hides from people: it is not read, for it may be meant for machines.

What a person can open is no secret: panels of accordions and tabs are hidden until someone presses
the control that names them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from scraping.extract.sheets import conceals, hidden_by_sheets

# Names of parts that open at a click, where no attribute says so.
_OPENS = re.compile(
    r"accord|acorde|collaps|colaps|toggle|\btabs?\b|tab-|tabpanel|faq|panel|spoiler|desplega"
    r"|pregunt|respuest|answer|expand",
    re.IGNORECASE,
)
_NO_PANEL = {"modal", "offcanvas", "dropdown", "tooltip", "popover"}
_CONTROLS = (
    "//*[@aria-controls or @data-target or @data-bs-target or @data-toggle or @data-bs-toggle"
    " or @role='tab' or @aria-expanded]"
)
_MOST_LABEL = 300
# Menus open as well, and so do boxes to write in.
_NO_TEXT = {"nav", "input", "textarea", "select"}
_MOST_LOOKED_AT = 200

# Classes by which frameworks keep labels for screen readers out of sight.
_UNSEEN = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only element-invisible"
    " hide-accessible accesshide elementor-screen-only a11y-hidden offscreen assistive-text"
    " ui-helper-hidden-accessible wb-inv".split()
)


# Of links, most often, there is nothing else.
_SAY_NOTHING = frozenset({"href", "target", "rel", "title", "src", "alt"})


class Hidden:
    """Asked of each element of one page (lxml) whether its subtree is hidden."""

    def __init__(self, root: Any) -> None:
        self.names = hidden_by_sheets(root)
        # Panels that a control names, by id, with what the control says.
        self.labels: dict[str, str] = {}
        # Controls by id: a panel may name its control instead.
        self.controls: dict[str, str] = {}
        for control in root.xpath(_CONTROLS):
            self._add(control)

    def __call__(self, element: Any, attributes: Mapping[str, str]) -> bool:
        if attributes.keys() <= _SAY_NOTHING or not (
            self._concealed(attributes) or (element.tag != "h1" and _unseen(attributes))
        ):
            return False
        return not self.label(attributes) and not self._under_a_title(element)

    def label(self, attributes: Any) -> str:
        """What the control of this panel says; empty for what is no panel."""
        for name in attributes.get("aria-labelledby", "").split():
            if name in self.controls:
                return self.controls[name]
        return self.labels.get(attributes.get("id", ""), "")

    def _concealed(self, attributes: Any) -> bool:
        hidden = attributes.get("hidden")
        if hidden is not None and hidden.lower() != "until-found":
            return True
        if attributes.get("aria-hidden", "").strip().lower() == "true":
            return True
        style = attributes.get("style")
        if style and conceals(style):
            return True
        if not self.names:
            return False
        if "#" + attributes.get("id", "") in self.names:
            return True
        return any("." + name in self.names for name in attributes.get("class", "").split())

    def _under_a_title(self, element: Any) -> bool:
        """Whether it is the second half of something that opens: a short title, then this."""
        before = element.getprevious()
        if before is None or self._concealed(before.attrib):
            return False
        if not 3 <= len(_start_of(before)) <= _MOST_LABEL:
            return False
        if _opens_next(before, element):
            return True
        if before.find(".//p") is not None:
            return False
        names: list[str] = []
        above = element
        for _ in range(3):
            if above is not None:
                names += above.get("class", ""), above.get("id", "")
                above = above.getparent()
        return bool(_OPENS.search(" ".join(names)))

    def _add(self, control: Any) -> None:
        kind = control.get("data-bs-toggle") or control.get("data-toggle") or ""
        label = _start_of(control)
        if (
            not label
            or len(label) > _MOST_LABEL
            or kind in _NO_PANEL
            or control.get("aria-haspopup")
            or any(self._concealed(e.attrib) for e in (control, *control.iterancestors()))
        ):
            return
        if control.get("id"):
            self.controls[control.get("id")] = label
        targets = [
            control.get("aria-controls", ""),
            control.get("data-bs-target") or control.get("data-target") or "",
        ]
        if kind or control.get("role") == "tab":
            targets.append(control.get("href", ""))
        for target in " ".join(targets).split():
            self.labels.setdefault(target.removeprefix("#"), label)


def _opens_next(control: Any, panel: Any) -> bool:
    """Whether a button that says that it opens something stands right before what it opens."""
    if "aria-expanded" not in control.attrib or control.get("aria-haspopup"):
        return False
    if control.tag != "button" and control.get("role") != "button":
        return False
    said = linked = 0
    for inner in islice(panel.iter(), _MOST_LOOKED_AT):
        if inner.tag in _NO_TEXT:
            return False
        said += len((inner.text or "").strip()) + len((inner.tail or "").strip())
        if inner.tag == "a":
            linked += len(_start_of(inner))
    return 2 * linked < said


def _unseen(attributes: Any) -> bool:
    """Whether it is there for screen readers; a page's own heading may be, and is read."""
    names = attributes.get("class")
    return bool(names) and not _UNSEEN.isdisjoint(names.split())


def _start_of(element: Any) -> str:
    """The text of `element` on one line, no more of it than shows that it is too long."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        words = " ".join(piece.split())
        if words:
            pieces.append(words)
            size += len(words)
            if size > _MOST_LABEL:
                break
    return " ".join(pieces)
