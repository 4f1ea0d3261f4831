# shellcheck shell=bash
# Third-party servers and programs that the tests run against. Tests of a missing peer are skipped with the reason.

# install_peers PROJECT...  Installs the peers that the built test projects refer to.
install_peers() {
  if [[ -z ${EMAILAGENT_TEST_POSTGRES-} ]] && refers_to Postgres "$@"; then
    require_packages "$LOGS/apt-postgresql.log" PostgreSQL postgresql || true
  fi
  if refers_to Dovecot "$@"; then require_packages "$LOGS/apt-dovecot.log" Dovecot dovecot-imapd dovecot-lmtpd || true; fi
  # Its master process runs as root only, and so do its tests.
  if ((EUID == 0)) && refers_to Postfix "$@"; then require_packages "$LOGS/apt-postfix.log" Postfix postfix || true; fi
  if refers_to 'NodeSmtpServer|FaultySmtpServer' "$@"; then install_npm smtp-server "$ROOT/tests/Delivery.Tests/Smtp/Node"; fi
  # The issuers, the OpenAPI tools and the verifiers of webhooks run on the Node.js that comes with emulate.
  if refers_to 'Emulate|Issuer|OpenApiTools|WebhookVerifiers' "$@"; then install_npm emulate "$ROOT/tests/Testing/Emulate/Node"; fi
  if refers_to Issuer "$@"; then install_npm issuers "$ROOT/tests/Testing/Issuers/Node"; fi
  if refers_to OpenApiTools "$@"; then install_npm openapi "$ROOT/tests/Testing/OpenApi/Node"; fi
  if refers_to WebhookVerifiers "$@"; then install_npm webhooks "$ROOT/tests/Testing/Webhooks/Node"; fi
  if refers_to Cyrus "$@"; then
    unpack_packages "$LOGS/apt-cyrus.log" "$ARTIFACTS/peers/cyrus" cyrus-imapd cyrus-common libical3 libxapian30 libzephyr4 \
      libclamav12 libmspack0 libsigsegv2 || true
  fi
  if refers_to Courier "$@"; then
    unpack_packages "$LOGS/apt-courier.log" "$ARTIFACTS/peers/courier" courier-imap courier-base courier-authlib \
      courier-authlib-userdb libcourier-unicode4 libltdl7 gamin libgamin0 libidn12 || true
  fi
  # Without its signatures, which tests replace by one of their own.
  if refers_to 'ClamdServer|ClamdFact' "$@"; then
    unpack_packages "$LOGS/apt-clamav.log" "$ARTIFACTS/peers/clamav" clamav-daemon libclamav12 libjson-c5 libmspack0 || true
  fi
  if refers_to Python "$@"; then require_packages "$LOGS/apt-python.log" Python python3 || true; fi
  if refers_to Shellcheck "$@"; then require_packages "$LOGS/apt-shellcheck.log" Shellcheck shellcheck || true; fi
}

# refers_to PATTERN PROJECT...  Whether a name in one of the built test projects matches: names of types are UTF-8 in an assembly.
refers_to() {
  local pattern=$1 project files=()
  shift
  for project; do files+=("$(assembly "$project")"); done
  grep -aqE "$pattern" "${files[@]}"
}

# install_npm NAME SOURCE  Installs packages from npm exactly as the lock file in SOURCE says, in artifacts/npm/NAME.
install_npm() {
  local name=$1 source=$2 target=$ARTIFACTS/npm/$1
  command -v npm >/dev/null || return 0
  if [[ -d $target/node_modules ]] && cmp -s "$source/package-lock.json" "$target/package-lock.json"; then return 0; fi
  # Installed beside its place and moved there, so that an interrupted installation starts over.
  rm -rf "$target" "$target.new"
  mkdir -p "$target.new"
  cp "$source/package.json" "$source/package-lock.json" "$target.new"
  step "$LOGS/npm-$name.log" "Installing $name" npm ci --prefix "$target.new" --ignore-scripts --no-audit --no-fund || return 0
  mv "$target.new" "$target"
}

# start_postgres FOLDER PROJECT...  Starts one private server for the whole run, where a project needs it.
start_postgres() {
  local folder=$1
  shift
  [[ -z ${EMAILAGENT_TEST_POSTGRES-} ]] && refers_to Postgres "$@" && postgres_programs >/dev/null || return 0
  folder=$(account_folder "$POSTGRES_ACCOUNT" "$folder")
  step "$LOGS/postgres.log" 'Starting PostgreSQL' postgres_start "$folder" throwaway
  EMAILAGENT_TEST_POSTGRES="$(postgres_connection_string "$folder");Include Error Detail=true"
  export EMAILAGENT_TEST_POSTGRES
}
