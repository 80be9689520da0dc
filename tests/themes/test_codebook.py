"""The codebook: what ships holds together, and what a partnership writes is read or refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workbench.errors import UsageError, VocabularyError
from workbench.records import Coding
from workbench.themes.codebook import FACETS, Codebook
from workbench.themes.terms import Terms

# The ids are a contract: stored codings and other people's exports carry them.
IDS = {
    "theme": "voice engagement curiosity risk information records joint_working thresholds access "
    "training supervision assurance leadership equality",
    "topic": "domestic_abuse neglect sexual_abuse sexual_exploitation criminal_exploitation fgm "
    "child_mental_health parental_mental_health substance_misuse disability_send looked_after "
    "maternity_infants missing_education homelessness_housing online custody bruising_injury",
    "agency": "gp_primary_care acute_hospital community_health mental_health sexual_health "
    "substance_services commissioner childrens_social_care police education housing "
    "probation_youth_justice voluntary partnership",
    "stage": "early_help child_in_need child_protection looked_after leadership governance "
    "training_supervision",
    "polarity": "strength improvement mixed neutral",
}
LIMITS = {"theme": (1, 2), "topic": (0, 3), "agency": (0, 3), "stage": (0, 1), "polarity": (1, 1)}


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load()


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def coding(code: str, facet: str = "theme", when: str = "2024-05-01", **more: str) -> Coding:
    given = {"passage": "r/finding/1", "coder": "AB", "decision": "accepted", **more}
    return Coding(facet=facet, code=code, when=when, **given)


# What ships


@pytest.mark.parametrize("facet", FACETS)
def test_the_ids_and_limits_of_each_facet_are_fixed(codebook: Codebook, facet: str) -> None:
    assert [code.id for code in codebook.codes(facet)] == IDS[facet].split()
    assert (codebook.facet(facet).least, codebook.facet(facet).most) == LIMITS[facet]


@pytest.mark.parametrize("facet", FACETS)
def test_every_code_can_be_applied_by_someone_new_to_it(codebook: Codebook, facet: str) -> None:
    for code in codebook.codes(facet):
        assert len(code.definition.split()) >= 4, code.id
        assert 2 <= len(code.examples) <= 4, code.id
        assert code.includes, code.id
        assert len(code.terms) >= 10, code.id


def test_every_term_can_be_looked_for(codebook: Codebook) -> None:
    for facet in FACETS:
        for code in codebook.codes(facet):
            for term, weight in code.terms.items():
                assert list(Terms([term]).find(term.replace("*", ""))), (code.id, term)
                assert weight in (1, 2, 3)


def test_the_hard_cases_on_which_coders_differed_are_there(codebook: Codebook) -> None:
    told = " ".join(f"{case.when} {case.then}" for case in codebook.hard_cases)
    assert "unless it cites a recommendation" in told
    assert "risk first, records second" in told
    assert "thresholds where it is about decisions, information where it is about notices" in told


def test_definitions_and_terms_are_found_by_facet_and_id(codebook: Codebook) -> None:
    assert "wishes and feelings" in codebook.definition("voice")
    assert codebook.terms("records")["record keeping"] == 3
    assert codebook.definition("leadership") != codebook.definition("leadership", "stage")


def test_an_unknown_code_is_answered_with_those_that_exist(codebook: Codebook) -> None:
    with pytest.raises(UsageError, match="Did you mean 'supervision'"):
        codebook.definition("supervison")
    with pytest.raises(UsageError, match="There are: agency, polarity, stage, theme, topic"):
        codebook.codes("themes")


# Crosswalks


def test_each_theme_has_a_place_among_the_six_practice_themes(codebook: Codebook) -> None:
    walk = codebook.crosswalk("panel_practice_2020")
    assert {code for facet, code in walk if facet == "theme"} == set(IDS["theme"].split())
    assert len(codebook.crosswalks["panel_practice_2020"].targets) == 6
    assert walk["theme", "supervision"] == ("critical_thinking", "leadership_culture")


def test_the_other_lists_have_their_headings_and_their_source(codebook: Codebook) -> None:
    assert len(codebook.crosswalks["panel_case_2023"].targets) == 12
    assert set(codebook.crosswalk("child_journey")) == {("stage", s) for s in IDS["stage"].split()}
    for crosswalk in codebook.crosswalks.values():
        assert crosswalk.source
        assert all(target.certainty for target in crosswalk.targets)


def test_an_unknown_crosswalk_is_answered_with_those_that_exist(codebook: Codebook) -> None:
    with pytest.raises(UsageError, match="panel_case_2023"):
        codebook.crosswalk("panel")


# A partnership's own file

YOUNG_CARERS = """
facets:
  topic:
    codes:
      - id: young_carers
        label: Young carers
        definition: Children who look after someone at home.
        since: 2024-09-01
        terms: {strong: [young carer*], weak: [caring for]}
      - id: neglect
        terms: {strong: [cot without a mattress]}
        examples: [Wren slept in a car seat for five weeks.]
