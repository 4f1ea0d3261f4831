# shellcheck shell=bash
# The web UI in src/Web: built when its sources changed, and checked. It needs Node.js.

WEB_NODE='Node.js 20.19 or newer'

web_has_node() {
  command -v npm >/dev/null &&
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

# web_install LOG  Installs the packages exactly as the lock file says, if it has changed.
web_install() {
  local log=$1 web=$ROOT/src/Web
  if cmp -s "$web/package-lock.json" "$web/node_modules/installed.json"; then return; fi
  step "$log" 'Installing the packages of the web UI' npm ci --prefix "$web" --ignore-scripts --no-audit --no-fund || return
  cp "$web/package-lock.json" "$web/node_modules/installed.json"
}

# web_build LOG  Builds into artifacts/web when a source is newer than the last build.
web_build() {
  local log=$1 stamp=$ROOT/artifacts/web.stamp new=$ROOT/artifacts/web.new
  if [[ -e $stamp && -z $(find "$ROOT/src/Web" -name node_modules -prune -o -newer "$stamp" -print -quit) ]]; then return; fi
  mkdir -p "$ROOT/artifacts"
  web_install "$log.install" || return
  touch "$stamp.new"
  rm -rf "$new"
  WEB_OUT=$new step "$log" 'Building the web UI' npm run --prefix "$ROOT/src/Web" build || return
  rm -rf "$ROOT/artifacts/web"
  mv "$new" "$ROOT/artifacts/web"
  mv "$stamp.new" "$stamp"
}

# web_offer LOG  Builds the UI for ./run and has the API serve it, unless Web__Root names another.
web_offer() {
  if [[ -n ${Web__Root-} ]]; then return; fi
  if web_has_node; then
    web_build "$1" || warn 'The web UI could not be built; the API works without it.'
  else
    say "There is no $WEB_NODE, so the web UI is not built; the API works without it."
  fi
  if [[ -e $ROOT/artifacts/web/index.html ]]; then export Web__Root=$ROOT/artifacts/web; fi
}

# web_check LOGS  Runs the checks of the UI as tests, and writes their counts and the reason for skipping them to LOGS/web.
web_check() {
  local logs=$1 name passed=0 failed=0 skipped=
  if ! web_has_node; then
    skipped="$WEB_NODE is not installed"
  elif ! web_install "$logs/web-install.log"; then
    skipped='its packages could not be installed'
  else
    for name in format:check lint typecheck test build; do
      if WEB_OUT=$ROOT/artifacts/web.test step "$logs/web-${name%:*}.log" "Web UI: ${name%:*}" npm run --prefix "$ROOT/src/Web" "$name"; then
        passed=$((passed + 1))
      else
        failed=$((failed + 1))
      fi
    done
  fi
  printf '%s\t%s\t%s\n' "$passed" "$failed" "$skipped" >"$logs/web"
}
