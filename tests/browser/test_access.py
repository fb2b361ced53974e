"""Can everybody use the page? What axe-core finds wrong."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

from bot.playground.stage import Stage
from tests.browser.test_story import go
from tests.browser.test_walks import be

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    # Through the browser's own door: the page lets no script in that is not its own.
    page.evaluate(AXE + "; true")
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_axe_finds_nothing_wrong(told: Stage, page: Page) -> None:
    assert told.slack is not None
    page.goto(told.slack.url)
    go(page, "learning")
    assert faults(page) == []
    page.get_by_role("button", name="2 replies").first.click()
    assert faults(page) == []
    be(page, "Ida Holm")
    page.get_by_role("button", name="Home").click()
    assert faults(page) == []
    page.get_by_role("button", name="Messages").click()
    page.set_viewport_size({"width": 390, "height": 780})
    page.get_by_role("button", name="Menu").click()
    assert faults(page) == []
