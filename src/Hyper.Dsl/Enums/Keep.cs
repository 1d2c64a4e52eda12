namespace Hyper.Dsl;

/// <summary>Which of a run's states is its result.</summary>
public enum Keep
{
    /// <summary>
    /// <see cref="Best"/> where the validation loss over the whole split is taken on the way anyway, which is where
    /// <see cref="ExperimentAttribute{TModel}.EarlyStoppingPatience"/> is given; else <see cref="Last"/>.
    /// </summary>
    Auto,

    /// <summary>The one with the lowest validation loss over the whole validation split, which is taken at each report.</summary>
    Best,

    /// <summary>That of the last step.</summary>
    Last,
}
