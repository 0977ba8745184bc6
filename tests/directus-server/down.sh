#!/bin/sh
# down.sh [PORT]: stops what up.sh started there, and removes its data.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
port=${1:-8055}
run=${NODEWRIGHT_CACHE:-$here/../../.cache}
[ -f "$run/up-$port.pid" ] || { echo "down.sh: nothing was started on $port" >&2; exit 1; }
pid=$(cat "$run/up-$port.pid")
kill -TERM "$pid" 2> /dev/null || true
while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
rm -f "$run/up-$port.pid" "$run/up-$port.json"
