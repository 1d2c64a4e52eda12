using Hyper.Dsl;
using Hyper.Generators.Emitting.Experiments.Steps;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Model.Hypernetworks;

namespace Hyper.Generators.Emitting.Experiments;

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
        var code = CodeOf(settings.Algorithm);
        writer.Line($$"""
            /// <summary>{{code.Summary($"<see cref=\"{model}\"/> with {(experiment.IsHybrid ? "a hybrid" : ResponseFamilies.Of(experiment.Family).Phrase)} hypernetwork")}}</summary>{{Choice(experiment)}}
            {{GeneratedFile.Attribute}}
            private sealed class Run : {{code.Base}}<
                {{model}},
                {{model}}.Trained,
                {{model}}.Hyperparameters,
                {{experiment.Response}}>
            {
                internal Run({{RuntimeNames.DataSplits}} data, {{RuntimeNames.ExperimentSettings}} settings)
                    : base(
                        data,
                        settings,
            """);
        IReadOnlyList<string> arguments =
        [
            .. code.Arguments,
            $"rows: {RuntimeNames.SampleRows}.{settings.Rows}",
            $"optimizer: {RuntimeNames.OptimizerKind}.{settings.Optimizer}",
            $"hyperRule: {RuntimeNames.OptimizerKind}.{settings.HyperOptimizer}",
        ];
        for (var i = 0; i < arguments.Count; i++)
        {
            writer.Line($"            {arguments[i]}{(i == arguments.Count - 1 ? ")" : ",")}");
        }

        writer.Line($$"""
                {
                }

            {{code.Steps}}
            }
            """);
    });

    /// <summary>What the compiler chose, as a line after the summary of a run.</summary>
    public static string Choice(ExperimentModel experiment) => experiment.Choice is { } choice ? $"\n/// <remarks>The compiler's choice: {choice}.</remarks>" : "";

    private static AlgorithmCode CodeOf(Algorithm algorithm) => algorithm switch
    {
        Algorithm.Simplified => SimplifiedSteps.Code,
        Algorithm.Global => GlobalSteps.Code,
        Algorithm.SelfTuning => SelfTuningSteps.Code,
        Algorithm.DeltaSelfTuning => DeltaSelfTuningSteps.Code,
        _ => JointSteps.Code,
    };
}
