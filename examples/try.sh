#!/usr/bin/env bash
# Builds the two services that have a problem, with their tests, and has the lab find the problems.
# Takes a minute or two. With --build, no more than builds them. Other words go to Maven, such as -o.
set -euo pipefail
cd "$(dirname "$0")/.."

build_only=
if [ "${1:-}" = --build ]; then
  build_only=yes
  shift
fi
for tool in mvn node npm; do
  command -v "$tool" >/dev/null || { echo "examples/try.sh needs $tool, which is not here" >&2; exit 2; }
done

mvn -B -ntp -q "$@" -f examples/spring-jpa verify
npm --prefix examples/node-orders ci --no-audit --no-fund
[ -z "$build_only" ] || exit 0

# With CI=true, what cannot be tried fails; otherwise it would be skipped.
CI=true mvn -B -ntp -q "$@" -pl db,gatling,tuning-lab test -Dtest=ExampleServicesTest,FromNothingTest \
  -Dsurefire.failIfNoSpecifiedTests=false
echo "both problems were found"
