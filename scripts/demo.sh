# shellcheck shell=bash
# The demo: mail servers with a generated mailbox and a friend's empty one, and the tour of the API.

DEMO_TOOL=$ROOT/artifacts/bin/DemoMailbox/release/EmailAgent.DemoMailbox.dll

demo_start() {
  require_packages "$DATA_DIR/logs/apt.log" 'The demo mail server' dovecot-imapd dovecot-lmtpd || exit 1
  # Only the pasted tour needs it.
  command -v curl >/dev/null || require_packages "$DATA_DIR/logs/apt-curl.log" curl curl || true
  DOVECOT_FOLDER=$(account_folder "$DOVECOT_ACCOUNT" "$DATA_DIR/demo")
  build build "$DATA_DIR/logs/build-demo.log" 'Building the demo mailbox' "$ROOT/tools/DemoMailbox" "$ROOT/artifacts/demo.stamp" \
    "$ROOT/tools/DemoMailbox" --
  if [[ ! -d $DOVECOT_FOLDER/Maildir ]]; then
    rm -rf "$DOVECOT_FOLDER/Maildir.new"
    dotnet "$DEMO_TOOL" "$DOVECOT_FOLDER/Maildir.new" "$DEMO_USER"
    if ((EUID == 0)); then chown -R "$DOVECOT_ACCOUNT": "$DOVECOT_FOLDER/Maildir.new"; fi
    mv "$DOVECOT_FOLDER/Maildir.new" "$DOVECOT_FOLDER/Maildir"
  fi
  dovecot_start "$DOVECOT_FOLDER" 9>&-
  submission_start "$DOVECOT_FOLDER"
}

# submission_start FOLDER  Starts the server that takes mail to send and delivers it to both mailboxes. It ends with this script.
submission_start() {
  local folder=$1 left log=$DATA_DIR/logs/submission.log
  submission_stop_orphan
  keep_port "$folder/submission-port"
  dotnet "$DEMO_TOOL" submission "$(cat "$folder/submission-port")" "$(cat "$folder/lmtp-port")" "$folder/password" </dev/null >"$log" 2>&1 9>&- &
  printf '%s\n' "$!" >"$DATA_DIR/submission.pid"
  for ((left = 200; left > 0; left--)); do
    if port_answers "$(cat "$folder/submission-port")"; then return; fi
    sleep 0.05
  done
  fail "The demo submission server does not answer. Its log: $log"
}

# Stops the submission server of a killed demo.
submission_stop_orphan() {
  local pid
  pid=$(cat "$DATA_DIR/submission.pid" 2>/dev/null) || return 0
  if [[ $(tr '\0' ' ' <"/proc/$pid/cmdline") == *"$DEMO_TOOL submission"* ]] 2>/dev/null; then kill "$pid"; fi
}

