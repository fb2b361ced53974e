"""What is kept of an article's meaning? A vector of each piece, a byte a number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.meaning.models import Floats, Model
from bot.meaning.pieces import Piece
from bot.search.nearness import Nearness

_MOST = 127.0


@dataclass(frozen=True, kw_only=True)
class Vectors:
    """The vectors of one article, a row a piece."""

    sections: NDArray[np.int32]
    under: NDArray[np.int32]
    codes: NDArray[np.int8]
    #: What a row's numbers are multiplied by.
    scales: Floats

    @classmethod
    def of(cls, pieces: Sequence[Piece], vectors: Floats) -> "Vectors":
        """The pieces of an article and their vectors."""
        scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / _MOST
        return cls(
            sections=np.array([piece.section for piece in pieces], np.int32),
            under=np.array([piece.under for piece in pieces], np.int32),
            codes=np.rint(vectors / scales[:, None]).astype(np.int8),
            scales=scales.astype(np.float32),
        )

    def near(self, question: Floats, model: Model) -> Nearness:
        """How near each section is to a question: as near as its nearest piece."""
        cosines = (self.codes.astype(np.float32) @ question) * self.scales
        values = (cosines - model.unlike) / (model.alike - model.unlike)
        best: dict[int, float] = {}
        for section, value in zip(self.sections.tolist(), values.tolist(), strict=True):
            best[section] = max(value, best.get(section, value))
        under = dict(zip(self.sections.tolist(), self.under.tolist(), strict=True))
        return Nearness(sections=best, under=under)
