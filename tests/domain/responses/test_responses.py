"""Responses: their words in one form, and whose words they are."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.responses.responses import CHANNEL_WAYS, Channel, Response

NOON = datetime(2011, 10, 18, 12, tzinfo=UTC)


def response(words: str = "Trust grows", **more: object) -> Response:
    return Response(id="r", question_id="q", words=words, recorded_at=NOON, **more)  # type: ignore[arg-type]


@given(st.text("aâa\u0302ŵw\u0302\n e\u0301é"))
def test_the_same_words_are_the_same_whichever_way_they_were_written(words: str) -> None:
    kept = {
        response(unicodedata.normalize(form, words).replace("\n", line)).words
        for form in ("NFC", "NFD")
        for line in ("\n", "\r\n")
    }
    assert len(kept) == 1
    assert "\r" not in kept.pop()


@pytest.mark.parametrize("channel", Channel)
def test_what_people_send_is_theirs_and_what_is_captured_where_it_is_marked(
    channel: Channel,
) -> None:
    captured = channel is Channel.PLENARY
    assert response(channel=channel).is_verbatim is not captured
    assert response(channel=channel, their_words=True).is_verbatim


def test_every_way_in_which_something_comes_has_words() -> None:
    assert len({str(words) for words in CHANNEL_WAYS.values()}) == len(Channel)
    assert CHANNEL_WAYS.keys() == set(Channel)
