"""What the rows call a child whom the case names in full: "Rosie" for Rosalind.

Who was seen, and much else, hangs on the child's name. Where the rows hardly ever write the name of
the case and often another that begins like it, or is a pet name of it in
``data/vocabulary/pet_names.yaml``, that one is the child's as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from workbench.chronology.case import Case, Person
from workbench.chronology.subjects import own_names
from workbench.chronology.terms import tidy
from workbench.chronology.written_names import DAYS_AND_MONTHS
from workbench.errors import VocabularyError
from workbench.places import shipped
from workbench.vocabulary_files import read_yaml

ALIKE = 3  # letters in which a pet name begins like the name
OFTEN = 3  # times in mid-sentence, where a capital is a name's: fewer may be a slip or a stranger
RARELY = 3  # times as often as the name of the case


def with_pet_names(case: Case, texts: Iterable[str]) -> Case:
    """The case, with what the rows call its children among the names of its people.

    Parameters
    ----------
    texts
        What the rows tell, as it is written.

    Returns
    -------
    Case
        The same one where the rows use the names of the case, or no other name fits.

    Raises
    ------
    VocabularyError
        When the list of pet names cannot be read.
    """
    held = list(texts)
    known = {tidy(name) for names in own_names(case) for name in names}
    known |= {tidy(word) for person in case.people for word in " ".join(person.names()).split()}
    found = []
    for child, names in zip(case.children, own_names(case), strict=True):
        alias = _called(names, known, held)
        if alias:
            found.append(Person(f"child {child.name}", child.name, (alias,), ("child",)))
    return replace(case, people=(*case.people, *found)) if found else case


def pet_names_of(case: Case, texts: Iterable[str]) -> list[tuple[str, str]]:
    """(name in the case, what the rows call the child), for each child called otherwise."""
    more = with_pet_names(case, texts).people[len(case.people) :]
    return [(person.name, person.aliases[0]) for person in more]


def _called(names: Sequence[str], known: set[str], texts: Sequence[str]) -> str | None:
    """The one other name by which the rows call a child of these names."""
    beginnings = {name[:ALIKE].title() for name in names if len(name) > ALIKE}
    listed = {pet.title() for name in names for pet in _listed().get(name.casefold(), ())}
    if not beginnings and not listed:
        return None
    bodies = [rf"{re.escape(each)}[a-z]*" for each in sorted(beginnings)]
    bodies += [re.escape(each) for each in sorted(listed)]
    pattern = re.compile(rf"(?<=[a-z,;] )(?:{'|'.join(bodies)})(?![\w-])")
    counted = Counter(word for text in texts for word in pattern.findall(text))
    own = sum(counted[name] for name in names)
    for word, times in counted.most_common():
        if tidy(word) in known or word.casefold() in DAYS_AND_MONTHS:
            continue
        small = re.compile(rf"(?<!\w){word.casefold()}(?!\w)")
        if times < OFTEN or times < RARELY * own or any(map(small.search, texts)):
            continue
        return word
    return None


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    file = shipped("data", "vocabulary", "pet_names.yaml")
    content = read_yaml(file)
    names = content.get("names") if isinstance(content, dict) else None
    if not isinstance(names, dict):
        raise VocabularyError.at(file.name, None, "the part 'names' is missing.", "Put it back.")
    return {str(name): tuple(map(str, pets)) for name, pets in names.items()}
