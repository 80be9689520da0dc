"""The notebooks as pages, used as in JupyterLab: what is done there is in the library after."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from lab_page import drop, pixels, turn_to
from playwright.sync_api import expect

from workbench.library import Library

pytestmark = pytest.mark.browser

REPORT = """Serious Case Review: Child Plover

Findings

Finding 1: Nobody asked Plover what her days were like.

1.1 Four agencies visited the home. None of them wrote down a word that she had said.

Recommendations

1. The partnership should ask every agency to write down what children say.
"""


def test_a_report_is_dropped_in_and_read(page, changed_app) -> None:
    page.goto(changed_app.page("library.ipynb"))
    grid = page.get_by_role("grid", name="Reviews in the library")
    before = int(grid.get_attribute("aria-rowcount"))
    drop(page.locator(".wb-drop"), ("plover.txt", REPORT.encode()))
    expect(page.get_by_text("read as serious case review")).to_be_visible()
    expect(grid).to_have_attribute("aria-rowcount", str(before + 1))
    page.get_by_label("Find in this list").first.fill("plover")
    expect(grid).to_have_attribute("aria-rowcount", "2")
    grid.get_by_role("row").nth(1).click()
    passages = page.get_by_role("grid", name="Passages")
    passages.get_by_role("row").filter(has_text="Nobody asked Plover").first.click()
    shown = page.get_by_role("region", name="The passage on its page")
    expect(shown.locator("mark").first).to_contain_text("Nobody asked Plover")


def test_a_case_is_begun_and_an_entry_chosen_in_its_timeline(page, changed_app) -> None:
    page.goto(changed_app.page("chronology.ipynb"))
    plot = page.locator(".wb-plot[data-drawn]").first
    expect(plot).to_be_visible()
    assert len(pixels(plot)) > 20, "a plot that was never drawn has hardly a colour"
    page.get_by_role("button", name="Begin a case").click()
    page.get_by_label("What the case is called").fill("Lark")
    page.get_by_label("The child’s name").fill("Lark")
    page.get_by_label("Child born on").fill("2021-03-14")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_text("Nothing has been sent for Lark yet").first).to_be_visible()
    sheet = "Date;What happened\n03/05/2022;Lark seen at home\n04/06/2022;Lark weighed\n"
    drop(page.locator(".wb-drop"), ("GP.csv", sheet.encode()))
    expect(page.get_by_text("2 entries of 1 agency").first).to_be_visible()
    turn_to(page, "Timeline")
    grid = page.get_by_role("grid", name="Entries of the chronology")
    grid.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="The chosen entry")).to_contain_text("Lark seen at home")


def test_a_cell_is_opened_and_a_passage_coded(page, changed_app) -> None:
    page.goto(changed_app.page("themes.ipynb"))
    plot = page.locator(".wb-plot[data-drawn]").first
    expect(plot).to_be_visible()
    assert len(pixels(plot)) > 20, "a plot that was never drawn has hardly a colour"
    page.get_by_text("The same as a table").first.click()
    page.locator(".wb-numbers button").first.click()
    passages = page.get_by_role("grid", name="Passages of the chosen cell")
    expect(passages).not_to_contain_text("Choose a cell above")
    page.get_by_role("group", name=re.compile("^Coding")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-coding .wb-status")).to_contain_text("1 of ")
    with Library.open(changed_app.library) as library:
        assert library.codings()


@pytest.mark.parametrize("notebook", ["start", "library", "chronology", "themes"])
def test_read_only_pages_change_nothing(page, read_only_app, notebook: str) -> None:
    before = (read_only_app.library / "library.sqlite").read_bytes()
    page.goto(read_only_app.page(f"{notebook}.ipynb"))
    expect(page.locator("#rendered_cells")).to_be_visible()
    expect(page.locator(".wb-start, .wb-table, .wb-panel").first).to_be_visible()
    for words in ("Choose", "Begin", "Undo", "Keep", "Save", "Settle", "Accept", "Publish"):
        expect(page.get_by_role("button", name=re.compile(rf"^{words}\b"))).to_have_count(0)
    assert (read_only_app.library / "library.sqlite").read_bytes() == before


def test_no_other_route_runs_code_or_serves_files(read_only_app) -> None:
    """Voilà's server is Jupyter's: what could change something must not be there."""
    for path in ("api/contents", "api/sessions", "api/terminals", "lab", "tree", "nbconvert"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(
                f"{read_only_app.url}/{path}?token={read_only_app.token}", timeout=20
            )


def test_what_is_written_is_saved_by_the_browser(page, changed_app) -> None:
    out = changed_app.library.parent / "sent"
    page.goto(changed_app.page("briefings.ipynb"))
    page.get_by_label("Folder").fill(str(out))
    page.get_by_role("button", name="Write a draft").click()
    expect(page.get_by_text("Draft written:")).to_be_visible()
    expect(page.get_by_text(str(out), exact=True)).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile(r"\.html$")).last.click()
    (written,) = out.glob("*.html")
    assert saved.value.suggested_filename == written.name
    assert saved.value.path().read_bytes() == written.read_bytes()


def test_a_name_is_given_once_and_a_report_is_withdrawn_under_it_and_put_back(
    page, changed_app
) -> None:
    page.goto(changed_app.page("start.ipynb"))
    page.get_by_label("Your name").fill("Ann Oddlington")
    page.get_by_role("button", name="Keep this name").click()
    expect(page.get_by_text("you decide as Ann Oddlington")).to_be_visible()

    page.goto(changed_app.page("library.ipynb"))
    grid = page.get_by_role("grid", name="Reviews in the library")
    before = int(grid.get_attribute("aria-rowcount"))
    grid.get_by_role("row").nth(1).click()
    page.get_by_role("button", name="Withdraw this report").click()
    page.get_by_label("Reason").fill("another area’s")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("Withdrawn: “")).to_be_visible()
    expect(grid).not_to_have_attribute("aria-rowcount", str(before))
    with Library.open(changed_app.library) as library:
        (row,) = library.withdrawn().values()
    assert (row["who"], row["why"]) == ("Ann Oddlington", "another area’s")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("Put back: “")).to_be_visible()
    expect(grid).to_have_attribute("aria-rowcount", str(before))
