using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Hyper.EndToEnd.Tests;

/// <summary>
/// Tables go from a file to a tuned model by what the page about tables says, and by nothing else: <c>hyper table</c> with the name of the target, a
/// model that names the table's constants, a build, a run.
/// </summary>
public class TablesFromFileTests
{
    private static readonly Dictionary<string, string> Targets = new()
    {
        ["BreastCancer"] = "Class",
        ["PimaIndiansDiabetes2"] = "diabetes",
        ["Satellite"] = "classes",
        ["Sonar"] = "Class",
        ["Vehicle"] = "Class",
        ["Vowel"] = "Class",
        ["attrition"] = "Attrition",
        ["car_prices"] = "Price",
        ["concrete"] = "compressive_strength",
        ["credit_data"] = "Status",
        ["mlc_churn"] = "churn",
        ["penguins"] = "species",
    };

    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);

    private static string Root { get; } = Path.GetFullPath(Path.Combine(Folder(), "../.."));

    [Fact]
    public Task The_table_that_ships_with_its_sample() => TuneAsync(Path.Combine(Root, "samples/Penguins"), "penguins");

    [SkippableFact]
    public async Task Tables_of_a_folder()
    {
        var folder = Environment.GetEnvironmentVariable("HYPERDSL_TABLES");
        Skip.If(folder is null, "HYPERDSL_TABLES names no folder of tables, such as those of R's mlbench and modeldata.");
        string[] found = [.. Targets.Keys.Where(table => File.Exists(Path.Combine(folder, table + ".csv")))];
        Skip.If(found.Length == 0, $"'{folder}' has none of the tables that this test knows.");
        await TuneAsync(folder, found);
    }

    private static async Task TuneAsync(string folder, params string[] tables)
    {
        using var place = new Workplace();
        var (models, lines) = (new List<string>(), new List<string>());
        foreach (var table in tables)
        {
            File.Copy(Path.Combine(folder, table + ".csv"), place[table + ".csv"]);
            var schema = await DotnetAsync(place, Tool, "table", table + ".csv", "--target", Targets[table]);
            Assert.True(schema.Code == 0, schema.ToString());
            var json = JsonNode.Parse(File.ReadAllText(place[table + ".table.json"]))!;
            var name = (string)json["table"]!;
            models.Add(Model(name, (string)json["task"]! == "classes"));
            lines.Add($"await ShowAsync(\"{name}\", {name}.Load(\"{table}.csv\").Split(seed: 3), data => Tune{name}.RunAsync(data));");
        }

        File.WriteAllText(place["Models.cs"], string.Join('\n', models.Prepend("using static TorchSharp.torch;\nusing static TorchSharp.torch.nn.functional;\n\nnamespace FromFile;\n")));
        File.WriteAllText(place["Program.cs"], string.Join('\n', ["using FromFile;", "using static TorchSharp.torch;", .. lines, Show]));
        File.WriteAllText(place["FromFile.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Root}/build/HyperDsl.Consumer.props" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <HyperDslImplicitUsings>enable</HyperDslImplicitUsings>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Root}/src/Hyper.Tables/Hyper.Tables.csproj" />
              </ItemGroup>
            </Project>
            """);
        var build = await DotnetAsync(place, "build", "-nologo", "-v:q", "-c", Configuration, "-p:BuildProjectReferences=false");
        Assert.True(build.Code == 0, build.ToString());
        var run = await DotnetAsync(place, place[$"bin/{Configuration}/net10.0/FromFile.dll"]);
        Assert.True(run.Code == 0, run.ToString());

        var found = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        Assert.Equal(tables.Length, found.Count);
        Assert.All(found, row => Assert.True(
            double.Parse(row[1], CultureInfo.InvariantCulture) < double.Parse(row[2], CultureInfo.InvariantCulture),
            $"{row[0]}: the test loss is {row[1]}, and that of the best constant {row[2]}"));
    }

    private static string Model(string table, bool ofClasses) => $$"""
        [HyperModel]
        public sealed partial class {{table}}Model
        {
            [Linear({{table}}.Inputs, 32)] public partial HyperLinear Hidden { get; }
            [Linear(32, {{table}}.Outputs)] public partial HyperLinear Output { get; }
            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor WeightDecay { get; }
            [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Dropout { get; }
            [Forward] private Tensor Predict(Tensor rows) => Output.forward(Drop(relu(Hidden.forward(rows)), Dropout));
            [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => {{(ofClasses ? "cross_entropy" : "mse_loss")}}(outputs, targets) + L2(WeightDecay);
            [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => {{(ofClasses ? "cross_entropy" : "mse_loss")}}(outputs, targets);
        }

        [Experiment<{{table}}Model>(Steps = 400, Seed = 3)]
        public static partial class Tune{{table}};

        """;

    /// <summary>Writes the tuned model's loss on the test rows, and what the best constant would have: the share of each class, or the mean.</summary>
    private const string Show = """

        static async Task ShowAsync<T>(string name, DataSplits data, Func<DataSplits, Task<T>> tune) where T : ITuningResult
        {
            using (data)
            using (var result = await tune(data))
            {
                var targets = data.Test!.Targets;
                var constant = data.Test.HasLabels
                    ? targets.bincount(null).to(float64).div(targets.numel()).clamp(min: 1e-12) is var shares ? shares.mul(shares.log()).sum().neg().item<double>() : 0
                    : targets.var(unbiased: false).item<float>();
                Console.WriteLine(FormattableString.Invariant($"{name} {result.Model.ValidationLoss(data.Test):R} {constant:R}"));
            }
        }
        """;

    private static string Tool { get; } = typeof(TablesFromFileTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "hyper").Value!;

    private static async Task<Outcome> DotnetAsync(Workplace place, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = place.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, output, await error);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
