#!/usr/bin/env bash
# The checks that read the code without running it.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/steps.sh

step "ruff" .venv/bin/ruff check .
step "ruff format" .venv/bin/ruff format --check .
step "mypy" .venv/bin/mypy
step "djlint" .venv/bin/djlint --lint --quiet templates
