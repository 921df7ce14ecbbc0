"""A change of indicator until the map is repainted, in a real browser, ours beside the naive way.

Ours runs as the product does. The naive way is what everybody writes, as everybody runs it: a plain script
with plotly and its GeoJSON inline, on Streamlit's default settings.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.measures import Measure, median
from danube.settings import ROOT
from tests import serving
from tests.browser import chromium

PAGES = ROOT / "bench" / "pages"
COAST = "**/*topojson*/**"
LAYERS = ("coastlines", "countries", "lakes", "land", "ocean", "rivers", "subunits")
NOWHERE = {
    "type": "Topology",
    "arcs": [],
    "objects": dict.fromkeys(LAYERS, {"type": "GeometryCollection", "geometries": []}),
}
"""The world that plotly's maps fetch from elsewhere before they draw anything: here an empty one."""

TILES = "1341"
TIMES = 12
SIZES = {"2": ("73 polygons", "≥ 4 ×", "≤ 5"), "extra": ("large map", "≥ 10 ×", "≤ 20")}

# Notes the frame in which something changed inside a map, whoever drew it, once that frame is painted;
# and what arrives over the websocket.
WATCH = """
(() => {
  window.redrawn = []; window.drawn = []; window.received = 0;
  const map = ".atlas, .js-plotly-plot";
  const seen = ({ attributeName }) => !attributeName?.startsWith("aria-");
  const inside = ({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(map);
  const painted = () => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.drawn.push(performance.now());
    channel.port2.postMessage(0);
  });
  const observer = new MutationObserver((changes) => {
    if (!changes.some((change) => seen(change) && inside(change))) return;
    window.redrawn.push(performance.now());
    painted();
  });
  const watched = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document, watched);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    observer.observe(root, watched);
    return root;
  };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", ({ data }) => { window.received += data.byteLength ?? data.size; });
    }
  };
  const pause = (ms) => new Promise((next) => setTimeout(next, ms));
  window.settled = async () => {
    while (!(window.drawn.length && performance.now() - window.drawn.at(-1) > 1500)) await pause(50);
  };
  window.change = async (place) => {
    const began = performance.now(), before = window.received;
    document.querySelectorAll('[data-testid="stRadio"] label:has(input)')[place].click();
    const late = () => window.drawn.filter((at) => at > began);
    while (performance.now() - began < 20000) {
      await pause(20);
      const last = late().at(-1);
      if (!last || performance.now() - last < 500) continue;
      const redrawn = window.redrawn.at(-1) - began;
      return { redrawn, painted: last - began, bytes: window.received - before };
    }
    return { redrawn: NaN, painted: NaN, bytes: NaN };
  };
})();
"""


@dataclass(frozen=True)
class Changes:
    """Medians over the changes of one way: ms until the map is redrawn, until it is on screen, bytes sent."""

    redrawn: float
    painted: float
    size: float


def measures(var: Path, geojson: Path | None) -> Iterator[Measure]:
    """The small and the large map, each in both ways."""
    extra, chrome = str(geojson) if geojson else TILES, chromium.executable()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        served, plain = _ours(Path(folder), var, extra), _plain(Path(folder), extra)
        try:
            for size, (name, ratio, bytes_) in SIZES.items():
                ours = _changes(browser, served.url, size)
                naive = _changes(browser, plain.url, size)
                yield Measure(f"a {name}", "change → redrawn", ours.redrawn, "ms", naive.redrawn, ratio)
                yield Measure(f"a {name}", "change → on screen", ours.painted, "ms", naive.painted)
                yield Measure(
                    f"a {name}", "over the websocket", ours.size / 1e3, "kB", naive.size / 1e3, bytes_
                )
        finally:
            browser.close()
            served.stop()
            plain.stop()


def _ours(folder: Path, var: Path, extra: str) -> serving.Served:
    (folder / "ours").mkdir()
    return serving.start(
        folder / "ours", script=PAGES / "app.py", cwd=ROOT, VAR=str(var), EXTRA_OUTLINES=extra
    )


def _plain(folder: Path, extra: str) -> serving.Served:
    """A plain script beside nothing: no settings of ours reach it."""
    (folder / "plain").mkdir()
    return serving.start(
        folder / "plain", script=PAGES / "naive.py", well="/_stcore/health", EXTRA_OUTLINES=extra
    )


def _changes(browser: Browser, url: str, size: str) -> Changes:
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.add_init_script(WATCH)
    page.route(COAST, lambda route: route.fulfill(json=NOWHERE))
    page.goto(f"{url}/?size={size}")
    page.wait_for_selector('[data-testid="stRadio"] label:has(input)')
    page.evaluate("window.settled()")
    found = [_change(page, place) for place in (3, 1, 4, 2, 5, 3, 6, 1, 7, 2, 8, 4)[:TIMES]]
    page.close()
    return Changes(*(median(one[key] for one in found) for key in ("redrawn", "painted", "bytes")))


def _change(page: Page, place: int) -> dict[str, float]:
    return page.evaluate("(place) => window.change(place)", place)
