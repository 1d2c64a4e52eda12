#!/usr/bin/env bash
# What needs CUDA, on a machine that has a GPU and a Python with PyTorch, but neither the .NET SDK nor a network.
#
#   benchmarks/gpu.sh pack [ARCHIVE]            where the SDK is: publishes the tests and the benchmarks with .NET and without
#                                               libtorch, and packs them [default: artifacts/gpu/programs.tar.xz]
#   benchmarks/gpu.sh run [ARCHIVE] [RESULTS]   where the GPU is: runs the tests that need CUDA, then the joint step beside the
#                                               peers in PyTorch, and leaves their output in RESULTS [artifacts/gpu/results]
#
# For run, HYPERDSL_PYTHON names a Python with PyTorch other than python3, GPU_DEVICE another device than cuda (cpu tries the
# script itself), GPU_ROUNDS and GPU_STEPS how much is measured. HYPERDSL_LIBTORCH is PyTorch's own where it is not set.
# The exit status is 0 where every test passed and every measurement was taken.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
default_archive="$root/artifacts/gpu/programs.tar.xz"

usage() {
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
}

pack() {
  local archive="${1:-$default_archive}"
  local staging
  staging="$(mktemp -d)"
  # Not in the function's own scope: the trap runs after it.
  trap "rm -rf '$staging'" EXIT
  # From a copy: another backend leaves other packages behind than the working tree is built with.
  mkdir "$staging/source"
  git -C "$root" ls-files -z --cached --others --exclude-standard \
    | tar -C "$root" --null --ignore-failed-read --files-from=- -cf - | tar -C "$staging/source" -xf -
  for project in tests/Hyper.Runtime.Tests benchmarks/Hyper.Benchmarks; do
    # One folder for both: they share .NET and the runtime.
    dotnet publish "$staging/source/$project" -c Release -r linux-x64 --self-contained -p:HyperDslBackend=none -o "$staging/programs"
  done
  # What neither program reads: documentation, symbols, and the tools for measuring coverage that come with the test platform.
  find "$staging/programs" \( -name '*.xml' -o -name '*.pdb' \) -delete
  (cd "$staging/programs" && rm -rf CodeCoverage alpine amd64 arm64 macos ubuntu x64 x86)
  mkdir -p "$(dirname "$archive")"
  XZ_OPT=-6 tar -C "$staging" -cJf "$archive" programs
  ls -l "$archive"
}

run() {
  local archive="${1:-$default_archive}"
  local results="${2:-$root/artifacts/gpu/results}"
  local python="${HYPERDSL_PYTHON:-python3}"
  local device="${GPU_DEVICE:-cuda}"
  local programs
  programs="$(mktemp -d)"
  trap "rm -rf '$programs'" EXIT
  mkdir -p "$results"
  if command -v nvidia-smi > /dev/null; then
    nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv | tee "$results/gpu.csv"
  fi

  tar -C "$programs" -xJf "$archive"
  local torch
  if torch="$("$python" -c 'import os, torch; print(os.path.dirname(torch.__file__))' 2> /dev/null)"; then
    export HYPERDSL_LIBTORCH="${HYPERDSL_LIBTORCH:-$torch}"
    # CUDA's own libraries lie in packages beside it.
    local libraries
    libraries="$(find "$(dirname "$torch")/nvidia" -maxdepth 3 -type d -name lib 2> /dev/null | paste -sd: || true)"
    export LD_LIBRARY_PATH="$HYPERDSL_LIBTORCH/lib:$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  fi
  echo "libtorch: ${HYPERDSL_LIBTORCH:-none named}"

  local status=0
  "$programs/programs/Hyper.Runtime.Tests" "$device" 2>&1 | tee "$results/tests.txt" || status=1
  if grep -q '^skipped' "$results/tests.txt"; then
    echo "The tests found no device $device." >&2
    status=1
  fi

  "$programs/programs/Hyper.Benchmarks" joint --device "$device" --rounds "${GPU_ROUNDS:-5}" --steps "${GPU_STEPS:-200}" \
    --json "$results/joint.json" 2>&1 | tee "$results/joint.txt" || status=1
  [ -s "$results/joint.json" ] || status=1
  return "$status"
}

case "${1:-}" in
  pack | run)
    "$@"
    ;;
  *)
    usage
    [ "${1:-}" = --help ] || exit 2
    ;;
esac
