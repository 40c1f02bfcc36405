#!/usr/bin/env bash
# Mutation testing of the rules: tools/mutation.sh [SESSION]
#
# Works in a copy, for mutants are written over the source while their tests run. SESSION (default: mutation.sqlite,
# ignored by git) keeps what is done: a run that was stopped goes on from there. Needs pip install -e ".[test,mutation]".
set -euo pipefail
cd "$(dirname "$0")/.."

session=$(realpath -m "${1:-mutation.sqlite}")
config=$PWD/cosmic-ray.toml
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
tar -c --exclude=./.git --exclude=./.venv --exclude='*.sqlite' --exclude=__pycache__ . | tar -x -C "$tmp"
cd "$tmp"
export HYPOTHESIS_PROFILE=mutation PYTHONPATH=$tmp/src PYTHONDONTWRITEBYTECODE=1

if [ ! -e "$session" ]; then
    cosmic-ray baseline "$config"
    cosmic-ray init "$config" "$session"
    cr-filter-operators "$session" "$config"
    cr-filter-pragma "$session"
fi
cosmic-ray exec "$config" "$session"
cr-report --surviving-only --show-diff "$session"
