#!/usr/bin/env bash
# Cost against size: server CPU and p99 per 64-byte echo on 50 busy connections, beside 0 to 15,000 idle ones, by transport.
#
#   src/bench/neighbours.sh [--sides "c epoll epoll-level nio poll"] [--idle "0 1000 5000 10000 15000"] [--connections 50]
#                           [--rounds 7] [--messages 60000] [--warmup 600000] [--bytes 64] [--workers 2]
#                           [--pin one|split|free] [--json FILE] [--csv FILE] [--plot FILE]
#
# Each side runs twice: one server with the neighbours, and one that never has any, its twin. The cost is that of the first over
# that of its twin in the same round, whose slices take turns, in an order that rotates: what slows the machine for some seconds
# slows both, and what a JVM still compiles it compiles in both. Two JVMs of one program differ by some percent, so the ratio with
# no neighbours on either is measured too, always as the first size, and divides the others.
#
# The neighbours of a size are opened once, each has one byte echoed as proof that the server holds it (src/bench/c/idle_hold.c),
# and they stay through all slices of that size; every one of them has to be alive at its end. The generator opens its busy
# connections anew in each slice. CPU is read as in src/bench/echo-cpu.sh, which also explains --pin. Both processes need as many
# files as there are neighbours, and 50 and some more: --idle stops below `ulimit -n`.
#
# What a turn of poll(2) looks at grows with the neighbours, and a turn serves the sockets that are ready: 50 busy connections,
# all ready at once, share that cost. One connection that talks alone pays all of it: try --connections 1 --messages 6000.
#
# Exits 99 when an echo of `epoll` beside the most neighbours, at 15,000 or more, costs more than 1.10 x of one without any.
# --plot draws (src/bench/plot.awk); docs/neighbours.svg is made so. Environment: see src/bench/servers.sh.
set -euo pipefail
source "$(dirname "$0")/servers.sh"

readonly BOUND=1.10 BOUND_FROM=15000
sides='c epoll epoll-level nio poll' idle='0 1000 5000 10000 15000' connections=50 rounds=7 messages=60000 warmup=600000
bytes=64 workers=2 pin=one json= csv= plot=
while (($#)); do
    case $1 in
        --sides) sides=$2; shift 2 ;;
        --idle) idle=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --messages) messages=$2; shift 2 ;;
        --warmup) warmup=$2; shift 2 ;;
        --bytes) bytes=$2; shift 2 ;;
        --workers) workers=$2; shift 2 ;;
        --pin) pin=$2; shift 2 ;;
        --json) json=$2; shift 2 ;;
        --csv) csv=$2; shift 2 ;;
        --plot) plot=$2; shift 2 ;;
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
read -ra sides <<<"$sides"
mapfile -t idle < <(tr ' ' '\n' <<<"0 $idle" | grep . | sort -nu)
most=${idle[-1]}
ulimit -n "$(ulimit -H -n)"
[[ $(ulimit -n) == unlimited ]] || ((most + connections + 100 < $(ulimit -n))) || fail "--idle $most: $(ulimit -n) open files allowed"

# start_side SIDE: its server and its twin, which is called SIDE-alone.
start_side() {
    local side=$1 name
    for name in "$side" "$side-alone"; do
        case $side in
            c) start_server "$name" "$bench/echo_et" --threads "$workers" ;;
            epoll | epoll-level | nio | poll) start_roost "$name" "$side" "$workers" ;;
            *) fail "no such side: $side" ;;
        esac
        # Only now, and all threads: a JVM started on one core would choose another garbage collector and other compilers.
        [[ -z $server_core ]] || taskset -a -c -p "$server_core" "${server_pid[$name]}" >/dev/null
    done
}

# load NAME MESSAGES WARMUP
load() {
    "${generator_cpu[@]}" "$bench/echo_load" 127.0.0.1 "${server_port[$1]}" --cpu-of "${server_pid[$1]}" --bytes "$bytes" \
        --connections "$connections" --messages "$2" --warmup "$3"
}

# gather COUNT: that many neighbours on every side but the twins.
gather() {
    local side
    for side in "${sides[@]}"; do
        start_holder "$side" "$bench/idle_hold" 127.0.0.1 "${server_port[$side]}" --connections "$1"
        hear_holder "$side" 'ready ' 300
    done
}

dismiss() {
    local side
    for side in "${sides[@]}"; do
        release_holder "$side"
    done
    for side in "${sides[@]}"; do
        hear_holder "$side" 'held=' 60
        [[ $(field lost "$heard") == 0 ]] || fail "$side lost neighbours: $heard"
        forget_holder "$side"
    done
}

# slice COUNT ROUND SIDE NAME ROLE
slice() {
    local line
    line=$(load "$4" "$messages" $((messages / 10)))
    printf '%s %s %s %s %s %s %s\n' "$1" "$2" "$3" "$5" "$(field server_us_per_message "$line")" "$(field p99_us "$line")" \
        "$(field rate "$line")"
}

