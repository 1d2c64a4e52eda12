namespace Hyper.Quality;

/// <summary>Where a run starts: at the initial values, or at ones that are far from good.</summary>
internal static class Start
{
    /// <summary>How the names of methods end that start with penalties too strong, and too weak.</summary>
    public const string Up = "@up", Down = "@down";

    private const double Far = 100;
    private const double Dropout = 0.6;

    /// <summary>The initial values.</summary>
    public static double[] Initial(HyperparameterSpace space) => space.ToNatural(space.InitialUnconstrained());

    /// <summary>Penalties a hundred times the initial ones, and much dropout.</summary>
    public static double[] TooStrong(HyperparameterSpace space) => Moved(space, Far);

    /// <summary>Penalties a hundredth of the initial ones, and much dropout.</summary>
    public static double[] TooWeak(HyperparameterSpace space) => Moved(space, 1 / Far);

    private static double[] Moved(HyperparameterSpace space, double factor)
    {
        var natural = Initial(space);
        foreach (var info in space.Hyperparameters)
        {
            foreach (ref var value in natural.AsSpan(info.Offset, info.Count))
            {
                value = info.Name switch
                {
                    nameof(ClassTable.Decay) => value * factor,
                    nameof(ClassTable.EarlyDropout) or nameof(ClassTable.LateDropout) => Dropout,
                    _ => value,
                };
            }
        }

        return natural;
    }
}
