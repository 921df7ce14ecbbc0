"""How alike texts are: TF-IDF of words and of runs of letters, without a network and without a model.

Words tell what texts share; runs of three to five letters see through endings and tie related words of
several languages (`digitální`, `digital`). Each weighs a term by how often it stands in a text and how few
texts have it (Salton & Buckley 1988); the likeness of two texts is the mean of both cosines, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

SHORTEST, LONGEST = 3, 5
"""Letters of the runs."""

WORDS: dict[str, Any] = {"stop_words": "english", "strip_accents": "unicode"}
EVERY_WORD: dict[str, Any] = {"token_pattern": r"\w+", "strip_accents": "unicode"}
RUNS: dict[str, Any] = {
    "analyzer": "char_wb", "ngram_range": (SHORTEST, LONGEST), "strip_accents": "unicode",
}  # fmt: skip


@dataclass(frozen=True)
class Topics:
    """The texts of actors as weighted terms: one matrix of words and one of runs, a row per key."""

    keys: tuple[str, ...]
    matrices: tuple[Any, ...]
    terms: tuple[str, ...]
    silent: frozenset[str]

    def like(self, key: str) -> pd.Series:
        """Other key → how alike the texts are, 0 to 1; missing where one of the two has no text."""
        if key in self.silent or key not in self.keys:
            return pd.Series(np.nan, index=list(self.keys), dtype=float)
        row = self.keys.index(key)
        cosines = [np.asarray((part @ part[row].T).todense()).ravel() for part in self.matrices]
        found = pd.Series(np.mean(cosines, axis=0), index=list(self.keys))
        return found.mask(found.index.isin(self.silent))

    def shared(self, one: str, other: str, count: int = 4) -> list[str]:
        """The words that make the two most alike, most telling first."""
        words = self.matrices[0]
        product = words[self.keys.index(one)].multiply(words[self.keys.index(other)]).toarray().ravel()
        best = np.argsort(-product, kind="stable")[:count]
        return [self.terms[place] for place in best if product[place] > 0]


def of(texts: Mapping[str, str]) -> Topics:
    """The topics of these texts, by key."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    keys, told = tuple(texts), [texts[key] for key in texts]
    silent = frozenset(key for key in keys if not any(letter.isalpha() for letter in texts[key]))
    if len(silent) == len(keys):
        return Topics(keys, (), (), silent)
    words, runs = TfidfVectorizer(**WORDS), TfidfVectorizer(**RUNS)
    try:
        found = words.fit_transform(told)
    except ValueError:  # nothing but words that mean little
        words = TfidfVectorizer(**EVERY_WORD)
        found = words.fit_transform(told)
    terms = tuple(map(str, words.get_feature_names_out()))
    return Topics(keys, (found, runs.fit_transform(told)), terms, silent)
