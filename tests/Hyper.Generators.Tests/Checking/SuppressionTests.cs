using Hyper.Generators.Diagnostics;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Checking;

/// <summary>
/// What the SDK's compiler and analyzers say about models, with the suppressor and without. In the sources below a comment names the rule that misfires
/// on its line (<c>misfires: …</c>), or that must go on speaking there (<c>stays: …</c>).
/// </summary>
public sealed class SuppressionTests
{
    private const string Good = """
        internal sealed class Scaler : torch.nn.Module<Tensor, Tensor>
        {
            public Scaler() : base("scaler") => RegisterComponents();
            public override Tensor forward(Tensor input) => input * 2;
        }

        [HyperModel]
        public sealed partial class Shared // misfires: CA1001
        {
            [SharedModule] private readonly Scaler scaler = new();
            [SharedModule] private Scaler Second { get; } = new();
            [Linear(64, 8)] public partial HyperLinear Encode { get; }
            [Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor WeightDecay { get; }
            [Forward] public Tensor Predict(Tensor rows) => Second.forward(scaler.forward(Encode.forward(rows.flatten(1)))); // misfires: CA1062
            [TrainingLoss] public Tensor Fit(Tensor outputs, Tensor targets) => outputs.square().mean() + L2(WeightDecay); // misfires: CA1062 IDE0060
            [ValidationLoss] public Tensor Score(Tensor outputs, Tensor targets) => outputs.square().mean(); // misfires: CA1062 CA1822 IDE0060
            public Tensor Other(Tensor rows) => rows.square(); // stays: CA1062 CA1822
            private static int Last(int used, int unused) => used; // stays: IDE0060
            internal static int First() => Last(1, 2);
        }

        [HyperModel]
        internal sealed partial class Owner // stays: CA1001
        {
            private readonly System.IO.MemoryStream log = new();
            [SharedModule] private readonly Scaler scaler = new();
            [Linear(64, 8)] private partial HyperLinear Encode { get; }
            [Hyperparameter(Initial = 0.1, Min = 0, Max = 1)] private partial HyperTensor Dropout { get; }
            private int never; // stays: CA1823 CS0169 IDE0051
            private int Unused { get; } // stays: IDE0051
            [Forward] private Tensor Predict(Tensor rows)
            {
                return Drop(scaler.forward(Encode.forward(rows * log.Length)), Dropout) * Inner(2, 3);
                static int Inner(int used, int unused) => used; // stays: IDE0060
            }
            [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => outputs.mean() + targets; // misfires: CA1822
            [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => outputs.mean() + targets; // misfires: CA1822
        }
        """;

    // A rule refuses the model, and nothing is written that calls its methods.
    private const string Refused = """
        #pragma warning disable HYP0003, HYP0301, HYP0501
        [HyperModel(Rank = 0)]
        internal sealed partial class Refused // misfires: CA1812
        {
            [SharedModule] private readonly TorchSharp.Modules.LayerNorm norm = torch.nn.LayerNorm(8); // misfires: CA1823 IDE0052
            [Linear(64, 8)] private partial HyperLinear Encode { get; }
            [Hyperparameter(Initial = 0.1)] private HyperTensor Decay { get; } // misfires: CS8618 IDE0051
            private readonly TorchSharp.Modules.LayerNorm own = torch.nn.LayerNorm(8); // stays: CA1823 IDE0052
            private HyperTensor Ordinary { get; } // stays: CS8618 IDE0051
            private void Unused() => Ordinary2(); // stays: CA1822 IDE0051
            private static void Ordinary2() { }
            [Forward] private Tensor Predict(Tensor rows) => Encode.forward(rows); // misfires: IDE0051
            [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => outputs + targets; // misfires: CA1822 IDE0051
            [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => outputs + targets; // misfires: CA1822 IDE0051
        }

        // The compiler points at the constructor, and beside it at the property.
        [HyperModel]
        internal sealed partial class Constructed // misfires: CA1812
        {
            public Constructed() { } // misfires: CS8618
            [Linear(64, 8)] private partial HyperLinear Encode { get; }
            [Hyperparameter(Initial = 0.1)] internal HyperTensor Decay { get; }
            [Forward] private Tensor Predict(Tensor rows) => Encode.forward(rows); // misfires: IDE0051
            [TrainingLoss] private Tensor Fit(Tensor outputs, Tensor targets) => outputs + targets + Decay.GetHashCode(); // misfires: IDE0051
            [ValidationLoss] private Tensor Score(Tensor outputs, Tensor targets) => outputs + targets; // misfires: CA1822 IDE0051
        }

        internal sealed class Plain // stays: CA1812
        {
            [Forward] private void Run(int unused) { } // stays: CA1822 IDE0051 IDE0060
        }
        """;

    /// <summary>The rules that the suppressor silences, and those of the compiler about fields, which it has no reason to.</summary>
    private static readonly IReadOnlyList<string> Rules = [.. Suppressions.All.Select(suppression => suppression.SuppressedDiagnosticId), "CS0169", "CS0414", "CS0649"];

    private static readonly IReadOnlyList<string> Ids = [.. Suppressions.All.Select(suppression => suppression.Id)];

    [Theory]
    [InlineData(Good)]
    [InlineData(Refused)]
    public void What_misfires_is_silent_and_what_does_not_still_speaks(string models)
    {
        var source = ModelSource.Usings + models;
        Assert.Equal(Text([.. Marked(source, "misfires"), .. Marked(source, "stays")]), Text(PlatformBuild.Warnings(source, Rules, disabled: Ids)));
        Assert.Equal(Text(Marked(source, "stays")), Text(PlatformBuild.Warnings(source, Rules, disabled: [])));
    }

    [Fact]
    public void Every_suppression_is_shown_to_be_needed()
        => Assert.Equal(
            Suppressions.All.Select(suppression => suppression.SuppressedDiagnosticId).Order(),
            Marked(Good + "\n" + Refused, "misfires").Select(marked => marked.Id).Distinct().Order());

    private static IEnumerable<(string Id, string Line)> Marked(string source, string kind) => source.Split('\n')
        .Where(line => line.Contains($"// {kind}: ", StringComparison.Ordinal))
        .SelectMany(line => line.Split($"// {kind}: ")[1].Split(' ').Select(id => (id.Trim(), line.Trim())));

    private static string Text(IEnumerable<(string Id, string Line)> warnings) => string.Join('\n', warnings.Select(warning => $"{warning.Id} at {warning.Line}").Order(StringComparer.Ordinal));
}
