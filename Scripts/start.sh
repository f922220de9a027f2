#!/usr/bin/env bash
# Installs what is missing, builds mingzhang and checks the sample disclosure: the findings in the terminal, and an HTML
# report in out/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source Scripts/prepare.sh
prepare

say 'building (some minutes the first time)'
# With Swift's libraries inside, the program starts faster and a copy of it works where there is no Swift.
for product in mingzhang mingzhang-portal; do
  swift build -c release --product "$product" --static-swift-stdlib -j "$jobs"
done
mkdir -p out
install -m 755 -t out "$(swift build -c release --show-bin-path)"/{mingzhang,mingzhang-portal}
provide_pdfium out
provide_xlrd out/python

# A check exits 1 when it has findings. The sample has some.
check() {
  local status=0
  out/mingzhang check "$@" || status=$?
  ((status <= 1)) || exit "$status"
}

sample=Samples/archive-2024-slips.md
page=out/archive-2024-slips.html
say "out/mingzhang check $sample"
check "$sample"
check "$sample" --format html -o "$page"
say "report 报告: $PWD/$page"
say "program 程序: $PWD/out/mingzhang"
say "portal 网站: out/mingzhang serve --demo --data out/demo"
