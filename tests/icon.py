"""What does Pollen look like in Slack? A grain of pollen, drawn from a few circles.

python -m tests.icon        writes docs/icon.svg and docs/icon.png (512 × 512) anew
"""

import math
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent.parent / "docs"
SIZE = 512
FINER = 4  #: each pixel is the mean of so many by so many
BROWN, AMBER, LIGHT = "#7a4b00", "#f2b632", "#ffe08a"

#: (x, y, radius, colour) on a square of 512, one upon the other.
CIRCLES: tuple[tuple[float, float, float, str], ...] = (
    *(
        (256 + 168 * math.cos(turn * math.pi / 6), 256 + 168 * math.sin(turn * math.pi / 6), 30.0, AMBER)
        for turn in range(12)
    ),
    (256, 256, 150, AMBER),
    (256, 256, 62, BROWN),
    (196, 176, 22, LIGHT),
)


def svg() -> str:
    """Draw it for a browser."""
    circles = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" fill="{fill}"/>' for x, y, r, fill in CIRCLES)
    ground = f'<rect width="{SIZE}" height="{SIZE}" fill="{BROWN}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">{ground}{circles}</svg>\n'


def png() -> bytes:
    """Draw it for Slack, which wants a PNG of at least 512 × 512."""
    fine = (np.arange(SIZE * FINER) + 0.5) / FINER
    picture = np.empty((SIZE * FINER, SIZE * FINER, 3), np.float32)
    picture[:] = _rgb(BROWN)
    for x, y, radius, fill in CIRCLES:
        picture[(fine[None, :] - x) ** 2 + (fine[:, None] - y) ** 2 <= radius**2] = _rgb(fill)
    small = picture.reshape(SIZE, FINER, SIZE, FINER, 3).mean(axis=(1, 3)).round().astype(np.uint8)
    return _encoded(small)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _encoded(pixels: NDArray[np.uint8]) -> bytes:
    height, width, _ = pixels.shape
    rows = np.insert(pixels.reshape(height, width * 3), 0, 0, axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    (FOLDER / "icon.svg").write_text(svg(), encoding="utf-8")
    (FOLDER / "icon.png").write_bytes(png())
