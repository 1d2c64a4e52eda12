#!/usr/bin/env bash
# Takes docs/pictures/terminal.png anew: a run of samples/App on a terminal, in its midst. Needs tmux, aha and chromium, and the sample built.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="$(mktemp -d)"
session="hyperdsl-picture-$$"
trap 'tmux kill-session -t "$session" 2> /dev/null || true; rm -rf "$work"' EXIT

columns=96
rows=10
tmux new-session -d -s "$session" -x "$columns" -y "$rows" -c "$work" env TERM=tmux-256color LANG=C.UTF-8 PS1='$ ' bash --norc
tmux send-keys -t "$session" "alias digits='dotnet $root/samples/App/bin/Release/net10.0/digits.dll'; clear" Enter
sleep 1
tmux send-keys -t "$session" "digits run TuneDigits --steps 20000 --seed 3 --out runs/seed-3" Enter
until tmux capture-pane -p -t "$session" | grep -q ' [67][0-9]%'; do sleep 0.2; done
tmux capture-pane -e -p -t "$session" | sed '/digits.dll/d' | aha --black --title "digits" > "$work/page.html"
sed -i 's|<pre>|<style>body{margin:0;background:#111;color:#ddd}pre{margin:0;padding:18px 22px;font:15px/1.35 "DejaVu Sans Mono",monospace}</style><pre>|' "$work/page.html"
chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=2 --window-size=$((columns * 9 + 60)),$((rows * 20 + 50)) \
  --screenshot="$root/docs/pictures/terminal.png" "file://$work/page.html" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
