"""The first screen's data."""

from __future__ import annotations

from workbench import tasks
from workbench.library import Library
from workbench.records import Coding


def test_it_says_what_is_there(library: Library) -> None:
    seen = tasks.overview(library, as_of="2026-03-02", who="Ada")
    assert [r.title for r in seen.reports] == ["Review of Hartwell"]
    assert (seen.mentioned, seen.passages, seen.coded) == (1, 3, 0)
    assert seen.since is None
    assert any("added Review of Hartwell (3 passages)" in line for line in seen.changes)


def test_the_next_day_tells_only_what_is_new(library: Library, monkeypatch) -> None:
    tasks.overview(library, as_of="2026-03-02", who="Ada")
    moment = library.history(1)[0]["when"]
    later = "2099-01-01"
    ref = library.passages()[0].ref
    coding = Coding(ref, "theme", "records", "Bea", "accepted", "2098-12-31T10:00:00+00:00")
    library.code([coding])
    seen = tasks.overview(library, as_of=later, who="Ada")
    assert seen.since == moment
    assert seen.changes == ("Bea coded 1 passage",)
    assert seen.coded == 1


def test_looking_again_on_one_day_does_not_make_the_news_old(library: Library) -> None:
    first = tasks.overview(library, who="Ada")
    again = tasks.overview(library, who="Ada")
    assert again.changes == first.changes
    assert [row["did"] for row in library.history()].count("opened") == 1


def test_a_look_that_must_not_write_writes_nothing(library: Library) -> None:
    before = library.history()
    tasks.overview(library, who="Ada", remember=False)
    assert library.history() == before
