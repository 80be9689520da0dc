"""`notebooks/briefings.ipynb`: preview, be refused by the gate, mend it, publish; in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from lab_page import no_errors, open_and_run
from playwright.sync_api import expect

from workbench.library import Library

pytestmark = pytest.mark.browser


def test_a_source_is_followed_and_a_change_of_the_library_is_told(page: Any, lab: Any) -> None:
    open_and_run(page, lab, "briefings.ipynb")
    preview = page.frame_locator("iframe[title]").last
    source = preview.locator("span.source a").first
    expect(source).to_be_visible()
    source.click()
    expect(preview.locator("span:target")).to_be_visible()

    page.get_by_label("Kind").select_option(label="Practitioner note")
    expect(preview.locator(".kind")).to_have_text("Practitioner note")
    with Library.open(lab.library) as library:
        of = next(r for r in library.reviews() if "Ash and Linden" in r.title and r.documents)
        first = next(p for p in library.passages(of.id, ["finding"]) if p.number == "1")
        library.correct("passage", first.ref, "text", "Nobody asked how.", why="a test")
    page.get_by_label("About").select_option(
        label=page.get_by_label("About").locator("option", has_text="Ash").first.text_content()
    )
    page.get_by_role("button", name="Make it again").click()
    expect(preview.get_by_text("Nobody asked how.")).to_be_visible()
    no_errors(page)


def test_preview_a_briefing_be_refused_by_the_gate_mend_it_publish(page: Any, lab: Any) -> None:
    (lab.library / "settings.yaml").write_text("dates: month\n", encoding="utf-8")
    open_and_run(page, lab, "briefings.ipynb")
    preview = page.frame_locator("iframe[title]").last
    expect(preview.get_by_role("heading", name="3. Key findings")).to_be_visible()
    page.get_by_label("Kind").select_option(label="Practitioner note")
    rowan = page.get_by_label("About").locator("option", has_text="Rowan")
    page.get_by_label("About").select_option(label=rowan.first.text_content())
    expect(preview.get_by_role("heading", level=1)).to_contain_text("Child Rowan")
    expect(page.get_by_text("words of at most 340")).to_be_visible()

    planted = "Ring her grandmother on 07700 900321."
    page.get_by_label("Your words").fill(planted)
    page.get_by_label("Why").first.fill("a test")
    page.get_by_role("button", name="Use my words").click()
    expect(preview.get_by_text(planted)).to_be_visible()
    page.get_by_label("Approved by").fill("Ada Lovelace")
    page.get_by_role("button", name="Publish").click()
    refused = page.get_by_role("alert").filter(has_text="must be mended")
    expect(refused).to_contain_text("07700 900321")
    expect(page.get_by_role("button", name="Let it through")).to_be_visible()
    assert not list((lab.notebooks / "briefings").glob("*.html"))

    page.get_by_role("button", name="Source’s words again").click()
    expect(preview.get_by_text(planted)).to_have_count(0)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published:")).to_be_visible()
    expect(page.get_by_role("button", name="Let it through")).to_be_hidden()
    with Library.open(lab.library) as library:
        (published,) = library.publications()
    assert "Ada Lovelace" in str(published)
    assert list((lab.notebooks / "briefings").glob("*.record.html"))
    no_errors(page)
