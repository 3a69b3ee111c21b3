"""What people wrote on paper as they looked back, typed in sheet by sheet."""

from collections.abc import Mapping
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.wording import say
from facilitator.services.responses.collecting import Known, put_captured
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

ON_THE_SHEET = (QuestionKind.REFLECTION, QuestionKind.EVALUATION)


def asked_on_paper(reader: Reader) -> tuple[Question, ...]:
    """The questions in the order in which the sheet asks them."""
    return tuple(each for kind in ON_THE_SHEET for each in reader.every(Question, kind=kind))


def keep_sheet(
    file: SeminarStore,
    answers: Mapping[str, str],
    *,
    quotable: bool,
    archivable: bool,
    now: datetime,
) -> tuple[Response, ...]:
    """Keep one person's answers by the questions' ids, as one act; what is blank is no answer.

    `quotable` and `archivable` are what they ticked on the sheet. Raises SeminarError where all of
    it is blank, and where a question is gone.
    """
    written = {id_: words for id_, words in answers.items() if words.strip()}
    if not written:
        raise SeminarError(say("Nothing is typed yet. A blank sheet needs no place here."))
    with file.write(Verb.CAPTURE, now) as writer:
        agreed = Known(channel=Channel.PAPER, quotable=quotable, archivable=archivable)
        return tuple(
            put_captured(writer, id_, words, now=now, **agreed) for id_, words in written.items()
        )
