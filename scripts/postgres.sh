# shellcheck shell=bash
# A private PostgreSQL: loopback only, generated passwords, never as root, everything in one folder.
#
#   postgres_start FOLDER MODE   MODE is durable (./run) or throwaway (./test); reuses a server that runs there already
#   postgres_stop FOLDER
#   postgres_port FOLDER

POSTGRES_ACCOUNT=postgres

# Prints where the newest server's programs are; Debian does not put them on the PATH. Fails where there are none.
postgres_programs() {
  local folder
  folder=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  if [[ -z $folder ]]; then folder=$(dirname "$(command -v initdb)"); fi
  [[ -x $folder/initdb ]] && printf '%s\n' "$folder"
}

postgres_start() {
  local folder=$1 mode=$2 programs port
  programs=$(postgres_programs)
  [[ -d $folder/data ]] || postgres_create "$folder" "$programs"
  if postgres_runs "$folder"; then
    say "PostgreSQL already runs on port $(postgres_port "$folder")."
    return
  fi
  postgres_clear "$folder"
  postgres_settings "$mode" "$programs" >"$folder/data/emailagent.conf"
  for _ in 1 2 3; do
    keep_port "$folder/port"
    port=$(cat "$folder/port")
    if as_account "$POSTGRES_ACCOUNT" "$programs/pg_ctl" start --silent -w -t 120 -D "$folder/data" \
      -l "$folder/server.log" -o "-p $port" </dev/null >>"$folder/start.log" 2>&1; then
      postgres_prepare "$folder" "$programs" "$port"
      return
    fi
    # Another process may have taken the port in between.
    rm -f "$folder/port"
  done
  tail -n 20 "$folder/server.log" >&2
  fail "PostgreSQL did not start. Its log: $folder/server.log"
}

postgres_stop() {
  postgres_runs "$1" || return 0
  as_account "$POSTGRES_ACCOUNT" "$(postgres_programs)/pg_ctl" stop --silent -w -t 60 -m fast -D "$1/data" >/dev/null
}

postgres_port() { sed -n 4p "$1/data/postmaster.pid"; }

# Whether the process that the pid file names is alive and works in this very data folder.
postgres_runs() {
  local pid
  pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) || return 1
  [[ -n $pid && $(readlink "/proc/$pid/cwd" 2>/dev/null) == "$1/data" ]]
}

# After a kill, the backends of a dead server end on their own within moments. Once there are none, a leftover pid file
# is stale, and must not match another process with the same id.
postgres_clear() {
  local left
  for ((left = 100; left > 0; left--)); do
    [[ -n $(find /proc -maxdepth 2 -name cwd -lname "$1/data" -print -quit 2>/dev/null) ]] || break
    sleep 0.1
  done
  ((left > 0)) || fail "Processes of an earlier PostgreSQL still use $1/data. End them, then try again."
  rm -f "$1/data/postmaster.pid"
}

# Made beside its place and moved there, so that an interrupted creation starts over.
postgres_create() {
  local folder=$1 programs=$2
  rm -rf "$folder/data.new"
  secret_file "$folder/admin-password" >/dev/null
  if ((EUID == 0)); then chown "$POSTGRES_ACCOUNT": "$folder/admin-password"; fi
  as_account "$POSTGRES_ACCOUNT" "$programs/initdb" --pgdata "$folder/data.new" --username postgres \
    --pwfile "$folder/admin-password" --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 >"$folder/create.log" 2>&1 ||
    { cat "$folder/create.log" >&2 && fail 'The private database could not be created.'; }
  as_account "$POSTGRES_ACCOUNT" tee -a "$folder/data.new/postgresql.conf" >/dev/null <<<"include = 'emailagent.conf'"
  mv "$folder/data.new" "$folder/data"
}

# The product connects as a role that owns its database and is no superuser.
postgres_prepare() {
  local folder=$1 programs=$2 port=$3
  [[ ! -e $folder/prepared ]] || return 0
  # Through the environment, because all users can read a command line.
  PGPASSWORD=$(cat "$folder/admin-password") ROLE_PASSWORD=$(secret_file "$folder/password") \
    "$programs/psql" -qX -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" -U postgres postgres <<'SQL'
\set password `printf %s "$ROLE_PASSWORD"`
SELECT 'CREATE ROLE emailagent LOGIN CREATEDB' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'emailagent') \gexec
ALTER ROLE emailagent PASSWORD :'password';
SELECT 'CREATE DATABASE emailagent OWNER emailagent' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'emailagent') \gexec
SQL
  : >"$folder/prepared"
}

postgres_connection_string() {
  printf 'Host=127.0.0.1;Port=%s;Database=emailagent;Username=emailagent;Password=%s\n' \
    "$(postgres_port "$1")" "$(cat "$1/password")"
}

postgres_settings() {
  local mode=$1 programs=$2 memory
  memory=$(memory_megabytes)
  cat <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 400
shared_buffers = $(clamp $((memory / 8)) 64 2048)MB
effective_cache_size = $(clamp $((memory / 2)) 128 65536)MB
maintenance_work_mem = $(clamp $((memory / 32)) 32 512)MB
work_mem = $(clamp $((memory / 512)) 4 32)MB
# Loading a mailbox writes a lot in a short time: fewer checkpoints, compressed full pages.
max_wal_size = 4GB
wal_buffers = 16MB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
CONF
  if [[ $("$programs/pg_config" --configure 2>/dev/null) == *--with-lz4* ]]; then
    printf '%s\n' 'default_toast_compression = lz4' 'wal_compression = lz4'
  fi
  if [[ $mode == throwaway ]]; then
    # The data of a test run need not outlive the machine.
    printf '%s\n' 'fsync = off' 'full_page_writes = off'
  fi
}

# The machine's memory, or the container's limit when that is less.
memory_megabytes() {
  local machine limit
  machine=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
  limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null) || limit=max
  if [[ $limit != max ]] && ((limit / 1048576 < machine)); then machine=$((limit / 1048576)); fi
  printf '%s\n' "$machine"
}

clamp() { printf '%s\n' "$(($1 < $2 ? $2 : $1 > $3 ? $3 : $1))"; }
