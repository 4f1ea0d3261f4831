# shellcheck shell=bash
# Output: plain lines, and the elapsed time of steps that take longer than two seconds.

say() { printf '%s\n' "$*"; }

warn() { printf '%s\n' "$*" >&2; }

fail() {
  warn "$*"
  exit 1
}

# step LOG TITLE COMMAND...  Runs a command (or function, in a subshell) with its output in LOG. Prints the elapsed
# seconds, and the end of the log if it fails.
step() {
  local log=$1 title=$2 code=0 command ticker started=$SECONDS
  shift 2
  mkdir -p "$(dirname "$log")"
  printf '%s ... ' "$title"
  "$@" >"$log" 2>&1 9>&- &
  command=$!
  tick "$started" 9>&- &
  ticker=$!
  wait "$command" || code=$?
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if ((code)); then
    say 'failed.'
    awk '!seen[$0]++' "$log" | tail -n 30 >&2
    warn "The whole log: $log"
    return "$code"
  fi
  say "done, $((SECONDS - started)) s."
}

tick() {
  local started=$1 pause=2 never
  # A pipe without a writer: waiting on it with a time limit sleeps without a child process.
  exec {never}<> <(:)
  while ! read -rt "$pause" -u "$never"; do
    printf '%s s ... ' "$((SECONDS - started))"
    pause=10
  done
}
