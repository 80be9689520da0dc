"""`notebooks/themes.ipynb`: compare and code, in a real browser."""

from __future__ import annotations

import re

import pytest
from lab_page import no_errors, open_and_run, pixels, scrolled_to, turn_to
from playwright.sync_api import expect

from workbench.library import Library

pytestmark = pytest.mark.browser


def test_the_matrix_is_drawn_and_a_cell_opens_its_passages(page, lab) -> None:
    open_and_run(page, lab, "themes.ipynb")
    plot = page.locator(".wb-plot[data-drawn]")
    expect(plot).to_be_visible()
    assert len(pixels(plot)) > 20, "a plot that was never drawn has hardly a colour"
    passages = page.get_by_role("grid", name="Passages of the chosen cell")
    expect(passages).to_contain_text("Choose a cell above")
    # The mouse reaches only what is in sight.
    scrolled_to(plot, "end")
    box = plot.bounding_box()
    page.mouse.click(box["x"] + 440, box["y"] + box["height"] - 300)
    expect(passages).not_to_contain_text("Choose a cell above")
    passages.get_by_role("row").nth(1).click()
    shown = page.get_by_role("region", name="The passage on its page")
    expect(shown.locator("mark").first).to_be_visible()
    no_errors(page)


def test_a_cell_is_chosen_by_keyboard_in_the_table_beside(page, lab) -> None:
    open_and_run(page, lab, "themes.ipynb")
    expect(page.locator(".wb-plot[data-drawn]")).to_be_visible()
    table = page.get_by_text("The same as a table").first
    table.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the table itself, to scroll it
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = page.locator(".wb-numbers button").first
    expect(first).to_have_attribute("aria-pressed", "true")
    passages = page.get_by_role("grid", name="Passages of the chosen cell")
    expect(passages).not_to_contain_text("Choose a cell above")


def test_ten_passages_are_coded_by_keyboard_and_kept_when_the_kernel_dies(page, lab) -> None:
    open_and_run(page, lab, "themes.ipynb")
    view = page.get_by_role("group", name=re.compile("^Coding"))
    expect(view).to_be_visible()
    view.focus()
    status = view.locator(".wb-status")
    for done in range(1, 10):
        page.keyboard.press("Enter")
        expect(status).to_contain_text(f"{done} of ")
    page.keyboard.press("u")
    expect(status).to_contain_text("8 of ")
    page.keyboard.press("1")
    expect(status).to_contain_text("9 of ")
    page.keyboard.press("n")
    expect(status).to_contain_text("The next passage.")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("10 of ")
    assert len(coded(lab)) == 10

    # The kernel ends as in a power cut; the person comes back to a page that runs again.
    lab.end_kernels()
    open_and_run(page, lab, "themes.ipynb")
    expect(page.locator(".wb-coding .wb-status").last).to_contain_text("10 of ")
    assert len(coded(lab)) == 10


def test_what_was_confirmed_to_be_said_before_stays_so_when_the_kernel_dies(page, lab) -> None:
    open_and_run(page, lab, "themes.ipynb")
    turn_to(page, "Said before")
    turn_to(page, "Perhaps")
    perhaps = page.get_by_role("grid", name="Recommendations that may have been said before")
    expect(perhaps.get_by_role("row").nth(1)).to_be_visible()
    days = perhaps.get_by_role("row").nth(1).get_by_role("gridcell")
    expect(days.first).to_have_text(re.compile(r"^\d{1,2} [A-Z][a-z]+ \d{4}$"))
    perhaps.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name=re.compile("^Then: "))).to_be_visible()
    expect(page.get_by_role("region", name=re.compile("^Now: "))).to_be_visible()
    page.get_by_label("because").locator("visible=true").fill("one tool, asked for twice")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept, under your name.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_focused()
    assert ruled(lab) == ["confirmed"]

    lab.end_kernels()
    open_and_run(page, lab, "themes.ipynb")
    turn_to(page, "Said before")
    turn_to(page, "Decided")
    decided = page.get_by_role("grid", name="Decisions on what was said before")
    expect(decided).to_contain_text("one tool, asked for twice")
    turn_to(page, "Echoes")
    echoes = page.get_by_role("grid", name="Recommendations that were said before")
    page.get_by_label("Find in this list").locator("visible=true").first.fill("confirmed")
    expect(echoes).to_have_attribute("aria-rowcount", "2")
    expect(echoes).to_contain_text("confirmed")
    no_errors(page)


def test_what_comes_back_is_read_whole_when_it_is_chosen(page, lab) -> None:
    open_and_run(page, lab, "themes.ipynb")
    turn_to(page, "What comes back")
    grid = page.get_by_role("grid", name="Themes that come back")
    first = grid.get_by_role("row").nth(1)
    expect(first).to_be_visible()
    whole = page.get_by_role("region", name="The chosen row in full").locator("visible=true")
    expect(whole).to_have_count(0)
    grid.focus()
    page.keyboard.press("Enter")
    expect(whole).to_have_count(1)
    for cell in first.get_by_role("gridcell").all_inner_texts():
        expect(whole).to_contain_text(cell)
    assert whole.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
    page.get_by_label("Find in this list").locator("visible=true").first.fill("no such words")
    expect(whole).to_have_count(0)
    no_errors(page)


def ruled(lab) -> list[str]:
    """What people decided on what was said before, oldest first."""
    with Library.open(lab.library) as library:
        return [ruling.decision for ruling in library.echo_rulings()]


def coded(lab) -> set[str]:
    """The passages that carry a theme a person gave."""
    with Library.open(lab.library) as library:
        return {
            c.passage for c in library.codings() if c.facet == "theme" and c.decision == "accepted"
        }
