#!/usr/bin/env bash
# A million idle connections on one server, and what they cost: opened, failed, lost, connect rate, balance over the workers, resident
# memory and live heap per connection, kernel slab per connection, edge-triggered registrations, idle CPU with idle timeouts armed and
# metrics on, an echo of every connection, the longest GC pause, and how evenly a stop lets them go.
#
#   src/bench/million.sh [--connections 1000000] [--connect-rate 20000] [--hold SECONDS] [--heartbeat off] [--idle-window 60]
#                        [--drain 60] [--jvm-args "…"] [--generator-jvm-args "…"] [--workers N] [--targets N] [--no-check] [--json FILE]
#
# With --targets the server listens on all addresses and N of 127.0.0.0/8 are dialled from one, instead of one from many: then the kernel
# keeps no record of an address and a port for each connection (tcp_bind2_bucket, 128 bytes), which a generator that comes from few
# addresses would not need either.
#
# With --users the connections are users of the chat: each registered under names of its own and in one of --channels channels, with
# registration timeout, pings and idle timeout armed. While all are connected, --big more join one channel and one of them speaks; a client of
# its own asks for LUSERS, LIST, NAMES and WHO, LIST while that channel talks.
#
#   src/bench/million.sh --users [--channels 10000] [--big 1000] [--ping 2h] …
#
# Server and generator run on this host, over loopback. It needs that many open files per process (roost doctor --target N --role both
# says what is missing). Where a limit cannot be raised, run it in a guest: put this script there as run.sh with roost.jar and
# jvm.options beside it; it needs bash, awk, sed, grep and a JDK. Arguments may come in MILLION_ARGS instead.
#
# What is counted how:
#   resident memory   VmRSS of the server with N connections less VmRSS with none, once warm; and VmRSS as it is, by N
#   live heap         used after a full collection with N less the same with none (jcmd GC.run, after everything else is measured)
#   kernel            Slab of /proc/meminfo, with N less with none: both ends, which are on this host
#   idle CPU          user and system time of all threads of the server (/proc/PID/task/*/schedstat) over the idle window, in which no
#                     connection sends; idle timeouts armed, metrics read once before and once after
#   GC pauses         the server's own log of its collections, from the first connection to the end of the idle window
#   drain             from the first to the last connection that the server closes, as the generator sees it
#
# Prints its bounds. Exits 99 when one is missed, 1 when it could not be measured.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
users='' channels=10000 big=1000 ping=2h
connections=1000000 connect_rate=20000 hold=auto heartbeat=off idle_window=60 drain=60 workers=auto targets=0 check='' json=''
server_args='' generator_args='-Xmx512m -XX:+UseSerialGC'
# shellcheck disable=SC2086 # words
[[ -z ${MILLION_ARGS-} ]] || set -- "$@" $MILLION_ARGS
while (($#)); do
    case $1 in
        --users) users=1; shift ;;
        --channels) channels=$2; shift 2 ;;
        --big) big=$2; shift 2 ;;
        --ping) ping=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --connect-rate) connect_rate=$2; shift 2 ;;
        --hold) hold=$2; shift 2 ;;
        --heartbeat) heartbeat=$2; shift 2 ;;
        --idle-window) idle_window=$2; shift 2 ;;
        --drain) drain=$2; shift 2 ;;
        --targets) targets=$2; shift 2 ;;
        --no-check) check=--no-check; shift ;;
        --workers) workers=$2; shift 2 ;;
        --jvm-args) server_args=$2; shift 2 ;;
        --generator-jvm-args) generator_args=$2; shift 2 ;;
        --json) json=$2; shift 2 ;;
        *) sed -n '2,/^set /{ /^#/s/^# \{0,1\}//p; }' "$0" >&2; exit 2 ;;
    esac
done
if [[ -f $here/roost.jar ]]; then
    jar=$here/roost.jar options=$here/jvm.options
else
    cd "$here/../.."
    jar=${ROOST_JAR:-target/roost.jar} options=config/jvm.options
