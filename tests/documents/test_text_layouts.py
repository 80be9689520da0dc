"""Text as it comes: printed lines, double spacing, Markdown marks. All must read alike.

Everything in these reports is invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.documents import Block, Document, read_document

PRINTED = """\
 Northmoor health review \n
\n \n
1. Early help \n\n \n
1.1 Midwives ask every parent about the home and write down what they are told, and \n
\nthe answers reach the health visitor within a week. This was true of a well-\n\
established team and of a new one. (Recommendation 2.1) \n\n \n
1.2 The liaison post has been empty since May. Two of the four surgeries that we \n
\nvisited had stopped asking for it, and nobody at the Trust could tell us who \n\
would have answered. (Recommendation \n2.2 and 2.3) \n\n \n
2. Children in need \n\n \n
2.1 Strategy meetings are held on time. \n\n \n
"""

MARKED = """\
# Northmoor health review

## 1. Early help

**1.1** Midwives ask every parent about the home and write down what they are told, and the \
answers reach the health visitor within a week. This was true of a well-established team and of \
a new one. **(Recommendation 2.1)**

**1.2 The liaison post** has been empty since May. Two of the four surgeries that we visited had \
stopped asking for it, and nobody at the Trust could tell us who would have answered. \
(**Recommendation 2.2 and 2.3**)

**2. Children in need**

