using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting.Experiments.Steps;

/// <summary>Global training, the paper's algorithm 2.</summary>
internal static class GlobalSteps
{
    public static readonly AlgorithmCode Code = new(
        what => $"Global training of {what} (the paper's algorithm 2): first φ, then û.",
        RuntimeNames.GlobalRun,
        [],
        $$"""
            /// <summary>φ moves down L_T(w_φ(u), u) at samples of the prior, u ~ p(u).</summary>
            protected override {{RuntimeNames.Tensor}} InnerStep()
            {
                var batch = TrainingRows.Next();
                var z = DrawFromPrior();
                var hidden = Response.Respond(z, TrainingWeights.Values);
                var loss = TrainingLoss(batch, Hyperparameters.Initial + z);
                Response.PullBack(z, hidden, TrainingWeights.Gradient);
                StepResponse();
                return loss;
            }

            /// <summary>û moves down L_V(w_φ(û)), with φ as it is.</summary>
            protected override {{RuntimeNames.Tensor}} OuterStep()
            {
                var batch = ValidationRows.Next();
                var hidden = Response.Respond(DisplaceFromInitial(), ValidationWeights.Values);
                var loss = ValidationLoss(batch, Hyperparameters.Current);
                PullBackToHyperparameters(hidden, Hyperparameters.Gradient);
                StepHyperparameters();
                return loss;
            }

            /// <summary>Displacements are measured from where û started.</summary>
            protected override {{RuntimeNames.Tensor}} Reference() => Hyperparameters.Initial;
        """);
}
