#!/usr/bin/env bash
# How a stop sends N connections away: when the last has gone, how evenly they go, and what the deadline is worth.
#
#   src/bench/drain.sh [--connections 15000] [--over 10] [--workers 2]
#
#   paced     peers that end when they are told: from the first to the last FIN that the generator sees, drain.over +- 10 %, all of
#             them and none left; how far the share that has gone is from the share of the time that has passed, at most 5 %
#   deadline  peers that do nothing (the generator is stopped): SIGTERM to the server's exit, drain.within + 10 %, and all have had their FIN
#
# Exits 99 when a bound is missed. Environment: see src/bench/servers.sh.
set -euo pipefail
source "$(dirname "$0")/servers.sh"

connections=15000 over=10 workers=2
while (($#)); do
    case $1 in
        --connections) connections=$2; shift 2 ;;
        --over) over=$2; shift 2 ;;
        --workers) workers=$2; shift 2 ;;
        --help) print_help; exit 0 ;;
        *) print_help >&2; exit "$EXIT_USAGE" ;;
    esac
done
need curl
need jq
ulimit -n "$(ulimit -H -n)"
missed=0

# row WHAT VALUE BOUND VERDICT: verdict is 1 for met.
row() {
    local word=MET
    (($4)) || { word=MISSED; missed=1; }
    printf '%-46s %-14s %-22s %s\n' "$1" "$2" "$3" "$word"
}

holds() { awk "BEGIN { exit !($1) }" && echo 1 || echo 0; }

now_ms() { date +%s%3N; }

# hold NAME DRAIN_S: a generator that holds all of them, when they are open.
hold() {
    "$ROOST_JAVA" $ROOST_JVM_ARGS -jar "$ROOST_JAR" load hold "127.0.0.1:${server_port[$1]}" -c "$connections" --connect-rate 5000 -d 2s \
        --drain "$2s" --close rst -q --json "$scratch/$1.json" >"$scratch/$1.load" 2>&1 &
    generator=$!
    holder_pid[$1]=$generator
    local deadline=$((SECONDS + 60))
    until [[ $(open_now "$1") == "$connections" ]]; do
        ((SECONDS < deadline)) || fail "only $(open_now "$1") of $connections are open"
        sleep 0.2
    done
    sleep 4 # the hold and the check of all
}

open_now() { curl -s --max-time 5 "http://127.0.0.1:${server_admin[$1]}/drain" | jq .open; }

# terminate NAME: sets exit_code and took_ms.
terminate() {
    local start=$(now_ms)
    kill -TERM "${server_pid[$1]}"
    [[ -z ${2-} ]] || "$2" "$1" "$start"
    exit_code=0
    wait "${server_pid[$1]}" 2>/dev/null || exit_code=$?
    took_ms=$(($(now_ms) - start))
    unset "server_pid[$1]"
}

worst=0
follow() {
    local state closed ms
    while state=$(curl -s --max-time 5 "http://127.0.0.1:${server_admin[$1]}/drain") && [[ -n $state ]]; do
        ms=$(($(now_ms) - $2))
        closed=$(jq .closed <<<"$state")
        if ((ms < over * 1000)); then
            worst=$(awk "BEGIN { d = 100 * ($closed / $connections - $ms / 1000 / $over); if (d < 0) d = -d; print (d > $worst ? d : $worst) }")
        fi
        sleep 0.25
    done
}

say "paced: $connections connections over $over s"
start_roost paced epoll "$workers" --set "drain.over=${over}s" --set "drain.within=$((2 * over))s"
hold paced $((3 * over))
terminate paced follow
wait "$generator" || true
unset "holder_pid[paced]"
spread=$(jq .drain.spreadSeconds "$scratch/paced.json")
row 'paced: told and gone' "$(jq .drain.closed "$scratch/paced.json")" "all of $connections" \
    "$(holds "$(jq .drain.closed "$scratch/paced.json") == $connections")"
row 'paced: from the first to the last' "$(printf '%.2f s' "$spread")" "$over s +- 10 %" "$(holds "$spread >= 0.9 * $over && $spread <= 1.1 * $over")"
row 'paced: at most away from an even pace' "$(printf '%.1f %%' "$worst")" '<= 5 %' "$(holds "$worst <= 5")"
row 'paced: exit code, SIGTERM to exit' "$exit_code, $(awk "BEGIN { printf \"%.2f s\", $took_ms / 1000 }")" "0" "$(holds "$exit_code == 0")"

say "deadline: $connections connections whose peers do nothing, within $over s"
start_roost deadline epoll "$workers" --set "drain.over=${over}s" --set "drain.within=${over}s"
hold deadline $((3 * over))
kill -STOP "$generator"
terminate deadline
kill -CONT "$generator"
wait "$generator" || true
unset "holder_pid[deadline]"
row 'deadline: SIGTERM to exit' "$(awk "BEGIN { printf \"%.2f s\", $took_ms / 1000 }")" "<= $over s + 10 %" \
    "$(holds "$took_ms <= 1100 * $over && $took_ms >= 900 * $over")"
row 'deadline: told in the end' "$(jq .drain.closed "$scratch/deadline.json")" "all of $connections" \
    "$(holds "$(jq .drain.closed "$scratch/deadline.json") == $connections")"
row 'deadline: exit code' "$exit_code" 0 "$(holds "$exit_code == 0")"
((missed == 0)) || exit "$EXIT_MISSED"