fi
java=${ROOST_JAVA:-java}
# What is looked at behind the idle window takes the longer, the more there is.
[[ $hold != auto ]] || hold=$((idle_window + 30 + connections / 4000))
work=$(mktemp -d)
server='' generator=''
trap '[[ -z $generator ]] || kill "$generator" 2>/dev/null || true; [[ -z $server ]] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
fail() { say "million.sh: $*"; tail -n 8 "$work"/*.err "$work"/*.out >&2 || true; exit 1; }
kib() { awk -v key="$2:" '$1 == key { print $2 }' "$1"; }
rss_kib() { kib "/proc/$server/status" VmRSS; }
slab_kib() { kib /proc/meminfo Slab; }
cpu_ns() { cat /proc/"$server"/task/*/schedstat | awk '{ sum += $1 } END { printf "%.0f", sum }'; }
uptime_ms() { awk '{ printf "%.0f", $1 * 1000 }' /proc/uptime; }
metric() { # NAME[{labels}]: the sum over its rows, or with "spread" as second argument max/min over them
    awk -v name="$1" -v how="${2-sum}" 'index($0, name) == 1 && $0 !~ /^#/ {
            sum += $2; if (!n++ || $2 > max) max = $2; if (n == 1 || $2 < min) min = $2 }
        END { if (!n) exit 1; if (how == "spread") printf "%.4f", min ? max / min : 0; else printf "%.0f", sum }' "$work/metrics"
}
scrape() {
    exec 3<>"/dev/tcp/127.0.0.1/$admin"
    printf 'GET /metrics HTTP/1.1\r\nHost: roost\r\nConnection: close\r\n\r\n' >&3
    timeout 30 cat <&3 | tr -d '\r' >"$work/metrics"
    exec 3<&-
}
heap_used() { # live bytes: after a full collection, what its log line says remains
    "$java_home/jcmd" "$server" GC.run >/dev/null
    "$java_home/jcmd" "$server" GC.heap_info | awk '
        /ParOldGen|PSYoungGen|garbage-first|Shenandoah|ZHeap|tenured|def new/ {
            for (i = 1; i < NF; i++) if ($i == "used") { v = $(i + 1); sub(/,/, "", v); unit = v; gsub(/[0-9.]/, "", unit)
                sum += v * (unit == "G" ? 1073741824 : unit == "M" ? 1048576 : 1024) } }
        END { printf "%.0f", sum }'
}
java_home=$(dirname "$(readlink -f "$(command -v "$java")")")

# ask NAME LINES...: says these to the chat and then PING, and leaves what came before its PONG in $work/NAME, CR removed.
ask() {
    local name=$1 line
    shift
    printf '%s\r\n' "$@" "PING $name" >&4
    : >"$work/$name"
    while IFS= read -r -t 120 line <&4; do
        line=${line%$'\r'}
        [[ $line != *" PONG "*"$name" ]] || return 0
        printf '%s\n' "$line" >>"$work/$name"
    done
    fail "no answer to $*"
}
# listed NAME: how many lines of a numeric are in what was left there
listed() { awk -v numeric="$2" '$2 == numeric { n++ } END { print n + 0 }' "$work/$1"; }
distinct() { awk -v numeric="$2" -v field="$3" '$2 == numeric && !seen[$field]++ { n++ } END { print n + 0 }' "$work/$1"; }
names() { awk '$2 == "353" { sub(/^:[^:]*:/, ""); n += split($0, name, " ") } END { print n + 0 }' "$work/$1"; }
now_ms() { local now=${EPOCHREALTIME/[.,]/}; echo $((now / 1000)); }

