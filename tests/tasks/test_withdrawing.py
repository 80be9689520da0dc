"""A report that came in by mistake: withdrawn it counts nowhere, and put back all is as before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import a_document, a_reading

from workbench import tasks
from workbench.cli import main
from workbench.errors import LibraryError, NotInLibraryError, UsageError
from workbench.library import Library, frames
from workbench.notebook import library_view
from workbench.records import Answer, Coding, EchoRuling

OTHER = "marlow-2025"


@pytest.fixture
def two(library: Library, original: Path) -> Library:
    """A library of two reports, with decisions on both."""
    document = a_document("b" * 64, "marlow.txt")
    reading = a_reading(document, OTHER)
    review = replace(reading.review, title="Review of Marlow")
    library.add(document, [replace(reading, review=review)], original, who="Ada")
    for of in ("hartwell-2024", OTHER):
        library.code([Coding(f"{of}/finding/1.1", "theme", "records", "Ada", "accepted", "t")])
        library.answer([Answer(f"{of}/A1", f"{of}/recommendation/1", "confirmed", "Ada", "t", "")])
    pair = ("hartwell-2024/recommendation/1", f"{OTHER}/recommendation/1")
    library.rule_echo(EchoRuling(*pair, "confirmed", "Ada", "t", "the same"))
    return library


def _all(library: Library) -> dict[str, object]:
    """Everything that is counted or listed."""
    listed = {name: tasks.show(library, name) for name in tasks.SHOWN if name != "history"}
    return listed | {
        "passage list": frames.passage_list(library).to_dict("list"),
        "counts": library.passage_counts(),
        "codings": library.codings(),
        "answers": library.answers(),
        "echoes": library.echo_rulings(),
    }


def test_withdrawn_it_counts_nowhere_and_put_back_all_is_as_before(two: Library) -> None:
    before = _all(two)
    assert OTHER in str(before)
    tasks.withdraw(two, OTHER, why="another area's", who="Bo")
    after = _all(two)
    (row,) = after.pop("withdrawn")
    assert (row["review"], row["title"]) == (OTHER, "Review of Marlow")
    assert (row["who"], row["why"]) == ("Bo", "another area's")
    assert OTHER not in str(after)
    assert [len(after[name]) for name in ("reviews", "codings", "answers", "echoes")] == [
        2,
        1,
        1,
        0,
    ]
    tasks.put_back(two, OTHER, who="Bo")
    assert _all(two) == before
    assert [row["did"] for row in two.history(2)] == ["put_back", "withdraw"]


def test_what_only_it_mentions_goes_with_it(two: Library) -> None:
    tasks.withdraw(two, OTHER, why="another area's")
    assert [r.id for r in two.reviews()] == ["hartwell-2024", "hartwell-2024/r1"]
    with pytest.raises(LibraryError, match=f"{OTHER} was withdrawn"):
        two.review(f"{OTHER}/r1")


def test_asked_for_by_name_it_says_who_withdrew_it_and_the_way_back(two: Library) -> None:
    tasks.withdraw(two, OTHER, why="another area's", who="Bo")
    for ask in (
        two.review,
        two.passages,
        two.checks,
        lambda _: two.passage(f"{OTHER}/finding/1.1"),
    ):
        with pytest.raises(LibraryError, match=r"withdrawn by Bo on .*another area's.*--undo"):
            ask(OTHER)


def test_what_cannot_be_withdrawn_or_put_back_is_refused(two: Library) -> None:
    with pytest.raises(UsageError, match="needs a reason"):
        tasks.withdraw(two, OTHER, why=" ")
    with pytest.raises(NotInLibraryError):
        tasks.withdraw(two, "nowhere", why="x")
    with pytest.raises(NotInLibraryError):
        tasks.put_back(two, OTHER)
    tasks.withdraw(two, OTHER, why="another area's")
    with pytest.raises(LibraryError, match="was withdrawn"):
        tasks.withdraw(two, OTHER, why="again")


def test_it_stays_withdrawn_when_it_is_read_again(two: Library, original: Path) -> None:
    tasks.withdraw(two, OTHER, why="another area's")
    document = a_document("b" * 64, "marlow.txt")
    two.add(document, [a_reading(document, OTHER)], original)
    assert OTHER not in two.review_ids()
    assert OTHER in two.review_ids(withdrawn=True)


REPORT = """Review of Health services for Children Looked After and Safeguarding in Hartwell

1. Early help

1.1 Midwives in Hartwell ask every woman about domestic abuse and write down what she says.

1.2 School nurses do not see the plans that social workers make.

Recommendations

1. Hartwell NHS Trust should ensure that:

