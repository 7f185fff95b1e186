# Sourced by the benchmarks of chat: starts ngIRCd and InspIRCd (Debian: apt-get install ngircd inspircd) and Roost on free ports of
# 127.0.0.1, with every limit lifted that a load test would hit. Not run by itself; after servers.sh.
#
# As root the peers run as user irc, for InspIRCd refuses to be root. The environment may name other programs:
#
#   NGIRCD    (default: /usr/sbin/ngircd)      INSPIRCD  (default: /usr/sbin/inspircd)

NGIRCD=${NGIRCD:-/usr/sbin/ngircd}
INSPIRCD=${INSPIRCD:-/usr/sbin/inspircd}

peers=$project/src/bench/peers
chmod 755 "$scratch" # user irc reads its configuration there
as_user=()
if ((EUID == 0)); then
    as_user=(setpriv --reuid irc --regid irc --clear-groups)
fi

# Into $port: one that nobody listens on at the moment, below those that the kernel gives to clients.
free_port() {
    local lowest
    read -r lowest _ </proc/sys/net/ipv4/ip_local_port_range
    for ((tries = 0; tries < 100; tries++)); do
        port=$((lowest - 1 - RANDOM % 3000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            return
        fi
    done
    fail 'no port is free'
}

# start_peer NAME COMMAND...: PORT among its words is the port. Ready when it accepts.
start_peer() {
    local name=$1 words
    shift
    "$@" >"$scratch/$name.out" 2>"$scratch/$name.err" &
    server_pid[$name]=$!
    server_port[$name]=$port
    local deadline=$((SECONDS + READY_WITHIN_S))
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        if ((SECONDS > deadline)) || ! kill -0 "${server_pid[$name]}" 2>/dev/null; then
            tail -n 20 "$scratch/$name.out" "$scratch/$name.err" >&2
            fail "$name did not get ready: $*"
        fi
        sleep 0.05
    done
}

# The configuration of a peer with its port and folder, as its user may read it.
configure() {
    local name=$1
    sed -e "s|@PORT@|$port|g" -e "s|@FOLDER@|$scratch|g" "$peers/$name.conf" >"$scratch/$name.conf"
    chmod 644 "$scratch/$name.conf"
}

start_ngircd() {
    [[ -x $NGIRCD ]] || fail "$NGIRCD is missing: apt-get install ngircd"
    free_port
    configure ngircd
    start_peer ngircd "${as_user[@]}" "$NGIRCD" --nodaemon --config "$scratch/ngircd.conf"
}

start_inspircd() {
    [[ -x $INSPIRCD ]] || fail "$INSPIRCD is missing: apt-get install inspircd"
    free_port
    configure inspircd
    start_peer inspircd "${as_user[@]}" "$INSPIRCD" --nofork --nolog --nopid --config "$scratch/inspircd.conf"
}

start_roost_chat() {
    [[ -f $ROOST_JAR ]] || fail "$ROOST_JAR is missing: build it with mvn package"
    free_port
    # shellcheck disable=SC2086 # flags are words
    start_peer roost "$ROOST_JAVA" $ROOST_JVM_ARGS -jar "$ROOST_JAR" serve --service chat --bind "127.0.0.1:$port" \
        $CHAT_SERVE_ARGS
}

# Whether this Roost serves chat.
roost_chats() { "$ROOST_JAVA" -jar "$ROOST_JAR" serve --help 2>/dev/null | grep -qw chat; }
