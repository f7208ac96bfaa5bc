#!/usr/bin/env bash
# Builds and checks everything that CI checks. Needs git, bash and the .NET 10 SDK, nothing else; as root on Debian it adds mosquitto.
#
#   tools/check.sh          build with warnings as errors, all tests, the firmware's IL, all scenarios, reactions, a campaign
#   tools/check.sh --long   and what takes longer: physics against measurements, the campaign in full, a Debug build beside the
#                           Release build, a thousand deaths of the processor, and the same on a board that does not stand them
#
# The last line is always `N passed, N failed`: each test is one, each scenario, and each step. Before it stands again what failed, and why.
# Exit code 0: everything passed; 1: something failed, or nothing ran; 2: bad use.
set -euo pipefail
self=${BASH_SOURCE[0]}
[[ $self == */* ]] || self=./$self
cd "${self%/*}/.."

long=no
for argument in "$@"; do
  case "$argument" in
    --long) long=yes ;;
    -h | --help)
      sed -n '2,9s/^# \{0,1\}//p' tools/check.sh
      exit 0
      ;;
    *)
      echo "check.sh: unknown argument '$argument'; allowed: --long, --help" >&2
      exit 2
      ;;
  esac
done

passed=0
failed=0
skipped=0
broken=()

# A line for the list of what failed, which ends the output: of a long log often only the end is at hand.
note() { broken+=("${1:0:160}"); }

note_lines() {
  local line
  while IFS= read -r line; do note "$line"; done
}

say_what_failed() {
  local -r most=40
  if [ "${#broken[@]}" -eq 0 ]; then return 0; fi
  echo
  echo "== what failed"
  printf '%s\n' "${broken[@]:0:most}"
  if [ "${#broken[@]}" -gt "$most" ]; then echo "and $((${#broken[@]} - most)) lines more, above"; fi
}

# Whatever ends this script, the last line tells the count, and a script that broke off counts as a failure.
finish() {
  local code=$?
  if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  if [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; then code=1; fi
  say_what_failed
  echo
  if [ "$skipped" -gt 0 ]; then echo "skipped = $skipped"; fi
  echo "$passed passed, $failed failed"
  exit "$code"
}
trap finish EXIT

stop() {
  echo "check.sh: $1" >&2
  exit 1
}

title() {
  echo
  echo "== $1"
}

# A step that is one check of its own. What it printed last is what it says about its failure.
step() {
  local name=$1 code=0
  shift
  title "$name"
  "$@" | tee artifacts/step.txt || code=$?
  if [ "$code" -eq 0 ]; then
    passed=$((passed + 1))
    return
  fi
  echo "check.sh: '$name' failed with exit code $code: $*"
  failed=$((failed + 1))
  note "$name: exit code $code"
  note_lines < <(tail -n 5 artifacts/step.txt | sed 's/^/    /')
}

run() {
  local project=$1
  shift
  dotnet run -c Release --no-build --project "$project" -- "$@" < /dev/null
}

# Passes when the command finds that something does not hold.
fails() {
  local code=0
  "$@" > /dev/null || code=$?
  [ "$code" -eq 1 ]
}

simulator() { run simulator/Bms.Simulator "$@"; }

# The trace's digest of a scenario, from the build of a configuration.
trace_of() {
  dotnet run -c "$1" --no-build --project simulator/Bms.Simulator -- run "$2" < /dev/null | grep '^run.trace_sha256 = '
}

# A Debug build of simulator and firmware gives the bits of the Release build.
debug_gives_the_same_trace() {
  local scenario release debug
  dotnet build simulator/Bms.Simulator -c Debug -v quiet -p:BmsAnalyse=false || return 1
  for scenario in two-minutes-of-driving two-minutes-of-charging-at-full-current vehicle-with-a-lost-probe-limps-before-it-stops; do
    release=$(trace_of Release "$scenario") && debug=$(trace_of Debug "$scenario") || return 1
    echo "$scenario: Release ${release##* }, Debug ${debug##* }"
    [ "$release" = "$debug" ] || return 1
  done
}

# Plays every scenario and adds each to the count, as the tests are.
run_scenarios() {
  local all=0 bad=0 code=0
  title "scenarios"
  simulator test --junit artifacts/scenarios.xml > artifacts/scenarios.txt || code=$?
  grep -v '^ok ' artifacts/scenarios.txt || true
  note_lines < <(sed '/^ok /d; /^test\./d' artifacts/scenarios.txt)
  all=$(sed -n 's/^test\.scenarios = //p' artifacts/scenarios.txt)
  bad=$(sed -n 's/^test\.failed = //p' artifacts/scenarios.txt)
  all=${all:-0} bad=${bad:-0}
  passed=$((passed + all - bad))
  if [ "$all" -eq 0 ] || { [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
    echo "check.sh: the scenarios did not run to their end (exit code $code)"
    note "the scenarios did not run to their end (exit code $code)"
    bad=1
  fi
  failed=$((failed + bad))
}

# What fit writes today is what is shipped, to the last byte, but for the LG M50 (simulator/Bms.World/README.md); absent sets show nothing.
shipped_cells_are_what_fit_writes() {
  local set cell code same=0
  for set in samsung30q:samsung-30q lfp1p2ah:lfp-1p2ah dmegc:dmegc-2p6ah lipo5450:lipo-5450 leaf:leaf-lmo; do
    cell=${set#*:}
    code=0
    simulator fit --set "${set%:*}" --out "artifacts/$cell.json" > /dev/null || code=$?
    if [ "$code" -eq 2 ]; then continue; fi
    cmp "artifacts/$cell.json" "simulator/Bms.World/Cells/$cell.json" || same=1
  done
  return $same
}

# A scenario that is not listed is one that nobody runs.
every_scenario_is_listed() {
  local file name listed
  listed=$(simulator list) || return 1
  for file in simulator/Bms.Simulator/Scenarios/*.json; do
    name=${file##*/}
    name=${name%.json}
    [[ $name == *.schema ]] && continue
    case $'\n'"$listed "$'\n' in
      *$'\n'"$name"[[:space:]]*) ;;
      *)
        echo "check.sh: $file is not in the list that the simulator prints"
        return 1
        ;;
    esac
  done
}

