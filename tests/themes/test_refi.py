"""REFI-QDA: what is written is valid, read back the same, and read by a package not ours."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from workbench.errors import DamagedError, TooLargeError, UnknownTypeError
from workbench.records import Answer
from workbench.themes import refi
from workbench.themes.codebook import Codebook

TEXT = (
    "Wren’s summary\n\nThe health visitor saw the flat – not the child.\n\n"
    "Police told no school. \U0001f600 Nobody rang.\n\n1.2 Ask & record <always>."
)
SPANS = {
    "wren/finding/1": "The health visitor saw the flat – not the child.",
    "wren/finding/2": "Police told no school. \U0001f600 Nobody rang.",
    "wren/recommendation/1": "1.2 Ask & record <always>.",
}


@pytest.fixture(scope="module")
def codebook():
    return Codebook.load()


def library():
    documents = pd.DataFrame({"review": ["wren"], "name": ["wren report.docx"], "text": [TEXT]})
    passages = pd.DataFrame(
        [
            {"ref": ref, "review": "wren", "start": TEXT.index(s), "end": TEXT.index(s) + len(s)}
            for ref, s in SPANS.items()
        ]
        + [{"ref": "wren/finding/9", "review": "wren", "start": None, "end": None}]
    )
    given = [
        ("wren/finding/1", "theme", "voice", "Ann", "not seen alone"),
        ("wren/finding/1", "agency", "community_health", "Ann", ""),
        ("wren/finding/1", "theme", "risk", "Bal", ""),
        ("wren/finding/2", "theme", "information", "Ann", ""),
        ("wren/recommendation/1", "theme", "records", "Ann", ""),
        ("wren/finding/9", "theme", "records", "Ann", "has no place in the text"),
    ]
    codings = pd.DataFrame(given, columns=["passage", "facet", "code", "coder", "why"])
    codings["when"] = "2024-05-01T10:00:00+01:00"
    return documents, passages, codings


@pytest.fixture(scope="module")
def project(tmp_path_factory, codebook):
    path = tmp_path_factory.mktemp("refi") / "northmoor.qdpx"
    refi.write_project(path, "Northmoor", codebook, *library(), when="2024-06-01T09:00:00Z")
    return path


def test_the_zip_is_as_strict_readers_want_it(project):
    with zipfile.ZipFile(project) as file:
        names = file.namelist()
        assert names[0] == "project.qde"
        assert all(name.startswith("sources/") for name in names[1:])
        content = file.read("project.qde")
        text = file.read(names[1])
    assert content.startswith(b"<?xml")
    assert not text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\r\n") == TEXT.count("\n") == text.count(b"\n")


def test_positions_count_code_points_with_line_ends_of_two(project):
    with zipfile.ZipFile(project) as file:
        written = file.read(file.namelist()[1]).decode("utf-8")
        root = etree.fromstring(file.read("project.qde"))
    found = {
        (s.get("name"), written[int(s.get("startPosition")) : int(s.get("endPosition"))])
        for s in root.iterfind(".//{*}PlainTextSelection")
    }
    assert found == set(SPANS.items())


def test_positions_hold_in_qualcoders_reading(project):
    # its importer opens the text with universal line ends and puts "\n " for each of them
    with zipfile.ZipFile(project) as file:
        written = file.read(file.namelist()[1]).decode("utf-8")
        root = etree.fromstring(file.read("project.qde"))
    held = written.replace("\r\n", "\n").replace("\n", "\n ")
    for selection in root.iterfind(".//{*}PlainTextSelection"):
        start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
        assert held[start:end] == SPANS[selection.get("name")]
        assert etree.QName(selection[-1][0]).localname == "CodeRef"


def test_what_is_read_back_is_what_was_written(project):
    back = refi.read(project)
    assert back.sources["text"].tolist() == [TEXT]
    assert back.sources["name"].tolist() == ["wren report.docx"]
    codes = back.codes.set_index("guid")
    got = {
        (row.text, codes.loc[row.code, "facet"], codes.loc[row.code, "code"], row.coder, row.why)
        for row in back.codings.itertuples()
    }
    _, _, codings = library()
    assert got == {
        (SPANS[r.passage], r.facet, r.code, r.coder, r.why)
        for r in codings.itertuples()
        if r.passage in SPANS
    }
    assert set(back.codings["when"]) == {"2024-05-01T09:00:00Z"}


def test_codings_come_back_to_their_passages(project):
    back = refi.read(project)
    _, passages, codings = library()
    placed = passages.dropna().assign(source=back.sources["guid"][0])
    rows = refi.as_codings(back, placed)
    expected = codings[codings["passage"].isin(SPANS)]
    key = ["passage", "facet", "code", "coder"]
    assert set(map(tuple, rows[key].to_numpy())) == set(map(tuple, expected[key].to_numpy()))
    assert set(rows["decision"]) == {"accepted"}


def test_the_same_library_gives_the_same_file(tmp_path, codebook, project):
    again = tmp_path / "again.qdpx"
    refi.write_project(again, "Northmoor", codebook, *library(), when="2024-06-01T09:00:00Z")
    assert again.read_bytes() == project.read_bytes()


def test_a_codebook_alone(tmp_path, codebook):
    path = tmp_path / "codebook.qdc"
    refi.write_codebook(path, codebook)
    assert path.read_bytes().startswith(b"<?xml")
    back = refi.read(path)
    got = set(map(tuple, back.codes.dropna(subset=["code"])[["facet", "code"]].to_numpy()))
    assert got == {(f, code) for f, facet in codebook.facets.items() for code in facet.codes}
    assert back.codings.empty
    assert back.sources.empty


def test_a_code_that_is_not_in_the_codebook_is_not_lost(tmp_path, codebook):
    documents, passages, codings = library()
    codings.loc[0, "code"] = "local_code"
    path = tmp_path / "own.qdpx"
    refi.write_project(path, "Own", codebook, documents, passages, codings)
    back = refi.read(path)
    assert "local_code" in set(back.codes["code"])
    assert len(back.codings) == 5


def test_control_characters_and_line_ends_of_every_kind(tmp_path, codebook):
    text = "One\r\nTwo\rThree\nFo\x00ur \x0b five"
    documents = pd.DataFrame({"review": ["x"], "name": ["a\x01b"], "text": [text]})
    passages = pd.DataFrame(
        {"ref": ["x/1"], "review": ["x"], "start": [text.index("Three")], "end": [len(text)]}
    )
    codings = pd.DataFrame(
        [("x/1", "theme", "risk", "A&B", "2024", "why\x02")],
        columns=["passage", "facet", "code", "coder", "when", "why"],
    )
    path = tmp_path / "odd.qdpx"
    refi.write_project(path, "odd \x03", codebook, documents, passages, codings)
    back = refi.read(path)
    assert back.codings["text"].tolist() == ["Three\nFo\ufffdur \ufffd five"]
    assert back.codings["coder"].tolist() == ["A&B"]


def test_a_file_of_another_program(tmp_path):
    path = tmp_path / "other.QDPX"
    xml = (
        '\ufeff<?xml version="1.0" encoding="utf-8"?><Project name="p" '
        'xmlns="urn:QDA-XML:project:1.0"><Users><User guid="u" name="Cara"/></Users>'
        '<CodeBook><Codes><Code guid="a" name="Trust" isCodable="true">'
        '<Code guid="b" name="Fear" isCodable="true"/></Code></Codes></CodeBook>'
        '<Sources><PDFSource guid="p1" name="talk.pdf"><Representation guid="s1" '
        'plainTextPath="internal://S1.txt"><PlainTextSelection guid="x" startPosition="5" '
        'endPosition="8" creatingUser="u"><Coding guid="y"><CodeRef targetGUID="b"/></Coding>'
        "</PlainTextSelection></Representation></PDFSource></Sources></Project>"
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("Project.qde", xml)
        file.writestr("Sources/s1.TXT", "\ufeffOne\r\ntwo\r\n")
    back = refi.read(path)
    assert back.codings[["text", "coder", "code"]].values.tolist() == [["two", "Cara", "b"]]
    assert back.codes["parent"].fillna("").tolist() == ["", "a"]
    assert back.codes["code"].isna().all()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.qdpx", b"not a zip", DamagedError),
        ("a.qdc", b"<CodeBook", DamagedError),
        ("a.qdc", b"<html/>", DamagedError),
        ("a.nvp", b"", UnknownTypeError),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, name, content, error):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error):
        refi.read(path)


def test_a_project_without_its_text_or_its_project_is_damaged(tmp_path):
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("readme.txt", "x")
    with pytest.raises(DamagedError, match=r"no project\.qde"):
        refi.read(path)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "project.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource guid="s" '
            'plainTextPath="internal://../../etc/passwd"/></Sources></Project>',
        )
    with pytest.raises(DamagedError, match="'passwd' is missing"):
        refi.read(path)


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("project.qde", b"0" * 5000)
    monkeypatch.setattr(refi, "_LARGEST", 4000)
    with pytest.raises(TooLargeError):
        refi.read(path)


def test_entities_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    path = tmp_path / "a.qdc"
    path.write_text(
        f'<!DOCTYPE CodeBook [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="n" '
        'isCodable="true"><Description>&x;</Description></Code></Codes></CodeBook>'
    )
    assert "hidden" not in "".join(refi.read(path).codes["description"].astype(str))


def test_it_is_valid_by_the_published_schema(project):
    # the schema of 18 March 2019, as its publisher licenses it (MIT, in its head)
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "schema" / "REFI-QDA-Project.xsd"))
    with zipfile.ZipFile(project) as file:
        document = etree.fromstring(file.read("project.qde"))
    assert schema.validate(document), schema.error_log
    document.find("{*}CodeBook/{*}Codes/{*}Code").set("guid", "not a guid")
    assert not schema.validate(document)


ANSWERS = (
    Answer("log/action/1", "scr/recommendation/2", "confirmed", "Ann O’Neil & <co>",
           "2024-05-02T10:00:00.000001+00:00", "The log says so:\nWhy: \"it names it\" & more"),
    Answer("log/action/1", "scr/recommendation/2", "withdrawn", "Bo",
           "2024-05-02T10:00:00.000002+00:00", "A slip"),
    Answer("log/action/2", "scr/finding/1.1", "rejected", "Bo", "2024-05-03T10:00:00+00:00", ""),
)  # fmt: skip


def test_decisions_on_answers_go_out_as_notes_and_come_back_the_same(codebook, tmp_path):
    path = tmp_path / "answers.qdpx"
    refi.write_project(path, "Northmoor", codebook, *library(), answers=ANSWERS)
    assert refi.read(path).answers == ANSWERS
    schema = etree.XMLSchema(etree.parse(Path(__file__).parent / "schema" / "REFI-QDA-Project.xsd"))
    with zipfile.ZipFile(path) as file:
        document = etree.fromstring(file.read("project.qde"))
    assert schema.validate(document), schema.error_log
    users = {u.get("guid"): u.get("name") for u in document.iterfind("{*}Users/{*}User")}
    notes = document.findall("{*}Notes/{*}Note")
    assert [users[note.get("creatingUser")] for note in notes] == [a.who for a in ANSWERS]
    assert notes[2].get("name") == "log/action/2 does not answer scr/finding/1.1"


def test_notes_of_other_programs_are_no_answers_and_do_no_harm(project, tmp_path):
    notes = """<Notes><Note guid="g1" name="memo"><PlainTextContent>Action: see R
    2</PlainTextContent></Note><Note guid="g2" plainTextPath="internal://gone.txt"/><Note guid="g3">
    <PlainTextContent>Action: a\nRecommendation: r\nDecision: perhaps\nWho: x\nWhen: y\nWhy: z
    </PlainTextContent></Note></Notes></Project>"""
    path = tmp_path / "other.qdpx"
    with zipfile.ZipFile(project) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "project.qde":
                content = content.replace(b"</Project>", notes.encode())
            new.writestr(name, content)
    read = refi.read(path)
    assert read.answers == ()
    assert len(read.codings) == len(refi.read(project).codings) > 0


def test_a_package_that_is_not_ours_reads_the_same_codes_and_codings(project, codebook, tmp_path):
    package = pytest.importorskip("pyrefiqda", reason="pyrefiqda (a development tool) is not here")
    read = package.RefiProject.load(project, extract_dir=tmp_path)
    codes = {code.guid: code.name for top in read.code_book.codes.code for code in top.code}
    labels = {c.label for facet in codebook.facets.values() for c in facet.codes.values()}
    assert set(codes.values()) == labels
    users = {user.guid: user.name for user in read.users.user}
    (source,) = read.sources.text_source
    text = package.RefiProject.resolve_source_path(source.plain_text_path, tmp_path)
    written = text.read_bytes().decode("utf-8")
    got = {
        (
            written[s.start_position : s.end_position],
            codes[s.coding[0].code_ref.target_guid],
            users[s.creating_user],
        )
        for s in source.plain_text_selection
    }
    _, _, codings = library()
    assert got == {
        (SPANS[r.passage], codebook.code(r.code, r.facet).label, r.coder)
        for r in codings.itertuples()
        if r.passage in SPANS
    }


def test_a_package_that_is_not_ours_reads_the_codebook(codebook, tmp_path):
    package = pytest.importorskip("pyrefiqda", reason="pyrefiqda (a development tool) is not here")
    refi.write_codebook(tmp_path / "codebook.qdc", codebook)
    read = package.RefiCodebook.load(tmp_path / "codebook.qdc")
    got = [code.name for top in read.codes.code for code in top.code]
    assert got == [c.label for facet in codebook.facets.values() for c in facet.codes.values()]
