"""相似办件 against labels made by another hand: each of 106 matters asks for the one that raises the same question, among 212 with a near miss for each.

The labels say which two accounts raise the same legal question; a near miss shares words or the article and raises another one.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import gongdun
from gongdun.areas.recognition.similar import Told, ranked

LABELS = Path(__file__).parent / "labelled_matters.csv"
PAGE = Path(gongdun.__file__).parents[1] / "docs" / "similar-matters.md"
SHOWN = 5


@dataclass(frozen=True)
class Labelled:
    question: str
    told: Told


def labelled() -> list[Labelled]:
    rows = csv.DictReader(LABELS.read_text(encoding="utf-8").splitlines())
    return [Labelled(one["question"], Told(place, one["told"], one["item"], one["type"])) for place, one in enumerate(rows, start=1)]


def asking(held: list[Labelled]) -> list[tuple[Labelled, Labelled]]:
    """Each labelled matter with its partner."""
    return [(one, other) for one in held for other in held if one.question != "-" and one.question == other.question and one is not other]


def found(held: list[Labelled]) -> int:
    tolds = [one.told for one in held]
    return sum(other.told in [told for _, told in ranked(one.told, tolds, SHOWN)] for one, other in asking(held))


def by_article(held: list[Labelled]) -> float:
    """What five matters of the same item, drawn blindly, would find on the average."""
    counts = Counter(one.told.item for one in held)
    return sum(
        min(SHOWN / (counts[one.told.item] - 1), 1) if one.told.item == other.told.item else 0 for one, other in asking(held)
    ) / len(asking(held))  # fmt: skip


def test_a_hundred_matters_are_labelled_in_pairs_and_each_has_its_near_misses():
    held = labelled()
    counts = Counter(one.question for one in held)
    misses = counts.pop("-")
    assert set(counts.values()) == {2} and len(asking(held)) == 106 and misses >= 100
    assert len({one.told.text for one in held}) == len(held)


def test_the_ranker_finds_the_same_question_far_more_often_than_the_same_article_does():
    held = labelled()
    recall, baseline = found(held) / len(asking(held)), by_article(held)
    assert recall > 2 * baseline


def test_the_page_states_the_figures_that_the_labels_give():
    held = labelled()
    said = PAGE.read_text(encoding="utf-8")
    assert f"{found(held)} / {len(asking(held))}" in said
    assert f"{found(held) / len(asking(held)):.1%}" in said and f"{by_article(held):.1%}" in said
