"""`./motcua demo` and `./motcua serve`: the portal and the desk on one address."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from typing import Any

from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    demo = groups.add_parser(
        "demo", help="chạy với dữ liệu mẫu: mở cổng công dân và bàn làm việc để dùng thử"
    )
    demo.add_argument(
        "--full", action="store_true", help="nhập thêm toàn bộ dữ liệu thật đặt cạnh dự án, nếu có"
    )
    serve = groups.add_parser("serve", help="chạy thật, không có dữ liệu mẫu")
    for parser, run in ((demo, _demo), (serve, _serve)):
        parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ")
        parser.add_argument("--port", type=int, default=8000, metavar="CỔNG")
        parser.set_defaults(run=run)


def _demo(args: argparse.Namespace) -> None:
    from motcua.config.installation import prepare

    _require_free(args.host, args.port)
    os.environ["MOTCUA_SERVING"] = os.environ["MOTCUA_TRIAL_MESSAGES"] = "1"
    os.environ.setdefault("MOTCUA_ADDRESS", f"http://{args.host}:{args.port}")
    prepare(at=now(), say=_say)
    from motcua.config.sample import load_sample, sign_ins

    load_sample(at=now(), say=_say, with_history=True)
    if args.full:
        from motcua.config.sample import import_full

        import_full(at=now(), say=_say)
    _say("\nTài khoản mẫu (mật khẩu ghi bên phải):")
    for sign_in in sign_ins():
        _say(f"  {sign_in.username:<12} {sign_in.password}   {sign_in.who}")
    from motcua.config.trial_messages import file_of_messages

    _say(f"\nThư và tin nhắn không gửi đi đâu, chỉ ghi vào {file_of_messages()}")
    _run(args.host, args.port)


def _serve(args: argparse.Namespace) -> None:
    from motcua.config.installation import prepare

    _require_free(args.host, args.port)
    os.environ["MOTCUA_SERVING"] = "1"
    prepare(at=now(), say=_say)
    from motcua.accounts.models import Person

    if not Person.objects.filter(is_staff_member=True).exists():
        _say("Chưa có người quản trị nào. Tạo người đầu tiên: ./motcua accounts add-administrator --help")
    _run(args.host, args.port)


def _run(host: str, port: int) -> None:
    from django.core.management import call_command
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from motcua.config.worker_child import WorkerChild

    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.html"])
    connections.close_all()
    os.environ["MOTCUA_SERVER"] = str(os.getpid())
    server = Granian(
        "motcua.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=2 * (os.cpu_count() or 1),
        log_level=LogLevels.warning,
    )
    shown = f"[{host}]" if ":" in host else host
    server.on_startup(
        lambda: _say(
            f"\nCổng công dân:  http://{shown}:{port}/\nBàn làm việc:   http://{shown}:{port}/ban-lam-viec/"
            "\nDừng bằng Ctrl+C."
        )
    )
    with WorkerChild():
        server.serve()


def _require_free(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise Refused("bad-port", f"Cổng {port} không hợp lệ: chọn một số từ 1 đến 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                "address-not-free",
                f"Không mở được {host}:{port} ({error.strerror}). Có thể chương trình đang chạy rồi; "
                "chọn cổng khác bằng --port.",
            ) from error


def _say(text: str) -> None:
    print(text, file=sys.stderr if not sys.stdout.isatty() and text.endswith("…") else sys.stdout, flush=True)
