#!/usr/bin/env bash
# Server CPU per 64-byte echo, as a ratio to a C echo on edge-triggered epoll (src/bench/c/echo_et.c) in the same run.
#
#   src/bench/echo-cpu.sh [--sides "c epoll epoll-level nio poll"] [--connections "50 1000"] [--rounds 5]
#                         [--slices 2] [--messages 90000] [--warmup 1000000] [--bytes 64] [--workers 2]
#                         [--pin one|split|free] [--other NAME=COMMAND]... [--json FILE]
#
# Sides: c, c-eagain (reads until EAGAIN, as tutorials do), any transport of roost, and --other: any echo server whose first
# line on stdout is "ready PORT" or "roost ready …127.0.0.1:PORT". Each server starts once, is warmed, and lives through all
# rounds. It is warmed in ten runs, for accepting and closing must be compiled too. A round is a row of short slices that take turns among the sides, in an order that rotates: a neighbour on the host
# that slows the machine for seconds then slows all sides alike, and the ratio within a round stands. Each slice opens its
# own connections: with many of them it must be long, or what a connection makes at its first read weighs in (at 1,000
# connections, 30 messages each instead of 90 add 3 % to a JVM). How much to trust the last digit: --other null=target/bench/echo_et sets C against C.
#
# CPU is the kernel's nanosecond clock of the server process, all threads, from the first measured message to the last echo
# (see src/bench/c/echo_load.c, which also says why not /proc/PID/stat).
#
# --pin one (default): server and generator share one core, so that every side works in the same regime, always saturated and
# on batches of like size; rounds differ by 1 to 3 %. split: the server on one core, the generator on the other. Both need
# about the same CPU per echo, so which of them waits for the other tips over within a few percent, and with it whether the
# server works on fresh or on queued sockets: at 1,000 connections rounds differ by 15 %. free: the scheduler's choice, with
# wake-ups across cores. "echoes/sleep" shows which regime a side was in.
#
# Exits 99 when `epoll` costs more than 1.08 x c at 50 connections or 1.12 x at 1,000. Environment: see src/bench/servers.sh.
set -euo pipefail
source "$(dirname "$0")/servers.sh"

sides='c epoll epoll-level nio poll' connections='50 1000' rounds=5 slices=2 messages=90000 warmup=1000000 bytes=64
workers=2 pin=one json=
declare -A other=()
while (($#)); do
    case $1 in
        --sides) sides=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --slices) slices=$2; shift 2 ;;
        --messages) messages=$2; shift 2 ;;
        --warmup) warmup=$2; shift 2 ;;
        --bytes) bytes=$2; shift 2 ;;
        --workers) workers=$2; shift 2 ;;
        --pin) pin=$2; shift 2 ;;
        --other) [[ $2 == ?*=?* ]] || fail "--other: NAME=COMMAND expected"; other[${2%%=*}]=${2#*=}; shift 2 ;;
        --json) json=$2; shift 2 ;;
        --help) print_help; exit 0 ;;
        *) print_help >&2; exit "$EXIT_USAGE" ;;
    esac
done
server_core= generator_cpu=()
case $pin in
    split) server_core=0 generator_cpu=(taskset -c 1) ;;
    one) server_core=0 generator_cpu=(taskset -c 0) ;;
    free) ;;
    *) fail "--pin $pin: split, one or free expected" ;;
esac
[[ $pin != split ]] || (($(nproc) > 1)) || fail "--pin split needs two cores"
[[ " $sides " == *' c '* ]] || sides="c $sides" # the ratio is to c
sides="$sides ${!other[*]}"
read -ra sides <<<"$sides"
read -ra connections <<<"$connections"

start_side() {
    local side=$1
    case $side in
        c) start_server c "$bench/echo_et" --threads "$workers" ;;
        c-eagain) start_server c-eagain "$bench/echo_et" --threads "$workers" --until-eagain ;;
        epoll | epoll-level | nio | poll) start_roost "$side" "$side" "$workers" ;;
        *)
            [[ -n ${other[$side]-} ]] || fail "no such side: $side"
            # shellcheck disable=SC2086 # a command line
            start_server "$side" ${other[$side]}
            ;;
    esac
    # Only now, and all threads: a JVM started on one core would choose another garbage collector and other compilers.
    [[ -z $server_core ]] || taskset -a -c -p "$server_core" "${server_pid[$side]}" >/dev/null
}

# load SIDE CONNECTIONS MESSAGES WARMUP
load() {
    "${generator_cpu[@]}" "$bench/echo_load" 127.0.0.1 "${server_port[$1]}" --cpu-of "${server_pid[$1]}" --bytes "$bytes" \
        --connections "$2" --messages "$3" --warmup "$4"
}

