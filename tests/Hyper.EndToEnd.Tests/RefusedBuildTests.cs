using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Hyper.EndToEnd.Tests;

/// <summary>A project with a model that a rule refuses does not build, whether or not analyzers run, and hears of it once.</summary>
public class RefusedBuildTests
{
    private const string Model = """
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn.functional;

        namespace Refused;

        [HyperModel]
        public sealed partial class Digits
        {
            [Linear(0, 10)] public partial HyperLinear Output { get; }
            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
            [Forward] private Tensor Predict(Tensor pixels) => Output.forward(pixels);
            [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(Decay);
            [ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
        }

        [Experiment<Digits>]
        public static partial class Tune;

        public static class Program
        {
            public static async Task RunAsync(DataSplits data)
            {
                using var result = await Tune.RunAsync(data, Tune.Settings with { Seed = 1 });
                Console.WriteLine($"{result.ValidationLoss} {result.Hyperparameters.Decay}");
            }
        }
        """;

    // The configuration is the tests' own: what the project references has been built in it.
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);

    [Fact]
    public async Task Each_way_of_building_reports_each_rule_once()
    {
        using var place = new Workplace();
        var root = Path.GetFullPath(Path.Combine(Folder(), "../.."));
        File.WriteAllText(place["Model.cs"], Model);
        File.WriteAllText(place["Refused.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{root}/build/HyperDsl.Consumer.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <HyperDslImplicitUsings>enable</HyperDslImplicitUsings>
              </PropertyGroup>
            </Project>
            """);

        await RefusesAsync(place);
        await RefusesAsync(place, "--no-restore", "-p:RunAnalyzers=false");
        await RefusesAsync(place, "--no-restore", "-p:IsImplicitlyTriggeredBuild=true");
    }

    private static async Task RefusesAsync(Workplace place, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = place.Root, RedirectStandardOutput = true };
        foreach (var argument in (string[])["build", "-nologo", "-v:q", "-c", Configuration, "-p:BuildProjectReferences=false", "-p:HyperDslBackend=none", .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();

        // A summary at the end says everything again.
        var errors = output.Split("Build FAILED.")[0].Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).ToList();
        Assert.True(build.ExitCode != 0 && errors.Count == 2, output);
        Assert.Single(errors, line => line.Contains("Model.cs(9,13): error HYP0101", StringComparison.Ordinal));
        Assert.Single(errors, line => line.Contains("error HYP0402", StringComparison.Ordinal));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
