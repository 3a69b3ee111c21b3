"""What of uvicorn's insides the room's lines stand on: another version says here what broke."""

import ast
import asyncio
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
import uvicorn
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from facilitator.room.net.connections import ASK_SECONDS, STUCK_SECONDS, Brakes, Line

ROOT = Path(__file__).parents[3]
HOME = "facilitator/room/net/connections.py"

OVERRIDDEN: dict[type, tuple[str, ...]] = {
    HttpToolsProtocol: (
        "connection_made",
        "connection_lost",
        "send_400_response",
        "_start_asgi_task",
        "data_received",
        "on_message_begin",
        "on_headers_complete",
        "on_body",
        "on_message_complete",
        "on_response_complete",
    ),
    FlowControl: ("drain", "pause_writing", "resume_writing"),
    uvicorn.Server: ("shutdown", "run"),
}
ATTRIBUTES: dict[Callable[..., object], tuple[str, ...]] = {
    HttpToolsProtocol.__init__: (
        "pipeline",
        "flow",
        "cycle",
        "scope",
        "headers",
        "loop",
        "app",
        "connections",
    ),
    FlowControl.__init__: ("_transport", "read_paused", "write_paused"),
    RequestResponseCycle.__init__: (
        "response_complete",
        "disconnected",
        "message_event",
        "default_headers",
    ),
    uvicorn.Server.__init__: ("server_state", "should_exit"),
}
"""What is set where objects are made, that `Line`, `Brakes` and `WebServer` read or replace."""


def test_one_module_alone_knows_uvicorn() -> None:
    knowing = [
        path.relative_to(ROOT).as_posix()
        for folder in ("facilitator", "ui", "exports")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "uvicorn" in (text := path.read_text("utf-8"))
        if any(_names_uvicorn(node) for node in ast.walk(ast.parse(text)))
    ]
    assert knowing == [HOME]


def _names_uvicorn(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(alias.name.split(".")[0] == "uvicorn" for alias in names)
        case ast.ImportFrom(module=str(module)):
            return module.split(".")[0] == "uvicorn"
    return False


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, names in OVERRIDDEN.items() for name in names]
)
def test_what_the_lines_override_is_still_called(owner: type, name: str) -> None:
    assert callable(getattr(owner, name, None)), (
        f"uvicorn {uvicorn.__version__} has no {owner.__name__}.{name} any more: "
        f"what overrides it in {HOME} is never called."
    )


@pytest.mark.parametrize(
    ("made_by", "name"),
    [(made_by, name) for made_by, names in ATTRIBUTES.items() for name in names],
)
def test_what_the_lines_read_is_still_set(made_by: Callable[..., object], name: str) -> None:
    assert f"self.{name}" in inspect.getsource(made_by), (
        f"uvicorn {uvicorn.__version__} does not set “{name}” in {made_by.__qualname__} any more: "
        f"{HOME} reads or replaces it."
    )


def test_pipelined_requests_still_wait_in_what_is_asked_as_a_deque() -> None:
    source = inspect.getsource(HttpToolsProtocol)
    asked = {
        node.func.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "pipeline"
    }
    assert asked == {"appendleft", "pop"}, f"{HOME}: Behind has appendleft and pop alone"


def test_a_scope_still_carries_a_state_to_every_request() -> None:
    source = inspect.getsource(HttpToolsProtocol.on_message_begin)
    assert '"state"' in source, f"{HOME} hands write_straight on in scope['state']"


def test_who_asks_or_reads_slowly_has_their_time_and_no_more() -> None:
    line = Line.__new__(Line)
    line.flow = Brakes(asyncio.Transport())
    line._asking_since, line._stuck_since = 100.0, None
    assert not line.is_overdue(100.0 + ASK_SECONDS)
    assert line.is_overdue(100.1 + ASK_SECONDS)
    line._asking_since, line.flow.write_paused = None, True
    assert not line.is_overdue(200.0)
    assert not line.is_overdue(200.0 + STUCK_SECONDS)
    assert line.is_overdue(200.1 + STUCK_SECONDS)
    line.flow.write_paused = False
    assert not line.is_overdue(200.2 + STUCK_SECONDS), "it has read on"
