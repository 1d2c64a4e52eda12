using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Corpus;

/// <summary>Mistakes in declarations: attributes, modifiers, types.</summary>
internal static class DeclarationMistakes
{
    public static IEnumerable<MutationKind> All { get; } =
    [
        new("missing partial on a class", syntax => Partials<ClassDeclarationSyntax>(syntax, syntax.Attributes("HyperModel", "Experiment"))),
        new("missing partial on a property", syntax => Partials<PropertyDeclarationSyntax>(syntax, syntax.Layers.Concat(syntax.Hyperparameters))),
        new("wrong property type", syntax => Owners<PropertyDeclarationSyntax>(syntax.Layers).Select(found => Mutation.Of(syntax.Model, found.File, found.Owner.Type, "global::Hyper.Runtime.Layers.HyperTensor"))
            .Concat(Owners<PropertyDeclarationSyntax>(syntax.Hyperparameters).Select(found => Mutation.Of(syntax.Model, found.File, found.Owner.Type, "double")))),
        new("property with a setter", syntax => Owners<PropertyDeclarationSyntax>(syntax.Layers.Concat(syntax.Hyperparameters))
            .Select(found => Mutation.Of(syntax.Model, found.File, found.Owner.AccessorList!, "{ get; set; }"))),
        new("missing layer attribute", syntax => syntax.Layers.Concat(syntax.Hyperparameters).Select(found => Mutation.Of(syntax.Model, found.File, found.Attribute, "System.Obsolete"))),
        new("missing method attribute", syntax => Methods(syntax).Select(found => Mutation.Of(syntax.Model, found.File, found.Attribute, "System.Obsolete"))),
        new("another method's attribute", syntax => Methods(syntax).Select(found => Mutation.Of(syntax.Model, found.File, found.Attribute, AttributeText.SimpleName(found.Attribute) == "Forward" ? "Hyper.Dsl.TrainingLoss" : "Hyper.Dsl.Forward"))),
        new("wrong method signature", syntax => Owners<MethodDeclarationSyntax>(Methods(syntax)).Where(found => found.Owner.ParameterList.Parameters.Count > 0)
            .Select(found => Mutation.Of(syntax.Model, found.File, found.Owner.ParameterList.Parameters[0].Type!, "double"))),
        new("size below one", syntax => Positional(syntax, (text, index) => text.WithPositional(index, "0"))),
        new("layer option out of range", syntax => Options(syntax)),
        new("groups that do not divide", syntax => Change(syntax, syntax.Attributes("Conv1d", "Conv2d", "ConvTranspose2d"), text => text.With("Groups", "1009"))
            .Concat(Change(syntax, syntax.Attributes("GroupNorm"), text => text.WithPositional(0, "3")))),
        new("swapped bounds", syntax => Change(syntax, syntax.Hyperparameters, text => text["Min"] is { } min && text["Max"] is { } max ? text.With("Min", max).With("Max", min) : null)),
        new("initial outside bounds", syntax => Change(syntax, syntax.Hyperparameters, text => text["Max"] is { } max ? text.With("Initial", $"({max}) + 1") : null)
            .Concat(Change(syntax, syntax.Hyperparameters, text => text["Min"] is { } min ? text.With("Initial", $"({min}) - 1") : null))),
        new("log scale at or below zero", syntax => Logarithmic(syntax, text => text.With("Initial", "0")).Concat(Logarithmic(syntax, text => text.With("Min", "0"))).Concat(Logarithmic(syntax, text => text.With("Initial", "-1e-3")))),
        new("missing initial", syntax => Change(syntax, syntax.Hyperparameters, text => text["Initial"] is not null && (text["Min"] is null || text["Max"] is null) ? text.Without("Initial") : null)),
        new("count below one", syntax => Change(syntax, syntax.Hyperparameters, text => text["Per"] is null or "Per.Example" ? text.With("Count", "0") : null)),
        new("counted twice", syntax => Change(syntax, syntax.Hyperparameters, text => text["Per"] is { } per && !per.EndsWith("Example", StringComparison.Ordinal) ? text.With("Count", "3") : null)),
        new("unknown enum value", syntax => Unknown(syntax)),
        new("Per.Example without Count", syntax => Change(syntax, syntax.Hyperparameters, text => text.Without("Count").With("Per", "Hyper.Dsl.Per.Example"))),
        new("discrete with a fraction", syntax => Change(syntax, syntax.Hyperparameters, text => text["Initial"]?.Contains('.') == true || text["Initial"]?.Contains("e-") == true ? text.With("Discrete", "true") : null)),
        new("hyperprior below zero", syntax => Change(syntax, syntax.Hyperparameters, text => text.With("Hyperprior", "-0.5"))),
        new("rank too large or below one", syntax => Ranks(syntax, "int.MaxValue").Concat(Ranks(syntax, "0"))),
        new("option of another family", syntax => Change(syntax, syntax.Attributes("HyperModel"), text => text.Positional(0)?.EndsWith(".Mlp", StringComparison.Ordinal) != false || syntax.Model.Name == "HybridOfFamilies" ? null : text.With("HiddenUnits", "3"))),
        new("elementwise without a value a weight", syntax => syntax.Hyperparameters.Any(found => AttributeText.Of(found.Attribute)["Per"]?.EndsWith("Weight", StringComparison.Ordinal) == true)
            ? []
            : Change(syntax, syntax.Attributes("HyperModel"), text => text.Without("Rank").Without("HiddenUnits").WithPositional(0, "Hyper.Dsl.Hypernetwork.Elementwise"))),
    ];

