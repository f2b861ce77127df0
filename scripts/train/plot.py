"""Draws the loss of training runs over tokens as SVG. `python3 plot.py --out FILE RUN...`

RUN is the --out folder of a run; its log.tsv has step, seconds, tokens and the running mean of the loss.
"""
from __future__ import annotations

import argparse
import math
from html import escape
from pathlib import Path

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 48
"""Margins, in the same units."""
COLOURS = ["#0b62d6", "#d64b0b", "#2a8f3c", "#8a3ffc", "#9a7b00", "#c2185b"]

Line = list[tuple[float, float]]
"""Tokens and loss."""


def read_log(path: Path) -> Line:
    """The points of a log. Raises ValueError naming the line that is none."""
    points: Line = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            _, _, tokens, loss = line.split("\t")
            points.append((float(tokens), float(loss)))
        except ValueError as error:
            raise ValueError(f"{path}:{number}: step, seconds, tokens and loss are wanted: {line!r}") from error
    if not points:
        raise ValueError(f"{path}: no step has been logged yet")
    return points


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers between two, about so many: steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / count or 1.0
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [index * step for index in range(first, last + 1)]


def short(value: float) -> str:
    """12000000 as 12M."""
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{letter}"
    return f"{value:.4g}"


def plot(lines: dict[str, Line]) -> str:
    """The SVG of named lines, on common axes; the loss from zero, so that runs can be compared by eye."""
    right = max(tokens for line in lines.values() for tokens, _ in line)
    top = max(loss for line in lines.values() for _, loss in line) * 1.05

    def x(tokens: float) -> float:
        return LEFT + tokens / right * (WIDTH - LEFT - RIGHT)

    def y(loss: float) -> float:
        return HEIGHT - BOTTOM - loss / top * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for value in ticks(0, top):
        at = f"{y(value):.1f}"
        parts.append(f'<path d="M{LEFT} {at}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at}" dy="4" text-anchor="end">{short(value)}</text>')
    for value in ticks(0, right):
        parts.append(f'<text x="{x(value):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{short(value)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">tokens</text>')
    parts.append(f'<text transform="translate(16 {HEIGHT / 2:.0f}) rotate(-90)" text-anchor="middle">loss</text>')
    for index, (name, line) in enumerate(lines.items()):
        colour = COLOURS[index % len(COLOURS)]
        path = " ".join(f"{x(tokens):.1f},{y(loss):.1f}" for tokens, loss in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        label = f"{escape(name)}: {line[-1][1]:.4g}"
        parts.append(f'<text x="{WIDTH - RIGHT - 4}" y="{TOP + 16 * (index + 1)}" text-anchor="end" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+", metavar="RUN")
    parser.add_argument("--out", type=Path, required=True, help="the SVG")
    options = parser.parse_args()
    try:
        lines = {str(run): read_log(run / "log.tsv") for run in options.runs}
    except (OSError, ValueError) as error:
        parser.error(str(error))
    options.out.write_text(plot(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
