"""What the benchmarks in a real browser share: the watch in the page, and what it found."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also as a script
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "tests" / "browser"))
from servers import CHROMIUM, QUIET, Lab, running_lab

from benchmarks.measure import Row

AIM = "100 ms, 250 ms"

# Answers with the milliseconds until all that is watched has changed and is drawn: from what the
# page itself does (a click, words typed), or from the letting go of a mouse moved from outside.
_TIMED = """
([watch, doing]) => {
  window.timed = new Promise((resolve, reject) => {
    const what = ({ css, nth, attribute }) => {
      const at = document.querySelectorAll(css)[nth];
      return attribute ? at?.getAttribute(attribute) : at?.textContent;
    };
    const begin = () => {
      const before = watch.map(what);
      const start = performance.now();
      const looking = () => {
        const same = watch.filter((each, i) => what(each) === before[i]);
        if (!same.length)
          return requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        if (performance.now() - start > 20000)
          return reject(new Error(`nothing changed: ${same.map((each) => each.css)}`));
        requestAnimationFrame(looking);
      };
      requestAnimationFrame(looking);
    };
    if (!doing) return addEventListener("pointerup", begin, { capture: true, once: true });
    const at = document.querySelectorAll(doing.css)[doing.nth];
    begin();
    if (doing.type === "click") return at.click();
    at.value = doing.value;
    at.dispatchEvent(new Event(doing.type, { bubbles: true }));
  });
  return doing ? window.timed : null;
}
"""


Watched = tuple[str, int, str]  # the nth of what a selector finds; an attribute, "" is its words


def timed(page: Any, *watched: Watched, **doing: Any) -> float:
    """Milliseconds from what is done until everything watched has changed and is drawn."""
    return page.evaluate(_TIMED, [_named(watched), doing])


def timed_mouse(page: Any, *watched: Watched, moved: Callable[[], None]) -> float:
    """The same from the moment the mouse is let go, which ``moved`` moves, presses and lets go."""
    page.evaluate(_TIMED, [_named(watched), None])
    moved()
    return page.evaluate("window.timed")


def _named(watched: Sequence[Watched]) -> list[dict[str, Any]]:
    return [dict(zip(("css", "nth", "attribute"), each, strict=True)) for each in watched]


@contextmanager
def lab_and_page(library: Path) -> Iterator[tuple[Lab, Any]]:
    """JupyterLab on a copy of a library, and a page of Chromium that is as wide as a laptop's."""
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory(prefix="workbench-bench-") as name,
        running_lab(Path(name), library) as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(300_000)
        yield lab, page
        browser.close()


def as_rows(found: Mapping[str, Sequence[float]]) -> list[Row]:
    """The median and the 95th percentile of each thing a person does."""
    return [
        Row(
            what,
            f"median {statistics.median(times):.0f} ms, 95th percentile "
            f"{statistics.quantiles(times, n=20)[-1]:.0f} ms",
            aim=AIM,
        )
        for what, times in found.items()
    ]


def said(rows: Sequence[Row]) -> list[Row]:
    """The rows, printed."""
    for row in rows:
        print(f"{row.what}: {row.ours}" + (f" (aim {row.aim})" if row.aim else ""))
    return list(rows)
