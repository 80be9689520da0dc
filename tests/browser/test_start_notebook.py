"""`notebooks/start.ipynb`: the first page leads everywhere."""

from __future__ import annotations

import pytest
from lab_page import no_errors, open_and_run
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_first_page_says_what_is_there_and_leads_to_the_reports(page, lab) -> None:
    open_and_run(page, lab, "start.ipynb")
    start = page.locator(".wb-start")
    expect(start).to_contain_text("8 reports")
    expect(start.get_by_role("heading", name="Which answers are due")).to_be_visible()
    # The code is folded away, and one click shows it.
    expect(page.locator(".jp-CodeMirrorEditor, .jp-InputArea-editor").first).to_be_hidden()
    page.get_by_role("button", name="Show code").click()
    expect(page.get_by_text("start_view(library, as_of)").first).to_be_visible()
    start.get_by_role("link", name="Read reports").click()
    expect(page.get_by_role("grid", name="Reviews in the library")).to_be_visible()
    no_errors(page)


def test_a_page_that_is_loaded_again_keeps_what_was_there(page, lab) -> None:
    open_and_run(page, lab, "start.ipynb")
    expect(page.locator(".wb-start")).to_be_visible()
    page.reload()
    expect(page.locator(".wb-start")).to_be_visible()
