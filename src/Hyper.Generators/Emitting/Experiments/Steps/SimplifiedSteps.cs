using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting.Experiments.Steps;

/// <summary>Simplified joint training, the paper's second form of algorithm 3.</summary>
internal static class SimplifiedSteps
{
    public static readonly AlgorithmCode Code = new(
        what => $"Simplified joint training of {what}: no perturbation, λ = û.",
        RuntimeNames.ResponseRun,
        ["samples: 1"],
        $$"""
            /// <summary>φ moves down L_T(w_φ(û), û): the movement of û is the noise.</summary>
            protected override {{RuntimeNames.Tensor}} InnerStep()
            {
                var batch = TrainingRows.Next();
                var z = DisplaceFromInitial();
                var hidden = Response.Respond(z, TrainingWeights.Values);
                var loss = TrainingLoss(batch, Hyperparameters.Current);
                Response.PullBack(z, hidden, TrainingWeights.Gradient);
                StepResponse();
                return loss;
            }

            /// <summary>û moves down L_V(w_φ(û)).</summary>
            protected override {{RuntimeNames.Tensor}} OuterStep()
            {
                var batch = ValidationRows.Next();
                var hidden = Response.Respond(DisplaceFromInitial(), ValidationWeights.Values);
                var loss = ValidationLoss(batch);
                Response.PullBackToHyperparameters(hidden, ValidationWeights.Gradient, Hyperparameters.Gradient);
                StepHyperparameters();
                return loss;
            }

            /// <summary>Displacements are measured from where û started.</summary>
            protected override {{RuntimeNames.Tensor}} Reference() => Hyperparameters.Initial;
        """);
}
