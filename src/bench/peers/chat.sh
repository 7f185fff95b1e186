#!/usr/bin/env bash
# IRC servers under the same chat: server CPU per delivery, deliveries per second, latency and memory, alternating, median of rounds.
#
#   src/bench/peers/chat.sh [--servers "inspircd ngircd roost"] [--scenarios "…"] [--rounds 3] [--duration 6s] [--warmup 2s]
#                           [--pin free|split] [--json FILE] [--keep FOLDER]
#
# Servers: ngircd and inspircd (Debian: apt-get install ngircd inspircd), roost (left out with a word if the jar cannot serve chat
# yet), and whatever --other NAME=PID:PORT runs already. Each starts once, is warmed by one run of each scenario, and lives through
# all rounds; a round runs each scenario on each server in turn, in an order that rotates, so that a neighbour on the host slows all
# alike. Only figures of one run compare. idle-… scenarios get a fresh server each time, for their memory is what counts: by how much it
# grows, for each user, while 3,000 others are there already. What a server takes once, to start and to get warm, is none of it.
# As it stands it takes some ten minutes.
#
# Scenarios are those of `roost load chat` (docs/LOAD-CHAT.md). Default, with what Roost has to meet in the same run:
#
#   fanout-1-500-4-max   flat out:            <= 0.5 x InspIRCd's CPU per delivery, deliveries/s not below its
#   fanout-1-1000-1-20   20,000 deliveries/s: <= 0.9 x InspIRCd's CPU per delivery, p99 not above its
#   join-storm-1000                           <= 0.7 x InspIRCd's CPU
#   register-15000                             >= 10,000 registrations/s
#   idle-8000-80         memory:              <= 2.0 kB for each registered user in a channel
#
# Exits 99 when Roost misses a bound or loses, doubles or disorders a line. --pin split keeps servers on core 0 and the
# generator on core 1; free is the scheduler's choice. --keep keeps the JSON of every run.
# Environment: see src/bench/servers.sh and src/bench/peers/peers.sh, and
#
#   CHAT_SERVE_ARGS   further arguments of `serve`  (default: --set admin.bind=off)
#   GENERATOR_JAR    the generator                 (default: the server's jar)
#   GENERATOR_ARGS   further arguments of `load chat`
set -euo pipefail
source "$(dirname "$0")/../servers.sh"
source "$(dirname "$0")/peers.sh"

GENERATOR_JAR=${GENERATOR_JAR:-$ROOST_JAR}
CHAT_SERVE_ARGS=${CHAT_SERVE_ARGS---set admin.bind=off}
servers='inspircd ngircd roost' scenarios='fanout-1-500-4-max fanout-1-1000-1-20 join-storm-1000 register-15000 idle-8000-80'
rounds=3 duration=6s warmup=2s pin=free json= keep=
base=
trap '[[ -z $base ]] || kill "$base" 2>/dev/null || true; end_holders; stop_servers; rm -rf "$scratch"' EXIT
declare -A other=()
while (($#)); do
    case $1 in
        --servers) servers=$2; shift 2 ;;
        --scenarios) scenarios=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --duration) duration=$2; shift 2 ;;
        --warmup) warmup=$2; shift 2 ;;
        --pin) pin=$2; shift 2 ;;
        --other) [[ $2 == ?*=?*:?* ]] || fail "--other: NAME=PID:PORT expected"; other[${2%%=*}]=${2#*=}; shift 2 ;;
        --json) json=$2; shift 2 ;;
        --keep) keep=$2; shift 2 ;;
        --help) print_help; exit 0 ;;
        *) print_help >&2; exit "$EXIT_USAGE" ;;
    esac
done
need jq
[[ -f $GENERATOR_JAR ]] || fail "$GENERATOR_JAR is missing: build it with mvn package"
generator_cpu=()
case $pin in
    split) (($(nproc) > 1)) || fail "--pin split needs two cores"; generator_cpu=(taskset -c 1) ;;
    free) ;;
    *) fail "--pin $pin: split or free expected" ;;
