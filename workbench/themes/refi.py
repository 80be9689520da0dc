"""REFI-QDA: the exchange format of qualitative research programs, written and read.

``.qdpx`` is a zip of ``project.qde`` (XML) and ``sources/`` (the texts); ``.qdc`` is a codebook
alone. Written so that the programs that read it strictly can:

* the folder is ``sources`` in lower case, ``project.qde`` is UTF-8 without a byte-order mark;
* texts have CRLF line ends, and positions are counted in code points over the text *with* them,
  a line end counting two (REFI-QDA 1.5, and how QualCoder and MAXQDA read it);
* GUIDs are made from names, so that the same library gives the same file.

Source: REFI-QDA Standard 1.5 and its schema of 18 March 2019 (www.qdasoftware.org).
"""

from __future__ import annotations

import re
import uuid
import zipfile
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
from lxml import etree

from workbench.errors import DamagedError, TooLargeError, UnknownTypeError
from workbench.records import Answer
from workbench.themes import answer_notes
from workbench.themes.codebook import Codebook
from workbench.themes.coding import COLUMNS

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Practice Review Workbench"
_NAMES = uuid.UUID("6b0f6a4e-6a0c-5a55-9d7e-3f1c9a1d2b70")  # ours, for GUIDs made from names
_LARGEST = 512 * 1024 * 1024  # of all that a file unpacks to
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# One colour a facet (Okabe and Ito), so that other programs show facets apart.
_COLOURS = {
    "theme": "#0072B2",
    "topic": "#D55E00",
    "agency": "#009E73",
    "stage": "#CC79A7",
    "polarity": "#E69F00",
}
_OTHER_COLOUR = "#56B4E9"


@dataclass(frozen=True)
class Exchange:
    """What a REFI-QDA file holds.

    Attributes
    ----------
    codes
        ``guid, name, parent`` (guid or None), ``description``, ``facet`` and ``code`` (ours,
        where the name and its parent say so; else None). In the file's order, parents first.
    sources
        ``guid, name, text`` (line ends as ``\\n``).
    codings
        ``source`` (guid), ``start, end`` (in ``text``), ``text`` (the words coded), ``code``
        (guid), ``coder``, ``when`` (ISO or ""), ``why``.
    answers
        Decisions on what an action answers, in the file's order; other notes are left out.
    """

    codes: pd.DataFrame
    sources: pd.DataFrame
    codings: pd.DataFrame
    answers: tuple[Answer, ...]


def guid(*name: str) -> str:
    """A GUID made from a name: the same name, the same GUID."""
    return str(uuid.uuid5(_NAMES, "\x1f".join(name)))


def write_codebook(path: Path, codebook: Codebook) -> None:
    """Write the codes of a codebook, ended ones too, as ``.qdc``."""
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK}, origin=ORIGIN)
    _add_codes(etree.SubElement(root, f"{{{CODEBOOK}}}Codes"), CODEBOOK, codebook)
    path.write_bytes(_xml(root))


def write_project(
    path: Path,
    name: str,
    codebook: Codebook,
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    codings: pd.DataFrame,
    answers: Sequence[Answer] = (),
    when: str | None = None,
) -> None:
    """Write a library's texts, codebook, accepted codings and answers as ``.qdpx``.

    Parameters
    ----------
    documents
        ``review, name, text``: the texts that passages have their positions in.
    passages
        ``ref, review, start, end``, where known ``number`` and ``kind``. A passage without a
        position, or in a text that is not given, is left out with its codings.
    codings
        ``passage, facet, code, coder, when, why``: decisions that stand, one row each (see
        :func:`workbench.themes.coding.accepted`).
    answers
        Every decision on what an action answers, oldest first: a note of the project each.
    when
        The project's date and time (ISO, UTC); now when left out.
    """
    stamp = when or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = etree.Element(
        f"{{{PROJECT}}}Project", nsmap={None: PROJECT}, name=_clean(name), origin=ORIGIN
    )
    root.set("creationDateTime", stamp)
    coders = sorted(set(codings["coder"]))
    people = sorted({*coders, *(answer.who for answer in answers)})
    if people:
        users = etree.SubElement(root, f"{{{PROJECT}}}Users")
        for coder in people:
            etree.SubElement(
                users, f"{{{PROJECT}}}User", guid=guid("user", coder), name=_clean(coder)
            )
    book = etree.SubElement(root, f"{{{PROJECT}}}CodeBook")
    known = _add_codes(
        etree.SubElement(book, f"{{{PROJECT}}}Codes"), PROJECT, codebook, _pairs(codings)
    )
    sources = etree.Element(f"{{{PROJECT}}}Sources")
    texts: dict[str, bytes] = {}
    held = dict(tuple(codings.groupby("passage", sort=False)))
    for document in documents.itertuples():
        identity = guid("source", document.review, document.name)
        text = _Text(document.text)
        texts[f"sources/{identity}.txt"] = text.written.encode("utf-8")
        source = etree.SubElement(
            sources,
            f"{{{PROJECT}}}TextSource",
            guid=identity,
            name=_clean(document.name),
            plainTextPath=f"internal://{identity}.txt",
            creationDateTime=stamp,
        )
        if coders:
            source.set("creatingUser", guid("user", coders[0]))
        own = passages[(passages["review"] == document.review) & passages["start"].notna()]
        for passage in own.itertuples():
            if passage.ref in held:
                _add_selections(source, text, passage, held[passage.ref], known)
    if len(sources):
        root.append(sources)
    _add_answers(root, answers)
    _zip(path, _xml(root), texts)


