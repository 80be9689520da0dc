"""`notebooks/library.ipynb`, opened in JupyterLab and used as a person would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lab_page import drop, no_errors, open_and_run
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

INVENTED = """Review of Health services for Children Looked After and Safeguarding in Hartwell

1. Early help

1.1 Midwives in Hartwell ask every woman about domestic abuse and write down what she says.

1.2 School nurses do not see the plans that social workers make. (Recommendation 1.1)

Recommendations

1. Hartwell NHS Trust should ensure that:

1.1 School nurses are sent every plan within five working days.
"""


def test_drop_in_a_report_and_see_its_findings(page, lab) -> None:
    open_and_run(page, lab, "library.ipynb")
    grid = page.get_by_role("grid", name="Reviews in the library")
    expect(grid).to_be_visible()
    before = int(grid.get_attribute("aria-rowcount"))
    drop(page.locator(".wb-drop"), ("hartwell.txt", INVENTED.encode()))
    expect(page.get_by_text("read as cqc review")).to_be_visible()
    expect(grid).to_have_attribute("aria-rowcount", str(before + 1))

    page.get_by_label("Find in this list").first.fill("hartwell")
    row = grid.get_by_role("row").nth(1)
    expect(row).to_contain_text("Hartwell")
    row.click()
    passages = page.get_by_role("grid", name="Passages")
    expect(passages).to_contain_text("School nurses do not see the plans")
    passages.get_by_role("row").filter(has_text="School nurses do not see").click()
    panel = page.get_by_role("region", name="The passage on its page")
    expect(panel.locator("mark")).to_contain_text("School nurses do not see the plans")
    no_errors(page)


def test_the_tables_work_by_keyboard(page, lab) -> None:
    open_and_run(page, lab, "library.ipynb")
    grid = page.get_by_role("grid", name="Reviews in the library")
    expect(grid).to_be_visible()
    grid.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(grid.locator("[aria-selected='true']")).to_have_count(1)
    expect(grid.locator("[aria-selected='true']")).to_have_attribute("aria-rowindex", "3")


def test_a_correction_half_typed_outlasts_the_page_and_the_kernel(page, lab) -> None:
    open_and_run(page, lab, "library.ipynb")
    passages = page.get_by_role("grid", name="Passages")
    passages.get_by_role("row").nth(3).click()
    form = page.get_by_role("form", name="Correct this passage")
    form.get_by_label("to", exact=True).fill("What it ought to say")
    form.get_by_label("because").fill("a word was")

    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    page.get_by_role("button", name=re.compile("^Restart$|Confirm Kernel Restart")).click()
    page.reload()
    begun = page.locator(".wb-drafts button").last
    begun.click()
    form = page.get_by_role("form", name="Correct this passage").last
    expect(form.get_by_label("to", exact=True)).to_have_value("What it ought to say")
    expect(form).to_contain_text("You typed this before and did not save it.")
    form.get_by_label("because").fill("a word was missing")
    form.get_by_role("button", name="Save correction").click()
    expect(form).to_contain_text("Saved. What was read is kept beside it.")
    expect(page.locator(".wb-drafts:visible")).to_have_count(0)


def test_reading_a_folder_can_be_cancelled_between_two_files(page, lab, tmp_path: Path) -> None:
    open_and_run(page, lab, "library.ipynb")
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(60):
        words = INVENTED.replace("Hartwell", f"Hartwell {n}").replace("\n\n", f"\n\n{'x ' * n}", 1)
        (folder / f"report-{n:02}.txt").write_text(words * 4, encoding="utf-8")
    grid = page.get_by_role("grid", name="Reviews in the library")
    before = int(grid.get_attribute("aria-rowcount"))
    page.get_by_label("Or a whole folder").fill(str(folder))
    page.get_by_role("button", name="Read the folder").click()
    expect(page.get_by_text("of 60: report-")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Stopped, as you asked.")).to_be_visible()
    expect(grid).not_to_have_attribute("aria-rowcount", str(before))
    assert before < int(grid.get_attribute("aria-rowcount")) < before + 60
