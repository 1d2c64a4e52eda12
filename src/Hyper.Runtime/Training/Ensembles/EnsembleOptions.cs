namespace Hyper.Runtime.Training.Ensembles;

/// <summary>Which models an ensemble has, and how their answers are averaged.</summary>
public sealed record EnsembleOptions
{
    /// <summary>Members of an ensemble for which no number is given.</summary>
    public const int DefaultMembers = 8;

    /// <summary>How far from û models are drawn, in multiples of the run's own perturbation scale: a finite number, 0 or above.</summary>
    public double Scale { get; init; } = 2;

    /// <summary>
    /// Models that are drawn for the members to be chosen from, by the loss of their average on the validation rows, beside that at û:
    /// one less than there are members, or above; 0 for members as they are drawn.
    /// </summary>
    public int Candidates { get; init; } = 24;

    /// <summary>What of the members' answers the ensemble takes the mean of.</summary>
    public Averaging Averaging { get; init; } = Averaging.Outputs;

    /// <summary>Seed of the draws: the same one gives the same hyperparameters on every machine.</summary>
    public int Seed { get; init; }

    /// <summary>Checks every value.</summary>
    /// <param name="members">How many members the ensemble is to have.</param>
    /// <exception cref="HyperDslException">A value is out of its range; the message names it.</exception>
    internal void Validate(int members)
    {
        Require(members >= 1, "The number of members", members, "at least 1");
        Require(double.IsFinite(Scale) && Scale >= 0, nameof(Scale), Scale, "a finite number, 0 or above");
        Require(Candidates == 0 || Candidates >= members - 1, nameof(Candidates), Candidates, $"0, or {members - 1} or above, so that {members} members can be chosen");
        Require(Enum.IsDefined(Averaging), nameof(Averaging), Averaging, "one of the enum's members");
    }

    private static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds)
        {
            throw new HyperDslException(FormattableString.Invariant($"{name} of an ensemble is {value}; it must be {expected}."));
        }
    }
}
