"""Whether two spellings are one name by ear: Róisín and Rosheen, Kathryn and Cathrin.

A word is brought to the consonants that are heard, by the spelling of English and of the names met
here (Irish ``bh``, Polish ``sz`` and ``cz``, Arabic ``kh``), with the vowel it opens and ends with.
The general keys (Soundex, Metaphone) read all names as English, so that ``bh`` is no ``v`` and
``sz`` two sounds; a likeness of the letters keeps what merely has the same consonants apart. Two
names may still sound alike and be two people: what is found so is shown, never blocked.
"""

from __future__ import annotations

import re
from functools import lru_cache

LEAST_LETTERS = 4
_LEAST_SOUNDS = 3
# How like the letters must be, in the measure of rapidfuzz: fewer sounds, a closer spelling.
_LIKE, _LIKE_WHEN_SHORT = 0.57, 0.7

# In order. Capitals are sounds that are done with; S stands for s, sh, z and soft c alike.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^x", "S"),
        (r"^ge(?=o|r)|dge?|^g(?=i)", "J"),
        (r"tsch|tch|cz|sch|sz|rz|sh|ch(?=[eiy])", "S"),
        (r"ch|kh|ck|q[uv]?", "K"),
        (r"ph|[bm]h|gh(?=$|t)(?<=ugh)", "F"),
        (r"gh|dh(?=$)", ""),
        (r"mb$", "m"),
        (r"x", "KS"),
        (r"c(?=[eiy])", "S"),
        (r"st(?=l|en$)", "S"),
        (r"th", "T"),
        (r"[ckg](?=[kg])", ""),
        (r"[ck]", "K"),
        (r"[szj](?=[sz])", ""),
        (r"[sz]", "S"),
        (r"[fv]", "F"),
        (r"w(?=[aeiouy]|SK)", "F"),  # as a Polish v; W and V in a name are seldom two people
        (r"(?<=[aeou])r(?=[a-zA-Z])(?![aeiouyr])", ""),  # Shorna, as Shauna is said
        (r"[td]", "T"),
        (r"[pb]", "P"),
        (r"[hw]", ""),
    )
)
_ENDS = (
    (re.compile(r"(?:ia|iya|ah|er|or|a|ya)$"), "A"),
    (re.compile(r"(?:ie|ey|ee|i|y|eigh|ea)$"), "I"),
    (re.compile(r"(?:oe|o|u|ou|ow)$"), "O"),
)


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """The consonants heard in a word, and the vowels at its beginning and end.

    Parameters
    ----------
    word
        In lower case and plain letters; marks within it are passed over.

    Returns
    -------
    str
        A key: two words with the same one may be one name. Empty for no letters.
    """
    bare = re.sub(r"[^a-z]", "", word)
    if not bare:
        return ""
    end = next((said for pattern, said in _ENDS if pattern.search(bare)), "")
    begins = "A" if bare[0] in "aeiou" else ""
    for pattern, said in _RULES:
        bare = pattern.sub(said, bare)
    heard = re.sub(r"[aeiouy]", "", bare[:1].replace("y", "J") + bare[1:]).upper()
    return begins + re.sub(r"(.)\1+", r"\1", heard) + end


def sounds_like(written: str, name: str) -> bool:
    """Whether what is written may be the name, spelt by ear (both in lower case)."""
    from rapidfuzz.fuzz import ratio

    if min(len(written), len(name)) < LEAST_LETTERS:
        return False
    heard = sound(name)
    if heard != sound(written):
        return False
    short = len(heard) < _LEAST_SOUNDS
    return ratio(written, name) >= 100 * (_LIKE_WHEN_SHORT if short else _LIKE)
