"""The people of a family in the words and letters that records have for them, one key for each."""

from __future__ import annotations

_WORDS = {
    "mother": "mother mum mummy mam mom",
    "father": "father dad daddy",
    "stepmother": "stepmother stepmum",
    "stepfather": "stepfather stepdad",
    "partner": "partner boyfriend girlfriend",
    "maternal grandmother": "mgm",
    "paternal grandmother": "pgm",
    "grandmother": "grandmother grandma gran granny nan nana nanny nannie",
    "maternal grandfather": "mgf",
    "paternal grandfather": "pgf",
    "grandfather": "grandfather grandad grandpa",
    "grandparents": "grandparents",
    "aunt": "aunt auntie aunty",
    "uncle": "uncle",
    "sister": "sister",
    "brother": "brother",
    "neighbour": "neighbour",
    "carer": "carer carers",
    "childminder": "childminder",
}
ROLE_OF = {word: role for role, words in _WORDS.items() for word in words.split()}
# "his father", "maternal grandmother", "new partner": what stands before a role and is part of it.
_BEFORE = (
    r"(?:(?:his|her|their|the|mat|pat|maternal|paternal|new|step|foster|mum's|mother's|dad's|father's)"
    r"\.?\s+)*"
)
ROLE = rf"(?i:{_BEFORE}(?:{'|'.join(ROLE_OF)})\b(?!'s))"


def role_key(words: str) -> str:
    """``Maternal grandma`` -> "maternal grandmother"; "" where the last word is no role."""
    parts = words.casefold().replace(".", "").split()
    role = ROLE_OF.get(parts[-1], "") if parts else ""
    if role in ("grandmother", "grandfather"):
        side = next((p for p in parts if p.startswith(("mat", "pat"))), "")
        return f"{'maternal' if side.startswith('mat') else 'paternal'} {role}" if side else role
    if role == "carer" and "foster" in parts:
        return "foster carer"
    return role


def is_role(key: str) -> bool:
    return key in _ROLE_KEYS


CHILD = "child"  # a child of the case, where what it did is set against what others did
_ROLE_KEYS = frozenset((*_WORDS, CHILD, "foster carer", "social worker", "support worker"))


def may_be_one(one: str, other: str) -> bool:
    """Whether two keys can mean one person: a name may be anybody's who has a role.

    A partner may be the father, a carer anybody, and a grandmother either side's.
    """
    if one == other or is_role(one) != is_role(other):
        return True
    if not is_role(one):
        return bool(set(one.split()) & set(other.split()))
    return one.endswith(f" {other}") or other.endswith(f" {one}") or {one, other} in _ONE_PERSON


_ONE_PERSON = tuple(
    {one, other}
    for one, others in {
        "partner": ("father", "stepfather", "stepmother", "mother"),
        "stepfather": ("father",),
        "stepmother": ("mother",),
        "carer": tuple(set(_WORDS) - {"carer"}),
        "foster carer": ("carer",),
        CHILD: ("brother", "sister"),
        "grandparents": tuple(role for role in _WORDS if "grand" in role),
    }.items()
    for other in others
)


def in_words(key: str) -> str:
    """``the father``, ``Kit Marsh``: a key as a sentence says it."""
    return f"the {key}" if is_role(key) else key.title()
