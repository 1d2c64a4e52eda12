namespace Hyper.Dsl;

/// <summary>Which of a run's states is its result.</summary>
public enum Keep
{
    /// <summary>
    /// <see cref="Best"/> for a tuned run, which looks at the whole validation split as often as that costs no more than about a twentieth of
    /// it, at each report at most. For an ordinary training <see cref="Best"/> where
    /// <see cref="ExperimentAttribute{TModel}.EarlyStoppingPatience"/> is given, else <see cref="Last"/>.
    /// </summary>
    Auto,

    /// <summary>The one with the lowest validation loss over the whole validation split, which is taken at each report.</summary>
    Best,

    /// <summary>That of the last step.</summary>
    Last,
}
