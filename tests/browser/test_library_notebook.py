"""`notebooks/library.ipynb`, opened in JupyterLab and used as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab_page import no_errors, open_and_run
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


def test_drop_in_a_report_and_see_its_findings(page, lab, tmp_path: Path) -> None:
    open_and_run(page, lab, "library.ipynb")
    grid = page.get_by_role("grid", name="Reviews in the library")
    expect(grid).to_be_visible()
    before = int(grid.get_attribute("aria-rowcount"))
    report = tmp_path / "hartwell.txt"
    report.write_text(INVENTED, encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose reports").click()
    chooser.value.set_files(str(report))
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
