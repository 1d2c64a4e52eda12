namespace Hyper.Generators.Model.Passes;

/// <summary>A forward method and a loss as a straight line: each step makes one tensor, and the loss is a sum of terms.</summary>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Terms">The terms of the loss.</param>
internal sealed record PassProgram(EquatableArray<PassStep> Steps, EquatableArray<PassTerm> Terms);

/// <summary>One step.</summary>
/// <param name="Value">The number of the tensor that it makes.</param>
/// <param name="Op">What it does.</param>
/// <param name="Inputs">The numbers of the tensors that go in.</param>
/// <param name="Name">The layer, the hyperparameter or the method, not escaped; empty where there is none.</param>
/// <param name="Numbers">Constants: a factor, a dimension, sizes.</param>
/// <param name="DependsOnWeights">Whether there is a gradient to send through it.</param>
internal sealed record PassStep(int Value, PassOp Op, EquatableArray<int> Inputs, string Name, EquatableArray<double> Numbers, bool DependsOnWeights)
{
    /// <summary>The hyperparameter that a call is given, not escaped; empty where there is none.</summary>
    public string Hyperparameter { get; init; } = "";
}

/// <summary>One term of a loss.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Factor">What it is multiplied by.</param>
/// <param name="Inputs">The numbers of the tensors that go in.</param>
/// <param name="Name">The hyperparameter of a penalty, not escaped; empty for other terms.</param>
internal sealed record PassTerm(TermKind Kind, double Factor, EquatableArray<int> Inputs, string Name);

/// <summary>Scalars that the compiler can differentiate itself.</summary>
internal enum TermKind
{
    /// <summary>Σ x.</summary>
    Sum,

    /// <summary>The mean of all elements.</summary>
    Mean,

    /// <summary>The mean of all squared elements.</summary>
    MeanSquares,

    /// <summary>The mean over rows of the squares, summed over the second dimension.</summary>
    RowSquares,

    /// <summary>Cross-entropy of logits and targets.</summary>
    CrossEntropy,

    /// <summary>Σ λw².</summary>
    L2,

    /// <summary>Σ λ|w|.</summary>
    L1,
}
