#!/bin/sh
# Did this change make the service slower? Both revisions are built and loaded here and now, side by
# side: last week's number was another machine's, or another day's.
#
#   LAB=../api-tuning-lab examples/ci/gate.sh lab.yaml origin/main
#
# 0: shown to keep the gates, 1: a gate failed, 2: bad input, 3: too noisy for a verdict,
# 4: a revision did not build or start.
set -eu
target=$1
baseline=${2:-origin/main}
lab=${LAB:-.}

code=0
"$lab/lab" compare -f "$target" --a-ref "$baseline" --b-ref HEAD \
  --gate 'p50 ratio of each<1.05' --gate 'errors<0.1%' --undecided pass \
  --budget "${BUDGET:-5m}" --out perf-results || code=$?

# A machine that was too noisy is no fault of the change: said, and let pass.
if [ "$code" -eq 3 ]; then
  echo "performance: no verdict on this machine, see perf-results/report.md"
  exit 0
fi
exit "$code"
