using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting.Experiments.Steps;

/// <summary>Self-tuning: the perturbation scale is learned.</summary>
internal static class SelfTuningSteps
{
    /// <summary>The outer half-step, and where displacements are measured from.</summary>
    public const string OuterStep = $$"""
            /// <summary>û and σ move down L_V(w_φ(u)) − τ·entropy(σ) at samples u = û + σ⊙ε; the response is measured from the new û from then on.</summary>
            protected override {{RuntimeNames.Tensor}} OuterStep()
            {
                var batch = ValidationRows.Next();
                var z = Perturb();
                var hidden = Response.Respond(z, ValidationWeights.Values);
                var loss = ValidationLoss(batch, Hyperparameters.At(z));
                PullBackToHyperparameters(hidden, DisplacementGradient);
                PullBackThroughPerturbation();
                StepHyperparameters();
                StepScale();
                if (Settings.FollowResponse)
                {
                    Response.Recenter(Hyperparameters.LastStep);
                }

                return loss;
            }

            /// <summary>Displacements are measured from û.</summary>
            protected override {{RuntimeNames.Tensor}} Reference() => Hyperparameters.Current;
        """;

    public static readonly AlgorithmCode Code = new(
        what => $"Self-tuning of {what}: joint training with a learned perturbation scale.",
        RuntimeNames.SelfTuningRun,
        [],
        $$"""
            /// <summary>φ moves down L_T(w_φ(u), u) at samples u = û + σ⊙ε.</summary>
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

        {{OuterStep}}
        """);
}