def _pairs(codings: pd.DataFrame) -> list[tuple[str, str]]:
    return list(dict.fromkeys(zip(codings["facet"], codings["code"], strict=True)))


def _add_codes(
    parent: etree._Element,
    space: str,
    codebook: Codebook,
    used: list[tuple[str, str]] | None = None,
) -> dict[tuple[str, str], str]:
    """Facets as codes that cannot be given, their codes below them. Returns the GUIDs."""
    known: dict[tuple[str, str], str] = {}
    unknown = [pair for pair in used or [] if pair[1] not in _codes_of(codebook, pair[0])]
    facets = [*codebook.facets, *dict.fromkeys(f for f, _ in unknown if f not in codebook.facets)]
    for facet in facets:
        body = codebook.facets.get(facet)
        colour = _COLOURS.get(facet, _OTHER_COLOUR)
        top = _code(
            parent, space, guid("facet", facet), body.label if body else facet, colour, False
        )
        _describe(top, space, f"{facet}: {body.question}" if body else facet)
        for code in body.codes.values() if body else ():
            known[facet, code.id] = guid("code", facet, code.id)
            element = _code(top, space, known[facet, code.id], code.label, colour, True)
            _describe(element, space, f"{code.id}: {code.definition}")
        for _, name in (pair for pair in unknown if pair[0] == facet):
            known[facet, name] = guid("code", facet, name)
            element = _code(top, space, known[facet, name], name, colour, True)
            _describe(element, space, f"{name}: not in the codebook")
    return known


def _codes_of(codebook: Codebook, facet: str) -> set[str]:
    return set(codebook.facets[facet].codes) if facet in codebook.facets else set()


def _code(
    parent: etree._Element, space: str, identity: str, name: str, colour: str, codable: bool
) -> etree._Element:
    return etree.SubElement(
        parent,
        f"{{{space}}}Code",
        guid=identity,
        name=_clean(name),
        isCodable="true" if codable else "false",
        color=colour,
    )


def _describe(element: etree._Element, space: str, text: str) -> None:
    etree.SubElement(element, f"{{{space}}}Description").text = _clean(text)


def _add_selections(
    source: etree._Element,
    text: _Text,
    passage: Any,
    codings: pd.DataFrame,
    known: dict[tuple[str, str], str],
) -> None:
    """A selection for each coding: programs that read one code a selection lose none."""
    start, end = text.position(int(passage.start)), text.position(int(passage.end))
    for row in codings.sort_values(["coder"], kind="stable").itertuples():
        name = (passage.ref, row.coder, row.facet, row.code)
        stamp = _stamp(row.when)
        selection = etree.SubElement(
            source,
            f"{{{PROJECT}}}PlainTextSelection",
            guid=guid("selection", *name),
            name=_clean(str(passage.ref)),
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=guid("user", row.coder),
            creationDateTime=stamp,
        )
        if row.why:
            _describe(selection, PROJECT, row.why)
        coding = etree.SubElement(
            selection,
            f"{{{PROJECT}}}Coding",
            guid=guid("coding", *name),
            creatingUser=guid("user", row.coder),
            creationDateTime=stamp,
        )
        target = known[row.facet, row.code]
        etree.SubElement(coding, f"{{{PROJECT}}}CodeRef", targetGUID=target)