# Each failed test of a result: its name, the first lines of its message, and where it stands if there is room for that.
failed_tests() {
  sed -n '/<UnitTestResult [^>]*outcome="Failed"/,/<\/UnitTestResult>/{
    s/.* testName="\([^"]*\)".*/\1/p
    /^ *<Message>/{
      N
      N
      s/<[A-Z/][A-Za-z]*>//g
      s/^ */    /
      s/\n */\n    /gp
    }
  }' "$1" | sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#x[0-9A-F]*;/ /g; s/&amp;/\&/g'
}

# Runs one test project and adds what it has written to the count. Without a result, without a test, or with an error that no
# test owns up to (a crash), the project counts as one failure.
run_tests() {
  local project=$1 name=${1##*/} result code=0
  local counters='<Counters [^>]*total="([0-9]+)" executed="([0-9]+)" passed="([0-9]+)" failed="([0-9]+)"'
  name=${name%.csproj}
  result="$results/$name.trx"
  dotnet test "$project" -c Release --no-build -v quiet --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
    --logger "console;verbosity=minimal" < /dev/null || code=$?
  if [ -f "$result" ] && [[ $(< "$result") =~ $counters ]] && [ "${BASH_REMATCH[1]}" -gt 0 ]; then
    skipped=$((skipped + BASH_REMATCH[1] - BASH_REMATCH[2]))
    passed=$((passed + BASH_REMATCH[3]))
    failed=$((failed + BASH_REMATCH[4]))
    note_lines < <(failed_tests "$result")
    if [ "$code" -eq 0 ] || [ "${BASH_REMATCH[4]}" -gt 0 ]; then return; fi
  fi
  echo "check.sh: $name did not run to its end (exit code $code)"
  note "$name did not run to its end (exit code $code)"
  failed=$((failed + 1))
}

command -v dotnet > /dev/null \
  || stop "dotnet is not installed; get the .NET 10 SDK from https://dotnet.microsoft.com/download/dotnet/10.0"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# A bare machine may lack the ICU library, and a container may lack a home.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export HOME="${HOME:-$PWD/artifacts/home}"
# A build node that outlives the build would keep the pipe of a CI log open.
export MSBUILDDISABLENODEREUSE=1
# Only here does the build analyse what it compiles.
export BmsAnalyse=true

sdk=$(dotnet --version 2> /dev/null) \
  || stop "the .NET 10 SDK that global.json asks for is not installed; get it from https://dotnet.microsoft.com/download/dotnet/10.0"

# A real broker for the tests that want one. Where it cannot be had they are skipped, and say so.
install_broker() {
  if [ ! -d tests/Bms.Mqtt.Tests ] || [ -x /usr/sbin/mosquitto ] || command -v mosquitto > /dev/null; then return; fi
  if [ "$EUID" -ne 0 ] || ! command -v apt-get > /dev/null; then return; fi
  title "mosquitto"
  if timeout 300 apt-get update && timeout 300 apt-get install -y --no-install-recommends mosquitto mosquitto-clients; then
    return
  fi > /dev/null 2>&1 < /dev/null
  echo "could not be installed; the tests that need it are skipped"
}
install_broker

title "build (SDK $sdk)"
dotnet build BmsFirmware.sln -c Release -v quiet -warnaserror || stop "the build failed"

title "tests"
results="$PWD/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"
for project in tests/*.Tests/*.csproj; do
  run_tests "$project"
done

step "what the board's runtime mishandles" run tools/Bms.Nano check
step "list of scenarios" every_scenario_is_listed
run_scenarios
step "reactions of every protection" simulator reaction --phases 20
step "campaign" simulator campaign --runs 96 --minutes 2 --mutants 6

if [ "$long" = yes ]; then
  step "a day against a broker that is killed twice" artifacts/bin/Bms.Simulator.Tests/release/Bms.Simulator.Tests -noColor -explicit only
  step "anomaly benchmark" simulator anomaly --episodes 1080 --hours 30000
  step "every hazard on every board with every chemistry" simulator coverage --all
  step "shipped cells are what fit writes" shipped_cells_are_what_fit_writes
  step "the detector's constants are what its training writes" run tools/Bms.Train train --check
  step "models that would have to beat the detector" run tools/Bms.Train evaluate
  step "physics against measurements" simulator validate --goals --report artifacts
  step "Debug and Release give the same traces" debug_gives_the_same_trace
  step "campaign of 2,000 runs on all broken firmwares" simulator campaign --runs 2000 --minutes 10
  step "a power cut at each byte of each write" simulator cuts --every-byte
  step "a power cut at each write of a pack of 16" simulator cuts --board pack-16s
  step "a power cut at each write of a pack of 15" simulator cuts --board pack-15s
  step "a thousand deaths of the processor" simulator sweep --kill --count 1000 --junit artifacts/kills.xml
  step "five hundred days in a sweep" simulator sweep a-day-with-two-drives-and-a-charge --count 500
  step "what a sweep must find" fails simulator sweep --kill --count 100 --hardware naive
fi