    /// <summary>Rewrites attributes; a change of nothing is none.</summary>
    public static IEnumerable<Mutation> Change(CorpusSyntax syntax, IEnumerable<(int File, AttributeSyntax Attribute)> attributes, Func<AttributeText, AttributeText?> change)
        => from found in attributes
           let changed = change(AttributeText.Of(found.Attribute))
           where changed is not null && changed.ToString() != found.Attribute.ToString()
           select Mutation.Of(syntax.Model, found.File, found.Attribute, changed.ToString());

    private static IEnumerable<(int File, AttributeSyntax Attribute)> Methods(CorpusSyntax syntax) => syntax.Attributes("Forward", "TrainingLoss", "ValidationLoss");

    private static IEnumerable<(int File, T Owner)> Owners<T>(IEnumerable<(int File, AttributeSyntax Attribute)> attributes)
        where T : MemberDeclarationSyntax
        => attributes.Select(found => (found.File, Owner: found.Attribute.Parent!.Parent as T)).Where(found => found.Owner is not null).Select(found => (found.File, found.Owner!)).Distinct();

    private static IEnumerable<Mutation> Partials<T>(CorpusSyntax syntax, IEnumerable<(int File, AttributeSyntax Attribute)> attributes)
        where T : MemberDeclarationSyntax
        => Owners<T>(attributes).Select(found => Mutation.Of(syntax.Model, found.File, found.Owner.Modifiers.Single(SyntaxKind.PartialKeyword), ""));

    private static SyntaxToken Single(this SyntaxTokenList modifiers, SyntaxKind kind) => modifiers.Single(modifier => modifier.IsKind(kind));

    private static IEnumerable<Mutation> Positional(CorpusSyntax syntax, Func<AttributeText, int, AttributeText> change)
        => Enumerable.Range(0, 2).SelectMany(index => Change(syntax, syntax.Layers, text => text.Positional(index) is { } value && !value.Contains(':') ? change(text, index) : null));

    private static IEnumerable<Mutation> Options(CorpusSyntax syntax)
    {
        var convolutions = syntax.Attributes("Conv1d", "Conv2d", "ConvTranspose2d").ToList();
        return Change(syntax, convolutions, text => text.With("Stride", "0"))
            .Concat(Change(syntax, convolutions, text => text.With("Padding", "-1")))
            .Concat(Change(syntax, convolutions, text => text.WithPositional(2, "0")))
            .Concat(Change(syntax, syntax.Attributes("LayerNorm", "GroupNorm", "BatchNorm"), text => text.With("Epsilon", "0")))
            .Concat(Change(syntax, syntax.Attributes("BatchNorm"), text => text.With("Momentum", "2")))
            .Concat(Change(syntax, syntax.Attributes("Embedding"), text => text.With("PaddingIndex", "1_000_000")));
    }

    private static IEnumerable<Mutation> Logarithmic(CorpusSyntax syntax, Func<AttributeText, AttributeText> change)
        => Change(syntax, syntax.Hyperparameters, text => text["Scale"]?.EndsWith(".Log", StringComparison.Ordinal) == true ? change(text) : null);

    private static IEnumerable<Mutation> Unknown(CorpusSyntax syntax)
        => Change(syntax, syntax.Hyperparameters, text => text["Per"] is not null ? text.With("Per", "(Hyper.Dsl.Per)42") : text.With("Scale", "(Hyper.Dsl.Scale)9"))
            .Concat(Change(syntax, syntax.Attributes("HyperModel"), text => text.WithPositional(0, "(Hyper.Dsl.Hypernetwork)77")))
            .Concat(Change(syntax, syntax.Attributes("Experiment"), text => text.WithPositional(0, "(Hyper.Dsl.Algorithm)99")));

    private static IEnumerable<Mutation> Ranks(CorpusSyntax syntax, string rank)
        => Change(syntax, syntax.Attributes("HyperModel"), text => text.Positional(0) is null || text.Positional(0)!.EndsWith(".Factorized", StringComparison.Ordinal) ? text.With("Rank", rank) : null);
}
