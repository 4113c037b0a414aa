# Sourced by ./motcua and ./test: `prepare_environment runtime|dev` leaves the Python environment ready
# in $environment. It is made from the lock files with hashes and remade only when they change.

environment=${MOTCUA_ENVIRONMENT:-$here/.venv}

find_python() {
    for candidate in "${MOTCUA_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    echo "Cần Python 3.11 trở lên mà máy này chưa có. Trên Debian: apt-get install python3 python3-venv" >&2
    exit 2
}

prepare_environment() {
    kind=$1
    lock=requirements.lock
    [ "$kind" = dev ] && lock=requirements-dev.lock
    wanted=$(cat "$here/$lock" "$here/requirements-bootstrap.lock" | cksum)
    stamp="$environment/.stamp-$kind"
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && { use_environment; return 0; }
    (
        # Two first starts at once wait for each other instead of mixing their files.
        flock 9
        [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0
        python=$(find_python) || exit 2
        echo "Đang chuẩn bị môi trường Python (một lần, khoảng nửa phút)…" >&2
        if [ ! -x "$environment/bin/python" ]; then
            "$python" -m venv "$environment" || {
                echo "Không tạo được môi trường Python. Trên Debian: apt-get install python3-venv" >&2
                exit 2
            }
        fi
        "$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
            --require-hashes -r "$here/requirements-bootstrap.lock" || exit 2
        install_packages "$lock" || {
            echo "Không cài được các gói trong $lock. Kiểm tra đường truyền tới kho gói rồi chạy lại." >&2
            exit 2
        }
        rm -f "$environment"/.stamp-*
        printf '%s' "$wanted" > "$stamp"
        # The development environment holds everything that running needs.
        [ "$kind" = dev ] && cat "$here/requirements.lock" "$here/requirements-bootstrap.lock" | cksum > "$environment/.stamp-runtime"
        exit 0
    ) 9> "$here/.environment.lock" || exit $?
    use_environment
}

# uv is quick and removes what the lock no longer names; where it cannot reach the packages (a proxy or a
# mirror that only pip is set up for), pip does the same slowly.
install_packages() {
    UV_SYSTEM_CERTS=1 UV_NO_PROGRESS=1 "$environment/bin/uv" pip sync --quiet --python "$environment/bin/python" \
        --require-hashes "$here/requirements-bootstrap.lock" "$here/$1" 2> "$environment/install.log" && return 0
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r "$here/$1" && return 0
    cat "$environment/install.log" >&2
    return 1
}

use_environment() {
    PYTHONPATH="$here/src"
    DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-motcua.config.settings}
    export PYTHONPATH DJANGO_SETTINGS_MODULE
}
