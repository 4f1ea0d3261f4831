# shellcheck shell=bash
# Missing Debian packages: installed if permitted, named otherwise.

# Seconds to wait for other programs that install packages.
APT_PATIENCE=900
POLICY=/usr/sbin/policy-rc.d
POLICY_MARK='Made by EmailAgent while it installs packages'

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
  # Without a terminal there is no way to enter sudo's password.
  command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }
}

# missing_packages PACKAGE...  Prints those that are not installed.
missing_packages() {
  local package
  for package; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
  done
}

# require_packages LOG WHY PACKAGE...  Installs missing packages; otherwise prints what to do and returns 1.
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
  # An interrupted download ends at once, a running dpkg has to finish.
  set_patience 300
  # shellcheck disable=SC2086 # One word per package.
  step "$log" "Installing $missing" install_packages $missing || {
    set_patience 10
    warn "$why could not be installed. Install it by hand: apt-get install $missing"
    return 1
  }
  set_patience 10
}

# install_packages PACKAGE...  Installs packages and removes none, such as another mail server.
install_packages() {
  local code=0 service
  apt_get update || return
  apt_get install -y --no-install-recommends --no-remove --download-only "$@" || return
  # An interrupted dpkg leaves packages that are half configured.
  trap '' INT TERM HUP
  apt_get install -y --no-install-recommends --no-remove -o "DPkg::Pre-Invoke::=$(before_dpkg "$@")" \
    -o "DPkg::Post-Invoke::=$(after_dpkg)" "$@" || code=$?
  for service; do
    case $service in
      postgresql) disable_service postgresql ;;
      dovecot-imapd) disable_service dovecot ;;
      postfix) disable_service postfix ;;
    esac
  done
  return "$code"
}

# apt_get OPTION...  Runs apt-get without questions. While another program holds one of its locks it waits, for up to APT_PATIENCE
# seconds: apt-get itself waits for dpkg's lock only. Finishes what a killed dpkg has left.
apt_get() {
  local errors output code deadline=$((SECONDS + APT_PATIENCE))
  exec {output}>&1
  while true; do
    code=0
    errors=$(with_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C \
      apt-get -q -o "DPkg::Lock::Timeout=$APT_PATIENCE" "$@" 2>&1 >&"$output" </dev/null) || code=$?
    case $code,$errors in
      0,*) break ;;
      *'Could not get lock'*)
        ((SECONDS < deadline)) || break
        sleep 1
        ;;
      *'dpkg was interrupted'*)
        with_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a --force-confold </dev/null || break
        with_root sh -c "$(after_dpkg)"
        ;;
      *) break ;;
    esac
  done
  exec {output}>&-
  [[ -z $errors ]] || warn "$errors"
  return "$code"
}

# before_dpkg PACKAGE...  Prints what apt-get has to run before dpkg, while it holds the lock: a policy by which the packages' own
# services are not started, since we start private servers, and the answers to the packages' questions.
before_dpkg() {
  cat <<HOOK
[ -e $POLICY ] || { printf '#!/bin/sh\n# $POLICY_MARK\nexit 101\n' >$POLICY && chmod 755 $POLICY; }
debconf-set-selections <<ANSWERS
$(unconfigured "$@")
ANSWERS
HOOK
}

# after_dpkg  Prints what apt-get has to run after dpkg. A policy of the administrator stays.
after_dpkg() { printf '%s\n' "! grep -qs '$POLICY_MARK' $POLICY || rm -f $POLICY"; }

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

# unpack_packages LOG FOLDER PACKAGE...  Unpacks packages that conflict with others when installed; does not need root.
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
  # Without lists, or with old ones, there is nothing to download.
  (cd "$folder/archives" && apt-get download "$@") ||
    { can_install && apt_get update && (cd "$folder/archives" && apt-get download "$@"); } || return 1
  for archive in "$folder"/archives/*.deb; do
    dpkg-deb -x "$archive" "$folder" || return 1
  done
  rm -rf "$folder/archives"
  touch "$folder/complete"
}
