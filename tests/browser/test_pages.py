"""``make app``: the notebooks as pages, behind a token, and where nobody may change anything."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_without_the_token_there_is_nothing_to_see(app) -> None:
    answer = urllib.request.urlopen(f"{app.url}/voila/render/start.ipynb", timeout=20)
    assert "/login" in answer.geturl()


def test_what_lies_beside_the_notebooks_is_not_served(app) -> None:
    for path in ("start.ipynb", "conftest.py", "../pyproject.toml", "%2e%2e/pyproject.toml"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{app.url}/voila/files/{path}?token={app.token}", timeout=20)


def test_the_first_page_leads_to_the_reports(page, app) -> None:
    page.goto(f"{app.url}/?token={app.token}")
    page.get_by_role("link", name="Read reports").click()
    expect(page.get_by_role("grid", name="Reviews in the library")).to_be_visible()
    assert page.locator(".jp-InputArea-editor").count() == 0, "no code on a page"
    places = page.get_by_role("navigation", name="The workbench")
    expect(places.get_by_role("link", name="Reports")).to_have_attribute("aria-current", "page")
    places.get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", name="What do you want to do?")).to_be_visible()


def test_read_only_pages_show_and_let_nobody_change(page, read_only_app) -> None:
    page.goto(read_only_app.page("library.ipynb"))
    passages = page.get_by_role("grid", name="Passages")
    passages.get_by_role("row").nth(2).click()
    expect(page.get_by_role("region", name="The passage on its page")).to_be_visible()
    expect(page.get_by_role("form", name="Correct this passage")).to_have_count(0)
    expect(page.get_by_role("button", name="Read the folder")).to_have_count(0)
