# shellcheck shell=bash
# The single-use link that makes a user the first administrator.

SETUP_TOKEN=

# setup_offer  Creates a token; the process that api_start starts receives only its hash, and accepts it while there is no administrator.
setup_offer() {
  SETUP_TOKEN=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
  Setup__TokenHash=$(printf %s "$SETUP_TOKEN" | sha256sum | cut -d ' ' -f 1)
  export Setup__TokenHash
}

# setup_tell  Prints the link if it is valid, which it is not once there is an administrator.
setup_tell() {
  api_answers "/api/v1/setup/$SETUP_TOKEN" || return 0
  if [[ -n ${Web__Root-} ]]; then
    say 'There is no administrator yet. To become the administrator, open this link (single-use, valid for a day):'
    say "  http://127.0.0.1:$PORT/setup#token=$SETUP_TOKEN"
    return
  fi
  say "There is no administrator yet. To become the administrator: register, then POST to this link with your access token (single-use, valid for a day):"
  say "  curl -X POST -H \"Authorization: Bearer \$T\" http://127.0.0.1:$PORT/api/v1/setup/$SETUP_TOKEN"
}
