"""The page that shows the whole gallery side by side."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from chalkreel.app.gallery_windows import GalleryState

_COLUMNS = (("light", "en"), ("light", "zh"), ("dark", "en"), ("dark", "zh"))

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Chalkreel: all windows</title>
<style>
body { font: 15px/1.4 system-ui, sans-serif; margin: 24px; color: #1a1d23; background: #f3f4f6; }
h2 { font-size: 17px; margin: 32px 0 8px; }
.row { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; align-items: start; }
img { width: 100%; display: block; border: 1px solid #858c99; }
figure { margin: 0; }
figcaption { color: #585f6b; }
a { color: #2856bd; }
</style></head><body>
<h1>Chalkreel: every window in its telling states</h1>
<p>A click opens a picture in full; “200 %” is the same window on a finer screen.</p>
"""


def index_page(states: Iterable[GalleryState]) -> str:
    """Write the page; its pictures lie beside it."""
    return _HEAD + "".join(_section(state) for state in states) + "</body></html>\n"


def _section(state: GalleryState) -> str:
    figures = "".join(_figure(state.name, theme, language) for theme, language in _COLUMNS)
    heading = f'<h2 id="{escape(state.name)}">{escape(state.title)} <code>{escape(state.name)}</code></h2>'
    return f'{heading}\n<div class="row">{figures}</div>\n'


def _figure(name: str, theme: str, language: str) -> str:
    small, large = (escape(f"{name}.{theme}.{language}.{scale}x.png") for scale in (1, 2))
    return (
        f'<figure><a href="{small}"><img src="{small}" alt="{escape(name)}" loading="lazy"></a>'
        f'<figcaption>{theme}, {language}, <a href="{large}">200 %</a></figcaption></figure>'
    )
