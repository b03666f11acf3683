# shellcheck shell=bash
# For the scripts beside it: how to say `quorum` here, and a hub to say it to.

# The command of the person, or the one of this copy of Quorum.
if command -v quorum >/dev/null; then
  quorum=("$(command -v quorum)")
else
  quorum=(node "$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/out/cli/quorum.js")
  if [[ ! -f ${quorum[1]} ]]; then
    echo "There is no quorum command: run \`npm run build\` and \`npm link\` in Quorum's folder." >&2
    exit 1
  fi
fi

# Whether no hub runs for the project; anything else that is wrong, such as that there is no project here, is said and ends
# the script.
lacks_hub() {
  local code=0 words
  words=$("${quorum[@]}" status 2>&1 >/dev/null) || code=$?
  if ((code == 0)); then return 1; fi
  if [[ $words == "No hub is running for "* ]]; then return 0; fi
  echo "$words" >&2
  exit "$code"
}

# Waits for a hub that was just started: half a minute is much more than it takes.
await_hub() {
  local left=120
  while lacks_hub; do
    if ((left-- == 0)); then
      echo "The hub did not come up: \`quorum serve\` says why." >&2
      exit 1
    fi
    sleep 0.25
  done
}
