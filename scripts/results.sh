# shellcheck shell=bash
# Runs the built test projects and sums up their results.

# These measure time or load the machine, so each runs alone; the others run two at a time.
ALONE='Bench.Tests EndToEnd.Tests Api.Tests Grains.Tests Providers.Tests'
PROJECT_TIME_LIMIT=30m
# With more failures than this, a failure is hardly one of timing.
AGAIN_LIMIT=3

test_projects() { find "$ROOT/tests" -mindepth 1 -maxdepth 1 -name '*.Tests' -printf '%f\n' | sort; }

assembly() { printf '%s\n' "$ARTIFACTS/bin/$1/release/EmailAgent.$1.dll"; }

# run_tests FILTER AGAIN TEMPORARY PROJECT...  Runs the projects, with TEMPORARY as the folder for their temporary files; failed tests
# once more if AGAIN is not empty. Each runs in the background, because a signal is handled only after a command in the foreground.
run_tests() {
  local project
  RESULTS=$ARTIFACTS/test-results
  FILTER=$1
  AGAIN=$2
  TEMPORARY=$3
  shift 3
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  for project; do
    [[ " $ALONE " != *" $project "* ]] || continue
    while (($(jobs -pr | wc -l) >= 2)); do wait -n || true; done
    run_project "$project" &
  done
  wait
  for project in $ALONE; do
    [[ " $* " == *" $project "* ]] || continue
    run_project "$project" &
    wait
  done
  if [[ -z $FILTER || $FILTER == *~Web ]]; then web_check "$RESULTS"; fi
  summarize
}

# run_project NAME  Runs one project, then prints its counts and its failures.
run_project() {
  local project=$1 code=0 started=$SECONDS passed failed skipped report log="$RESULTS/$1.log" filter=()
  [[ -z $FILTER ]] || filter=(--filter "$FILTER")
  TMPDIR=$TEMPORARY timeout -k 10 "$PROJECT_TIME_LIMIT" dotnet test "$(assembly "$project")" \
    --logger 'console;verbosity=minimal' --logger "trx;LogFileName=$project.trx" --results-directory "$RESULTS" \
    "${filter[@]}" </dev/null >"$log" 2>&1 || code=$?
  IFS=$'\t' read -r _ passed failed skipped < <(counts "$RESULTS/$project.trx")
  if ((code && !failed)); then
    failed=1
    printf '%s\n' "$project" >>"$RESULTS/broken"
    ((code != 124)) || say "$project did not end within $PROJECT_TIME_LIMIT."
  fi
  # With a filter, projects without matching tests are not reported.
  if [[ -n $FILTER ]] && ((passed + failed + skipped == 0)); then return; fi
  # In one piece, because another project may be reporting as well.
  report=$(
    say "$project: $passed passed, $failed failed, $skipped skipped, $((SECONDS - started)) s"
    if ((failed)); then grep -v 'Skipped EmailAgent\|^ *$' "$log" | sed 's/^/    /' | head -n 400; fi
  )
  say "$report"
  if [[ -n $AGAIN ]] && ((failed && failed <= AGAIN_LIMIT)) && [[ -e $RESULTS/$project.trx ]]; then run_again "$project"; fi
}

# run_again NAME  Runs the failed tests of a project once more, and records those that pass then.
run_again() {
  local project=$1 test
  while IFS=$'\t' read -r _ test; do
    if TMPDIR=$TEMPORARY timeout -k 10 "$PROJECT_TIME_LIMIT" dotnet test "$(assembly "$project")" --filter "FullyQualifiedName~$test" \
      --results-directory "$RESULTS" </dev/null >>"$RESULTS/$project.again.log" 2>&1; then
      printf '%s\n' "$test" >>"$RESULTS/again"
    fi
  done < <(awk -f "$ROOT/scripts/results.awk" "$RESULTS/$project.trx" | grep ^fail)
}

counts() {
  if [[ -e $1 ]]; then
    awk -f "$ROOT/scripts/results.awk" "$1" | grep ^counts
  else
    printf 'counts\t0\t0\t0\n'
  fi
}

summarize() {
  local passed=0 failed=0 skipped=0 broken=0 again=0 web_passed web_failed web_skipped files=("$RESULTS"/*.trx)
  if [[ -e ${files[0]} ]]; then
    awk -f "$ROOT/scripts/results.awk" "${files[@]}" >"$RESULTS/all"
    IFS=$'\t' read -r _ passed failed skipped < <(grep ^counts "$RESULTS/all")
    sed -n 's/^skip\t//p' "$RESULTS/all" | sort | uniq -c | sort -rn |
      while read -r count reason; do say "Skipped $count: $reason"; done
  fi
  if [[ -e $RESULTS/web ]]; then
    IFS=$'\t' read -r web_passed web_failed web_skipped <"$RESULTS/web"
    passed=$((passed + web_passed)) failed=$((failed + web_failed))
    if [[ -n $web_skipped ]]; then
      skipped=$((skipped + 1))
      say "Skipped 1: web UI: $web_skipped"
    fi
  fi
  if [[ -e $RESULTS/broken ]]; then broken=$(wc -l <"$RESULTS/broken"); fi
  if [[ -e $RESULTS/again ]]; then
    again=$(wc -l <"$RESULTS/again")
    while read -r test; do say "Failed at first, and passed when it was run again: $test"; done <"$RESULTS/again"
    passed=$((passed + again)) failed=$((failed - again))
  fi
  if [[ -n $FILTER ]] && ((passed + failed + skipped + broken == 0)); then say "No test matches the filter $FILTER"; fi
  say "$passed passed, $((failed + broken)) failed, $skipped skipped"
  ((failed + broken == 0 && passed > 0)) || exit 1
}
