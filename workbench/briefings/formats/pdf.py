"""A tagged PDF (PDF/UA) from the same page: titled, in English, with alternative text."""

from __future__ import annotations

import logging
from typing import Any

from workbench.briefings.content import Briefing
from workbench.briefings.formats.page import to_html
from workbench.errors import BriefingError


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
    return page.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, optimize_images=True)


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
