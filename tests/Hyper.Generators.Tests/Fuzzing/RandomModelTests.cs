using System.Globalization;
using System.Text;
using CsCheck;
using Hyper.Dsl;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>Random models that nothing is wrong with: all of them compile, and their sizes are those of the definitions.</summary>
public sealed class RandomModelTests
{
    // Which family the compiler chooses is the business of the tests about that.
    private static readonly Gen<Hypernetwork> Named = Gen.Enum<Hypernetwork>().Where(family => family != Hypernetwork.Auto);

    private static readonly Gen<Layer> Layers = Gen.Select(
        Gen.Int[1, 40], Gen.Int[1, 40], Gen.Bool, Gen.OneOf(Gen.Const((Hypernetwork?)null), Named.Select(family => (Hypernetwork?)family)), (inputs, outputs, bias, own) => new Layer(inputs, outputs, bias, own));

    private static readonly Gen<Tunable> Tunables = Gen.Select(
        Gen.Enum<Per>(), Gen.Int[0, 12], Gen.Enum<Scale>(), Gen.Double[1e-6, 0.5], Gen.Int[0, 3], (per, count, scale, initial, bounds) => new Tunable(per, count, scale, initial, bounds));

    private static readonly Gen<Model> Models = Gen.Select(
        Named, Layers.Array[1, 3], Tunables.Array[1, 4], Gen.Enum<Algorithm>(), (family, layers, tunables, algorithm) => new Model(family, layers, tunables, algorithm));

    [Fact]
    public void A_random_model_compiles_and_has_the_sizes_of_the_definitions()
        => Models.Where(model => model.IsValid).Sample(Check, iter: 40, threads: 1);

    private static void Check(Model model)
    {
        var run = GeneratorRun.Of(Project.Of(model.Source()));
        Assert.Empty(run.RuleDiagnostics);
        Assert.Empty(run.CompilerDiagnostics);
        var layout = run.Files["Digits.Layout.g.cs"];
        Assert.Contains($"int WeightCount = {model.P};", layout);
        Assert.Contains($"int HyperparameterCount = {model.N};", layout);
        Assert.Contains($"int HypernetworkParameterCount = {model.ParameterCount};", layout);

        Assert.Equal(!model.IsCurvature, run.Files.ContainsKey("Digits.Hypernetwork.g.cs"));
        if (model.IsCurvature)
        {
            return;
        }

        // The matrices fill the flat vector from its start to its end.
        var end = 0L;
        foreach (var line in run.Files["Digits.Hypernetwork.g.cs"].Split('\n').Where(line => line.Contains("= Parameters.Matrix(")))
        {
            var place = line.Split('(')[1].TrimEnd(')', ';').Split(", ").Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(end, place[0]);
            end += place[1] * place[2];
        }

        Assert.Equal(model.ParameterCount, end);
    }

    internal sealed record Layer(int Inputs, int Outputs, bool Bias, Hypernetwork? Own)
    {
        public int Rows => (Bias ? 2 : 1) * Outputs;

        public int Weights => (Inputs + (Bias ? 1 : 0)) * Outputs;
    }

    internal sealed record Tunable(Per Per, int Count, Scale Scale, double Initial, int Bounds)
    {
        /// <summary>Bit 0: a lower bound; bit 1: an upper bound.</summary>
        public string Arguments => string.Create(
            CultureInfo.InvariantCulture,
            $"Initial = {Initial}, Scale = Scale.{Scale}{((Bounds & 1) == 0 ? "" : ", Min = 1e-7")}{((Bounds & 2) == 0 ? "" : ", Max = 0.75")}{Granularity}");

        private string Granularity => Per == Per.Example ? $", Per = Per.Example, Count = {Math.Max(1, Count)}" : Per != Per.Scalar ? $", Per = Per.{Per}" : Count > 0 ? $", Count = {Count}" : "";

        public long Values(Layer[] layers) => Per switch
        {
            Per.Layer => layers.Length,
            Per.Unit => layers.Sum(layer => layer.Outputs),
            Per.Weight => layers.Sum(layer => layer.Weights),
            _ => Math.Max(1, Count),
        };
    }

