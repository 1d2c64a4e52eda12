#!/usr/bin/env bash
# Makes the documentation site from docs/ and the XML documentation of Hyper.Dsl, Hyper.Runtime and Hyper.Tables: artifacts/site.
# A link that leads nowhere is an error.
#
#   build/docs.sh            builds what the reference is made of, and the site
#   build/docs.sh --serve    and shows it at http://localhost:8080
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
source="artifacts/site-source"
repository="https://github.com/hyperdsl/hyperdsl/blob/main"

export DOTNET_NOLOGO=1
export DOTNET_CLI_TELEMETRY_OPTOUT=1
export MSBUILDDISABLENODEREUSE=1

# --- the pages, with what belongs to the site alone at their root -------------------------------------------------------------------

rm -rf "$source" artifacts/site
mkdir -p "$source" artifacts/site
cp -r docs/. "$source"
rm -rf "$source/site"
cp -r docs/site/. "$source"

# Links out of docs/ lead to files of the repository: they must be there, and on the site they lead to where it is published.
status=0
outward() {
  local up="$1" page target
  shift
  for page in "$@"; do
    while IFS= read -r target; do
      if [ ! -e "$root/${target%%#*}" ]; then
        echo "${page#"$source"/}: there is no '$target' in the repository." >&2
        status=1
      fi
    done < <(grep -o "](${up}[^)]*)" "$page" | sed "s#](${up}##; s#)\$##")
    sed -i "s#](${up}#](${repository}/#g" "$page"
  done
}
outward '\.\./\.\./' "$source"/*/*.md
outward '\.\./' "$source"/*.md
[ "$status" -eq 0 ] || exit 1

# The rules, each with its number and title.
{
  printf -- '- name: All rules\n  href: README.md\n- name: Suppressions\n  href: suppressions.md\n'
  for page in "$source"/rules/HYP*.md; do
    printf -- '- name: "%s"\n  href: %s\n' "$(sed -n '1s/^# //; 1s/"/\\"/g; 1p' "$page")" "$(basename "$page")"
  done
} > "$source/rules/toc.yml"

# --- the reference, and the site ----------------------------------------------------------------------------------------------------

dotnet tool restore > /dev/null
dotnet build src/Hyper.Tables -c Release -nologo -v q
dotnet tool run docfx metadata "$source/docfx.json" --warningsAsErrors
dotnet tool run docfx build "$source/docfx.json" --warningsAsErrors
echo "The site is in artifacts/site."
if [ "${1:-}" = "--serve" ]; then
  dotnet tool run docfx serve artifacts/site
fi
