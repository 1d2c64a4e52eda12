using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Functions;

/// <summary>Takes a rule and what breaks it.</summary>
internal delegate void ShapeReport(DiagnosticDescriptor rule, object[] parts);

/// <summary>What is known of one of TorchSharp's functions: a row of the table that all readers ask.</summary>
/// <param name="Name">Its name, without the underscore that marks one in place.</param>
internal sealed record TensorFunction(string Name)
{
    /// <summary>The shape of what it gives; null where that is not known.</summary>
    public Func<TensorCall, ShapeReport, TensorShape?> Shape { get; init; } = static (_, _) => null;

    /// <summary>The derivative that the compiler writes out for a call; null where the library's own is asked for.</summary>
    public Func<FunctionCall, Derivative?> Derivative { get; init; } = static _ => null;

    /// <summary>Why no gradient passes, and what to write instead; null where gradients pass.</summary>
    public GradientEnd? End { get; init; }

    /// <summary>Whether what it gives depends on random numbers, so that a call counts though nobody needs what it gives.</summary>
    public bool IsRandom { get; init; }

    /// <summary>Whether it gives its input again, and does nothing to it that a compiled pass would do.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Whether it may give its input again, or a part of it, under another shape.</summary>
    public bool IsView { get; init; }

    /// <summary>Whether the library's function in place gives something else than this one, so that neither stands for the other.</summary>
    public bool DiffersInPlace { get; init; }

    /// <summary>Whether rows of the input meet in what it gives; for some calls only.</summary>
    public RowMixing Mixes { get; init; }

    /// <summary>Whether a call changes its input's elements.</summary>
    public bool WritesInPlace(CallValue call)
        => !IsElu(call) && ((call.Method.Name.EndsWith("_", StringComparison.Ordinal) && call.Method.Name is not ("requires_grad_" or "detach_" or "retain_grad_"))
            || call.Arguments.Any(argument => argument.Parameter.Name == "inplace" && argument.Value is not ConstantValue { Constant: false }));

    // The library's elu_ gives another tensor and leaves its input as it is; only that of three numbers writes.
    private bool IsElu(CallValue call) => Name == "elu" && call.Method.Parameters.All(parameter => parameter.Name != "input_scale");
}

/// <summary>Whether rows meet.</summary>
internal enum RowMixing
{
    /// <summary>Each row of the result comes from the same row of the input.</summary>
    Never,

    /// <summary>Where the dimension that a call names is that of the rows, or where it puts rows elsewhere.</summary>
    AlongRows,

    /// <summary>Always.</summary>
    Always,
}

/// <summary>Where gradients end.</summary>
/// <param name="Cure">What to write instead.</param>
/// <param name="MakesNumber">Whether the result is a number of C#, not a tensor.</param>
internal sealed record GradientEnd(string Cure, bool MakesNumber = false);
