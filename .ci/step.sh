# Sourced: runs one step of the checks, with its name and time, and stops at the first that fails.
step() {
  local name="$1" start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@" || { printf '\n== FAILED: %s (after %d s)\n' "$name" $((SECONDS - start)); exit 1; }
  printf '== %s: %d s\n' "$name" $((SECONDS - start))
}
