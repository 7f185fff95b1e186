#!/usr/bin/env bash
# What it costs the server to turn a connection away, for each limit that does: limits.connections, limits.per-address and
# limits.connect-rate; over all rounds its CPU per refusal, to meet <= 10 us, and how many are turned away in a minute.
#
#   src/bench/refuse.sh [--service chat|talk|echo] [--limits "connections per-address connect-rate"] [--connections 50000]
#                       [--rounds 5] [--warmup 3] [--under-way 64] [--bound-us 10] [--json FILE]
#
# One server per limit, which is reached by one connection that stays; then src/bench/c/refused.c connects as fast as it can and
# waits each time for the words of the service and a FIN (echo has no words: a reset). The servers take turns, in an order that
# rotates. The kernel's work for a handshake is done on behalf of who connects, so the server's CPU is that of its own system
# calls and of what it does between them. Generator and server share the cores: refusals a minute are what this machine does
# with both, and the server alone could do 60 s / CPU per refusal for each boss loop.
#
# Anchor: UnrealIRCd says of itself that it turns away 435,000 connections a minute.
#
# Each refusal is checked against the server's own count (roost_connections_refused_total). Exits 99 when the median of a limit is
# over the bound. Environment: see src/bench/servers.sh.
set -euo pipefail
source "$(dirname "$0")/servers.sh"

service=chat limits='connections per-address connect-rate' connections=50000 rounds=5 warmup=3 under_way=64 bound_us=10 json=
while (($#)); do
    case $1 in
        --service) service=$2; shift 2 ;;
        --limits) limits=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --warmup) warmup=$2; shift 2 ;;
        --under-way) under_way=$2; shift 2 ;;
        --bound-us) bound_us=$2; shift 2 ;;
        --json) json=$2; shift 2 ;;
        --help) print_help; exit 0 ;;
        *) print_help >&2; exit "$EXIT_USAGE" ;;
    esac
done
[[ $rounds =~ ^[1-9][0-9]{0,2}$ && $warmup =~ ^[0-9]{1,3}$ && $connections =~ ^[1-9][0-9]{0,7}$ ]] || { print_help >&2; exit "$EXIT_USAGE"; }
read -ra limits <<<"$limits"
need curl

declare -A setting=([connections]=limits.connections=1 [per-address]=limits.per-address=1 [connect-rate]=limits.connect-rate=1/1d)
declare -A sentence=([connections]='The server is full' [per-address]='Too many connections from your address'
    [connect-rate]='You connect too often, wait a while')

# words LIMIT: what the service tells who is over it, without CR LF.
words() {
    case $service in
        chat) printf 'ERROR :Closing link: %s' "${sentence[$1]}" ;;
        talk) printf '%s. Goodbye.' "${sentence[$1]}" ;;
        echo) ;;
        *) fail "--service $service: chat, talk or echo expected" ;;
    esac
}

start_side() {
    local limit=$1 stays
    [[ -n ${setting[$limit]-} ]] || fail "no such limit: $limit"
    [[ -f $ROOST_JAR ]] || fail "$ROOST_JAR is missing: build it with mvn package"
    # shellcheck disable=SC2086 # flags are words
    start_server "$limit" "$ROOST_JAVA" $ROOST_JVM_ARGS -jar "$ROOST_JAR" serve $ROOST_SERVE_ARGS --service "$service" \
        --bind 127.0.0.1:0 --set limits.exempt=off --set chat.registration-timeout=off --set "${setting[$limit]}"
    # The one that may stay; it ends with this script.
    exec {stays}<>"/dev/tcp/127.0.0.1/${server_port[$limit]}"
    printf 'PING x\r\n' >&"$stays"
    read -r -t 10 -N 1 -u "$stays" || fail "$limit: nothing is served"
}

