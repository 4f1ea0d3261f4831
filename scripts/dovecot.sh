# shellcheck shell=bash
# A private Dovecot with two mailboxes, for ./run --demo: loopback only, generated password, never as root.

DOVECOT_ACCOUNT=dovecot
DEMO_USER=demo@example.org
FRIEND_USER=friend@example.net

# dovecot_start FOLDER  Reuses a server that runs there already.
dovecot_start() {
  local folder=$1 left
  if dovecot_runs "$folder"; then return; fi
  dovecot_sockets "$folder"
  secret_file "$folder/password" >/dev/null
  keep_port "$folder/imap-port"
  keep_port "$folder/lmtp-port"
  (umask 077 && dovecot_users "$folder" >"$folder/users" && dovecot_settings "$folder" >"$folder/dovecot.conf")
  if ((EUID == 0)); then chown "$DOVECOT_ACCOUNT": "$folder/users" "$folder/dovecot.conf"; fi
  as_account "$DOVECOT_ACCOUNT" /usr/sbin/dovecot -c "$folder/dovecot.conf" </dev/null >>"$folder/start.log" 2>&1 ||
    fail "The demo mail server did not start: $(tail -n 5 "$folder/start.log")"
  for ((left = 100; left > 0; left--)); do
    if port_answers "$(cat "$folder/imap-port")"; then return; fi
    sleep 0.05
  done
  fail "The demo mail server does not answer. Its log: $folder/dovecot.log"
}

dovecot_stop() {
  local pid
  dovecot_runs "$1" || return 0
  pid=$(cat "$1/run/master.pid")
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
}

dovecot_runs() {
  local pid
  pid=$(cat "$1/run/master.pid" 2>/dev/null) || return 1
  [[ $(tr '\0' ' ' <"/proc/$pid/cmdline") == *"$1/dovecot.conf"* ]] 2>/dev/null
}

# Socket names may have 107 bytes; in a deep folder "run" is a link to a short one.
dovecot_sockets() {
  ((${#1} > 70)) || return 0
  [[ -d $1/run/ ]] || ln -sfn "$(as_account "$DOVECOT_ACCOUNT" mktemp -d /tmp/emailagent-demo.XXXXXX)" "$1/run"
}

# dovecot_deliver FOLDER  Delivers the message on standard input over LMTP (RFC 2033).
dovecot_deliver() {
  local lmtp line
  exec {lmtp}<>"/dev/tcp/127.0.0.1/$(cat "$1/lmtp-port")"
  lmtp_answer "$lmtp" 2
  for line in 'LHLO localhost' 'MAIL FROM:<friend@example.net>' "RCPT TO:<$DEMO_USER>"; do
    printf '%s\r\n' "$line" >&"$lmtp"
    lmtp_answer "$lmtp" 2
  done
  printf 'DATA\r\n' >&"$lmtp"
  lmtp_answer "$lmtp" 3
  sed -e 's/\r*$/\r/' -e 's/^\./../' >&"$lmtp"
  printf '.\r\n' >&"$lmtp"
  lmtp_answer "$lmtp" 2
  printf 'QUIT\r\n' >&"$lmtp"
  exec {lmtp}>&-
}

lmtp_answer() {
  local answer
  while IFS= read -r answer <&"$1" && [[ $answer == ???-* ]]; do :; done
  [[ $answer == "$2"* ]] || fail "The demo mail server refused: $answer"
}

# dovecot_users FOLDER  Prints both users, with the same password; the home of each is its maildir.
dovecot_users() {
  local password
  password=$(cat "$1/password")
  printf '%s:{PLAIN}%s::::%s\n' "$DEMO_USER" "$password" "$1/Maildir" "$FRIEND_USER" "$password" "$1/Friend"
}

dovecot_settings() {
  local folder=$1 user group sockets
  sockets=$(realpath -m "$folder/run")
  user=$(as_account "$DOVECOT_ACCOUNT" id -un)
  group=$(as_account "$DOVECOT_ACCOUNT" id -gn)
  cat <<CONF
protocols = imap lmtp
listen = 127.0.0.1
base_dir = $sockets
state_dir = $sockets
log_path = $folder/dovecot.log
default_internal_user = $user
default_internal_group = $group
default_login_user = $user
ssl = no
disable_plaintext_auth = no
mail_max_userip_connections = 0
first_valid_uid = 1
mail_location = maildir:~
passdb {
  driver = passwd-file
  args = $folder/users
}
userdb {
  driver = passwd-file
  args = $folder/users
  override_fields = uid=$user gid=$group
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Drafts {
    special_use = \\Drafts
    auto = subscribe
  }
  mailbox Archive {
    special_use = \\Archive
    auto = subscribe
  }
  mailbox Junk {
    special_use = \\Junk
    auto = subscribe
  }
  mailbox Trash {
    special_use = \\Trash
    auto = subscribe
  }
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $(cat "$folder/imap-port")
  }
  inet_listener imaps {
    port = 0
  }
}
service imap {
  unix_listener imap-master {
  }
}
service imap-hibernate {
  unix_listener imap-hibernate {
    mode = 0600
  }
}
service lmtp {
  inet_listener lmtp {
    port = $(cat "$folder/lmtp-port")
  }
}
protocol imap {
  # After a second of idling a connection is notified of new mail in about 20 ms; before, Dovecot waits half a second for more.
  imap_hibernate_timeout = 1s
}
CONF
}
