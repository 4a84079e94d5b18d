#!/usr/bin/env bash
# Installs what Sitrep needs from Debian's packages:  tools/deps.sh build [test] [dev]
#   build  to build and run        test  to run the tests as well     dev  clang, fuzzing
# Prints what it will install, does nothing where all is there, and says what to do where
# it may not install.
set -eu

packages_of() {
    case $1 in
    build) echo gcc g++ make cmake ninja-build pkg-config zlib1g-dev libdeflate-dev libzstd-dev \
        libbrotli-dev libexpat1-dev libicu-dev libuchardet-dev libcjson-dev libxxhash-dev \
        libutf8proc-dev libcld2-dev libssl-dev libsqlite3-dev ;;
    test) echo check python3 sqlite3 zstd gzip binutils ;;
    dev) echo clang-14 libclang-rt-14-dev llvm-14 clang-format-14 valgrind ;;
    *)
        echo "usage: tools/deps.sh build [test] [dev]" >&2
        exit 2
        ;;
    esac
}

if ! command -v dpkg-query > /dev/null; then
    if command -v cmake > /dev/null; then
        exit 0 # not Debian: whoever set this machine up knows better; CMake says what it misses
    fi
    echo "This is no Debian system. Sitrep needs a C17 compiler, CMake 3.25, Ninja, pkg-config and" >&2
    echo "the development files of: zlib libdeflate zstd brotli expat ICU uchardet cJSON xxHash" >&2
    echo "utf8proc CLD2 OpenSSL SQLite (and Check for the tests). Install them, then run make again." >&2
    exit 1
fi

missing=()
for group in "${@:-build}"; do
    names=$(packages_of "$group")
    for package in $names; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true)
        [ "$status" = installed ] || missing+=("$package")
    done
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "These packages are missing: ${missing[*]}" >&2
    echo "Install them with:  sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "Installing from Debian's packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
