# SPDX-License-Identifier: Apache-2.0
# setup.sh is sourced by engine/run.sh and the scripts of tests/: arguments, Debian 12 packages, progress messages.
# shellcheck shell=bash disable=SC2034

# The only list of packages; all other requirements are in the base system of Debian 12.
build_packages=(g++ cmake ninja-build libboost1.81-dev libcli11-dev)
test_packages=("${build_packages[@]}" libgtest-dev libbenchmark-dev librapidcheck-dev rumur libz3-dev cvc5
  clang-19 libclang-rt-19-dev llvm-19 nlohmann-json3-dev graphviz groff-base zsh
  emscripten python3 python3-clang-19 python3-jsonschema zip)
# Node may be installed from elsewhere, without Debian's package.
command -v npm >/dev/null || test_packages+=(nodejs npm)
browser_packages=(chromium)
fuzz_packages=(clang-19 libclang-rt-19-dev llvm-19 cmake ninja-build libboost1.81-dev libcli11-dev nlohmann-json3-dev
  python3)
tidy_packages=("${test_packages[@]}" clang-tidy-19 clang-format-19)

# only_help HELP ARGUMENT... parses the arguments of a script that accepts only --help; exits if there is one.
only_help() {
  local help=$1 argument=${2:-}
  [ $# -gt 1 ] || return 0
  if [ "$argument" = --help ]; then
    printf '%s\n' "$help"
    exit 0
  fi
  echo "unknown argument \`$argument\`; see --help" >&2
  exit 1
}

# missing_of PACKAGE... prints the packages that are not installed.
missing_of() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
  done
}

# stage TITLE prints the next stage and the time since the start.
stage() { printf '\n== %s (after %d s)\n' "$1" "$SECONDS"; }

# install_missing PACKAGE... installs missing packages; if none is missing, it needs no network.
install_missing() {
  local missing as_root=()
  missing=$(missing_of "$@")
  [ -n "$missing" ] || return 0
  stage "installing ${missing% }"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "these packages are missing, and only root can install them" >&2; return 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get -qq update
  # shellcheck disable=SC2086  # $missing is a list of words
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
    install --no-install-recommends $missing >/dev/null
}

# install_node_modules installs the packages of tests/npm/package-lock.json into build/npm, unless they are there.
install_node_modules() {
  local folder=build/npm
  ! cmp -s tests/npm/package-lock.json "$folder/installed.json" || return 0
  stage "installing the Node packages of tests/npm"
  mkdir -p "$folder"
  cp tests/npm/package.json tests/npm/package-lock.json tests/npm/.npmrc "$folder"
  (cd "$folder" && npm ci --loglevel=error)
  cp tests/npm/package-lock.json "$folder/installed.json"
}

# configure_release configures build/release, with tests and benchmark if their requirements are installed, so that
# engine/run.sh and tests/run.sh share one folder and neither reconfigures it for the other.
configure_release() {
  local tests=ON
  [ -z "$(missing_of libgtest-dev libbenchmark-dev librapidcheck-dev rumur libz3-dev cvc5)" ] || tests=OFF
  cmake --preset release --log-level=WARNING -DRECORDSHARE_WARNINGS_AS_ERRORS=ON \
    -DRECORDSHARE_TESTS=$tests -DRECORDSHARE_BENCHMARK=$tests >/dev/null
}
