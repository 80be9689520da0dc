"""What a sentence wants done: its acts, the one that comes first before the others.

``data/vocabulary/asks.yaml`` lists the verbs of each act, and nouns that tell it ("give
*training*", "hold a *meeting*"). A word counts only where an act stands: after "should", "to",
"must", "be", or a light verb such as "give". "Teach staff to record" is about teaching, and the
records are its subject; "so that they are recorded" is a purpose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from workbench.themes.terms import Terms, Word

_BEFORE = frozenset("should must shall will ought to can may would and or then need needs".split())
_MODAL = frozenset("should must shall will ought can to be is are".split())
_BE = frozenset("be is are been being get gets was were".split())
_LIGHT = frozenset(
    """have has having give gives giving given offer offers offered provide provides provided
    hold holds held get gets receive receives received carry
    make makes made undertake run runs keep keeps kept
    write written send arrange need needs use uses used require requires do commission put publish
    under establish develop set introduce ensure obtain take takes raise raising have """.split()
)
_BETWEEN = frozenset(
    """also always never not first then both together jointly all routinely regularly promptly be
    been
    only still again clearly being have has properly immediately""".split()
)
_PURPOSE = (
    "so that",
    "in order",
    "because",
    "since",
    "so they",
    "so he",
    "so staff",
    "in which",
    "how to",
)
_STOPS = frozenset(
    {"when", "where", "who", "which", "that", "if", "whose", "whenever", "unless", "whether"}
)
_TEACHES = frozenset({"train"})
_REACH = 4  # words after a light verb in which its noun stands


class Acts:
    """Acts ready to be looked for; ``stem`` is how the words of a text are folded."""

    def __init__(
        self,
        acts: Mapping[str, Sequence[str]],
        stems: Callable[[str], str],
        near: Iterable[Sequence[str]] = (),
    ) -> None:
        self._near: dict[str, list[str]] = defaultdict(list)
        for pair in near:
            for act in pair:
                self._near[act].append("/".join(sorted(pair)))
        self._act = {stems(term): act for act, terms in acts.items() for term in reversed(terms)}
        self._terms = Terms(self._act)

    def near(self, acts: Iterable[str]) -> tuple[str, ...]:
        """The pairs of acts near each other of which one is among these."""
        return tuple(dict.fromkeys(pair for act in acts for pair in self._near.get(act, ())))

    def of(self, tokens: Sequence[Word]) -> tuple[str, ...]:
        """The acts of a sentence, given as its words with their stems, the first one first."""
        if not self._act:
            return ()
        tokens = tokens[: _purpose(tokens)]
        at = {word.start: i for i, word in enumerate(tokens)}
        ends = {word.end: i for i, word in enumerate(tokens)}
        taken: list[tuple[int, int, str]] = []
        for hit in sorted(self._terms.find_among(tokens), key=lambda h: (h.start - h.end, h.start)):
            if all(hit.end <= start or hit.start >= end for start, end, _ in taken):
                taken.append((hit.start, hit.end, self._act[hit.term]))
        found: list[str] = []
        weak: list[str] = []
        taught = False
        told = any(word.text.casefold() in _MODAL for word in tokens)
        for start, end, act in sorted(taken):
            how = _stands(tokens, at[start], ends[end])
            if not how and not told and not found and not weak:
                how = "first"  # "The service keeps ...": no "should", so the first verb is the act
            if not how:
                weak.append(act)
            elif taught and how == "to":
                break  # what is taught is no act of its own
            else:
                found.append(act)
                taught = taught or act in _TEACHES
        return tuple(dict.fromkeys(found or weak[:2]))


def _purpose(tokens: Sequence[Word]) -> int:
    """Where a purpose begins, which tells no act; the whole length where there is none."""
    for i in range(3, len(tokens) - 1):
        if f"{tokens[i].text} {tokens[i + 1].text}".casefold() in _PURPOSE:
            return i
    return len(tokens)


def _stands(tokens: Sequence[Word], first: int, last: int) -> str:
    """By what a word stands for an act: the word before it, or ``""`` where it does not."""
    i = first - 1
    while i >= 0 and (
        tokens[i].text.casefold() in _BETWEEN or tokens[i].text.casefold().endswith("ly")
    ):
        i -= 1
    before = tokens[i].text.casefold() if i >= 0 else ""
    word = tokens[first].text.casefold()
    asks_somebody = word in ("ask", "asking", "asked", "invite") and any(
        token.text.casefold() == "to" for token in tokens[last + 1 : last + 6]
    )
    if tokens[first].text.casefold() in _LIGHT and last > first:
        return "light"
    if asks_somebody:
        return ""
    plural = word.endswith("s") and not word.endswith("ss")
    if i < 0 or (i == 0 and before == "the"):
        return "first"  # "Share ...", "The sharing of ..."
    if before in _BEFORE and not plural:
        return before
    if before in _BE or (first - 1 >= 0 and tokens[first - 1].text.casefold() in _BE):
        return "be"
    for step in range(1, _REACH + 1):
        j = first - step
        if j < 0 or tokens[j].text.casefold() in _STOPS:
            break
        if tokens[j].text.casefold() in _LIGHT:
            return "light"
    return ""
