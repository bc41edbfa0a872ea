"""One number for each measure, unique in the plan: its own, or with its chapter's in front (一-1) where numbers begin anew."""

from __future__ import annotations

from collections import Counter

from gongdun.plans.reader.drafts import Draft
from gongdun.plans.reader.numbering import split_number
from gongdun.plans.reader.word_numbering import chinese

NO_NUMBER = "The measure has no number, while others have one."
TWICE = "This number stands twice in the plan."


def numbers(drafts: list[Draft]) -> tuple[list[str], list[tuple[Draft, str]]]:
    """The number of each measure, and those that have none or share one, with the reason."""
    own = own_numbers(drafts)
    if not any(own):
        own = counted(drafts)
    problems = [(draft, NO_NUMBER) for draft, number in zip(drafts, own, strict=True) if not number]
    chapters, tasks, printed = chapter_numbers(drafts), task_numbers(drafts), own
    for levels in ((chapters,), (chapters, tasks)):
        if repeats(own):
            own = ["-".join(filter(None, parts)) if parts[-1] else "" for parts in zip(*levels, printed, strict=True)]
    twice = repeats(own)
    return own, problems + [(draft, TWICE) for draft, number in zip(drafts, own, strict=True) if number in twice]


def repeats(own: list[str]) -> set[str]:
    return {number for number, count in Counter(own).items() if number and count > 1}


def own_numbers(drafts: list[Draft]) -> list[str]:
    """The number column, unless one of its cells hangs over several measures: then the words' own number, or the place under it."""
    shared = Counter(id(draft.number_cell) for draft in drafts if draft.number_cell is not None)
    places: Counter[int] = Counter()
    found = []
    for draft in drafts:
        in_text = draft.numbered.number if draft.numbered else ""
        cell = id(draft.number_cell)
        if draft.number_cell is None or (shared[cell] > 1 and in_text):
            found.append(in_text)
        elif shared[cell] > 1:
            places[cell] += 1
            found.append(f"{draft.own_number}-{places[cell]}")
        else:
            found.append(draft.own_number)
    return found


def counted(drafts: list[Draft]) -> list[str]:
    """A plan without any number is counted through, chapter by chapter where it has chapters."""
    places: Counter[str] = Counter()
    found = []
    for above in chapter_numbers(drafts):
        places[above] += 1
        found.append(f"{above}-{places[above]}" if above else str(places[above]))
    return found


def chapter_numbers(drafts: list[Draft]) -> list[str]:
    """The chapter's printed number, or its place in the plan as a Chinese figure."""
    order = list(dict.fromkeys(draft.chapter for draft in drafts if draft.chapter))
    numbered = {chapter: found.number for chapter in order if (found := split_number(chapter))}
    if len(set(numbered.values())) < len(order):
        numbered = {chapter: chinese(place) for place, chapter in enumerate(order, start=1)}
    shared = Counter(id(draft.number_cell) for draft in drafts if draft.number_cell is not None)
    if not order:
        return [draft.own_number if shared[id(draft.number_cell)] > 1 else "" for draft in drafts]
    return [numbered.get(draft.chapter, "") for draft in drafts]


def task_numbers(drafts: list[Draft]) -> list[str]:
    return [found.number if draft.task and (found := split_number(draft.task)) else "" for draft in drafts]