def _add_answers(root: etree._Element, answers: Sequence[Answer]) -> None:
    if not answers:
        return
    notes = etree.SubElement(root, f"{{{PROJECT}}}Notes")
    for place, answer in enumerate(answers):
        note = etree.SubElement(
            notes,
            f"{{{PROJECT}}}Note",
            guid=guid("answer", str(place), answer.action, answer.recommendation, answer.when),
            name=_clean(answer_notes.title(answer)),
            creatingUser=guid("user", answer.who),
            creationDateTime=_stamp(answer.when),
        )
        content = etree.SubElement(note, f"{{{PROJECT}}}PlainTextContent")
        content.text = _clean(answer_notes.written(answer))


class _Text:
    """A text as written to a file, and where its positions have gone."""

    def __init__(self, text: str) -> None:
        plain = _UNPRINTABLE.sub("\ufffd", text)  # as long as it was
        self.written = re.sub(r"\r\n|\r|\n", "\r\n", plain)
        # every line end of one character has become one of two
        self._single = [m.start() for m in re.finditer(r"\r(?!\n)|(?<!\r)\n", plain)]

    def position(self, at: int) -> int:
        """A position of the original text in the written one, in code points."""
        return at + bisect_left(self._single, at)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)


def _stamp(when: str) -> str:
    """An XML dateTime in UTC, to the second."""
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return "1970-01-01T00:00:00Z"
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _zip(path: Path, project: bytes, texts: dict[str, bytes]) -> None:
    day = (2000, 1, 1, 0, 0, 0)  # the same library gives the same file
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {"project.qde": project, **texts}.items():
            file.writestr(zipfile.ZipInfo(name, day), content, zipfile.ZIP_DEFLATED)


def read(path: Path) -> Exchange:
    """Read a ``.qdpx`` project or a ``.qdc`` codebook, ours or another program's.

    Only text sources (and the text of PDF sources) are read; pictures, sound and film are left.

    Raises
    ------
    UnknownTypeError
        When the name ends in neither.
    DamagedError
        When it is not such a file, or lacks what it names.
    TooLargeError
        When it unpacks to more than 512 MB.
    """
    if path.suffix.casefold() == ".qdc":
        return _exchange(path, _parse(path, path.read_bytes()), {})
    if path.suffix.casefold() == ".qdpx":
        project, texts = _unzip(path)
        return _exchange(path, _parse(path, project), texts)
    raise UnknownTypeError(path.name, (".qdpx", ".qdc"))


def _unzip(path: Path) -> tuple[bytes, dict[str, bytes]]:
    """The project and its text sources by lower-case name; nothing is written to disk."""
    try:
        with zipfile.ZipFile(path) as file:
            size = sum(info.file_size for info in file.infolist())
            if size > _LARGEST:
                raise TooLargeError(path.name, size / 1e6, _LARGEST / 1e6)
            names = [n for n in file.namelist() if n.casefold().endswith(".qde")]
            if not names:
                raise DamagedError(path.name, "a REFI-QDA project", "no project.qde in it")
            texts = {
                PurePosixPath(n.replace("\\", "/")).name.casefold(): file.read(n)
                for n in file.namelist()
                if n.casefold().endswith(".txt")
            }
            return file.read(names[0]), texts
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DamagedError(path.name, "a REFI-QDA project", "it is no zip file") from error


def _parse(path: Path, content: bytes) -> etree._Element:
    # no entities, no network: the file may come from anybody
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content.removeprefix(b"\xef\xbb\xbf"), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(path.name, "REFI-QDA", "its XML is broken") from error
    if etree.QName(root).localname not in ("Project", "CodeBook"):
        raise DamagedError(path.name, "REFI-QDA", "it holds no project and no codebook")
    return root


def _exchange(path: Path, root: etree._Element, texts: dict[str, bytes]) -> Exchange:
    codes = _read_codes(root)
    users = {u.get("guid"): u.get("name") or "" for u in root.iterfind(".//{*}Users/{*}User")}
    sources, codings = [], []
    for element in root.iterfind(".//{*}Sources//{*}TextSource"):
        sources.append((element, element.get("name")))
    for pdf in root.iterfind(".//{*}Sources/{*}PDFSource"):
        inner = pdf.find("{*}Representation")
        if inner is not None:
            sources.append((inner, pdf.get("name")))
    rows = []
    for element, name in sources:
        written = _source_text(path, element, texts)
        text, back = _unwritten(written)
        identity = element.get("guid", "")
        rows.append((identity, name or identity, text))
        for selection in element.iterfind("{*}PlainTextSelection"):
            codings += _read_selection(selection, identity, text, back, users)
    return Exchange(
        codes,
        pd.DataFrame(rows, columns=["guid", "name", "text"], dtype="str"),
        pd.DataFrame(
            codings,
            columns=["source", "start", "end", "text", "code", "coder", "when", "why"],
        ),
        tuple(_read_answers(path, root, texts)),
    )


