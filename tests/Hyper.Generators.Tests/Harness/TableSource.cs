using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Tests.Harness;

/// <summary>A schema, and a model that fits it. A test replaces the piece that it is about.</summary>
internal static class TableSource
{
    public const string Penguins = """
        {
          "version": 1,
          "table": "Penguins",
          "namespace": "Birds",
          "file": { "name": "penguins.csv", "format": "csv", "rows": 344 },
          "task": "classes",
          "target": "species",
          "columns": [
            { "name": "species", "kind": "category", "words": ["Adelie", "Chinstrap", "Gentoo"], "missing": 0, "why": "the target" },
            { "name": "island", "kind": "category", "words": ["Biscoe", "Dream", "Torgersen"], "missing": 0 },
            { "name": "bill_length_mm", "kind": "number", "min": 32.1, "max": 59.6, "scale": "standard", "missing": 2 },
            { "name": "seen", "kind": "date", "missing": 0 },
            { "name": "sex", "kind": "category", "words": ["female", "male"], "missing": 11 },
            { "name": "note", "kind": "text", "missing": 0 }
          ]
        }
        """;

    public const string Model = """
        using Birds;
        using Hyper.Dsl;
        using Hyper.Runtime.Layers;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn.functional;

        [HyperModel]
        public sealed partial class Reader
        {
            [Linear(Penguins.Inputs, 16)] public partial HyperLinear Hidden { get; }
            [Linear(16, Penguins.Classes)] public partial HyperLinear Output { get; }
            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Layer)] public partial HyperTensor WeightDecay { get; }
            [Forward] private Tensor Predict(Tensor rows) => Output.forward(relu(Hidden.forward(rows)));
            [TrainingLoss] private Tensor Fit(Tensor scores, Tensor labels) => cross_entropy(scores, labels) + L2(WeightDecay);
            [ValidationLoss] private Tensor Score(Tensor scores, Tensor labels) => cross_entropy(scores, labels);
        }

        [Experiment<Reader>(Steps = 100)]
        public static partial class TuneReader;
        """;

    /// <summary>Runs the compiler over a project with schemas.</summary>
    /// <param name="schemas">The schemas' texts; the first is penguins.table.json.</param>
    /// <param name="files">The project's files.</param>
    public static GeneratorRun Run(string[] schemas, params string[] files)
        => GeneratorRun.Of(Project.WithTables(files), new MsBuildProperties(), [.. schemas.Select((text, index) => new TableFile(index == 0 ? "penguins.table.json" : $"other{index}.table.json", text))]);
}
