namespace Hyper.Generators.Model.Passes;

/// <summary>What the compiler can differentiate itself, one tensor out of one or two.</summary>
internal enum PassOp
{
    /// <summary>A conditioned linear layer.</summary>
    Linear,

    /// <summary>Another conditioned layer that makes one tensor out of one: the library knows its derivative best.</summary>
    Layer,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>1/(1 + exp(−x)).</summary>
    Sigmoid,

    /// <summary>x·sigmoid x.</summary>
    Silu,

    /// <summary>x·Φ(x).</summary>
    Gelu,

    /// <summary>log(1 + exp x).</summary>
    Softplus,

    /// <summary>x, or c·x below zero.</summary>
    LeakyRelu,

    /// <summary>x, or c·(exp x − 1) below zero.</summary>
    Elu,

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

    /// <summary>The largest element of each window of an image.</summary>
    MaxPool,

    /// <summary>The mean of each window of an image.</summary>
    AveragePool,

    /// <summary>Inverted dropout.</summary>
    Drop,

    /// <summary>Inverted dropout of whole channels.</summary>
    DropChannels,

    /// <summary>A method of the runtime of which no derivative is needed, because no weight goes in.</summary>
    Call,
}