    internal sealed record Model(Hypernetwork Family, Layer[] Layers, Tunable[] Tunables, Algorithm Algorithm)
    {
        public bool IsValid => (Tunables.Any(tunable => tunable.Per == Per.Weight) || !Families.Contains(Hypernetwork.Elementwise))
            && (Algorithm != Algorithm.Simplified || !Families.Contains(Hypernetwork.Centered))
            && (!Families.Contains(Hypernetwork.Curvature) || (IsCurvature && !LearnsResponse));

        /// <summary>Whether the response is computed: there is no code of its own for it then.</summary>
        public bool IsCurvature => Families.All(family => family == Hypernetwork.Curvature);

        private bool LearnsResponse => Algorithm is Algorithm.Simplified or Algorithm.Global or Algorithm.SelfTuning or Algorithm.DeltaSelfTuning;

        private IEnumerable<Hypernetwork> Families => Layers.Select(layer => layer.Own ?? Family);

        public long P => Layers.Sum(layer => layer.Weights);

        public long N => Tunables.Sum(tunable => tunable.Values(Layers));

        public long ParameterCount
        {
            get
            {
                // Layers on end with the same family are one block.
                var count = 0L;
                for (var first = 0; first < Layers.Length;)
                {
                    var family = Layers[first].Own ?? Family;
                    var block = Layers.Skip(first).TakeWhile(layer => (layer.Own ?? Family) == family).ToArray();
                    count += CountOf(family, block);
                    first += block.Length;
                }

                return count;
            }
        }

        private long CountOf(Hypernetwork family, Layer[] block)
        {
            var weights = block.Sum(layer => (long)layer.Weights);
            var rank = Math.Min(10, Math.Max(1, Math.Min(N, weights) - 1));
            var shared = Tunables.Where(tunable => tunable.Per != Per.Weight).Sum(tunable => tunable.Values(Layers));
            return family switch
            {
                Hypernetwork.Linear => weights * (N + 1),
                Hypernetwork.Factorized => (rank * (N + weights)) + rank + weights,
                Hypernetwork.Mlp => (50 * (N + weights)) + 50 + weights,
                Hypernetwork.Curvature => 2 * weights,
                Hypernetwork.Structured or Hypernetwork.Centered => (2 * weights) + (N * block.Sum(layer => layer.Rows)),
                _ => weights * (1 + Tunables.Count(tunable => tunable.Per == Per.Weight) + shared),
            };
        }

        public string Source()
        {
            var layers = new StringBuilder();
            var tunables = new StringBuilder();
            var uses = new StringBuilder("x");
            for (var i = 0; i < Layers.Length; i++)
            {
                layers.Append(CultureInfo.InvariantCulture, $"[Linear({Layers[i].Inputs}, {Layers[i].Outputs}, Bias = {(Layers[i].Bias ? "true" : "false")}{(Layers[i].Own is { } own ? $", Hypernetwork = Hypernetwork.{own}" : "")})] public partial HyperLinear L{i} {{ get; }}\n");
                uses.Append(CultureInfo.InvariantCulture, $" + Use(L{i})");
            }

            for (var i = 0; i < Tunables.Length; i++)
            {
                tunables.Append(CultureInfo.InvariantCulture, $"[Hyperparameter({Tunables[i].Arguments})] public partial HyperTensor H{i} {{ get; }}\n");
                uses.Append(CultureInfo.InvariantCulture, $" + Use(H{i})");
            }

            return (new ModelSource
            {
                Attribute = $"[HyperModel(Hypernetwork.{Family})]",
                Layers = layers.ToString(),
                Hyperparameters = tunables.ToString(),
                Forward = $"[Forward] Tensor Predict(Tensor x) => {uses};",
                TrainingLoss = "[TrainingLoss] Tensor Fit(Tensor x, Tensor y) => x;",
                // A grid over every value would have more points than anybody tries.
                After = $"[Experiment<Digits>(Algorithm.{Algorithm}{(Algorithm == Algorithm.Grid ? ", GridPoints = 2, Tied = true" : "")})] public static partial class Tune;",
            }).ToString();
        }
    }
}
