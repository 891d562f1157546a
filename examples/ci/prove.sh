#!/usr/bin/env bash
# Does the gate tell a change that slows one endpoint by 10% from one that slows none? Makes a git
# repository of the small service in two-endpoints, with a commit of each kind on top, and has each
# compared with the commit before it. Takes twice the budget.
#
#   examples/ci/prove.sh
#
# 0: the harmless change passed and the slower one was caught; 1: it was not so.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
lab=$(cd "${LAB:-$here/../..}" && pwd)
results=${RESULTS:-$(mktemp -d)}
mkdir -p "$results"
results=$(cd "$results" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here/two-endpoints/"* "$folder"
cd "$folder"

# Commits the service as it stands, under a name.
commit() {
  git add Service.java lab.yaml
  git -c user.name=Someone -c user.email=someone@example.org commit -q -m "$2"
  git tag "$1"
}

# What the lab says of a change against the commit before it.
ask() {
  local baseline=$1 change=$2 code=0
  echo "== $change: $(git log -1 --format=%s "$change")"
  git --no-pager diff -U0 "$baseline" "$change" -- Service.java | grep '^[-+] '
  "$lab/lab" compare -f lab.yaml --a-ref "$baseline" --b-ref "$change" --gate 'p50 ratio of each<1.05' --budget "${BUDGET:-90s}" --no-diagnosis --out "$results/$change" || code=$?
  echo "== $change: exit code $code"
  return "$code"
}

git init -q
commit first 'Two endpoints, of 10 ms and of 20 ms'
sed -i.before 's/REPORT_MILLIS/MILLIS_OF_A_REPORT/; s/newFixedThreadPool(32)/newCachedThreadPool()/' Service.java
commit harmless 'Another name, another pool of threads'
sed -i.before 's/ORDER_MILLIS = 10/ORDER_MILLIS = 11/' Service.java
commit slower 'One endpoint slower by 10%'

harmless=0
slower=0
ask first harmless || harmless=$?
ask harmless slower || slower=$?
if [ "$harmless" -ne 0 ] || [ "$slower" -ne 1 ]; then
  echo "not so: the exit codes should be 0 and 1, but were $harmless and $slower; see $results" >&2
  exit 1
fi
echo "the harmless change passed, the slower one was caught; see $results"
