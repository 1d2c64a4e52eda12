namespace Hyper.Dsl;

/// <summary>What the rows of a minibatch do when a step draws several hyperparameter samples.</summary>
public enum SampleRows
{
    /// <summary>The rows are divided among the samples: a step costs what it costs with one sample.</summary>
    Divide,

    /// <summary>Every sample sees every row: less noise, at a cost that grows with the samples.</summary>
    Repeat,
}
