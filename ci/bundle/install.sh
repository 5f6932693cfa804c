#!/usr/bin/env bash
# Installs budgetc for this user out of the folder wheels: no network, no administrator.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
home="${XDG_DATA_HOME:-$HOME/.local/share}/budgetc"

python=$(command -v pythonPYTHON_VERSION) || {
  echo "Python PYTHON_VERSION is not installed; install it, and run this again" >&2
  exit 1
}
"$python" -m venv --clear "$home"
"$home/bin/python" -m pip install --quiet --no-index --find-links wheels 'budgetc[EXTRAS]'
mkdir -p "$HOME/.local/bin"
ln -sf "$home/bin/budgetc" "$HOME/.local/bin/budgetc"
"$home/bin/budgetc" --version
case ":$PATH:" in
  *":$HOME/.local/bin:"*) ;;
  *) echo "put this folder into your PATH: $HOME/.local/bin" ;;
esac
