"""A computer with nothing on it: the bundle, the system's libraries that it asks for, and a folder.

No Python, no shell, no other program is there, where this system lets one have a root of one's own;
elsewhere the program is started with nothing in its path.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from shipping.links import asked_by, asked_of_the_system

_ENTER = """set -e
root=$1; bundle=$2; folder=$3; shift 3
mount --bind "$bundle" "$root$bundle"
mount --bind "$folder" "$root$folder"
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
chroot=$(command -v chroot)
export PATH=
exec "$chroot" "$root" "$@"
"""
_READ_BY_LIBRARIES = ("/etc/fonts", "/usr/share/fontconfig", "/usr/share/X11/xkb")


class Bare:
    """Where `program` runs; it sees `folder` and its own folder where they are outside."""

    def __init__(self, program: Path, root: Path, folder: Path) -> None:
        self._program, self._folder = program.resolve(), folder.resolve()
        self._root = root
        self.surroundings = {
            "HOME": str(self._folder),
            "FACILITATOR_HOME": str(self._folder / "home"),
            "LANG": "C.UTF-8",
            "PATH": "",
            "QT_QPA_PLATFORM": "offscreen",
            "TMPDIR": str(self._folder),
        }
        self._enter: list[str] = []
        if sys.platform.startswith("linux"):
            self._furnish()
            self._enter = self._way_in()

    @property
    def is_bare(self) -> bool:
        """Whether nothing else is there, rather than merely out of the path."""
        return bool(self._enter)

    def command(self, *words: str) -> list[str]:
        """What starts the program there."""
        return [*self._enter, str(self._program), *words]

    def run(self, *words: str, given: bytes = b"") -> bytes:
        """What the program said. Raises AssertionError where it failed, with what it said then."""
        told = subprocess.run(
            self.command(*words),
            env=self.surroundings,
            input=given,
            capture_output=True,
            check=False,
        )
        said = (told.stdout + told.stderr).decode("utf-8", "replace")
        assert told.returncode == 0, f"{words}: {told.returncode}\n{said}"
        return told.stdout

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """The program, which goes on beside this."""
        return subprocess.Popen(
            self.command(*words),
            env=self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _furnish(self) -> None:
        """Put there what the system has to bring."""
        for needed in _libraries(self._program.parent):
            target = self._root / needed.relative_to("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(needed, target)  # links are followed: names are what counts
            target.chmod(0o755)
        for data in map(Path, _READ_BY_LIBRARIES):
            if data.exists():
                shutil.copytree(data, self._root / data.relative_to("/"), symlinks=True)
        for place in (self._program.parent, self._folder, Path("/proc"), Path("/dev")):
            (self._root / place.relative_to("/")).mkdir(parents=True, exist_ok=True)

    def _way_in(self) -> list[str]:
        """What stands before a command so that it runs there, nothing where it cannot."""
        own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        places = [str(each) for each in (self._root, self._program.parent, self._folder)]
        env, unshare, shell = map(shutil.which, ("env", "unshare", "sh"))
        if env is None or unshare is None or shell is None:
            return []
        script = f"PATH={os.defpath}:/usr/sbin:/sbin\n{_ENTER}"  # then it has none
        alone = [f"{name}={value}" for name, value in self.surroundings.items()]
        enter = [env, "-i", *alone, unshare, *own, "--mount"]
        enter += [shell, "-c", script, "enter", *places]
        tried = subprocess.run(
            [*enter, str(self._program), "--version"],
            env=self.surroundings,
            capture_output=True,
            check=False,
        )
        refused = "unshare" in (said := tried.stderr.decode("utf-8", "replace"))
        assert refused or tried.returncode == 0, said
        return [] if refused else enter


def _libraries(bundle: Path) -> Iterator[Path]:
    """The system's libraries that the bundle asks for, with those that they ask for."""
    places = _cache()
    left, seen = list(asked_of_the_system(bundle)), set[str]()
    while left:
        name = left.pop()
        if name not in seen and name in places:
            seen.add(name)
            left += asked_by(places[name])
            yield places[name]
    yield _loader()


def _loader() -> Path:
    """What starts programs, where they say that it is."""
    told = subprocess.run(["readelf", "-l", "/bin/sh"], capture_output=True, text=True, check=True)
    named = next(line for line in told.stdout.splitlines() if "interpreter:" in line)
    return Path(named.rsplit(":", 1)[-1].strip(" ]"))


def _cache() -> dict[str, Path]:
    """Where this system finds libraries."""
    loader = shutil.which("ldconfig", path=f"{os.defpath}:/sbin:/usr/sbin")
    assert loader is not None, "Linux has ldconfig"
    told = subprocess.run([loader, "-p"], capture_output=True, text=True, check=True)
    found: dict[str, Path] = {}
    for line in told.stdout.splitlines():
        name, arrow, path = line.strip().partition(" => ")
        if arrow:
            found.setdefault(name.split(" ", 1)[0], Path(path))
    return found