"""


def test_own_codes_and_terms_are_added_to_what_ships(tmp_path: Path) -> None:
    codebook = Codebook.load(own(tmp_path, YOUNG_CARERS))
    assert codebook.codes("topic")[-1].id == "young_carers"
    assert codebook.terms("young_carers", "topic") == {"young carer*": 3, "caring for": 1}
    assert codebook.terms("neglect", "topic")["cot without a mattress"] == 3
    assert codebook.terms("neglect", "topic")["neglect*"] == 3
    assert codebook.code("neglect", "topic").examples[-1].startswith("Wren")


def test_a_code_is_not_offered_before_it_began(tmp_path: Path) -> None:
    codebook = Codebook.load(own(tmp_path, YOUNG_CARERS))
    before = codebook.codes("topic", as_of=date(2024, 8, 31))
    assert "young_carers" not in [code.id for code in before]
    assert "young_carers" in [c.id for c in codebook.codes("topic", as_of=date(2024, 9, 1))]


def test_a_retired_code_keeps_its_history(tmp_path: Path) -> None:
    text = "facets:\n  topic:\n    codes:\n      - {id: fgm, retired: {since: 2025-04-01}}\n"
    codebook = Codebook.load(own(tmp_path, text))
    assert "fgm" not in [code.id for code in codebook.codes("topic")]
    assert "fgm" in [code.id for code in codebook.codes("topic", as_of=date(2025, 3, 31))]
    assert "fgm" not in [code.id for code in codebook.codes("topic", as_of=date(2025, 4, 1))]
    assert codebook.definition("fgm", "topic").startswith("FGM")
    assert codebook.check([coding("fgm", "topic"), coding("risk"), *said("improvement")]) == ()


def test_a_split_code_names_what_took_its_place(tmp_path: Path) -> None:
    parts = "".join(
        f"      - {{id: {name}, definition: Missing from {name}., since: 2025-01-01}}\n"
        for name in ("home", "school")
    )
    text = (
        "facets:\n  topic:\n    codes:\n" + parts + "      - id: missing_education\n"
        "        split_into: {since: 2025-01-01, codes: [home, school]}\n"
    )
    code = Codebook.load(own(tmp_path, text)).code("missing_education", "topic")
    assert code.split_into == ("home", "school")
    assert code.ended == date(2025, 1, 1)


def test_a_partnership_may_add_its_own_crosswalk(tmp_path: Path) -> None:
    text = (
        "crosswalks:\n  - id: northmoor\n    label: Northmoor's priorities\n"
        "    source: Northmoor business plan (invented)\n    certainty: verified\n    targets:\n"
        "      - {id: babies, label: Babies first, codes: {topic: [maternity_infants]}}\n"
    )
    walk = Codebook.load(own(tmp_path, text)).crosswalk("northmoor")
    assert walk == {("topic", "maternity_infants"): ("babies",)}


# What is refused


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("facets: {theme: {codes: [{id: x, definition: A., colour: red}]}}", 1, "'colour'"),
        ("themes: {}", 1, "'themes' is not known"),
        ("facets: {mood: {}}", 1, "'mood' is no facet"),
        ("facets:\n  theme:\n    codes:\n      - {id: hope, label: Hope}", 4, "no definition"),
        ("facets:\n  theme:\n    codes:\n      - {id: Hope, definition: A.}", 4, "'Hope'"),
        (
            "facets:\n  theme:\n    codes:\n      - {id: risk, definition: Mine.}",
            4,
            "defined twice",
        ),
        (
            "facets:\n  theme:\n    codes:\n      - {id: x, definition: A.}\n"
            "      - {id: x, definition: B.}",
            5,
            "defined twice",
        ),
        ("facets:\n  theme:\n    max: 0", 3, "limits of 'theme'"),
        ("facets:\n  topic:\n    max: many", 3, "limits of 'topic'"),
        ("facets:\n  theme:\n    min: 3", 3, "limits of 'theme'"),
        ("facets:\n  theme:\n    max: 2\n    max: 3", 4, "'max' is written twice"),
        ("facets: {theme: {codes: [{id: risk, terms: {usual: [no]}}]}}", 1, "False under 'usual'"),
        ("facets: {theme: {codes: [{id: risk, terms: {usual: peril}}]}}", 1, "not a list"),
        ("facets: {theme: {codes: [{id: risk, terms: {huge: [peril]}}]}}", 1, "'huge'"),
        ("facets: {theme: {codes: [{id: risk, terms: {usual: [a, a]}}]}}", 1, "stands twice"),
        ("facets: {theme: {codes: [{id: risk, retired: {since: soon}}]}}", 1, "not a day"),
        ("facets: {theme: {codes: [{id: risk, retired: yes}]}}", 1, "holds no keys"),
        (
            "facets:\n  theme:\n    codes:\n      - id: risk\n        split_into: "
            "{since: 2025-01-01, codes: [a, b]}",
            4,
            "no such code",
        ),
        ("weights: {strong: -1}", 1, "weight 'strong'"),
        ("hard_cases: [{when: always}]", 1, "when, then and why"),
        ("crosswalks: [{id: ours, label: Ours}]", 1, "no source"),
        (
            "crosswalks: [{id: ours, label: Ours, source: us, certainty: verified, targets: "
            "[{id: a, label: A, codes: {theme: [hope]}}]}]",
            1,
            "theme 'hope'",
        ),
        ("facets: [", 2, "not YAML"),
        ("", 1, "holds no keys"),
        ("facets: [theme]", 1, "facets holds no keys"),
        ("facets: {theme: {codes: risk}}", 1, "'codes' is not a list"),
        ("hard_cases: none", 1, "'hard_cases' is not a list"),
        ("? [a, b]\n: c", 1, "no name for a key"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_mend(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    with pytest.raises(VocabularyError) as caught:
        Codebook.load(own(tmp_path, text))
    assert caught.value.happened.startswith("own.yaml, line ")
    assert says in caught.value.happened
    assert caught.value.mend
    told = int(caught.value.happened.split("line ")[1].split(":")[0])
    assert abs(told - line) <= 1  # a mapping's line is that of its first key


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(VocabularyError, match=r"absent\.yaml could not be opened"):
        Codebook.load(Path("absent.yaml"))


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes("facets: {theme: {label: Thème}}".encode("cp1252"))
    with pytest.raises(VocabularyError, match="not UTF-8"):
        Codebook.load(path)


# Limits


def said(polarity: str) -> list[Coding]:
    return [coding(polarity, "polarity")]


def test_decisions_within_the_limits_are_let_be(codebook: Codebook) -> None:
    given = [coding("risk"), coding("records"), coding("neglect", "topic"), *said("improvement")]
    assert codebook.check(given) == ()
    assert codebook.check([]) == ()


def test_too_many_and_too_few_codes_are_both_told(codebook: Codebook) -> None:
    themes = [coding(code) for code in ("risk", "records", "access")]
    (breach,) = codebook.check([*themes, *said("improvement")])
    assert (breach.facet, breach.codes) == ("theme", ("risk", "records", "access"))
    assert breach.message == "Theme: 3 codes are given, and 2 is the most."
    (breach,) = codebook.check([coding("neglect", "topic"), *said("improvement")])
    assert breach.message == "Theme: 0 codes are given, and 1 is the least."


def test_only_the_latest_decision_counts_and_each_coder_alone(codebook: Codebook) -> None:
    taken_back = coding("access", when="2024-05-02", decision="rejected")
    given = [
        taken_back,
        *(coding(code) for code in ("risk", "records", "access")),
        *said("improvement"),
        *(coding(code, coder="CD") for code in ("access", "voice")),
        coding("improvement", "polarity", coder="CD"),
    ]
    assert codebook.check(given) == ()


def test_a_code_the_codebook_does_not_have_is_told(codebook: Codebook) -> None:
    (breach,) = codebook.check([coding("hope"), *said("strength")])
    assert "no theme called 'hope'" in breach.message
    assert (
        codebook.check([coding("risk"), coding("x", "mood"), *said("strength")])[0].facet == "mood"
    )
