"""Organisations: canonical names by list, by rule, and by what the document explains.

Eastmere, Holt, Northbeck, Saltmarsh and South Fen are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.documents.model import Block, Document, assemble
from workbench.errors import VocabularyError
from workbench.vocabulary import Organisations


@pytest.fixture(scope="module")
def shipped() -> Organisations:
    return Organisations.load()


def document(*paragraphs: str) -> Document:
    blocks = [Block("paragraph", text) for text in paragraphs]
    return assemble("invented.txt", "0" * 64, "text", blocks)


COUNTY = document(
    "Acute care is provided by Northbeck University Hospitals NHS Trust (NUH). Mental health "
    "services are provided by Eastmere Partnership University NHS Foundation Trust (EPUT).",
    "Commissioning is led by NHS Eastmere and Holt CCG and by NHS Northbeck CCG.",
    "School nursing is provided by Saltmarsh Community Care. Kestrel runs the drug services.",
    "Beds are provided by South Fen and Maudry NHS Foundation Trust. Eastmere County Council "
    "(ECC) commissions health visiting.",
    "4. Kestrel should ensure that:",
    "NUH staff told us of delays. Saltmarsh Community Care (SCC) has grown.",
)


@pytest.fixture(scope="module")
def county(shipped: Organisations) -> Organisations:
    return shipped.learned_from(COUNTY)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("NHSE", "NHS England"),
        ("Care Quality Commission (CQC)", "Care Quality Commission"),
        ("CGL", "Change Grow Live"),
        ("Change Grow Live Adult service", "Change Grow Live"),
        ("Barnardo’s", "Barnardo's"),
        ("Metropolitan Police", "Metropolitan Police Service"),
    ],
)
def test_national_bodies_by_any_name(shipped: Organisations, name: str, canonical: str):
    assert shipped.canonical(name) == canonical


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("NHS Holt CCG", "Holt Clinical Commissioning Group"),
        ("Holt CCG", "Holt Clinical Commissioning Group"),
        ("NHS Holt Clinical Commissioning Group", "Holt Clinical Commissioning Group"),
        ("NHS Holt ICB", "Holt Integrated Care Board"),
        ("Holt LSCB", "Holt Local Safeguarding Children Board"),
        ("Holt SCP", "Holt Safeguarding Children Partnership"),
        ("Holt MBC", "Holt Metropolitan Borough Council"),
        ("Nobody's   Own Name", "Nobody's Own Name"),
    ],
)
def test_an_unknown_name_gets_its_form_in_full(shipped: Organisations, name: str, canonical: str):
    assert shipped.canonical(name) == canonical


def test_one_trust_by_several_printings():
    known = Organisations([]).learned_from(
        document(
            "Acute care is provided by Holt Lane University Hospital NHS Foundation Trust.",
            "The Holt Lane NHS Trust told us that its records are safe.",
            "Mental health care is provided by Fenwick NHS Foundation Trust.",
            "Fenwick NHS Trust runs wards.",
        )
    )
    full = "Holt Lane University Hospital NHS Foundation Trust"
    assert known.canonical("Holt Lane NHS Trust") == full
    assert known.canonical("Holt Lane University Hospital") == full
    assert known.canonical("Fenwick") == "Fenwick NHS Foundation Trust"


def test_two_trusts_of_one_place_are_two(county: Organisations):
    known = county.learned_from(
        document("Eastmere University Hospitals NHS Trust is another provider.")
    )
    assert known.canonical("Eastmere University Hospitals NHS Trust") == (
        "Eastmere University Hospitals NHS Trust"
    )
    assert known.canonical("EPUT") == "Eastmere Partnership University NHS Foundation Trust"


def test_short_forms_that_the_document_explains(county: Organisations):
    assert county.canonical("NUH") == "Northbeck University Hospitals NHS Trust"
    assert county.canonical("SCC") == "Saltmarsh Community Care"
    assert county.canonical("ECC") == "Eastmere County Council"
    assert county.canonical("the local authority") == "Eastmere County Council"


def test_a_short_form_without_a_known_form_when_a_heading_makes_it_an_owner():
    known = Organisations([]).learned_from(
        document(
            "The Holt Recovery Partnership (HRP) is small. The Emergency Department (ED) is full.",
            "9. HRP should ensure that:",
        )
    )
    assert known.owners("9. HRP should ensure that:") == ("Holt Recovery Partnership",)
    assert known.canonical("ED") == "ED"


def test_the_ccg_is_the_only_one_there_is():
    one = Organisations([]).learned_from(document("NHS Holt CCG (HCCG) commissions care."))
    assert one.canonical("the CCG") == "Holt Clinical Commissioning Group"
    assert one.canonical("HCCG") == "Holt Clinical Commissioning Group"


def test_the_ccg_of_two_is_nobody_in_particular(county: Organisations):
    assert county.canonical("the CCG") == "Clinical Commissioning Group"


def test_known_as():
    known = Organisations([]).learned_from(
        document("The Holt Wellbeing and Counselling service known as Holt Ear sees children.")
    )
    assert known.canonical("Holt Wellbeing and Counselling") == "Holt Ear"


@pytest.mark.parametrize(
    ("heading", "owners"),
    [
        ("1. NHS Northbeck CCG should ensure that:", ("Northbeck Clinical Commissioning Group",)),
        (
            "2. NHS Eastmere and Holt CCG, EPUT should ensure that:",
            (
                "Eastmere and Holt Clinical Commissioning Group",
                "Eastmere Partnership University NHS Foundation Trust",
            ),
        ),
        (
            "3. NHS England and Northbeck University Hospitals NHS\nTrust must:",
            ("NHS England", "Northbeck University Hospitals NHS Trust"),
        ),
        (
            "South Fen and Maudry NHS Foundation Trust should:",
            ("South Fen and Maudry NHS Foundation Trust",),
        ),
        (
            "NUH, EPUT and South Fen and Maudry NHS Foundation Trust should:",
            (
                "Northbeck University Hospitals NHS Trust",
                "Eastmere Partnership University NHS Foundation Trust",
                "South Fen and Maudry NHS Foundation Trust",
            ),
        ),
        (
            "Saltmarsh Community Care and Kestrel, working in partnership with NHS England, must:",
            ("Saltmarsh Community Care", "Kestrel", "NHS England"),
        ),
        (
            "**5. Kestrel & Saltmarsh Community Care (SCC) should ensure that:**",
            ("Kestrel", "Saltmarsh Community Care"),
        ),
        (
            "Eastmere and Holt CCG and Northbeck CCG jointly should ensure",
            (
                "Eastmere and Holt Clinical Commissioning Group",
                "Northbeck Clinical Commissioning Group",
            ),
        ),
        ("GP practices should", ("GP practices",)),
        (
            "NHS Northbeck CCG as lead commissioner and Kestrel should ensure that:",
            ("Northbeck Clinical Commissioning Group", "Kestrel"),
        ),
        (
            "NHS Northbeck CCG, in its role as commissioner, must:",
            ("Northbeck Clinical Commissioning Group",),
        ),
        (
            "The Northbeck University Hospitals NHS Trust emergency department should:",
            ("Northbeck University Hospitals NHS Trust",),
        ),
        (
            "The CCGs should ensure that:",
            (
                "Eastmere and Holt Clinical Commissioning Group",
                "Northbeck Clinical Commissioning Group",
            ),
        ),
    ],
)
def test_owners_of_a_heading(county: Organisations, heading: str, owners: tuple[str, ...]):
    assert county.owners(heading) == owners


def test_owners_without_a_document_to_learn_from(shipped: Organisations):
    assert shipped.owners("Fenwick and Holt CCGs should") == (
        "Fenwick Clinical Commissioning Group",
        "Holt Clinical Commissioning Group",
    )
    assert shipped.owners("Fenwick Hospital NHS Trust and Holt and Dunmere NHS Trust should") == (
        "Fenwick Hospital NHS Trust",
        "Holt and Dunmere NHS Trust",
    )
    assert shipped.owners("Mind and Holt Council must") == ("Mind", "Holt Council")


def test_an_and_inside_a_name_that_the_document_tells_apart(shipped: Organisations):
    known = shipped.learned_from(document("Fenwick CCG is small. Holt CCG is larger."))
    assert known.owners("Fenwick and Holt CCG should ensure that:") == (
        "Fenwick Clinical Commissioning Group",
        "Holt Clinical Commissioning Group",
    )


def test_both_of_the_ccgs_that_the_document_names(county: Organisations):
    assert county.owners("Both CCGs should ensure that:") == (
        "Eastmere and Holt Clinical Commissioning Group",
        "Northbeck Clinical Commissioning Group",
    )


def test_a_heading_that_names_nobody_has_no_owners(shipped: Organisations):
    assert shipped.owners("should ensure that:") == ()


def test_mentions_in_the_order_of_the_text(county: Organisations):
    text = "Kestrel and NUH wrote to NHS England; NUH had an answer from Eastmere County Council."
    assert county.mentioned(text) == (
        "Kestrel",
        "Northbeck University Hospitals NHS Trust",
        "NHS England",
        "Eastmere County Council",
    )


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("NHS England", "commissioner"),
        ("Holt CCG", "commissioner"),
        ("Northbeck University Hospitals NHS Trust", "acute_hospital"),
        ("Harrowdene Mental Health NHS Foundation Trust", "mental_health"),
        ("Wrenfield Community Health NHS Trust", "community_health"),
        ("Northmoor Constabulary", "police"),
        ("Northmoor Council", "childrens_social_care"),
        ("Moorgate Academy", "education"),
        ("Northmoor Homes", "housing"),
        ("Northmoor Safeguarding Children Partnership", "partnership"),
        ("Change Grow Live", "substance_services"),
        ("Care Quality Commission", None),
        ("Somebody Else", None),
    ],
)
def test_the_agency_of_an_organisation(shipped: Organisations, name: str, agency: str | None):
    assert shipped.agency(name) == agency


def test_a_partnerships_own_list_wins(tmp_path: Path):
    own = tmp_path / "own.csv"
    own.write_text(
        "canonical,alias,agency\nKestrel Charity,Kestrel,substance_services\nNHSE North,NHSE,\n",
        encoding="utf-8",
    )
    known = Organisations.load(own)
    assert known.canonical("kestrel") == "Kestrel Charity"
    assert known.canonical("NHSE") == "NHSE North"
    assert known.agency("Kestrel") == "substance_services"
    assert known.learned_from(COUNTY).owners("Kestrel should:") == ("Kestrel Charity",)


def test_a_list_without_its_columns_is_refused(tmp_path: Path):
    own = tmp_path / "own.csv"
    own.write_text("name,alias\nKestrel,K\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"own\.csv, line 1.*canonical,alias,agency"):
        Organisations.load(own)
