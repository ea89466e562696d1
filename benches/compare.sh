#!/usr/bin/env bash
# Checks a tree of made-up cables and prints time and peak memory beside those of merely reading it.
#
#   benches/compare.sh [COUNT]      COUNT cables of about 7 KB, 100,000 where nothing is said
#
# Also checks it with a cache, once while it is filled and once from it.
#
# Needs cargo and /usr/bin/time (Debian: time); counts with ripgrep too where that is installed. Each command runs once
# to warm the file cache, then in turn with the others.
set -euo pipefail
cd "$(dirname "$0")/.."

count="${1:-100000}"
tree="$(mktemp -d)"
cache="$(mktemp -d)"
trap 'rm -rf "$tree" "$cache"' EXIT

cargo build --quiet --release --bin cablelint --example generate
target/release/examples/generate "$tree" "$count"

# Prints wall seconds, processor seconds and KiB of a command; its own output is thrown away.
measure() {
  local report
  report="$(mktemp)"
  /usr/bin/time --quiet -o "$report" -f '%e %U %S %M' "$@" > /dev/null 2>&1 || true
  awk '{ printf "%s %s %s\n", $1, $2 + $3, $4 }' "$report"
  rm -f "$report"
}

cat_all() { measure sh -c "find '$tree' -type f -print0 | xargs -0 cat"; }
check_all() { measure target/release/cablelint check --isolated --format jsonl "$tree"; }
check_cached() { measure target/release/cablelint check --isolated --format jsonl --cache "$cache" "$tree"; }
count_all() { measure rg -c SBU "$tree"; }

cat_all > /dev/null
rounds=3
for round in $(seq "$rounds"); do
  read -r cat_wall _ _ <<< "$(cat_all)"
  read -r wall cpu memory <<< "$(check_all)"
  printf 'round %s: cat %s s; check %s s (%s s of processor time, %s MB): %s of cat' \
    "$round" "$cat_wall" "$wall" "$cpu" "$((memory / 1024))" \
    "$(awk -v a="$wall" -v b="$cat_wall" 'BEGIN { printf "%.2f", a / b }')"
  if command -v rg > /dev/null; then
    read -r rg_wall _ _ <<< "$(count_all)"
    printf '; rg %s s: %s of rg' "$rg_wall" "$(awk -v a="$wall" -v b="$rg_wall" 'BEGIN { printf "%.2f", a / b }')"
  fi
  printf '\n'
  rm -rf "$cache"
  read -r cold _ cold_memory <<< "$(check_cached)"
  read -r warm _ warm_memory <<< "$(check_cached)"
  printf '         cache: cold %s s (%s MB), warm %s s (%s MB): %s times faster\n' \
    "$cold" "$((cold_memory / 1024))" "$warm" "$((warm_memory / 1024))" \
    "$(awk -v a="$cold" -v b="$warm" 'BEGIN { printf "%.1f", a / b }')"
done
