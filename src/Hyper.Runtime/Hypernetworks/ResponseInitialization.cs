using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Weights;

namespace Hyper.Runtime.Hypernetworks;

/// <summary>
/// Initial values of a hypernetwork: its response at z = 0 is the layers' standard initialisation, and what depends on
/// the hyperparameters starts at zero or small.
/// </summary>
public static class ResponseInitialization
{
    // How far an Mlp's initial response moves from the standard initialisation over a unit displacement, as a share of
    // that initialisation's own spread.
    private const double InitialResponseShare = 0.1;

    // The same for the families whose conditional part would otherwise be zero.
    private const double SmallResponseShare = 0.01;

    /// <summary>
    /// The standard initialisation of each layer: uniform within ±1/√fan-in (Kaiming) for fully connected,
    /// convolutional and recurrent layers, weights and biases alike; normal for embeddings; ones and zeros for
    /// normalisations.
    /// </summary>
    /// <param name="weights">Where it goes: P elements in the order of the layout.</param>
    /// <param name="layout">The model's elementary weights.</param>
    /// <param name="noise">The source of randomness.</param>
    public static void Standard(Tensor weights, ElementaryLayout layout, Generator noise)
    {
        using var scope = torch.NewDisposeScope();
        var flat = weights.view(-1);
        foreach (var slot in layout.Slots)
        {
            var tensor = flat.narrow(0, slot.Offset, slot.Count);
            switch (slot.Initialization)
            {
                case Initialization.Uniform:
                    var bound = 1 / Math.Sqrt(slot.FanIn);
                    tensor.FillUniform(-bound, bound, noise);
                    break;
                case Initialization.Normal:
                    tensor.FillNormal(0, 1, noise);
                    break;
                default:
                    tensor.fill_(Scalars.Of(slot.Initialization == Initialization.Ones ? 1 : 0));
                    break;
            }
        }
    }

    /// <summary>
    /// The first layer of a hypernetwork: normal with variance 1/n, so that a displacement of unit length in each of n
    /// coordinates gives hidden activations of unit variance.
    /// </summary>
    /// <param name="matrix">[units, n].</param>
    /// <param name="noise">The source of randomness.</param>
    public static void FirstLayer(Tensor matrix, Generator noise)
    {
        using var scope = torch.NewDisposeScope();
        var shape = matrix.shape;

        // Drawn coordinate by coordinate.
        var columns = torch.empty(shape[1], shape[0], dtype: matrix.dtype, device: matrix.device).FillNormal(0, 1 / Math.Sqrt(shape[1]), noise);
        matrix.copy_(columns.t());
    }

    /// <summary>
    /// What multiplies the displacement (or the hidden activations of a Factorized response): small, so that the first
    /// responses are the standard initialisation to within a hundredth of its spread, but not zero, so that there is a
    /// hypergradient before there is a perturbation.
    /// </summary>
    /// <param name="matrix">[k, P].</param>
    /// <param name="layout">The model's elementary weights.</param>
    /// <param name="noise">The source of randomness.</param>
    public static void Conditional(Tensor matrix, ElementaryLayout layout, Generator noise) =>
        Scaled(matrix, layout, SmallResponseShare / Math.Sqrt(matrix.shape[0]), noise);

    /// <summary>
    /// What scales the rows of a Structured or Centered response: normal and small, so that the first responses are the
    /// standard initialisation to within a hundredth of its spread. What they scale has that spread itself, so that the
    /// scales, which are few, have gradients of full size from the first step.
    /// </summary>
    /// <param name="matrix">[n, R].</param>
    /// <param name="noise">The source of randomness.</param>
    public static void RowScales(Tensor matrix, Generator noise) =>
        matrix.FillNormal(0, SmallResponseShare / Math.Sqrt(matrix.shape[0]), noise);

    /// <summary>
    /// The hidden biases of an Mlp: uniform within ±1, so that the units' kinks are spread over the displacements that a
    /// run draws.
    /// </summary>
    /// <param name="vector">[1, units].</param>
    /// <param name="noise">The source of randomness.</param>
    public static void HiddenBias(Tensor vector, Generator noise) => vector.FillUniform(-1, 1, noise);

    /// <summary>
    /// The output layer of an Mlp by the variance rule for hypernetworks (Chang et al., 2020): a generated weight's
    /// variance is set by the fan-in of the layer it belongs to, divided among the hidden units.
    /// </summary>
    /// <param name="matrix">[units, P].</param>
    /// <param name="layout">The model's elementary weights.</param>
    /// <param name="noise">The source of randomness.</param>
    public static void OutputLayer(Tensor matrix, ElementaryLayout layout, Generator noise) =>

        // Half of the rectified units are active on average.
        Scaled(matrix, layout, InitialResponseShare * Math.Sqrt(2.0 / matrix.shape[0]), noise);

    // Normal, with each weight's column scaled by the spread of its standard initialisation.
    private static void Scaled(Tensor matrix, ElementaryLayout layout, double share, Generator noise)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var slot in layout.Slots)
        {
            matrix.narrow(1, slot.Offset, slot.Count).FillNormal(0, slot.Spread * share, noise);
        }
    }
}
