#!/usr/bin/env bash
# Checks the budgets of a checkout, builds them, and writes what a merge would change. Environment:
#   BUDGETC    the program
#   BUDGETS    the folder that has budgets/ in it
#   RESULTS    the folder for documents/, comment.md and findings.sarif, outside of the checkout
#   FORMATS    what to build, separated by blanks           (markdown)
#   COMMITTED  a folder of committed documents, from BUDGETS (none)
#   BASE       the revision to compare with                  (HEAD^1)
#   STRICT     true lets warnings count as errors            (false)
# Exits with 1 if the budgets have errors, cannot be built, or committed documents are out of date,
# and if git does not read the checkout.
set -euo pipefail

formats=${FORMATS:-markdown}
committed=${COMMITTED:-}
base=${BASE:-HEAD^1}
strict=()
if [ "${STRICT:-false}" = true ]; then strict=(--strict); fi
options=()
for format in $formats; do options+=(--format "$format"); done

mkdir -p "$RESULTS/documents"
cd -- "$BUDGETS"
failed=0

# GitHub's runner takes orders from what is printed, from lines that begin with :: and from ##[ in
# any place. What quotes a source stands between two words that nobody can guess.
quoting() {
  local code=0 word=
  if [ "${GITHUB_ACTIONS:-}" = true ]; then
    word=$(python3 -I -c 'import secrets; print(secrets.token_hex(20))')
    printf '::stop-commands::%s\n' "$word"
  fi
  "$@" 2>&1 || code=$?
  if [ -n "$word" ]; then printf '\n::%s::\n' "$word"; fi
  return "$code"
}

output() {
  if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; fi
}

# Annotations are commands, escaped one by one; elsewhere the report is for people.
report=text
if [ "${GITHUB_ACTIONS:-}" = true ]; then report=github; fi
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
"$BUDGETC" check "${strict[@]}" --format "$report" 2>"$errors" || failed=1
quoting cat "$errors"
"$BUDGETC" check --format sarif >"$RESULTS/findings.sarif" 2>/dev/null || true
output sarif "$RESULTS/findings.sarif"

if [ "$failed" = 0 ]; then
  quoting "$BUDGETC" build "${strict[@]}" "${options[@]}" --output "$RESULTS/documents" || failed=1
  if [ -n "$committed" ]; then
    quoting "$BUDGETC" build "${strict[@]}" "${options[@]}" --check --output "$committed" || failed=1
  fi
fi
output documents "$RESULTS/documents"

# Where git reads nothing, as in a checkout of somebody else, no revision is there either.
if ! git rev-parse --git-dir >/dev/null 2>"$errors"; then
  quoting cat "$errors"
  failed=1
elif git rev-parse --quiet --verify --end-of-options "$base^{commit}" >/dev/null; then
  code=0
  "$BUDGETC" diff --format markdown "$base" HEAD >"$RESULTS/comment.md" 2>"$errors" || code=$?
  quoting cat "$errors"
  if [ "$code" -gt 1 ]; then # 1 says that something is wrong with a budget: it is in the file
    rm -f "$RESULTS/comment.md"
    failed=1
  elif [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$RESULTS/comment.md" >>"$GITHUB_STEP_SUMMARY"
  fi
else
  echo "nothing to compare with: there is no revision $base (fetch-depth 2?)"
  # Of a pull request silence would look like no change.
  if [ -n "${CI_MERGE_REQUEST_IID:-}" ] || [[ "${GITHUB_EVENT_NAME:-}" == pull_request* ]]; then
    case "${BUDGETC_LANG:-zh}" in
      en*) said="Nothing was compared: the checkout has no revision $base. Check out more commits: \
fetch-depth: 2 on GitHub, GIT_DEPTH: 0 on GitLab." ;;
      *) said="未作对比：检出的代码中没有版本 $base。请检出更多提交：GitHub 设置 fetch-depth: 2，\
GitLab 设置 GIT_DEPTH: 0。" ;;
    esac
    if [ "${GITHUB_ACTIONS:-}" = true ]; then printf '::warning::%s\n' "${said//%/%25}"; fi
    printf '%s\n' "$said" >"$RESULTS/comment.md"
  fi
fi

exit "$failed"
