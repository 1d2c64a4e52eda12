using static TorchSharp.torch;

namespace PaperFigures.Data;

/// <summary>
/// The digits that travel with the library, each pixel three times as wide and high and with a frame of two, so that the
/// very models of the figures take them.
/// </summary>
internal static class EnlargedDigits
{
    private const int Side = 8;
    private const int Times = 3;
    private const int Frame = 2;

    // The rest is the test set.
    private const int Training = 1_400;

    public static (Dataset Training, Dataset Test) Load()
    {
        using Dataset digits = Digits.Load();
        using var scope = NewDisposeScope();
        Tensor large = digits.Inputs.view(-1, Side, Side).repeat_interleave(Times, 1).repeat_interleave(Times, 2);
        using var all = new Dataset(nn.functional.pad(large, [Frame, Frame, Frame, Frame]).flatten(1), digits.Targets.clone());
        return (all.Slice(0, Training), all.Slice(Training, all.Count - Training));
    }
}