build_c_programs
for side in "${sides[@]}"; do
    say "starting $side"
    start_side "$side"
done
for count in "${connections[@]}"; do
    for side in "${sides[@]}"; do
        for ((i = 0; i < 10; i++)); do
            line=$(load "$side" "$count" $((warmup / 10)) 0)
        done
        say "warm: $side at $count connections: $(field server_us_per_message "$line") us per echo"
    done
    for ((round = 1; round <= rounds; round++)); do
        for ((slice = 0; slice < slices; slice++)); do
            for ((i = 0; i < ${#sides[@]}; i++)); do
                side=${sides[$(((i + slice + round) % ${#sides[@]}))]}
                line=$(load "$side" "$count" "$messages" $((messages / 10)))
                printf '%s %s %s %s %s %s %s\n' "$count" "$round" "$side" "$(field server_us_per_message "$line")" \
                    "$(field rate "$line")" "$(field p99_us "$line")" "$(field messages_per_server_sleep "$line")"
            done
        done >>"$scratch/slices"
        say "$count connections: round $round of $rounds"
    done
done

# One row per side and connection count: a round's value is the mean of its slices; the row's, the median of its rounds.
summarise() {
    awk -v sides="${sides[*]}" -v connections="${connections[*]}" -v rounds="$rounds" -v form="$1" '
        { n[$1, $2, $3]++; for (f = 4; f <= 7; f++) sum[$1, $2, $3, f] += $f }
        function mean(c, r, s, f) { return sum[c, r, s, f] / n[c, r, s] }
        function sorted(v, k,    i, j, t) {
            for (i = 2; i <= k; i++) { t = v[i]; for (j = i - 1; j >= 1 && v[j] > t; j--) v[j + 1] = v[j]; v[j + 1] = t }
        }
        function median(v) { return (v[int((rounds + 1) / 2)] + v[int(rounds / 2) + 1]) / 2 }
        function rounds_of(c, s, f, v,    r) { for (r = 1; r <= rounds; r++) v[r] = mean(c, r, s, f); sorted(v, rounds); return median(v) }
        BEGIN { bound[50] = 1.08; bound[1000] = 1.12 }
        END {
            side_count = split(sides, side, " "); count_count = split(connections, count, " ")
            if (form == "json") printf "["
            else printf "%-12s %11s  %-24s %-22s %9s %9s %13s\n", "side", "connections", "CPU us/echo (min..max)", "x c (min..max)", "echoes/s", "p99 us", "echoes/sleep"
            for (i = 1; i <= count_count; i++) for (k = 1; k <= side_count; k++) {
                c = count[i]; s = side[k]
                cpu = rounds_of(c, s, 4, v); low = v[1]; high = v[rounds]
                for (r = 1; r <= rounds; r++) x[r] = mean(c, r, s, 4) / mean(c, r, "c", 4)
                sorted(x, rounds); ratio = median(x)
                rate = rounds_of(c, s, 5, v); p99 = rounds_of(c, s, 6, v); sleep = rounds_of(c, s, 7, v)
                verdict = ""
                if (s == "epoll" && c in bound) {
                    verdict = ratio <= bound[c] ? "MET" : "MISSED"
                    if (verdict == "MISSED") missed = 1
                    verdicts = verdicts sprintf("epoll at %d connections: %.3f x c, to meet <= %.2f: %s\n", c, ratio, bound[c], verdict)
                }
                if (form == "json")
                    printf "%s\n {\"side\":\"%s\",\"connections\":%d,\"cpu_us_per_echo\":{\"median\":%.3f,\"min\":%.3f,\"max\":%.3f},\"ratio_to_c\":{\"median\":%.4f,\"min\":%.4f,\"max\":%.4f},\"echoes_per_s\":%.0f,\"p99_us\":%.1f,\"echoes_per_sleep\":%.1f%s}",
                        comma++ ? "," : "", s, c, cpu, low, high, ratio, x[1], x[rounds], rate, p99, sleep,
                        verdict == "" ? "" : sprintf(",\"bound\":%.2f,\"verdict\":\"%s\"", bound[c], verdict)
                else
                    printf "%-12s %11d  %-24s %-22s %9.0f %9.0f %13.1f\n", s, c, sprintf("%.2f (%.2f..%.2f)", cpu, low, high), sprintf("%.3f (%.3f..%.3f)", ratio, x[1], x[rounds]), rate, p99, sleep
            }
            if (form == "json") print "\n]"
            else printf "%s", verdicts
            exit missed ? 99 : 0
        }' "$scratch/slices"
}
[[ -z $json ]] || summarise json >"$json" || true
summarise table || exit "$EXIT_MISSED"
