#!/usr/bin/env bash
# Writes a comment on the pull request of a commit, or replaces the one it wrote: comment.sh FILE
# Environment:
#   GH_TOKEN           may write comments of pull requests
#   GITHUB_REPOSITORY  owner/name
#   HEAD_SHA           the commit at the head of the pull request, as the forge says it
# The file was made by a workflow that a stranger may have changed: it is data and nothing else. Which
# pull request it is for is asked of the forge, and not read from it.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
file=$1

[[ $HEAD_SHA =~ ^[0-9a-f]{40}$ ]] || { echo "HEAD_SHA is no commit" >&2; exit 2; }
if [ ! -f "$file" ] || [ -L "$file" ]; then
  echo "there is no comment to write"
  exit 0
fi

body=$(mktemp)
trap 'rm -f "$body"' EXIT
# The mark by which the next run finds this comment.
{ printf '<!-- budgetc -->\n'; head -c 200000 -- "$file"; } | python3 -I "$here/defuse.py" >"$body"

numbers=$(gh pr list --repo "$GITHUB_REPOSITORY" --state open --limit 500 --json number,headRefOid \
  --jq ".[] | select(.headRefOid == \"$HEAD_SHA\") | .number")
for number in $numbers; do
  old=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" \
    --jq '.[] | select(.user.type == "Bot" and (.body | startswith("<!-- budgetc -->"))) | .id' |
    sed -n 1p)
  if [ -n "$old" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$old" --field "body=@$body" --silent
  else
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" --field "body=@$body" --silent
  fi
  echo "commented on $number"
done
