"""The key of pseudonyms is made from the names in a case's entries, and kept apart from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.chronology.pseudonyms import check_reversible, load_key
from workbench.errors import ChronologyError, LibraryError, UsageError
from workbench.library import Library
from workbench.tasks import ChronologyCase, remembered
from workbench.tasks.chronology_key import KeyDraft
from workbench.tasks.publishing import case_keys

POLICE = (
    "Date;What happened;Source;Recorded by\n"
    "03/05/2022;Mother (Carys Oddling) hurt at 3 Mirefold Terrace by uncle Kevin Marl;Log;PC Sallow\n"  # noqa: E501
    "04/05/2022;Carys said that Kevin came from Thornhythe, mother frightened;Log 2;PC Sallow\n"
    "05/05/2022;Teal seen with Finch at home;Log 3;PC Sallow\n"
)  # fmt: skip
SCHOOL = (
    "Agency: Marlfield Primary School;;\n"
    "Date;What happened;Staff\n"
    "06/05/2022;Finch told Mrs Brack that Teal was hurt. Social worker Ann Yarrow told;Mrs Brack\n"
    "09/05/2022;Finch tired again, Mrs Brack rang Ann Yarrow;Mrs Brack\n"
)


@pytest.fixture
def case(tmp_path: Path) -> ChronologyCase:
    library = Library.open(tmp_path / "library", create=True)
    opened = ChronologyCase.open(
        library, "Quarry", "2021-03-14", child="Teal", siblings="Finch 2/9/2016"
    )
    for name, rows in (("Police", POLICE), ("school", SCHOOL)):
        path = tmp_path / f"{name}.csv"
        path.write_text(rows, encoding="utf-8")
        opened.add_paths([path])
    return opened


def pseudonyms(draft: KeyDraft) -> dict[str, str]:
    lines = draft.lines()
    return dict(zip(lines["real"], lines["pseudonym"], strict=True))


def test_family_practitioners_and_places_are_found_each_with_a_pseudonym_by_role(
    case: ChronologyCase,
) -> None:
    draft = KeyDraft(case)
    named = pseudonyms(draft)
    assert named["Teal"] == "Child A" and named["Finch"] == "Sibling"
    assert named["Carys Oddling"] == "Mother A", "the entries say mother of their own"
    assert named["Carys"] == "Mother (A)"
    assert named["Kevin Marl"] == "Uncle A" and named["Kevin"] == "Uncle (A)"
    assert named["Ann Yarrow"] == "Social worker 1"
    assert named["Mrs Brack"] == "Practitioner 1" and named["PC Sallow"] == "Police officer 1"
    assert named["Marlfield Primary School"] == "School A"
    assert named["Mirefold Terrace"] == "Street A" and named["Thornhythe"] == "Area A"


def test_what_the_entries_call_the_child_is_the_childs_name_too(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", create=True)
    case = ChronologyCase.open(library, "Quarry", "2021-03-14", child="Tealina")
    rows = "".join(f"0{n}/05/2022;Visit, saw Teal at home, well\n" for n in range(1, 6))
    (tmp_path / "Police.csv").write_text(f"Date;What happened\n{rows}", encoding="utf-8")
    case.add_paths([tmp_path / "Police.csv"])
    lines = KeyDraft(case).lines().set_index("real")
    assert lines.loc["Teal", "role"] == "Child"


def test_what_may_be_a_name_is_listed_without_a_pseudonym(
    case: ChronologyCase, tmp_path: Path
) -> None:
    (tmp_path / "GP.csv").write_text(
        "Date;Entry;System\n07/05/2022;Letter about Oddlebeck, mother well;EMIS\n"
        "08/05/2022;Ullathorne said no;EMIS\n",
        encoding="utf-8",
    )
    case.add_paths([tmp_path / "GP.csv"])
    lines = KeyDraft(case).lines().set_index("real")
    for name in ("Oddlebeck", "Ullathorne"):
        assert (lines.loc[name, "pseudonym"], lines.loc[name, "state"]) == ("", "not in the key")


def test_each_name_has_how_often_and_one_example(case: ChronologyCase) -> None:
    lines = KeyDraft(case).lines().set_index("real")
    assert lines.loc["Finch", "entries"] == 3 and lines.loc["Mrs Brack", "entries"] == 2
    assert "from Thornhythe" in lines.loc["Thornhythe", "example"]
    assert set(lines["state"]) <= {"proposed", "not in the key"}


def test_what_is_proposed_comes_back_word_for_word(case: ChronologyCase) -> None:
    saved = KeyDraft(case).save()
    assert saved.to_look_at == ()
    assert check_reversible(case.chronology.events, load_key(saved.path)).empty


def test_the_saved_key_is_the_owners_and_the_one_before_is_kept(case: ChronologyCase) -> None:
    draft = KeyDraft(case)
    first = draft.save()
    assert first.path == case.key == case.key_place() and first.earlier is None
    assert first.path.stat().st_mode & 0o077 == 0
    before = first.path.read_bytes()
    draft.put("Finch", "Older child")
    draft.take_out("Thornhythe")
    draft.put("Oddling Farm", "Farm A", "place")
    second = draft.save()
    assert second.earlier is not None and second.earlier.read_bytes() == before
    assert second.earlier.stat().st_mode & 0o077 == 0
    third = draft.save()
    assert third.earlier not in (None, second.earlier) and second.earlier.exists()
    content = json.loads(second.path.read_text(encoding="utf-8"))["pseudonyms"]
    key = {entry["real"]: (entry["pseudonym"], entry["kind"]) for entry in content}
    assert key["Finch"] == ("Older child", "person") and "Thornhythe" not in key
    assert key["Oddling Farm"] == ("Farm A", "place")


def test_a_key_is_gone_on_with_later(case: ChronologyCase, tmp_path: Path) -> None:
    draft = KeyDraft(case)
    draft.put("Finch", "Older child")
    draft.save()
    again = KeyDraft(case)
    lines = again.lines().set_index("real")
    assert lines.loc["Finch", "pseudonym"] == "Older child"
    assert lines.loc["Finch", "state"] == "in the key"
    again.put("Finch", "First child")
    again.take_out("Teal")
    (tmp_path / "GP.csv").write_text(
        "Date;Entry;System\n07/05/2022;Seen by Dr Ullock;EMIS\n", encoding="utf-8"
    )
    case.add_paths([tmp_path / "GP.csv"])
    more = KeyDraft(case, again).lines().set_index("real")
    assert more.loc["Dr Ullock", "pseudonym"] == "Doctor 1"
    assert more.loc["Finch", "state"] == "changed" and more.loc["Teal", "state"] == "taken out"


def test_the_publication_the_command_and_the_gate_use_it(
    case: ChronologyCase, tmp_path: Path
) -> None:
    KeyDraft(case).save()
    text = case.save(tmp_path / "out.html", publish=True).read_text(encoding="utf-8")
    assert "Sibling told Practitioner 1 that Child A was hurt" in text
    for name in ("Oddling", "Kevin", "Brack", "Yarrow", "Mirefold", "Marlfield", "Thornhythe"):
        assert name not in text
    assert remembered(tmp_path / "library", "Quarry").key == case.key_place()
    with Library.open(tmp_path / "library") as library:
        gate = case_keys(library)
    assert gate is not None and "Kevin Marl" in {entry.real for entry in gate.entries}


def test_a_key_that_could_not_work_both_ways_is_refused_and_nothing_is_written(
    case: ChronologyCase,
) -> None:
    draft = KeyDraft(case)
    with pytest.raises(ChronologyError, match="stands twice"):
        draft.put("Finch", "Child A")
    with pytest.raises(ChronologyError, match="empty"):
        draft.put("Finch", " ")
    assert pseudonyms(draft)["Finch"] == "Sibling"
    for real in pseudonyms(draft):
        draft.take_out(real)
    with pytest.raises(UsageError, match="No name has a pseudonym"):
        draft.save()
    assert case.key is None


def test_a_pseudonym_that_the_entries_use_themselves_is_told(case: ChronologyCase) -> None:
    draft = KeyDraft(case)
    draft.put("Carys Oddling", "Mother")
    assert draft.save().to_look_at == (
        "“Mother” stands in the entries already: the way back is not sure there.",
    )


def test_where_nothing_may_be_written_no_key_is(case: ChronologyCase, tmp_path: Path) -> None:
    case._library.read_only = True
    with pytest.raises(LibraryError, match="only be looked at"):
        KeyDraft(case).save()
    assert not (tmp_path / "library" / "keys").exists()
