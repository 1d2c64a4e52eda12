namespace Hyper.Generators.Model.Passes;

/// <summary>What the compiler writes the derivative of, one tensor out of one or more.</summary>
internal enum PassOp
{
    /// <summary>As the user wrote it; no gradient goes through, or the library's own derivative is asked for.</summary>
    Written,

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

    /// <summary>log(1/(1 + exp(−x))).</summary>
    LogSigmoid,

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

    /// <summary>exp x − 1.</summary>
    Expm1,

    /// <summary>log x.</summary>
    Log,

    /// <summary>log(1 + x).</summary>
    Log1p,

    /// <summary>The square root of x.</summary>
    Sqrt,

    /// <summary>One over the square root of x.</summary>
    Rsqrt,

    /// <summary>sin x.</summary>
    Sin,

    /// <summary>cos x.</summary>
    Cos,

    /// <summary>1/x.</summary>
    Reciprocal,

    /// <summary>−x.</summary>
    Negate,

    /// <summary>x².</summary>
    Square,

    /// <summary>x to the power of a number.</summary>
    Pow,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>x between two numbers.</summary>
    Clamp,

    /// <summary>Shares that add up to one along a dimension.</summary>
    Softmax,

    /// <summary>Their logarithms.</summary>
    LogSoftmax,

    /// <summary>c·x.</summary>
    Scale,

    /// <summary>x/c.</summary>
    DivideBy,

    /// <summary>x + c.</summary>
    Shift,

    /// <summary>c − x.</summary>
    From,

    /// <summary>x + y.</summary>
    Add,

    /// <summary>x − y.</summary>
    Subtract,

    /// <summary>x ⊙ y.</summary>
    Multiply,

    /// <summary>x/y, element by element.</summary>
    Divide,

    /// <summary>A product of matrices, or of batches of them.</summary>
    MatMul,

    /// <summary>Other sizes for the same elements in the same order.</summary>
    Reshape,

    /// <summary>The same elements.</summary>
    Same,

    /// <summary>Two dimensions exchanged.</summary>
    Transpose,

    /// <summary>Dimensions in another order.</summary>
    Permute,

    /// <summary>One place of a dimension.</summary>
    Select,

    /// <summary>Some places of a dimension.</summary>
    Narrow,

    /// <summary>Tensors one behind the other along a dimension.</summary>
    Concatenate,

    /// <summary>Tensors beside each other along a new dimension.</summary>
    Stack,

    /// <summary>The same elements again and again.</summary>
    Expand,

    /// <summary>Sums over dimensions.</summary>
    SumOver,

    /// <summary>Means over dimensions.</summary>
    MeanOver,

    /// <summary>The sum of all elements.</summary>
    Sum,

    /// <summary>The mean of all elements.</summary>
    Mean,

    /// <summary>The mean of all squared differences.</summary>
    SquaredError,

    /// <summary>Cross-entropy of logits and targets.</summary>
    CrossEntropy,

    /// <summary>The largest element of each window of an image.</summary>
    MaxPool,

    /// <summary>The mean of each window of an image.</summary>
    AveragePool,

    /// <summary>Inverted dropout.</summary>
    Drop,

    /// <summary>Inverted dropout of whole channels.</summary>
    DropChannels,

    /// <summary>Σ λw².</summary>
    L2,

    /// <summary>Σ λ|w|.</summary>
    L1,
}
