#!/usr/bin/env bash
# Brings what the tests need (a browser, a throwaway PostgreSQL), runs all of them, and ends with "N passed, N failed, N skipped".
# Arguments go to the test runner: bash test.sh --filter-class "*SealingTests"
set -uo pipefail
cd "$(dirname "$0")"

# Installs Debian packages when root on a machine that has apt-get; else says what to install.
bring() {
    local what=$1
    shift
    if [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null; then
        echo "Installing $* ..."
        apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "$what is missing: install $* (or your system's equal) to run every test. Those that need it are skipped." >&2
    fi
}

browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome || true
}

postgres_programs() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
        [[ -x $folder/initdb && -x $folder/pg_ctl ]] && echo "$folder" && return
    done
}

[[ -n $(browser) ]] || bring "Chromium" chromium fonts-liberation
# maildev, a real mail server: the tests install it by themselves, pinned by BankView.Tests/Testing/Node.
command -v node >/dev/null && command -v npm >/dev/null || bring "Node.js" nodejs npm
export BANKVIEW_TEST_BROWSER=${BANKVIEW_TEST_BROWSER:-$(browser)}

scratch=$(mktemp -d)
programs=""
# PostgreSQL refuses to run as root, so a root shell runs it as the system's postgres user.
as_postgres() {
    if [[ $(id -u) -eq 0 ]]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
    else
        "$@"
    fi
}

clean_up() {
    if [[ -n $programs && -f $scratch/postgres/postmaster.pid ]]; then
        as_postgres "$programs/pg_ctl" -D "$scratch/postgres" -m immediate -w stop >/dev/null 2>&1
    fi
    rm -rf "$scratch"
}
trap clean_up EXIT

if [[ -z ${BANKVIEW_TEST_POSTGRES:-} ]]; then
    [[ -n $(postgres_programs) ]] || bring "PostgreSQL" postgresql
    programs=$(postgres_programs)
    if [[ -n $programs ]]; then
        port=$((20000 + RANDOM % 20000))
        [[ $(id -u) -eq 0 ]] && chown postgres "$scratch" && chmod 755 "$scratch"
        as_postgres "$programs/initdb" -D "$scratch/postgres" -U bankview -A trust -E UTF8 --locale=C >/dev/null &&
            as_postgres "$programs/pg_ctl" -D "$scratch/postgres" -w -l "$scratch/postgres.log" start -o \
                "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" >/dev/null &&
            export BANKVIEW_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=bankview" ||
            { echo "PostgreSQL did not start:" >&2; cat "$scratch/postgres.log" >&2 2>/dev/null; }
    fi
fi

dotnet test --project BankView.Tests "$@" 2>&1 | tee "$scratch/test.log"
status=${PIPESTATUS[0]}

count() {
    sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$scratch/test.log" | tail -1
}
echo "$(count succeeded || true) passed, $(count failed || true) failed, $(count skipped || true) skipped" |
    sed -E 's/^ passed/0 passed/; s/,  failed/, 0 failed/; s/,  skipped/, 0 skipped/'
exit "$status"
