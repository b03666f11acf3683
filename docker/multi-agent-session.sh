#!/usr/bin/env bash
# Starts agents, and opens a tmux session with a window for each: docker/multi-agent-session.sh [agents…], in a project's
# folder; claude and qa where none is named. Closing a window leaves its agent running. Where no hub runs for the project,
# one runs in a window of its own.
set -euo pipefail
# shellcheck source=docker/quorum.sh
source "$(dirname "${BASH_SOURCE[0]}")/quorum.sh"

agents=("$@")
if ((${#agents[@]} == 0)); then agents=(claude qa); fi

# tmux takes dots and colons in a name for parts of an address.
session="quorum-$(basename "$PWD" | tr '.: ' '---')"

# A window that runs one command of quorum in the project's folder; the first one makes the session.
open_window() {
  local name=$1
  shift
  if tmux has-session -t "=$session" 2>/dev/null; then
    tmux new-window -d -t "=$session:" -n "$name" -c "$PWD" -- "${quorum[@]}" "$@"
  else
    tmux new-session -d -s "$session" -n "$name" -c "$PWD" -- "${quorum[@]}" "$@"
  fi
}

has_window() {
  tmux list-windows -t "=$session" -F '#{window_name}' 2>/dev/null | grep -qxF -- "$1"
}

if lacks_hub; then
  open_window hub serve
  await_hub
fi

"${quorum[@]}" launch "${agents[@]}"
for agent in "${agents[@]}"; do
  if ! has_window "$agent"; then open_window "$agent" attach "$agent"; fi
done
tmux select-window -t "=$session:=${agents[0]}"

if [[ ! -t 1 ]]; then
  echo "tmux attach -t $session"
elif [[ -n ${TMUX:-} ]]; then
  tmux switch-client -t "=$session"
else
  exec tmux attach-session -t "=$session"
fi