def _read_answers(path: Path, root: etree._Element, texts: dict[str, bytes]) -> Iterator[Answer]:
    for note in root.iterfind("{*}Notes/{*}Note"):
        try:
            answer = answer_notes.read(_source_text(path, note, texts))
        except DamagedError:  # a note whose text is not here: codings are no worse for it
            continue
        if answer is not None:
            yield answer


def _source_text(path: Path, element: etree._Element, texts: dict[str, bytes]) -> str:
    inline = element.findtext("{*}PlainTextContent")
    if inline is not None:
        return inline
    named = (element.get("plainTextPath") or "").replace("\\", "/")
    name = PurePosixPath(named.split("://", 1)[-1]).name.casefold()
    if name not in texts:
        raise DamagedError(path.name, "a REFI-QDA project", f"the text {name!r} is missing")
    return texts[name].removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")


def _unwritten(written: str) -> tuple[str, list[int]]:
    """A text with ``\\n`` line ends, and where each CRLF stood in it as written."""
    return written.replace("\r\n", "\n"), [m.start() for m in re.finditer("\r\n", written)]


def _read_selection(
    selection: etree._Element, source: str, text: str, line_ends: list[int], users: dict
) -> list[tuple]:
    start, end = (
        at - bisect_left(line_ends, at)
        for at in (int(selection.get("startPosition", 0)), int(selection.get("endPosition", 0)))
    )
    why = selection.findtext("{*}Description") or ""
    rows = []
    for coding in selection.iterfind("{*}Coding"):
        coder = coding.get("creatingUser") or selection.get("creatingUser") or ""
        when = coding.get("creationDateTime") or selection.get("creationDateTime") or ""
        for target in coding.iterfind("{*}CodeRef"):
            rows.append(
                (source, start, end, text[start:end], target.get("targetGUID"),
                 users.get(coder, coder), when, why)
            )  # fmt: skip
    return rows


def _read_codes(root: etree._Element) -> pd.DataFrame:
    codes = root if etree.QName(root).localname == "CodeBook" else root.find("{*}CodeBook")
    rows: list[tuple] = []
    top = codes.find("{*}Codes") if codes is not None else None
    waiting: list[tuple[etree._Element, str | None, str | None]] = []
    if top is not None:
        waiting += [(element, None, None) for element in reversed(top)]
    while waiting:
        element, parent, facet = waiting.pop()
        if etree.QName(element).localname != "Code":
            continue
        description = element.findtext("{*}Description") or ""
        ours = re.match(r"([a-z][a-z0-9_]*): ", description)
        own = ours.group(1) if ours and parent is not None and facet else None
        rows.append((element.get("guid"), element.get("name"), parent, description, facet, own))
        below = ours.group(1) if ours and parent is None else None
        waiting += [(child, element.get("guid"), below) for child in reversed(element)]
    return pd.DataFrame(rows, columns=["guid", "name", "parent", "description", "facet", "code"])


def as_codings(
    exchange: Exchange, passages: pd.DataFrame, coder: str | None = None
) -> pd.DataFrame:
    """Decisions out of another program, given back to the passages they were made on.

    Parameters
    ----------
    exchange
        As :func:`read` gives it.
    passages
        ``ref, source`` (guid of the source), ``start, end``.
    coder
        Whose they shall be; left out, the users of the file.

    Returns
    -------
    DataFrame
        The columns of :func:`workbench.themes.coding.frame`, all ``accepted``: for each coding
        with one of our codes whose span lies mostly within a passage. Others are left out.
    """
    ours = exchange.codes.dropna(subset=["code"]).set_index("guid")
    found = exchange.codings[exchange.codings["code"].isin(ours.index)]
    joined = found.merge(passages, on="source", suffixes=("", "_passage"))
    shared = joined[["end", "end_passage"]].min(axis=1) - joined[["start", "start_passage"]].max(
        axis=1
    )
    joined = joined[shared * 2 > (joined["end"] - joined["start"])]
    out = pd.DataFrame(
        {
            "passage": joined["ref"],
            "facet": ours["facet"].reindex(joined["code"]).to_numpy(),
            "code": ours["code"].reindex(joined["code"]).to_numpy(),
            "coder": coder if coder is not None else joined["coder"],
            "decision": "accepted",
            "when": joined["when"],
            "why": joined["why"],
        }
    )
    return out[list(COLUMNS)].reset_index(drop=True)
