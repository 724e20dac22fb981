#!/usr/bin/env bash
# Fuzzes one target for so many seconds: ./fuzz.sh TARGET [SECONDS]. Findings are in run/TARGET/out/default/crashes.
set -euo pipefail
cd "$(dirname "$0")"
target=$1 seconds=${2:-600}
program=${FUZZ_PROGRAM:-target/release/graphwright-fuzz}
[ -x "$program" ] || cargo afl build --release
rm -rf "run/$target"
"$program" "$target" --seeds "run/$target/in"
dictionary=()
[ ! -f "dictionaries/$target.dict" ] || dictionary=(-x "dictionaries/$target.dict")
export AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 AFL_BENCH_UNTIL_CRASH=${AFL_BENCH_UNTIL_CRASH:-}
[ -n "$AFL_BENCH_UNTIL_CRASH" ] || unset AFL_BENCH_UNTIL_CRASH
# Two seconds are a hang; 4 GB are addresses, of which threads reserve much and use little.
nice cargo afl fuzz -V "$seconds" -t 2000 -m 4000 -i "run/$target/in" -o "run/$target/out" "${dictionary[@]}" -- "$program" "$target"
grep -E 'execs_done|execs_per_sec|corpus_count|saved_crashes|saved_hangs' "run/$target/out/default/fuzzer_stats"
