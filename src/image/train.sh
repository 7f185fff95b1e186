#!/usr/bin/env bash
# Runs the server of the image once, talks to it, and ends it, so that the JVM writes its AOT cache: the classes
# that a start, an echo and a scrape need, parsed and linked.
#   train.sh CACHE JAVA [ARGUMENT]...     the image's own entry point, without -XX:AOTCache
set -euo pipefail
cache=$1 java=$2
shift 2
log=$(mktemp)

"$java" -XX:AOTCacheOutput="$cache" "$@" serve --config /etc/roost/roost.yaml \
  --bind 127.0.0.1:0 --set admin.bind=127.0.0.1:0 >"$log" 2>&1 &
server=$!

for _ in {1..600}; do
  if grep -q '^roost ready' "$log" || ! kill -0 "$server" 2>/dev/null; then break; fi
  sleep 0.1
done
port_of() { sed -nE "s/^roost ready.* $1=127\.0\.0\.1:([0-9]+) .*/\1/p" "$log"; }
echo_port=$(port_of echo) admin_port=$(port_of admin)
if [ -z "$echo_port" ] || [ -z "$admin_port" ]; then
  cat "$log" >&2
  exit 1
fi

exec 3<>"/dev/tcp/127.0.0.1/$echo_port"
for word in a million idle connections; do
  echo "$word" >&3
  read -r -t 10 -u 3 answer
  [ "$answer" = "$word" ]
done
exec 3>&-
for page in /health/ready /metrics; do
  exec 3<>"/dev/tcp/127.0.0.1/$admin_port"
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$page" >&3
  head -1 <&3 | grep -q ' 200 '
  exec 3>&-
done

# The cache is written after the stop hook, by a JVM that this one starts.
kill -TERM "$server"
wait "$server"
grep -E '^roost (ready|stopped)|^AOTCache creation' "$log"
test -s "$cache"
