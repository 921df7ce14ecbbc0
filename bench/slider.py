"""A weight's slider is moved until the ranking of 10,000 new calculations stands on the screen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.measures import Measure, median
from tests import serving
from tests.browser import chromium

MOVES = [
    round(0.2 + 0.1 * step, 1)
    for step in (20, 3, 31, 12, 40, 7, 26, 15, 44, 1, 35, 18, 9, 29, 22, 38, 5, 33, 14, 24)
]
"""Places of the slider, each seen once: none of them is answered from a cache."""

SLIDE = """
async (value) => {
  const roots = [...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean);
  const find = (selector) => roots.map((root) => root.querySelector(selector)).find(Boolean);
  const host = find(".ladder").parentElement, slider = find(".weights input[data-node]");
  const before = host.textContent, began = performance.now();
  return new Promise((resolve) => {
    const painted = (redrawn) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve({ redrawn, painted: performance.now() - began });
      channel.port2.postMessage(0);
    });
    const watch = new MutationObserver(() => {
      if (host.textContent === before) return;
      watch.disconnect();
      painted(performance.now() - began);
    });
    watch.observe(host, { childList: true, subtree: true, characterData: true });
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => resolve({ redrawn: NaN, painted: NaN }), 20000);
  });
}
"""


def measures(var: Path) -> Iterator[Measure]:
    """The first pillar of the Danube index, moved as a reader would; the weights are open."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = serving.start(Path(folder), VAR=str(var))
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
            page.goto(f"{served.url}/index")
            page.get_by_text("Open the method").click()
            page.locator(".weights input[data-node]").first.wait_for()
            found = _moved(page)
        finally:
            browser.close()
            served.stop()
    yield Measure("g slider", "moved → redrawn", median(one["redrawn"] for one in found), "ms", aim="≤ 300")
    yield Measure("g slider", "moved → on screen", median(one["painted"] for one in found), "ms", aim="≤ 300")


def _moved(page: Page) -> list[dict[str, float]]:
    """One move after the other, each begun when the page is at rest; the first two only warm up."""
    found = []
    for value in MOVES:
        page.wait_for_timeout(400)
        found.append(page.evaluate(SLIDE, value))
    return found[2:]
