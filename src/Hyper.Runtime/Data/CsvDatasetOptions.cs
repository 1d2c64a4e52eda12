namespace Hyper.Runtime.Data;

/// <summary>What the target column of a CSV file holds.</summary>
public enum CsvTarget
{
    /// <summary>Class labels, whole numbers from 0.</summary>
    Label,

    /// <summary>Numbers to predict.</summary>
    Number,
}

/// <summary>How a CSV file is laid out.</summary>
public sealed record CsvDatasetOptions
{
    /// <summary>The target column's place, counted from 0; the last column by default. Not together with <see cref="TargetName"/>.</summary>
    public int? TargetColumn { get; init; }

    /// <summary>The target column's name in the header. Not together with <see cref="TargetColumn"/>.</summary>
    public string? TargetName { get; init; }

    /// <summary>What the target column holds.</summary>
    public CsvTarget Target { get; init; } = CsvTarget.Label;

    /// <summary>How many classes there are: labels are below it. By default any whole number from 0 is a label.</summary>
    public int? Classes { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>What is between two columns.</summary>
    public char Delimiter { get; init; } = ',';
}
