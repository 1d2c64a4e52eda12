using TorchSharp;

namespace PaperFigures.Figures;

/// <summary>A model's weights as numbers.</summary>
internal static class Flat
{
    /// <summary>P weights in the order of the flat vector.</summary>
    public static double[] Of(TrainedModel model)
    {
        using var scope = torch.NewDisposeScope();
        return model.Weights.to(torch.ScalarType.Float64).cpu().data<double>().ToArray();
    }
}
