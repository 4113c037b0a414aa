"""What `./test` runs, in order: each check by its own tool, stopping at the first that fails.

`--fast` leaves out the browser stories. `--only PATH…` runs pytest alone on these paths.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PATHS = ["src", "tests", "benchmarks"]


def main(words: list[str]) -> int:
    os.chdir(TOP)
    os.environ["PYTHONPATH"] = str(TOP / "src")
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    if "--only" in words:
        words.remove("--only")
        return run("tests", [str(BIN / "pytest"), *words])
    fast = "--fast" in words
    others = [word for word in words if word != "--fast"]
    if not fast:
        prepare_browser()
    # Migrating an empty database keeps one core busy; the checks meanwhile take another.
    template = subprocess.Popen([str(BIN / "python"), "-m", "tests.databases"])
    for name, command in checks():
        if code := run(name, command):
            template.terminate()
            template.wait()
            return code
    if code := template.wait():
        return code
    return run("tests", pytest_command(fast, others))


def checks() -> list[tuple[str, list[str]]]:
    """Name and command of each check that is not a test."""
    templates = [str(path) for path in sorted((TOP / "src").rglob("*.html"))]
    return [
        ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", *PATHS]),
        ("lint", [str(BIN / "ruff"), "check", "--quiet", *PATHS]),
        ("templates", [str(BIN / "djhtml"), "--check", "--tabwidth", "2", *templates]),
        ("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
        ("types", [str(BIN / "mypy")]),
    ]


def pytest_command(fast: bool, others: list[str]) -> list[str]:
    command = [str(BIN / "pytest"), "-n", str(min(os.cpu_count() or 1, 4)), *others]
    return [*command, "-m", "not browser"] if fast else command


def prepare_browser() -> None:
    """The browser stories need a Chromium. Where Debian can give it, install it, saying so."""
    if os.environ.get("MOTCUA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome"):
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.exit(
            "Các bài thử trên trình duyệt cần Chromium. Trên Debian: apt-get install chromium; "
            "nơi khác đặt MOTCUA_CHROMIUM tới chương trình; hoặc chạy ./test --fast để bỏ qua trình duyệt."
        )
    print("Cài gói chromium và fonts-liberation2 của Debian cho các bài thử trên trình duyệt…", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=True, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium", "fonts-liberation2"], check=True, **quiet)


def run(name: str, command: list[str]) -> int:
    started = time.monotonic()
    print(f"── {name}", flush=True)
    code = subprocess.run(command, check=False).returncode
    if code:
        print(f"✗ {name}: mã {code}", flush=True)
    else:
        print(f"✓ {name} ({time.monotonic() - started:.1f} s)", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
