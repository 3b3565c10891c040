"""The run on a terminal: one table, what was skipped, what was gained and lost."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.evaluation.changes import Change
from sayso.evaluation.figures import Published
from sayso.evaluation.runner import Taken
from sayso.evaluation.verdicts import Line

HEADER = ("figure", "value", "n", "published", "floor", "verdict")
LOUD = {"below": "BELOW THE FLOOR", "other corpus": "OTHER CORPUS: look, then --accept", "no floor": ""}


def _published(published: Published | None) -> str:
    if published is None:
        return ""
    return f"{published.value:.3f} {published.by}" + ("" if published.like_for_like else " *")


def _cells(line: Line) -> tuple[str, ...]:
    floor = "" if line.floor is None or line.measured.partial else f"{line.floor:.3f}"
    verdict = LOUD.get(line.verdict, line.verdict)
    return (
        f"{line.measure}: {line.figure.name}",
        f"{line.figure.value:.3f}",
        str(line.figure.n),
        _published(line.figure.published),
        floor,
        verdict,
    )


def table(found: Sequence[Line]) -> str:
    """Return the figures in columns; a published figure with a star was reached on other texts or another task."""
    cells = [HEADER, *map(_cells, found)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(HEADER))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells) + "\n"


def sources(found: Sequence[Line]) -> str:
    """Return where the published figures stand, a line for each that is shown; "" if none is."""
    told = dict.fromkeys(
        (_published(line.figure.published), line.figure.published.source) for line in found if line.figure.published
    )
    return "".join(f"  {shown}: {source}\n" for shown, source in told)


def skipped(taken: Sequence[Taken]) -> str:
    """Return a loud block on every measure that was not taken, "" if all were."""
    missing = [t for t in taken if t.result is None]
    if not missing:
        return ""
    told = [f"  {'FAILED' if t.failed else 'SKIPPED'} {t.measure.name}: {t.reason}" for t in missing]
    rule = "!" * 78
    return "\n".join([rule, f"{len(missing)} of {len(taken)} measures were NOT taken:", *told, rule]) + "\n"


def told_changes(measure: str, gains: Sequence[Change], losses: Sequence[Change], show: int) -> str:
    """Return the examples gained and lost against the run before, at most `show` of each, "" if none changed."""
    if not gains and not losses:
        return ""
    parts = [f"{measure}: {len(gains)} gained, {len(losses)} lost against the run before"]
    parts += [f"  + {c.example} {', '.join(c.mended)}  {c.words}" for c in gains[:show]]
    parts += [f"  - {c.example} {', '.join(c.broken)}  {c.words}" for c in losses[:show]]
    left_out = max(0, len(gains) - show) + max(0, len(losses) - show)
    return "\n".join(parts + ([f"  ({left_out} more; --show N)"] if left_out else [])) + "\n"
