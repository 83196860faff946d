"""Plain needs that the classifier takes for a crisis: nobody to leave a child with, a torn condom.

The sentence vector holds children, nights and pills for danger whatever is said of them. Where the
catalogue found nothing, the message is short and has no word of danger, such a need is watched
(level `low`) and no more.
"""

from __future__ import annotations

import re

_LONGEST = 30  # words: a longer message says more than the need
_NEEDS = re.compile(
    r"\b(?:no (?:tengo|tenemos|hay|encuentro|encontre|llego)|sin|busco|necesito|falta)"
    r"(?: \w+){0,2} (?:quien|donde|nadie|alguien|nadie que|la ninera)\b(?: \w+){0,3} "
    r"(?:dejar\w*|cuid\w+|vea|vean|quede con)\b|"
    r"\b(?:pastilla|pildora|anticoncepcion|anticonceptivo)s?\b(?: \w+){0,2} "
    r"(?:despues|emergencia)\b|"
    r"\bse (?:me |nos )?(?:rompio|salio|quedo) el (?:condon|preservativo)\b"
)
_DANGER = re.compile(
    r"\b(?:pega\w*|pego|golpe\w*|viol[aoe]\w*|abus\w+|forz\w+|oblig\w+|amenaz\w*|mat[aoe]\w*|"
    r"muer\w+|morir\w*|suicid\w*|sangr\w*|encerr\w*|dan[aoe]\w*|cort[aoe]\w*|drog\w*|borrach\w*|"
    r"consentimiento|a la fuerza|vivir|aguant\w+|grit\w+|arma|cuchill\w*|quem\w+|toc[oa]\w*|"
    r"desaparec\w+|no puedo mas|no doy mas|sin querer(?:lo)?|dormid[oa]|inconsciente)\b"
)


def is_everyday(text: str) -> bool:
    """Whether normalised `text` is such a need, and nothing that could be more."""
    return (
        len(text.split()) <= _LONGEST
        and _NEEDS.search(text) is not None
        and _DANGER.search(text) is None
    )