# counted LIMIT: those that the server says it has turned away for it.
counted() {
    curl -s --max-time 10 "http://127.0.0.1:${server_admin[$1]}/metrics" \
        | awk -v cause="cause=\"$1\"" 'index($0, "roost_connections_refused_total{") == 1 && index($0, cause) { sum += $2 } END { printf "%.0f", sum }'
}

# knock LIMIT: one line of the generator's.
knock() {
    local line before after
    before=$(counted "$1")
    line=$("$bench/refused" 127.0.0.1 "${server_port[$1]}" --connections "$connections" --under-way "$under_way" \
        --cpu-of "${server_pid[$1]}" --expect "$(words "$1")") || fail "$1: ${line-}"
    after=$(counted "$1")
    ((after - before == connections)) || fail "$1: $connections came, and the server counts $((after - before)): $line"
    printf '%s\n' "$line"
}

build_c_programs
for limit in "${limits[@]}"; do
    say "starting a server with ${setting[$limit]-$limit}"
    start_side "$limit"
done
for ((r = 1; r <= warmup; r++)); do
    for limit in "${limits[@]}"; do
        line=$(knock "$limit")
        say "warming $limit ($r of $warmup): $(field server_us_per_refusal "$line") us"
    done
done
for ((r = 1; r <= rounds; r++)); do
    for ((i = 0; i < ${#limits[@]}; i++)); do
        limit=${limits[$(((i + r) % ${#limits[@]}))]}
        line=$(knock "$limit")
        printf '%s %s %s %s %s\n' "$limit" "$(field server_us_per_refusal "$line")" "$(field per_minute "$line")" "$(field told "$line")" \
            "$(field reset "$line")" >>"$scratch/knocks"
    done
    say "round $r of $rounds"
done

# One row per limit, of medians over the rounds.
summarise() {
    awk -v limits="${limits[*]}" -v rounds="$rounds" -v form="$1" -v bound="$bound_us" -v service="$service" '
        { n[$1]++; cpu[$1, n[$1]] = $2; rate[$1, n[$1]] = $3; told[$1] += $4; were_reset[$1] += $5 }
        function sorted(v,    i, j, t) {
            for (i = 2; i <= rounds; i++) { t = v[i]; for (j = i - 1; j >= 1 && v[j] > t; j--) v[j + 1] = v[j]; v[j + 1] = t }
        }
        function median(v) { sorted(v); return (v[int((rounds + 1) / 2)] + v[int(rounds / 2) + 1]) / 2 }
        END {
            count = split(limits, limit, " ")
            if (form == "json") printf "["
            else printf "%-14s %-26s %12s %10s %8s   to meet\n", "limit", "CPU us/refusal (min..max)", "refused/min", "told", "reset"
            for (i = 1; i <= count; i++) {
                s = limit[i]
                for (r = 1; r <= rounds; r++) { v[r] = rate[s, r] }
                a_minute = median(v)
                for (r = 1; r <= rounds; r++) { v[r] = cpu[s, r] }
                us = median(v)
                verdict = us <= bound ? "MET" : "MISSED"
                if (verdict == "MISSED") missed = 1
                if (form == "json")
                    printf "%s\n {\"service\":\"%s\",\"limit\":\"%s\",\"server_us_per_refusal\":{\"median\":%.3f,\"min\":%.3f,\"max\":%.3f},\"refused_per_minute\":%.0f,\"told\":%d,\"reset\":%d}",
                        comma++ ? "," : "", service, s, us, v[1], v[rounds], a_minute, told[s], were_reset[s]
                else
                    printf "%-14s %-26s %12.0f %10d %8d   <= %s us: %s\n", s, sprintf("%.2f (%.2f..%.2f)", us, v[1], v[rounds]), a_minute, told[s], were_reset[s], bound, verdict
            }
            if (form == "json") print "\n]"
            exit missed ? 99 : 0
        }' "$scratch/knocks"
}
[[ -z $json ]] || summarise json >"$json" || true
summarise table || exit "$EXIT_MISSED"
