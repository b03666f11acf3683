#!/usr/bin/env bash
# Starts an agent and enters its terminal: docker/claude-session.sh [agent], in a project's folder. Ctrl+] leaves the
# terminal, and the agent runs on. Where no hub runs for the project, one runs as long as the terminal is open.
set -euo pipefail
# shellcheck source=docker/quorum.sh
source "$(dirname "${BASH_SOURCE[0]}")/quorum.sh"

agent=${1:-claude}

if lacks_hub; then
  # What it prints holds a secret.
  "${quorum[@]}" serve >/dev/null &
  # shellcheck disable=SC2064 # the process of now
  trap "kill $! 2>/dev/null || true; wait $! 2>/dev/null || true" EXIT
  await_hub
fi

"${quorum[@]}" launch "$agent"
"${quorum[@]}" attach "$agent"
