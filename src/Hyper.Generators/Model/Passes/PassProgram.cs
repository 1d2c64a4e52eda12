namespace Hyper.Generators.Model.Passes;

/// <summary>A forward method and a loss as a straight line: each step makes a value, and the loss is a sum of terms.</summary>
/// <param name="Items">The steps, and the parts of which autograd keeps the graph, in order.</param>
/// <param name="Terms">The terms of the loss.</param>
internal sealed record PassProgram(EquatableArray<PassItem> Items, EquatableArray<PassTerm> Terms)
{
    /// <summary>All steps, those of parts included.</summary>
    public IEnumerable<PassStep> Steps => Items.SelectMany<PassItem, PassStep>(item => item is PassPart part ? part.Steps : [(PassStep)item]);
}

/// <summary>A step, or a part.</summary>
internal abstract record PassItem;

/// <summary>One step.</summary>
/// <param name="Value">The number of what it makes; −1 where it makes nothing.</param>
/// <param name="Op">The formula of its derivative.</param>
/// <param name="Name">What the variable is called after, and for a layer its property; not escaped.</param>
/// <param name="Inputs">The numbers of the tensors of the formula.</param>
/// <param name="Written">The code as the user wrote it.</param>
/// <param name="IsTraced">Whether there is a gradient to send through it: weights have gone into it.</param>
internal sealed record PassStep(int Value, PassOp Op, string Name, EquatableArray<int> Inputs, CodeTemplate Written, bool IsTraced) : PassItem
{
    /// <summary>Code of the numbers of the formula.</summary>
    public EquatableArray<CodeTemplate> Numbers { get; init; } = new([]);

    /// <summary>Numbers of the formula that are known.</summary>
    public EquatableArray<double> Constants { get; init; } = new([]);

    /// <summary>The hyperparameter of a regulariser, not escaped; empty where there is none.</summary>
    public string Hyperparameter { get; init; } = "";

    /// <summary>The layers whose weights take part, where the step is differentiated by autograd; not escaped.</summary>
    public EquatableArray<string> Layers { get; init; } = new([]);

    /// <summary>Whether it makes a tensor.</summary>
    public bool IsTensor { get; init; }

    /// <summary>Whether it does something beside, so that it counts though nobody needs what it makes.</summary>
    public bool HasEffect { get; init; }

    /// <summary>Whether it takes a part of what another step makes, and does nothing else.</summary>
    public bool IsAccessor { get; init; }

    /// <summary>Whether the table of functions knows what it calls.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What it calls, as a person names it; empty where it calls nothing.</summary>
    public string Called { get; init; } = "";
}

/// <summary>Steps on end that autograd differentiates, while all around them is written out.</summary>
/// <param name="Inputs">The numbers of the tensors that gradients go on to.</param>
/// <param name="Layers">The layers whose weights take part, not escaped.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Outputs">The numbers of the tensors that are used behind the part.</param>
internal sealed record PassPart(EquatableArray<int> Inputs, EquatableArray<string> Layers, EquatableArray<PassStep> Steps, EquatableArray<int> Outputs) : PassItem;

/// <summary>One term of a loss.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Factor">What it is multiplied by.</param>
/// <param name="More">Code of numbers that it is multiplied or divided by as well, from the sign on; empty where there are none.</param>
/// <param name="Inputs">The numbers of the tensors that go in.</param>
/// <param name="Name">The hyperparameter of a penalty, not escaped; empty for other terms.</param>
internal sealed record PassTerm(TermKind Kind, double Factor, CodeTemplate More, EquatableArray<int> Inputs, string Name);

/// <summary>Scalars that the compiler differentiates itself.</summary>
internal enum TermKind
{
    /// <summary>A tensor of one element.</summary>
    Value,

    /// <summary>A number of C#.</summary>
    Number,

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
