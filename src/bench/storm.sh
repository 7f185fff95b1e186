#!/usr/bin/env bash
# A connect storm: from 0 to N connections as fast as the server takes them, each served (one 64-byte echo) before it counts,
# beside 50 established ones that go on talking; then a churn: a random half is reset and opened again, one by one.
#
#   src/bench/storm.sh [--sides "c c-reuseport acceptors-1 acceptors-2"] [--connections 15000] [--rounds 7] [--warmup 5]
#                      [--established 50] [--rate 20] [--under-way 256] [--sources 8] [--churn 50] [--connect-only]
#                      [--workers 2] [--pin free|split] [--json FILE]
#
# Sides: c deals from one accepting thread (src/bench/c/echo_et.c), c-reuseport accepts on each worker; acceptors-N is roost with
# transport epoll and event-loops.acceptors=N. All start once and take turns, in an order that rotates; the ratios are to c in
# the same round. The warm-up's storms count for nothing but their first, which is what a server meets that has just been
# restarted: it is reported as "cold".
#
# The generator (src/bench/c/connect_storm.c, which says how all is timed) shares the cores with the server and costs more per
# connection than a server does, the kernel's work for a handshake being done on behalf of who connects. So the rate says what
# this machine does with both; the server's own part is its CPU per connection, its one echo included. --pin split: server
# on one core, generator on the other.
#
# "established p99": an echo of those that were there before, timed from when its message was due. "overflows" and "drops" are
# the differences of the kernel's ListenOverflows and ListenDrops. "balance" is the most over the fewest registrations per
# worker after the churn: roost's from its /metrics (roost_loop_registrations), c's from its epoll instances in /proc.
#
# Exits 99 when roost keeps an established echo waiting for more than 50 ms (p99, median of the rounds), when its balance is over
# 1.05 in any round, or when a connection failed. Environment: see src/bench/servers.sh.
set -euo pipefail
source "$(dirname "$0")/servers.sh"

readonly P99_BOUND_MS=50 BALANCE_BOUND=1.05 PHASE_WITHIN_S=60
sides='c c-reuseport acceptors-1 acceptors-2' connections=15000 rounds=7 warmup=5 established=50 rate=20 under_way=256 sources=8
churn=50 workers=2 pin=free json= options=()
while (($#)); do
    case $1 in
        --sides) sides=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --warmup) warmup=$2; shift 2 ;;
        --established) established=$2; shift 2 ;;
        --rate) rate=$2; shift 2 ;;
        --under-way) under_way=$2; shift 2 ;;
        --sources) sources=$2; shift 2 ;;
        --churn) churn=$2; shift 2 ;;
        --connect-only) options+=(--connect-only); shift ;;
        --workers) workers=$2; shift 2 ;;
        --pin) pin=$2; shift 2 ;;
        --json) json=$2; shift 2 ;;
        --help) print_help; exit 0 ;;
        *) print_help >&2; exit "$EXIT_USAGE" ;;
    esac
done
server_core= generator_cpu=()
case $pin in
    split) server_core=0 generator_cpu=(taskset -c 1) ;;
    free) ;;
    *) fail "--pin $pin: free or split expected" ;;
esac
[[ $pin != split ]] || (($(nproc) > 1)) || fail "--pin split needs two cores"
[[ " $sides " == *' c '* ]] || sides="c $sides" # the ratio is to c
read -ra sides <<<"$sides"
((churn > 0 && warmup > 0)) || fail "--churn and --warmup have to be above 0"
need curl
ulimit -n "$(ulimit -H -n)"
[[ $(ulimit -n) == unlimited ]] || ((connections + established + 100 < $(ulimit -n))) \
    || fail "--connections $connections: $(ulimit -n) open files allowed"

declare -A epolls=() registered_before=()

start_side() {
    local side=$1
    case $side in
        c) start_server "$side" "$bench/echo_et" --threads "$workers" ;;
        c-reuseport) start_server "$side" "$bench/echo_et" --threads "$workers" --reuseport ;;
        acceptors-*) start_roost "$side" epoll "$workers" --set "event-loops.acceptors=${side#acceptors-}" ;;
        *) fail "no such side: $side" ;;
    esac
    [[ -z $server_core ]] || taskset -a -c -p "$server_core" "${server_pid[$side]}" >/dev/null
    epolls[$side]=$(find "/proc/${server_pid[$side]}/fd" -lname '*eventpoll*' -printf '%f ')
    registered_before[$side]=$(registered "$side" | awk '{ sum += $1 } END { print sum }')
}

