# shellcheck shell=bash
# Debian packages that are missing: installed when we may, named when we may not.

# with_root COMMAND...  As root: directly, or through sudo.
with_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo "$@"
  fi
}

can_install() {
  command -v apt-get >/dev/null || return 1
  if ((EUID == 0)); then return 0; fi
  # Without a terminal nobody can type the password that sudo may ask for.
  command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }
}

# missing_packages PACKAGE...  Prints those that are not installed.
missing_packages() {
  local package
  for package; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
  done
}

# require_packages LOG WHY PACKAGE...  Installs what is missing; returns 1, having said what to do, where that is impossible.
require_packages() {
  local log=$1 why=$2 missing
  shift 2
  missing=$(missing_packages "$@")
  missing=${missing% }
  [[ -n $missing ]] || return 0
  if ! can_install; then
    warn "$why is missing, and installing it needs root. Run this once: sudo apt-get install $missing"
    return 1
  fi
  # Ask for the password, if one is needed, before the output goes to the log.
  if ((EUID != 0)); then sudo -v || return 1; fi
  # shellcheck disable=SC2086 # One word per package.
  step "$log" "Installing $missing" install_packages $missing || {
    warn "$why could not be installed. Install it by hand: apt-get install $missing"
    return 1
  }
}

# The packages' own system services are neither started now nor at the next boot: we start private servers. Nothing that is
# installed goes, such as another mail server.
install_packages() {
  local policy=/usr/sbin/policy-rc.d code=0 service
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' | with_root tee "$policy" >/dev/null
    with_root chmod 755 "$policy"
  else
    policy=
  fi
  {
    unconfigured "$@" | with_root debconf-set-selections
    with_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
      with_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends --no-remove "$@"
  } </dev/null || code=$?
  if [[ -n $policy ]]; then with_root rm -f "$policy"; fi
  for service; do
    case $service in
      postgresql) disable_service postgresql ;;
      dovecot-imapd) disable_service dovecot ;;
      postfix) disable_service postfix ;;
    esac
  done
  return "$code"
}

# unconfigured PACKAGE...  Prints the answers that keep packages from setting up a server for the whole machine.
unconfigured() {
  local package
  for package; do
    if [[ $package == postfix ]]; then echo 'postfix postfix/main_mailer_type select No configuration'; fi
  done
}

disable_service() {
  if command -v systemctl >/dev/null; then with_root systemctl disable --quiet "$1" || true; fi
}

# unpack_packages LOG FOLDER PACKAGE...  Unpacks packages that cannot be installed beside others, with no need of root.
unpack_packages() {
  local log=$1 folder=$2
  shift 2
  [[ ! -e $folder/complete ]] || return 0
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  step "$log" "Unpacking $1" download_and_unpack "$folder" "$@" || {
    warn "$1 could not be unpacked into $folder."
    return 1
  }
}

download_and_unpack() {
  local folder=$1 archive
  shift
  rm -rf "$folder"
  mkdir -p "$folder/archives"
  (cd "$folder/archives" && apt-get download "$@") || return 1
  for archive in "$folder"/archives/*.deb; do
    dpkg-deb -x "$archive" "$folder" || return 1
  done
  rm -rf "$folder/archives"
  touch "$folder/complete"
}
