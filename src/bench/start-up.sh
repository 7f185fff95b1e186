#!/usr/bin/env bash
# Start-up: from fork to the "roost ready" line, the median of several runs.
#
#   src/bench/start-up.sh [--runs 10] [--bound-ms 400] [--json FILE]
#
# The clock is a C program's (src/bench/c/first_line.c) that starts the JVM itself and blocks on its output. One run more
# than asked goes first and is not counted: it reads the files into the page cache. CPU is that of all threads at the moment of
# the line. Plain `java -jar` as a person types it: set ROOST_JVM_ARGS to measure flags, ROOST_JAVA another Java, ROOST_JAR
# another jar, ROOST_SERVE_ARGS other arguments. Exits 99 when the median wall time is above the bound.
set -euo pipefail
ROOST_JVM_ARGS=${ROOST_JVM_ARGS-}
ROOST_SERVE_ARGS=${ROOST_SERVE_ARGS---service echo --bind 127.0.0.1:0 --set admin.bind=127.0.0.1:0}
source "$(dirname "$0")/servers.sh"

runs=10 bound_ms=400 json=
while (($#)); do
    case $1 in
        --runs) runs=$2; shift 2 ;;
        --bound-ms) bound_ms=$2; shift 2 ;;
        --json) json=$2; shift 2 ;;
        --help) print_help; exit 0 ;;
        *) print_help >&2; exit "$EXIT_USAGE" ;;
    esac
done
[[ $runs =~ ^[1-9][0-9]{0,2}$ && $bound_ms =~ ^[0-9]+$ ]] || { print_help >&2; exit "$EXIT_USAGE"; }

build_c_programs
[[ -f $ROOST_JAR ]] || fail "$ROOST_JAR is missing: build it with mvn package"
for ((run = 0; run <= runs; run++)); do
    # shellcheck disable=SC2086 # flags are words
    line=$("$bench/first_line" --within 30 'roost ready' "$ROOST_JAVA" $ROOST_JVM_ARGS -jar "$ROOST_JAR" serve $ROOST_SERVE_ARGS)
    say "run $run: $line"
    ((run == 0)) || printf '%s %s\n' "$(field wall_ms "$line")" "$(field cpu_ms "$line")" >>"$scratch/runs"
done

# min median max of column $1
spread() {
    cut -d' ' -f"$1" "$scratch/runs" | sort -n | awk '{ v[NR] = $1 }
        END { printf "%.0f %.0f %.0f", v[1], (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2, v[NR] }'
}
read -r wall_min wall_median wall_max <<<"$(spread 1)"
read -r cpu_min cpu_median cpu_max <<<"$(spread 2)"
verdict=MET
((wall_median <= bound_ms)) || verdict=MISSED

printf '%-8s %8s %8s %8s   (%d runs)\n' '' min median max "$runs"
printf '%-8s %8d %8d %8d\n' 'wall ms' "$wall_min" "$wall_median" "$wall_max" 'CPU ms' "$cpu_min" "$cpu_median" "$cpu_max"
printf 'start to listening: %d ms, to meet <= %d ms: %s\n' "$wall_median" "$bound_ms" "$verdict"
if [[ -n $json ]]; then
    printf '{"runs":%d,"wall_ms":{"min":%d,"median":%d,"max":%d},"cpu_ms":{"min":%d,"median":%d,"max":%d},"bound_ms":%d,"verdict":"%s"}\n' \
        "$runs" "$wall_min" "$wall_median" "$wall_max" "$cpu_min" "$cpu_median" "$cpu_max" "$bound_ms" "$verdict" >"$json"
fi
[[ $verdict == MET ]] || exit "$EXIT_MISSED"
