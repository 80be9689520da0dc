"""A tagged PDF (PDF/UA) from the same page: titled, in English, with alternative text."""

from __future__ import annotations

import logging
from typing import Any

from workbench.briefings.content import Briefing
from workbench.briefings.formats.page import to_html
from workbench.errors import BriefingError

_SMALLER = (9.5, 9, 8.5)  # points; the page's own is 10, and nobody reads less than the last


def to_pdf(briefing: Briefing) -> bytes:
    """The briefing as a PDF that screen readers can follow.

    Raises
    ------
    BriefingError
        When the system lacks the libraries that set the text (pango).
    """
    weasyprint = _weasyprint()
    # A briefing carries all it needs: what an SVG logo may ask for from elsewhere is refused.
    inside_only = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    page = weasyprint.HTML(string=to_html(briefing, for_print=True), url_fetcher=inside_only)
    options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "optimize_images": True}
    document = page.render(**options)
    if briefing.one_page and len(document.pages) > 1:
        document = _on_one_page(weasyprint, page, options) or document
    return document.write_pdf(**options)


def _on_one_page(weasyprint: Any, page: Any, options: dict[str, Any]) -> Any:
    """The page set smaller until it fills one, or None where that would be too small to read.

    What fits in Arial does not in every font that a machine has in its place.
    """
    for size in _SMALLER:
        css = weasyprint.CSS(string=f".one-page {{ font-size: {size}pt !important }}")
        document = page.render(stylesheets=[css], **options)
        if len(document.pages) == 1:
            return document
    return None


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise BriefingError(
            f"PDF files cannot be made here: the system’s text libraries are missing ({error}).",
            "Install pango (Debian and Ubuntu: apt-get install libpango-1.0-0 "
            "libpangoft2-1.0-0; macOS: brew install pango; conda: conda install pango), or ask "
            "for html,docx,md only.",
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint
