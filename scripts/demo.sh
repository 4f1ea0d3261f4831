# shellcheck shell=bash
# The demo: a mail server with one generated mailbox, and the tour of the API.

demo_start() {
  require_packages "$DATA_DIR/logs/apt.log" 'The demo mail server' dovecot-imapd dovecot-lmtpd || exit 1
  # Only the pasted tour needs it.
  command -v curl >/dev/null || require_packages "$DATA_DIR/logs/apt-curl.log" curl curl || true
  DOVECOT_FOLDER=$(account_folder "$DOVECOT_ACCOUNT" "$DATA_DIR/demo")
  if [[ ! -d $DOVECOT_FOLDER/Maildir ]]; then
    build build "$DATA_DIR/logs/build-demo.log" 'Building the demo mailbox' "$ROOT/tools/DemoMailbox" "$ROOT/artifacts/demo.stamp" \
      "$ROOT/tools/DemoMailbox" --
    rm -rf "$DOVECOT_FOLDER/Maildir.new"
    dotnet "$ROOT/artifacts/bin/DemoMailbox/release/EmailAgent.DemoMailbox.dll" "$DOVECOT_FOLDER/Maildir.new" "$DEMO_USER"
    if ((EUID == 0)); then chown -R "$DOVECOT_ACCOUNT": "$DOVECOT_FOLDER/Maildir.new"; fi
    mv "$DOVECOT_FOLDER/Maildir.new" "$DOVECOT_FOLDER/Maildir"
  fi
  dovecot_start "$DOVECOT_FOLDER" 9>&-
}

# Stops the mail server of a killed demo.
demo_stop_orphan() {
  if [[ -d $DATA_DIR/demo ]]; then dovecot_stop "$(realpath "$DATA_DIR/demo")"; fi
}

demo_deliver() {
  local folder=$DATA_DIR/demo subject=${1:-Lunch on Friday?}
  folder=$(realpath -m "$folder")
  dovecot_runs "$folder" || fail 'The demo is not running. Start it in another terminal: ./run --demo'
  # RFC 2047: a header is ASCII.
  if [[ $subject == *[!\ -~]* ]]; then subject="=?utf-8?B?$(printf %s "$subject" | base64 -w 0)?="; fi
  dovecot_deliver "$folder" <<MESSAGE
From: Robin Friend <friend@example.net>
To: <$DEMO_USER>
Subject: $subject
Date: $(date -R)
Message-ID: <$(date +%s%N).$$@demo.example.net>
Content-Type: text/plain; charset=utf-8

Delivered just now, to show how fast it arrives.
MESSAGE
  say 'Delivered.'
}

demo_tour() {
  local password imap
  password=$(cat "$DOVECOT_FOLDER/password")
  imap=$(cat "$DOVECOT_FOLDER/imap-port")
  cat <<TOUR

The demo mailbox: IMAP 127.0.0.1:$imap, user $DEMO_USER, password $password

The tour; paste it line by line into a second terminal:

# 1. Register, and keep the access token
A=http://127.0.0.1:$PORT/api/v1
T=\$(curl -s \$A/auth/register -H 'Content-Type: application/json' -d '{"email":"you-'\$RANDOM'@example.org","password":"correct horse battery"}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
# 2. Connect the mailbox, and keep the connection's id
C=\$(curl -s \$A/connections/imap -H "Authorization: Bearer \$T" -H 'Content-Type: application/json' -d '{"host":"127.0.0.1","port":$imap,"username":"$DEMO_USER","password":"$password","security":"none"}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
# 3. See it fill
sleep 2; curl -s \$A/sync/status -H "Authorization: Bearer \$T"; echo
# 4. The newest messages
curl -s "\$A/emails?page_size=5" -H "Authorization: Bearer \$T"; echo
# 5. Search
curl -s -G \$A/search --data-urlencode 'q=invoice from:billing -reminder' -H "Authorization: Bearer \$T"; echo
# 6. Stream events for 8 s, and deliver a message meanwhile
curl -sN -m 8 \$A/events/stream -H "Authorization: Bearer \$T" & sleep 1; DATA_DIR=$(printf %q "$DATA_DIR") $ROOT/run deliver 'Hello from the tour'; wait
# 7. Find it and star it; the star is written back to the mail server
M=\$(curl -s "\$A/emails?page_size=1" -H "Authorization: Bearer \$T" | sed 's/.*"items":\[{"id":"\([^"]*\)".*/\1/')
curl -s -X PATCH \$A/emails/\$M -H "Authorization: Bearer \$T" -H 'Content-Type: application/json' -d '{"is_starred":true}'; echo
# 8. Disconnect: the mailbox's copy is removed, the mail server keeps its mail
curl -s -X DELETE \$A/connections/\$C -H "Authorization: Bearer \$T" -w '%{http_code}\n'
TOUR
}