1.1 School nurses are sent every plan within five working days.
"""


def test_the_same_file_says_that_it_is_withdrawn_and_another_version_is_read(
    tmp_path: Path,
) -> None:
    draft, final = tmp_path / "draft.txt", tmp_path / "final.txt"
    draft.write_text(REPORT, encoding="utf-8")
    final.write_text(f"{REPORT}\n", encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        (first,) = tasks.add(library, [draft])
        assert first.review
        (again,) = tasks.add(library, [final])
        assert again.already
        tasks.withdraw(library, first.review, why="the draft")
        (held,) = tasks.add(library, [draft])
        assert held.already
        assert "the draft" in " ".join(held.problems)
        (right,) = tasks.add(library, [final])
        assert not right.already
        assert library.review_ids() == [right.review]
        assert right.review != first.review


def test_a_restricted_review_stays_guarded_though_it_is_withdrawn(two: Library) -> None:
    from workbench.tasks.briefing_material import tellable
    from workbench.tasks.gate import restrictions

    tasks.correct(two, "hartwell-2024", "restricted", "the family asked", why="board decided")
    restricted, _ = restrictions(two)
    tasks.withdraw(two, "hartwell-2024", why="taken in twice")
    still, _ = restrictions(two)
    assert [(r.title, r.texts) for r in still] == [(r.title, r.texts) for r in restricted]
    assert "hartwell-2024" not in {review.id for review in tellable(two).reviews}


def test_a_briefing_made_before_is_not_published_after(two: Library) -> None:
    from workbench.errors import BriefingError

    briefing = tasks.make_briefing(two, "practitioner", OTHER)
    tasks.withdraw(two, OTHER, why="another area's")
    with pytest.raises((BriefingError, LibraryError)):
        tasks.write_briefing(two, briefing, two.folder / "out" / "note.html", approved_by="Bo")
    assert not (two.folder / "out" / "note.html").exists()


def test_the_command_withdraws_and_puts_back(two: Library) -> None:
    def run(*arguments: str):
        return CliRunner().invoke(main, ["--library", str(two.folder), *arguments])

    assert run("withdraw", OTHER).exit_code == UsageError.exit_code
    done = run("withdraw", OTHER, "--why", "another area's", "--who", "Bo")
    assert "“Review of Marlow” is withdrawn" in done.output
    assert "another area's" in run("show", "withdrawn").output
    assert OTHER not in run("show", "reviews").output
    assert "counts again" in run("withdraw", OTHER, "--undo").output
    assert OTHER in run("show", "reviews").output


def test_on_the_page_it_is_withdrawn_with_a_reason_and_put_back(two: Library) -> None:
    view = library_view(str(two.folder))
    taking = view.withdrawing
    assert taking.begin.layout.display == taking.list.layout.display == "none"
    view.reviews.choose([r[0] for r in view.reviews.window["rows"]].index("Review of Marlow"))
    assert taking.begin.layout.display == ""
    taking.begin.click()
    assert "“Review of Marlow” will count nowhere" in taking.told.value
    taking.do.click()
    assert "needs a reason" in taking.told.value
    assert view.reviews.total == 4
    taking.why.value = "another area's"
    taking.do.click()
    assert (view.reviews.total, view.passages.total, taking.table.total) == (2, 3, 1)
    assert "holds 1 report," in view.summary.value
    assert "Withdrawn: “Review of Marlow”" in taking.outcome.value
    assert taking.undo.layout.display == ""
    taking.undo.click()
    assert (view.reviews.total, taking.table.total) == (4, 0)
    assert "counts again" in taking.outcome.value
    assert taking.undo.layout.display == "none"
    assert taking.list.layout.display == "none"


def test_when_all_are_withdrawn_the_page_says_so_and_the_way_back_stays(library: Library) -> None:
    tasks.withdraw(library, "hartwell-2024", why="another area's")
    view = library_view(str(library.folder))
    assert "all are withdrawn" in view.summary.value
    assert view.withdrawing.list.layout.display == ""
    view.withdrawing.table.choose(0)
    view.withdrawing.back.click()
    assert view.held.layout.display is None


def test_where_nothing_may_be_changed_nothing_is_offered(two: Library, monkeypatch) -> None:
    tasks.withdraw(two, "hartwell-2024", why="another area's")
    monkeypatch.setenv("WORKBENCH_READ_ONLY", "1")
    view = library_view(str(two.folder))
    view.reviews.choose(0)
    assert view.withdrawing.begin.layout.display == "none"
    assert view.withdrawing.table.total == 1
    assert view.withdrawing.back not in view.withdrawing.list.children
