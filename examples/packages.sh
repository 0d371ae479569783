# Debian packages, for quickstart.sh and tests/run.sh. Sourced, not run.
build_packages="cmake ninja-build gcc libc6-dev pkg-config libigraph-dev libgraphviz-dev libxml2-dev libicu-dev
    libjansson-dev libsqlite3-dev libdnnl-dev librsvg2-dev libcairo2-dev fonts-liberation2 fonts-dejavu-core"

# install_packages PACKAGE...: installs what is missing, as root or with sudo.
install_packages() {
    missing=
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" -eq 0 ]; then as_root=; else as_root=sudo; fi
    echo "installing:$missing"
    # shellcheck disable=SC2086 # a list of packages
    $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