# Stops the mail servers of a killed demo.
demo_stop_orphan() {
  submission_stop_orphan
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
  local password imap submission json
  password=$(cat "$DOVECOT_FOLDER/password")
  imap=$(cat "$DOVECOT_FOLDER/imap-port")
  submission=$(cat "$DOVECOT_FOLDER/submission-port")
  json="-H \"Authorization: Bearer \$T\" -H 'Content-Type: application/json'"
  cat <<TOUR

The demo mailboxes: IMAP 127.0.0.1:$imap, SMTP 127.0.0.1:$submission, users $DEMO_USER and $FRIEND_USER, password $password

The tour; paste it line by line into a second terminal:

# 1. Register, and keep the access token, which is valid for 15 minutes (POST \$A/auth/refresh returns the next one)
A=http://127.0.0.1:$PORT/api/v1
T=\$(curl -s \$A/auth/register -H 'Content-Type: application/json' -d '{"email":"you-'\$RANDOM'@example.org","password":"correct horse battery"}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
# 2. Connect the mailbox, and keep the connection's id
C=\$(curl -s \$A/connections/imap $json -d '{"host":"127.0.0.1","port":$imap,"username":"$DEMO_USER","password":"$password","security":"none","smtp":{"host":"127.0.0.1","port":$submission,"security":"none"}}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
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
curl -s -X PATCH \$A/emails/\$M $json -d '{"is_starred":true}'; echo
# 8. Folders and labels
curl -s \$A/labels -H "Authorization: Bearer \$T"; echo
# 9. All attachments of the newest message that has some, as one archive
N=\$(curl -s "\$A/emails?has_attachments=true&page_size=1" -H "Authorization: Bearer \$T" | sed 's/.*"items":\[{"id":"\([^"]*\)".*/\1/')
curl -s \$A/emails/\$N/attachments.zip -H "Authorization: Bearer \$T" -o attachments.zip -w '%{size_download} bytes in attachments.zip\n'
# 10. Connect the friend's mailbox, which is empty, and send the friend a message; within undo_seconds it can be cancelled for certain
F=\$(curl -s \$A/connections/imap $json -d '{"host":"127.0.0.1","port":$imap,"username":"$FRIEND_USER","password":"$password","security":"none","smtp":{"host":"127.0.0.1","port":$submission,"security":"none"}}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
S=\$(curl -s \$A/emails/send $json -H "Idempotency-Key: tour-\$RANDOM" -d '{"connection_id":"'\$C'","to":["$FRIEND_USER"],"subject":"Lunch?","body_text":"On Friday at noon?","undo_seconds":0}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
sleep 2; curl -s \$A/outgoing/\$S -H "Authorization: Bearer \$T"; echo
# 11. Schedule a message, list it, and cancel it
L=\$(curl -s \$A/emails/schedule $json -d '{"connection_id":"'\$C'","to":["$FRIEND_USER"],"subject":"Reminder","body_text":"Lunch is at noon.","send_at":"tomorrow 9:00","timezone":"Europe/Berlin"}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
curl -s \$A/emails/scheduled -H "Authorization: Bearer \$T"; echo
curl -s -X POST \$A/outgoing/\$L/cancel -H "Authorization: Bearer \$T"; echo
# 12. Answer as the friend, with an attachment, and read the answer in the first mailbox
R=\$(curl -s "\$A/emails?connection_id=\$F&page_size=1" -H "Authorization: Bearer \$T" | sed 's/.*"items":\[{"id":"\([^"]*\)".*/\1/')
U=\$(curl -s \$A/attachments/upload -H "Authorization: Bearer \$T" -F file=@attachments.zip | sed 's/^{"id":"\([^"]*\)".*/\1/')
curl -s \$A/emails/send $json -d '{"connection_id":"'\$F'","in_reply_to_id":"'\$R'","body_text":"Gladly. Here are the files.","attachment_ids":["'\$U'"],"undo_seconds":0}'; echo
sleep 3; curl -s "\$A/emails?connection_id=\$C&page_size=1" -H "Authorization: Bearer \$T"; echo
# 13. The priority inbox, tasks with their quotes, projects, and an answer with citations; no language model is needed
curl -s "\$A/inbox/priority?limit=3" -H "Authorization: Bearer \$T"; echo
curl -s "\$A/tasks?page_size=3" -H "Authorization: Bearer \$T"; echo
curl -s -X POST \$A/projects/detect -H "Authorization: Bearer \$T"; echo; curl -s "\$A/projects?page_size=3" -H "Authorization: Bearer \$T"; echo
curl -s \$A/rag/query $json -d '{"query":"When was the last invoice for electricity due?"}'; echo
# 14. Disconnect: the copies of the mailboxes are removed, the mail server keeps its mail
curl -s -X DELETE \$A/connections/\$F -H "Authorization: Bearer \$T" -w '%{http_code}\n'; curl -s -X DELETE \$A/connections/\$C -H "Authorization: Bearer \$T" -w '%{http_code}\n'
TOUR
}
