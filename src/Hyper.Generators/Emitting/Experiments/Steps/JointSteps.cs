using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting.Experiments.Steps;

/// <summary>Joint training, the paper's algorithm 3.</summary>
internal static class JointSteps
{
    public static readonly AlgorithmCode Code = new(
        what => $"Joint training of {what} (the paper's algorithm 3).",
        RuntimeNames.ResponseRun,
        ["samples: settings.HyperSamples", "antithetic: settings.Antithetic"],
        $$"""
            /// <summary>φ moves down L_T(w_φ(u), u) at samples u ~ N(û, σ²).</summary>
            protected override {{RuntimeNames.Tensor}} InnerStep()
            {
                var batch = TrainingRows.Next();
                var z = Perturb();
                var hidden = Response.Respond(z, TrainingWeights.Values);
                var loss = TrainingLoss(batch, Hyperparameters.At(z));
                Response.PullBack(z, hidden, TrainingWeights.Gradient);
                StepResponse();
                return loss;
            }

            /// <summary>û moves down L_V(w_φ(û)); the response is measured from the new û from then on.</summary>
            protected override {{RuntimeNames.Tensor}} OuterStep()
            {
                var batch = ValidationRows.Next();
                var hidden = Response.Respond(Origin, ValidationWeights.Values);
                var loss = ValidationLoss(batch, Hyperparameters.Current);
                PullBackToHyperparameters(hidden, Hyperparameters.Gradient);
                StepHyperparameters();
                if (Settings.FollowResponse)
                {
                    Response.Recenter(Hyperparameters.LastStep);
                }

                return loss;
            }

            /// <summary>Displacements are measured from û.</summary>
            protected override {{RuntimeNames.Tensor}} Reference() => Hyperparameters.Current;
        """);
}
