# shellcheck shell=bash
# Finds the test projects that a filter can match, so that only these run.

# filter_expression NAME  Prints a filter expression of dotnet test: NAME itself if it is one already.
filter_expression() {
  if [[ $1 == *[=~]* ]]; then printf '%s\n' "$1"; else printf 'FullyQualifiedName~%s\n' "$1"; fi
}

# matching_projects FILTER PROJECT...  Prints the projects that may have a test which the filter matches; all without a filter.
matching_projects() {
  local filter=$1 project
  shift
  for project; do
    if [[ -z $filter ]] || may_match "$filter" "$(assembly "$project")"; then printf '%s\n' "$project"; fi
  done
}

# may_match FILTER ASSEMBLY  Whether the assembly may have a test that the filter matches. Conditions on the full name are
# understood; others, and filters with parentheses, may match.
may_match() {
  local term condition
  [[ $1 != *[\(\)\\]* ]] || return 0
  while IFS= read -rd '|' term; do
    while IFS= read -rd '&' condition; do
      condition=${condition#FullyQualifiedName[=~]}
      [[ $condition == *[!A-Za-z0-9_.]* ]] || may_have_test "$condition" "$2" || continue 2
    done <<<"$term&"
    return 0
  done <<<"$1|"
  return 1
}

# may_have_test NAME ASSEMBLY  Searches the assembly's metadata for a part of NAMESPACE.TYPE.METHOD. The three are stored apart from
# each other, as UTF-8 that ends with NUL, so the last two dots of NAME may separate them.
may_have_test() {
  local name=${1//./[.]} file=$2 left
  left=${name%'[.]'*}
  has_name "$name" "$file" ||
    { [[ $name == *'[.]'* ]] && has_name "$left\$" "$file" && has_name "${name##*']'}" "$file"; } ||
    { [[ $left == *'[.]'* ]] && has_name "${left%'[.]'*}\$" "$file" && has_name "${left##*']'}\$" "$file" && has_name "${name##*']'}" "$file"; }
}

has_name() { LC_ALL=C grep -aziq -e "$1" "$2"; }
