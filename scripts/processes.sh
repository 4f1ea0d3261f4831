# shellcheck shell=bash
# The processes that a script has started, and their end.

# accept_interrupts "$@"  Restarts the script where SIGINT is ignored, as in the background of another script. Otherwise the script and
# everything that it starts would ignore SIGINT.
accept_interrupts() {
  if ((0x$(sed -n 's/^SigIgn:\s*//p' /proc/$$/status) & 2)); then exec env --default-signal=INT "$0" "$@"; fi
}

# mark_processes MARK  Marks all processes started from now on, so that they are found even when their parent has ended.
mark_processes() { export EMAILAGENT_STARTED_BY=$1; }

# marked_processes MARK  Prints the ids of the processes that carry the mark.
marked_processes() {
  # The search itself must not carry it.
  EMAILAGENT_STARTED_BY='' grep -lszxF "EMAILAGENT_STARTED_BY=$1" /proc/[0-9]*/environ | cut -d / -f 3 || true
}

# process_field PID NUMBER  Prints one field of /proc/PID/stat, numbered as in proc(5). Fails where the process has ended.
process_field() {
  local line fields
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The second field is a name in parentheses, which may contain spaces.
  read -ra fields <<<"${line##*) }"
  printf '%s\n' "${fields[$2 - 3]}"
}

# process_identity PID  Prints what distinguishes the process from a later one with the same id.
process_identity() { printf '%s %s\n' "$1" "$(process_field "$1" 22)"; }

# set_patience SECONDS  Sets how long processes may take to end after SIGTERM.
set_patience() { PATIENCE=$1; }
set_patience 10

# end_session MARK SESSION  Ends this script's jobs and the marked processes of a session, in the end with SIGKILL. Servers have
# sessions of their own: each test server is stopped when its test host has ended.
end_session() {
  local mark=$1 session=$2 tenths pids
  for ((tenths = 0; tenths < PATIENCE * 10 + 100; tenths++)); do
    mapfile -t pids < <(jobs -pr && session_processes "$mark" "$session")
    ((${#pids[@]})) || return 0
    if ((tenths == 0)); then
      kill -s TERM "${pids[@]}" 2>/dev/null || true
    elif ((tenths >= PATIENCE * 10)); then
      kill -s KILL "${pids[@]}" 2>/dev/null || true
    fi
    sleep 0.1
  done
}

session_processes() {
  local pid
  for pid in $(marked_processes "$1"); do
    if [[ $(process_field "$pid" 6) == "$2" ]]; then printf '%s\n' "$pid"; fi
  done
}

# end_marked MARK  Waits up to 10 s for all marked processes to end, then ends the remaining ones with SIGKILL.
end_marked() {
  local left pids
  for ((left = 100; left > 0; left--)); do
    mapfile -t pids < <(marked_processes "$1")
    ((${#pids[@]})) || return 0
    sleep 0.1
  done
  kill -s KILL "${pids[@]}" 2>/dev/null || true
}
