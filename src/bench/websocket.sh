#!/usr/bin/env bash
# Users of the chat over WebSocket: how many upgrade and register in a second, what that costs the server, and what an idle one keeps.
#
#   src/bench/websocket.sh [--users 12000] [--at-once 64] [--rounds 5]
#
#   upgrades/s   connects and upgrades, all closed again after each round; the median of the rounds, the generator on the same host
#   CPU          of the server, per upgrade, from /proc/PID/task/*/schedstat
#   memory       by how much VmRSS of a warm server grows with so many registered users, by their number
#
# Prints its bounds; exits 99 when one is missed. ROOST_JAVA, ROOST_JVM_ARGS and ROOST_JAR may name another server.
set -euo pipefail
ROOST_SERVE_ARGS='--set limits.idle-timeout=1h --set admin.bind=off'
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
users=12000 at_once=64 rounds=5
while (($#)); do
    case $1 in
        --users) users=$2; shift 2 ;;
        --at-once) at_once=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        *) print_help; exit "$EXIT_USAGE" ;;
    esac
done
mkdir -p "$bench"
javac -d "$bench" src/bench/java/Upgrades.java

# shellcheck disable=SC2086 # words
start_server roost "$ROOST_JAVA" $ROOST_JVM_ARGS -jar "$ROOST_JAR" serve --service chat --over websocket --bind 127.0.0.1:0 $ROOST_SERVE_ARGS
pid=${server_pid[roost]} port=${server_port[roost]}
rss_kib() { awk '$1 == "VmRSS:" { print $2 }' "/proc/$pid/status"; }
cpu_ns() { cat /proc/"$pid"/task/*/schedstat | awk '{ sum += $1 } END { printf "%.0f", sum }'; }
upgrade() { java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$bench" Upgrades "$port" "$@"; }
took() { sed -nE 's/^upgraded .* in ([0-9]+) ms$/\1/p'; }

collect() { "$(dirname "$(readlink -f "$(command -v "$ROOST_JAVA")")")/jcmd" "$pid" GC.run >/dev/null && sleep 1; }

say "warming up"
# Few at a time, for what the heap has once grown to does not show any more.
for round in 1 2 3 4 5 6 7 8; do upgrade 500 "$at_once" w </dev/null >/dev/null; done
collect
before=$(rss_kib)
start_holder users java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$bench" Upgrades "$port" "$users" "$at_once" h
hear_holder users upgraded 120
say "$heard, registered"
collect
grown=$((($(rss_kib) - before) * 1024 / users))
release_holder users
forget_holder users
results=''
for ((round = 1; round <= rounds; round++)); do
    before=$(cpu_ns)
    ms=$(upgrade "$users" "$at_once" u upgrade </dev/null | took)
    sleep 1 # what their closing costs is part of it
    results+="$((users * 1000 / ms)) $((($(cpu_ns) - before) / users))"$'\n'
    say "round $round: $users upgrades in $ms ms"
done
printf '%s' "$results" | awk -v grown="$grown" -v users="$users" '
    function median(list, n,   i, j, t) {
        for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j - 1] > list[j]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
        return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
    }
    function row(what, got, bound, ok) { printf "%-44s %12s   %-12s %s\n", what, got, bound, bound == "" ? "" : ok ? "MET" : "MISSED"; if (bound != "" && !ok) missed = 1 }
    { rate[NR] = $1; cpu[NR] = $2 }
    END {
        r = median(rate, NR)
        row("upgrades per second", sprintf("%.0f", r), ">= 5000", r >= 5000)
        row("server CPU per upgrade", sprintf("%.1f us", median(cpu, NR) / 1000), "", 1)
        row("resident per registered user, of " users, grown " B", "<= 2200 B", grown <= 2200)
        exit missed ? 99 : 0
    }'
