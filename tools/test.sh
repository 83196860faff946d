#!/usr/bin/env bash
# Every check and every test: on SQLite alone, then on PostgreSQL with Redis.
#
# TEST_DATABASE_URL, TEST_REDIS_URL and CHROMIUM say where those are; TEST_PROCESSES how many
# tests run at a time. With CI=true all of them must be there and nothing may be skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/steps.sh

database=${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres}
redis=${TEST_REDIS_URL:-redis://127.0.0.1:6379/5}
processes=${TEST_PROCESSES:-2}
export CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
if [ "${CI:-}" = true ]; then export PSICHAT_NO_SKIPS=1; fi

manage() { with_fresh_settings .venv/bin/python manage.py "$@"; }
check_production() {
    with_fresh_settings PSICHAT_ENV=production \
        SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
        ALLOWED_HOSTS=chat.example.edu CSRF_TRUSTED_ORIGINS=https://chat.example.edu \
        REDIS_URL="$redis" \
        .venv/bin/python manage.py check --deploy --fail-level WARNING
}
tests() { .venv/bin/python -m pytest --numprocesses "$processes" "$@"; }

tools/lint.sh
step "migrations" manage makemigrations --check --dry-run
step "Django's checks" manage check --fail-level WARNING
step "Django's checks for production" check_production

without_browser=
if [ ! -x "$CHROMIUM" ]; then
    without_browser=1
    missing "No Chromium here, so no browser test runs. Install it, or name it with CHROMIUM=…"
fi

if .venv/bin/python tools/reachable.py "$database" "$redis"; then
    # What a browser shows is the same on both, so it is looked at once, on the real set-up; what
    # starts PsiChat by itself is the same too, and what touches neither of them.
    unset TEST_DATABASE_URL TEST_REDIS_URL
    step "tests on SQLite" tests -m "not browser"
    export TEST_DATABASE_URL=$database TEST_REDIS_URL=$redis
    printf '\n== tests on PostgreSQL with Redis\n'
    tests -m "not standalone and not pure${without_browser:+ and not browser}"
else
    missing "No PostgreSQL or no Redis for tests here (see above), so SQLite alone is tested." \
        "Start them, or name them with TEST_DATABASE_URL=… and TEST_REDIS_URL=…"
    unset TEST_DATABASE_URL TEST_REDIS_URL
    printf '\n== tests on SQLite\n'
    tests ${without_browser:+-m "not browser"}
fi
