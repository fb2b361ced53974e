"""What does the page ask for, and what does it send?"""

from starlette.routing import BaseRoute

from bot.playground.site import Site


def routes(sites: list[Site]) -> list[BaseRoute]:
    """Give the page's routes; it shows the last of the sites."""
    return []
