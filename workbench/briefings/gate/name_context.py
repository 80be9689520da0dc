"""Whether a sentence takes a word for a name: "Hope said", not "hope that"."""

from __future__ import annotations

import re

from workbench.briefings.gate.model import Action


class Context:
    """The words around a name that is also a word."""

    _TO_SOMEBODY = re.compile(
        r"\b(?:with|told|asked|saw|met|visited|removed|placed|hit|hurt|collected|about|from|"
        r"called|seeing|visiting)\s+$",
        re.IGNORECASE,
    )
    _SPOKEN_TO = re.compile(r"\b(?:told|asked|visited|met|hit|hurt|saw)\s+$", re.IGNORECASE)
    _GOES_ON = re.compile(
        r"^(?:[.,;]|$| (?:at|to|that|if|about|whether|and (?:his|her|their)|alone|twice|again|in "
        r"(?:his|her|the|school))\b)"
    )
    _SURE = re.compile(
        r"\b(?:mr|mrs|ms|miss|dr|child|baby|called|named|sister|brother|mum|dad|son|"
        r"daughter|cousin|"
        r"aunt|uncle|friend|partner|pupil|sibling|twin|family name|surname|first name|forename)"
        r"\.?,?\s+$",
        re.IGNORECASE,
    )
    # "Child: Hope" by itself or with what goes on a list; "Child: may need help" is a sentence.
    _LABELLED = re.compile(
        r"\b(?:name|forename|known as|aka|alias|child|baby|pupil|patient|mother|father|mum|dad|"
        r"parent|carer|sibling|brother|sister|twin|son|daughter|aunt|uncle|partner|subject)"
        r"(?:'s name)? ?[:=] ?$",
        re.IGNORECASE,
    )
    _LISTED = re.compile(r"^\s*(?:$|[,;)|/(]|(?-i:[A-Z]))")
    _DOES = re.compile(
        r"^(?:'s?\b|,? (?:was|is|has|had|said|says|told|did|does|went|lived|lives|felt|feels|asked|"
        r"rang|phoned|called|visited|wrote|noted|agreed|thought|texted|emailed|attended|signed|"
        r"wanted|came|left|died|moved|disclosed|reported|saw|knew|became|began|never|also|who|aged|"
        r"born|attended|described|did|didn't|wasn't|would|could|and (?:his|her|their|[A-Z]\w+))\b|"
        r" \(|,? aged| family\b)"
    )
    # What is done to a thing, not to somebody: "Hope was lost", "Love is not enough".
    _DONE_TO = re.compile(
        r"^ (?:is\b|was (?:lost|shown|bought|given|expressed|needed|used|made|raised|kept|paid|set|"
        r"sought|put|held|short|long|limited))"
    )
    _KIN = re.compile(
        r"^(?:'s)? (?:mother|father|mum|dad|sister|brother|baby|son|daughter|partner|gran|nan|aunt|"
        r"uncle|school|house|home|flat|bedroom|social worker|health visitor|teacher|foster)"
    )
    _DATE_AFTER = re.compile(
        r"^[.,]? ?(?:'?\d|of \d|to [A-Z]|and [A-Z]|each|every|half|bank|this|last)"
    )
    _DATE_BEFORE = re.compile(
        r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|by|since|until|till|during|early|late|mid|end of|"
        r"start of|between|before|after|next|last|this|each|every|from|to|and|of|on)|-|/)[ -]?$",
        re.IGNORECASE,
    )
    _MONTHS = ("april", "august", "june", "may", "march")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.written = text[start:end]
        self.before, self.after = text[max(0, start - 40) : start], text[end : end + 40]
        self.opens = not self.before.strip() or bool(
            re.search(r"(?:[.!?:;\"'(•\-]|^)\s*$", self.before)
        )
        letters = [c for c in self.before + self.after if c.isalpha()]
        self.all_capitals = self.written.isupper() and sum(map(str.isupper, letters)) > 0.8 * len(
            letters or "x"
        )
        heads = re.findall(r"\b[A-Za-z]{4,}", self.before + " " + self.after)
        self.title_case = len(heads) > 1 and all(w[0].isupper() for w in heads)

    @property
    def does(self) -> bool:
        """Somebody does or has something here: "Fern said", "Fern's mother"."""
        possessive = self.written.endswith("'s") or self.after.startswith("'s")
        return (
            possessive or bool(self._DOES.match(self.after)) or bool(self._SURE.search(self.before))
        )

    @property
    def is_labelled(self) -> bool:
        """It stands where a form or a list says who is meant."""
        return bool(self._LABELLED.search(self.before) and self._LISTED.match(self.after))

    def of_short_form(self) -> Action | None:
        """Dec, Abdi: the beginning of a name of the key, written like a name."""
        if self._is_date():
            return None
        if self.all_capitals or self.title_case:
            return "block" if self.does else "warn"
        if self.opens:
            return "block" if self.does else None
        return "block"

    def _is_date(self) -> bool:
        return bool(re.match(r"^\.?[ ,]*(?:'?\d|to\b|-)", self.after)) or bool(
            re.search(
                r"\d(?:st|nd|rd|th)?(?: of)? ?$|\b(?:in|by|since|until|to|from) $", self.before
            )
            and self.written.lower() in ("dec", "jan", "mar", "feb", "jun", "jul", "aug", "sep")
        )

    def of_rare_word(self) -> Action | None:
        """Fern, Rose: in lower case only where a sentence takes them for a name."""
        if self.is_labelled or not self.written.islower():
            return "block"
        if re.search(r"\b(?:a|an|the|some)\s+$", self.before):
            return None
        if re.search(r"\b(?:of|in)\s+$", self.before):
            return "warn"
        sure = self._SURE.search(self.before) or self._TO_SOMEBODY.search(self.before)
        return "block" if sure or self._DOES.match(self.after) else "warn"

    def of_frequent_word(self, word: str) -> Action | None:
        """Will, May, Young: a name only where the sentence takes it for one."""
        possessive = self.written.endswith("'s") or self.after.startswith("'s")
        if self.is_labelled:
            return "block"
        if self.written.islower():
            if possessive and self._KIN.match(self.after):
                return "block"
            named = self._SURE.search(self.before) or (
                self._SPOKEN_TO.search(self.before) and self._GOES_ON.match(self.after)
            )
            return "warn" if named or possessive else None
        if word in self._MONTHS and (
            self._DATE_AFTER.match(self.after) or self._DATE_BEFORE.search(self.before)
        ):
            return None
        if self._SURE.search(self.before) or possessive:
            return "block"
        if self.all_capitals:
            return "warn"
        if self.opens:
            does = self._DOES.match(self.after) and not self._DONE_TO.match(self.after)
            return "block" if does else "warn"
        if self.title_case:
            return "warn"
        return "block"
