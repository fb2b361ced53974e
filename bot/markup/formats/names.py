"""Which names in HTML mean what? Elements that are silent or stand in a line, and what tools put around a page."""

SILENT = frozenset(
    {
        *("script", "style", "template", "noscript", "svg", "iframe", "head", "nav", "footer", "button", "input"),
        *("select", "textarea", "object", "embed", "canvas", "audio", "video", "math", "map", "dialog", "applet"),
    }
)
INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr", "acronym", "ruby", "rt", "rp"),
    }
)
#: What tools put around a page, by its id or class.
FURNITURE = frozenset(
    {
        *("breadcrumb-section", "breadcrumbs", "breadcrumb", "page-metadata", "footer", "headerlink", "hash-link"),
        *("toc-macro", "table-of-contents", "skip-link", "sidebar", "navbar", "pagination-nav", "edit-page-link"),
        *("likes-and-labels-container", "comments-section", "attachments", "anchorjs-link", "visually-hidden"),
    }
)
BOXES = {
    "confluence-information-macro-information": "INFO",
    "confluence-information-macro-note": "NOTE",
    "confluence-information-macro-tip": "TIP",
    "confluence-information-macro-warning": "WARNING",
}
#: Of docutils, Sphinx and their like: what stands beside `admonition`, and what its title says unless it is the
#: writer's own.
ADMONITIONS = {
    **dict.fromkeys(("attention", "caution", "danger", "error", "warning", "bug", "failure"), "WARNING"),
    **dict.fromkeys(("hint", "tip"), "TIP"),
    "important": "IMPORTANT",
    **dict.fromkeys(("note", "info", "seealso", "abstract", "example"), "NOTE"),
}