# All that is asked while everyone is connected, into shell variables.
ask_chat() {
    exec 4<>"/dev/tcp/127.0.0.1/$port"
    ask hello "NICK probe" "USER probe 0 * :probe"
    ask lusers LUSERS
    lusers=$(awk '$2 == "265" { print $4 }' "$work/lusers") lchannels=$(awk '$2 == "254" { print $4 }' "$work/lusers")
    say "$big users join one channel, one speaks"
    # shellcheck disable=SC2086 # words
    "$java" $generator_args -jar "$jar" load chat "127.0.0.1:$port" "fanout-1-$big-1-10" -d 20s --warmup 10s --nick big --at-once 64 \
        --connect-rate 0 --connect-timeout 60s --no-preflight --no-default-thresholds --json "$work/big.json" \
        >"$work/big.out" 2>"$work/big.err" &
    local talk=$!
    until grep -q 'phase=chat' "$work/big.err"; do
        kill -0 "$talk" 2>/dev/null || fail "the talk ended: $(tail -n 3 "$work/big.out" "$work/big.err")"
        sleep 0.5
    done
    list_ms=$(now_ms)
    # Paced: its end may come behind the PONG.
    ask list LIST
    until grep -q '^:[^ ]* 323 ' "$work/list"; do
        cp "$work/list" "$work/list.begun"
        ask list
        cat "$work/list" >>"$work/list.begun" && mv "$work/list.begun" "$work/list"
    done
    list_ms=$(($(now_ms) - list_ms))
    ask names "NAMES #big00000"
    ask who "WHO #big00000"
    ask one "NAMES #rl00000"
    wait "$talk" || fail "the talk's exit code was $?"
    cat "$work/big.out" >&2
    exec 4<&-
}

# What stops it later is better known now: failures are told, and measured all the same.
"$java" -jar "$jar" doctor --target "$connections" --role both 2>/dev/null | grep -A 3 '^FAIL' >&2 || true
say "starting the server"
service=(--service echo) bind=127.0.0.1:0
((targets == 0)) || bind=0.0.0.0:0
if [[ -n $users ]]; then
    service=(--service chat --set "chat.ping-interval=$ping")
fi
# shellcheck disable=SC2086 # words
"$java" "@$options" $server_args "-Xlog:gc*,safepoint*=off:file=$work/gc.log:uptime,level,tags" -jar "$jar" serve "${service[@]}" \
    --bind "$bind" --set admin.bind=127.0.0.1:0 --set "limits.connections=$((connections + 1000 + big))" \
    --set limits.idle-timeout=1h --set "event-loops.workers=$workers" \
    --set "drain.over=${drain}s" --set "drain.within=$((drain + 60))s" >"$work/server.out" 2>"$work/server.err" &
server=$!
for ((i = 0; i < 600; i++)); do
    grep -q '^roost ready' "$work/server.out" && break
    kill -0 "$server" 2>/dev/null || fail "the server ended"
    sleep 0.1
done
ready=$(grep '^roost ready' "$work/server.out") || fail "the server did not get ready"
port=$(sed -E 's#.*(echo|chat)=[^ ]*:([0-9]+) .*#\2#' <<<"$ready")
admin=$(sed -E 's/.*admin=[0-9.]+:([0-9]+).*/\1/' <<<"$ready")
say "$ready"
# Warm, so that what a first connection loads is not counted to the million.
if [[ -n $users ]]; then
    warm=(chat "127.0.0.1:$port" idle-5000-50 -d 1s --connect-rate 0 --nick warm --no-preflight)
else
    warm=(echo "127.0.0.1:$port" -c 200 -d 3s --warmup 1s)
fi
# shellcheck disable=SC2086 # words
"$java" $generator_args -jar "$jar" load "${warm[@]}" --close rst -q >/dev/null 2>"$work/warm.err" || fail "the warm-up failed"
scrape
heap_before=$(heap_used) rss_before=$(rss_kib) slab_before=$(slab_kib)
gc_lines=$(wc -l <"$work/gc.log")

if [[ -n $users ]]; then
    # What is asked while they are held takes its time too.
    held=idle hold=$((hold + 120)) holding=(chat "127.0.0.1:$port" "idle-$connections-$channels")
    say "registering $connections users at $connect_rate/s, in $channels channels"
else
    dialled=("127.0.0.1:$port")
    if ((targets)); then
        dialled=(--source-ip 127.0.0.1)
        for ((i = 0; i < targets; i++)); do dialled+=("127.0.$((1 + i / 250)).$((1 + i % 250)):$port"); done
    fi
    held=hold holding=(hold "${dialled[@]}" -c "$connections" --heartbeat "$heartbeat" $check)
    say "opening $connections connections at $connect_rate/s"
fi
# shellcheck disable=SC2086 # words
"$java" $generator_args -jar "$jar" load "${holding[@]}" --connect-rate "$connect_rate" -d "${hold}s" \
    --drain "$((drain + 120))s" --close rst --no-preflight --connect-timeout 60s --json "$work/load.json" \
    >"$work/load.out" 2>"$work/load.err" &
