"""What singles a family out without naming it: rare conditions and unusual families."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from workbench.briefings.gate import fold
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.view import Hit, View, hits

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th"
).split()
_SYNDROME = re.compile(
    r"(?<![\w])((?:[A-Za-z][\w']{0,40}[\s\-]+){0,2}[A-Z][\w'\-]{1,40}?)(?:'s?)?\s+"
    r"(syndrome|SYNDROME|disease|DISEASE|sequence|anomaly|malformation|dystrophy|deficiency)\b"
)
_ONE_IN_MANY = re.compile(
    r"\b(?:condition|disorder|disease|syndrome|illness|anomaly|it)\b[^.;]{0,50}?\b(?:in|affects|"
    r"among|found in|seen in)\s+(?:only |just |about |fewer than )*(?:(?:one|1|\w+) "
    r"(?:child(?:ren)? |person |people |birth )?in (?:a |every )?(?:[a-z]+ ){0,2}"
    r"(?:thousand|million|\d{2,3},\d{3})|"
    r"(?:a |two |three |\d+ )?(?:handful|dozen) (?:of )?(?:children|people|families))|"
    r"\bone[\s\-]in[\s\-](?:a[\s\-])?(?:hundred[\s\-])?(?:thousand|million|billion)\b[\s,]+"
    r"(?:[a-z]+ ){0,3}(?:condition|disorder|disease|syndrome|illness|anomaly|mutation)\b",
    re.IGNORECASE,
)
_PARENTS = 2
_KIN = (
    r"(?:(?:step|half|great|foster|adoptive|grand)[\s\-]?){0,2}(?:mother|father|mum|dad|parent|sister|"
    r"brother|sibling|daughter|son|aunt|uncle|niece|nephew|cousin|husband|wife|partner|grandparent)s?"
)
_MANY_HAVE_IT = "Many children have it: leave it unless much else is told of this one."
_LEAST_BEGINNING = 4  # letters of a common condition's name by whose beginning another is known


def find(view: View) -> Iterator[Hit]:
    """Rare conditions and family shapes in one segment."""
    if view.segment.role == "code":
        return
    rare, known, endings, common, shapes, usual, ordinary = _patterns(view.lists)
    yield from _single_out(view)
    yield from hits("rare_condition", rare, view.text)
    for hit in hits("rare_condition", known, view.text):
        yield replace(hit, action="warn", mend=_MANY_HAVE_IT)
    yield from hits("rare_condition", _ONE_IN_MANY, view.text)
    leave = [m.span() for m in common.finditer(view.text)]
    for hit in hits("rare_condition", endings, view.text):
        if not any(a <= hit.start and hit.end <= b for a, b in leave):
            yield hit
    yield from _syndromes(view, known)
    leave = [m.span() for m in ordinary.finditer(view.text)]
    shown = (replace(hit, action="warn") for hit in hits("family_shape", usual, view.text))
    for hit in (*hits("family_shape", shapes, view.text), *shown):
        if not any(a < hit.end and hit.start < b for a, b in leave):
            yield hit


def _single_out(view: View) -> Iterator[Hit]:
    """A calling or an origin that few have: "a Faroese trawlerman", "the town's only farrier"."""
    words = view.lists.words
    for pattern in _callings(words["rare_callings"], words["rare_origins"], words["origins"]):
        for found in pattern.finditer(view.text):
            yield Hit("occupation_or_origin", *found.span())


_SOMEBODY = (
    r"(?:family|families|household|couple|man|men|woman|women|boy|girl|child|children|pupil|"
    r"pupils|mother|"
    r"father|mum|dad|parent|parents|teenager|student|worker|workers|speaker|speakers|person|people|"
    r"community|resident|residents|heritage|origin|descent|[a-z\-]{4,})"
)
_OF_A_FAMILY = (
    r"(?:and|or|by|heritage|descent|parentage|background|origins?|famil(?:y|ies)|household|couple|"
    r"child(?:ren)?|boys?|girls?|parents?|mother|father|baby|pupils?|twins|siblings?)\b"
)
_WIDE = (
    r"(?:African|Caribbean|Black|Asian|White|Indian|Mixed|British|Arab|Gypsy|Roma|Traveller|Irish)"
)
_AREA = (
    r"(?:town|village|county|valley|district|area|borough|parish|hamlet|island|estate|street|school|"
    r"city|region|cul-de-sac|close|church|mosque|plant|factory|country|class|dale|fell)"
)


@lru_cache(maxsize=4)
def _callings(
    callings: tuple[str, ...], rare: tuple[str, ...], wide: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    def listed(some: tuple[str, ...]) -> str:
        return "|".join(_phrase(s) for s in sorted(some, key=len, reverse=True))

    calling, few, any_origin = listed(callings), listed(rare), listed((*rare, *wide))
    few_of = (
        r"(?:one of (?:only |just )?(?:two|three|four|2|3|4|a few|a handful|the few)|"
        r"(?:the )?only(?: one| two)?|the (?:first|last|sole|one))"
    )
    ignore = re.IGNORECASE
    return (
        # a retired lighthouse keeper; the lay reader
        re.compile(
            rf"\b(?:(?:an?|the|is|was|as|retired|former|ex-?)\s+){{1,3}}(?:[a-z\-]+\s+){{0,2}}?"
            rf"(?:{calling})s?(?![\w'])(?!\s+(?:order|review|said that this|report|act|of the "
            rf"high))",
            ignore,
        ),
        # a Tuvaluan seafarer, of Faroese descent
        re.compile(
            rf"\b(?-i:{few})[\s\-](?:and\s+\w+\s+)?(?:speaking\s+)?{_SOMEBODY}(?!\w)", ignore
        ),
        # the only Polish farrier in the valley; only one Bengali family; one of two Somali-speaking
        # …
        re.compile(
            rf"\b{few_of}\s+(?:[a-z\-]+\s+){{0,2}}?(?-i:{any_origin})(?:[\s\-](?:speaking|born|"
            rf"and\s+\w+))*"
            rf"(?:\s+[a-z\-]+){{1,3}}",
            ignore,
        ),
        # the town's only lady bell-founder
        re.compile(
            rf"\b{_AREA}'s\s+(?:only|one|sole|first|last|oldest|"
            rf"youngest)\s+[a-z\-]+(?:\s+[a-z\-]+)?",
            ignore,
        ),
        # the only beekeeper … in the county; one of two in the town
        re.compile(
            rf"\b(?:the\s+only(?:\s+one)?|one\s+of\s+(?:only\s+)?(?:two|three))(?:\s+(?:[a-z\-]+|"
            rf"[A-Z][a-z]+)){{0,5}}?\s+"
            rf"(?:in|on|at|of)\s+(?:the\s+(?:whole\s+)?{_AREA}|(?-i:[A-Z])[a-z]+)(?!\w)",
            ignore,
        ),
        # Danish-Kenyan, of Danish and Kenyan heritage; the census's own groups are wide
        re.compile(
            rf"(?<![\w-])(?!{_WIDE}[\s\-](?:and )?{_WIDE}(?!\w))(?-i:{any_origin})"
            rf"(?:-(?-i:{any_origin})(?!\w)(?=\s*(?:[.,;:)]|$|{_OF_A_FAMILY}))|"
            rf"(?:,| and| with) (?-i:{any_origin})[\s\-]"
            rf"(?:heritage|descent|parentage|background|origins?|roots)\b)",
            ignore,
        ),
        # Romani and Welsh speaking
        re.compile(rf"\b(?-i:{any_origin})\s+and\s+(?-i:{any_origin})[\s\-]speaking\b", ignore),
    )


def _syndromes(view: View, known: re.Pattern[str]) -> Iterator[Hit]:
    common = [word.lower() for word in view.lists.words["common_conditions"]]
    little = {word for word in common if len(word) < _LEAST_BEGINNING}
    begins = tuple(word for word in common if len(word) >= _LEAST_BEGINNING)
    for found in _SYNDROME.finditer(view.text):
        if found[2].lower() not in ("syndrome", "disease"):
            continue
        words = re.split(r"[\s]+", found[1])
        name = words[-1]
        plain = re.sub(r"'s?$", "", name.lower())
        if plain in little or plain.startswith(begins):
            continue
        at = found.start(1) + len(found[1]) - len(name)
        if known.search(found[0]):
            continue
        yield Hit("rare_condition", at, found.end())


@lru_cache(maxsize=4)
def _patterns_of(
    rare: tuple[str, ...],
    known: tuple[str, ...],
    endings: tuple[str, ...],
    common: tuple[str, ...],
    shapes: tuple[str, ...],
    usual: tuple[str, ...],
    ordinary: tuple[str, ...],
    above: int,
) -> tuple[re.Pattern[str], ...]:
    def whole(form: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_])(?:{form})(?![^\W_])", re.IGNORECASE)

    def listed(some: tuple[str, ...]) -> str:
        return "|".join(_phrase(c) for c in sorted(some, key=len, reverse=True)) or "(?!)"

    def shaped(some: tuple[str, ...]) -> str:
        return "|".join(_shape(s, above) for s in sorted(some, key=len, reverse=True)) or "(?!)"

    ends = "|".join(re.escape(fold.plain(e)) for e in endings)
    return (
        whole(rf"(?:{listed(rare)})(?:'?s)?(?:\s+(?:syndrome|disease|disorder))?"),
        whole(listed(known)),
        whole(rf"\w*(?:{ends})s?"),
        whole("|".join(rf"\w*{_phrase(c)}\w*" for c in common) or "(?!)"),
        whole(shaped(shapes)),
        whole(shaped(usual)),
        whole("|".join(_phrase(o) for o in ordinary) or "(?!)"),
    )


def _patterns(lists: Lists) -> tuple[re.Pattern[str], ...]:
    words = lists.words
    return _patterns_of(
        words["rare_conditions"],
        words["conditions_to_look_at"],
        words["rare_endings"],
        words["common_endings"],
        words["family_shapes"],
        words["families_to_look_at"],
        words["ordinary_families"],
        lists.siblings_above,
    )


def _phrase(text: str) -> str:
    """A listed phrase: hyphens, spaces and apostrophes as people vary them; British or American."""
    form = re.escape(fold.plain(text)).replace(r"\-", r"[\s\-]*").replace(r"\ ", r"[\s\-]+")
    form = form.replace("'", "'?").replace("aemia", "a?emia").replace("haem", "ha?em")
    return form.replace("oesoph", "o?esoph").replace("\\'", "'?")


def _shape(pattern: str, above: int) -> str:
    many = [*map(str, range(above + 1, 25)), *_UNITS[above + 1 :]]
    household = [*map(str, range(above + 1 + _PARENTS, 25)), *_UNITS[above + 1 + _PARENTS :]]
    form = fold.plain(pattern).replace(" ", r"\s+")
    return (
        form.replace("{many}", rf"(?:at\s+least\s+)?(?:{'|'.join(many)})")
        .replace("{household}", rf"(?:at\s+least\s+)?(?:{'|'.join(household)})")
        .replace("{kin}", _KIN)
        .replace("{number}", rf"(?:\d+|{'|'.join(_UNITS[1:])})")
        .replace("{ordinal}", rf"(?:{'|'.join(_ORDINALS)})")
    )
