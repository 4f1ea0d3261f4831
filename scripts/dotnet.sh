# shellcheck shell=bash
# Building only what changed. Nothing stays behind: no build server, no compiler server.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

require_dotnet() {
  command -v dotnet >/dev/null || fail 'The .NET 10 SDK is missing (command "dotnet"): https://dotnet.microsoft.com/download'
  dotnet --list-sdks | grep -q '^10\.' || fail "The .NET 10 SDK is missing; this machine has: $(dotnet --list-sdks | tr '\n' ' ')"
}

# build VERB LOG TITLE PROJECT STAMP SOURCE... -- [OPTION...]  Builds or publishes Release when a source is newer than STAMP.
build() {
  local verb=$1 log=$2 title=$3 project=$4 stamp=$5 sources=()
  shift 5
  while (($#)) && [[ $1 != -- ]]; do
    if [[ -e $1 ]]; then sources+=("$1"); fi
    shift
  done
  shift || true
  if [[ -e $stamp && -z $(find "${sources[@]}" -path "$ROOT/src/Web" -prune -o -newer "$stamp" -print -quit) ]]; then return; fi
  require_dotnet
  mkdir -p "$(dirname "$stamp")" "$ROOT/artifacts"
  # The time before the build counts, so that what is saved during it is built next time.
  touch "$stamp.new"
  # One build at a time: that of a killed script may still be running.
  # Restored for all kinds of machines, as the lock files are, and not for the one that is published for alone.
  # shellcheck disable=SC2016
  step "$log" "$title" flock "$ROOT/artifacts/build.lock" bash -c 'dotnet restore "$2" -v quiet -nodeReuse:false && exec dotnet "$@"' \
    build "$verb" "$project" --no-restore -c Release -v quiet -clp:NoSummary -nodeReuse:false -p:UseSharedCompilation=false "$@" || return
  mv "$stamp.new" "$stamp"
}

# dotnet_runtime  Prints what .NET calls this kind of machine.
dotnet_runtime() {
  case $(uname -m) in
    x86_64) printf 'linux-x64\n' ;;
    aarch64) printf 'linux-arm64\n' ;;
    *) fail "EmailAgent is not built for this kind of machine: $(uname -m)." ;;
  esac
}
