using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hyper.App.Commands.Options;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Hypergradients.Checks;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;

namespace Hyper.App.Commands;

/// <summary>The command <c>check</c>: the hypergradient of a run beside other ways to it.</summary>
internal static class CheckCommand
{
    // Below these a witness says something else than the reference: the bounds of "is close to".
    private const double LeastCosine = 0.9;
    private const double MostError = 0.5;

    private static readonly JsonSerializerOptions format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static Command Create(CommandContext context)
    {
        var experiment = CommonOptions.Experiment();
        var specified = new SpecificationOptions();
        var samples = NumberOption.Whole("--samples", 1, "Hyperparameter values to look at. [default: 8]");
        var json = CommonOptions.Json();
        return CommandContext.Command(
            "check",
            "Runs an experiment, and holds its hypergradient against implicit differentiation and finite differences of retrainings. Exit code 3 where the response is not close to the reference.",
            [experiment],
            [.. specified.All, samples, json],
            async parsed =>
            {
                var entry = ExperimentCatalog.Find(parsed.GetValue(experiment)!);
                var check = entry.CheckAsync ?? throw new HyperDslException($"{entry.Name} has no hypergradient to check: it is a search, or learns no response.");
                var specification = specified.Read(parsed, entry);
                var settings = SpecifiedRun.SettingsOf(entry, specification);
                using var interruption = context.Listen(parsed.GetValue(json));
                NativeBackend.EnsureLoaded();
                using var data = context.Options.Data(new DataRequest { Experiment = entry, Source = specification.Data, Seed = settings.Seed, Settings = settings });
                var report = await check(data, settings, new HypergradientCheckOptions { Samples = parsed.GetValue(samples) ?? 8 }, interruption.Stop).ConfigureAwait(false);
                context.Console.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, format) : report.ToString());
                return Agrees(report) ? ExitCode.Done : ExitCode.Different;
            });
    }

    /// <summary>Whether the run's own hypergradient is close to the reference.</summary>
    internal static bool Agrees(HypergradientReport report) =>
        report.Witnesses.Where(witness => witness.Name != report.Reference).Take(1).All(witness => witness.Cosine >= LeastCosine && witness.RelativeError <= MostError);
}
