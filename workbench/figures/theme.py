"""The Bokeh theme, from the same tokens as everything else on the screen."""

from __future__ import annotations

from functools import cache

from bokeh.themes import Theme

from workbench.style import tokens


@cache
def bokeh_theme(dark: bool = False) -> Theme:
    """Fonts, sizes and colours for figures, light or dark."""
    t = tokens()
    palette = t["dark" if dark else "light"]
    font = {"text_font": t["font"]["body"], "text_color": palette["text"]}
    return Theme(
        json={
            "attrs": {
                "Plot": {
                    "background_fill_color": palette["background"],
                    "border_fill_color": palette["background"],
                    "outline_line_color": palette["line"],
                    "min_border": t["space"]["medium"],
                },
                "Axis": {
                    "axis_label_text_font": font["text_font"],
                    "axis_label_text_color": palette["text"],
                    "axis_label_text_font_style": "normal",
                    "major_label_text_font": font["text_font"],
                    "major_label_text_color": palette["text"],
                    "major_label_text_font_size": f"{t['font']['small']}px",
                    "axis_line_color": palette["muted"],
                    "major_tick_line_color": palette["muted"],
                    "minor_tick_line_color": None,
                },
                "Grid": {"grid_line_color": palette["line"], "grid_line_alpha": 0.6},
                "Title": {**font, "text_font_size": f"{t['font']['h3']}px"},
                "Legend": {
                    "label_text_font": font["text_font"],
                    "label_text_color": palette["text"],
                    "background_fill_color": palette["background"],
                    "border_line_color": palette["line"],
                },
            }
        }
    )
