namespace Hyper.Differential.Tests;

/// <summary>
/// Rows through which no gradient passes though they are no ends of gradients that anybody should be told of: what they give is made
/// of nothing but sizes, numbers or random ones, or is a mask.
/// </summary>
internal static class GradientSources
{
    /// <summary>Their names.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        // Masks: what they are made by may have a gradient, but nobody expects one of a mask.
        "logical_not", "logical_and", "logical_or", "logical_xor", "isnan", "isfinite", "isinf", "op_OnesComplement", "op_BitwiseAnd", "op_BitwiseOr", "op_ExclusiveOr",

        // Of the shape of a tensor, but not of its elements.
        "zeros_like", "ones_like", "full_like", "empty_like", "rand_like", "randn_like",

        // Of numbers.
        "rand", "randn", "randint", "randperm", "zeros", "ones", "full", "eye", "arange", "linspace", "tensor", "as_tensor", "empty",

        // Draws by the probabilities that they are given, and classes written as rows of ones and zeros.
        "multinomial", "one_hot",
    };
}
