"""What an agency's own people did with the child before them.

Its arm was dressed, a knife was taken off it, it was walked into school, they had a session with
it, the police took it back to its carers. The words are lists of the rules file.
"""

from __future__ import annotations

import re

from workbench.chronology.terms import Terms

Found = tuple[str, int]  # the words, and where what they say of the child ends

# "Left fore arm": what stands between a child and the part of its body.
_BETWEEN = 2
# "Mum told of cuts on Tilda's arm", "photo of": what is only talked of was not before anybody.
_TALKED_OF = re.compile(
    r"\b(?:about|re|regarding|concerning|query|photo\w*|pictures?|video|report\w*|letters?|emails?"
    r"|e-mails?|told|informed|heard|asked|discuss\w*|history|calls?|rang|phoned|copy)\b"
)
_BROUGHT_IN = re.compile(r"\b(?:brought|dropped|walked|carried|drove)\s+$")
_IN = re.compile(
    r"\s+(?:back |straight )?(?:in\b|into\b|inside\b|late\b|to (?:school|nursery|class|clinic)\b)"
)
_TOOK = re.compile(r"(?:^|[,:;(–-] ?|\b(?:and|then|we|i) )took $")
_AWAY = re.compile(r"\s+(?:out of|off|from)\b")
_NOT_DONE = re.compile(r"(?:\b(?:not|never|no longer|to be)|n't)(?: \w+)? \w+\s*$")
# With whom a session was, up to the child: no words of what it was about or for.
_NO_LIST = (
    r"re|about|regarding|concerning|for|to|on|of|who|that|said|says|whose|over|because|as|when|at|"
    r"in|without|not"
)
_LIST = re.compile(
    r"(?: (?:here|today|(?:in|at) (?:the |his |her |their )?\w+))?"
    rf" (?:with|between|:) ?(?:(?!(?:{_NO_LIST})\b)[\w']+(?:,| and| &)? ?){{0,6}}$"
)
_FAR = re.compile(r"\b(?:phone|telephone|video|virtual|online|teams|zoom|text|remote|whatsapp)\b")
_YET_TO_COME = re.compile(
    r"\b(?:arrang\w*|organis\w*|plan\w*|set up|need\w*|suggest\w*|propos\w*|to have|for an?|before|"
    r"after|prior to|ahead of|await\w*|hop(?:es?|ed|ing)|try\w*|tried|miss\w*|want\w*|next)\b"
)
_NOT_YET = re.compile(
    r"\s*(?:(?:is|was|to be|has been) )?(?:agreed|fixed|set\b|needed|suggested|proposed|discussed|"
    r"on hold|tomorrow|postponed|put off|fell through)"
)
# "Located at a flat. Taken home to mother": a grown-up is not taken home to a parent or a carer.
_FOUND_FIRST = re.compile(
    r"^(?:located|found|traced|recovered) (?:safe|well|alone|at|to|in|on|by|near|under|outside|"
    r"inside|walking|wandering|sitting|asleep|hiding|drunk|cold|with)\b"
)
_TAKEN_BACK = re.compile(
    r"\b(?:returned|taken|conveyed|escorted|driven|brought|walked|transported)(?: \w+){0,2}? "
    r"(?:back )?to (?:(?:the |his |her |their |its )?(?:foster )?"
    r"(?:carers?|mother|mum|mam|father|dad|parents?|nan|gran|grandmother|grandparents|placement)"
    r"|the care of|the children's home)\b"
)
_OFFICERS = re.compile(r"\b(?:officers?|police|pcs?|pcsos?|patrol|crew|paramedics?)\b(?! not\b)")
_POLICE_SUBJECT = re.compile(r"(?: (?:was|were|is|has been|had been|then|also|later))? $")


class HandsOn:
    """Reads one first-hand sentence; ``people`` finds children and adults in it."""

    def __init__(self, terms: dict[str, Terms], people: re.Pattern[str]) -> None:
        self._terms, self._people = terms, people

    def read(self, part: str, setting: str, text: str = "") -> Found | None:
        """The words that show the child in a sentence of an agency of a ``setting``, or None."""
        found = self.session(part) if setting != "adults" else None
        if found or setting not in ("keeps", "treats", "fosters", "attends"):
            return found
        if setting == "attends":
            return self._taken_off(part) or self._police(part, text)
        found = self._tended(part) or self._brought_in(part)
        if not found and setting != "treats":
            found = self._taken_off(part) or self._took(part)
        return found

    def session(self, part: str) -> Found | None:
        """``Review with carer and Tilda``, not by telephone and not with Tilda's aunt."""
        if _FAR.search(part):
            return None
        for words, at in self._terms["session_with"].found_in(part):
            if _YET_TO_COME.search(part[:at]):
                continue
            for child in self._children(part, at + len(words)):
                listed = _LIST.fullmatch(part, at + len(words), child.start())
                if listed and not _NOT_YET.match(part, child.end()):
                    return f"{words} with", child.end()
        return None

    def _children(self, part: str, start: int = 0) -> list[re.Match[str]]:
        """Where children are named themselves, not something or somebody of theirs."""
        named = self._people.finditer(part, start)
        return [each for each in named if each["child"] and not self._owns(part, each)]

    def _owns(self, part: str, named: re.Match[str]) -> bool:
        return part.startswith(("'s ", "' "), named.end())

    def _tended(self, part: str) -> Found | None:
        """``Cut on Tilda's left arm cleaned``: what was noticed on, or done to, its body."""
        for child in self._people.finditer(part):
            if not child["child"] or not self.body(part, child.end()):
                continue
            before = part[: child.start()]
            adult = any(not each["child"] for each in self._people.finditer(before))
            words = self._terms["tended"].find(before)
            if words and not adult and not _TALKED_OF.search(before):
                return words, child.end()
        return None

    def body(self, part: str, at: int) -> bool:
        """Whether a part of somebody's body follows: ``'s left arm``, not ``'s bag``."""
        if not part.startswith("'s ", at):
            return False
        after = part[at + 3 :]
        found = self._terms["body_part"].every(after)
        return any(
            len(after[:start].split()) <= _BETWEEN and "'" not in after[:start]
            for _, start in found
        )

    def _brought_in(self, part: str) -> Found | None:
        for child in self._children(part):
            brought = _BROUGHT_IN.search(part[: child.start()])
            done = brought and not _NOT_DONE.search(part[: child.start()])
            if done and brought and _IN.match(part, child.end()):
                return brought[0].strip(), child.end()
        return None

    def _took(self, part: str) -> Found | None:
        for child in self._children(part):
            if _TOOK.search(part[: child.start()]) and not _AWAY.match(part, child.end()):
                return "took", child.end()
        return None

    def _taken_off(self, part: str) -> Found | None:
        """``Lighter confiscated from Tilda``."""
        for words, at in self._terms["taken_off"].found_in(part):
            for child in self._children(part, at):
                if part[at + len(words) : child.start()] in (" ", ", ", ": ", " - "):
                    return words, child.end()
        return None

    def _police(self, part: str, text: str) -> Found | None:
        """Whom the police had before them, or took back to those who look after a child."""
        for words, at in self._terms["police_had"].found_in(part):
            for child in self._children(part):
                if _POLICE_SUBJECT.fullmatch(part, child.end(), at):
                    end = at + len(words)
                    family = self._people.match(part, end + 1)
                    by_other = words.endswith(" by") and (family or not _OFFICERS.search(text))
                    return None if by_other else (words, end)
        first = _FOUND_FIRST.match(part)
        back = _TAKEN_BACK.search(text) if first else None
        return (f"{first[0]} … {back[0].split()[0]}", len(part)) if first and back else None
