"""Where a name ends that begins at a given place of a text, if one begins there."""

from __future__ import annotations

import re

from analysis.pii.names import GIVEN, PET, WORDS_TOO
from analysis.pii.not_names import BELONGS, CALLED, NEVER, NOT_NAME_END
from analysis.pii.surnames import JOINED, SURNAMES

_TOKEN = re.compile(r"(?:[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*)|[^\W\d_]\.(?= )")
_JOINED = re.compile(rf"(?:{JOINED})(?![\w'-])")
_INITIAL = re.compile(r"(?:[^\W\d_]|ma|fco|fca|sta|ma?ª)\.? (?=[^\W\d_])")
_GAP = re.compile(r" {1,2}")
_LONGEST = 5
_NO_NAME_ENDS = ("ando", "iendo", "yendo", "mente")
_NAME_ENDS = re.compile(r"[,.;!)]|$| \(|\n| (?:de|del|y|otra|la|el)\b| ?[^\x00-\u04ff]")
_SURNAME_END = re.compile(
    r".{2,}(?:ez|oz|iz|az|ini|elli|etti|ucci|man|sky|ski|berg|stein|eira|eiro|uri|aga|ea|llan|che"
    r"|nao|pan|hue|pil|leo|mil|lef|quil|quir|gui|uil)$"
)
_SENTENCE_GOES_ON = re.compile(r" (?:y|e|de|del|soy|estudio|tengo|vivo|curso|estoy)\b")
# Surnames that are places first: «Fernández de Castro», but «Fernández de León» is from there.
_PLACES = frozenset(
    """
    lima chile peru mexico colombia argentina espana bogota medellin cali quito madrid sevilla
    barcelona uruguay ecuador santiago cordoba mendoza rosario valencia granada concepcion leon
    guadalajara toledo burgos segovia salamanca zaragoza murcia avila palma jaen caceres cartagena
    trujillo toluca merida
    """.split()
)


class NameReader:
    """Reads a name from one place of a text on."""

    def __init__(self, low: str, cased: str) -> None:
        self.low, self.cased = low, cased
        letters = sum(map(str.isalpha, cased))
        self.shouted = letters > 12 and sum(map(str.isupper, cased)) * 5 > letters * 4

    def capital(self, at: int) -> bool:
        return self.cased[at].isupper() and not self.shouted

    def token(self, at: int) -> re.Match[str] | None:
        return _TOKEN.match(self.low, at)

    def known(self, word: str) -> bool:
        return (
            word in GIVEN
            or word in PET
            or word in SURNAMES
            or all(part in GIVEN or part in SURNAMES for part in re.split(r"[-']", word))
        )

    def first(self, at: int, strong: bool) -> int:
        """Where the first name that begins at `at` ends; `at` if none begins there."""
        initial = _INITIAL.match(self.low, at)
        if initial and self.capital(at) and self.cased[initial.end()].isupper():
            after = self.token(initial.end())
            known = after is not None and self.known(after[0])
            return after.end() if after is not None and (known or strong) else at
        token = self.token(at)
        if token is None or len(token[0]) < 2:
            return at
        word, end = token[0], token.end()
        given = word in GIVEN or word in PET or (word.partition("-")[0] in GIVEN)
        if strong:
            called = not self.capital(at) and (word in CALLED or word.endswith(_NO_NAME_ENDS))
            return at if (word in NEVER or called) and not given else end
        following = self.token(end + 1) if self.low[end : end + 1] == " " else None
        surname = following is not None and (
            (following[0] in SURNAMES and following[0] not in NEVER)
            or (self.capital(at) and self.capital(following.start()) and following[0] in GIVEN)
        )
        if given and word in WORDS_TOO:
            return end if surname or (self.capital(at) and self._apart(at)) else at
        if given and (word not in NEVER or self.capital(at)):
            return end
        if self._unknown_name(at, end):
            return end
        both = following is not None and self.capital(at) and self.capital(following.start())
        return end if both and surname and word not in NEVER else at

    def _unknown_name(self, at: int, end: int) -> bool:
        """Whether a word that is in no list reads as a name: «soy Xiadani, de segundo»."""
        word, written = self.low[at:end], self.cased[at:end]
        if not self.capital(at) or not written[1:].islower() or not 3 < len(word) < 13:
            return False
        if word in NEVER or word in BELONGS or word in CALLED or NOT_NAME_END.search(word):
            return False
        following = self.token(end + 1) if self.low[end : end + 1] == " " else None
        if following is not None and self.capital(following.start()) and len(following[0]) > 3:
            end = following.end()
        return bool(_NAME_ENDS.match(self.low, end))

    def _apart(self, at: int) -> bool:
        """Whether a capital here means a name, not the custom of the writer."""
        words = self.cased[max(0, at - 60) : at + 60].split()
        capitals = sum(word[0].isupper() for word in words)
        return capitals * 2 <= len(words) + 4

    def rest(self, at: int, strong: bool = False) -> int:
        """Where the name ends whose first part ends at `at`."""
        count = 1
        while count < _LONGEST and (gap := _GAP.match(self.low, at)):
            begin = gap.end()
            joined = _JOINED.match(self.low, begin)
            if joined:
                at = joined.end()
                count += 1
                continue
            token = self.token(begin)
            if token is None:
                break
            after = self.token(token.end() + 1)
            if token[0] == "de" and count > 1 and after and self._is_surname(after):
                at, count = after.end(), count + 1
                continue
            if not self._continues(token, strong):
                break
            at = token.end()
            count += 1
        return at

    def _is_surname(self, token: re.Match[str]) -> bool:
        return self.capital(token.start()) and token[0] in SURNAMES - _PLACES

    def _continues(self, token: re.Match[str], strong: bool) -> bool:
        word = token[0]
        if word.endswith("."):
            after = self.token(token.end() + 1)
            return self.capital(token.start()) and after is not None and self.capital(after.start())
        if word in {"el", "al", "van", "von", "di"} and self.capital(token.start()):
            return self.capital(min(token.end() + 1, len(self.cased) - 1))
        if word in NEVER:
            return False
        if self.capital(token.start()):
            return True
        if self.known(word):
            return word not in WORDS_TOO or word in SURNAMES
        likely = (strong and len(word) > 3) or _SURNAME_END.fullmatch(word)
        return bool(likely) and self._ends(token.end())

    def _ends(self, at: int) -> bool:
        """Whether something other than a sentence's next word follows."""
        after = self.low[at : at + 1]
        return not after or after in ",.;:!?\n)" or bool(_SENTENCE_GOES_ON.match(self.low, at))
