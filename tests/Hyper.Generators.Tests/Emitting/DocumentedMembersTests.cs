using Hyper.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>An editor has something to say of everything that the compiler writes and others can see.</summary>
public sealed class DocumentedMembersTests
{
    private const string Layers = """
            [Linear(64, 32)] public partial HyperLinear Hidden { get; }
            [Linear(32, 10)] internal partial HyperLinear Output { get; }
            [SharedModule] private readonly TorchSharp.Modules.LayerNorm norm = torch.nn.LayerNorm(32);
        """;

    private static string Model(string family, string experiment) => (new ModelSource
    {
        Attribute = $"[HyperModel(Hypernetwork.{family})]",
        Layers = Layers,
        Hyperparameters = """
                [Hyperparameter(Initial = 1e-3, Scale = Scale.Log, Per = Per.Weight)] public partial HyperTensor WeightDecay { get; }
                [Hyperparameter(Initial = 3, Min = 1, Max = 9)] internal partial HyperTensor Bounded { get; }
                [Hyperparameter(Initial = 0.1, Count = 3, Prior = Prior.Normal)] public partial HyperTensor Several { get; }
            """,
        Forward = "    [Forward] private Tensor Predict(Tensor pixels) => Output.forward(norm.forward(Hidden.forward(pixels)));",
        TrainingLoss = "    [TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => cross_entropy(logits, labels) + L2(WeightDecay) + Bounded.Values.mean() + Several.Values.mean();",
        Members = "",
        After = $"[Experiment<Digits>({experiment})] public static partial class Tune;",
    }).ToString();

    [Theory]
    [InlineData("Linear", "Algorithm.Joint")]
    [InlineData("Factorized, Rank = 2", "Algorithm.Simplified")]
    [InlineData("Mlp", "Algorithm.Global")]
    [InlineData("Elementwise", "Algorithm.SelfTuning")]
    [InlineData("Structured", "Algorithm.SelfTuning")]
    [InlineData("Centered", "Algorithm.DeltaSelfTuning")]
    [InlineData("Curvature", "Algorithm.Joint")]
    [InlineData("Linear", "Algorithm.Random")]
    public void Every_generated_member_that_others_see_has_a_summary(string family, string experiment)
    {
        var members = Generated(Verify.Clean(Model(family, experiment))).ToList();
        Assert.Contains(members, member => member.Name == "Hidden");
        Assert.Contains(members, member => member.Name == "RunAsync");
        Assert.Empty(members.Where(member => !IsDocumented(member)).Select(member => member.ToDisplayString()).Distinct());
    }

    /// <summary>What is written about a layer or a value says its shape or its number, unless the user says something.</summary>
    [Fact]
    public void Layers_and_hyperparameters_tell_their_shapes()
    {
        var members = Generated(Verify.Clean(Model("Linear", ""))).OfType<IPropertySymbol>().ToLookup(member => member.Name, Documentation);
        Assert.All(members["Hidden"], text => Assert.Contains("[rows, 64] to [rows, 32]", text));
        Assert.All(members["WeightDecay"], text => Assert.Contains("2,410 values, one for each weight", text));
        Assert.All(members["Several"], text => Assert.Contains("3 values", text));
    }

    /// <summary>What generated files declare, and code outside of the class can name.</summary>
    private static IEnumerable<ISymbol> Generated(GeneratorRun run)
    {
        foreach (var tree in run.Output.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
        {
            var semantics = run.Output.GetSemanticModel(tree);
            var declarations = tree.GetRoot().DescendantNodes().Where(node => node
                is MemberDeclarationSyntax and not (BaseNamespaceDeclarationSyntax or BaseFieldDeclarationSyntax)
                or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax });
            foreach (var symbol in declarations.Select(node => semantics.GetDeclaredSymbol(node)!).Where(IsSeen))
            {
                yield return symbol;
            }
        }
    }

    private static bool IsSeen(ISymbol? symbol)
        => symbol is null or INamespaceSymbol || (symbol.DeclaredAccessibility != Accessibility.Private && IsSeen(symbol.ContainingSymbol));

    /// <summary>A class that its user declares may have the user's words, or none; what is inherited has words where it is from.</summary>
    private static bool IsDocumented(ISymbol symbol)
        => symbol.DeclaringSyntaxReferences.Any(reference => !reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            || Documentation(symbol) is var text && (text.Contains("<summary>", StringComparison.Ordinal) || (text.Contains("<inheritdoc", StringComparison.Ordinal) && IsInherited(symbol)));

    private static bool IsInherited(ISymbol symbol)
        => symbol.IsOverride || symbol.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers()).Any(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol));

    private static string Documentation(ISymbol symbol) => symbol.GetDocumentationCommentXml() ?? "";
}
