using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting.Experiments.Steps;

/// <summary>Delta self-tuning: the general and the response parameters move by themselves.</summary>
internal static class DeltaSelfTuningSteps
{
    public static readonly AlgorithmCode Code = new(
        what => $"Delta self-tuning of {what}: the weights at û and their response to a perturbation are trained apart.",
        RuntimeNames.DeltaSelfTuningRun,
        [],
        $$"""
            /// <summary>
            /// The weights a = w_φ(û) move down L_T(a, û); then their response v moves down L_T(a + v(z), û + z) at samples
            /// z = σ⊙ε, with a as it is.
            /// </summary>
            protected override {{RuntimeNames.Tensor}} InnerStep()
            {
                var batch = TrainingRows.Next();
                var hidden = Response.Respond(Origin, GeneralWeights.Values);
                var loss = GeneralLoss(batch);
                Response.PullBack(Origin, hidden, GeneralWeights.Gradient);
                StepGeneralParameters();

                var z = PerturbWithOrigin();
                hidden = Response.Respond(WithOrigin, ResponseWeights);
                DifferentiateResponse(batch, z);
                Response.PullBack(WithOrigin, hidden, ResponseGradient);
                StepResponseParameters();
                return loss;
            }

        {{SelfTuningSteps.OuterStep}}
        """);
}
