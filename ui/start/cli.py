"""The command line: every command of the contract, each a sentence or a file, never a trace."""

import argparse
import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

# Everything heavy is imported where a command needs it, so that each begins at once.
from facilitator import __version__
from facilitator.domain.errors import SeminarError, told_of
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.wording import Text, say
from ui.start import (
    anonymising,
    cautions,
    comparing,
    exporting,
    names,
    note_page,
    passphrase,
    standby,
    taking_people,
)
from ui.start.display import has_display
from ui.start.files import allowing, checking, copying, listing

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Where
    from facilitator.services.files.handles import SeminarFile, SeminarStore


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code. Errors people can act on go to standard error."""
    words = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file's name may be no text
            stream.reconfigure(errors="backslashreplace")
    try:
        words = _as_clicked(words)
        arguments = _parser().parse_args(words) if words else argparse.Namespace(command=_home)
        command: Callable[[argparse.Namespace], int] = arguments.command
        with _told_to_parent(arguments), contextlib.ExitStack() as at_the_end:
            names.check(arguments)
            arguments.at_the_end = at_the_end
            return command(arguments)
    except SeminarError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(told_of(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Everything that was recorded is kept.", file=sys.stderr)
        return 130


@contextlib.contextmanager
def _told_to_parent(arguments: argparse.Namespace) -> Iterator[None]:
    """Tell the window that started it what it ends for, as a value: it may speak another language.
    Whoever started it by hand reads that on the error channel.
    """
    try:
        yield
    except SeminarError as error:
        if getattr(arguments, "with_parent", False):
            from facilitator.room.net.greeting import Ending

            _say(Ending.of(error.sentence).line)
        raise


def _as_clicked(words: list[str]) -> list[str]:
    """A desktop names the file alone that was clicked: it is opened. No command has an ending."""
    is_file = bool(words) and bool(Path(words[0]).suffix) and Path(words[0]).is_file()
    return ["open", *words] if is_file else words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="facilitator",
        description="Runs a reflective seminar, from its agenda to the printed summary. "
        "Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"facilitator {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_open(commands.add_parser("open", help="the window on a seminar"))
    _add_new(commands.add_parser("new", help="a new seminar from a template"))
    taking_people.add(commands.add_parser, _opened, _say)
    _add_export(commands.add_parser("export", help="a document from a seminar"))
    _add_merge(commands.add_parser("merge", help="other laptops' work into a seminar"))
    _add_print(commands.add_parser("print", help="a handout: badges, ballots, consent, script …"))
    checking.add(commands.add_parser, _say, _now)
    checking.add_salvage(commands.add_parser, _say, _now)
    copying.add(commands.add_parser, _say, _now)
    listing.add(commands.add_parser, _say)
    allowing.add(commands.add_parser, _say)
    note_page.add_notes(
        commands.add_parser("notes", help="taking notes in any browser, by stick"),
        _opened_file,
        _say,
    )
    comparing.add(commands.add_parser, _opened, _say)
    anonymising.add(commands.add_parser, _opened, _say)
    passphrase.add_protect(
        commands.add_parser("protect", help="set, change or take away its passphrase"), _say
    )
    _add_serve(commands.add_parser("serve", help="the room without a window"))
    standby.add_standby(commands.add_parser("standby", help="a laptop or disk to take over"), _say)
    _add_rehearse(commands.add_parser("rehearse", help="the whole day with simulated people"))
    slides = commands.add_parser("read-slides")  # what Prepare starts for a PDF: not listed
    slides.add_argument("pdf", type=Path)
    slides.add_argument("folder", type=Path)
    slides.set_defaults(command=_read_slides)
    made = commands.add_parser("make-document")  # what the window starts for one: not listed
    made.set_defaults(command=_make_document)
    return parser


def _make_document(_: argparse.Namespace) -> int:
    from ui.press.far_end import carry_out

    told, sys.stdout = sys.stdout.buffer, sys.stderr  # what else is printed is no answer
    carry_out(sys.stdin.buffer, told)
    return 0


def _read_slides(arguments: argparse.Namespace) -> int:
    from ui import pdf_pages

    try:
        pdf_pages.write(arguments.pdf, arguments.folder)
    except SeminarError as error:
        print(error, file=sys.stderr)
        return pdf_pages.REFUSED
    return 0


def _add_open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=names.seminar)
    parser.add_argument("--after", default="", help=argparse.SUPPRESS)  # a session that was cut off
    passphrase.add_option(parser)
    parser.set_defaults(command=_open)


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=names.a_new_seminar)
    parser.add_argument("--template", default="october-seminar", help="its name or its file")
    parser.add_argument("--date", type=_day, help="such as 2011-10-18")
    parser.add_argument("--title")
    passphrase.add_option(parser, "protects the seminar with what stands there")
    names.makes(parser, "file")
    parser.set_defaults(command=_new)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=names.seminar)
    parser.add_argument("--to", choices=exporting.KINDS, default="pdf")
    parser.add_argument("--of", default="", help="with --to person: whose, by name or address")
    parser.add_argument("--length", choices=exporting.LENGTHS, default="full", help="of the PDF")
    parser.add_argument(
        "--view", choices=exporting.VIEWS, default="public", help="whom an archive gives it to"
    )
    parser.add_argument(
        "--key", type=names.a_new_one, help="with --to evidence: whose the words are, for you alone"
    )
    parser.add_argument("--out", type=names.a_new_one, required=True)
    exporting.add_language(
        parser, "of pages; without it one page is in the room’s first, all else in English"
    )
    exporting.add_legibility(parser)
    cautions.add_despite(parser)
    passphrase.add_option(parser)
    names.writes_document(parser, "out", "key")
    parser.set_defaults(command=_export)


def _add_merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=names.seminar)
    parser.add_argument(
        "others", type=names.named, nargs="+", metavar="OTHER", help="a copy of FILE, or a bundle"
    )
    passphrase.add_option(parser)
    parser.set_defaults(command=_merge)


def _add_print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=names.seminar)
    parser.add_argument("handout", choices=[*exporting.HANDOUTS, "page"])
    exporting.add_language(parser, "of the handout; the room’s first one without it")
    parser.add_argument(
        "--sets",
        type=int,
        metavar="N",
        help="of ballots with codes; without it one for each person listed",
    )
    parser.add_argument("--out", type=names.a_new_one, required=True)
    exporting.add_legibility(parser)
    cautions.add_despite(parser)
    passphrase.add_option(parser)
    names.writes_document(parser)
    parser.set_defaults(command=_print)


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=names.seminar)
    parser.add_argument("--host", default="0.0.0.0", help="the address to listen on; all of them")
    parser.add_argument("--port", type=names.port, default=8080, help="0 takes any that is free")
    parser.add_argument("--announce", default="", metavar="ADDRESS", help="the one to show people")
    parser.add_argument(
        "--room", type=names.room, default=MAIN, help="which of several; small letters, digits, -"
    )
    parser.add_argument(
        "--workers", type=names.workers, default=1, help="processes; of a seminar in a database"
    )
    parser.add_argument(
        "--keys", type=Path, metavar="FILE", help="keys of votes that another server has"
    )
    parser.add_argument(
        "--new-keys", action="store_true", help="no computer has them: open votes are lost"
    )
    parser.add_argument(
        "--standby-file",
        type=names.a_new_one,
        metavar="FILE",
        help="of a seminar in a database: the copy in which the room goes on without the network",
    )
    parser.add_argument(
        "--standby-after",
        type=names.seconds,
        default=20.0,
        metavar="SECONDS",
        help="that the database may be silent before that; 20",
    )
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--passphrase-from-parent", action="store_true", help=argparse.SUPPRESS)
    passphrase.add_option(parser)
    parser.set_defaults(command=_serve)


def _add_rehearse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=names.named, nargs="?", help="rehearsed on a copy; it stays as it is"
    )
    parser.add_argument("--participants", type=_people, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=names.named, default=Path("rehearsal"), metavar="DIR")
    passphrase.add_option(parser)
    names.makes(parser, folder="out")
    parser.set_defaults(command=_rehearse)


def _day(text: str) -> date | None:
    from facilitator.domain.days import on_this_computer, read_day
    from facilitator.domain.errors import SeminarError

    try:
        return read_day(text, on_this_computer(_now()).date())
    except SeminarError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _people(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 2000:
        raise argparse.ArgumentTypeError("give a number of people from 1 to 2000")
    return int(text)


def _now() -> datetime:
    return datetime.now(UTC)


def _home(_: argparse.Namespace) -> int:
    return _window(None)


def _open(given: argparse.Namespace) -> int:
    kept = given.passphrase_file
    return _window(given.file, passphrase.read(kept) if kept is not None else "", given.after)


def _window(where: "Where | None", words: str = "", after: str = "") -> int:
    if not has_display():
        raise SeminarError(
            say(
                "There is no display to open a window on. The other commands work without "
                "one; facilitator --help lists them."
            )
        )
    from ui.start.app import main as open_window

    return open_window(where, words, after)


def _opened(given: argparse.Namespace) -> "SeminarStore":
    """The seminar, from wherever it lies; when the work goes into a copy, that is said."""
    from facilitator.domain.acts import Place
    from facilitator.services.files.addresses import open_anywhere

    words = passphrase.passphrase_for(given.file, given.passphrase_file)
    store, said = open_anywhere(given.file, _now(), words)
    # However the command ends: a file that is not let go of says that its log is missing.
    given.at_the_end.callback(store.close)
    if said:
        print(said, file=sys.stderr)
    return store.at(Place.COMMAND_LINE)


def _opened_file(given: argparse.Namespace) -> "SeminarFile":
    """The same of a seminar that is a file, for what only files can do."""
    from facilitator.services.files.handles import SeminarFile

    store = _opened(given)
    assert isinstance(store, SeminarFile), "a path was asked for"
    return store


SERVE_IT = "Its room is served with: facilitator serve"


def _new(given: argparse.Namespace) -> int:
    from facilitator.domain.acts import Place
    from facilitator.services.seminar.preparing import new_seminar

    words = passphrase.read(given.passphrase_file) if given.passphrase_file else ""
    about = {"date": given.date, "title": given.title, "place": Place.COMMAND_LINE}
    if isinstance(given.file, Path):
        new_seminar(given.file, given.template, passphrase=words, now=_now(), **about).close()
    else:
        from facilitator.services.files.addresses import new_seminar_at

        passphrase.refuse(given)
        new_seminar_at(given.file, given.template, now=_now(), **about).close()
    how = "Open it with: facilitator open" if isinstance(given.file, Path) else SERVE_IT
    _say(f"{given.file} is ready. {how} {names.as_typed(given.file)}")
    return 0


def _export(given: argparse.Namespace) -> int:
    return exporting.export(given, _opened, _say, _now())


def _merge(given: argparse.Namespace) -> int:
    from facilitator.services.merging import merging

    file = _opened(given)
    report = merging.merge(file, given.others, now=_now(), told=_tell, named=str)
    conflicts = merging.conflict_count(file)
    file.close()
    for sentence in report.sentences:
        _say(str(sentence))
    if conflicts:
        _say(f"{given.file} has {conflicts} records with versions to reconcile.")
    if report.refused:
        left_out = ", ".join(dict.fromkeys(refusal.what for refusal in report.refused))
        raise SeminarError(
            say("Not everything was taken in: {left_out}. The report says why.", left_out=left_out)
        )
    return 0


def _print(given: argparse.Namespace) -> int:
    from exports.papers import missing_glyphs, write_handout
    from facilitator.domain.report.summary import HandoutKind
    from facilitator.services.report.handing_out import hand_out
    from facilitator.services.report.leaving import let_sheet_leave

    names.refuse_other_ending(given.out, ".pdf", "a handout is written as PDF")
    if given.handout == "page":
        given.to, given.length, given.view, given.key = "pdf", "page", "public", None
        return _export(given)
    file = _opened(given)
    language, now = exporting.language_of(given), _now()
    kind = HandoutKind(given.handout)
    said = let_sheet_leave(file, kind, now=now, despite=given.despite)
    door = exporting.door_here(file, now) if kind is HandoutKind.POSTER else None
    handout = hand_out(file, kind, language, sets=given.sets, door=door, now=now)
    file.close()
    write_handout(handout, given.out, None, exporting.legibility_of(given))
    cautions.tell((*said, *missing_glyphs(handout)))
    _say(f"Wrote {given.out}.")
    return 0


def _rehearse(given: argparse.Namespace) -> int:
    from exports.whole_file import refuse_taken
    from facilitator.domain.acts import Place
    from facilitator.services.rehearsal import rehearsal
    from facilitator.services.report.publishing import summarise

    source = _opened_file(given) if given.file else None
    name = given.file.stem if given.file else "october-seminar"
    path = given.out / f"{name}-rehearsal.seminar"
    pdf = path.with_suffix(".pdf")
    if not path.exists():  # that of a rehearsal that goes on is its own
        refuse_taken(pdf)
    file = rehearsal.set_up(path, source, place=Place.COMMAND_LINE, now=_now())
    rehearsal.rehearse(file, participants=given.participants, seed=given.seed, told=_tell)
    exporting.write_pages(summarise(file, now=_now()), pdf)
    file.close()
    _say(f"The day ran to its end. Seminar: {path}. Summary: {pdf}.")
    return 0


def _serve(given: argparse.Namespace) -> int:
    from facilitator.room.serve import Wanted, serve
    from facilitator.services.files.addresses import Keys

    wanted = Wanted(
        host=given.host,
        port=given.port,
        announced=given.announce,
        with_parent=given.with_parent,
        make_page=exporting.page_to_take_home,
        workers=given.workers,
        room=given.room,
        own_copy=given.standby_file,
        alone_after=given.standby_after,
    )
    if given.passphrase_from_parent:
        words = json.loads(sys.stdin.buffer.readline())
    else:
        words = passphrase.passphrase_for(given.file, given.passphrase_file)
    if not isinstance(given.file, Path) and given.passphrase_from_parent:
        given.file, words = replace(given.file, password=words), ""
    keys = Keys(words, given.keys, given.new_keys)
    return serve(given.file, wanted, lambda line: print(line, flush=True), keys)


def _tell(share: float, what: Text) -> None:
    _say(f"{share:4.0%}  {what}")


def _say(line: str) -> None:
    """Print a line. That nobody reads it any more is no reason to stop the work."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
