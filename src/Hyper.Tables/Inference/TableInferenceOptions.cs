using Hyper.Tables.Schema;

namespace Hyper.Tables.Inference;

/// <summary>What a person says about a table whose schema is made.</summary>
public sealed record TableInferenceOptions
{
    /// <summary>The columns to predict.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>What is to be answered; null to find out.</summary>
    public TableTask? Task { get; init; }

    /// <summary>Whether the first line names the columns; null to find out.</summary>
    public bool? Header { get; init; }

    /// <summary>The name of the C# class; null for one made of the file's name.</summary>
    public string? Name { get; init; }
}
