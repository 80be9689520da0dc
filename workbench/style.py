"""The visual language, from one file of tokens: for the widgets, the figures and the pages."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from workbench.places import shipped


@cache
def tokens() -> dict[str, Any]:
    """The tokens: type, spacing, palette in light and dark, and the agencies' colours."""
    return json.loads(shipped("templates", "style", "tokens.json").read_text(encoding="utf-8"))


def css_variables() -> str:
    """The tokens as CSS variables named ``--wb-…``, dark where the reader's system is dark.

    JupyterLab and Voilà say on the page which theme the person chose: that goes before the system.
    """
    t = tokens()
    fixed = {
        "font": t["font"]["body"],
        "size": f"{t['font']['size']}px",
        "small": f"{t['font']['small']}px",
        "h1": f"{t['font']['h1']}px",
        "h2": f"{t['font']['h2']}px",
        "h3": f"{t['font']['h3']}px",
        "line-height": str(t["font"]["line"]),
        "space-s": f"{t['space']['small']}px",
        "space-m": f"{t['space']['medium']}px",
        "space-l": f"{t['space']['large']}px",
        "radius": f"{t['radius']}px",
        "measure": t["measure"],
    }

    def rules(values: dict[str, str]) -> str:
        return " ".join(f"--wb-{name}: {value};" for name, value in values.items())

    light, dark = rules(t["light"]), rules(t["dark"])
    return (
        f":root {{ color-scheme: light dark; {rules(fixed)} {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f'body[data-jp-theme-light="true"] {{ color-scheme: light; {light} }}\n'
        f'body[data-jp-theme-light="false"] {{ color-scheme: dark; {dark} }}\n'
    )


def dark_of() -> dict[str, str]:
    """The dark colour of each light one, for figures that were drawn in the light palette."""
    t = tokens()
    pairs = {t["light"][name]: t["dark"][name] for name in t["light"]}
    return pairs | {agency["colour"]: agency["dark"] for agency in t["agencies"]}
