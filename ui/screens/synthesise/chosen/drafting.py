"""What the keys F and V do: a theme becomes a finding, and the finding goes into the next vote."""

from collections.abc import Callable
from functools import partial

from facilitator.domain.revisions import Kind
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.synthesis import drafting
from facilitator.services.synthesis.drafting import Draft
from ui.screens.synthesise.chosen.finding import FindingPanel
from ui.widgets.frames.screen import Screen
from ui.words.telling import tell, told

OF_FINDINGS = frozenset({Kind.FINDING, Kind.POLL, Kind.SEGMENT, Kind.ROUND, Kind.CHECK})
"""News of these is news of what is drafted, and of nothing else here."""
ON_THE_HOST = say(
    "This is a note-taker’s copy: findings are drafted and put to the vote on the host."
)
VOTED_ON_HOST = say(
    "This is the theme team’s copy: findings are put to the vote on the host, with V."
)
NONE_YET = say("This theme has no finding yet: press F to draft one.")


class Drafting:
    """Shows the finding of the `current` theme in its panel, and works on it for the screen."""

    def __init__(
        self, screen: Screen, panel: FindingPanel, current: Callable[[], Theme | None]
    ) -> None:
        self._screen = screen
        self._session = screen.session
        self._panel = panel
        self._current = current
        self._drafts: dict[str, Draft] = {}
        panel.draft_asked.connect(self.draft)
        panel.vote_asked.connect(self.put_to_vote)
        panel.worded.connect(self._word)

    def reload(self) -> None:
        """Read what is drafted, and show it."""
        self._session.tasks.run(partial(drafting.drafts, self._session.file), self._take)

    def show(self) -> None:
        """Show the finding of the theme that is under the cursor now."""
        theme = self._current()
        self._panel.show_draft(self._drafts.get(theme.id) if theme else None)

    def draft(self) -> None:
        """The theme's finding, ready to be worded; drafted where there is none."""
        theme, file, now = self._current(), self._session.file, self._session.clock()
        if not self._session.drafts:
            self._session.tasks.said.emit(told(ON_THE_HOST))
        elif theme is not None:
            self._screen.write(lambda: drafting.draft(file, theme, now=now), self._go_to_words)

    def put_to_vote(self) -> None:
        """The finding goes into the next vote."""
        finding, file, now = self._panel.finding(), self._session.file, self._session.clock()
        if self._session.is_copy:
            self._session.tasks.said.emit(
                told(VOTED_ON_HOST) if self._session.drafts else told(ON_THE_HOST)
            )
        elif finding is None:
            self._session.tasks.said.emit(told(NONE_YET))
        else:
            self._screen.write(
                lambda: drafting.put_to_vote(file, finding, now=now),
                lambda vote: self._screen.undoable.emit(
                    tell("The finding is in “{title}” now.", title=vote.title)
                ),
            )

    def _take(self, drafts: dict[str, Draft]) -> None:
        self._drafts = drafts
        self.show()

    def _go_to_words(self, finding: Finding) -> None:
        self._drafts.setdefault(finding.theme_id, Draft(finding))  # before its news has come
        theme = self._current()
        if theme is not None and theme.id == finding.theme_id:
            self.show()
            self._panel.go_to_words()

    def _word(self, finding: Finding, words: str) -> None:
        file, now = self._session.file, self._session.clock()
        work = partial(drafting.word, file, finding, words, now=now)
        self._screen.write_words((finding.id, "wording"), work)
