# Sourced: runs the steps of the checks, each with its name, its time and what the processors were at it, and stops at
# the first that fails.

# Seconds that the processors were at what was waited for so far; nothing where the system does not tell.
processor() { [[ ! -r /proc/$$/stat ]] || awk -v hz="$(getconf CLK_TCK)" '{ print int(($16 + $17) / hz) }' "/proc/$$/stat"; }

# Prints how long a step took: took <seconds> <of the processors before>
took() {
  local now
  now="$(processor)"
  printf '%d s%s' "$1" "${now:+, of the processors $((now - ${2:-0})) s}"
}

# step <name> <command …>
step() {
  local name="$1" start=$SECONDS before
  before="$(processor)"
  shift
  printf '\n== %s\n' "$name"
  "$@" || { printf '\n== FAILED: %s (after %d s)\n' "$name" $((SECONDS - start)); exit 1; }
  printf '== %s: %s\n' "$name" "$(took $((SECONDS - start)) "$before")"
}

# Starts a step beside those that follow; what it says is kept until it is joined: beside <name> <command …>
beside() {
  beside_name="$1" beside_log="$(mktemp)"
  shift
  printf '\n== %s: begun, beside what follows\n' "$beside_name"
  # In a group of its own, so that all of it ends with the checks.
  set -m
  { "$@"; } >"$beside_log" 2>&1 </dev/null &
  beside_job=$!
  set +m
  trap 'kill -- "-$beside_job" 2>/dev/null || true; rm -f "$beside_log"' EXIT
}

# Waits for it, as for a step.
joined() {
  step "$beside_name" finish_beside
}
finish_beside() {
  local ended=0
  wait "$beside_job" || ended=$?
  cat "$beside_log"
  return "$ended"
}
