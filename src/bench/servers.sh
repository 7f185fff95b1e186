# Sourced by the benchmarks: builds the C programs, starts and stops the servers under test and the programs that hold
# connections to them. Not run by itself.
#
# A server is started with port 0 and tells its port in its first line that begins with "roost ready" or "ready": nothing is
# probed, nothing collides. The environment may name another Java, jar or flags:
#
#   ROOST_JAVA       java to run                       (default: java)
#   ROOST_JVM_ARGS   flags of that java                (default: @config/jvm.options)
#   ROOST_JAR        the server                        (default: target/roost.jar)
#   ROOST_SERVE_ARGS further arguments of `serve`      (default: idle timeout armed, metrics on)

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$project"
bench=target/bench

ROOST_JAVA=${ROOST_JAVA:-java}
ROOST_JVM_ARGS=${ROOST_JVM_ARGS-@config/jvm.options}
ROOST_JAR=${ROOST_JAR:-target/roost.jar}
ROOST_SERVE_ARGS=${ROOST_SERVE_ARGS---set limits.idle-timeout=1h --set admin.bind=127.0.0.1:0}

readonly EXIT_USAGE=2 EXIT_MISSED=99
readonly READY_WITHIN_S=60

declare -A server_pid=() server_port=() server_admin=()
declare -A holder_pid=() holder_in=() holder_out=()
scratch=$(mktemp -d)
trap 'end_holders; stop_servers; rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "${0##*/}: $*"
    exit 1
}

# The comment at the head of the script, which is its manual.
print_help() { sed -n '2,/^[^#]/{ /^#/!d; s/^# \{0,1\}//; p; }' "$0"; }

need() {
    command -v "$1" >/dev/null || fail "$1 is not installed"
}

build_c_programs() { make -s -C src/bench/c >&2; }

# start_server NAME COMMAND...: sets server_pid[NAME] and server_port[NAME], and server_admin[NAME] where it tells one.
start_server() {
    local name=$1 line port='' output
    shift
    exec {output}< <(exec "$@" 2>"$scratch/$name.err")
    server_pid[$name]=$!
    local deadline=$((SECONDS + READY_WITHIN_S))
    while [[ -z $port ]] && ((SECONDS < deadline)) && read -r -t "$READY_WITHIN_S" -u "$output" line; do
        if [[ $line =~ ^ready\ ([0-9]+) || $line =~ ^roost\ ready.*127\.[0-9.]+:([0-9]+) ]]; then
            port=${BASH_REMATCH[1]}
        fi
        if [[ $line =~ ^roost\ ready.*(echo|chat|talk)=127\.[0-9.]+:([0-9]+) ]]; then
            port=${BASH_REMATCH[2]}
        fi
        if [[ $line =~ ^roost\ ready.*admin=127\.[0-9.]+:([0-9]+) ]]; then
            server_admin[$name]=${BASH_REMATCH[1]}
        fi
    done
    if [[ -z $port ]]; then
        tail -n 20 "$scratch/$name.err" >&2
        fail "$name did not get ready: $*"
    fi
    server_port[$name]=$port
    cat <&"$output" >>"$scratch/$name.out" & # a full pipe must not stop the server; ends with it
    exec {output}<&-
}

# start_roost NAME TRANSPORT WORKERS [ARGUMENT]...: further arguments of `serve`
start_roost() {
    local name=$1 transport=$2 workers=$3
    shift 3
    [[ -f $ROOST_JAR ]] || fail "$ROOST_JAR is missing: build it with mvn package"
    # shellcheck disable=SC2086 # flags are words
    start_server "$name" "$ROOST_JAVA" $ROOST_JVM_ARGS -jar "$ROOST_JAR" serve --set "transport=$transport" \
        --set "event-loops.workers=$workers" $ROOST_SERVE_ARGS --service echo --bind 127.0.0.1:0 "$@"
}

stop_servers() {
    local name
    for name in "${!server_pid[@]}"; do
        kill "${server_pid[$name]}" 2>/dev/null || true
    done
    for name in "${!server_pid[@]}"; do
        # tail waits for any process; a server that outlives SIGTERM by 10 s is killed.
        timeout 10 tail -s 0.1 --pid="${server_pid[$name]}" -f /dev/null || kill -KILL "${server_pid[$name]}" 2>/dev/null || true
    done
    server_pid=()
}

# start_holder NAME COMMAND...: a program that holds connections and talks in lines, until its stdin ends.
start_holder() {
    local name=$1 fifo="$scratch/$1.stdin" in out
    shift
    mkfifo "$fifo"
    exec {out}< <(exec "$@" <"$fifo" 2>"$scratch/$name.err")
    holder_pid[$name]=$!
    exec {in}>"$fifo" # waits until the program has it open too
    rm "$fifo"
    holder_in[$name]=$in holder_out[$name]=$out
}

# hear_holder NAME PREFIX SECONDS: its next line, which has to begin so, into $heard.
hear_holder() {
    if ! read -r -t "$3" -u "${holder_out[$1]}" heard || [[ $heard != "$2"* ]]; then
        tail -n 20 "$scratch/$1.err" >&2
        fail "$1: no line that begins with '$2': ${heard-}"
    fi
}

# release_holder NAME: ends its stdin. One that was started later has inherited that: it lasts until all are released.
release_holder() {
    local in=${holder_in[$1]}
    exec {in}>&-
}

# forget_holder NAME: when it has said its last line.
forget_holder() {
    local out=${holder_out[$1]}
    timeout 10 tail -s 0.05 --pid="${holder_pid[$1]}" -f /dev/null || kill -KILL "${holder_pid[$1]}" 2>/dev/null || true
    exec {out}<&-
    unset "holder_pid[$1]" "holder_in[$1]" "holder_out[$1]"
}

end_holders() {
    local name
    for name in "${!holder_pid[@]}"; do
        kill "${holder_pid[$name]}" 2>/dev/null || true
    done
}

# field NAME LINE: the value of NAME in "a=1 b=2".
field() {
    [[ " $2 " == *" $1="* ]] || fail "no $1 in: $2"
    local rest=${2#*"$1="}
    printf '%s' "${rest%% *}"
}
