namespace Hyper.Rates;

/// <summary>Where a run starts from, drawn as the protocol has it.</summary>
internal static class Start
{
    /// <summary>The hyperparameters of a start by its number.</summary>
    public static UciNetwork.Hyperparameters Of(int number)
    {
        var random = new Random(number);
        return new UciNetwork.Hyperparameters
        {
            Rate = Math.Pow(10, Between(-6, -1)),
            Decay = Math.Pow(10, Between(-7, -2)),
            Momentum = Between(0, 1),
        };

        double Between(double low, double high) => low + ((high - low) * random.NextDouble());
    }
}
