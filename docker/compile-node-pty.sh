#!/bin/sh
# Makes sure that node-pty loads in the folder given: compiles the version that lies there where it does not.
set -eu
cd "$1"

loads() { node -e 'require("node-pty")' 2>/dev/null; }

if loads; then exit 0; fi
version=$(node -p 'require("./node_modules/node-pty/package.json").version')
echo "Compiling node-pty $version."
apt-get update
apt-get install -y --no-install-recommends g++ make python3
npm install --prefix /tmp/node-pty --cache /tmp/npm --ignore-scripts --no-audit --no-fund --loglevel=error \
  "node-pty@$version"
# The headers that this Node was made with, where it has them, instead of a download.
if [ -d /usr/local/include/node ]; then headers=--nodedir=/usr/local; else headers=--release; fi
gyp="$(npm root --global)/npm/node_modules/node-gyp/bin/node-gyp.js"
(cd /tmp/node-pty/node_modules/node-pty && node "$gyp" rebuild "$headers")
mkdir -p node_modules/node-pty/build/Release
cp /tmp/node-pty/node_modules/node-pty/build/Release/pty.node node_modules/node-pty/build/Release/
apt-get purge -y --auto-remove g++ make python3
apt-get clean
rm -rf /tmp/node-pty /tmp/npm /root/.npm /root/.cache /var/lib/apt/lists/*
loads
