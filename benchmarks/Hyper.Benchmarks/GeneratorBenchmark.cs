using System.Diagnostics;
using Hyper.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hyper.Benchmarks;

/// <summary>One row of the compiler's benchmark.</summary>
/// <param name="Count">Annotated classes, with as many experiments; or columns of a table.</param>
/// <param name="ColdMs">Milliseconds of a new driver over a project that was not compiled before: the median.</param>
/// <param name="Keystrokes">The same after one keystroke, for each kind of it.</param>
internal sealed record GeneratorRow(int Count, double ColdMs, IReadOnlyList<KeystrokeTime> Keystrokes);

/// <summary>What the compiler takes after one keystroke.</summary>
/// <param name="Ms">Milliseconds: the median.</param>
/// <param name="Ratio">The median over the rounds of that over the full run of the same round.</param>
internal sealed record KeystrokeTime(double Ms, double Ratio);

/// <summary>The memory in use after so many keystrokes.</summary>
internal sealed record MemoryPoint(int Edits, double Megabytes);

/// <summary>What the compiler costs a user who types: whole runs, keystrokes, and what the driver keeps.</summary>
internal static class GeneratorBenchmark
{
    /// <summary>Annotated classes of the project whose driver's memory is measured.</summary>
    public const int MemoryClasses = 100;

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static IReadOnlyList<(string Name, Func<Compilation, int, Compilation> Apply)> Edits { get; } =
    [
        ("body elsewhere", EditBodyElsewhere),
        ("declaration elsewhere", EditDeclarationElsewhere),
        ("forward method", EditForward),
    ];

    /// <summary>The kinds of keystrokes, in the order of a row.</summary>
    public static IReadOnlyList<string> Keystrokes { get; } = [.. Edits.Select(edit => edit.Name)];

    public static IReadOnlyList<GeneratorRow> Times(IReadOnlyList<int> classes, int rounds)
    {
        // The compiler's own code is compiled before anything counts.
        for (var i = 0; i < 5; i++)
        {
            Round(10, i);
        }

        return [.. classes.Select(count => Row(count, [.. Enumerable.Range(0, rounds).Select(round => Round(count, round))]))];
    }

    public static IReadOnlyList<MemoryPoint> Memory(int edits)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Compilation project = Compile(MemoryClasses);
        var driver = Driver().RunGenerators(project);
        var points = new List<MemoryPoint>();
        for (var edit = 0; edit <= edits; edit++)
        {
            if (edit % Math.Max(1, edits / 5) == 0)
            {
                points.Add(new MemoryPoint(edit, (GC.GetTotalMemory(forceFullCollection: true) - before) / (1024.0 * 1024)));
            }

            project = Edits[edit % Edits.Count].Apply(project, edit);
            driver = driver.RunGenerators(project);
        }

