"""All six kinds and the index in a real browser: axe-core finds no violation, light or dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.briefings.content import Briefing
from workbench.briefings.formats import to_html
from workbench.briefings.index import index_page

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def violations(page: Any, html: str, place: Path, scheme: str) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    place.write_text(html, encoding="utf-8")
    page.emulate_media(color_scheme=scheme)
    page.goto(place.as_uri())
    found = axe.Axe().run(page).response["violations"]
    return [f"{v['id']}: {n['html'][:160]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation(
    page: Any, briefings: dict[str, Briefing], tmp_path: Path, scheme: str
) -> None:
    longest = {b.template: b for b in sorted(briefings.values(), key=lambda b: b.words)}
    assert len(longest) == 6
    found = {
        kind: violations(page, to_html(b), tmp_path / "page.html", scheme)
        for kind, b in longest.items()
    }
    assert {kind: told for kind, told in found.items() if told} == {}


def test_on_a_telephone_none_has_and_none_runs_off_the_edge(
    page: Any, briefings: dict[str, Briefing], tmp_path: Path
) -> None:
    """Rows of words are cards there: they must still be rows to a screen reader."""
    longest = {b.template: b for b in sorted(briefings.values(), key=lambda b: b.words)}
    page.set_viewport_size({"width": 390, "height": 800})
    try:
        for kind, briefing in longest.items():
            html = to_html(briefing)
            assert violations(page, html, tmp_path / "page.html", "light") == [], kind
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, kind
            if "<figure>" in html:
                shown = "e => getComputedStyle(e).display"
                assert page.eval_on_selector(".telephone", shown) == "block"
                assert page.eval_on_selector(".screen", shown) == "none"
    finally:
        page.set_viewport_size({"width": 1280, "height": 800})


def test_the_index_has_none(page: Any, tmp_path: Path) -> None:
    entry = {
        "name": "theme-voice", "title": "Voice", "template": "theme", "words": 900,
        "outputs": [{"file": "theme-voice.html"}], "status": "done", "error": None,
        "published": False,
    }  # fmt: skip
    assert violations(page, index_page([entry]), tmp_path / "index.html", "light") == []


def test_axe_would_notice(page: Any, tmp_path: Path) -> None:
    html = "<!doctype html><html><head><title>x</title></head><body><img src='data:,'></body>"
    told = " ".join(violations(page, html, tmp_path / "bad.html", "light"))
    assert "image-alt" in told and "html-has-lang" in told
