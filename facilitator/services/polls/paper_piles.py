"""What a file keeps of ballots on paper while they are counted, and of how they were counted."""

from dataclasses import replace

from facilitator.domain.polls.paper.piles import PaperCount, Pile, Standing, pile_of
from facilitator.store.records.facts import PAPER_COUNTS, PAPER_PILES
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer


def standing_in(reader: Reader, round_id: str) -> Standing | None:
    """How far the count of a round's paper is, None where no sheet was entered."""
    piles = reader.fact(PAPER_PILES)
    pile = pile_of(piles, round_id)
    if pile is not None:
        return pile.standing
    counted = (each for each in reader.fact(PAPER_COUNTS) if each.round_id == round_id)
    return next((each.standing for each in counted), None)


def keep_pile(writer: Writer, pile: Pile) -> None:
    """Keep a pile in place of the one that it was before."""
    others = tuple(p for p in writer.fact(PAPER_PILES) if not set(p.rounds) & set(pile.rounds))
    writer.note_fact(PAPER_PILES, (*others, pile))


def forget_sheets(writer: Writer, round_id: str) -> None:
    """The count of a round is declared: nothing is left that tells which sheet said what in it, but
    how many were counted.
    """
    piles = writer.fact(PAPER_PILES)
    pile = pile_of(piles, round_id)
    if pile is None:
        return
    others = tuple(each for each in piles if each is not pile)
    rest = tuple(each for each in pile.rounds if each != round_id)
    left = (*others, replace(pile, rounds=rest)) if rest else others
    writer.note_fact(PAPER_PILES, left or None)
    counts = writer.fact(PAPER_COUNTS)
    writer.note_fact(PAPER_COUNTS, (*counts, PaperCount(round_id, pile.standing)))
