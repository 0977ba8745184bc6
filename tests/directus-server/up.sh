#!/bin/sh
# up.sh [PORT] [--reach-loopback] [NAME=VALUE ...]
# Runs a Directus in the background on 127.0.0.1:PORT (8055), with any of its settings. down.sh stops it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
case "${1:-}" in
  '' | *[!0-9]*) port=8055 ;;
  *) port=$1 && shift ;;
esac
run=${NODEWRIGHT_CACHE:-$here/../../.cache}
mkdir -p "$run"
ready=$run/up-$port.json
: > "$ready"
setsid node "$here/serve.mjs" --port "$port" --detached "$@" > "$ready" < /dev/null &
pid=$!
until [ -s "$ready" ]; do
  kill -0 "$pid" 2> /dev/null || { rm -f "$ready"; exit 1; }
  sleep 0.1
done
echo "$pid" > "$run/up-$port.pid"
cat "$ready"