# registered SIDE: how many descriptors each epoll instance watches, one line each.
registered() {
    local fd
    for fd in ${epolls[$1]}; do
        grep -c '^tfd' "/proc/${server_pid[$1]}/fdinfo/$fd" || true
    done
}

# balance SIDE: the most registrations of a worker over the fewest.
balance() {
    case $1 in
        c*) registered "$1" ;;
        *) curl -s --max-time 10 "http://127.0.0.1:${server_admin[$1]}/metrics" \
            | sed -n 's/^roost_loop_registrations{loop="worker-[0-9]*"[^}]*} \([0-9.]*\).*/\1/p' ;;
    esac | awk -v workers="$workers" '
        { if (NR == 1 || $1 < fewest) fewest = $1; if ($1 > most) most = $1 }
        END { if (NR != workers || fewest == 0) print 999; else printf "%.4f", most / fewest }'
}

# Until the server has closed what the storm before has reset: it would be charged to the next.
await_empty() {
    local deadline=$((SECONDS + PHASE_WITHIN_S))
    until (($(registered "$1" | awk '{ sum += $1 } END { print sum }') <= ${registered_before[$1]})); do
        ((SECONDS < deadline)) || fail "$1 still holds connections of the storm before"
        sleep 0.05
    done
}

# The kernel's ListenOverflows and ListenDrops, of all listeners of this network namespace.
listen_counters() {
    awk '/^TcpExt:/ {
        if (!named) { for (i = 1; i <= NF; i++) column[$i] = i; named = 1 }
        else print $column["ListenOverflows"], $column["ListenDrops"]
    }' /proc/net/netstat
}

# storm ROUND SIDE: a storm and a churn, one line of figures for each.
storm() {
    local round=$1 side=$2 line calm storm churned worst before after
    before=$(listen_counters)
    start_holder storm "${generator_cpu[@]}" "$bench/connect_storm" 127.0.0.1 "${server_port[$side]}" --hold \
        --connections "$connections" --established "$established" --rate "$rate" --under-way "$under_way" --sources "$sources" \
        --churn "$churn" --seed "$round" --cpu-of "${server_pid[$side]}" --within $((PHASE_WITHIN_S * 3)) "${options[@]}"
    hear_holder storm phase=calm "$PHASE_WITHIN_S"
    calm=$heard
    hear_holder storm phase=storm "$PHASE_WITHIN_S"
    storm=$heard
    hear_holder storm phase=churn "$PHASE_WITHIN_S"
    churned=$heard
    worst=$(balance "$side")
    for line in "$storm" "$churned"; do
        [[ $(field failed "$line") == 0 ]] || say "$side, $(field phase "$line"): failed $(field errors "$line")"
    done
    release_holder storm
    hear_holder storm phase=end "$PHASE_WITHIN_S"
    [[ $(field lost "$heard") == 0 && $(field wrong "$heard") == 0 && $(field established_lost "$churned") == 0 ]] \
        || fail "$side: $storm; $churned; $heard"
    forget_holder storm
    after=$(listen_counters)
    await_empty "$side"
    # shellcheck disable=SC2086 # two numbers each
    printf '%s %s %s %s %s %s %s %s %s %s %s %s %s %s %s %s\n' "$round" "$side" "$(field rate "$storm")" \
        "$(field server_us_per_connection "$storm")" "$(field connect_p99_us "$storm")" "$(field served_p50_us "$storm")" \
        "$(field served_p99_us "$storm")" "$(field served_max_us "$storm")" "$(field established_p99_us "$calm")" \
        "$(field established_p99_us "$storm")" "$(field established_p99_us "$churned")" "$(field rate "$churned")" "$worst" \
        $(($(field failed "$storm") + $(field failed "$churned") + $(field established_unanswered "$storm"))) \
        $(paste -d' ' <(echo $before) <(echo $after) | awk '{ print $3 - $1, $4 - $2 }')
}

build_c_programs
for side in "${sides[@]}"; do
    say "starting $side"
    start_side "$side"
done
for ((r = 1; r <= warmup; r++)); do
    for side in "${sides[@]}"; do
        line=$(storm "$r" "$side")
        say "warming $side ($r of $warmup): $(cut -d' ' -f3 <<<"$line") connections/s"
        ((r > 1)) || printf 'cold %s\n' "$line" >>"$scratch/storms"
    done
