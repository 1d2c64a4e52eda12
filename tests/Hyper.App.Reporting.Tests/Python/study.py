"""What Optuna finds in a study: study.py FILE NAME, which prints it as JSON."""
import json, sys
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.load_study(study_name=sys.argv[2], storage="sqlite:///" + sys.argv[1])
print(json.dumps({
    "best": study.best_value,
    "trials": [{"state": trial.state.name, "value": trial.value, "params": trial.params} for trial in study.trials],
    "bounds": {name: [distribution.low, distribution.high] for trial in study.trials for name, distribution in trial.distributions.items()},
}))
