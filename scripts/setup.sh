# shellcheck shell=bash
# The one-time link by which somebody becomes the first administrator.

SETUP_TOKEN=

# setup_offer  Makes a token; the process that api_start starts gets its hash only, and offers it while there is no administrator.
setup_offer() {
  SETUP_TOKEN=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
  Setup__TokenHash=$(printf %s "$SETUP_TOKEN" | sha256sum | cut -d ' ' -f 1)
  export Setup__TokenHash
}

# setup_tell  Prints the link if it is good: not when there is an administrator.
setup_tell() {
  api_answers "/api/v1/setup/$SETUP_TOKEN" || return 0
  say "There is no administrator yet. Who registers, and then posts to this link with the access token, is it (good once, for a day):"
  say "  curl -X POST -H \"Authorization: Bearer \$T\" http://127.0.0.1:$PORT/api/v1/setup/$SETUP_TOKEN"
}