done
for ((r = 1; r <= rounds; r++)); do
    for ((i = 0; i < ${#sides[@]}; i++)); do
        storm "$r" "${sides[$(((i + r) % ${#sides[@]}))]}" | sed 's/^/warm /' >>"$scratch/storms"
    done
    say "round $r of $rounds"
done

# One row per side, of medians over the rounds.
summarise() {
    awk -v sides="${sides[*]}" -v connections="$connections" -v rounds="$rounds" -v form="$1" -v p99_bound="$P99_BOUND_MS" -v balance_bound="$BALANCE_BOUND" '
        $1 == "cold" { cold[$3] = $4; cold_p99[$3] = $11; failures[$3] += $15; overflows[$3] += $16; drops[$3] += $17 }
        $1 == "warm" {
            for (f = 4; f <= 13; f++) value[$2, $3, f] = $f
            if ($14 > worst[$3]) worst[$3] = $14
            failures[$3] += $15; overflows[$3] += $16; drops[$3] += $17
        }
        function sorted(v,    i, j, t) {
            for (i = 2; i <= rounds; i++) { t = v[i]; for (j = i - 1; j >= 1 && v[j] > t; j--) v[j + 1] = v[j]; v[j + 1] = t }
        }
        function median(v) { sorted(v); return (v[int((rounds + 1) / 2)] + v[int(rounds / 2) + 1]) / 2 }
        function of(s, f,    v, r) { for (r = 1; r <= rounds; r++) v[r] = value[r, s, f]; return median(v) }
        function judge(s, what, value, bound, unit,    verdict) {
            verdict = value <= bound ? "MET" : "MISSED"
            if (verdict == "MISSED") missed = 1
            verdicts = verdicts sprintf("%s: %s %s%s, to meet <= %s%s: %s\n", s, what, value, unit, bound, unit, verdict)
        }
        END {
            count = split(sides, side, " ")
            if (form == "json") printf "["
            else printf "%-12s %9s %9s  %-22s %11s %9s %9s %9s  %-18s %9s %9s %9s %7s %9s %6s %7s\n", "side", "conn/s", "cold", "x c (min..max)", "CPU us/conn", "conn p99", "served50", "served99", "estab. p99 (max)", "calm", "churn", "churn/s", "balance", "overflows", "drops", "failed"
            for (i = 1; i <= count; i++) {
                s = side[i]
                for (r = 1; r <= rounds; r++) x[r] = value[r, s, 4] / value[r, "c", 4]
                ratio = median(x)
                conn = of(s, 4); cpu = of(s, 5); connect = of(s, 6) / 1000; half = of(s, 7) / 1000; served = of(s, 8) / 1000
                calm = of(s, 10) / 1000; churned = of(s, 12) / 1000; again = of(s, 13)
                for (r = 1; r <= rounds; r++) v[r] = value[r, s, 11] / 1000
                p99 = median(v); p99_max = v[rounds]
                if (s ~ /^acceptors/) {
                    judge(s, "established p99", sprintf("%.1f", p99), p99_bound, " ms")
                    judge(s, "balance", worst[s], balance_bound, "")
                    judge(s, "failed connections", failures[s] + 0, 0, "")
                }
                if (form == "json")
                    printf "%s\n {\"side\":\"%s\",\"connections\":%d,\"connections_per_s\":%.0f,\"cold_connections_per_s\":%.0f,\"ratio_to_c\":{\"median\":%.4f,\"min\":%.4f,\"max\":%.4f},\"server_us_per_connection\":%.2f,\"connect_p99_ms\":%.2f,\"served_p50_ms\":%.2f,\"served_p99_ms\":%.2f,\"established_p99_ms\":{\"median\":%.2f,\"max\":%.2f,\"calm\":%.2f,\"churn\":%.2f,\"cold\":%.2f},\"churn_connections_per_s\":%.0f,\"balance\":%s,\"listen_overflows\":%d,\"listen_drops\":%d,\"failed\":%d}",
                        comma++ ? "," : "", s, connections, conn, cold[s], ratio, x[1], x[rounds], cpu, connect, half, served, p99, p99_max, calm, churned, cold_p99[s] / 1000, again, worst[s], overflows[s], drops[s], failures[s]
                else
                    printf "%-12s %9.0f %9.0f  %-22s %11.2f %9.1f %9.1f %9.1f  %-18s %9.1f %9.1f %9.0f %7s %9d %6d %7d\n", s, conn, cold[s], sprintf("%.3f (%.3f..%.3f)", ratio, x[1], x[rounds]), cpu, connect, half, served, sprintf("%.1f (%.1f)", p99, p99_max), calm, churned, again, worst[s], overflows[s], drops[s], failures[s]
            }
            if (form == "json") print "\n]"
            else printf "times in ms\n%s", verdicts
            exit missed ? 99 : 0
        }' "$scratch/storms"
}
[[ -z $json ]] || summarise json >"$json" || true
summarise table || exit "$EXIT_MISSED"
