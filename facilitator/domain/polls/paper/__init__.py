"""Ballots on paper: the codes they bear, how they are typed in, the piles they are counted from."""
