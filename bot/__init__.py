"""Pollen carries knowledge from person to person inside Slack.

Somebody asks, and the right passage of the company's own knowledge base is there in under a second. Somebody helps,
and is thanked where everybody can see it. Somebody wants to grow, and meets a mentor. Once a week each channel sees
what was learned. Each of those is a folder here; `app.py` puts them together.
"""

#: The same as in pyproject.toml; a container has only this one.
__version__ = "0.2.0"