2.1 Strategy meetings are held on time.
"""


def read(folder: Path, text: str, name: str = "report.txt") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def told(document: Document) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.number, block.text) for block in document.blocks]


def of(document: Document, kind: str) -> list[Block]:
    return [block for block in document.blocks if block.kind == kind]


def test_printed_lines_and_marks_give_the_same_blocks(tmp_path: Path):
    printed = told(read(tmp_path, PRINTED))
    assert printed == told(read(tmp_path, MARKED, "report.md"))
    assert [(kind, number) for kind, number, _ in printed] == [
        ("heading", None),
        ("heading", "1"),
        ("numbered", "1.1"),
        ("numbered", "1.2"),
        ("heading", "2"),
        ("numbered", "2.1"),
    ]
    assert printed[2][2].endswith("a well-established team and of a new one. (Recommendation 2.1)")
    assert printed[3][2].endswith("(Recommendation 2.2 and 2.3)")


def test_text_with_a_blank_line_after_every_line(tmp_path: Path):
    lines = [
        "PARTNERSHIP WORK",
        "The partnership met six times in the year and was chaired by the scrutineer, who ",
        "wrote to each of the agencies that had sent nobody and asked what stood in their ",
        "way.",
        "NSCP Challenge: The landlord came to two meetings of six, though it knows more of ",
        "these homes than anyone.",
        "Action: The scrutineer met its chief executive, and a director now attends every ",
        "meeting.",
        "• Police came to all six meetings and brought the figures that had been asked of ",
        "them",
        "• Schools came to five",
        "HOUSING",
        "Families who were moved between boroughs waited longest, and the wait was hardest on ",
        "those with a baby.",
    ]
    blocks = told(read(tmp_path, "\n\n".join(lines)))
    assert [kind for kind, _, _ in blocks] == [
        *("heading", "paragraph", "paragraph", "paragraph"),
        *("bullet", "bullet", "heading", "paragraph"),
    ]
    assert blocks[1][2].endswith("what stood in their way.")
    assert blocks[3][2] == (
        "Action: The scrutineer met its chief executive, and a director now attends every meeting."
    )
    assert blocks[4][2].endswith("asked of them")


def test_a_number_on_a_line_of_its_own(tmp_path: Path):
    document = read(
        tmp_path,
        "Findings\n\n4.1\n\nThe plan was closed in June.\n\n4.2\nNobody had told the school.\n",
    )
    assert [(b.number, b.text) for b in of(document, "numbered")] == [
        ("4.1", "The plan was closed in June."),
        ("4.2", "Nobody had told the school."),
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("5.3.10 The plan was closed.", "5.3.10"),
        ("1.1. The plan was closed.", "1.1"),
        ("3) The plan was closed.", "3"),
        ("(3) The plan was closed.", "3"),
        ("(a) The plan was closed.", "a"),
        ("iv. The plan was closed.", "iv"),
    ],
)
def test_forms_of_number(tmp_path: Path, line: str, number: str):
    (block,) = of(read(tmp_path, f"What we found\n\n{line}\n"), "numbered")
    assert (block.number, block.text) == (number, "The plan was closed.")


@pytest.mark.parametrize(
    "line",
    [
        "2018 saw a fall in referrals.",
        "3 children were seen on the same day.",
        "1.5 million pounds was spent on it.",
        "44% of all contacts were closed.",
        "16- and 17-year-olds waited longest.",
    ],
)
def test_a_figure_that_opens_a_sentence_is_no_number(tmp_path: Path, line: str):
    document = read(tmp_path, f"What we found\n\nThe year was a busy one for all.\n\n{line}\n")
    assert [block.text for block in document.blocks if block.number] == []
    assert document.blocks[-1].text == line


def test_a_wrapped_line_that_begins_like_a_number(tmp_path: Path):
    text = (
        "3.1 The school wrote to the parents twice about the missed days and heard nothing. (See\n"
        "4.1) It did not write to the social worker, who learned of it from the child in May at\n"
        "2. The letters had gone to the old address all along, as the office found out later on.\n"
    )
    (block,) = read(tmp_path, text).blocks
    assert block.number == "3.1"
    assert "(See 4.1) It did" in block.text


def test_numbered_headings_and_numbered_sentences(tmp_path: Path):
    text = (
        "1. Children in need\n\n1.1 Plans are reviewed.\n\n2. Recommendations\n\n"
        "The panel asks that:\n\n1. The Trust should train its staff.\n\n"
        "2. The Trust should tell the Board when it has done so.\n"
    )
    assert [(b.kind, b.number) for b in read(tmp_path, text).blocks] == [
        ("heading", "1"),
        ("numbered", "1.1"),
        ("heading", "2"),
        ("paragraph", None),
        ("numbered", "1"),
        ("numbered", "2"),
    ]


def test_pages_from_form_feeds_and_a_paragraph_over_the_break(tmp_path: Path):
    text = (
        "The health visitor asked to see the baby and was told that she was\n"
        "asleep, and so she left a note for\nPage 1 of 2\n\f"
        "the mother and rang again on the Friday, when nobody came to the telephone.\n\n"
        "A second visit was made in May.\nPage 2 of 2\n"
    )
    document = read(tmp_path, text)
    assert document.pages == 2
    first, last = document.blocks[-2:]
    assert "left a note for the mother and rang again on the Friday" in first.text
    assert (first.page, last.page) == (1, 2)
    assert [f.text for f in document.furniture if f.why == "page_number"] == [
        "Page 1 of 2",
        "Page 2 of 2",
    ]


def test_running_lines_go_and_headings_that_come_back_stay(tmp_path: Path):
    places = "at work,in school,by day,on foot,at night,in June,by car,at home".split(",")
    pages = []
    for number in range(1, 7):
        pages.append(
            "Northmoor SCP | Yearly report\n\n"
            f"Chapter {number}\n\nThe group met {places[number]} and wrote it down.\n\n"
            f"Impact\n\nA family {places[-number]} was seen sooner than in the year before.\n\n"
            f"- {number} -"
        )
    document = read(tmp_path, "\f".join(pages))
    assert {f.text for f in document.furniture if f.why == "header"} == {
        "Northmoor SCP | Yearly report"
    }
    assert [b.text for b in of(document, "heading")].count("Impact") == 6
    assert [f.text for f in document.furniture if f.why == "page_number"][:2] == ["- 1 -", "- 2 -"]


def test_side_tabs_vertical_titles_and_titles_printed_twice(tmp_path: Path):
    text = (
        "The group looked at eleven cases and found that nine had been seen within the week, \n"
        "which is more than in the year before.\n\nThe PanelThe Panel\n\n"
        "What we doWho we are 27Money\nand staff\n\nLearning and\nreview\n\n"
        "GroupsPriorities ahead\n\nL\nE\n\nA\nR\n\nN\n\n"
        "The panel thanks the young scrutineers, who rewrote the letters that families are sent.\n"
    )
    document = read(tmp_path, text)
    assert [b.text[:9] for b in document.blocks] == ["The group", "The panel"]
    assert {f.why for f in document.furniture} == {"side_tab", "vertical_title"}
    assert "What we doWho we are 27Money" in [f.text for f in document.furniture]


def test_contents_pages_go(tmp_path: Path):
    text = (
        "Contents\n\n1. Introduction ........ 3\n2. Findings ........ 9\nAppendix … ........ 14\n\n"
        "1. Introduction\n\n1.1 The review began in May.\n\n2. Findings\n\n2.1 It was late.\n"
    )
    document = read(tmp_path, text)
    assert len([f for f in document.furniture if f.why == "contents"]) == 4
    assert [(b.kind, b.number) for b in document.blocks] == [
        ("heading", "1"),
        ("numbered", "1.1"),
        ("heading", "2"),
        ("numbered", "2.1"),
    ]


def test_contents_without_leaders(tmp_path: Path):
    text = "Contents\n\nForeword 2\n\nOur year 4\n\nMoney 11\n\nForeword\n\nIt was a hard year.\n"
    document = read(tmp_path, text)
    assert [b.text for b in document.blocks] == ["Foreword", "It was a hard year."]


def test_a_box_in_the_midst_of_a_sentence(tmp_path: Path):
    text = (
        "The worker asked the panel for advice about the older brother, who had been seen with\n"
        "men from outside the borough and had stopped going to\n\n\n\n"
        "Child B is nine. An assistant noticed that he hid his lunch and kept half of it.\n\n"
        "She asked him why, and wrote down what he said.\n\n\n\n"
        "school in the week after Easter. The panel answered within two days.\n"
    )
    first, box = read(tmp_path, text).blocks
    assert "had stopped going to school in the week after Easter" in first.text
    assert box.kind == "box"
    assert box.text.split("\n")[1] == "She asked him why, and wrote down what he said."


def test_an_unnumbered_passage_among_numbered_paragraphs_is_a_box(tmp_path: Path):
    numbered = [
        f"2.{n} The team sees each child in the first week and says so." for n in range(1, 31)
    ]
    numbered.insert(
        17, "Child E was met by the same nurse each time.\n\nShe is now back in school."
    )
    document = read(tmp_path, "2. Children in need\n\n" + "\n\n\n".join(numbered) + "\n")
    (box,) = of(document, "box")
    assert box.text == "Child E was met by the same nurse each time.\nShe is now back in school."


def test_labelled_items_stay_whole_and_begin_paragraphs(tmp_path: Path):
    text = (
        "Findings\nFinding 1: Missed visits were counted one at a time and never put together by\n"
        "anyone who could have acted on them.\n"
        "Finding 2: Fathers were not asked.\nThe forms had no room for them, and nobody minded.\n"
    )
    texts = [block.text for block in read(tmp_path, text).blocks]
    assert texts[1].startswith("Finding 1: ") and texts[1].endswith("could have acted on them.")
    assert texts[2].startswith("Finding 2: Fathers were not asked.")


@pytest.mark.parametrize(
    "table",
    [
        "Agency\tSeats\tCame\nPolice\t2\t100%\nHousing\t1\t33%",
        "|Agency|Seats|Came|\n|---|---:|:--|\n| **Police** | 2 | 100% |\n| Housing | 1 | 33% |",
    ],
)
def test_tables_with_tabs_and_pipes(tmp_path: Path, table: str):
    document = read(tmp_path, f"## Attendance\n\n{table}\n\nIt was better than last year.\n")
    (block,) = of(document, "table")
    assert block.rows == (("Agency", "Seats", "Came"), ("Police", "2", "100%"),
                          ("Housing", "1", "33%"))  # fmt: skip
    assert block.text == "Agency\tSeats\tCame\nPolice\t2\t100%\nHousing\t1\t33%"


def test_bullets_of_every_sort(tmp_path: Path):
    text = (
        "What we saw:\n\n• Letters that a child can read\n- Doors that were open\n"
        "o Plans that said by when\n\uf0b7 Fathers by their names\n* Calls returned\n"
    )
    assert [b.text for b in of(read(tmp_path, text), "bullet")] == [
        "Letters that a child can read",
        "Doors that were open",
        "Plans that said by when",
        "Fathers by their names",
        "Calls returned",
    ]


def test_items_that_run_on_in_one_line(tmp_path: Path):
    text = "What needs to improve?\n\n- Sharing of reports. - Time to meet. - Records of visits.\n"
    assert [b.text for b in of(read(tmp_path, text), "bullet")] == [
        "Sharing of reports.",
        "Time to meet.",
        "Records of visits.",
    ]


def test_a_dash_that_opens_a_wrapped_line_is_no_bullet(tmp_path: Path):
    text = (
        "• Fewer people came to the courses that are held in a room with a trainer in the year\n"
        "– down from 714 to 448.\n• More came to the short ones.\n"
    )
    first, second = of(read(tmp_path, text), "bullet")
    assert first.text.endswith("in the year – down from 714 to 448.")
    assert second.text == "More came to the short ones."


def test_line_numbers_point_at_the_file(tmp_path: Path):
    document = read(tmp_path, "A title\n\n\nThe first sentence.\n\nThe second sentence.\n")
    assert [block.line for block in document.blocks] == [1, 4, 6]


def test_a_table_kept_by_its_spaces(tmp_path: Path):
    rows = [
        ("Name", "Who", "Age"),
        ("Fern", "Subject of the review", "9"),
        ("Mrs Pike", "Grandmother, who lives", ""),
        ("", "in Calderbeck", "63"),
        ("Bracken", "Half-brother", "15"),
    ]
    printed = "\n".join("{:<12}{:<26}{}".format(*row).rstrip() for row in rows)
    text = f"Members of the family\n\n{printed}\n\nThe family moved twice.\n"
    (table,) = of(read(tmp_path, text), "table")
    assert table.rows[:2] == (("Name", "Who", "Age"), ("Fern", "Subject of the review", "9"))
    assert table.rows[2] == ("Mrs Pike", "Grandmother, who lives in Calderbeck", "63")


def test_page_numbers_alone_on_a_line_and_numbers_that_are_not(tmp_path: Path):
    sentence = "The group met {} and wrote to every school about what it had agreed to do."
    pages = [
        "\n\n".join(sentence.format(f"for the {n}th time in week {k}") for k in range(14))
        for n in range(4)
    ]
    text = "".join(f"{page}\n\n{n}\n\n" for n, page in enumerate(pages, 11))
    document = read(tmp_path, text)
    assert [f.text for f in document.furniture] == ["11", "12", "13", "14"]
    assert len(document.blocks) == 56
    few = read(tmp_path, "We saw:\n\n1\n\nA plan.\n\n2\n\nA letter.\n\n3\n\nA call.\n")
    assert few.furniture == ()


def test_a_reference_on_a_line_of_its_own(tmp_path: Path):
    text = (
        "1.1 The liaison post has been empty since May, and surgeries stopped asking for it.\n\n"
        "(Recommendations 2.1 and 3.4)\n\n1.2 The plan was closed.\n"
    )
    first, second = read(tmp_path, text).blocks
    assert first.text.endswith("stopped asking for it. (Recommendations 2.1 and 3.4)")
    assert second.number == "1.2"


def test_entries_of_a_glossary_stay_apart(tmp_path: Path):
    entries = [
        "CP Child Protection",
        "MASH Multi-Agency Safeguarding Hub",
        "GP General Practitioner",
        "LADO Local Authority Designated Officer",
        "DfE Department for Education",
    ]
    document = read(tmp_path, "GLOSSARY\n" + "\n".join(entries) + "\n")
    assert [(b.kind, b.text) for b in document.blocks[1:]] == [("paragraph", e) for e in entries]


def test_headings_numbered_with_roman_figures_and_letters(tmp_path: Path):
    text = (
        "IV. ANALYSIS\n\nA. Assessment\n\nThe assessment was sound on the day that it was signed, "
        "and no longer.\n\nV. CONCLUSIONS\n\na. A plan is a photograph, and families are films.\n\n"
        "b. Nobody asked the father.\n"
    )
    assert [(b.kind, b.number) for b in read(tmp_path, text).blocks] == [
        ("heading", "IV"),
        ("heading", "A"),
        ("paragraph", None),
        ("heading", "V"),
        ("numbered", "a"),
        ("numbered", "b"),
    ]


def test_a_footnote_in_the_midst_of_a_sentence_over_the_page(tmp_path: Path):
    text = (
        "The panel asked the two authorities for their letters about the older brother and\n"
        "had them within the week, which was sooner than the national body had led it to\n\n"
        "1 The letters are kept with the papers of the review.\n\f"
        "expect when it wrote in May of that year. No more was asked for after that.\n"
    )
    first, note = read(tmp_path, text).blocks
    assert "had led it to expect when it wrote" in first.text
    assert (note.kind, note.text) == (
        "footnote",
        "1 The letters are kept with the papers of the review.",
    )


def test_numbers_that_stand_flush_right_are_columns_with_their_heads(tmp_path: Path) -> None:
    text = (
        "Attendance at courses\n\n"
        "Course                Courses held    People attended\n"
        "Neglect                      8             1,164\n"
        "Harm outside                10                21\n"
        "Total                       18             1,185\n\n"
        "The courses were well liked.\n"
    )
    [table] = of(read(tmp_path, text), "table")
    assert table.rows == (
        ("Course", "Courses held", "People attended"),
        ("Neglect", "8", "1,164"),
        ("Harm outside", "10", "21"),
        ("Total", "18", "1,185"),
    )


def test_a_running_line_with_its_own_page_number_needs_no_form_feed(tmp_path: Path) -> None:
    sides = [
        f"Side {n} tells of the work of the partnership.\n\n" * 6
        + f"Northmoor partnership | Yearly report 2021-22 | {n}\n\n"
        for n in (2, 3, 4)
    ]
    document = read(tmp_path, "".join(sides))
    assert "Yearly report" not in document.text
    assert [line.text[-1] for line in document.furniture] == ["2", "3", "4"]
    assert document.pages == 4


def test_a_full_last_line_that_ends_in_a_stop_goes_on_over_the_page(tmp_path: Path) -> None:
    paragraphs = [
        f"1.{n} Nurses at the clinic write down who came with the child and what was said,\n"
        "and the note is read by the doctor on the same day.\n"
        for n in range(1, 14)
    ]
    paragraphs[6] = (
        "1.7 Nurses at the clinic write down what was said in the supervision of the team.\n"
        "\fIt is not kept in the record of the child, where others would look for it.\n"
    )
    document = read(tmp_path, "\n".join(paragraphs))
    numbered = {block.number: block.text for block in of(document, "numbered")}
    assert numbered["1.7"].endswith("where others would look for it.")


def test_a_space_at_the_end_of_every_line_tells_no_wraps(tmp_path: Path):
    """Where paragraphs end in a space as well, a blank line parts them all the same."""
    box = "NSCB Challenge: \n{} \n\nAction: \n{} \n\n"
    boxes = "".join(
        box.format(
            f"Partners asked in month {month} why so few families had been offered \nany help.",
            "A meeting was held with the provider, and the number of families has \nrisen since.",
        )
        for month in range(1, 13)
    )
    document = read(tmp_path, f"Our challenges\n\n{boxes}Glossary\n\nNSCB\tThe Board\n")
    texts = [block.text for block in document.blocks]
    assert texts.count("NSCB Challenge:") == texts.count("Action:") == 12
    assert not any(text.endswith((". NSCB Challenge:", ". Action:")) for text in texts)


def test_one_line_of_chapter_tabs_with_a_page_number_in_it(tmp_path: Path):
    tabs = "Foreword Our area {}Priorities Learning Money"
    chapters = [f"The year went well in part {page}.\n\n{tabs.format(page)}\n" for page in (4, 9)]
    document = read(tmp_path, "Yearly report\n\n" + "\n".join(chapters) + "\nIt ends here.\n")
    assert [line.why for line in document.furniture] == ["side_tab", "side_tab"]
    assert not any("Priorities" in block.text for block in document.blocks)


def test_a_list_within_a_sentence_is_not_torn_by_a_wrap(tmp_path: Path):
    document = read(
        tmp_path,
        "Recommendations were agreed and are set out in the next paragraph for all partners.\n\n"
        "It was agreed that (a) schools write to the Council on the day; (b) health answers;\n"
        "(c) the police attend; and (d) the audit is repeated in a year by the same people.\n",
    )
    assert document.blocks[-1].text.count("(") == 4