# In every other round the twin goes first.
round() {
    local count=$1 round=$2 i side
    for ((i = 0; i < ${#sides[@]}; i++)); do
        side=${sides[$(((i + round) % ${#sides[@]}))]}
        ((round % 2)) || slice "$count" "$round" "$side" "$side-alone" alone
        slice "$count" "$round" "$side" "$side" among
        ((round % 2 == 0)) || slice "$count" "$round" "$side" "$side-alone" alone
    done >>"$scratch/slices"
}

build_c_programs
for side in "${sides[@]}"; do
    say "starting $side, twice"
    start_side "$side"
done
for side in "${sides[@]}"; do
    for name in "$side" "$side-alone"; do
        # In ten runs, for accepting and closing have to be compiled too.
        for ((i = 0; i < 10; i++)); do
            line=$(load "$name" $((warmup / 10)) 0)
        done
        say "warm: $name: $(field server_us_per_message "$line") us per echo"
    done
done
for count in "${idle[@]}"; do
    gather "$count"
    # One slice that does not count: what so many new connections let a JVM move or compile is done then.
    for side in "${sides[@]}"; do
        load "$side" "$messages" 0 >/dev/null
        load "$side-alone" "$messages" 0 >/dev/null
    done
    for ((r = 1; r <= rounds; r++)); do
        round "$count" "$r"
        say "$count neighbours: round $r of $rounds"
    done
    dismiss
done

# One row per side and size, of medians over the rounds.
summarise() {
    awk -v sides="${sides[*]}" -v sizes="${idle[*]}" -v rounds="$rounds" -v form="$1" -v bound="$BOUND" -v from="$BOUND_FROM" '
        { cpu[$1, $2, $3, $4] = $5; p99[$1, $2, $3, $4] = $6; rate[$1, $2, $3, $4] = $7 }
        function sorted(v,    i, j, t) {
            for (i = 2; i <= rounds; i++) { t = v[i]; for (j = i - 1; j >= 1 && v[j] > t; j--) v[j + 1] = v[j]; v[j + 1] = t }
        }
        function median(v) { sorted(v); return (v[int((rounds + 1) / 2)] + v[int(rounds / 2) + 1]) / 2 }
        function of(values, c, s, role,    v, r) { for (r = 1; r <= rounds; r++) v[r] = values[c, r, s, role]; return median(v) }
        END {
            side_count = split(sides, side, " "); size_count = split(sizes, size, " ")
            if (form == "json") printf "["
            else if (form == "csv") print "side,idle,cpu_us_per_echo,cpu_us_per_echo_alone,ratio,ratio_min,ratio_max,p99_us,p99_us_alone,echoes_per_s"
            else printf "%-12s %10s %12s %12s  %-24s %9s %9s %9s\n", "side", "neighbours", "CPU us/echo", "its twin", "x with none (min..max)", "p99 us", "its twin", "echoes/s"
            for (i = 1; i <= side_count; i++) for (k = 1; k <= size_count; k++) {
                s = side[i]; c = size[k]
                for (r = 1; r <= rounds; r++) x[r] = cpu[c, r, s, "among"] / cpu[c, r, s, "alone"]
                ratio = median(x)
                if (c == 0) own[s] = ratio
                ratio /= own[s]; low = x[1] / own[s]; high = x[rounds] / own[s]
                verdict = ""
                if (s == "epoll" && c >= from && k == size_count) {
                    verdict = ratio <= bound ? "MET" : "MISSED"
                    if (verdict == "MISSED") missed = 1
                    verdicts = verdicts sprintf("epoll beside %d idle connections: %.3f x of its cost beside none, to meet <= %.2f: %s\n", c, ratio, bound, verdict)
                }
                a = of(cpu, c, s, "among"); b = of(cpu, c, s, "alone")
                p = of(p99, c, s, "among"); q = of(p99, c, s, "alone"); e = of(rate, c, s, "among")
                if (form == "json")
                    printf "%s\n {\"side\":\"%s\",\"idle\":%d,\"cpu_us_per_echo\":%.3f,\"cpu_us_per_echo_alone\":%.3f,\"ratio\":{\"median\":%.4f,\"min\":%.4f,\"max\":%.4f},\"p99_us\":%.1f,\"p99_us_alone\":%.1f,\"echoes_per_s\":%.0f%s}",
                        comma++ ? "," : "", s, c, a, b, ratio, low, high, p, q, e,
                        verdict == "" ? "" : sprintf(",\"bound\":%.2f,\"verdict\":\"%s\"", bound, verdict)
                else if (form == "csv") printf "%s,%d,%.3f,%.3f,%.4f,%.4f,%.4f,%.1f,%.1f,%.0f\n", s, c, a, b, ratio, low, high, p, q, e
                else printf "%-12s %10d %12.2f %12.2f  %-24s %9.0f %9.0f %9.0f\n", s, c, a, b, sprintf("%.3f (%.3f..%.3f)", ratio, low, high), p, q, e
            }
            if (form == "json") print "\n]"
            else if (form == "table") printf "%s", verdicts
            exit missed ? 99 : 0
        }' "$scratch/slices"
}
summarise csv >"$scratch/csv" || true
[[ -z $json ]] || summarise json >"$json" || true
[[ -z $csv ]] || cp "$scratch/csv" "$csv"
[[ -z $plot ]] || awk -v bytes="$bytes" -v connections="$connections" -f src/bench/plot.awk "$scratch/csv" >"$plot"
summarise table || exit "$EXIT_MISSED"
