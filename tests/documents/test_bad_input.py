"""Files that cannot be read: a plain error with the mend, and nothing half-read."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
import weasyprint

from workbench.documents import SUFFIXES, files, package, read_document
from workbench.errors import (
    DamagedError,
    DocumentError,
    EmptyError,
    EncryptedError,
    NoTextError,
    TooLargeError,
    UnknownTypeError,
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    pages = "".join(f"<p style='break-after: page'>Page {n} says this.</p>" for n in range(4))
    return weasyprint.HTML(string=pages).write_pdf()


@pytest.fixture(scope="module")
def word() -> bytes:
    file = docx.Document()
    file.add_paragraph("A sentence in Word.")
    packed = io.BytesIO()
    file.save(packed)
    return packed.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def plain(error: pytest.ExceptionInfo[DocumentError]) -> tuple[str, str]:
    """What happened and the mend, both of which every error must have, on one line."""
    assert error.value.happened and error.value.mend
    assert "\n" not in str(error.value)
    return error.value.happened, error.value.mend


def test_a_scan(tmp_path: Path):
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='99'><rect width='9' height='9'/></svg>"
    )
    path = tmp_path / "scan.pdf"
    weasyprint.HTML(string=picture).write_pdf(path)
    with pytest.raises(NoTextError) as error:
        read_document(path)
    happened, mend = plain(error)
    assert "1 page but no text" in happened and "ocrmypdf" in mend


def test_a_pdf_with_a_password(tmp_path: Path, pdf: bytes):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("secret", algorithm="AES-256")
    path = tmp_path / "locked.pdf"
    writer.write(path)
    with pytest.raises(EncryptedError) as error:
        read_document(path)
    assert "without one" in plain(error)[1]


def test_a_pdf_locked_only_against_changes_is_read(tmp_path: Path, pdf: bytes):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("", owner_password="secret", algorithm="AES-256")
    path = tmp_path / "open.pdf"
    writer.write(path)
    assert "Page 3 says this." in read_document(path).text


@pytest.mark.parametrize("kept", [0.15, 0.5, 0.9, 0.99])
def test_a_pdf_cut_short(tmp_path: Path, pdf: bytes, kept: float):
    with pytest.raises(DamagedError) as error:
        read_document(put(tmp_path, "half.pdf", pdf[: int(len(pdf) * kept)]))
    assert "half.pdf could not be opened as a PDF" in plain(error)[0]


def test_one_page_that_cannot_be_read_refuses_the_whole(tmp_path: Path, pdf: bytes, monkeypatch):
    from workbench.documents import pdf as reader
    from workbench.documents import pdf_page

    def fails_on_the_third(document, index):
        if index == 2:
            raise reader.pdfium.PdfiumError("Failed to load page.")
        return pdf_page.read_page(document, index)

    monkeypatch.setattr(reader, "read_page", fails_on_the_third)
    with pytest.raises(DamagedError, match="page 3 cannot be read"):
        read_document(put(tmp_path, "report.pdf", pdf))


def test_a_pdf_with_some_pages_that_have_no_text_says_which(tmp_path: Path):
    path = tmp_path / "partly.pdf"
    weasyprint.HTML(
        string="<p>Words.</p><div style='break-before: page; height: 9cm'></div>"
    ).write_pdf(path)
    (problem,) = read_document(path).problems
    assert problem.startswith("Page 2 has no text") and "OCR" in problem


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.txt", "a.md"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file(tmp_path: Path, name: str, data: bytes):
    with pytest.raises(EmptyError) as error:
        read_document(put(tmp_path, name, data))
    plain(error)


@pytest.mark.parametrize("body", ["<html></html>", "<script>let x = 1</script>", "<!-- -->"])
def test_a_web_page_without_words(tmp_path: Path, body: str):
    with pytest.raises(EmptyError):
        read_document(put(tmp_path, "a.html", body.encode()))


def test_wrong_endings_are_told_plainly(tmp_path: Path, pdf: bytes, word: bytes):
    for name, data, found in (
        ("a.docx", pdf, "its content is a PDF"),
        ("a.txt", pdf, "its content is a PDF"),
        ("a.pdf", word, "its content is a Word document"),
        ("a.md", word, "its content is a Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office file"),
        ("a.docx", b"{\\rtf1 words}", "its content is rich text"),
        ("a.pdf", b"Only words.", "its content is not"),
        ("a.txt", b"<!DOCTYPE html><p>Words</p>", "its content is a web page"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "its content is a picture"),
    ):
        with pytest.raises(DamagedError) as error:
            read_document(put(tmp_path, name, data))
        assert found in plain(error)[0], name


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("a.doc", "Save As"),
        ("a.xls", "chronology"),
        ("a.pptx", "PDF"),
        ("a.zip", "Unpack it"),
        ("a.msg", "attachment"),
        ("a.tif", "OCR"),
        ("a.pages", "Export"),
        ("a.xyz", ".docx"),
        ("without", ".docx"),
    ],
)
def test_unknown_types_say_how_to_convert(tmp_path: Path, name: str, mend: str):
    with pytest.raises(UnknownTypeError) as error:
        read_document(put(tmp_path, name, b"anything"))
    assert mend in plain(error)[1]


def test_capitals_in_endings_are_the_same_endings(tmp_path: Path):
    assert read_document(put(tmp_path, "A.TXT", b"Words in a file.")).text == "Words in a file."
    assert {".pdf", ".docx", ".html", ".txt", ".md"} <= set(SUFFIXES)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path):
    (tmp_path / "folder.txt").mkdir()
    for name in ("gone.pdf", "folder.txt"):
        with pytest.raises(DocumentError) as error:
            read_document(tmp_path / name)
        plain(error)


def test_a_200_mb_file_is_not_even_opened(tmp_path: Path):
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(200 * files.MB)  # a sparse file: it takes no room
    with pytest.raises(TooLargeError) as error:
        read_document(path)
    assert "200 MB" in plain(error)[0]


def test_text_has_a_limit_of_its_own(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(files, "TEXT_LIMIT_MB", 1)
    with pytest.raises(TooLargeError):
        read_document(put(tmp_path, "a.txt", b"word " * 300_000))


def with_members(word: bytes, members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, data in members.items():
            new.writestr(name, data)
    return packed.getvalue()


def test_a_zip_bomb_by_its_ratio(tmp_path: Path, word: bytes):
    bomb = with_members(word, {"word/media/a.bin": bytes(60 * files.MB)})
    assert len(bomb) < files.MB
    with pytest.raises(TooLargeError, match="unpacked"):
        read_document(put(tmp_path, "bomb.docx", bomb))


def test_a_zip_bomb_by_its_size(tmp_path: Path, word: bytes, monkeypatch):
    monkeypatch.setattr(package, "MOST_INFLATED_MB", 1)
    big = with_members(word, {"word/media/a.bin": bytes(range(256)) * 8000})
    with pytest.raises(TooLargeError, match="unpacked"):
        read_document(put(tmp_path, "big.docx", big))


def test_a_zip_that_lies_about_its_size(tmp_path: Path, word: bytes):
    bomb = bytearray(with_members(word, {"word/media/a.bin": bytes(60 * files.MB)}))
    name = b"word/media/a.bin"
    for found in re.finditer(re.escape(name), bytes(bomb)):
        central = found.start() - 46
        if bomb[central : central + 4] == b"PK\x01\x02":
            bomb[central + 24 : central + 28] = struct.pack("<I", 10)
        local = found.start() - 30
        if bomb[local : local + 4] == b"PK\x03\x04":
            bomb[local + 22 : local + 26] = struct.pack("<I", 10)
    with pytest.raises(DocumentError):
        read_document(put(tmp_path, "liar.docx", bytes(bomb)))


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.97])
def test_a_word_file_cut_short(tmp_path: Path, word: bytes, kept: float):
    with pytest.raises(DamagedError):
        read_document(put(tmp_path, "half.docx", word[: int(len(word) * kept)]))


def test_a_word_file_with_damaged_parts(tmp_path: Path, word: bytes):
    for name, data in (
        ("word/document.xml", b"<w:document"),
        ("word/document.xml", b"<w:document xmlns:w='x'/>"),
        ("[Content_Types].xml", b"<Types/>"),
        ("word/styles.xml", b"\0\0"),
    ):
        with pytest.raises(DamagedError):
            read_document(put(tmp_path, "bad.docx", with_members(word, {name: data})))


def test_entities_in_word_xml_are_refused(tmp_path: Path, word: bytes):
    laughs = (
        b"<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(DamagedError, match="entities"):
        read_document(put(tmp_path, "a.docx", with_members(word, {"word/document.xml": laughs})))


def test_an_encrypted_word_file(tmp_path: Path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedError):
        read_document(put(tmp_path, "locked.docx", data + bytes(600)))


def test_a_word_file_nested_too_deeply(tmp_path: Path, word: bytes):
    deep = (
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        b"<w:body>" + b"<w:sdt><w:sdtContent>" * 4000 + b"</w:sdtContent></w:sdt>" * 4000
        + b"</w:body></w:document>"
    )  # fmt: skip
    with pytest.raises(DamagedError):
        read_document(put(tmp_path, "deep.docx", with_members(word, {"word/document.xml": deep})))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_encodings(tmp_path: Path, encoding: str):
    text = "Rowan’s home – “cold”, said the café’s owner.\nIt was £40 a week.\n"
    path = put(tmp_path, "a.txt", text.encode(encoding))
    assert read_document(path).text == " ".join(text.split())


def test_nul_bytes_and_unseen_characters(tmp_path: Path):
    data = "The plan\x00 was\u200b clo\u00adsed,\ufeff and re-opened.".encode()
    path = put(tmp_path, "a.txt", data)
    assert read_document(path).text == "The plan was closed, and re-opened."


def test_binary_data_is_not_text(tmp_path: Path):
    with pytest.raises(DamagedError, match="binary"):
        read_document(put(tmp_path, "a.txt", bytes(range(1, 32)) * 300))
