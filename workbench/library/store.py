"""The library: one SQLite file and the originals beside it. All the SQL there is.

::

    DIR/library.sqlite
    DIR/originals/ab/abcdef….pdf      each document by the hash of its content

Everything one document adds goes in with one transaction, after its original is safely kept:
either all of it is there or none.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import sqlalchemy as sa

from workbench.documents.model import Block, Document
from workbench.errors import LibraryError, NotInLibraryError
from workbench.library import schema
from workbench.library.history import check_correction, now, overlay
from workbench.records import (
    Action,
    Answer,
    Check,
    Coding,
    EchoRuling,
    Figure,
    Passage,
    Reading,
    ReportTable,
    Review,
    Term,
    as_json,
)
from workbench.who import current_user

DATABASE = "library.sqlite"
ORIGINALS = "originals"
_MIGRATIONS = Path(__file__).parent / "migrations"

Record = TypeVar("Record")

# Which table keeps which record; what hangs from a review goes when it is read again.
_TABLE_OF: dict[type, sa.Table] = {
    Passage: schema.passages,
    Figure: schema.figures,
    ReportTable: schema.tables,
    Term: schema.terms,
    Action: schema.actions,
    Check: schema.checks,
}


class Library:
    """What was read, what people decided, and who decided it when.

    Open one with :meth:`open`; it is a context manager. Several people may read at once;
    writers wait for one another (SQLite's own locking, up to 30 seconds).
    """

    def __init__(self, folder: Path, engine: sa.Engine, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        self._engine = engine

    # --- opening ---------------------------------------------------------------------------

    @classmethod
    def open(cls, folder: str | Path, *, create: bool = False, read_only: bool = False) -> Library:
        """Open the library in a folder, bringing it to the current version first.

        Of a library opened with ``read_only`` nothing can be changed: whatever writes raises
        LibraryError.

        Raises
        ------
        LibraryError
            When there is none and ``create`` is False, when it cannot be read, or when a newer
            version of the workbench made it.
        """
        folder = Path(folder)
        database = folder / DATABASE
        if not database.exists() and not create:
            raise LibraryError(
                f"There is no library in {folder}.",
                f"Make one by adding reports: workbench --library {folder} add REPORT…",
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder {folder} cannot be made ({error.strerror}).",
                "Choose a folder you may write to.",
            ) from error
        engine = sa.create_engine(f"sqlite:///{database}", connect_args={"timeout": 30})
        sa.event.listen(engine, "connect", _set_pragmas)
        try:
            _bring_up_to_date(engine, folder)
        except sa.exc.DatabaseError as error:
            engine.dispose()
            raise LibraryError(
                f"{database} cannot be opened as a library ({error.orig}).",
                "Check that nobody has replaced the file; a backup of the folder can be put back.",
            ) from error
        return cls(folder, engine, read_only=read_only)

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def snapshot(self) -> bytes:
        """The database as it is now, as one file's bytes."""
        connection = self._engine.raw_connection()
        try:
            driver = connection.driver_connection
            assert driver is not None
            return driver.serialize()
        finally:
            connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """All that is done in it is kept, or nothing."""
        self.must_be_writable()
        with self._engine.begin() as connection:
            yield connection

    def must_be_writable(self) -> None:
        """Raises a plain error where the library may only be looked at."""
        if self.read_only:
            raise LibraryError(
                "Here the library can only be looked at.",
                "To change something, open the workbench without READ_ONLY=1.",
            )

    # --- adding ----------------------------------------------------------------------------

    def has_document(self, sha256: str) -> bool:
        """Whether a document with this content was read before."""
        query = sa.select(schema.documents.c.sha256).where(schema.documents.c.sha256 == sha256)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def add(
        self,
        document: Document,
        readings: Sequence[Reading],
        original: Path,
        *,
        who: str | None = None,
    ) -> None:
        """Keep a document, its original and all that was understood of it, whole or not at all.

        A reading of a review that is already there replaces the earlier reading; corrections
        and codings stay, since they hang from refs that do not change.
        """
        who = who or current_user()
        self._keep_original(document, original)
        with self._writing() as connection:
            again = self._write_document(connection, document, who)
            for reading in readings:
                self._write_reading(connection, reading)
                _log(
                    connection,
                    who,
                    "read_again" if again else "add",
                    reading.review.id,
                    {
                        "file": document.name,
                        "sha256": document.sha256,
                        "passages": len(reading.passages),
                    },
                )

    def _keep_original(self, document: Document, original: Path) -> None:
        self.must_be_writable()
        with original.open("rb") as source:
            self._keep(self.original(document.sha256, original.suffix), source)

    def _keep(self, place: Path, source: BinaryIO) -> None:
        if place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        # Written beside its place and then moved, so that a stop half-way leaves no half file.
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".coming-")
        try:
            with os.fdopen(handle, "wb") as out:
                while chunk := source.read(1 << 20):
                    out.write(chunk)
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def original(self, sha256: str, suffix: str | None = None) -> Path:
        """Where the original of a document is kept."""
        folder = self.folder / ORIGINALS / sha256[:2]
        if suffix is None:
            found = sorted(folder.glob(f"{sha256}.*"))
            return found[0] if found else folder / sha256
        return folder / f"{sha256}{suffix.lower()}"

    def _write_document(self, connection: sa.Connection, document: Document, who: str) -> bool:
        known = connection.execute(
            sa.select(schema.documents.c.added, schema.documents.c.added_by).where(
                schema.documents.c.sha256 == document.sha256
            )
        ).first()
        values = {
            "sha256": document.sha256,
            "name": document.name,
            "format": document.format,
            "pages": document.pages,
            "title": document.title,
            "text": document.text,
            "layout": _pack([asdict(block) for block in document.blocks]),
            "added": known.added if known else now(),
            "added_by": known.added_by if known else who,
            "problems": list(document.problems),
        }
        connection.execute(
            sa.delete(schema.documents).where(schema.documents.c.sha256 == document.sha256)
        )
        connection.execute(sa.insert(schema.documents).values(**values))
        return known is not None

    def _write_reading(self, connection: sa.Connection, reading: Reading) -> None:
        identifiers = [reading.review.id, *(review.id for review in reading.reviews)]
        for table in _TABLE_OF.values():
            connection.execute(sa.delete(table).where(table.c.review.in_(identifiers)))
        connection.execute(
            sa.delete(schema.reviews).where(
                schema.reviews.c.id.in_(identifiers)
                | (schema.reviews.c.reported_in == reading.review.id)
            )
        )
        _insert(connection, schema.reviews, (reading.review, *reading.reviews))
        for rows in (
            reading.passages,
            reading.figures,
            reading.tables,
            reading.terms,
            reading.actions,
            reading.checks,
        ):
            if rows:
                _insert(connection, _TABLE_OF[type(rows[0])], rows)

    # --- asking ----------------------------------------------------------------------------

    def review_ids(self, *, withdrawn: bool = False) -> list[str]:
        """The ids of all reviews, in the order they were added; with the withdrawn if asked."""
        query = sa.select(schema.reviews.c.id).order_by(sa.literal_column("rowid"))
        with self._reading() as connection:
            if not withdrawn:
                query = query.where(schema.reviews.c.id.not_in(_withdrawn(connection)))
            return [row.id for row in connection.execute(query)]

    def reviews(self, *, corrected: bool = True, withdrawn: bool = False) -> list[Review]:
        """All reviews, in the order they were added, those a yearly report mentions included.

        Those that were withdrawn are among them only with ``withdrawn``.
        """
        query = sa.select(schema.reviews).order_by(sa.literal_column("rowid"))
        with self._reading() as connection:
            if not withdrawn:
                query = query.where(schema.reviews.c.id.not_in(_withdrawn(connection)))
            found = [_record(Review, row) for row in connection.execute(query).mappings()]
            if not corrected:
                return found
            return overlay(found, _corrections(connection, "review"))

    def review(self, review_id: str) -> Review:
        """One review.

        Raises
        ------
        NotInLibraryError
            It lists the reviews there are.
        LibraryError
            When it was withdrawn: it says by whom, when and why.
        """
        query = sa.select(schema.reviews).where(schema.reviews.c.id == review_id)
        with self._reading() as connection:
            _must_count(connection, review_id)
            row = connection.execute(query).mappings().first()
            if row is not None:
                corrections = _corrections(connection, "review", review_id)
                return overlay([_record(Review, row)], corrections)[0]
        raise NotInLibraryError("review", review_id, self.review_ids())

    def passages(
        self,
        review: str | Collection[str] | None = None,
        kinds: Iterable[str] | None = None,
        *,
        corrected: bool = True,
        withdrawn: bool = False,
    ) -> list[Passage]:
        """Passages of one review, of several or of all, in the order of their documents.

        Those of withdrawn reviews are among them only with ``withdrawn``.
        """
        query = sa.select(schema.passages).order_by(schema.passages.c.id)
        if isinstance(review, str):
            if not withdrawn:
                self.review(review)
            query = query.where(schema.passages.c.review == review)
        elif review is not None:
            query = query.where(schema.passages.c.review.in_(list(review)))
        # A corrected kind must be found under its new name, so the kinds are chosen afterwards.
        with self._reading() as connection:
            if not withdrawn:
                query = query.where(schema.passages.c.review.not_in(_withdrawn(connection)))
            found = [_record(Passage, row) for row in connection.execute(query).mappings()]
            if corrected:
                found = overlay(found, _corrections(connection, "passage"))
        wanted = None if kinds is None else set(kinds)
        return [p for p in found if wanted is None or p.kind in wanted]

    def passage(self, ref: str) -> Passage:
        """One passage by its ref.

        Raises
        ------
        NotInLibraryError
            When no passage has that ref.
        LibraryError
            When its review was withdrawn.
        """
        query = sa.select(schema.passages).where(schema.passages.c.ref == ref)
        with self._reading() as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                near = sa.select(schema.passages.c.ref).where(
                    schema.passages.c.ref.startswith(ref.split("/")[0], autoescape=True)
                )
                refs = [r.ref for r in connection.execute(near.limit(12))]
                raise NotInLibraryError("passage", ref, refs)
            _must_count(connection, row["review"])
            return overlay([_record(Passage, row)], _corrections(connection, "passage", ref))[0]

    def passage_rows(self, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of every passage, in order, with corrections applied: for long lists.

        A record each would take many times as long.
        """
        chosen = [schema.passages.c[name] for name in ("ref", *columns)]
        with self._reading() as connection:
            query = sa.select(*chosen).order_by(schema.passages.c.id)
            counting = schema.passages.c.review.not_in(_withdrawn(connection))
            rows = connection.execute(query.where(counting)).fetchall()
            corrected = {row["key"] for row in _corrections(connection, "passage")}
        if not corrected:
            return [tuple(row[1:]) for row in rows]
        return [
            tuple(getattr(self.passage(row[0]), name) for name in columns)
            if row[0] in corrected
            else tuple(row[1:])
            for row in rows
        ]

    def figures(self, review: str | None = None) -> list[Figure]:
        """Key figures, in the order they were read."""
        return self._all(Figure, review)

    def tables(self, review: str | None = None) -> list[ReportTable]:
        """Tables as printed, in the order they were read."""
        return self._all(ReportTable, review)

    def terms(self, review: str | None = None) -> list[Term]:
        """Abbreviations and what the reports say they stand for."""
        return self._all(Term, review)

    def actions(self, review: str | None = None) -> list[Action]:
        """Rows of action logs and plans, in the order they were read."""
        return self._all(Action, review)

    def checks(self, review: str | None = None) -> list[Check]:
        """What looks wrong, in the order it was noticed."""
        return self._all(Check, review)

    def _all(self, kind: type[Record], review: str | None) -> list[Record]:
        table = _TABLE_OF[kind]
        query = sa.select(table).order_by(table.c.id)
        if review is not None:
            self.review(review)
            query = query.where(table.c.review == review)
        with self._reading() as connection:
            query = query.where(table.c.review.not_in(_withdrawn(connection)))
            return [_record(kind, row) for row in connection.execute(query).mappings()]

    def document(self, sha256: str) -> Document:
        """A document as it was read, with its blocks.

        Raises
        ------
        NotInLibraryError
            When no document has that hash.
        """
        query = sa.select(schema.documents).where(schema.documents.c.sha256 == sha256)
        with self._reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotInLibraryError("document", sha256, ())
        blocks = tuple(
            replace(Block(**block), rows=tuple(tuple(r) for r in block["rows"]))
            for block in _unpack(row["layout"])
        )
        return Document(
            name=row["name"],
            sha256=row["sha256"],
            format=row["format"],
            text=row["text"],
            blocks=blocks,
            pages=row["pages"],
            title=row["title"],
            problems=tuple(row["problems"]),
        )

    def reviews_of_document(self, sha256: str) -> list[Review]:
        """The reviews that were read from one document, withdrawn ones included."""
        reviews = self.reviews(withdrawn=True)
        return [review for review in reviews if sha256 in review.documents]

    def passage_counts(self, *, withdrawn: bool = False) -> dict[str, int]:
        """How many passages each review has; one with none is missing, as are, unless asked for
        with ``withdrawn``, those that were withdrawn."""
        query = sa.select(schema.passages.c.review, sa.func.count().label("n")).group_by(
            schema.passages.c.review
        )
        with self._reading() as connection:
            if not withdrawn:
                query = query.where(schema.passages.c.review.not_in(_withdrawn(connection)))
            return {row.review: row.n for row in connection.execute(query)}

    # --- deciding: rows are only ever added ------------------------------------------------

    def correct(
        self, record: str, key: str, field: str, value: Any, *, why: str, who: str | None = None
    ) -> None:
        """Keep a correction of one field of a review or passage beside what was read.

        Raises
        ------
        UsageError, NotInLibraryError
            For a field or record that does not exist.
        """
        value = check_correction(record, field, value)
        self._must_exist(record, key)
        self._decide(record, key, field, value, withdrawn=False, why=why, who=who)

    def withdraw_correction(
        self, record: str, key: str, field: str, *, why: str = "", who: str | None = None
    ) -> None:
        """Go back to what was read; the correction stays in the history."""
        check_correction(record, field, None if field not in ("cites", "owners") else [])
        self._must_exist(record, key)
        self._decide(record, key, field, None, withdrawn=True, why=why, who=who)

    def _must_exist(self, record: str, key: str) -> None:
        if record == "review":
            self.review(key)
        else:
            self.passage(key)

    def _decide(
        self,
        record: str,
        key: str,
        field: str,
        value: Any,
        *,
        withdrawn: bool,
        why: str,
        who: str | None,
    ) -> None:
        who = who or current_user()
        row = {
            "record": record,
            "key": key,
            "field": field,
            "value": value,
            "withdrawn": withdrawn,
            "who": who,
            "when": now(),
            "why": why,
        }
        with self._writing() as connection:
            connection.execute(sa.insert(schema.corrections).values(**row))
            did = "withdraw_correction" if withdrawn else "correct"
            _log(connection, who, did, key, {"field": field, "value": value, "why": why})

    def corrections(self, key: str | None = None) -> list[dict[str, Any]]:
        """Every correction ever made, oldest first: record, key, field, value, withdrawn, who,
        when, why."""
        query = sa.select(schema.corrections).order_by(schema.corrections.c.id)
        if key is not None:
            query = query.where(schema.corrections.c.key == key)
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        for row in rows:
            row.pop("id")
        return rows

    def withdraw(self, review_id: str, *, why: str, who: str | None = None) -> None:
        """Keep that a review counts nowhere any more, with those it mentions. Nothing is deleted.

        Raises
        ------
        LibraryError
            When there is none, or it is withdrawn already.
        """
        self.review(review_id)
        self._withdraw(review_id, True, why, who)

    def put_back(self, review_id: str, *, why: str = "", who: str | None = None) -> None:
        """Keep that a withdrawn review counts again.

        Raises
        ------
        NotInLibraryError
            When it was not withdrawn; it lists those that were.
        """
        known = self.withdrawn()
        if review_id not in known:
            raise NotInLibraryError("withdrawn review", review_id, known)
        self._withdraw(review_id, False, why, who)

    def _withdraw(self, review_id: str, withdrawn: bool, why: str, who: str | None) -> None:
        who = who or current_user()
        row = {"review": review_id, "withdrawn": withdrawn, "who": who, "when": now(), "why": why}
        with self._writing() as connection:
            connection.execute(sa.insert(schema.withdrawals).values(**row))
            did = "withdraw" if withdrawn else "put_back"
            _log(connection, who, did, review_id, {"why": why})

    def withdrawn(self) -> dict[str, dict[str, Any]]:
        """The reviews that people withdrew and did not put back: id -> ``who, when, why``.

        What such a review mentions is withdrawn with it and not named here.
        """
        with self._reading() as connection:
            return _withdrawals(connection)

    def code(self, codings: Iterable[Coding]) -> None:
        """Add decisions. Earlier ones stay."""
        rows = [asdict(coding) for coding in codings]
        if rows:
            with self._writing() as connection:
                connection.execute(sa.insert(schema.codings), rows)

    def codings(self) -> list[Coding]:
        """Every coding decision ever made, oldest first, but on withdrawn reviews."""
        query = sa.select(schema.codings).order_by(schema.codings.c.id)
        with self._reading() as connection:
            query = query.where(*_counting(connection, schema.codings.c.passage))
            return [_record(Coding, row) for row in connection.execute(query).mappings()]

    def answer(self, decisions: Iterable[Answer]) -> None:
        """Add decisions that actions answer recommendations, or do not. Earlier ones stay."""
        rows = [asdict(decision) for decision in decisions]
        if rows:
            with self._writing() as connection:
                connection.execute(sa.insert(schema.answers), rows)

    def answers(self) -> list[Answer]:
        """Every decision ever made on which action answers what, oldest first, but on withdrawn
        reviews."""
        query = sa.select(schema.answers).order_by(schema.answers.c.id)
        with self._reading() as connection:
            query = query.where(*_counting(connection, schema.answers.c.recommendation))
            return [_record(Answer, row) for row in connection.execute(query).mappings()]

    def rule_echo(self, ruling: EchoRuling) -> None:
        """Add a decision that something was said before, or was not. Earlier ones stay."""
        with self._writing() as connection:
            connection.execute(sa.insert(schema.echo_rulings), [asdict(ruling)])

    def echo_rulings(self) -> list[EchoRuling]:
        """Every decision ever made on what was said before, oldest first, but on withdrawn
        reviews."""
        rulings = schema.echo_rulings
        query = sa.select(rulings).order_by(rulings.c.id)
        with self._reading() as connection:
            query = query.where(*_counting(connection, rulings.c.earlier, rulings.c.later))
            return [_record(EchoRuling, row) for row in connection.execute(query).mappings()]

    def note(self, did: str, what: str, *, who: str | None = None, **detail: Any) -> None:
        """Put a line into the history: somebody did something that changes no record."""
        with self._writing() as connection:
            _log(connection, who or current_user(), did, what, detail)

    def history(self, limit: int | None = None) -> list[dict[str, Any]]:
        """What was done, newest first: when, who, did, what, detail."""
        query = sa.select(schema.history).order_by(schema.history.c.id.desc())
        if limit is not None:
            query = query.limit(limit)
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        for row in rows:
            row.pop("id")
        return rows

    # --- the gate's records: rows are only ever added ----------------------------------------

    def add_override(self, sha256: str, file: str, kind: str, *, who: str, why: str) -> None:
        """Keep that somebody let a kind of finding through in one file, known by its hash."""
        row = {"sha256": sha256, "file": file, "kind": kind, "who": who, "when": now(), "why": why}
        with self._writing() as connection:
            connection.execute(sa.insert(schema.gate_overrides).values(**row))
            _log(connection, who, "gate_override", file, {"kind": kind, "why": why})

    def overrides(self, sha256: str | None = None) -> list[dict[str, Any]]:
        """What was let through, oldest first: sha256, file, kind, who, when, why."""
        query = sa.select(schema.gate_overrides).order_by(schema.gate_overrides.c.id)
        if sha256 is not None:
            query = query.where(schema.gate_overrides.c.sha256 == sha256)
        return self._plain(query)

    def add_publication(self, record: dict[str, Any]) -> None:
        """Keep the record of a published briefing: its title, approved_by, approved_at and all."""
        row = {
            "title": record["title"],
            "who": record["approved_by"],
            "when": record["approved_at"],
            "record": record,
        }
        with self._writing() as connection:
            connection.execute(sa.insert(schema.publications).values(**row))
            _log(connection, row["who"], "publish", row["title"], {"files": record["files"]})

    def publications(self) -> list[dict[str, Any]]:
        """The records of what was published, oldest first: title, who, when, record."""
        return self._plain(sa.select(schema.publications).order_by(schema.publications.c.id))

    # --- briefings: rows are only ever added -----------------------------------------------

    def word(
        self,
        briefing: str,
        statement: str,
        text: str | None,
        *,
        was: str,
        why: str = "",
        who: str | None = None,
    ) -> None:
        """Keep a reviewer's wording of one statement of a briefing.

        Parameters
        ----------
        briefing
            Its kind and what it is about: ``seven_minute/child-rowan-2024``.
        text
            "" leaves the statement out; None goes back to the words of its source.
        was
            The statement's words when this was decided.
        """
        row = {"briefing": briefing, "statement": statement, "text": text, "was": was}
        self._add_of_briefings(schema.wordings, "word", briefing, row, who, why)

    def wordings(self, briefing: str | None = None) -> dict[str, dict[str, Any]]:
        """What stands: a statement's key -> its last ``text, was, who, when, why``.

        Those that went back to the source's words are left out.
        """
        query = sa.select(schema.wordings).order_by(schema.wordings.c.id)
        if briefing is not None:
            query = query.where(schema.wordings.c.briefing == briefing)
        last = {row["statement"]: row for row in self._plain(query)}
        return {key: row for key, row in last.items() if row["text"] is not None}

    def save_briefing(
        self,
        name: str,
        kind: str,
        of: str,
        parameters: dict[str, str],
        said: dict[str, str],
        *,
        why: str = "",
        who: str | None = None,
    ) -> None:
        """Keep a briefing under a name; an earlier one of that name stays in the history."""
        row = {"name": name, "kind": kind, "of": of, "parameters": parameters, "said": said}
        self._add_of_briefings(schema.saved_briefings, "save_briefing", name, row, who, why)

    def saved_briefings(self) -> dict[str, dict[str, Any]]:
        """Every saved briefing as it was saved last, by its name."""
        query = sa.select(schema.saved_briefings).order_by(schema.saved_briefings.c.id)
        return {row["name"]: row for row in self._plain(query)}

    def _add_of_briefings(
        self, table: sa.Table, did: str, what: str, row: dict[str, Any], who: str | None, why: str
    ) -> None:
        who = who or current_user()
        with self._writing() as connection:
            connection.execute(sa.insert(table).values(who=who, when=now(), why=why, **row))
            _log(connection, who, did, what, {"why": why})

    # --- cases: rows are only ever added ----------------------------------------------------

    def save_case(self, case: str, content: str, *, why: str = "", who: str | None = None) -> None:
        """Keep a case file as it is written now. Earlier ones stay."""
        self._append(schema.cases, who, why, case=case, content=content)

    def cases(self) -> dict[str, str]:
        """Every case, by its slug, with its case file as it stands."""
        return {row["case"]: row["content"] for row in self._plain(sa.select(schema.cases))}

    def add_return(
        self,
        case: str,
        slot: str,
        original: bytes,
        reading: dict[str, Any],
        *,
        why: str = "",
        who: str | None = None,
    ) -> None:
        """Keep what an agency sent, and how it was read, in the place of the slot's last one.

        Parameters
        ----------
        slot
            Names this return within its case; a corrected file comes into the same slot.
        reading
            ``file``, ``agency``, ``sha256``, and whatever else can be JSON: the events with the
            ids they keep, the mapping, notes and problems.
        """
        self._keep(
            self.original(reading["sha256"], Path(reading["file"]).suffix), BytesIO(original)
        )
        known = {name: reading[name] for name in ("sha256", "file", "agency")}
        self._append(
            schema.returns, who, why, case=case, slot=slot, reading=_pack(reading), **known
        )

    def returns(self, case: str) -> dict[str, dict[str, Any]]:
        """The returns of a case as they stand: slot -> the reading that was given last."""
        query = sa.select(schema.returns).where(schema.returns.c.case == case)
        rows = self._plain(query.order_by(schema.returns.c.id))
        return {row["slot"]: _unpack(row["reading"]) for row in rows}

    def decide(
        self, case: str, kind: str, key: str, value: Any, *, why: str = "", who: str | None = None
    ) -> None:
        """Keep a decision about a case; ``value`` None takes the one before back.

        Kinds are ``mapping`` (key an agency, case ""), ``note`` (an event), ``ruling`` (a pair of
        events), ``date`` (an event whose date was not read) and ``episode`` (its name).
        """
        self._append(schema.case_decisions, who, why, case=case, kind=kind, key=key, value=value)

    def decisions(self, case: str, kind: str) -> dict[str, dict[str, Any]]:
        """What stands: key -> the last decision's ``value, who, when, why``; none withdrawn."""
        table = schema.case_decisions
        query = sa.select(table).where(table.c.case == case, table.c.kind == kind)
        last = {row["key"]: row for row in self._plain(query.order_by(table.c.id))}
        return {key: row for key, row in last.items() if row["value"] is not None}

    def _append(self, table: sa.Table, who: str | None, why: str, **row: Any) -> None:
        who = who or current_user()
        with self._writing() as connection:
            connection.execute(sa.insert(table).values(who=who, when=now(), why=why, **row))
            detail = {k: v for k, v in row.items() if k not in ("content", "reading")}
            _log(connection, who, f"add_to_{table.name}", row["case"], detail)

    def _plain(self, query: sa.Select) -> list[dict[str, Any]]:
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        for row in rows:
            row.pop("id")
        return rows


def _set_pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _bring_up_to_date(engine: sa.Engine, folder: Path) -> None:
    """Run what migrations are missing. Alembic is imported only when there are some."""
    newest = max(path.name.split("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
    with engine.connect() as connection:
        present = sa.inspect(connection).has_table("alembic_version")
        version = (
            connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
            if present
            else None
        )
    if version == newest:
        return
    if version is not None and version > newest:
        raise LibraryError(
            f"The library in {folder} was made by a newer version of the workbench.",
            "Update the workbench (git pull, then make), and open it again.",
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _insert(connection: sa.Connection, table: sa.Table, records: Sequence[Any]) -> None:
    rows = []
    for record in records:
        rows.append({f.name: as_json(getattr(record, f.name)) for f in fields(record)})
    connection.execute(sa.insert(table), rows)


def _record(kind: type[Record], row: Any) -> Record:
    """A row as its record: JSON arrays become tuples, the order column is left behind."""
    values = {}
    for f in fields(kind):  # type: ignore[arg-type]
        value = row[f.name]
        if isinstance(value, list):
            value = tuple(tuple(v) if isinstance(v, list) else v for v in value)
        values[f.name] = value
    return kind(**values)


def _corrections(
    connection: sa.Connection, record: str, key: str | None = None
) -> list[dict[str, Any]]:
    query = (
        sa.select(schema.corrections)
        .where(schema.corrections.c.record == record)
        .order_by(schema.corrections.c.id)
    )
    if key is not None:
        query = query.where(schema.corrections.c.key == key)
    return [dict(row) for row in connection.execute(query).mappings()]


def _withdrawals(connection: sa.Connection) -> dict[str, dict[str, Any]]:
    """The latest decision on each review, where that is to withdraw it."""
    query = sa.select(schema.withdrawals).order_by(schema.withdrawals.c.id)
    last = {row["review"]: row for row in connection.execute(query).mappings()}
    return {
        review: {name: row[name] for name in ("who", "when", "why")}
        for review, row in last.items()
        if row["withdrawn"]
    }


def _withdrawn(connection: sa.Connection) -> list[str]:
    """The ids of the reviews that count nowhere: those withdrawn, and those only they mention."""
    known = list(_withdrawals(connection))
    if not known:
        return []
    query = sa.select(schema.reviews.c.id).where(schema.reviews.c.reported_in.in_(known))
    return [*known, *(row.id for row in connection.execute(query))]


def _counting(connection: sa.Connection, *columns: sa.Column) -> list[sa.ColumnElement[bool]]:
    """That no passage named in the columns is of a withdrawn review."""
    known = _withdrawn(connection)
    refs = sa.select(schema.passages.c.ref).where(schema.passages.c.review.in_(known))
    return [column.not_in(refs) for column in columns] if known else []


def _must_count(connection: sa.Connection, review_id: str) -> None:
    if review_id not in _withdrawn(connection):
        return
    query = sa.select(schema.reviews.c.reported_in).where(schema.reviews.c.id == review_id)
    known, outer = _withdrawals(connection), connection.execute(query).scalar()
    review = review_id if review_id in known else str(outer)
    row = known[review]
    raise LibraryError(
        f"{review} was withdrawn by {row['who']} on {row['when'][:10]}: {row['why']}",
        f"Put it back in library.ipynb, or with: workbench withdraw {review} --undo",
    )


def _log(connection: sa.Connection, who: str, did: str, what: str, detail: dict[str, Any]) -> None:
    connection.execute(
        sa.insert(schema.history).values(when=now(), who=who, did=did, what=what, detail=detail)
    )


def _pack(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode())


def _unpack(value: bytes) -> Any:
    return json.loads(zlib.decompress(value).decode())
