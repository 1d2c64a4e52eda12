using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Hyper.Generators.Bodies.Functions;
using Hyper.Runtime.Native;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static TorchSharp.torch;

namespace Hyper.Differential.Tests;

/// <summary>A model whose forward method returns what a sample call of one function gives.</summary>
/// <param name="Row">The function's row in the compiler's table.</param>
/// <param name="Call">The call, or the statement of one in place.</param>
/// <param name="IsInPlace">Whether the call is one in place, of a variable of its own.</param>
/// <param name="Model">The compiled class.</param>
/// <param name="Passes">What the compiler wrote of its passes.</param>
/// <param name="Shape">The shape that the compiler says the result has; null where it says none.</param>
internal sealed partial record SampleModel(TensorFunction Row, string Call, bool IsInPlace, Type Model, string Passes, string? Shape)
{
    private const int ToACompilation = 125;

    private static readonly Lazy<IReadOnlyList<SampleModel>> Loaded = new(Load);

    /// <summary>Rows whose samples give no tensor that can be trained by: another type than floating-point numbers in double precision.</summary>
    private static readonly HashSet<string> OtherTypes = ["float", "half", "bfloat16", "to", "type"];

    /// <summary>A model for each sample of each row.</summary>
    public static IReadOnlyList<SampleModel> All => Loaded.Value;

    /// <summary>Whether the sample gives a number, not a tensor.</summary>
    public bool GivesNumber => Row.End is { MakesNumber: true };

    /// <summary>Whether it can be run: no machine need have a further device, a tensor that leaves its scope is nobody's in a test, and TorchSharp 0.107's nanmean throws.</summary>
    public bool CanRun => Row.Name is not ("cuda" or "nanmean") && !Row.IsIdentity;

    /// <summary>What the call itself gives.</summary>
    public object Evaluate(Tensor h, Tensor x) => Model.GetMethod(nameof(Evaluate))!.Invoke(null, [h, x])!;

    /// <summary>What a call in place is called on, before and after it.</summary>
    public (Tensor Before, Tensor After) Change(Tensor h, Tensor x) => ((Tensor, Tensor))Model.GetMethod(nameof(Change))!.Invoke(null, [h, x])!;

    /// <inheritdoc/>
    public override string ToString() => $"{Row.Name}: {Call}";

    private static IReadOnlyList<SampleModel> Load()
    {
        NativeBackend.EnsureLoaded();
        var samples = TensorFunctions.All.SelectMany(row => TableSamples.Of(row.Name).SelectMany(call => WithInPlace(row, call))).ToList();
        var context = new AssemblyLoadContext("table");
        return
        [
            .. samples.Select((sample, i) => (sample.Row, sample.Call, sample.Receiver, Name: $"Sample{i}")).Chunk(ToACompilation).SelectMany(part =>
                DrawnModels.Load([.. part.Select(sample => (sample.Name, Source(sample.Name, sample.Row, sample.Call, sample.Receiver)))], context).Zip(part, (loaded, sample) =>
                    new SampleModel(sample.Row, sample.Call, sample.Receiver is not null, loaded.Model, loaded.Passes, ShapeIn(loaded.Layout)))),
        ];
    }

    /// <summary>A call, and the same in place where tensors have such a method; the receiver is that of the call in place.</summary>
    private static IEnumerable<(TensorFunction Row, string Call, string? Receiver)> WithInPlace(TensorFunction row, string call)
    {
        var invocation = SyntaxFactory.ParseExpression(call) as InvocationExpressionSyntax;
        var member = invocation?.Expression is MemberAccessExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.ValueText: "torch" } } method ? method : null;
        var isInPlace = member?.Name.Identifier.ValueText == row.Name + "_" && row.Name != "requires_grad";
        if (!isInPlace)
        {
            yield return (row, call, null);
        }

        // Nothing is written by what only marks a tensor.
        if (isInPlace || (member?.Name.Identifier.ValueText == row.Name && row.Name != "detach" && TableSamples.IsTensorMethod(row.Name + "_")))
        {
            yield return (row, $"v.{row.Name}_{invocation!.ArgumentList}", member!.Expression.ToString());
        }
    }

    private static string Source(string name, TensorFunction row, string call, string? receiver)
    {
        // What is called in place is no layer's output and nobody else's.
        var before = receiver is null ? "" : $"var v = ({receiver}) * 1; {call};";
        var result = receiver is null ? call : "v";
        var output = row.End is { MakesNumber: true } ? "h"
            : row.End is not null || GradientSources.Names.Contains(row.Name) || OtherTypes.Contains(row.Name) ? $"({result}).to(ScalarType.Float64)"
            : result;
        var locals = string.Concat(
            call.Contains("h3", StringComparison.Ordinal) || receiver?.Contains("h3", StringComparison.Ordinal) == true ? "var h3 = h.view(-1, 4, 2); " : "",
            call.Contains("h4", StringComparison.Ordinal) || receiver?.Contains("h4", StringComparison.Ordinal) == true ? "var h4 = h.view(-1, 2, 2, 2); " : "");
        return $$"""
            [HyperModel]
            public sealed partial class {{name}}
            {
                [Linear(8, 8)] public partial HyperLinear Fc { get; }
                [Hyperparameter(Initial = 0.1, Scale = Scale.Log)] public partial HyperTensor Decay { get; }
                [Forward] private Tensor Predict(Tensor x) { x = x.flatten(1); var h = Fc.forward(x); {{locals}}{{before}} return {{output}}; }
                [TrainingLoss] private Tensor Fit(Tensor o, Tensor t) => ((o + 0.7) * o * o).mean() + 0.1 * Fc.weight.square().mean() + L2(Decay);
                [ValidationLoss] private Tensor Score(Tensor o, Tensor t) => ((o + 0.7) * o * o).mean() + 0.1 * Fc.weight.square().mean();
                public static object Evaluate(Tensor h, Tensor x) { {{locals}}{{before}} object result = {{result}}; return result; }
            {{(receiver is null ? "" : $"    public static (Tensor, Tensor) Change(Tensor h, Tensor x) {{ {locals}var before = (({receiver}) * 1).clone(); {before} return (before, v); }}")}}
            }
            """;
    }

    private static string? ShapeIn(string layout) => Said().Match(layout) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"Predict gives \[(.*?)\]")]
    private static partial Regex Said();
}
