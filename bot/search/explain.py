"""Why did the search answer as it did? Its own figures in words, for `pollen ask --explain`."""

from collections.abc import Mapping

from bot.search import gate
from bot.search.findings import Findings, Hit


def explain(findings: Findings, names: Mapping[str, str] | None = None) -> str:
    """A few lines a curator can read: the terms, the five best with the parts of their scores, the decision and why.

    `names`: what to call an article, by its id; the id itself when it has none.
    """
    lines = [f"Looked for: {', '.join(findings.terms) or 'nothing (no word of the question is in the base)'}"]
    lines += [f"Corrected: “{typed}” to “{used}”" for typed, used in findings.corrections]
    lines += [f"Synonym: “{typed}” also means “{meaning}”" for typed, meaning in findings.synonyms]
    if findings.was_cut:
        lines.append("The question was longer than is read; its end was left out.")
    lines += [
        _line(place, hit, (names or {}).get(hit.article, hit.article)) for place, hit in enumerate(findings.hits[:5], 1)
    ]
    lines.append(f"Decision: {findings.decision} (confidence {findings.confidence:.2f})")
    if findings.hits:
        lines += [f"  {reason}" for reason in gate.reasons(findings.signs, findings.near)]
    else:
        lines.append("  No article shares a word with the question.")
    return "\n".join(lines)


def _line(place: int, hit: Hit, name: str) -> str:
    parts = ", ".join(f"{name} {value:.2f}" for name, value in hit.parts.items())
    words = ", ".join(sorted(hit.matched)) or "none"
    share = f"{hit.coverage:.0%} of the question ({words})"
    return f"{place}. {name} § {hit.section}: {hit.score:.2f} = {parts}; has {share}"
