"""`notebooks/briefings.ipynb` in a browser: word, save, see what changed; be refused, publish."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lab_page import no_errors, open_and_run
from playwright.sync_api import expect

from workbench.library import Library

pytestmark = pytest.mark.browser
WORDS = "Ask who is in the home, each time."


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
    # What was published opens from the page, in a tab of its own.
    with page.expect_popup() as opened:
        page.get_by_role("link", name=re.compile(r"^(?!.*record).*\.html$")).click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Child Rowan")
    no_errors(page)


def test_what_was_worded_and_saved_under_a_name_tells_what_changed_since(
    page: Any, lab: Any
) -> None:
    open_and_run(page, lab, "briefings.ipynb")
    preview = page.frame_locator("iframe[title]").last
    page.get_by_label("Kind").select_option(label="Practitioner note")
    rowan = page.get_by_label("About").locator("option", has_text="Rowan")
    page.get_by_label("About").select_option(label=rowan.first.text_content())
    expect(preview.get_by_role("heading", level=1)).to_contain_text("Child Rowan")

    # Word one statement in one's own way, leave another out, and save.
    statement = page.get_by_label("Statement")
    chosen = statement.locator("option", has_text="What to do: Ask every parent")
    statement.select_option(label=chosen.first.text_content())
    expect(page.get_by_label("Your words")).to_have_value(
        "Ask every parent who sleeps in the home, who visits, and who looks after the baby when "
        "they are out; and ask it again at each contact, because the answer changes."
    )
    page.get_by_label("Your words").fill(WORDS)
    page.get_by_label("Why").first.fill("shorter")
    page.get_by_role("button", name="Use my words").click()
    expect(preview.get_by_text(WORDS)).to_be_visible()
    left = statement.locator("option", has_text="What to do: When you are told that a baby is")
    statement.select_option(label=left.first.text_content())
    page.get_by_label("Why").first.fill("said elsewhere")
    page.get_by_role("button", name="Leave it out").click()
    expect(preview.get_by_text("When you are told that a baby is asleep")).to_have_count(0)
    expect(page.get_by_text("One thing was left out by choice of a reviewer.")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Rowan for teams")
    page.get_by_role("button", name="Save under this name").click()
    expect(page.get_by_text("Saved as Rowan for teams.")).to_be_visible()

    # Look at another, while the library changes; come back by the name.
    page.get_by_label("Kind").select_option(label="Board paper")
    expect(preview.locator(".kind")).to_have_text("Board paper")
    with Library.open(lab.library) as library:
        of = next(r for r in library.reviews() if "Rowan" in r.title and r.documents)
        first = next(p for p in library.passages(of.id, ["learning"]) if p.number == "1")
        library.correct("passage", first.ref, "text", "Look under the blanket.", why="a test")
    page.get_by_label("Saved as").select_option("Rowan for teams")
    expect(preview.locator(".kind")).to_have_text("Practitioner note")
    expect(preview.get_by_text("Look under the blanket.")).to_be_visible()
    expect(preview.get_by_text(WORDS)).to_be_visible()
    changed = page.locator(".widget-html", has_text="Changed since it was saved")
    expect(changed).to_contain_text("Look under the blanket.")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Rowan for teams")

    # A draft in every format, under the briefing's name; and what was left out comes back.
    page.get_by_label("As", exact=True).select_option(label="all four")
    page.get_by_role("button", name="Write a draft").click()
    expect(page.get_by_text("Rowan-for-teams.docx")).to_be_visible()
    folder = lab.notebooks / "briefings"
    assert {p.suffix for p in folder.glob("Rowan-for-teams.*")} == {".html", ".docx", ".pdf", ".md"}
    assert WORDS in (folder / "Rowan-for-teams.md").read_text()
    gone = statement.locator("option", has_text="Left out: When you are told")
    statement.select_option(label=gone.first.text_content())
    page.get_by_role("button", name="Source’s words again").click()
    expect(preview.get_by_text("When you are told that a baby is asleep")).to_be_visible()
    no_errors(page)
