"""`notebooks/chronology.ipynb`: one chronology from many agencies, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from lab_page import drop, no_errors, open_and_run, pixels, scrolled_to, turn_to
from playwright.sync_api import expect

from workbench.library import Library
from workbench.style import tokens

pytestmark = pytest.mark.browser

KESTREL = (
    "Agency: Kestrel;;;\n"
    "When;What happened;Where recorded;Action taken\n"
    "14/06/2022;Dale Orton did not attend his first appointment;Case notes;Letter sent\n"
    "w/c 5 September 2022;Mother rang to ask for help, very tearful;Case notes;Called back\n"
)


def opened(page, lab):
    """The notebook, run; its first timeline, drawn."""
    open_and_run(page, lab, "chronology.ipynb")
    plot = page.locator(".wb-plot[data-drawn]").first
    expect(plot).to_be_visible(timeout=180_000)
    return plot


def test_the_timeline_is_drawn_with_every_agencys_colour(page, lab) -> None:
    plot = opened(page, lab)
    scrolled_to(plot)
    seen = pixels(plot)
    for agency in tokens()["agencies"][:6]:
        colour = tuple(int(agency["colour"][i : i + 2], 16) for i in (1, 3, 5))
        assert colour in seen, f"nothing is drawn in {agency['colour']}"
    expect(page.get_by_text("138 entries of 6 agencies").first).to_be_visible()
    no_errors(page)


def test_a_page_left_before_it_was_saved_has_its_timeline_when_one_comes_back(page, lab) -> None:
    opened(page, lab)
    assert "widget-view" not in (lab.notebooks / "chronology.ipynb").read_text(encoding="utf-8")
    opened(page, lab)  # the kernel still holds the views of before
    no_errors(page)


def test_a_box_in_the_timeline_chooses_in_the_table_and_the_table_in_the_timeline(
    page, lab
) -> None:
    plot = opened(page, lab)
    grid = page.get_by_role("grid", name="Entries of the chronology")
    expect(grid).to_have_attribute("aria-rowcount", "139")
    scrolled_to(plot)
    box = plot.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.85, box["y"] + 430, steps=8)
    page.mouse.up()
    expect(page.get_by_text(re.compile(r"\d+ entries are chosen in the timeline")).first).to_be_visible()  # fmt: skip  # noqa: E501
    fewer = int(grid.get_attribute("aria-rowcount"))
    assert 2 < fewer < 139
    expect(plot).to_have_attribute("data-chosen", str(fewer - 1))
    page.get_by_role("button", name="Clear choice").first.click()
    expect(grid).to_have_attribute("aria-rowcount", "139")
    expect(plot).to_have_attribute("data-chosen", "0")

    grid.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    entry = page.get_by_role("region", name="The chosen entry")
    expect(entry).to_contain_text("Neighbour called 999")
    chosen = plot.evaluate(
        "() => [...Bokeh.documents].flatMap(d => d.get_model_by_name('chosen')?.data.n ?? [])"
    )
    assert chosen == [2], "the number of the second entry"
    no_errors(page)


def test_a_return_is_dropped_in_filtered_noted_and_taken_back(page, lab, tmp_path: Path) -> None:
    opened(page, lab)
    sent = tmp_path / "kestrel.csv"
    sent.write_text(KESTREL, encoding="utf-8")
    turn_to(page, "What agencies sent")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=re.compile("Choose returns")).click()
    chooser.value.set_files(str(sent))
    expect(page.get_by_text("2 rows of Kestrel").first).to_be_visible()
    turn_to(page, "Timeline")
    expect(page.get_by_text("140 entries of 7 agencies").first).to_be_visible()

    page.get_by_role("textbox", name="Words").fill("tearful kestrel")
    page.keyboard.press("Enter")
    grid = page.get_by_role("grid", name="Entries of the chronology")
    expect(grid).to_have_attribute("aria-rowcount", "2")
    grid.focus()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Note", exact=True).fill("Who called back?")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("Kept.").first).to_be_visible()
    with Library.open(lab.library) as library:
        (note,) = library.decisions("wren", "note").values()
    assert note["value"] == "Who called back?"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(re.compile("Taken back: the note")).first).to_be_visible()
    with Library.open(lab.library) as library:
        assert library.decisions("wren", "note") == {}
    no_errors(page)


def test_a_case_from_six_sheets_to_a_word_file(page, lab, tmp_path: Path) -> None:
    """What a reviewer does with a case of their own, from its beginning to the file to send on."""
    opened(page, lab)
    page.get_by_role("button", name="Begin a case").click()
    page.get_by_label("What the case is called").fill("Lark")
    page.get_by_label("The child’s name").fill("Wren")
    page.get_by_label("Child born on").fill("2021-03-14")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_text("Nothing has been sent for Lark yet").first).to_be_visible()

    sheets = sorted((lab.notebooks.parent / "data" / "northmoor" / "wren" / "returns").iterdir())
    assert len(sheets) == 6
    drop(page.locator(".wb-drop"), *((sheet.name, sheet.read_bytes()) for sheet in sheets))
    expect(page.get_by_text("138 entries of 6 agencies").first).to_be_visible()

    # A heading that was understood otherwise than the agency meant it.
    mapping = page.get_by_role("grid", name="How each column was understood")
    find = page.locator(".wb-table", has=mapping).get_by_label("Find in this list")
    find.fill("follow-up surgery")
    expect(mapping).to_have_attribute("aria-rowcount", "2")
    row = mapping.get_by_role("row").nth(1)
    row.click()
    means = page.get_by_label("This column means")
    expect(means).to_have_value("action taken")
    means.select_option("analysis")
    page.get_by_role("button", name="Change, and remember for this agency").click()
    expect(page.get_by_text("Follow-up of Fell Lane Surgery is read anew").first).to_be_visible()
    expect(row).to_contain_text("analysis")

    # A gap is chosen among what was found, and its entries in the timeline.
    turn_to(page, "What was found")
    found = page.get_by_role("grid", name="What was found")
    page.locator(".wb-table", has=found).get_by_label("Find in this list").fill("no contact 407")
    expect(found).to_have_attribute("aria-rowcount", "2")
    found.get_by_role("row").nth(1).click()
    page.get_by_role("button", name="See them in the timeline").click()
    plot = page.locator(".wb-plot[data-drawn]").first
    expect(plot).to_be_visible()
    expect(page.get_by_text("2 entries are chosen").first).to_be_visible()

    page.get_by_role("button", name="Name an episode of these").click()
    page.get_by_label("Name", exact=True).fill("A year without the hospital")
    page.get_by_label("Because", exact=True).fill("Nobody knew that appointments had ended.")
    page.get_by_role("button", name="Name the episode").click()
    expect(page.get_by_text("Named: A year without the hospital, with 2 entries").first).to_be_visible()  # fmt: skip  # noqa: E501

    turn_to(page, "Take it along")
    file = tmp_path / "lark.docx"
    page.get_by_label("File", exact=True).fill(str(file))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(re.compile("Written: .*lark.docx")).first).to_be_visible()
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
    tables = [cell.text for t in docx.Document(str(file)).tables for cell in t._cells]
    assert "A year without the hospital" in words + "\n".join(tables)
    assert any("Domestic incident" in text for text in tables)
    no_errors(page)


def test_an_unread_date_is_read_and_the_names_are_listed(page, lab) -> None:
    opened(page, lab)
    turn_to(page, "What was found")
    page.get_by_label("Show", exact=True).select_option(label="Dates that were not read (4)")
    found = page.get_by_role("grid", name="What was found")
    find = page.locator(".wb-table", has=found).get_by_label("Find in this list")
    find.fill("31/06/2021")
    expect(found).to_have_attribute("aria-rowcount", "2")
    found.get_by_role("row").nth(1).click()
    day = page.get_by_label("The day meant").locator("visible=true")
    expect(day).to_have_value(re.compile("30 June 2021"))  # the likeliest stands first
    page.get_by_label("because").locator("visible=true").last.fill("the last day of that month")
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_text(re.compile("stands under “everything”")).first).to_be_visible()
    find.fill("")
    page.get_by_label("Show", exact=True).select_option(label="Dates as a reviewer read them (1)")
    expect(found.get_by_role("row").nth(1)).to_contain_text("A reviewer read it as 30 June 2021")
    with Library.open(lab.library) as library:
        (said,) = library.decisions("wren", "date").values()
    assert said["value"]["written"] == "31/06/2021 18:30" and said["who"] and said["when"]

    turn_to(page, "Pseudonyms")
    page.get_by_role("button", name="Look for names").click()
    names = page.get_by_role("grid", name="Names and pseudonyms")
    expect(names).to_contain_text("Pauline Dunmore")


def test_a_finding_is_ruled_on_by_keyboard(page, lab) -> None:
    opened(page, lab)
    turn_to(page, "What was found")
    found = page.get_by_role("grid", name="What was found")
    found.scroll_into_view_if_needed()
    find = page.locator(".wb-table", has=found).get_by_label("Find in this list")
    disputed = page.get_by_role("button", name="Disputed")
    expect(disputed).to_be_hidden()  # there is nothing to rule on yet
    find.fill("240")
    expect(found.get_by_role("row").nth(1)).to_contain_text("40 or 240 minutes")
    found.focus()
    page.keyboard.press("Enter")
    beside = page.get_by_role("region", name="The entries it is about")
    expect(beside).to_contain_text("four hours")
    disputed.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept: disputed").first).to_be_visible()
    no_errors(page)
