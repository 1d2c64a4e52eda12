using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;

namespace Hyper.Differential.Tests;

/// <summary>
/// Calls of each function of the compiler's table, written with <c>x</c>, a model's input, [rows, 8], with <c>h</c>, that input behind
/// a layer, and with <c>h3</c> and <c>h4</c>, the same as [rows, 4, 2] and as [rows, 2, 2, 2].
/// </summary>
internal static partial class TableSamples
{
    private static readonly Type[] Holders = [typeof(torch.Tensor), typeof(torch), typeof(torch.nn.functional), typeof(torch.special), typeof(TensorExtensionMethods)];

    /// <summary>The public functions of TorchSharp's with a name, also those in place.</summary>
    public static IReadOnlyList<MethodInfo> Functions(string name) =>
    [
        .. Holders.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(method => method.Name.TrimEnd('_') == name),
    ];

    /// <summary>Whether tensors have a method with exactly this name.</summary>
    public static bool IsTensorMethod(string name) => Functions(name.TrimEnd('_')).Any(method => method.Name == name && method.DeclaringType == typeof(torch.Tensor) && !method.IsStatic);

    /// <summary>Sample calls of a row; none where nothing is written down and the function cannot be called on a tensor alone.</summary>
    public static IReadOnlyList<string> Of(string row)
        => Written.TryGetValue(row, out var calls) ? calls
            : Functions(row).Where(method => method.Name == row && method.ReturnType == typeof(torch.Tensor) && TakesTensorAlone(method)).ToList() is { Count: > 0 } functions
                ? functions.FirstOrDefault(method => !method.IsStatic) is not null ? [$"h.{Escaped(row)}()", $"h4.{Escaped(row)}()"] : [$"{Path(functions[0])}(h)", $"{Path(functions[0])}(h4)"]
                : [];

    private static bool TakesTensorAlone(MethodInfo method)
    {
        var demanded = method.GetParameters().Where(parameter => !parameter.HasDefaultValue).ToList();
        return method.IsStatic ? demanded is [{ ParameterType: var type }] && type == typeof(torch.Tensor) : demanded.Count == 0;
    }

    private static string Path(MethodInfo method) => method.DeclaringType!.FullName!.Replace("TorchSharp.", "", StringComparison.Ordinal).Replace('+', '.') + "." + method.Name;

    // Some of TorchSharp's names are C#'s words.
    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
