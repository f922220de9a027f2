# What start.sh and test.sh share: a Swift toolchain that can build, and how many jobs it may run. Sourced, not run.

# Debian and Ubuntu packages that a bare system lacks for a Swift toolchain to work: git with certificates, to fetch the
# Swift packages; the C headers, start files and linker; the libraries that the toolchain's own programs load; zlib,
# which unpacks office files; SQLite, which keeps the portal's data; libxlsxwriter, which
# writes workbooks; pango, which writes PDF files, and a font for it.
packages=(binutils ca-certificates fonts-arphic-gbsn00lp g++ git libc6-dev libcurl4 libncurses6 libpangocairo-1.0-0
  libsqlite3-dev libxlsxwriter-dev libxml2 zlib1g-dev)

# Two compilers at a time: each takes a core and up to 2 GB. JOBS=n overrides.
jobs=$(nproc 2>/dev/null || echo 1)
jobs=${JOBS:-$((jobs < 2 ? jobs : 2))}

say() { printf '== %s\n' "$*"; }

stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Whether everything the build needs is there. What is wrong, if anything, is printed.
can_build() {
  command -v git >/dev/null || { echo 'git: not found'; return 1; }
  [[ -e /etc/ssl/certs/ca-certificates.crt || -e /etc/pki/tls/certs/ca-bundle.crt ]] ||
    { echo 'ca-certificates: not found'; return 1; }
  [[ -e /usr/include/zlib.h ]] || { echo 'zlib.h: not found'; return 1; }
  [[ -e /usr/include/sqlite3.h ]] || { echo 'sqlite3.h: not found'; return 1; }
  swift build --version 2>&1 >/dev/null || return 1
  local folder status=0
  folder=$(mktemp -d)
  echo 'import Foundation; print(URL(fileURLWithPath: "/").path)' >"$folder/probe.swift"
  { swiftc -o "$folder/probe" "$folder/probe.swift" && "$folder/probe" >/dev/null; } 2>&1 || status=1
  rm -rf "$folder"
  return $status
}

# Installs by name those of the packages that are missing.
install_missing() {
  local missing=() name
  for name in "${packages[@]}"; do
    [[ $(dpkg-query -W -f '${Status}' "$name" 2>/dev/null) == 'install ok installed' ]] || missing+=("$name")
  done
  local command="apt-get install -y --no-install-recommends ${missing[*]:-${packages[*]}}"
  local root=()
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || stop "Packages are missing. As root, run:  $command"
    root=(sudo)
  fi
  say "installing: ${missing[*]:-${packages[*]}}"
  "${root[@]}" apt-get update -qq &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      "${missing[@]:-${packages[@]}}" >/dev/null ||
    stop "The packages could not be installed. As root, run:  $command"
}

prepare() {
  command -v swift >/dev/null ||
    stop 'Swift 6.1 or newer is needed and is not on PATH. Install it from https://www.swift.org/install, then run this again.'
  local problem
  if ! problem=$(can_build); then
    command -v apt-get >/dev/null || stop "Swift cannot build here:
$problem
Install what corresponds to these Debian packages, then run this again: ${packages[*]}"
    install_missing
    problem=$(can_build) || stop "Swift still cannot build here:
$problem"
  fi
  # Opened only when a workbook is written, so the build does not miss it.
  grep -q 'libxlsxwriter\.so' <<<"$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p)" || try_to_install libxlsxwriter-dev
  # The same of PDF files.
  grep -q 'libpangocairo-1\.0\.so' <<<"$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p)" ||
    try_to_install libpangocairo-1.0-0
  [[ -n $(fc-list :lang=zh-cn 2>/dev/null) ]] || try_to_install fonts-arphic-gbsn00lp
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [[ $(printf '%s\n' 6.1 "${version:-0}" | sort -V | head -n 1) == 6.1 ]] ||
    stop "Swift 6.1 or newer is needed; this is ${version:-unknown}. See https://www.swift.org/install."
}

# PDFium, which reads PDF files, is packaged for Python only. The one file that matters is put into a folder, beside
# what looks for it there. Everything else works without it, so a machine that cannot have it is told and no more.
provide_pdfium() {
  local folder=$1 python=.build/python
  [[ -e $folder/libpdfium.so ]] && return
  if [[ ! -e $python/pypdfium2_raw/libpdfium.so ]]; then
    python3 -m pip --version >/dev/null 2>&1 || try_to_install python3-pip
    python3 -m pip install --quiet --disable-pip-version-check --no-deps --target "$python" pypdfium2 >/dev/null 2>&1 || {
      say 'PDFium could not be installed, so PDF files cannot be read yet. To add it:  pip install pypdfium2'
      return
    }
  fi
  [[ -e $python/pypdfium2_raw/libpdfium.so ]] || return 0
  mkdir -p "$folder"
  install -m 755 "$python/pypdfium2_raw/libpdfium.so" "$folder/libpdfium.so"
}

# xlrd, which reads workbooks of Excel 97 to 2003, is a small package of Python. It is put where the program looks for it.
provide_xlrd() {
  local folder=$1
  [[ -d $folder/xlrd ]] && return
  python3 -m pip install --quiet --disable-pip-version-check --no-deps --target "$folder" xlrd >/dev/null 2>&1 ||
    say 'xlrd could not be installed, so XLS files cannot be read yet. To add it:  pip install xlrd'
}

# What is not needed to build: a machine without Debian's packages or the right to install them goes on without.
try_to_install() {
  local root=()
  command -v apt-get >/dev/null || return 0
  [[ $(id -u) == 0 ]] || root=(sudo -n)
  say "installing: $*"
  { "${root[@]}" apt-get update -qq &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
    >/dev/null 2>&1 || true
}