        GC.KeepAlive(driver);
        return points;
    }

    /// <summary>The same of a project with a schema of so many columns beside its classes, one of which is of that table.</summary>
    public static IReadOnlyList<GeneratorRow> TableTimes(IReadOnlyList<int> columns, int rounds)
    {
        for (var i = 0; i < 5; i++)
        {
            Round(TableSubject.Classes, i, TableSubject.Of(100));
        }

        return [.. columns.Select(count => TableSubject.Of(count)).Select(subject => Row(subject.Columns, [.. Enumerable.Range(0, rounds).Select(round => Round(TableSubject.Classes, round, subject))]))];
    }

    private static (double Cold, IReadOnlyList<double> Keystrokes) Round(int classes, int round, TableSubject? table = null)
    {
        Compilation project = Compile(classes);
        if (table is not null)
        {
            project = project.AddReferences(TableSubject.Assembly).AddSyntaxTrees(Parse(table.Model, "TableModel.cs"));
        }

        GeneratorDriver driver = Driver();
        if (table is not null)
        {
            driver = driver.AddAdditionalTexts([table.Schema]);
        }

        var cold = Time(project, ref driver);
        if (table is not null && !driver.GetRunResult().GeneratedTrees.Any(tree => tree.FilePath.EndsWith("Reader.Layout.g.cs", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException("The generator did not read the table: the benchmark has lost its subject.");
        }

        if (driver.GetRunResult().GeneratedTrees.Length < 7 * classes)
        {
            throw new InvalidOperationException("The generator wrote too few files: the benchmark has lost its subject.");
        }

        var keystrokes = new List<double>();
        foreach (var (_, apply) in Edits)
        {
            project = apply(project, round);
            keystrokes.Add(Time(project, ref driver));
        }

        return (cold, keystrokes);
    }

    private static GeneratorRow Row(int classes, IReadOnlyList<(double Cold, IReadOnlyList<double> Keystrokes)> rounds)
        => new(
            classes,
            Median(rounds.Select(round => round.Cold)),
            [
                .. Enumerable.Range(0, Edits.Count).Select(edit => new KeystrokeTime(
                    Median(rounds.Select(round => round.Keystrokes[edit])),
                    Median(rounds.Select(round => round.Keystrokes[edit] / round.Cold)))),
            ]);

    private static double Time(Compilation project, ref GeneratorDriver driver)
    {
        var watch = Stopwatch.StartNew();
        driver = driver.RunGenerators(project);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(new HyperModelGenerator());

    /// <summary>A project that no compiler has bound anything of yet.</summary>
    private static CSharpCompilation Compile(int classes)
        => CSharpCompilation.Create(
            "Project",
            [Parse("internal static class Elsewhere { public static int Number => 1; }", "Elsewhere.cs"), .. Enumerable.Range(0, classes).Select(index => Parse(Model(index, "x"), $"Model{index}.cs"))],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static Compilation EditBodyElsewhere(Compilation project, int edit)
        => Replace(project, "Elsewhere.cs", $"internal static class Elsewhere {{ public static int Number => 1{edit}; }}");

    private static Compilation EditDeclarationElsewhere(Compilation project, int edit)
        => Replace(project, "Elsewhere.cs", $"internal static class Elsewhere {{ public static int Number{edit} => 1; }}");

    private static Compilation EditForward(Compilation project, int edit) => Replace(project, "Model0.cs", Model(0, $"x + {edit}"));

    private static Compilation Replace(Compilation project, string path, string text)
        => project.ReplaceSyntaxTree(project.SyntaxTrees.First(tree => tree.FilePath == path), Parse(text, path));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, path: path);

    /// <summary>Five layers and three hyperparameters, in turn with each of three families.</summary>
    private static string Model(int index, string input) => $$"""
        using Hyper.Dsl;
        using Hyper.Runtime.Layers;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn.functional;

        namespace Models.Part{{index % 10}};

        [HyperModel(Hypernetwork.{{(index % 3 == 0 ? "Factorized" : index % 3 == 1 ? "Structured" : "Elementwise")}})]
        public sealed partial class Model{{index}}
        {
            [Conv2d(1, 8, 3, Padding = 1)] public partial HyperConv2d Stem { get; }
            [BatchNorm(8)] public partial HyperBatchNorm Norm { get; }
            [Linear(1568, {{16 + index}})] public partial HyperLinear Hidden { get; }
            [Linear({{16 + index}}, 32)] public partial HyperLinear Narrow { get; }
            [Linear(32, 10)] public partial HyperLinear Output { get; }

            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)] public partial HyperTensor Decay { get; }
            [Hyperparameter(Initial = 0.1, Min = 0, Max = 0.9)] public partial HyperTensor Rate { get; }
            [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] public partial HyperTensor Smoothing { get; }

            [Forward]
            private Tensor Predict(Tensor x)
            {
                var features = max_pool2d(relu(Norm.forward(Stem.forward({{input}}))), 2);
                var hidden = relu(Narrow.forward(Drop(relu(Hidden.forward(features.flatten(1))), Rate)));
                return Output.forward(hidden);
            }

            [TrainingLoss]
            private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, SmoothLabels(labels, 10, Smoothing)) + L2(Decay);

            [ValidationLoss]
            private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);
        }

        [Experiment<Model{{index}}>(Algorithm.Joint, Steps = {{1_000 + index}})]
        public static partial class Tune{{index}};
        """;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
