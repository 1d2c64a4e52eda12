"""Optuna's TPE with its median pruner, asked and told over standard input and output, a line of JSON each.

The first line has the seed and the interval of each value: {"seed": 0, "low": [...], "high": [...]}. Then
{"ask": true} is answered with {"values": [...]}, {"step": 50, "loss": 0.4} with {"prune": false}, and
{"state": "complete", "loss": 0.3}, or "pruned" or "failed", ends the trial. {"end": true} is answered with the processor
seconds since the libraries were read.
"""

import json
import sys
import time

import optuna
from optuna.trial import TrialState

STATES = {"complete": TrialState.COMPLETE, "pruned": TrialState.PRUNED, "failed": TrialState.FAIL}


def main() -> None:
    begun = time.process_time()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    space = json.loads(sys.stdin.readline())
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=space["seed"]), pruner=optuna.pruners.MedianPruner())
    answer({})
    trial = None
    for line in sys.stdin:
        message = json.loads(line)
        if "ask" in message:
            trial = study.ask()
            ranges = zip(space["low"], space["high"])
            answer({"values": [trial.suggest_float(f"u{i}", low, high) for i, (low, high) in enumerate(ranges)]})
        elif "step" in message:
            trial.report(message["loss"], message["step"])
            answer({"prune": bool(trial.should_prune())})
        elif "state" in message:
            study.tell(trial, message.get("loss"), STATES[message["state"]])
            answer({})
        else:
            answer({"seconds": time.process_time() - begun})


def answer(message: dict) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main()
