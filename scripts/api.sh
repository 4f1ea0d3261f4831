# shellcheck shell=bash
# The product's process: the API with the silo in it.

API_PID=

# check_port  Refuses a PORT that is not a port. A server that is told to listen at such an address listens at all addresses instead.
check_port() {
  if [[ ! $PORT =~ ^[0-9]{1,5}$ ]] || ((10#$PORT < 1 || 10#$PORT > 65535)); then fail "PORT must be a number from 1 to 65535, not \"$PORT\"."; fi
  PORT=$((10#$PORT))
}

require_free_port() {
  if port_answers "$PORT"; then fail "Port $PORT on 127.0.0.1 is in use. Choose another: PORT=8081 ./run"; fi
}

# api_start  Starts it on $PORT and waits until it is ready.
api_start() {
  local left=600 log=$DATA_DIR/logs/api.log
  require_free_port # Once more: the build takes its time.
  if [[ -e $log ]]; then mv "$log" "$log.1"; fi
  (
    cd "$ROOT/artifacts/run" || exit
    export ASPNETCORE_URLS=http://127.0.0.1:$PORT DATA_DIR
    # It listens only on this machine, so its users can reach mail servers here anyway. Empty forbids it.
    export Egress__Allow__0=${Egress__Allow__0-127.0.0.0/8}
    # The secrets in the database cannot be read without this file, so a backup of one needs the other.
    if [[ -z ${Secrets__MasterKey-}${Secrets__MasterKeyFile-} ]]; then
      secret_file "$DATA_DIR/master-key" 32 >/dev/null
      export Secrets__MasterKeyFile=$DATA_DIR/master-key
    fi
    # The links in account mails lead to pages of the web UI.
    if [[ -n ${Web__Root-} ]]; then export Accounts__PublicUrl=${Accounts__PublicUrl-http://127.0.0.1:$PORT}; fi
    # Without a mail server, account mails are written there.
    if [[ -z ${Accounts__Mail__Host-} ]]; then export Accounts__Mail__Folder=${Accounts__Mail__Folder:-$DATA_DIR/outbox}; fi
    exec dotnet EmailAgent.Api.dll
  ) </dev/null >"$log" 2>&1 9>&- &
  API_PID=$!
  printf '%s\n' "$API_PID" >"$DATA_DIR/api.pid"
  until api_ready; do
    kill -0 "$API_PID" 2>/dev/null || api_failed 'EmailAgent ended while it was starting.'
    ((left-- > 0)) || api_failed 'EmailAgent did not become ready within a minute.'
    sleep 0.1
  done
}

api_ready() { api_answers /health/ready; }

# api_answers PATH  Whether a GET of it is answered with 200.
api_answers() {
  local status
  { exec {http}<>"/dev/tcp/127.0.0.1/$PORT"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&"$http"
  read -r status <&"$http" || status=
  exec {http}>&-
  [[ $status == *' 200 '* ]]
}

api_failed() {
  tail -n 30 "$DATA_DIR/logs/api.log" >&2
  fail "$1 Its log: $DATA_DIR/logs/api.log"
}

# api_stop PID  In order, and after 30 s by force.
api_stop() {
  local pid=$1 left
  api_runs "$pid" || return 0
  kill "$pid" 2>/dev/null || return 0
  for ((left = 300; left > 0; left--)); do
    api_runs "$pid" || return 0
    sleep 0.1
  done
  warn 'EmailAgent did not stop within 30 s and is killed.'
  kill -KILL "$pid" 2>/dev/null || true
}

# Whether the process exists (not a zombie) and is ours: ids are reused.
api_runs() {
  [[ -n $1 && -r /proc/$1/cmdline && $(tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null) == *EmailAgent.Api.dll* ]]
}

# Stops the process that a killed ./run left behind.
api_stop_orphan() {
  local pid
  pid=$(cat "$DATA_DIR/api.pid" 2>/dev/null) || return 0
  if api_runs "$pid" && [[ $(tr '\0' '\n' <"/proc/$pid/environ" 2>/dev/null) == *"DATA_DIR=$DATA_DIR"* ]]; then
    say 'Stopping the process of an interrupted run.'
    api_stop "$pid"
  fi
}
