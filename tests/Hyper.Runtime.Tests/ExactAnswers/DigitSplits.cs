using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>Digits with one-hot targets in double precision: few training rows, so that regularisation matters.</summary>
internal static class DigitSplits
{
    public static DataSplits OneHot(int seed, int training = 200, int validation = 500)
    {
        using var digits = Digits.Load();
        using var oneHot = digits.WithOneHotTargets(Digits.Classes);
        using var exact = oneHot.To(CPU, ScalarType.Float64);
        return DataSplits.Random(exact, seed, training, validation);
    }
}
