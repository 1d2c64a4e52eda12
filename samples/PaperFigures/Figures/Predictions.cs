namespace PaperFigures.Figures;

/// <summary>What a method predicted for hyperparameters that it had not seen.</summary>
/// <param name="True">Their validation losses.</param>
/// <param name="Predicted">What was predicted.</param>
internal sealed record Predictions(double[] True, double[] Predicted)
{
    /// <summary>Predicted less true.</summary>
    public double[] Errors { get; } = [.. Predicted.Zip(True, (predicted, truth) => predicted - truth)];

    /// <summary>The mean error.</summary>
    public double Mean => Errors.Average();

    /// <summary>The errors' standard deviation.</summary>
    public double Deviation => Math.Sqrt(Errors.Average(error => error * error) - (Mean * Mean));

    /// <summary>The errors in brief.</summary>
    public string Words => FormattableString.Invariant($"{Mean:+0.0000;-0.0000;0.0000} ± {Deviation:F4}");

    /// <summary>The true loss where the prediction is lowest, over the lowest true loss.</summary>
    public double BestOverBest => True[Enumerable.Range(0, True.Length).MinBy(i => Predicted[i])] / True.Min();
}
