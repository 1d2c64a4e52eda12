namespace Hyper.Runtime.Training.Saving;

/// <summary>
/// What things are called in a file. Tensors of weights and of a model's state have a dot in their names, which are those of a
/// member of the model's class and of a tensor in it; the others have none, so that they cannot meet.
/// </summary>
internal static class SavedNames
{
    /// <summary>The version of what this class describes. A reader takes all up to its own.</summary>
    public const int Version = 1;

    /// <summary>Tensor: û, [n] unconstrained coordinates in double precision.</summary>
    public const string Coordinates = "hyperparameters";

    /// <summary>Tensor of a response: φ, [count].</summary>
    public const string Parameters = "hypernetwork";

    /// <summary>Tensor of a response: the point that displacements are measured from, [n].</summary>
    public const string Reference = "reference";

    /// <summary>Text: what the file is.</summary>
    public const string Format = "format";

    /// <summary>Text: <see cref="Version"/>.</summary>
    public const string FormatVersion = "format_version";

    /// <summary>Text: the version of HyperDsl that wrote the file.</summary>
    public const string HyperDslVersion = "hyperdsl_version";

    /// <summary>Text: the version of TorchSharp that wrote the file.</summary>
    public const string TorchSharpVersion = "torchsharp_version";

    /// <summary>Text: the full name of the annotated class.</summary>
    public const string Model = "model";

    /// <summary>Text, a JSON object: the shape of each weight tensor, in the order of the flat vector.</summary>
    public const string Layout = "layout";

    /// <summary>Text, a JSON object: the shape of each tensor of the state.</summary>
    public const string State = "state";

    /// <summary>Text, a JSON object: each hyperparameter's count, granularity, scale and bounds, in the order of the flat vector.</summary>
    public const string Space = "space";

    /// <summary>Text, a JSON object: natural values at û, for people; of a hyperparameter with several their range.</summary>
    public const string Values = "values";

    /// <summary>Text, a JSON object: the hypernetwork's family and its number of parameters.</summary>
    public const string Response = "response";

    /// <summary>Text of a model, a JSON object: of each weight of which a row counts as zero whatever stands in it, the row. For readers in other languages; missing where there is none.</summary>
    public const string ZeroRows = "zero_rows";

    /// <summary>Text: rows that an evaluation takes at once, on which the last bits of a loss over many rows depend.</summary>
    public const string EvaluationRows = "evaluation_rows";

    /// <summary>What the names of the user's own texts begin with; a reader that knows of none passes them over.</summary>
    public const string Note = "note:";

    /// <summary>Text: a hash of the layout, the state, the space and the response.</summary>
    public const string Fingerprint = "fingerprint";
}
