#!/usr/bin/env bash
# Edge-triggered reads, proven by the system calls: 64-byte echoes must cost one read each, not two (the second one being
# the EAGAIN that ends the reading in most edge-triggered servers).
#
#   src/bench/strace-edge.sh [--messages 100000] [--connections 50] [--workers 2] [--transport epoll]
#                            [--max-ratio 1.02] [--c-until-eagain]
#
# Attaches strace to all threads of a warm server, lets echo_load (and redis-benchmark, where installed) send, and counts every
# read-like call (read, readv, recvfrom, recvmsg, recvmmsg) and every write-like one (write, writev, sendto, sendmsg,
# sendmmsg), whichever thread made it and whatever for: a logger's writes are among them, and wake-ups of a loop.
# --c-until-eagain traces the C echo that reads until EAGAIN instead: it shows that the count can miss.
# Exits 99 when reads / writes is above the bound, 1 when an echo was wrong or lost.
set -euo pipefail
source "$(dirname "$0")/servers.sh"

messages=100000 connections=50 workers=2 transport=epoll max_ratio=1.02 c_until_eagain=
while (($#)); do
    case $1 in
        --messages) messages=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --workers) workers=$2; shift 2 ;;
        --transport) transport=$2; shift 2 ;;
        --max-ratio) max_ratio=$2; shift 2 ;;
        --c-until-eagain) c_until_eagain=1; shift ;;
        --help) print_help; exit 0 ;;
        *) print_help >&2; exit "$EXIT_USAGE" ;;
    esac
done
need strace
build_c_programs

if [[ -n $c_until_eagain ]]; then
    start_server traced "$bench/echo_et" --threads "$workers" --until-eagain
else
    start_roost traced "$transport" "$workers"
fi
pid=${server_pid[traced]} port=${server_port[traced]}

load() { "$bench/echo_load" 127.0.0.1 "$port" --connections "$connections" --messages "$1"; }

# RESP arrays are their own echo, so redis-benchmark takes an echo server for a very polite Redis.
redis_load() {
    timeout 300 redis-benchmark -h 127.0.0.1 -p "$port" -c "$connections" -n "$1" -t ping_mbulk -q 2>/dev/null | tr '\r' '\n' | grep 'per second'
}

# traced_run NAME COMMAND...: system calls of the server while COMMAND runs, into $scratch/NAME.
traced_run() {
    local name=$1 attached tracer line
    shift
    exec {attached}< <(exec timeout -s INT 300 strace -f -c -o "$scratch/$name" \
        -e trace=read,readv,recvfrom,recvmsg,recvmmsg,write,writev,sendto,sendmsg,sendmmsg,epoll_wait,epoll_pwait,epoll_pwait2,epoll_ctl,poll,ppoll,select \
        -p "$pid" 2>&1)
    tracer=$!
    while read -r -t 30 -u "$attached" line && [[ $line != *attached* ]]; do say "$line"; done
    [[ $line == *attached* ]] || fail "strace could not attach to the server (is ptrace allowed here?)"
    "$@" >&2
    kill -INT "$tracer"
    timeout 30 cat <&"$attached" >/dev/null # its end: the summary is written
    exec {attached}<&-
}

missed=
# report NAME: the counts, and the verdict on their ratio.
report() {
    awk -v name="$1" -v messages="$messages" -v bound="$max_ratio" '
        $1 ~ /^[0-9.]+$/ && NF >= 5 && $NF != "total" {
            errors = NF == 6 ? $5 : 0
            calls[$NF] = $4; failed[$NF] = errors
            if ($NF ~ /^(read|readv|recv)/) { reads += $4; again += errors }
            if ($NF ~ /^(write|writev|send)/) writes += $4
            if ($NF ~ /^(epoll_p?wait|poll|ppoll|select)/) waits += $4
        }
        END {
            printf "%s: %d messages\n", name, messages
            for (call in calls) printf "  %-14s %9d  failed %d\n", call, calls[call], failed[call] | "sort"
            close("sort")
            ratio = writes ? reads / writes : 999
            met = ratio <= bound && writes > 0
            printf "  reads %d (%d failed), writes %d, waits %d, messages per wait %.1f\n",
                reads, again, writes, waits, waits ? messages / waits : 0
            printf "  reads per write %.4f, to meet <= %s: %s\n", ratio, bound, met ? "MET" : "MISSED"
            exit !met
        }' "$scratch/$1" || missed=1
}

say "warming up"
load 100000 >&2
say "tracing echo_load"
traced_run echo_load load "$messages"
report echo_load
if command -v redis-benchmark >/dev/null; then
    say "tracing redis-benchmark"
    traced_run redis-benchmark redis_load "$messages"
    report redis-benchmark
else
    say "redis-benchmark is not installed: skipped"
fi
[[ -z $missed ]] || exit "$EXIT_MISSED"
