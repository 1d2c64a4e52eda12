namespace Hyper.Generators.Passes;

/// <summary>What the compiler can differentiate itself, one tensor out of one or two.</summary>
internal enum PassOp
{
    /// <summary>A conditioned linear layer.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>1/(1 + exp(−x)).</summary>
    Sigmoid,

    /// <summary>exp x.</summary>
    Exp,

    /// <summary>x².</summary>
    Square,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>c·x.</summary>
    Scale,

    /// <summary>x + c.</summary>
    Shift,

    /// <summary>x + y.</summary>
    Add,

    /// <summary>x − y.</summary>
    Subtract,

    /// <summary>x ⊙ y.</summary>
    Multiply,

    /// <summary>All dimensions from one on as a single one.</summary>
    Flatten,

    /// <summary>Other sizes for the same elements.</summary>
    Reshape,

    /// <summary>Sums over one dimension.</summary>
    SumOver,

    /// <summary>Inverted dropout.</summary>
    Drop,

    /// <summary>A method of the runtime of which no derivative is needed, because no weight goes in.</summary>
    Call,
}
