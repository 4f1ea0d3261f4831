# shellcheck shell=bash
# Private servers never run as root.

# as_account ACCOUNT COMMAND...  A normal user runs it as itself, root as ACCOUNT.
as_account() {
  local account=$1
  shift
  if ((EUID == 0)); then
    # From a folder that the account may enter, without root's environment.
    (cd / && HOME=/ exec setpriv --reuid="$account" --regid="$(id -g "$account")" --init-groups -- "$@")
  else
    "$@"
  fi
}

# account_folder ACCOUNT FOLDER  Makes the folder for the account and prints its real path. Where the account cannot reach
# it (a clone under /root), it is made in /var/lib/emailagent, and FOLDER links to it.
account_folder() {
  local account=$1 folder=$2 name
  name=$(basename "$folder")
  if [[ ! -d $folder ]]; then
    if as_account "$account" test -x "$(dirname "$folder")"; then
      mkdir -p "$folder"
    else
      mkdir -p /var/lib/emailagent
      ln -sfn "$(mktemp -d "/var/lib/emailagent/$name.XXXXXX")" "$folder"
    fi
    if ((EUID == 0)); then chown "$account": "$folder/"; fi
    chmod 700 "$folder/"
  fi
  realpath "$folder"
}

# secret_file FILE [BYTES]  Prints the secret in FILE, which is made at the first call and readable by its owner only.
secret_file() {
  [[ -s $1 ]] || (umask 077 && head -c "${2:-24}" /dev/urandom | base64 | tr '+/' '-_' >"$1.new" && mv "$1.new" "$1")
  cat "$1"
}

# free_port  Prints an unused loopback port below the range of outgoing connections.
free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    port_answers "$port" || break
  done
  printf '%s\n' "$port"
}

# keep_port FILE  Keeps the port in FILE if it is still free, else puts a free one there.
keep_port() {
  if [[ ! -s $1 ]] || port_answers "$(cat "$1")"; then free_port >"$1"; fi
}

port_answers() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