generator=$!
phase() { sed -n 's/^t=.* phase=\([a-z]*\) .*/\1/p' "$work/load.err" | tail -n 1; }
wait_for() { # PHASE
    local seen='' last=0
    while [[ $(phase) != "$1" ]]; do
        kill -0 "$generator" 2>/dev/null || { wait "$generator" || fail "the generator ended with exit code $?"; fail "the generator ended"; }
        kill -0 "$server" 2>/dev/null || fail "the server ended"
        if ((SECONDS - last >= 10)); then
            last=$SECONDS
            [[ $(tail -n 1 "$work/load.err") == "$seen" ]] || { seen=$(tail -n 1 "$work/load.err"); say "$seen"; }
        fi
        sleep 1
    done
}
wait_for "$held"
sleep 3
rss=$(rss_kib) slab=$(slab_kib)
scrape
open=$(metric roost_connections{loop=\"worker) balance=$(metric roost_connections{loop=\"worker spread)
say "open $open; server RSS $rss KiB; slab +$((slab - slab_before)) KiB; idle window of $idle_window s"
cpu=$(cpu_ns) began=$(uptime_ms)
sleep "$idle_window"
cpu=$(($(cpu_ns) - cpu)) wall=$((($(uptime_ms) - began) * 1000000))
gc_pause=$(tail -n +"$((gc_lines + 1))" "$work/gc.log" | sed -nE 's/.*Pause.* ([0-9.]+)ms$/\1/p' | sort -g | tail -n 1)
gc_count=$(tail -n +"$((gc_lines + 1))" "$work/gc.log" | grep -cE 'Pause.*ms$' || true)
rss_after=$(rss_kib)
say "inspect"
for ((i = 0; i < 3; i++)); do
    # shellcheck disable=SC2086 # words
    "$java" $generator_args -jar "$jar" inspect --json "$server" >"$work/inspect.json" 2>"$work/inspect.err" && break
    say "inspect failed: $(head -c 600 "$work/inspect.json")"
    echo '{"connections": {"edge": 0}}' >"$work/inspect.json"
done
edge=$(tr -d '\n' <"$work/inspect.json" | sed -E 's/.*"connections" *: *\{[^}]*"edge" *: *([0-9]+).*/\1/')
[[ -z $users ]] || ask_chat
heap=$(heap_used)
wait_for drain
say "stopping the server"
kill -TERM "$server"
wait "$server" || fail "the server's exit code was $?"
server=''
wait "$generator" || fail "the generator's exit code was $?: $(tail -n 5 "$work/load.err")"
generator=''
cat "$work/load.out" >&2
# Before the series, which is long.
value() { sed '/"series"/q' "$work/load.json" | tr -d '\n' | sed -nE "s/.*\"$1\" *: *\{[^{}]*\"$2\" *: *(-?[0-9.eE+]+).*/\1/p"; }

list_count() { [[ -z $users ]] || echo "$(listed list 322)/$(distinct list 322 4)"; }
names_count() { [[ -z $users ]] || names "$1"; }
who_count() { [[ -z $users ]] || distinct who 352 8; }
big_value() { [[ -z $users ]] || tr -d '\n' <"$work/big.json" | sed -nE "s/.*\"$1\" *: *([0-9]+).*/\1/p"; }
big_p99() { [[ -z $users ]] || tr -d '\n' <"$work/big.json" | sed -nE 's/.*"fromSchedule" *: *\{[^{}]*"p99Micros" *: *([0-9.]+).*/\1/p'; }

awk -v n="$connections" -v opened="$(value connections opened)" -v failed="$(value connections failed)" -v lost="$(value connections lost)" \
    -v unanswered="$(value connections unanswered)" -v echoed="$(value connections echoed)" -v ramp="$(value connections rampSeconds)" \
    -v rate="$(value rate connectAchieved)" -v balance="$balance" -v rss="$rss" -v rss_after="$rss_after" -v rss_before="$rss_before" \
    -v heap="$heap" -v heap_before="$heap_before" -v slab="$slab" -v slab_before="$slab_before" -v cpu="$cpu" -v wall="$wall" \
    -v edge="$edge" -v pause="${gc_pause:-0}" -v pauses="$gc_count" -v drain="$drain" -v spread="$(value drain spreadSeconds)" \
    -v users="$users" -v channels="$channels" -v big="$big" -v registered="$(value chat registered)" -v joined="$(value chat joined)" \
    -v lusers="${lusers-}" -v lchannels="${lchannels-}" -v list_ms="${list_ms-}" -v listed="$(list_count)" -v names="$(names_count names)" \
    -v one="$(names_count one)" -v who="$(who_count)" -v expected="$(big_value expected)" -v delivered="$(big_value delivered)" \
    -v big_p99="$(big_p99)" \
    -v drained="$(value drain closed)" -v hold="$hold" -v json="$json" '
    function row(what, got, bound, ok) {
        printf "%-34s %18s   %-28s %s\n", what, got, bound, ok == "" ? "" : ok ? "MET" : "MISSED"
        if (ok != "" && !ok) missed = 1
        if (json) records = records sprintf("%s\n {\"what\":\"%s\",\"got\":\"%s\",\"bound\":\"%s\"}", records ? "," : "", what, got, bound)
    }
    BEGIN {
        small = users ? 2000 : n > 1500000 ? 1100 : 1200
        fat = users ? 1700 : 1050
        row("opened", sprintf("%d", opened), "all of " n, opened == n)
        row("failed", sprintf("%d", failed), "0", failed == 0)
        row("lost while held for " hold " s", sprintf("%d", lost), "0", lost == 0)
        if (!users) if (unanswered >= 0) row("did not echo at the end", sprintf("%d", unanswered), "0", unanswered == 0)
        if (users) {
            row("registered", sprintf("%d", registered), "all of " n, registered == n)
            row("joined", sprintf("%d", joined), "all of " n, joined == n)
            row("LUSERS: users", sprintf("%d", lusers), n + 1, lusers == n + 1)
            row("LUSERS: channels", sprintf("%d", lchannels), channels, lchannels == channels)
            split(listed, list, "/")
            row("LIST: lines, different", listed, channels + 1, list[1] == channels + 1 && list[2] == channels + 1)
            row("LIST took", sprintf("%d ms", list_ms), "")
            row("NAMES of a small channel", sprintf("%d", one), int((n + channels - 1) / channels), one == int((n + channels - 1) / channels))
            row("NAMES of the big channel", sprintf("%d", names), big, names == big)
            row("WHO of the big channel", sprintf("%d", who), big, who == big)
            row("delivered to the big channel", sprintf("%d", delivered), "all of " expected, expected > 0 && delivered == expected)
            row("  p99, LIST and all meanwhile", sprintf("%.1f ms", big_p99 / 1000), "")
        }
        row("connects per second", sprintf("%.0f", rate), "")
        row("balance over workers, max/min", balance, "<= 1.05", balance > 0 && balance <= 1.05)
        row("server RSS / connection", sprintf("%.0f B", rss * 1024 / n), "<= " small " B", rss * 1024 / n <= small)
        row("  the same after the idle window", sprintf("%.0f B", rss_after * 1024 / n), "")
        row("  grown by, per connection", sprintf("%.0f B", (rss - rss_before) * 1024 / n), "")
        row("live heap / connection", sprintf("%.0f B", (heap - heap_before) / n), "<= " fat " B", (heap - heap_before) / n <= fat)
        row("kernel slab / connection, both ends", sprintf("%.0f B", (slab - slab_before) * 1024 / n), "")
        row("idle CPU of the server", sprintf("%.3f %% of a core", 100 * cpu / wall), "<= 1 %", 100 * cpu / wall <= 1)
        row("edge-triggered registrations", sprintf("%d", edge), "all of " n, edge >= n)
        row("longest of " pauses " GC pauses", sprintf("%.1f ms", pause), "<= 50 ms (on a real host)", "")
        row("drained by the server", sprintf("%d", drained), "all of " n, drained == n)
        row("drain took", sprintf("%.1f s", spread), drain " s +- 10 %", spread >= 0.9 * drain && spread <= 1.1 * drain)
        if (json) print "[" records "\n]" >json
        exit missed ? 99 : 0
    }'
