#!/usr/bin/env bash
# Installs budgetc: install.sh WHAT FOLDER
#   WHAT    what pip installs: a folder, a wheel or a requirement; never the branch under review
#   FOLDER  where its virtual environment goes
# Python runs with -I: in the folder of a stranger's branch a file venv.py or pip.py would be its own.
set -euo pipefail
what=$1
folder=$2
python3 -I -m venv "$folder"
"$folder/bin/python" -I -m pip install --quiet --disable-pip-version-check --no-input "$what"
"$folder/bin/budgetc" --version
