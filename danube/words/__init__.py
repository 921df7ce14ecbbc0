"""Sentences written from figures, in the reader's language: for pages, files, phones and papers."""

from danube.words.phrases import Measure, absence, amount, median_label, ordinal, place, reference_lines
from danube.words.portrait import movement, position_card, region_paragraph
from danube.words.sentences import alt_compare, alt_map, alt_ranking, alt_trend, answer_map, answer_ranking

__all__ = [
    "Measure",
    "absence",
    "alt_compare",
    "alt_map",
    "alt_ranking",
    "alt_trend",
    "amount",
    "answer_map",
    "answer_ranking",
    "median_label",
    "movement",
    "ordinal",
    "place",
    "position_card",
    "reference_lines",
    "region_paragraph",
]
