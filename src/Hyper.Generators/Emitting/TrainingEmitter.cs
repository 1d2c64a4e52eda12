using Hyper.Dsl;
using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

/// <summary>Writes <c>.Training.g.cs</c>: the two half-steps of an experiment's algorithm.</summary>
internal static class TrainingEmitter
{
    public static string Emit(ExperimentModel experiment) => GeneratedFile.Write(experiment.Place, writer =>
    {
        if (HypergradientSteps.Apply(experiment))
        {
            HypergradientSteps.Write(writer, experiment);
            return;
        }

        var model = experiment.Model.QualifiedName;
        var settings = experiment.Settings;
        writer.Line($$"""
            /// <summary>{{Summary(experiment)}}</summary>
            {{GeneratedFile.Attribute}}
            private sealed class Run : {{RuntimeNames.ResponseRun}}<
                {{model}},
                {{model}}.Trained,
                {{model}}.Hyperparameters,
                {{model}}.BestResponse>
            {
                internal Run({{RuntimeNames.DataSplits}} data, {{RuntimeNames.ExperimentSettings}} settings)
                    : base(
                        data,
                        settings,
                        samples: {{(settings.Algorithm == Algorithm.Simplified ? "1" : "settings.HyperSamples")}},
                        rows: {{RuntimeNames.SampleRows}}.{{settings.Rows}},
                        optimizer: {{RuntimeNames.OptimizerKind}}.{{settings.Optimizer}},
                        hyperRule: {{RuntimeNames.OptimizerKind}}.{{settings.HyperOptimizer}})
                {
                }

            {{(settings.Algorithm == Algorithm.Simplified ? SimplifiedSteps : JointSteps)}}
            }
            """);
    });

    private const string JointSteps = $$"""
            /// <summary>φ moves down L_T(w_φ(u), u) at samples u ~ N(û, σ²).</summary>
            protected override {{RuntimeNames.Tensor}} InnerStep()
            {
                var batch = TrainingRows.Next();
                var z = Perturb();
                var hidden = Response.Respond(z, TrainingWeights.Values);
                var loss = TrainingLoss(batch, Hyperparameters.Current + z);
                Response.PullBack(z, hidden, TrainingWeights.Gradient);
                StepResponse();
                return loss;
            }

            /// <summary>û moves down L_V(w_φ(û)); the response is then measured from the new û.</summary>
            protected override {{RuntimeNames.Tensor}} OuterStep()
            {
                var batch = ValidationRows.Next();
                var hidden = Response.Respond(Origin, ValidationWeights.Values);
                var loss = ValidationLoss(batch);
                Response.PullBackToHyperparameters(hidden, ValidationWeights.Gradient, Hyperparameters.Gradient);
                StepHyperparameters();
                Response.Recenter(Hyperparameters.LastStep);
                return loss;
            }

            /// <summary>Displacements are measured from û.</summary>
            protected override {{RuntimeNames.Tensor}} Reference() => Hyperparameters.Current;
        """;

    private const string SimplifiedSteps = $$"""
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
        """;

    private static string Summary(ExperimentModel experiment)
    {
        var what = $"<see cref=\"{experiment.Model.QualifiedName}\"/> with {experiment.Family.Prose()} hypernetwork";
        return experiment.Settings.Algorithm == Algorithm.Simplified
            ? $"Simplified joint training of {what}: no perturbation, λ = û."
            : $"Joint training of {what} (the paper's algorithm 3).";
    }
}
