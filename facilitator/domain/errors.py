"""The one error that is meant for people."""

from facilitator.domain.wording import Text


class SeminarError(Exception):
    """A sentence a person can act on; anything else that is raised is a bug.

    `str()` of it is English; whoever shows it says `sentence` in the language of who reads it.
    """

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class PassphraseError(SeminarError):
    """A protected file cannot be opened with what was given; whoever can ask, asks for another."""