esac
keep=${keep:-$scratch/runs}
mkdir -p "$keep"

if [[ " $servers " == *' roost '* ]] && ! roost_chats; then
    say "this Roost serves no chat: left out"
    servers=${servers//roost/}
fi
read -ra servers <<<"$servers ${!other[*]}"
read -ra scenarios <<<"$scenarios"

start_side() {
    case $1 in
        ngircd) start_ngircd ;;
        inspircd) start_inspircd ;;
        roost) start_roost_chat ;;
        *) fail "no such server: $1" ;;
    esac
    # Only now, and all threads: a JVM started on one core would choose another garbage collector and other compilers.
    [[ $pin != split ]] || taskset -a -c -p 0 "${server_pid[$1]}" >/dev/null
}

# Users that register at one time: ngIRCd's backlog is 10, InspIRCd looks at new users once a second.
at_once() {
    case $1 in
        ngircd) echo 16 ;;
        inspircd) echo 1500 ;;
        *) echo 512 ;;
    esac
}

# ngIRCd takes two minutes to register 15,000 users.
skips() { [[ $1 == ngircd && $2 == register-* ]]; }

# load SERVER SCENARIO FILE
load() {
    local server=$1 scenario=$2 file=$3 pid port
    if [[ -n ${other[$server]-} ]]; then
        pid=${other[$server]%%:*} port=${other[$server]#*:}
    else
        pid=${server_pid[$server]} port=${server_port[$server]}
    fi
    # Where each user is new, the compilers' second thoughts take longer than all that the generator has to do.
    local flags='' lasting=$duration
    [[ $scenario != register-* ]] || flags=-XX:TieredStopAtLevel=1
    [[ $scenario != idle-* ]] || lasting=2s
    # 99 is judged below, with all others.
    # shellcheck disable=SC2086 # arguments are words
    "${generator_cpu[@]}" "$ROOST_JAVA" -XX:+UseParallelGC $flags -jar "$GENERATOR_JAR" load chat "127.0.0.1:$port" "$scenario" \
        --no-progress --duration "$lasting" --warmup "$warmup" --connect-rate 0 --at-once "$(at_once "$server")" \
        --server-pid "$pid" --json "$file" ${GENERATOR_ARGS-} >"$scratch/load.out" 2>&1 ||
        { code=$?; ((code == 99)) || { cat "$scratch/load.out" >&2; fail "$scenario on $server: exit $code"; }; }
}

# One line for each run: scenario round server CPU-us-per-unit rate latency-ms RSS-bytes faults
measure() {
    local server=$1 scenario=$2 round=$3 file=$keep/$2.$1.$3.json
    if [[ $scenario == idle-* && -z ${other[$server]-} ]]; then
        stop_one "$server"
        start_side "$server"
        # A JVM that has compiled and filled its young generation; who took part in that has gone. The peers start at their best.
        [[ $server != roost ]] || load "$server" "$scenario" "$keep/$scenario.$server.warm.json"
        base_users "$server"
        load "$server" "$scenario" "$file"
        kill "$base" 2>/dev/null || true
        wait "$base" 2>/dev/null || true
        base=
    else
        load "$server" "$scenario" "$file"
    fi
    jq -r --arg scenario "$scenario" --arg round "$round" --arg server "$server" '
        .chat as $c | .plan.chat.kind as $kind |
        (if $kind == "fanout" or $kind == "private" then
            [$c.server.cpuMicrosPerDelivery, $c.deliveriesPerSecond, .echo.fromSchedule.p99Micros / 1e3]
        elif $kind == "register" then
            [$c.server.cpuSeconds * 1e6 / $c.registered, $c.registeredPerSecond, $c.register.p99Micros / 1e3]
        elif $kind == "idle" then
            [$c.server.cpuSeconds * 1e6 / $c.registered, $c.registeredPerSecond, $c.register.p99Micros / 1e3]
        else
            [$c.server.cpuSeconds * 1e6 / $c.registered, $c.registered / $c.measuredSeconds, $c.measuredSeconds * 1e3]
        end) as [$cpu, $rate, $latency] |
        ($c.missing + $c.duplicate + $c.outOfOrder + .messages.wrong + .connections.failed
            + (if $kind == "quit_storm" then 0 else .connections.lost + .connections.asked - $c.registered end)) as $faults |
        (if $kind == "idle" then ($c.server.residentBytes - $c.server.residentBytesBefore) / $c.registered
            else $c.server.residentBytes end) as $rss |
        [$scenario, $round, $server, $cpu, $rate, $latency, $rss, $faults] | map(tostring) | join(" ")' "$file"
}

# Users that stay while those are measured that come after them. Into $base: who holds them.
base_users() {
    rm -f "$scratch/base.err"
    "${generator_cpu[@]}" "$ROOST_JAVA" -XX:+UseSerialGC -jar "$GENERATOR_JAR" load chat "127.0.0.1:${server_port[$1]}" idle-3000-30 \
        --nick base --duration 10m --connect-rate 0 --at-once "$(at_once "$1")" >"$scratch/base.out" 2>"$scratch/base.err" &
    base=$!
    until grep -qs 'phase=idle' "$scratch/base.err"; do
        kill -0 "$base" 2>/dev/null || { cat "$scratch/base.out" "$scratch/base.err" >&2; fail "$1: no users to begin with"; }
        sleep 0.2
    done
}

stop_one() {
    local name=$1
    [[ -n ${server_pid[$name]-} ]] || return 0
    kill "${server_pid[$name]}" 2>/dev/null || true
    timeout 10 tail -s 0.1 --pid="${server_pid[$name]}" -f /dev/null || kill -KILL "${server_pid[$name]}" 2>/dev/null || true
    unset "server_pid[$name]"
}

# One row for each scenario and server: the median of its rounds.
summarise() {
    awk -v servers="${servers[*]}" -v scenarios="${scenarios[*]}" -v rounds="$rounds" -v form="$1" '
        { n = split($0, field, " "); for (f = 4; f <= n; f++) value[field[1], field[3], f, field[2]] = field[f]; seen[field[1], field[3]] = 1 }
        function sorted(v, k,    i, j, t) {
            for (i = 2; i <= k; i++) { t = v[i]; for (j = i - 1; j >= 1 && v[j] > t; j--) v[j + 1] = v[j]; v[j + 1] = t }
        }
        function median(c, s, f,    r, v) {
            for (r = 1; r <= rounds; r++) v[r] = value[c, s, f, r] + 0
            sorted(v, rounds); low = v[1]; high = v[rounds]
            return (v[int((rounds + 1) / 2)] + v[int(rounds / 2) + 1]) / 2
        }
        function ratio(c, s, f,    r, v) {
            for (r = 1; r <= rounds; r++) v[r] = value[c, "inspircd", f, r] > 0 ? value[c, s, f, r] / value[c, "inspircd", f, r] : 0
            sorted(v, rounds); return (v[int((rounds + 1) / 2)] + v[int(rounds / 2) + 1]) / 2
        }
        function bound(text, actual, limit, atMost,    met) {
            met = atMost ? actual <= limit : actual >= limit
            if (!met) missed = 1
            verdicts = verdicts sprintf("roost, %s: %.3f, to meet %s %.3g: %s\n", text, actual, atMost ? "<=" : ">=", limit, met ? "MET" : "MISSED")
        }
        function bounds(c) {
            if (c ~ /^register-/) { bound(c ": registrations/s", median(c, "roost", 5), 10000, 0); return }
            if (c ~ /^idle-/) { bound(c ": kB for each user", median(c, "roost", 7) / 1e3, 2, 1); return }
            if (!((c, "inspircd") in seen)) return
            if (c == "fanout-1-500-4-max") {
                bound(c ": CPU x inspircd", ratio(c, "roost", 4), 0.5, 1)
                bound(c ": deliveries/s x inspircd", ratio(c, "roost", 5), 1, 0)
            }
            if (c == "fanout-1-1000-1-20") {
                bound(c ": CPU x inspircd", ratio(c, "roost", 4), 0.9, 1)
                bound(c ": p99 x inspircd", ratio(c, "roost", 6), 1, 1)
            }
            if (c == "join-storm-1000") bound(c ": CPU x inspircd", ratio(c, "roost", 4), 0.7, 1)
        }
        END {
            count = split(scenarios, scenario, " "); sides = split(servers, side, " ")
            if (form == "json") printf "["
            else printf "%-20s %-10s %-26s %10s %12s %-28s %12s %7s\n", "scenario", "server", "CPU us each (min..max)", "x inspircd", "each/s", "p99 or storm ms (min..max)", "RSS", "faults"
            for (i = 1; i <= count; i++) for (k = 1; k <= sides; k++) {
                c = scenario[i]; s = side[k]
                if (!((c, s) in seen)) continue
                cpu = median(c, s, 4); cpuLow = low; cpuHigh = high
                latency = median(c, s, 6); latencyLow = low; latencyHigh = high
                rate = median(c, s, 5); rss = median(c, s, 7); median(c, s, 8); faults = high
                x = (c, "inspircd") in seen ? ratio(c, s, 4) : 0
                if (faults > 0) { if (s == "roost") missed = 1; verdicts = verdicts sprintf("%s, %s: up to %d faults in a round\n", s, c, faults) }
                if (s == "roost") bounds(c)
                if (form == "json")
                    printf "%s\n {\"scenario\":\"%s\",\"server\":\"%s\",\"cpu_us_each\":{\"median\":%.4f,\"min\":%.4f,\"max\":%.4f},\"cpu_x_inspircd\":%.4f,\"each_per_s\":%.1f,\"latency_ms\":{\"median\":%.3f,\"min\":%.3f,\"max\":%.3f},\"rss_bytes\":%.0f,\"faults\":%d}",
                        comma++ ? "," : "", c, s, cpu, cpuLow, cpuHigh, x, rate, latency, latencyLow, latencyHigh, rss, faults
                else
                    printf "%-20s %-10s %-26s %10s %12.0f %-28s %12s %7d\n", c, s, sprintf("%.3f (%.3f..%.3f)", cpu, cpuLow, cpuHigh), (x > 0 ? sprintf("%.3f", x) : "-"), rate, sprintf("%.2f (%.2f..%.2f)", latency, latencyLow, latencyHigh), (c ~ /^idle-/ ? sprintf("%.2f kB/user", rss / 1e3) : sprintf("%.1f MiB", rss / 1048576)), faults
            }
            if (form == "json") print "\n]"
            else printf "\nEach: a delivery, a joining member, a registration, a user.\n%s", verdicts
            exit missed ? 99 : 0
        }' "$scratch/runs.txt"
}

for server in "${servers[@]}"; do
    [[ -n ${other[$server]-} ]] && continue
    say "starting $server"
    start_side "$server"
done
for scenario in "${scenarios[@]}"; do
    [[ $scenario == idle-* ]] && continue
    for server in "${servers[@]}"; do
        skips "$server" "$scenario" && continue
        say "warming $server: $scenario"
        load "$server" "$scenario" "$keep/$scenario.$server.warm.json"
    done
done
for scenario in "${scenarios[@]}"; do
    for ((round = 1; round <= rounds; round++)); do
        for ((i = 0; i < ${#servers[@]}; i++)); do
            server=${servers[$(((i + round) % ${#servers[@]}))]}
            skips "$server" "$scenario" || measure "$server" "$scenario" "$round"
        done >>"$scratch/runs.txt"
        say "$scenario: round $round of $rounds"
    done
done
[[ -z $json ]] || summarise json >"$json" || true
summarise table || exit "$EXIT_MISSED"
