#!/bin/sh
# deps.sh GROUP...: installs what is missing of the groups in packages.txt. Silent when nothing is. Needs apt; root or sudo.
set -eu
here=$(dirname "$0")
missing=
for group in "$@"; do
    for package in $(awk -v group="$group" '$1 == group {print $2}' "$here/packages.txt"); do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "deps.sh: install these by hand, there is no apt here:$missing" >&2
    exit 1
fi
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
echo "installing:$missing"
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
